//! Floats with a chosen number of digits: the presentation types `e`, `f`, `g` and `r`.

use super::float_text::{exponent, positional, rounded_digits, shortest_digits};

/// What changes the form of a formatted float (Include/pystrtod.h, Py_DTSF_*).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct FloatStyle {
    /// `#`: keep the point and the trailing zeros of `g`.
    pub alternate: bool,
    /// At least one digit behind the point, as `repr` has.
    pub add_dot_0: bool,
    /// `z`: a result of nothing but zeros loses its sign.
    pub no_negative_zero: bool,
}

/// `x` in the form `code` (one of `eEfFgGr`) with `precision` digits, and a `-` where it is negative
/// (Python/pystrtod.c, format_float_short). The result may be as long as the precision: ask the budget before.
pub fn double_to_string(x: f64, code: char, precision: usize, style: FloatStyle) -> String {
    let text = if x.is_nan() {
        "nan".into()
    } else if x.is_infinite() {
        "inf".into()
    } else {
        magnitude(x.abs(), code.to_ascii_lowercase(), precision, style)
    };
    let mantissa = text.split('e').next().unwrap_or("");
    let is_zero = !mantissa.contains(|c: char| !matches!(c, '0' | '.'));
    let negative = x.is_sign_negative() && !x.is_nan() && !(style.no_negative_zero && is_zero);
    let text = if code.is_ascii_uppercase() {
        text.to_ascii_uppercase()
    } else {
        text
    };
    if negative { format!("-{text}") } else { text }
}

fn magnitude(x: f64, code: char, precision: usize, style: FloatStyle) -> String {
    let at_least = usize::from(style.add_dot_0);
    match code {
        'e' => {
            let (digits, point) = rounded_digits(x, precision.saturating_add(1));
            scientific(&digits, point, style)
        }
        'f' => with_point(fixed(x, precision), style),
        'g' => {
            let precision = precision.max(1);
            let (mut digits, point) = rounded_digits(x, precision);
            if !style.alternate {
                let len = digits.trim_end_matches('0').len().max(1);
                digits.truncate(len);
            }
            let most = precision - at_least;
            if point <= -4 || point > most as i32 {
                scientific(&digits, point, style)
            } else {
                with_point(positional(&digits, point, at_least), style)
            }
        }
        _ => {
            let (digits, point) = shortest_digits(x);
            if x != 0.0 && (point <= -4 || point > 16) {
                scientific(&digits, point, style)
            } else {
                with_point(positional(&digits, point, at_least), style)
            }
        }
    }
}

fn scientific(digits: &str, point: i32, style: FloatStyle) -> String {
    let (first, rest) = digits.split_at(1);
    let mantissa = if rest.is_empty() {
        first.into()
    } else {
        format!("{first}.{rest}")
    };
    format!("{}e{}", with_point(mantissa, style), exponent(point - 1))
}

/// The alternate form always has a point.
fn with_point(mut text: String, style: FloatStyle) -> String {
    if style.alternate && !text.contains('.') {
        text.push('.');
    }
    text
}

/// `precision` digits behind the point, correctly rounded, half to even.
fn fixed(x: f64, precision: usize) -> String {
    // No float has more than 1074 digits behind the point; the formatter of Rust takes no more than 65535.
    let exact = precision.min(1100);
    let mut text = format!("{x:.exact$}");
    (exact..precision).for_each(|_| text.push('0'));
    text
}
