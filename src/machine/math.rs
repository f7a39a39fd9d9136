//! Module math, as far as its answers are the same on every platform: no function whose last digit
//! depends on a C library.

use super::function::{Args, Def, Sig, function};
use super::object::{Int, Kind, Value};
use super::symbol::sym;
use super::types::tid;
use super::{Machine, Res};
use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{One, Signed, ToPrimitive, Zero};

/// Its functions.
pub(super) static MATH: &[Def] = &[
    function("sqrt", Sig::One, |m, a| {
        let x = m.as_float(&a.pos[0])?;
        if x < 0.0 {
            let text = if m.build.at_least(14) {
                let x = m.float(x);
                format!("expected a nonnegative input, got {}", m.repr(&x)?)
            } else {
                "math domain error".to_string()
            };
            return m.value_error(text);
        }
        Ok(m.float(x.sqrt()))
    }),
    function("floor", Sig::One, |m, a| {
        whole(m, &a.pos[0], sym::FLOOR, f64::floor)
    }),
    function("ceil", Sig::One, |m, a| {
        whole(m, &a.pos[0], sym::CEIL, f64::ceil)
    }),
    function("trunc", Sig::One, |m, a| {
        if let Kind::Float(x) = a.pos[0].kind {
            return integer(m, x.trunc());
        }
        match m.call_special(&a.pos[0], sym::TRUNC, &[])? {
            Some(value) => Ok(value),
            None => {
                let given = m.error_name(a.pos[0].ty());
                m.type_error(format!("type {given} doesn't define __trunc__ method"))
            }
        }
    }),
    function("fabs", Sig::One, |m, a| {
        let x = m.as_float(&a.pos[0])?;
        Ok(m.float(x.abs()))
    }),
    function("copysign", Sig::Range(2, 2), |m, a| {
        let (x, y) = (m.as_float(&a.pos[0])?, m.as_float(&a.pos[1])?);
        Ok(m.float(x.copysign(y)))
    }),
    function("isnan", Sig::One, |m, a| test(m, a, f64::is_nan)),
    function("isinf", Sig::One, |m, a| test(m, a, f64::is_infinite)),
    function("isfinite", Sig::One, |m, a| test(m, a, f64::is_finite)),
    function("isclose", Sig::Any, is_close),
    function("degrees", Sig::One, |m, a| {
        let x = m.as_float(&a.pos[0])?;
        Ok(m.float(x * (180.0 / std::f64::consts::PI)))
    }),
    function("radians", Sig::One, |m, a| {
        let x = m.as_float(&a.pos[0])?;
        Ok(m.float(x * (std::f64::consts::PI / 180.0)))
    }),
    function("hypot", Sig::Any, |m, a| {
        let mut parts = Vec::new();
        for value in a.pos {
            parts.push(m.as_float(value)?);
        }
        length(m, &parts)
    }),
    function("dist", Sig::Range(2, 2), |m, a| {
        let (p, q) = (m.iterate(&a.pos[0])?, m.iterate(&a.pos[1])?);
        if p.len() != q.len() {
            return m.value_error("both points must have the same number of dimensions");
        }
        let mut parts = Vec::new();
        for (p, q) in p.iter().zip(&q) {
            parts.push(m.as_float(p)? - m.as_float(q)?);
        }
        length(m, &parts)
    }),
    function("gcd", Sig::Any, |m, a| {
        let mut result = BigInt::ZERO;
        for value in a.pos {
            result = result.gcd(&m.index(value)?.big());
        }
        Ok(m.int_big(result))
    }),
    function("lcm", Sig::Any, |m, a| {
        let mut result = BigInt::one();
        for value in a.pos {
            result = result.lcm(&m.index(value)?.big());
            m.work(result.bits() as usize / 64)?;
        }
        Ok(m.int_big(result.abs()))
    }),
    function("isqrt", Sig::One, |m, a| {
        let n = m.index(&a.pos[0])?.big();
        if n.is_negative() {
            return m.value_error("isqrt() argument must be nonnegative");
        }
        let words = n.bits() as usize / 64;
        m.work(words.saturating_mul(words))?;
        Ok(m.int_big(n.sqrt()))
    }),
    function("factorial", Sig::One, factorial),
    function("comb", Sig::Range(2, 2), |m, a| {
        let [n, k] = counts(m, a)?;
        let k = k.min(n.saturating_sub(k));
        product(m, (0..k).map(|i| (n - i, i + 1)), n < a_count(a, 1))
    }),
    function("perm", Sig::Range(1, 2), |m, a| {
        if a.pos.len() == 1 {
            return factorial(m, a);
        }
        let [n, k] = counts(m, a)?;
        product(m, (0..k.min(n)).map(|i| (n - i, 1)), k > n)
    }),
    function("prod", Sig::Any, |m, a| {
        let [iterable] = a.pos else {
            return m.type_error("prod() takes exactly 1 positional argument");
        };
        let start = m.sym("start");
        let mut result = match a.named(start) {
            Some(start) => start.clone(),
            None => m.int(1),
        };
        for item in m.iterate(iterable)? {
            result = m.binary(crate::python::code::BinOp::Mul, &result, &item)?;
        }
        Ok(result)
    }),
    function("fmod", Sig::Range(2, 2), |m, a| {
        let (x, y) = (m.as_float(&a.pos[0])?, m.as_float(&a.pos[1])?);
        if x.is_infinite() || y == 0.0 {
            return m.value_error("math domain error");
        }
        Ok(m.float(x % y))
    }),
];

