//! Integers as text: `int('…', base)`, `str`, `hex`, `oct`, `bin`, and the limit on decimal digits.

use super::fault::ValueFault;
use super::str_repr;
use super::unicode::{decimal_value, is_space};
use crate::cpython::Build;
use num_bigint::{BigInt, Sign};
use num_traits::Zero;
use std::borrow::Cow;

/// `sys.int_info.default_max_str_digits`: how many decimal digits may be read or written; none in
/// versions before the limit (3.9.14, 3.10.7, 3.11).
pub fn max_str_digits(build: Build) -> Option<usize> {
    let limited = match build.version.minor {
        9 => build.at_least_micro(9, 14),
        10 => build.at_least_micro(10, 7),
        _ => build.at_least(11),
    };
    limited.then_some(4300)
}

/// `int(text, base)`; `int(text)` is base 10 (Objects/longobject.c, PyLong_FromUnicodeObject).
pub fn parse(text: &str, base: i64, build: Build) -> Result<BigInt, ValueFault> {
    parse_shown(text, base, build, || str_repr::repr(text, build))
}

/// `int(bytes, base)`.
pub fn parse_bytes(bytes: &[u8], base: i64, build: Build) -> Result<BigInt, ValueFault> {
    // What is not ASCII is no digit, as in any other text.
    let text: String = bytes
        .iter()
        .map(|&byte| char::from(byte.min(0x7f)))
        .collect();
    parse_shown(&text, base, build, || str_repr::bytes_repr(bytes))
}

/// `str(value)`, `repr(value)`.
pub fn to_text(value: &BigInt, build: Build) -> Result<String, ValueFault> {
    if let Some(limit) = max_str_digits(build) {
        // 10 decimal digits take more than 33 bits; do not write out what is refused anyway.
        let too_long = value.bits() > limit as u64 * 10 / 3 + 10;
        let text = if too_long {
            None
        } else {
            Some(value.to_string())
        };
        return text
            .filter(|text| text.trim_start_matches('-').len() <= limit)
            .ok_or_else(|| limit_fault(limit, "", build));
    }
    Ok(value.to_string())
}

/// `hex(value)` for base 16, `oct` for 8, `bin` for 2: sign, prefix, digits.
pub fn to_prefixed(value: &BigInt, base: u32) -> String {
    let sign = if value.sign() == Sign::Minus { "-" } else { "" };
    format!(
        "{sign}0{}{}",
        prefix_letter(base),
        value.magnitude().to_str_radix(base)
    )
}

/// `x` for 16, `o` for 8, `b` for 2.
pub(super) fn prefix_letter(base: u32) -> char {
    match base {
        16 => 'x',
        8 => 'o',
        _ => 'b',
    }
}

/// What `int()` and `float()` read: every script's decimal digits and spaces as ASCII, other characters
/// outside of ASCII as `?` (Objects/unicodeobject.c, _PyUnicode_TransformDecimalAndSpaceToASCII).
pub(super) fn decimal_and_space_to_ascii(text: &str, build: Build) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let to_ascii = |c: char| match decimal_value(c, build) {
        _ if c.is_ascii() => c,
        Some(value) => char::from(b'0' + value),
        None if is_space(c) => ' ',
        None => '?',
    };
    Cow::Owned(text.chars().map(to_ascii).collect())
}

/// C's `isspace`, which strips what `int()` and `float()` read (Python/pyctype.c).
pub(super) fn is_c_space(c: char) -> bool {
    matches!(c, ' ' | '\t'..='\r')
}

fn parse_shown(
    text: &str,
    base: i64,
    build: Build,
    shown: impl Fn() -> String,
) -> Result<BigInt, ValueFault> {
    if base != 0 && !(2..=36).contains(&base) {
        let text = "int() base must be >= 2 and <= 36, or 0";
        return Err(ValueFault::value(text));
    }
    let ascii = decimal_and_space_to_ascii(text, build);
    let invalid = || {
        let shown: String = shown().chars().take(200).collect();
        ValueFault::value(format!(
            "invalid literal for int() with base {base}: {shown}"
        ))
    };
    parse_plain(ascii.trim_matches(is_c_space), base as u32, build)?.ok_or_else(invalid)
}

/// The integer of a text without surrounding spaces; none where it is not one.
fn parse_plain(text: &str, base: u32, build: Build) -> Result<Option<BigInt>, ValueFault> {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let prefix = match unsigned.get(..2) {
        Some("0x" | "0X") => 16,
        Some("0o" | "0O") => 8,
        Some("0b" | "0B") => 2,
        _ => 0,
    };
    let has_prefix = prefix != 0 && (base == 0 || base == prefix);
    let radix = match base {
        0 if has_prefix => prefix,
        0 => 10,
        _ => base,
    };
    let mut literal = unsigned;
    if has_prefix {
        literal = &literal[2..];
        literal = literal.strip_prefix('_').unwrap_or(literal);
    }
    // The digits, and whether something else stands behind them.
    let is_part = |c: char| c == '_' || c.is_digit(radix);
    let end = literal.find(|c| !is_part(c)).unwrap_or(literal.len());
    let (part, rest) = literal.split_at(end);
    if part.is_empty() || part.starts_with('_') || part.ends_with('_') || part.contains("__") {
        return Ok(None);
    }
    let digits = part.replace('_', "");
    if let Some(limit) = max_str_digits(build)
        && !radix.is_power_of_two()
        && digits.len() > limit
    {
        let found = format!(": value has {} digits", digits.len());
        return Err(limit_fault(limit, &found, build));
    }
    let Some(value) = BigInt::parse_bytes(digits.as_bytes(), radix).filter(|_| rest.is_empty())
    else {
        return Ok(None);
    };
    // "010" was octal once; base 0 refuses it.
    if base == 0 && !has_prefix && digits.starts_with('0') && !value.is_zero() {
        return Ok(None);
    }
    Ok(Some(if text.starts_with('-') { -value } else { value }))
}

fn limit_fault(limit: usize, found: &str, build: Build) -> ValueFault {
    let unit = if build.at_least(11) { " digits" } else { "" };
    ValueFault::value(format!(
        "Exceeds the limit ({limit}{unit}) for integer string conversion{found}; \
         use sys.set_int_max_str_digits() to increase the limit"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::machine::values::vectors;

    #[test]
    fn as_cpython_does() {
        let table = include_str!("../../../tests/values/int_text.tsv");
        vectors::check(table, |op, args, build| {
            let number = |i: usize| args[i].parse::<i64>().expect("a small integer");
            let value = || args[0].parse::<BigInt>().expect("an integer");
            let latin1 = || args[0].chars().map(|c| c as u8).collect::<Vec<u8>>();
            Ok(match op {
                "parse" => parse(args[0], number(1), build)?.to_string(),
                "parse_repeated" => {
                    let text = args[0].repeat(number(1) as usize);
                    (parse(&text, number(2), build)? % 1000003u32).to_string()
                }
                "parse_bytes" => parse_bytes(&latin1(), number(1), build)?.to_string(),
                "str" => to_text(&value(), build)?,
                "str_of_power" => {
                    let power = value().pow(number(1) as u32);
                    to_text(&power, build)?.len().to_string()
                }
                "hex" => to_prefixed(&value(), 16),
                "oct" => to_prefixed(&value(), 8),
                "bin" => to_prefixed(&value(), 2),
                _ => panic!("{op}"),
            })
        });
    }
}
