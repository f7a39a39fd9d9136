//! Float arithmetic with Python's signs of zero and its exceptions.

use super::fault::ValueFault;
use crate::cpython::Build;
use crate::cpython::build::Abi;

/// `x / y` (Objects/floatobject.c, float_div).
pub fn div(x: f64, y: f64, build: Build) -> Result<f64, ValueFault> {
    check_divisor(y, "float division by zero", build)?;
    Ok(x / y)
}

/// `x // y` (Objects/floatobject.c, float_floor_div).
pub fn floor_div(x: f64, y: f64, build: Build) -> Result<f64, ValueFault> {
    check_divisor(y, "float floor division by zero", build)?;
    Ok(divmod_unchecked(x, y).0)
}

/// `x % y`, with the sign of `y` (Objects/floatobject.c, float_rem).
pub fn modulo(x: f64, y: f64, build: Build) -> Result<f64, ValueFault> {
    let text = if build.at_least(13) {
        "float modulo by zero"
    } else {
        "float modulo"
    };
    check_divisor(y, text, build)?;
    Ok(divmod_unchecked(x, y).1)
}

/// `divmod(x, y)`.
pub fn divmod(x: f64, y: f64, build: Build) -> Result<(f64, f64), ValueFault> {
    check_divisor(y, "float divmod()", build)?;
    Ok(divmod_unchecked(x, y))
}

/// `x ** y`; none where the result is complex: a negative base with a fractional exponent
/// (Objects/floatobject.c, float_pow).
pub fn pow(x: f64, y: f64, build: Build) -> Result<Option<f64>, ValueFault> {
    if x == 0.0 && y < 0.0 && y.is_finite() {
        return Err(ValueFault::zero_division(if build.at_least(14) {
            "zero to a negative power"
        } else {
            "0.0 cannot be raised to a negative power"
        }));
    }
    if x < 0.0 && x.is_finite() && y.is_finite() && y.floor() != y {
        return Ok(None);
    }
    let power = x.powf(y);
    if power.is_infinite() && x.is_finite() && y.is_finite() {
        return Err(range_error(build));
    }
    Ok(Some(power))
}

/// The `OverflowError` of a C function that set `ERANGE`: number and text are the C library's, glibc's or musl's.
pub fn range_error(build: Build) -> ValueFault {
    ValueFault::overflow(if build.abi == Abi::Wasm32 {
        "(68, 'Result not representable')"
    } else {
        "(34, 'Numerical result out of range')"
    })
}

fn check_divisor(y: f64, text: &str, build: Build) -> Result<(), ValueFault> {
    if y != 0.0 {
        return Ok(());
    }
    let text = if build.at_least(14) {
        "division by zero"
    } else {
        text
    };
    Err(ValueFault::zero_division(text))
}

fn divmod_unchecked(x: f64, y: f64) -> (f64, f64) {
    let mut rest = x % y;
    let mut quotient = (x - rest) / y;
    if rest == 0.0 {
        rest = 0.0f64.copysign(y);
    } else if (y < 0.0) != (rest < 0.0) {
        rest += y;
        quotient -= 1.0;
    }
    if quotient == 0.0 {
        return (0.0f64.copysign(x / y), rest);
    }
    let mut floor = quotient.floor();
    if quotient - floor > 0.5 {
        floor += 1.0;
    }
    (floor, rest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::machine::values::float_text::repr;
    use crate::machine::values::vectors;

    #[test]
    fn as_cpython_does() {
        let table = include_str!("../../../tests/values/float_math.tsv");
        vectors::check(table, |op, args, build| {
            let x = args[0].parse::<f64>().expect("a float");
            let y = args[1].parse::<f64>().expect("a float");
            Ok(match op {
                "div" => repr(div(x, y, build)?),
                "floordiv" => repr(floor_div(x, y, build)?),
                "mod" => repr(modulo(x, y, build)?),
                "divmod" => {
                    let (quotient, rest) = divmod(x, y, build)?;
                    format!("{} {}", repr(quotient), repr(rest))
                }
                "pow" => pow(x, y, build)?.map_or_else(|| "complex".into(), repr),
                _ => panic!("{op}"),
            })
        });
    }
}
