//! `format(value, spec)` of integers, floats, complex numbers and strings.

use super::fault::ValueFault;
use super::float_format::{FloatStyle, double_to_string};
use super::format_spec::FormatSpec;
use super::int_math;
use super::int_text::{prefix_letter, to_text};
use super::str_index::{between, len};
use super::str_pad::padded;
use crate::cpython::Build;
use num_bigint::{BigInt, Sign};
use num_traits::ToPrimitive;

/// `format(value, spec)` of an `int` or a subclass (Python/formatter_unicode.c, _PyLong_FormatAdvancedWriter).
pub fn int(
    value: &BigInt,
    spec: &FormatSpec,
    type_name: &str,
    build: Build,
) -> Result<String, ValueFault> {
    match spec.code {
        Some('b' | 'c' | 'd' | 'o' | 'x' | 'X' | 'n') => int_digits(value, spec, build),
        Some('e' | 'E' | 'f' | 'F' | 'g' | 'G' | '%') => {
            float_digits(int_math::to_float(value)?, spec)
        }
        _ => Err(spec.unknown_code(type_name)),
    }
}

/// `format(x, spec)` of a `float` or a subclass.
pub fn float(x: f64, spec: &FormatSpec, type_name: &str) -> Result<String, ValueFault> {
    match spec.code {
        None | Some('e' | 'E' | 'f' | 'F' | 'g' | 'G' | 'n' | '%') => float_digits(x, spec),
        Some(_) => Err(spec.unknown_code(type_name)),
    }
}

/// `format(s, spec)` of a `str` or a subclass (format_string_internal).
pub fn str(s: &str, spec: &FormatSpec, type_name: &str) -> Result<String, ValueFault> {
    if spec.code != Some('s') {
        return Err(spec.unknown_code(type_name));
    }
    let not_allowed = match spec.sign {
        Some(' ') => Some("Space not allowed"),
        Some(_) => Some("Sign not allowed"),
        None if spec.no_negative_zero => Some("Negative zero coercion (z) not allowed"),
        None if spec.alternate => Some("Alternate form (#) not allowed"),
        None if spec.align == '=' => Some("'=' alignment not allowed"),
        None => None,
    };
    if let Some(what) = not_allowed {
        return Err(ValueFault::value(format!(
            "{what} in string format specifier"
        )));
    }
    let most = spec.precision.unwrap_or(usize::MAX).min(len(s));
    Ok(aligned(between(s, 0, most), spec))
}

/// `format(z, spec)` of a `complex` (format_complex_internal).
pub fn complex(
    real: f64,
    imag: f64,
    spec: &FormatSpec,
    type_name: &str,
) -> Result<String, ValueFault> {
    if !matches!(
        spec.code,
        None | Some('e' | 'E' | 'f' | 'F' | 'g' | 'G' | 'n')
    ) {
        return Err(spec.unknown_code(type_name));
    }
    check_precision(spec)?;
    let not_allowed = if spec.fill == '0' {
        Some("Zero padding is")
    } else if spec.align == '=' {
        Some("'=' alignment flag is")
    } else {
        None
    };
    if let Some(what) = not_allowed {
        let text = format!("{what} not allowed in complex format specifier");
        return Err(ValueFault::value(text));
    }
    let (code, precision) = presentation(spec);
    let text = |x| double_to_string(x, code, precision, style(spec));
    let mut part = FormatSpec {
        width: None,
        ..spec.clone()
    };
    let real_part = number(&text(real), "", &part);
    // Without a presentation type it looks like str(z), which leaves out a real part of zero.
    let imaginary_only = spec.code.is_none() && real == 0.0 && real.is_sign_positive();
    if !imaginary_only {
        part.sign = Some('+');
    }
    let imaginary_part = number(&text(imag), "", &part);
    let whole = match spec.code {
        None if imaginary_only => format!("{imaginary_part}j"),
        None => format!("({real_part}{imaginary_part}j)"),
        Some(_) => format!("{real_part}{imaginary_part}j"),
    };
    Ok(aligned(&whole, spec))
}

