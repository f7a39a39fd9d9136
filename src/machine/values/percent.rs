//! `template % arguments`: what to fetch and to convert, step by step.
//!
//! The machine asks for one step after the other, because a step may call the program's `__getitem__`,
//! `__str__` or `__repr__`; faults come in the order in which CPython finds them.

use super::fault::ValueFault;
use super::format_spec::saturated;
use super::percent_conversion::Conversion;
use super::str_repr;
use super::unicode::is_printable;
use crate::cpython::Build;
use num_bigint::BigInt;
use num_traits::ToPrimitive;

/// What stands right of the `%`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operand {
    /// A tuple (or an instance of a subclass) of so many items.
    Tuple(usize),
    /// Something with `__getitem__` that is neither a tuple nor a string: a dict, but a list as well.
    Mapping,
    /// Anything else.
    Single,
}

/// Where a value comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Argument {
    /// An item of the tuple.
    Item(usize),
    /// The right operand itself.
    Whole,
    /// What the last [`Step::Key`] found.
    Found,
}

/// The next thing to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Append this.
    Text(String),
    /// Get the right operand's item of this key; it is [`Argument::Found`] from now on.
    Key(String),
    /// Give this argument to [`Percent::star`]: a width or a precision.
    Star(Argument),
    /// Convert this argument and append what it gives.
    Convert(Conversion, Argument),
}

/// A template on its way (Objects/unicodeobject.c, PyUnicode_Format; in 3.15 Objects/unicode_format.c).
#[derive(Debug, Clone)]
pub struct Percent {
    template: Vec<char>,
    /// Index of the next character.
    at: usize,
    operand: Operand,
    /// Type of the right operand, for a message of 3.15.
    operand_type: String,
    build: Build,
    /// `arglen` and `argidx` of the C code: the tuple's length and how many are used up; -1 and -2 or -1 for a
    /// single argument not yet or already used up.
    arg_len: i64,
    arg_index: i64,
    /// Whether the arguments are looked up by key.
    keyed: bool,
    conversion: Option<(Conversion, Stage)>,
}

/// How far the current conversion specifier is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    Flags,
    WidthStar,
    Width,
    PrecisionStar,
    Precision,
}

impl Percent {
    /// Begins with `template % operand`. From 3.15 on, a message names the operand's type.
    pub fn new(template: &str, operand: Operand, operand_type: &str, build: Build) -> Self {
        let (arg_len, arg_index) = match operand {
            Operand::Tuple(len) => (len as i64, 0),
            Operand::Mapping | Operand::Single => (-1, -2),
        };
        Self {
            template: template.chars().collect(),
            at: 0,
            operand,
            operand_type: operand_type.into(),
            build,
            arg_len,
            arg_index,
            keyed: false,
            conversion: None,
        }
    }

    /// The next step; none at the end, when all arguments are used up.
    pub fn step(&mut self) -> Result<Option<Step>, ValueFault> {
        if let Some((conversion, stage)) = self.conversion.take() {
            return self.go_on(conversion, stage).map(Some);
        }
        let start = self.at;
        while self.peek().is_some_and(|c| c != '%') {
            self.at += 1;
        }
        if self.at > start {
            return Ok(Some(Step::Text(
                self.template[start..self.at].iter().collect(),
            )));
        }
        if self.read().is_none() {
            return self.finish().map(|()| None);
        }
        if self.peek() == Some('%') {
            self.at += 1;
            return Ok(Some(Step::Text("%".into())));
        }
        let conversion = Conversion::new(self.at - 1);
        if self.peek() == Some('(') {
            return self.key(conversion).map(Some);
        }
        if self.build.at_least(15) && self.keyed {
            return Err(
                self.at_position("format requires a parenthesised mapping key", &conversion)
            );
        }
        self.go_on(conversion, Stage::Flags).map(Some)
    }

