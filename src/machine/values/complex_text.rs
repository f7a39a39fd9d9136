//! Complex numbers as text.

use super::fault::ValueFault;
use super::float_format::{FloatStyle, double_to_string};
use super::float_text;
use super::int_text::{decimal_and_space_to_ascii, is_c_space};
use crate::cpython::Build;

/// `repr(z)`: without the real part where that is a positive zero (Objects/complexobject.c, complex_repr).
pub fn repr(real: f64, imag: f64) -> String {
    let part = |x| double_to_string(x, 'r', 0, FloatStyle::default());
    let imag_text = part(imag);
    if real == 0.0 && real.is_sign_positive() {
        return format!("{imag_text}j");
    }
    let sign = if imag_text.starts_with('-') { "" } else { "+" };
    format!("({}{sign}{imag_text}j)", part(real))
}

/// `complex(text)`: real and imaginary part (complex_from_string_inner).
pub fn parse(text: &str, build: Build) -> Result<(f64, f64), ValueFault> {
    let ascii = decimal_and_space_to_ascii(text, build);
    let stripped = ascii.trim_matches(is_c_space);
    let inner = match stripped.strip_prefix('(') {
        Some(rest) => rest
            .strip_suffix(')')
            .map(|rest| rest.trim_matches(is_c_space)),
        None => Some(stripped),
    };
    inner
        .and_then(|inner| parse_parts(inner, build))
        .ok_or_else(|| ValueFault::value("complex() arg is a malformed string"))
}

fn parse_parts(text: &str, build: Build) -> Option<(f64, f64)> {
    let is_plain = !text.contains(is_c_space);
    let number = |text: &str| float_text::parse(text, build).ok().filter(|_| is_plain);
    let Some(before_j) = text.strip_suffix(['j', 'J']) else {
        return Some((number(text)?, 0.0));
    };
    // The last sign that does not belong to an exponent begins the imaginary part.
    let signs = before_j.rmatch_indices(['+', '-']);
    let start = signs
        .map(|(at, _)| at)
        .find(|&at| !before_j[..at].ends_with(['e', 'E']))
        .unwrap_or(0);
    let (real, imag) = before_j.split_at(start);
    let imag = match imag {
        "" | "+" => 1.0,
        "-" => -1.0,
        _ => number(imag)?,
    };
    let real = if real.is_empty() { 0.0 } else { number(real)? };
    is_plain.then_some((real, imag))
}
