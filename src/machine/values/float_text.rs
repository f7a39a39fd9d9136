//! Floats as text and as integers: `repr`, `float('…')`, `round`, ratios.

use super::fault::ValueFault;
use super::int_text::{decimal_and_space_to_ascii, is_c_space};
use super::str_repr;
use crate::cpython::Build;
use num_bigint::BigInt;
use num_traits::One;

/// Shortest digits that read back as the same float, and the place of the decimal point: 0.0015 is
/// (`"15"`, -2), for 0.15 × 10⁻². Only for finite, not negative floats.
pub fn shortest_digits(x: f64) -> (String, i32) {
    split_scientific(&format!("{x:e}"))
}

/// `digits` (at least 1) significant digits, correctly rounded, half to even, and the place of the point.
pub fn rounded_digits(x: f64, digits: usize) -> (String, i32) {
    // No float has more than 767 of them; the formatter of Rust takes no more than 65535.
    let exact = digits.clamp(1, 800);
    let (mut text, point) = split_scientific(&format!("{:.*e}", exact - 1, x));
    (exact..digits).for_each(|_| text.push('0'));
    (text, point)
}

/// `repr(x)` (Python/pystrtod.c, format_float_short with code 'r').
pub fn repr(x: f64) -> String {
    if x.is_nan() {
        return "nan".into();
    }
    let sign = if x.is_sign_negative() { "-" } else { "" };
    if x.is_infinite() {
        return format!("{sign}inf");
    }
    let (digits, point) = shortest_digits(x.abs());
    if x != 0.0 && !(-3..=16).contains(&point) {
        let (first, rest) = digits.split_at(1);
        let dot = if rest.is_empty() { "" } else { "." };
        return format!("{sign}{first}{dot}{rest}e{}", exponent(point - 1));
    }
    format!("{sign}{}", positional(&digits, point, 1))
}

/// An exponent as Python writes it: a sign and at least two digits.
pub fn exponent(exponent: i32) -> String {
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("{sign}{:02}", exponent.unsigned_abs())
}

/// `float(text)`; the message repeats the text as it was given (Objects/floatobject.c, PyFloat_FromString).
pub fn parse(text: &str, build: Build) -> Result<f64, ValueFault> {
    let ascii = decimal_and_space_to_ascii(text, build);
    let stripped = ascii.trim_matches(is_c_space);
    parse_plain(stripped).ok_or_else(|| {
        // Of nothing but spaces 3.9 and early versions of 3.10 (still 3.10.2, no longer 3.10.13) show none.
        let blank = stripped.is_empty() && !build.at_least_micro(10, 3);
        let shown = str_repr::repr(if blank { "" } else { text }, build);
        ValueFault::value(format!("could not convert string to float: {shown}"))
    })
}

/// `int(x)`, `math.trunc(x)` (Objects/longobject.c, PyLong_FromDouble).
pub fn to_int(x: f64) -> Result<BigInt, ValueFault> {
    if x.is_nan() {
        return Err(ValueFault::value("cannot convert float NaN to integer"));
    }
    if x.is_infinite() {
        let text = "cannot convert float infinity to integer";
        return Err(ValueFault::overflow(text));
    }
    let (mantissa, exponent) = decompose(x.abs().trunc());
    let magnitude = BigInt::from(mantissa) << exponent.max(0) >> (-exponent).max(0);
    Ok(if x < 0.0 { -magnitude } else { magnitude })
}

/// `x.as_integer_ratio()`: numerator and denominator in lowest terms.
pub fn as_integer_ratio(x: f64) -> Result<(BigInt, BigInt), ValueFault> {
    if x.is_infinite() {
        let text = "cannot convert Infinity to integer ratio";
        return Err(ValueFault::overflow(text));
    }
    if x.is_nan() {
        return Err(ValueFault::value("cannot convert NaN to integer ratio"));
    }
    let (mut mantissa, mut exponent) = decompose(x.abs());
    let spare = mantissa.trailing_zeros().min(63);
    mantissa >>= spare;
    exponent += spare as i32;
    if mantissa == 0 {
        exponent = 0;
    }
    let numerator = BigInt::from(mantissa) << exponent.max(0);
    let denominator = BigInt::one() << (-exponent).max(0);
    Ok((if x < 0.0 { -numerator } else { numerator }, denominator))
}

/// `x.is_integer()`.
pub fn is_integer(x: f64) -> bool {
    x.is_finite() && x.trunc() == x
}

/// `round(x)`: the nearest integer, half to even.
pub fn round_to_int(x: f64) -> Result<BigInt, ValueFault> {
    to_int(x.round_ties_even())
}

