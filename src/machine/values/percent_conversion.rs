//! One conversion of `template % arguments`: a value as `%-08.3f` wants it.

use super::fault::ValueFault;
use super::float_format::{FloatStyle, double_to_string};
use super::int_text::to_text;
use super::str_index::{between, len};
use super::str_pad::padded;
use crate::cpython::Build;
use num_bigint::{BigInt, Sign};
use num_traits::ToPrimitive;

/// A conversion specifier.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Conversion {
    /// What to convert to: `s`, `r`, `a`: [`Conversion::text`] of `str`, `repr`, `ascii` of it; `c`:
    /// [`Conversion::character`]; `d`, `i`, `u`, `o`, `x`, `X`: [`Conversion::int`]; `e` … `G`: [`Conversion::float`].
    pub code: char,
    /// Code points at least.
    pub width: Option<usize>,
    /// Code points at most, digits at least, or digits behind the point.
    pub precision: Option<usize>,
    /// The key of `%(key)s`.
    pub key: Option<String>,
    pub(super) left_adjusted: bool,
    sign: bool,
    blank: bool,
    alternate: bool,
    zero: bool,
    /// Index of the `%`.
    pub(super) start: usize,
    /// What 3.15's messages begin with.
    pub(super) place: String,
}

impl Conversion {
    pub(super) fn new(start: usize) -> Self {
        Self {
            start,
            ..Self::default()
        }
    }

    /// Takes note of a flag; false where the character is none.
    pub(super) fn set_flag(&mut self, c: char) -> bool {
        let flag = match c {
            '-' => &mut self.left_adjusted,
            '+' => &mut self.sign,
            ' ' => &mut self.blank,
            '#' => &mut self.alternate,
            '0' => &mut self.zero,
            _ => return false,
        };
        *flag = true;
        true
    }

    /// How many code points width and precision ask for at most: what a budget has to allow.
    pub fn longest(&self) -> usize {
        self.width.unwrap_or(0).max(self.precision.unwrap_or(0))
    }

    /// `%s`, `%r`, `%a` of what `str`, `repr` or `ascii` answered.
    pub fn text(&self, text: &str) -> String {
        let most = self.precision.unwrap_or(usize::MAX).min(len(text));
        self.adjusted(between(text, 0, most))
    }

    /// `%c` of a string, which has to be one character.
    pub fn character(&self, text: &str, build: Build) -> Result<String, ValueFault> {
        match len(text) {
            1 => Ok(self.adjusted(text)),
            len => Err(self.no_character(&format!("a string of length {len}"), build)),
        }
    }

    /// `%c` of an integer.
    pub fn character_of_code(&self, code: &BigInt, build: Build) -> Result<String, ValueFault> {
        match code.to_u32() {
            Some(code @ 0..=0x10_ffff) => match char::from_u32(code) {
                Some(c) => Ok(self.adjusted(c.encode_utf8(&mut [0; 4]))),
                None => Err(ValueFault::unsupported("a lone surrogate")),
            },
            _ if !build.at_least(10) && code.to_i64().is_none() => {
                Err(self.no_character("", build))
            }
            _ if build.at_least(15) => Err(ValueFault::overflow(format!(
                "{}%c argument not in range(0x110000)",
                self.place
            ))),
            _ => Err(ValueFault::overflow("%c arg not in range(0x110000)")),
        }
    }

    /// The fault for something that is neither a string of one character nor an integer; in 3.15 `what` is the
    /// type's fully qualified name (Objects/unicodeobject.c, formatchar).
    pub fn no_character(&self, what: &str, build: Build) -> ValueFault {
        ValueFault::type_error(if build.at_least(15) {
            let place = &self.place;
            format!("{place}%c requires an integer or a unicode character, not {what}")
        } else if build.at_least(14) {
            format!("%c requires an int or a unicode character, not {what}")
        } else {
            "%c requires int or char".into()
        })
    }

    /// `%d`, `%i`, `%u`, `%o`, `%x`, `%X` of an integer (_PyUnicode_FormatLong).
    pub fn int(&self, value: &BigInt, build: Build) -> Result<String, ValueFault> {
        let base = match self.code {
            'o' => 8,
            'x' | 'X' => 16,
            _ => 10,
        };
        let mut digits = if base == 10 {
            to_text(value, build)?.trim_start_matches('-').to_string()
        } else {
            value.magnitude().to_str_radix(base)
        };
        let zeros = self.precision.unwrap_or(0).saturating_sub(digits.len());
        digits.insert_str(0, &"0".repeat(zeros));
        if self.code == 'X' {
            digits.make_ascii_uppercase();
        }
        let prefix = if self.alternate && base != 10 {
            format!("0{}", self.code)
        } else {
            String::new()
        };
        Ok(self.number(value.sign() == Sign::Minus, &prefix, &digits))
    }

    /// The fault for something that is no number (`%d`) or no integer (`%x`). `type_name` is the type's name, in 3.15
    /// its fully qualified name (Objects/unicodeobject.c, mainformatlong).
    pub fn no_integer(&self, type_name: &str, build: Build) -> ValueFault {
        let Conversion { code, place, .. } = self;
        let wanted = match code {
            'o' | 'x' | 'X' => "an integer",
            _ if build.at_least(10) => "a real number",
            _ => "a number",
        };
        ValueFault::type_error(if build.at_least(15) {
            format!("{place}%{code} requires {wanted}, not {type_name}")
        } else {
            format!("%{code} format: {wanted} is required, not {type_name}")
        })
    }

    /// `%e`, `%E`, `%f`, `%F`, `%g`, `%G` of a float.
    pub fn float(&self, x: f64) -> String {
        let style = FloatStyle {
            alternate: self.alternate,
            ..FloatStyle::default()
        };
        let text = double_to_string(x, self.code, self.precision.unwrap_or(6), style);
        let digits = text.strip_prefix('-').unwrap_or(&text);
        self.number(digits.len() < text.len(), "", digits)
    }

    /// The fault for something that is no float (Objects/floatobject.c, PyFloat_AsDouble).
    pub fn no_float(&self, type_name: &str, build: Build) -> ValueFault {
        let Conversion { code, place, .. } = self;
        ValueFault::type_error(if build.at_least(15) {
            format!("{place}%{code} requires a real number, not {type_name}")
        } else {
            format!("must be real number, not {type_name}")
        })
    }

    /// Sign, prefix and digits; zeros go between them, spaces around.
    fn number(&self, negative: bool, prefix: &str, digits: &str) -> String {
        let sign = match (negative, self.sign, self.blank) {
            (true, _, _) => "-",
            (false, true, _) => "+",
            (false, false, true) => " ",
            (false, false, false) => "",
        };
        let len = sign.len() + prefix.len() + digits.len();
        let missing = self.width.unwrap_or(0).saturating_sub(len);
        if self.zero && !self.left_adjusted {
            return format!("{sign}{prefix}{}", padded(digits, missing, 0, '0'));
        }
        self.adjusted(&format!("{sign}{prefix}{digits}"))
    }

    fn adjusted(&self, text: &str) -> String {
        let missing = self.width.unwrap_or(0).saturating_sub(len(text));
        let (left, right) = if self.left_adjusted {
            (0, missing)
        } else {
            (missing, 0)
        };
        padded(text, left, right, ' ')
    }
}