impl Machine {
    /// Puts the constants of module math into its namespace.
    pub(super) fn fill_math(&mut self, dict: &Value) {
        let constants = [
            ("pi", std::f64::consts::PI),
            ("e", std::f64::consts::E),
            ("tau", std::f64::consts::TAU),
            ("inf", f64::INFINITY),
            ("nan", f64::NAN),
        ];
        for (name, value) in constants {
            let (name, value) = (self.sym(name), self.float(value));
            self.dict_set_sym(dict, name, value);
        }
    }
}

fn test(machine: &mut Machine, args: &Args, test: fn(f64) -> bool) -> Res {
    let x = machine.as_float(&args.pos[0])?;
    Ok(machine.bool(test(x)))
}

fn integer(machine: &mut Machine, x: f64) -> Res {
    let x = machine.float(x);
    let n = machine.number_to_int(&x)?;
    Ok(machine.int_big(n))
}

fn whole(machine: &mut Machine, value: &Value, name: super::Sym, round: fn(f64) -> f64) -> Res {
    if let (Kind::Float(x), tid::FLOAT) = (&value.kind, value.ty()) {
        return integer(machine, round(*x));
    }
    if let Kind::Int(n) = &value.kind {
        return Ok(machine.int_big(n.big()));
    }
    match machine.call_special(value, name, &[])? {
        Some(result) => Ok(result),
        None => {
            let x = machine.as_float(value)?;
            integer(machine, round(x))
        }
    }
}

/// Modules/mathmodule.c, math_isclose_impl.
fn is_close(machine: &mut Machine, args: &Args) -> Res {
    let names = ["a", "b", "rel_tol", "abs_tol"];
    let given = machine.parse_keywords("isclose", &names, 2, args.pos, args.kw)?;
    let mut numbers = [0.0, 0.0, 1e-9, 0.0];
    for (number, value) in numbers.iter_mut().zip(&given) {
        if let Some(value) = value {
            *number = machine.as_float(value)?;
        }
    }
    let [a, b, relative, absolute] = numbers;
    if relative < 0.0 || absolute < 0.0 {
        return machine.value_error("tolerances must be non-negative");
    }
    let difference = (b - a).abs();
    let close = a == b
        || (!a.is_infinite()
            && !b.is_infinite()
            && (difference <= (relative * b).abs()
                || difference <= (relative * a).abs()
                || difference <= absolute));
    Ok(machine.bool(close))
}

/// The square root of the sum of the squares, rounded once, as 3.10 does it; 3.9 may be off in the last digit.
fn length(machine: &mut Machine, parts: &[f64]) -> Res {
    if parts.iter().any(|x| x.is_infinite()) {
        return Ok(machine.float(f64::INFINITY));
    }
    if parts.iter().any(|x| x.is_nan()) {
        return Ok(machine.float(f64::NAN));
    }
    let exact = |x: f64| {
        let bits = x.to_bits();
        let exponent = (bits >> 52 & 0x7ff) as i64;
        let fraction = bits & ((1 << 52) - 1);
        if exponent == 0 {
            (fraction, -1074)
        } else {
            (fraction | 1 << 52, exponent - 1075)
        }
    };
    let nonzero = parts.iter().filter(|x| **x != 0.0);
    let numbers: Vec<(u64, i64)> = nonzero.map(|x| exact(*x)).collect();
    let Some(lowest) = numbers.iter().map(|(_, exponent)| *exponent).min() else {
        return Ok(machine.float(0.0));
    };
    let square = |&(fraction, exponent): &(u64, i64)| {
        let n = BigInt::from(fraction) << (exponent - lowest) as u64;
        &n * &n
    };
    let sum: BigInt = numbers.iter().map(square).sum::<BigInt>() << 128;
    let root = sum.sqrt();
    let perfect = &root * &root == sum;
    if !perfect && !machine.build.at_least(10) {
        return machine.unsupported("math.hypot() that has to be rounded");
    }
    // A last bit tells that something was left over.
    let sticky: BigInt = (root << 1) + i32::from(!perfect);
    let scale = lowest - 65;
    let (Some(mantissa), true) = (sticky.to_f64(), (-900..900).contains(&scale)) else {
        return machine.unsupported("math.hypot() of numbers of this size");
    };
    Ok(machine.float(mantissa * 2f64.powi(scale as i32)))
}

fn factorial(machine: &mut Machine, args: &Args) -> Res {
    if let (Kind::Float(_), false) = (&args.pos[0].kind, machine.build.at_least(10)) {
        return machine.unsupported("math.factorial() of a float");
    }
    let n = match machine.index(&args.pos[0])? {
        Int::Small(n) if n < 0 => {
            return machine.value_error("factorial() not defined for negative values");
        }
        Int::Small(n) => n,
        Int::Big(_) => i64::MAX,
    };
    product(machine, (1..=n).map(|i| (i, 1)), false)
}

fn counts(machine: &mut Machine, args: &Args) -> Res<[i64; 2]> {
    let mut numbers = [0; 2];
    for (i, name) in ["n", "k"].into_iter().enumerate() {
        let number = machine.index_clipped(&args.pos[i])?;
        if number < 0 {
            let text = format!("{name} must be a non-negative integer");
            return machine.value_error(text);
        }
        numbers[i] = number;
    }
    Ok(numbers)
}

fn a_count(args: &Args, i: usize) -> i64 {
    match &args.pos[i].kind {
        Kind::Int(Int::Small(n)) => *n,
        _ => i64::MAX,
    }
}

/// A product of fractions that is an integer after each of them; 0 if it is `empty`.
fn product(machine: &mut Machine, factors: impl Iterator<Item = (i64, i64)>, empty: bool) -> Res {
    if empty {
        return Ok(machine.int(0));
    }
    let mut result = BigInt::one();
    for (up, down) in factors {
        machine.work(1 + result.bits() as usize / 512)?;
        result *= up;
        if !down.is_one() && !down.is_zero() {
            result /= down;
        }
    }
    Ok(machine.int_big(result))
}