fn int_digits(value: &BigInt, spec: &FormatSpec, build: Build) -> Result<String, ValueFault> {
    let is_char = spec.code == Some('c');
    let not_allowed = if spec.precision.is_some() {
        Some("Precision not allowed in integer format specifier")
    } else if spec.no_negative_zero {
        Some("Negative zero coercion (z) not allowed in integer format specifier")
    } else if is_char && spec.sign.is_some() {
        Some("Sign not allowed with integer format specifier 'c'")
    } else if is_char && spec.alternate {
        Some("Alternate form (#) not allowed with integer format specifier 'c'")
    } else {
        None
    };
    if let Some(text) = not_allowed {
        return Err(ValueFault::value(text));
    }
    if is_char {
        return Ok(laid_out(
            None,
            "",
            "",
            &character(value, build)?.to_string(),
            spec,
        ));
    }
    let base = match spec.code {
        Some('b') => 2,
        Some('o') => 8,
        Some('x' | 'X') => 16,
        _ => return Ok(number(&to_text(value, build)?, "", spec)),
    };
    let sign = if value.sign() == Sign::Minus { "-" } else { "" };
    let text = format!("{sign}{}", value.magnitude().to_str_radix(base));
    let prefix = format!("0{}", prefix_letter(base));
    let prefix = if spec.alternate { prefix.as_str() } else { "" };
    // What fills is not part of the number, so it keeps its case.
    Ok(if spec.code == Some('X') {
        number(&text.to_uppercase(), &prefix.to_uppercase(), spec)
    } else {
        number(&text, prefix, spec)
    })
}

/// The character of a code.
fn character(value: &BigInt, build: Build) -> Result<char, ValueFault> {
    let is_long = if build.word() == 8 {
        value.to_i64().is_some()
    } else {
        value.to_i32().is_some()
    };
    if !is_long {
        let text = "Python int too large to convert to C long";
        return Err(ValueFault::overflow(text));
    }
    match value.to_u32() {
        Some(code @ 0..=0x10_ffff) => {
            char::from_u32(code).ok_or_else(|| ValueFault::unsupported("a lone surrogate"))
        }
        _ => Err(ValueFault::overflow("%c arg not in range(0x110000)")),
    }
}

fn float_digits(x: f64, spec: &FormatSpec) -> Result<String, ValueFault> {
    check_precision(spec)?;
    let percent = spec.code == Some('%');
    let (code, precision) = presentation(spec);
    let mut style = style(spec);
    style.add_dot_0 = spec.code.is_none();
    let x = if percent { x * 100.0 } else { x };
    let mut text = double_to_string(x, code, precision, style);
    if percent {
        text.push('%');
    }
    Ok(number(&text, "", spec))
}

fn check_precision(spec: &FormatSpec) -> Result<(), ValueFault> {
    match spec.precision {
        Some(precision) if i32::try_from(precision).is_err() => {
            Err(ValueFault::value("precision too big"))
        }
        _ => Ok(()),
    }
}

/// The type that formats, and its precision: without a type that of `repr`, or of `g` where a precision is given.
fn presentation(spec: &FormatSpec) -> (char, usize) {
    let precision = spec.precision.unwrap_or(6);
    let code = match (spec.code, spec.precision) {
        (None, None) => 'r',
        (None | Some('n'), _) => 'g',
        (Some('%'), _) => 'f',
        (Some(code), _) => code,
    };
    (code, precision)
}

fn style(spec: &FormatSpec) -> FloatStyle {
    FloatStyle {
        alternate: spec.alternate,
        add_dot_0: false,
        no_negative_zero: spec.no_negative_zero,
    }
}

/// A number's text, `-`, digits and the rest, as the specifier wants it.
fn number(text: &str, prefix: &str, spec: &FormatSpec) -> String {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let sign = if unsigned.len() < text.len() {
        Some('-')
    } else {
        spec.sign.filter(|&sign| sign != '-')
    };
    let is_digit = |c: char| c.is_ascii_digit() || (is_hex(spec) && c.is_ascii_hexdigit());
    let end = unsigned.find(|c| !is_digit(c)).unwrap_or(unsigned.len());
    let (digits, rest) = unsigned.split_at(end);
    let rest = match (spec.fraction_separator, rest.strip_prefix('.')) {
        (Some(separator), Some(fraction)) => format!(".{}", grouped_fraction(fraction, separator)),
        _ => rest.into(),
    };
    laid_out(sign, prefix, digits, &rest, spec)
}

