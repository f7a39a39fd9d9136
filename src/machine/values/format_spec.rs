//! The format mini-language: a specifier like `*>+#010,.2f`, parsed and checked.

use super::fault::ValueFault;
use super::unicode::decimal_value;
use crate::cpython::Build;

/// What is formatted; decides defaults and which presentation types there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormatKind {
    /// `int` and `bool`.
    Int,
    /// `float`.
    Float,
    /// `complex`.
    Complex,
    /// `str`.
    Str,
}

/// A format specifier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormatSpec {
    /// What fills up to the width.
    pub fill: char,
    /// `<`, `>`, `=` or `^`.
    pub align: char,
    /// `+`, `-` or a space.
    pub sign: Option<char>,
    /// `z` (3.11+).
    pub no_negative_zero: bool,
    /// `#`.
    pub alternate: bool,
    /// Code points at least.
    pub width: Option<usize>,
    /// `,` or `_` between the digits before the point.
    pub separator: Option<char>,
    /// Digits behind the point, significant digits or code points at most.
    pub precision: Option<usize>,
    /// `,` or `_` between the digits behind the point (3.14+).
    pub fraction_separator: Option<char>,
    /// The presentation type; that of the kind where none is given.
    pub code: Option<char>,
}

impl FormatSpec {
    /// Parses a specifier for an object of the type `type_name`, which messages name
    /// (Python/formatter_unicode.c, parse_internal_render_format_spec).
    pub fn parse(
        text: &str,
        kind: FormatKind,
        type_name: &str,
        build: Build,
    ) -> Result<FormatSpec, ValueFault> {
        let mut cursor = Cursor { rest: text, build };
        let mut spec = FormatSpec::default_of(kind);
        let (has_fill, has_align) = spec.take_alignment(&mut cursor);
        spec.sign = cursor.take(|c| matches!(c, ' ' | '+' | '-'));
        spec.no_negative_zero = build.at_least(11) && cursor.take_char('z');
        spec.alternate = cursor.take_char('#');
        if !has_fill && cursor.take_char('0') {
            spec.fill = '0';
            // Strings take a bare zero for a fill character since 3.10.
            if !has_align && (kind != FormatKind::Str || !build.at_least(10)) {
                spec.align = '=';
            }
        }
        spec.width = cursor.integer()?;
        spec.separator = cursor.separator()?;
        spec.take_precision(&mut cursor)?;
        let mut left = cursor.rest.chars();
        if let Some(code) = left.next() {
            spec.code = Some(code);
        }
        if left.next().is_some() {
            return Err(ValueFault::value(if build.at_least(11) {
                format!("Invalid format specifier '{text}' for object of type '{type_name}'")
            } else {
                "Invalid format specifier".into()
            }));
        }
        spec.check_separators()?;
        Ok(spec)
    }

    /// How many code points width and precision ask for at most: what a budget has to allow.
    pub fn longest(&self) -> usize {
        self.width.unwrap_or(0).max(self.precision.unwrap_or(0))
    }

    /// The fault for a presentation type that the object does not have (unknown_presentation_type).
    pub(super) fn unknown_code(&self, type_name: &str) -> ValueFault {
        let code = shown_code(self.code.unwrap_or('\0'));
        ValueFault::value(format!(
            "Unknown format code '{code}' for object of type '{type_name}'"
        ))
    }

    fn default_of(kind: FormatKind) -> FormatSpec {
        FormatSpec {
            fill: ' ',
            align: if kind == FormatKind::Str { '<' } else { '>' },
            sign: None,
            no_negative_zero: false,
            alternate: false,
            width: None,
            separator: None,
            precision: None,
            fraction_separator: None,
            code: match kind {
                FormatKind::Int => Some('d'),
                FormatKind::Str => Some('s'),
                FormatKind::Float | FormatKind::Complex => None,
            },
        }
    }

