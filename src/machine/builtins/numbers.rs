//! The builtin functions about numbers.

use crate::machine::function::Args;
use crate::machine::object::{Int, Kind, Value};
use crate::machine::symbol::{Sym, sym};
use crate::machine::types::tid;
use crate::machine::values::{int_math, int_text};
use crate::machine::{Machine, Res};
use num_bigint::BigInt;

/// An operator with one operand.
pub(in crate::machine) fn unary(
    machine: &mut Machine,
    value: &Value,
    name: Sym,
    what: &str,
) -> Res {
    match machine.call_special(value, name, &[])? {
        Some(result) => Ok(result),
        None => {
            let text = format!(
                "bad operand type for {what}: '{}'",
                machine.error_name(value.ty())
            );
            machine.type_error(text)
        }
    }
}

/// `round(number[, ndigits])`
pub(super) fn round(machine: &mut Machine, args: &Args) -> Res {
    let given = machine.parse_keywords("round", &["number", "ndigits"], 1, args.pos, args.kw)?;
    let Some(number) = given[0].clone() else {
        return Ok(machine.none());
    };
    let digits: Vec<Value> = given[1]
        .iter()
        .filter(|digits| !machine.is_none(digits))
        .cloned()
        .collect();
    match machine.call_special(&number, sym::ROUND, &digits)? {
        Some(value) => Ok(value),
        None => {
            let text = format!(
                "type {} doesn't define __round__ method",
                machine.error_name(number.ty())
            );
            machine.type_error(text)
        }
    }
}

/// `divmod(a, b)`
pub(in crate::machine) fn divmod(machine: &mut Machine, a: &Value, b: &Value) -> Res {
    for (obj, other, name) in [(a, b, sym::DIVMOD), (b, a, sym::RDIVMOD)] {
        if let Some(result) = machine.call_special(obj, name, std::slice::from_ref(other))?
            && !result.is(&machine.not_implemented())
        {
            return Ok(result);
        }
    }
    let text = format!(
        "unsupported operand type(s) for divmod(): '{}' and '{}'",
        machine.error_name(a.ty()),
        machine.error_name(b.ty())
    );
    machine.type_error(text)
}

/// `pow(base, exp, modulus)`
pub(in crate::machine) fn pow(
    machine: &mut Machine,
    base: &Value,
    exp: &Value,
    modulus: Option<&Value>,
) -> Res {
    let Some(modulus) = modulus.filter(|modulus| !machine.is_none(modulus)) else {
        return machine.binary(crate::python::code::BinOp::Pow, base, exp);
    };
    let all = [base, exp, modulus];
    let special = |value: &&Value| {
        matches!(value.kind, Kind::WeakRef(_))
            || machine.overrides(value.ty(), sym::POW)
            || machine.overrides(value.ty(), sym::RPOW)
    };
    if !all.iter().any(special) {
        // Objects/abstract.c, ternary_op: each type's slot once.
        for (i, value) in all.into_iter().enumerate() {
            let alike = |other: &&Value| {
                std::mem::discriminant(&other.kind) == std::mem::discriminant(&value.kind)
            };
            if !all[..i].iter().any(alike)
                && let Some(result) = pow_modulo(machine, value, base, exp, modulus)?
            {
                return Ok(result);
            }
        }
        let [a, b, c] = all.map(|value| machine.error_name(value.ty()));
        let symbol = if machine.build.at_least(10) {
            "** or pow()"
        } else {
            "pow()"
        };
        return machine.type_error(format!(
            "unsupported operand type(s) for {symbol}: '{a}', '{b}', '{c}'"
        ));
    }
    let given = [exp.clone(), modulus.clone()];
    match machine.call_special(base, sym::POW, &given)? {
        Some(result) if !result.is(&machine.not_implemented()) => Ok(result),
        _ => machine.unsupported("pow() of these with a modulus"),
    }
}

/// `nb_power` of the type of `this` with a modulus (long_pow, float_pow, complex_pow); `None` for NotImplemented.
pub(in crate::machine) fn pow_modulo(
    machine: &mut Machine,
    this: &Value,
    base: &Value,
    exp: &Value,
    modulus: &Value,
) -> Res<Option<Value>> {
    let number = |value: &Value| {
        matches!(
            value.kind,
            Kind::Int(_) | Kind::Float(_) | Kind::Complex(..)
        )
    };
    match (&this.kind, &base.kind, &exp.kind, &modulus.kind) {
        (Kind::Int(_), Kind::Int(base), Kind::Int(exp), Kind::Int(modulus)) => {
            let words = modulus.big().bits() as usize / 64 + 1;
            let squarings = exp.big().bits() as usize;
            machine.work((words * words / 16).saturating_mul(squarings))?;
            let result = int_math::pow_mod(&base.big(), &exp.big(), &modulus.big());
            let result = machine.fault(result)?;
            Ok(Some(machine.int_big(result)))
        }
        (Kind::Float(_), ..) => {
            machine.type_error("pow() 3rd argument not allowed unless all arguments are integers")
        }
        (Kind::Complex(..), ..) if number(base) && number(exp) => {
            machine.value_error("complex modulo")
        }
        _ => Ok(None),
    }
}

/// `sum(iterable[, start])`
pub(super) fn sum(machine: &mut Machine, args: &Args) -> Res {
    let given = machine.parse_keywords("sum", &["iterable", "start"], 1, args.pos, args.kw)?;
    let Some(iterable) = given[0].clone() else {
        return Ok(machine.none());
    };
    let mut total = given[1].clone().unwrap_or_else(|| machine.int(0));
    let iter = machine.iter(&iterable)?;
    if let Kind::Str(_) = total.kind {
        return machine.type_error("sum() can't sum strings [use ''.join(seq) instead]");
    }
    let (mut floats, mut compensation) = (false, 0.0f64);
    while let Some(item) = machine.next(&iter)? {
        // From 3.12 on floats are summed with Neumaier's compensation (Python/bltinmodule.c, builtin_sum_impl).
        if machine.build.at_least(12)
            && let (Kind::Float(x), tid::FLOAT) = (&item.kind, item.ty())
            && let Kind::Float(sum) = total.kind
            && total.ty() == tid::FLOAT
        {
            let t = sum + x;
            compensation += if sum.abs() >= x.abs() {
                (sum - t) + x
            } else {
                (x - t) + sum
            };
            floats = true;
            total = machine.float(t);
            continue;
        }
        // While it fits a C long, the sum of ints is one.
        if let (Kind::Int(Int::Small(x)), Kind::Int(Int::Small(y))) = (&total.kind, &item.kind)
            && (total.ty(), item.ty()) == (tid::INT, tid::INT)
            && let Some(sum) = x.checked_add(*y)
            && (machine.build.word() == 8
                || [*x, *y, sum].iter().all(|n| i32::try_from(*n).is_ok()))
        {
            total = machine.int(sum);
            continue;
        }
        total = machine.binary(crate::python::code::BinOp::Add, &total, &item)?;
    }
    if floats
        && let Kind::Float(sum) = total.kind
        && compensation != 0.0
        && compensation.is_finite()
    {
        total = machine.float(sum + compensation);
    }
    Ok(total)
}

/// `hex`, `oct` and `bin`
pub(super) fn prefixed(machine: &mut Machine, args: &Args, base: u32) -> Res {
    let n: BigInt = machine.index(&args.pos[0])?.big();
    machine.new_str(int_text::to_prefixed(&n, base))
}
