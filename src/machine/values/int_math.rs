//! Integer arithmetic as Python does it: floors, powers, shifts, exact division to float.

use super::fault::ValueFault;
use crate::cpython::Build;
use num_bigint::{BigInt, Sign};
use num_integer::Integer;
use num_traits::{One, Signed, ToPrimitive, Zero};
use std::cmp::Ordering;

/// More bits than this are not computed; callers with a smaller budget check before.
const MAX_BITS: u64 = 1 << 32;

/// `a // b` (Objects/longobject.c, long_div).
pub fn floor_div(a: &BigInt, b: &BigInt, build: Build) -> Result<BigInt, ValueFault> {
    if b.is_zero() {
        return Err(division_by_zero(build));
    }
    Ok(a.div_floor(b))
}

/// `a % b`, with the sign of `b` (Objects/longobject.c, long_mod).
pub fn modulo(a: &BigInt, b: &BigInt, build: Build) -> Result<BigInt, ValueFault> {
    if b.is_zero() {
        let only_modulo = build.at_least(11) && !build.at_least(14);
        return Err(if only_modulo {
            ValueFault::zero_division("integer modulo by zero")
        } else {
            division_by_zero(build)
        });
    }
    Ok(a.mod_floor(b))
}

/// `divmod(a, b)`.
pub fn divmod(a: &BigInt, b: &BigInt, build: Build) -> Result<(BigInt, BigInt), ValueFault> {
    if b.is_zero() {
        return Err(division_by_zero(build));
    }
    Ok(a.div_mod_floor(b))
}

/// `a // b` of small integers; none where the result is no `i64` or `b` is zero.
pub fn floor_div_small(a: i64, b: i64) -> Option<i64> {
    let quotient = a.checked_div(b)?;
    let inexact = a % b != 0;
    Some(if inexact && (a < 0) != (b < 0) {
        quotient - 1
    } else {
        quotient
    })
}

/// `a % b` of small integers; none where `b` is zero.
pub fn modulo_small(a: i64, b: i64) -> Option<i64> {
    if b == -1 {
        return Some(0);
    }
    let rest = a.checked_rem(b)?;
    Some(if rest != 0 && (rest < 0) != (b < 0) {
        rest + b
    } else {
        rest
    })
}

/// `a / b`, correctly rounded, half to even (Objects/longobject.c, long_true_divide).
pub fn true_div(a: &BigInt, b: &BigInt) -> Result<f64, ValueFault> {
    if b.is_zero() {
        return Err(ValueFault::zero_division("division by zero"));
    }
    nearest_quotient(a, b)
        .ok_or_else(|| ValueFault::overflow("integer division result too large for a float"))
}

/// `float(value)`, correctly rounded, half to even (Objects/longobject.c, PyLong_AsDouble).
pub fn to_float(value: &BigInt) -> Result<f64, ValueFault> {
    nearest_quotient(value, &BigInt::one())
        .ok_or_else(|| ValueFault::overflow("int too large to convert to float"))
}

/// `base ** exponent` for an exponent that is not negative; a negative one gives a float
/// ([`super::float_math::pow`] of both as floats). A result of more than
/// 2³² bits is unsupported: ask [`bits_of_pow`] before.
pub fn pow(base: &BigInt, exponent: &BigInt) -> Result<BigInt, ValueFault> {
    if bits_of_pow(base, exponent) > MAX_BITS {
        return Err(too_many_bits());
    }
    match exponent.to_u32() {
        Some(exponent) => Ok(base.pow(exponent)),
        // Only 0, 1 and -1 have such powers.
        None if exponent.is_even() => Ok(base.abs()),
        None => Ok(base.clone()),
    }
}

/// At least as many bits as `base ** exponent` has (exponent not negative).
pub fn bits_of_pow(base: &BigInt, exponent: &BigInt) -> u64 {
    if base.magnitude() <= BigInt::one().magnitude() {
        return 1;
    }
    exponent
        .to_u64()
        .map_or(u64::MAX, |exponent| exponent.saturating_mul(base.bits()))
}