    /// Fill and alignment; whether each was there.
    fn take_alignment(&mut self, cursor: &mut Cursor) -> (bool, bool) {
        let is_align = |c: char| matches!(c, '<' | '>' | '=' | '^');
        let mut chars = cursor.rest.chars();
        if let (Some(fill), Some(align)) = (chars.next(), chars.next())
            && is_align(align)
        {
            (self.fill, self.align) = (fill, align);
            cursor.rest = chars.as_str();
            return (true, true);
        }
        let align = cursor.take(is_align);
        self.align = align.unwrap_or(self.align);
        (false, align.is_some())
    }

    fn take_precision(&mut self, cursor: &mut Cursor) -> Result<(), ValueFault> {
        if !cursor.take_char('.') {
            return Ok(());
        }
        self.precision = cursor.integer()?;
        if cursor.build.at_least(14) {
            self.fraction_separator = cursor.separator()?;
        }
        if self.precision.is_none() && self.fraction_separator.is_none() {
            return Err(ValueFault::value("Format specifier missing precision"));
        }
        Ok(())
    }

    fn check_separators(&self) -> Result<(), ValueFault> {
        let code = self.code.unwrap_or('f');
        let before_point = match code {
            'd' | 'e' | 'f' | 'g' | 'E' | 'G' | '%' | 'F' => None,
            'b' | 'o' | 'x' | 'X' => self.separator.filter(|&c| c == ','),
            _ => self.separator,
        };
        let behind_point = self.fraction_separator.filter(|_| code == 'n');
        let Some(separator) = before_point.or(behind_point) else {
            return Ok(());
        };
        let code = shown_code(code);
        Err(ValueFault::value(format!(
            "Cannot specify '{separator}' with '{code}'."
        )))
    }
}

/// What `object.__format__` raises for any specifier but the empty one (Objects/typeobject.c).
pub fn unsupported_spec(type_name: &str) -> ValueFault {
    ValueFault::type_error(format!(
        "unsupported format string passed to {type_name}.__format__"
    ))
}

/// A presentation type as messages show it.
fn shown_code(code: char) -> String {
    match code {
        '!'..='\x7f' => code.into(),
        _ => format!("\\x{:x}", u32::from(code)),
    }
}

struct Cursor<'a> {
    rest: &'a str,
    build: Build,
}

impl Cursor<'_> {
    fn take(&mut self, is_wanted: impl Fn(char) -> bool) -> Option<char> {
        let c = self.rest.chars().next().filter(|&c| is_wanted(c))?;
        self.rest = &self.rest[c.len_utf8()..];
        Some(c)
    }

    fn take_char(&mut self, wanted: char) -> bool {
        self.take(|c| c == wanted).is_some()
    }

    /// A number in the digits of any script (get_integer).
    fn integer(&mut self) -> Result<Option<usize>, ValueFault> {
        let (value, digits) = leading_integer(self.rest, self.build)?;
        self.rest = &self.rest[digits..];
        Ok((digits > 0).then_some(saturated(value)))
    }

    /// `,` or `_`, but not one behind the other.
    fn separator(&mut self) -> Result<Option<char>, ValueFault> {
        let first = self.take(|c| c == ',').or_else(|| self.take(|c| c == '_'));
        let other = match first {
            Some(',') => '_',
            Some(_) => ',',
            None => return Ok(None),
        };
        if self.rest.starts_with(other) {
            return Err(ValueFault::value("Cannot specify both ',' and '_'."));
        }
        Ok(first)
    }
}

/// A number as a length; the simulator itself may have only 32 bits.
pub(super) fn saturated(value: u64) -> usize {
    usize::try_from(value).unwrap_or(usize::MAX)
}

/// The number with which a text begins, and how many bytes it takes; too large for a `Py_ssize_t` is a fault.
pub(super) fn leading_integer(text: &str, build: Build) -> Result<(u64, usize), ValueFault> {
    let most = (1u64 << (8 * build.word() - 1)) - 1;
    let mut value = 0u64;
    for (at, c) in text.char_indices() {
        let Some(digit) = decimal_value(c, build).map(u64::from) else {
            return Ok((value, at));
        };
        if value > (most - digit) / 10 {
            let text = "Too many decimal digits in format string";
            return Err(ValueFault::value(text));
        }
        value = value * 10 + digit;
    }
    Ok((value, text.len()))
}