fn is_hex(spec: &FormatSpec) -> bool {
    matches!(spec.code, Some('x' | 'X'))
}

/// Padding, sign, prefix, padding, grouped digits, rest, padding (calc_number_widths, fill_number).
fn laid_out(
    sign: Option<char>,
    prefix: &str,
    digits: &str,
    rest: &str,
    spec: &FormatSpec,
) -> String {
    let sign: String = sign.into_iter().collect();
    let width = spec.width.unwrap_or(0);
    let others = sign.len() + prefix.len() + len(rest);
    let zeros_to = if spec.fill == '0' && spec.align == '=' {
        width.saturating_sub(others)
    } else {
        0
    };
    let digits = grouped(digits, spec, zeros_to);
    let number = format!("{digits}{rest}");
    if spec.align != '=' {
        return aligned(&format!("{sign}{prefix}{number}"), spec);
    }
    let missing = width.saturating_sub(others + digits.len());
    format!("{sign}{prefix}{}", padded(&number, missing, 0, spec.fill))
}

/// Digits with their separators and with zeros up to `min_width`; never begins with a separator
/// (Objects/unicodeobject.c, _PyUnicode_InsertThousandsGrouping).
fn grouped(digits: &str, spec: &FormatSpec, min_width: usize) -> String {
    if digits.is_empty() {
        return String::new();
    }
    let Some(separator) = spec.separator else {
        return padded(digits, min_width.saturating_sub(digits.len()), 0, '0');
    };
    let size = match spec.code {
        Some('b' | 'o' | 'x' | 'X') => 4,
        _ => 3,
    };
    let with_separators = |digits: usize| digits + (digits - 1) / size;
    let mut count = digits.len();
    while with_separators(count) < min_width {
        count += 1;
    }
    let mut out = String::new();
    for (i, c) in padded(digits, count - digits.len(), 0, '0')
        .chars()
        .enumerate()
    {
        if i > 0 && (count - i).is_multiple_of(size) {
            out.push(separator);
        }
        out.push(c);
    }
    out
}

/// The digits behind the point in groups of three from the left; an exponent stays as it is.
fn grouped_fraction(fraction: &str, separator: char) -> String {
    let end = fraction
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(fraction.len());
    let mut out = String::new();
    for (i, c) in fraction[..end].chars().enumerate() {
        if i > 0 && i % 3 == 0 {
            out.push(separator);
        }
        out.push(c);
    }
    out.push_str(&fraction[end..]);
    out
}

fn aligned(text: &str, spec: &FormatSpec) -> String {
    let missing = spec.width.unwrap_or(0).saturating_sub(len(text));
    let left = match spec.align {
        '>' => missing,
        '^' => missing / 2,
        _ => 0,
    };
    padded(text, left, missing - left, spec.fill)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::machine::values::format_spec::FormatKind;
    use crate::machine::values::vectors;

    #[test]
    fn as_cpython_does() {
        let table = include_str!("../../../tests/values/format_spec.tsv");
        vectors::check(table, |op, args, build| {
            let text = args.last().expect("a specifier");
            let parsed = |kind| FormatSpec::parse(text, kind, op, build);
            let x = |i: usize| args[i].parse::<f64>().expect("a float");
            match op {
                "int" | "bool" => {
                    let value = args[0].parse().expect("an integer");
                    int(&value, &parsed(FormatKind::Int)?, op, build)
                }
                "float" => float(x(0), &parsed(FormatKind::Float)?, op),
                "complex" => complex(x(0), x(1), &parsed(FormatKind::Complex)?, op),
                "str" => str(args[0], &parsed(FormatKind::Str)?, op),
                _ => panic!("{op}"),
            }
        });
    }
}