/// `pow(base, exponent, modulus)`; a negative exponent takes the inverse (Objects/longobject.c, long_pow).
pub fn pow_mod(base: &BigInt, exponent: &BigInt, modulus: &BigInt) -> Result<BigInt, ValueFault> {
    if modulus.is_zero() {
        return Err(ValueFault::value("pow() 3rd argument cannot be 0"));
    }
    let positive = modulus.abs();
    let mut base = base.mod_floor(&positive);
    if exponent.is_negative() {
        base = base
            .modinv(&positive)
            .ok_or_else(|| ValueFault::value("base is not invertible for the given modulus"))?;
    }
    let power = base.modpow(&exponent.abs(), &positive);
    Ok(power.mod_floor(modulus))
}

/// `value << count` (Objects/longobject.c, long_lshift). A result of more than 2³² bits
/// is unsupported: ask [`bits_of_left_shift`] before.
pub fn left_shift(value: &BigInt, count: &BigInt, build: Build) -> Result<BigInt, ValueFault> {
    if count.is_negative() {
        return Err(ValueFault::value("negative shift count"));
    }
    if value.is_zero() {
        return Ok(BigInt::zero());
    }
    // MAX_LONG_DIGITS: four bytes a digit of 30 bits, half of the addresses.
    let most_digits = BigInt::one() << (8 * build.word() - 3);
    if count / 30 >= most_digits {
        return Err(ValueFault::overflow("too many digits in integer"));
    }
    match count.to_u64() {
        Some(count) if bits_of_left_shift(value, count) <= MAX_BITS => Ok(value << count),
        _ => Err(too_many_bits()),
    }
}

/// How many bits `value << count` has.
pub fn bits_of_left_shift(value: &BigInt, count: u64) -> u64 {
    value.bits().saturating_add(count)
}

/// `value >> count`, towards minus infinity.
pub fn right_shift(value: &BigInt, count: &BigInt) -> Result<BigInt, ValueFault> {
    if count.is_negative() {
        return Err(ValueFault::value("negative shift count"));
    }
    Ok(match count.to_u64() {
        Some(count) => value >> count,
        None if value.is_negative() => -BigInt::one(),
        None => BigInt::zero(),
    })
}

/// `value.bit_length()`.
pub fn bit_length(value: &BigInt) -> u64 {
    value.bits()
}

/// How an integer and a float compare, exactly; none for NaN (Objects/floatobject.c, float_richcompare).
pub fn compare_with_float(value: &BigInt, float: f64) -> Option<Ordering> {
    if float.is_nan() {
        return None;
    }
    if float.is_infinite() {
        return Some(if float > 0.0 {
            Ordering::Less
        } else {
            Ordering::Greater
        });
    }
    let whole = super::float_text::to_int(float).ok()?;
    let fraction = float - float.trunc();
    Some(value.cmp(&whole).then(0.0f64.total_cmp(&(fraction + 0.0))))
}

/// `round(value, ndigits)`: a multiple of ten to the power of `-ndigits`, half to even
/// (Objects/longobject.c, int___round___impl).
pub fn round_to(value: &BigInt, ndigits: i64) -> BigInt {
    if ndigits >= 0 {
        return value.clone();
    }
    let places = ndigits.unsigned_abs();
    // Ten to the power of more places than there are digits is more than twice the value.
    if places > value.bits() / 3 + 2 {
        return BigInt::zero();
    }
    let unit = BigInt::from(10).pow(places as u32);
    let (quotient, rest) = value.div_mod_floor(&unit);
    let up = match (&rest + &rest).cmp(&unit) {
        Ordering::Less => false,
        Ordering::Equal => quotient.is_odd(),
        Ordering::Greater => true,
    };
    (quotient + u8::from(up)) * unit
}

fn too_many_bits() -> ValueFault {
    ValueFault::unsupported("an integer of more than 4,294,967,296 bits")
}

fn division_by_zero(build: Build) -> ValueFault {
    ValueFault::zero_division(if build.at_least(14) {
        "division by zero"
    } else {
        "integer division or modulo by zero"
    })
}

