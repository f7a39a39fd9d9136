//! How many digits CPython allocates for the results of operations on ints: it does so before it knows the result, and
//! what is not needed stays with the int (Objects/longobject.c).

use super::build::Build;
use super::sizes::int_digits;
use num_bigint::{BigInt, Sign};

/// An operation on ints that makes an int.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IntOperation {
    /// `a + b`
    Add,
    /// `a - b`
    Subtract,
    /// `a * b`
    Multiply,
    /// `a ** b`
    Power,
    /// `a << b`
    LeftShift,
    /// `a >> b`
    RightShift,
    /// `a & b`
    And,
    /// `a | b`
    Or,
    /// `a ^ b`
    Xor,
    /// `a // b`
    Divide,
    /// `a % b`
    Modulo,
}

/// Digits that the result of `a op b` has besides those it needs. On ints of one digit it is made as a C integer is,
/// and has none.
pub fn spare_digits(
    build: Build,
    op: IntOperation,
    a: &BigInt,
    b: &BigInt,
    result: &BigInt,
) -> u64 {
    allocated(build, op, a, b).map_or(0, |digits| digits.saturating_sub(size(build, result)))
}

/// Digits of the magnitude; None where the result is made to measure.
fn allocated(build: Build, op: IntOperation, a: &BigInt, b: &BigInt) -> Option<u64> {
    let (long, short) = (
        size(build, a).max(size(build, b)),
        size(build, a).min(size(build, b)),
    );
    let negative = |n: &BigInt| n.sign() == Sign::Minus;
    let shifts = matches!(op, IntOperation::LeftShift | IntOperation::RightShift);
    if long == 1 && op != IntOperation::Power && !shifts {
        return None;
    }
    match op {
        // x_add; x_sub drops the leading digits that are the same.
        IntOperation::Add if negative(a) == negative(b) => Some(long + 1),
        IntOperation::Add if long > short => Some(long),
        IntOperation::Add => {
            let differing = a.magnitude() ^ b.magnitude();
            Some(int_digits(build, differing.bits()).max(1))
        }
        IntOperation::Subtract => allocated(build, IntOperation::Add, a, &-b),
        IntOperation::Multiply => Some(long + short),
        IntOperation::Power => power(build, a, b),
        IntOperation::LeftShift => {
            let (words, rest) = shift(build, b)?;
            if words == 0 && long == 1 {
                return None;
            }
            Some(size(build, a) + words + u64::from(rest > 0))
        }
        IntOperation::RightShift => {
            let (words, _) = shift(build, b)?;
            if size(build, a) == 1 {
                return None;
            }
            if negative(a) && !build.at_least(11) {
                // ~(~a >> b)
                let (inner, one): (BigInt, BigInt) =
                    ((-a - 1) >> b.iter_u64_digits().next()?, 1.into());
                return allocated(build, IntOperation::Add, &inner, &one);
            }
            Some(size(build, a).saturating_sub(words))
        }
        IntOperation::And | IntOperation::Or | IntOperation::Xor => Some(bitwise(build, op, a, b)),
        IntOperation::Divide | IntOperation::Modulo => divided(build, op, a, b),
    }
}

fn size(build: Build, n: &BigInt) -> u64 {
    int_digits(build, n.bits()).max(1)
}

/// A shift in digits and bits.
fn shift(build: Build, by: &BigInt) -> Option<(u64, u64)> {
    let by = by.iter_u64_digits().next().unwrap_or(0);
    let bits = digit_bits(build);
    Some((by / bits, by % bits))
}

fn digit_bits(build: Build) -> u64 {
    if int_digits(build, 30) == 1 { 30 } else { 15 }
}

/// long_pow: the last of its multiplications decides.
fn power(build: Build, a: &BigInt, b: &BigInt) -> Option<u64> {
    let exponent = u32::try_from(b).ok()?;
    let (left, right) = match exponent {
        0 => return None,
        exponent if exponent % 2 == 0 => (a.pow(exponent / 2), None),
        exponent => (a.pow(exponent - 1), Some(a)),
    };
    let right = right.unwrap_or(&left);
    allocated(build, IntOperation::Multiply, &left, right)
}

/// long_bitwise: `a` is the longer one.
fn bitwise(build: Build, op: IntOperation, a: &BigInt, b: &BigInt) -> u64 {
    let (a, b) = if size(build, a) < size(build, b) {
        (b, a)
    } else {
        (a, b)
    };
    let (long, short) = (size(build, a), size(build, b));
    let (x, y) = (a.sign() == Sign::Minus, b.sign() == Sign::Minus);
    let (digits, negative) = match op {
        IntOperation::And => (if y { long } else { short }, x && y),
        IntOperation::Or => (if y { short } else { long }, x || y),
        _ => (long, x != y),
    };
    digits + u64::from(negative)
}

/// long_divrem (divrem1 and x_divrem), and what l_divmod adds where the signs differ.
fn divided(build: Build, op: IntOperation, a: &BigInt, b: &BigInt) -> Option<u64> {
    let (quotient, rest) = (a / b, a % b);
    if rest.sign() != Sign::NoSign && (rest.sign() == Sign::Minus) != (b.sign() == Sign::Minus) {
        return match op {
            IntOperation::Divide => allocated(build, IntOperation::Subtract, &quotient, &1.into()),
            _ => allocated(build, IntOperation::Add, &rest, b),
        };
    }
    let (long, short) = (size(build, a), size(build, b));
    let top = |n: &BigInt, digits: u64| n.magnitude() >> (digit_bits(build) * (digits - 1));
    if long < short || (long == short && top(a, long) < top(b, short)) {
        return None;
    }
    if op == IntOperation::Modulo {
        return (short > 1).then_some(short);
    }
    if short == 1 {
        return Some(long);
    }
    let scale = (digit_bits(build) - b.bits() % digit_bits(build)) % digit_bits(build);
    let (v, w) = (a << scale, b << scale);
    Some(long - short + u64::from(top(&v, long) >= top(&w, short)))
}

#[cfg(test)]
mod tests {
    use super::super::build::Abi;
    use super::*;

    /// What tracemalloc counts for `i + 2**31`, `i + 2**64`, `2**31 * 2**31` and others, in digits.
    #[test]
    fn results_keep_the_digits_that_were_allocated() {
        let power = |exponent: u32| BigInt::from(2).pow(exponent);
        for (minor, op, a, b, result, expected) in [
            (
                10,
                IntOperation::Add,
                100.into(),
                100_000.into(),
                100_100.into(),
                0,
            ),
            (
                13,
                IntOperation::Add,
                100.into(),
                power(31),
                power(31) + 100,
                1,
            ),
            (
                9,
                IntOperation::Add,
                100.into(),
                power(64),
                power(64) + 100,
                1,
            ),
            (
                13,
                IntOperation::Multiply,
                power(31),
                power(31),
                power(62),
                1,
            ),
            (
                13,
                IntOperation::Multiply,
                7.into(),
                power(31),
                power(31) * 7,
                1,
            ),
            (13, IntOperation::Power, 2.into(), 70.into(), power(70), 1),
        ] {
            let build = Build::new(minor, 2, Abi::Lp64);
            let spare = spare_digits(build, op, &a, &b, &result);
            assert_eq!(spare, expected, "3.{minor} {op:?} {a} {b}");
        }
    }
}