    /// The value of the argument of a [`Step::Star`]; the name of its type where it is no integer.
    pub fn star(&mut self, value: Result<&BigInt, &str>) -> Result<(), ValueFault> {
        let Some((mut conversion, stage)) = self.conversion.take() else {
            return Ok(());
        };
        let new_texts = self.build.at_least(15);
        let place = self.place(&conversion);
        let value = value.map_err(|type_name| {
            ValueFault::type_error(if new_texts {
                format!("{place}* requires int, not {type_name}")
            } else {
                "* wants int".into()
            })
        })?;
        let (is_width, c_type) = match stage {
            Stage::WidthStar => (true, "ssize_t"),
            _ => (false, "int"),
        };
        let fits = if is_width && self.build.word() == 8 {
            value.to_i64()
        } else {
            value.to_i32().map(i64::from)
        };
        let value = fits.ok_or_else(|| {
            let what = if is_width { "width" } else { "precision" };
            ValueFault::overflow(if new_texts {
                format!("{place}too big for {what}")
            } else {
                format!("Python int too large to convert to C {c_type}")
            })
        })?;
        if is_width {
            conversion.left_adjusted |= value < 0;
            conversion.width = Some(saturated(value.unsigned_abs()));
            self.conversion = Some((conversion, Stage::Width));
        } else {
            conversion.precision = Some(saturated(value.max(0).unsigned_abs()));
            self.conversion = Some((conversion, Stage::Precision));
        }
        Ok(())
    }

    fn peek(&self) -> Option<char> {
        self.template.get(self.at).copied()
    }

    fn read(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.at += 1;
        Some(c)
    }

    /// `%(key)…`: balanced parentheses.
    fn key(&mut self, mut conversion: Conversion) -> Result<Step, ValueFault> {
        if self.operand != Operand::Mapping {
            let text = "format requires a mapping";
            return Err(ValueFault::type_error(if self.build.at_least(15) {
                format!("{text}, not {}", self.operand_type)
            } else {
                text.into()
            }));
        }
        self.at += 1;
        let start = self.at;
        let mut open = 1;
        while open > 0 {
            match self.read() {
                Some('(') => open += 1,
                Some(')') => open -= 1,
                Some(_) => {}
                None if self.build.at_least(15) => {
                    return Err(self.at_position("stray % or incomplete format key", &conversion));
                }
                None => return Err(ValueFault::value("incomplete format key")),
            }
        }
        let key: String = self.template[start..self.at - 1].iter().collect();
        conversion.key = Some(key.clone());
        self.keyed = true;
        (self.arg_len, self.arg_index) = (-1, -2);
        self.conversion = Some((conversion, Stage::Flags));
        Ok(Step::Key(key))
    }

    /// Reads the rest of a conversion specifier, up to its end or its next star.
    fn go_on(&mut self, mut conversion: Conversion, stage: Stage) -> Result<Step, ValueFault> {
        if stage == Stage::Flags {
            while self.peek().is_some_and(|c| conversion.set_flag(c)) {
                self.at += 1;
            }
            if self.peek() == Some('*') {
                return self.begin_star(conversion, Stage::WidthStar);
            }
            let most = (1 << (8 * self.build.word() - 1)) - 1;
            conversion.width = self.number(most, "width", &conversion)?;
        }
        if matches!(stage, Stage::Flags | Stage::Width) && self.peek() == Some('.') {
            self.at += 1;
            if self.peek() == Some('*') {
                return self.begin_star(conversion, Stage::PrecisionStar);
            }
            let most = i32::MAX as u64;
            let precision = self.number(most, "precision", &conversion)?;
            conversion.precision = Some(precision.unwrap_or(0));
        }
        if matches!(self.peek(), Some('h' | 'l' | 'L')) {
            self.at += 1;
        }
        self.convert(conversion)
    }

    fn begin_star(&mut self, conversion: Conversion, stage: Stage) -> Result<Step, ValueFault> {
        if self.build.at_least(15) && self.keyed {
            let text = "* cannot be used with a parenthesised mapping key";
            return Err(self.at_position(text, &conversion));
        }
        self.at += 1;
        let argument = self.next_argument(!self.build.at_least(15))?;
        self.conversion = Some((conversion, stage));
        Ok(Step::Star(argument))
    }