/// The float nearest to `a / b`; none where it is too large. `b` is not zero.
fn nearest_quotient(a: &BigInt, b: &BigInt) -> Option<f64> {
    // A quotient of 65 or 66 bits, the last of them also saying whether there is a rest.
    let shift = 65 - a.bits() as i64 + b.bits() as i64;
    let numerator = a.magnitude() << shift.max(0) as u64;
    let denominator = b.magnitude() << (-shift).max(0) as u64;
    let (quotient, rest) = numerator.div_rem(&denominator);
    let sticky = u128::from(!rest.is_zero());
    let magnitude = scale(quotient.to_u128()? | sticky, -shift)?;
    let negative = (a.sign() == Sign::Minus) != (b.sign() == Sign::Minus);
    Some(if negative { -magnitude } else { magnitude })
}

/// The float nearest to `bits × 2^exponent`, half to even; none where it is too large.
pub(super) fn scale(bits: u128, exponent: i64) -> Option<f64> {
    let length = i64::from(128 - bits.leading_zeros());
    // 53 bits, or fewer where the last one would be below 2^-1074.
    let dropped = (length - 53).max(-1074 - exponent);
    if bits == 0 || dropped > length {
        return Some(0.0);
    }
    let kept = if dropped <= 0 {
        bits << -dropped
    } else {
        let half = 1u128 << (dropped - 1);
        let below = bits & ((half << 1) - 1);
        let kept = bits.checked_shr(dropped as u32).unwrap_or(0);
        kept + u128::from(below > half || (below == half && kept & 1 == 1))
    };
    let unit = exponent + dropped;
    let value = kept as f64 * power_of_two(unit.max(-1022)) * power_of_two((unit + 1022).min(0));
    value.is_finite().then_some(value)
}

/// 2 to a power between -1022 and 1023; above that infinite.
fn power_of_two(exponent: i64) -> f64 {
    if exponent > 1023 {
        return f64::INFINITY;
    }
    f64::from_bits(((exponent + 1023).max(1) as u64) << 52)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::machine::values::float_text;
    use crate::machine::values::vectors;

    #[test]
    fn as_cpython_does() {
        let table = include_str!("../../../tests/values/int_math.tsv");
        vectors::check(table, |op, args, build| {
            let int = |i: usize| args[i].parse::<BigInt>().expect("an integer");
            Ok(match op {
                "floordiv" => floor_div(&int(0), &int(1), build)?.to_string(),
                "mod" => modulo(&int(0), &int(1), build)?.to_string(),
                "divmod" => {
                    let (quotient, rest) = divmod(&int(0), &int(1), build)?;
                    format!("{quotient} {rest}")
                }
                "truediv" => float_text::repr(true_div(&int(0), &int(1))?),
                "float" => float_text::repr(to_float(&int(0))?),
                "pow" => pow(&int(0), &int(1))?.to_string(),
                "pow_mod" => pow_mod(&int(0), &int(1), &int(2))?.to_string(),
                "lshift" => left_shift(&int(0), &int(1), build)?.to_string(),
                "rshift" => right_shift(&int(0), &int(1))?.to_string(),
                "bit_length" => bit_length(&int(0)).to_string(),
                "round_to" => round_to(&int(0), args[1].parse().expect("small")).to_string(),
                "cmp_float" => {
                    let found = compare_with_float(&int(0), args[1].parse().expect("a float"));
                    let orders = [Ordering::Less, Ordering::Equal, Ordering::Greater];
                    orders
                        .map(|order| u8::from(found == Some(order)).to_string())
                        .concat()
                }
                _ => panic!("{op}"),
            })
        });
    }

    #[test]
    fn small_integers_as_big_ones() {
        let build = Build::new(13, 0, crate::cpython::build::Abi::Lp64);
        let some = [0, 1, -1, 2, -2, 7, -7, i64::MAX, i64::MIN];
        for (a, b) in some.into_iter().flat_map(|a| some.map(|b| (a, b))) {
            let (big_a, big_b) = (BigInt::from(a), BigInt::from(b));
            let quotient = floor_div(&big_a, &big_b, build).ok();
            assert_eq!(
                floor_div_small(a, b),
                quotient.and_then(|q| q.to_i64()),
                "{a}//{b}"
            );
            let rest = modulo(&big_a, &big_b, build).ok();
            assert_eq!(modulo_small(a, b), rest.and_then(|r| r.to_i64()), "{a}%{b}");
        }
    }
}