/// `round(x, ndigits)`, correctly rounded, half to even of the exact value (Objects/floatobject.c,
/// float___round___impl and double_round).
pub fn round_to(x: f64, ndigits: i64) -> Result<f64, ValueFault> {
    // DBL_DIG and DBL_MAX_10_EXP bound what rounding can change.
    if !x.is_finite() || ndigits > 323 {
        return Ok(x);
    }
    if ndigits < -308 {
        return Ok(0.0 * x);
    }
    let text = if ndigits >= 0 {
        format!("{x:.*}", ndigits as usize)
    } else {
        round_above_point(x, ndigits as i32)
    };
    match text.parse::<f64>() {
        Ok(rounded) if rounded.is_finite() => Ok(rounded),
        _ => Err(ValueFault::overflow("rounded value too large to represent")),
    }
}

/// Digits with a point in its place and at least `fraction` digits behind it.
pub(super) fn positional(digits: &str, point: i32, fraction: usize) -> String {
    let len = digits.len() as i32;
    let mut out = String::new();
    if point <= 0 {
        out.push('0');
    } else {
        out.push_str(&digits[..point.min(len) as usize]);
        (len..point).for_each(|_| out.push('0'));
    }
    let mut behind = "0".repeat((-point).max(0) as usize);
    behind.push_str(&digits[point.clamp(0, len) as usize..]);
    while behind.len() < fraction {
        behind.push('0');
    }
    if !behind.is_empty() {
        out.push('.');
        out.push_str(&behind);
    }
    out
}

/// The float that a text without surrounding spaces stands for.
fn parse_plain(text: &str) -> Option<f64> {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let word = unsigned.to_ascii_lowercase();
    let value = match word.as_str() {
        "inf" | "infinity" => f64::INFINITY,
        "nan" => f64::NAN,
        _ => decimal_literal(unsigned)?.parse().ok()?,
    };
    Some(if text.starts_with('-') { -value } else { value })
}

/// A decimal literal without its underscores, if it is one. Underscores stand between two digits only.
fn decimal_literal(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    let digit_at = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_digit);
    for (i, _) in text.match_indices('_') {
        if i == 0 || !digit_at(i - 1) || !digit_at(i + 1) {
            return None;
        }
    }
    let plain = text.replace('_', "");
    let (mantissa, exponent) = match plain.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (plain.as_str(), None),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let all_digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    let exponent_is_right = exponent.is_none_or(|e| {
        let e = e.strip_prefix(['+', '-']).unwrap_or(e);
        !e.is_empty() && all_digits(e)
    });
    let right = all_digits(whole) && all_digits(fraction) && exponent_is_right;
    (right && !(whole.is_empty() && fraction.is_empty())).then_some(plain)
}

/// `x` rounded to a multiple of 10 to the power of `-ndigits`, which is above 1.
fn round_above_point(x: f64, ndigits: i32) -> String {
    let sign = if x.is_sign_negative() { "-" } else { "" };
    let (exact, point) = rounded_digits(x.abs(), 800);
    let kept = point + ndigits;
    let zeros = "0".repeat(ndigits.unsigned_abs() as usize);
    if kept > 0 {
        let (digits, point) = rounded_digits(x.abs(), kept as usize);
        let whole = positional(&digits, point, 0);
        return format!("{sign}{whole}");
    }
    // Nothing or one unit is left; exactly half goes to the even nothing.
    let above_half = kept == 0 && exact.trim_end_matches('0') > "5";
    format!("{sign}{}{zeros}", u8::from(above_half))
}

/// `mantissa × 2^exponent` of a finite, not negative float.
fn decompose(x: f64) -> (u64, i32) {
    let bits = x.to_bits();
    let stored = ((bits >> 52) & 0x7ff) as i32;
    let fraction = bits & ((1 << 52) - 1);
    if stored == 0 {
        (fraction, -1074)
    } else {
        (fraction | 1 << 52, stored - 1075)
    }
}

/// `"1.5e-3"` as digits and the place of the point.
fn split_scientific(text: &str) -> (String, i32) {
    let (mantissa, exponent) = text.split_once('e').unwrap_or((text, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    (mantissa.replace('.', ""), exponent + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::machine::values::float_hex;
    use crate::machine::values::vectors;

    #[test]
    fn as_cpython_does() {
        let table = include_str!("../../../tests/values/float_text.tsv");
        vectors::check(table, |op, args, build| {
            let x = || args[0].parse::<f64>().expect("a float");
            Ok(match op {
                "repr" => repr(x()),
                "parse" => repr(parse(args[0], build)?),
                "hex" => float_hex::hex(x()),
                "from_hex" => repr(float_hex::from_hex(args[0])?),
                "to_int" => to_int(x())?.to_string(),
                "ratio" => {
                    let (numerator, denominator) = as_integer_ratio(x())?;
                    format!("{numerator} {denominator}")
                }
                "is_integer" => vectors::boolean(is_integer(x())),
                "round" => round_to_int(x())?.to_string(),
                "round_to" => repr(round_to(x(), args[1].parse().expect("an integer"))?),
                _ => panic!("{op}"),
            })
        });
    }
}