    fn convert(&mut self, mut conversion: Conversion) -> Result<Step, ValueFault> {
        let Some(code) = self.read() else {
            return Err(if self.build.at_least(15) {
                self.at_position("stray %", &conversion)
            } else {
                ValueFault::value("incomplete format")
            });
        };
        let argument = self.next_argument(true)?;
        conversion.code = code;
        conversion.place = self.place(&conversion);
        if matches!(
            code,
            's' | 'r'
                | 'a'
                | 'c'
                | 'd'
                | 'i'
                | 'u'
                | 'o'
                | 'x'
                | 'X'
                | 'e'
                | 'E'
                | 'f'
                | 'F'
                | 'g'
                | 'G'
        ) {
            return Ok(Step::Convert(conversion, argument));
        }
        Err(ValueFault::value(self.unknown_code(&conversion)))
    }

    /// A decimal number of at most `most`, in ASCII digits.
    fn number(
        &mut self,
        most: u64,
        what: &str,
        conversion: &Conversion,
    ) -> Result<Option<usize>, ValueFault> {
        let mut value = None;
        while let Some(digit) = self.peek().and_then(|c| c.to_digit(10)).map(u64::from) {
            let before = value.unwrap_or(0);
            if before > (most - digit) / 10 {
                let text = format!("{what} too big");
                return Err(if self.build.at_least(15) {
                    self.at_position(&text, conversion)
                } else {
                    ValueFault::value(text)
                });
            }
            value = Some(before * 10 + digit);
            self.at += 1;
        }
        Ok(value.map(saturated))
    }

    /// getnextarg; a single argument is only one where `allow_single`.
    fn next_argument(&mut self, allow_single: bool) -> Result<Argument, ValueFault> {
        let is_single = self.arg_len < 0;
        if self.arg_index >= self.arg_len || (is_single && !allow_single) {
            let text = "not enough arguments for format string";
            return Err(ValueFault::type_error(if self.build.at_least(15) {
                let got = if is_single { 1 } else { self.arg_len };
                format!("{text} (got {got})")
            } else {
                text.into()
            }));
        }
        self.arg_index += 1;
        Ok(match (is_single, self.keyed) {
            (false, _) => Argument::Item(self.arg_index as usize - 1),
            (true, false) => Argument::Whole,
            (true, true) => Argument::Found,
        })
    }

    fn finish(&self) -> Result<(), ValueFault> {
        if self.arg_index >= self.arg_len || self.operand == Operand::Mapping {
            return Ok(());
        }
        let text = "not all arguments converted during string formatting";
        Err(ValueFault::type_error(if self.build.at_least(15) {
            let (required, got) = match self.operand {
                Operand::Tuple(len) => (self.arg_index, len),
                _ => (0, 1),
            };
            format!("{text} (required {required}, got {got})")
        } else {
            text.into()
        }))
    }

    /// What 3.15's messages say of the argument before them.
    fn place(&self, conversion: &Conversion) -> String {
        match &conversion.key {
            Some(key) => format!("format argument {}: ", str_repr::repr(key, self.build)),
            None if self.arg_len >= 0 => format!("format argument {}: ", self.arg_index),
            None => "format argument: ".into(),
        }
    }

    fn at_position(&self, text: &str, conversion: &Conversion) -> ValueFault {
        ValueFault::value(format!("{text} at position {}", conversion.start))
    }

    fn unknown_code(&self, conversion: &Conversion) -> String {
        let Conversion { code, start, .. } = conversion;
        let number = u32::from(*code);
        let index = self.at - 1;
        if !self.build.at_least(15) {
            let shown = if (' '..'\x7f').contains(code) {
                *code
            } else {
                '?'
            };
            return format!(
                "unsupported format character '{shown}' (0x{number:x}) at index {index}"
            );
        }
        if code.is_ascii_alphabetic() {
            return format!("unsupported format %{code} at position {start}");
        }
        let shown = match code {
            '\'' => "character \"'\"".into(),
            ' '..='~' => format!("character '{code}'"),
            _ if is_printable(*code, self.build) => format!("character '{code}' (U+{number:04X})"),
            _ => format!("character U+{number:04X}"),
        };
        format!("stray % at position {start} or unexpected format {shown} at position {index}")
    }
}
