//! `float.hex` and `float.fromhex`.

use super::fault::ValueFault;
use super::int_math::scale;
use super::int_text::is_c_space;
use num_bigint::BigUint;
use num_traits::{ToPrimitive, Zero};

/// `x.hex()` (Objects/floatobject.c, float_hex_impl).
pub fn hex(x: f64) -> String {
    if !x.is_finite() {
        return super::float_text::repr(x);
    }
    let sign = if x.is_sign_negative() { "-" } else { "" };
    let bits = x.to_bits();
    let stored = ((bits >> 52) & 0x7ff) as i32;
    let fraction = bits & ((1 << 52) - 1);
    match (stored, fraction) {
        (0, 0) => format!("{sign}0x0.0p+0"),
        (0, _) => format!("{sign}0x0.{fraction:013x}p-1022"),
        _ => format!("{sign}0x1.{fraction:013x}p{:+}", stored - 1023),
    }
}

/// `float.fromhex(text)`, correctly rounded, half to even (Objects/floatobject.c, float_fromhex_impl).
pub fn from_hex(text: &str) -> Result<f64, ValueFault> {
    let text = text.trim_matches(is_c_space);
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let magnitude = match unsigned.to_ascii_lowercase().as_str() {
        "inf" | "infinity" => f64::INFINITY,
        "nan" => f64::NAN,
        lower => from_hex_digits(lower)?,
    };
    Ok(if text.starts_with('-') {
        -magnitude
    } else {
        magnitude
    })
}

fn from_hex_digits(lower: &str) -> Result<f64, ValueFault> {
    let invalid = || ValueFault::value("invalid hexadecimal floating-point string");
    let digits = lower.strip_prefix("0x").unwrap_or(lower);
    let (mantissa, exponent) = match digits.split_once('p') {
        Some((mantissa, exponent)) => (mantissa, parse_exponent(exponent).ok_or_else(invalid)?),
        None => (digits, 0),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let joined = format!("{whole}{fraction}");
    if joined.is_empty() || !joined.bytes().all(|b| b.is_ascii_hexdigit()) {
        return Err(invalid());
    }
    let value = BigUint::parse_bytes(joined.as_bytes(), 16).unwrap_or_default();
    // The top 66 bits, the last of them also saying whether something is below.
    let spare = value.bits().saturating_sub(66);
    let top = &value >> spare;
    let sticky = u128::from(&top << spare != value);
    let exponent = exponent
        .saturating_sub(4 * fraction.len() as i64)
        .saturating_add(spare as i64);
    let bits = top.to_u128().unwrap_or(0) | sticky;
    if value.is_zero() {
        return Ok(0.0);
    }
    scale(bits, exponent)
        .ok_or_else(|| ValueFault::overflow("hexadecimal value too large to represent as a float"))
}

/// A decimal exponent; one that is out of all proportion is clipped.
fn parse_exponent(text: &str) -> Option<i64> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let value = digits.parse::<i64>().unwrap_or(i64::MAX).min(1 << 40);
    Some(if text.starts_with('-') { -value } else { value })
}
