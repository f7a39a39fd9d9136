//! Operator methods that the builtin types share: each asks the machine by the payloads.

use super::wrapper;
use crate::machine::builtins::numbers;
use crate::machine::function::{Args, Def, Sig};
use crate::machine::object::{Kind, Value};
use crate::machine::{Machine, Res};
use crate::python::code::{BinOp, CmpOp};

macro_rules! binary {
    ($($forward:ident $backward:ident $op:ident;)*) => {
        $(
            fn $forward(machine: &mut Machine, args: &Args) -> Res {
                answer(machine, BinOp::$op, args, false)
            }
            fn $backward(machine: &mut Machine, args: &Args) -> Res {
                answer(machine, BinOp::$op, args, true)
            }
        )*
    };
}

binary! {
    add radd Add;
    sub rsub Sub;
    mul rmul Mul;
    truediv rtruediv TrueDiv;
    floordiv rfloordiv FloorDiv;
    modulo rmodulo Mod;
    lshift rlshift LShift;
    rshift rrshift RShift;
    and rand And;
    or ror Or;
    xor rxor Xor;
}

macro_rules! compare {
    ($($name:ident $op:ident;)*) => {
        $(
            fn $name(machine: &mut Machine, args: &Args) -> Res {
                machine.payload_compare(CmpOp::$op, &args.pos[0], &args.pos[1])
            }
        )*
    };
}

compare! {
    lt Lt;
    le Le;
    eq Eq;
    ne Ne;
    gt Gt;
    ge Ge;
}

fn pow(machine: &mut Machine, args: &Args) -> Res {
    power(machine, args, false)
}

fn rpow(machine: &mut Machine, args: &Args) -> Res {
    power(machine, args, true)
}

/// With a third argument, the modulus (Objects/typeobject.c, wrap_ternaryfunc).
fn power(machine: &mut Machine, args: &Args, reflected: bool) -> Res {
    let modulus = args.pos.get(2).filter(|modulus| !machine.is_none(modulus));
    let Some(modulus) = modulus else {
        return answer(machine, BinOp::Pow, args, reflected);
    };
    let (base, exp) = match reflected {
        true => (&args.pos[1], &args.pos[0]),
        false => (&args.pos[0], &args.pos[1]),
    };
    let result = numbers::pow_modulo(machine, &args.pos[0], base, exp, modulus)?;
    Ok(result.unwrap_or_else(|| machine.not_implemented()))
}

/// What the first argument makes of the second; `reflected`: of the second and itself, in that order.
fn answer(machine: &mut Machine, op: BinOp, args: &Args, reflected: bool) -> Res {
    let (this, other) = (&args.pos[0], &args.pos[1]);
    // Objects/longobject.c and floatobject.c: an int knows ints alone, a float no complex numbers.
    if rank(this)
        .zip(rank(other))
        .is_some_and(|(this, other)| other > this)
    {
        return Ok(machine.not_implemented());
    }
    let (a, b) = if reflected {
        (other, this)
    } else {
        (this, other)
    };
    match machine.builtin_binary(op, a, b)? {
        Some(value) => Ok(value),
        None => Ok(machine.not_implemented()),
    }
}

/// The place of a number among int, float and complex.
fn rank(value: &Value) -> Option<u8> {
    match value.kind {
        Kind::Int(_) => Some(0),
        Kind::Float(_) => Some(1),
        Kind::Complex(..) => Some(2),
        _ => None,
    }
}

/// `== != < <= > >=`
pub(super) const COMPARE: &[Def] = &[
    wrapper("__lt__", Sig::One, lt),
    wrapper("__le__", Sig::One, le),
    wrapper("__eq__", Sig::One, eq),
    wrapper("__ne__", Sig::One, ne),
    wrapper("__gt__", Sig::One, gt),
    wrapper("__ge__", Sig::One, ge),
];

/// Of int and float.
pub(super) const NUMBER: &[Def] = &[
    wrapper("__add__", Sig::One, add),
    wrapper("__radd__", Sig::One, radd),
    wrapper("__sub__", Sig::One, sub),
    wrapper("__rsub__", Sig::One, rsub),
    wrapper("__mul__", Sig::One, mul),
    wrapper("__rmul__", Sig::One, rmul),
    wrapper("__mod__", Sig::One, modulo),
    wrapper("__rmod__", Sig::One, rmodulo),
    wrapper("__pow__", Sig::Range(1, 2), pow),
    wrapper("__rpow__", Sig::Range(1, 2), rpow),
    wrapper("__floordiv__", Sig::One, floordiv),
    wrapper("__rfloordiv__", Sig::One, rfloordiv),
    wrapper("__truediv__", Sig::One, truediv),
    wrapper("__rtruediv__", Sig::One, rtruediv),
];

/// Of int alone.
pub(super) const INTEGER: &[Def] = &[
    wrapper("__lshift__", Sig::One, lshift),
    wrapper("__rlshift__", Sig::One, rlshift),
    wrapper("__rshift__", Sig::One, rshift),
    wrapper("__rrshift__", Sig::One, rrshift),
    wrapper("__and__", Sig::One, and),
    wrapper("__rand__", Sig::One, rand),
    wrapper("__xor__", Sig::One, xor),
    wrapper("__rxor__", Sig::One, rxor),
    wrapper("__or__", Sig::One, or),
    wrapper("__ror__", Sig::One, ror),
];

/// Of complex.
pub(super) const COMPLEX: &[Def] = &[
    wrapper("__add__", Sig::One, add),
    wrapper("__radd__", Sig::One, radd),
    wrapper("__sub__", Sig::One, sub),
    wrapper("__rsub__", Sig::One, rsub),
    wrapper("__mul__", Sig::One, mul),
    wrapper("__rmul__", Sig::One, rmul),
    wrapper("__pow__", Sig::Range(1, 2), pow),
    wrapper("__rpow__", Sig::Range(1, 2), rpow),
    wrapper("__truediv__", Sig::One, truediv),
    wrapper("__rtruediv__", Sig::One, rtruediv),
];

/// Of str, bytes, tuple and list.
pub(super) const SEQUENCE: &[Def] = &[
    wrapper("__add__", Sig::One, concat),
    wrapper("__mul__", Sig::One, repeat),
    wrapper("__rmul__", Sig::One, repeat),
];

/// Of str: `%`.
pub(super) const PERCENT: &[Def] = &[
    wrapper("__mod__", Sig::One, modulo),
    wrapper("__rmod__", Sig::One, rmodulo),
];

/// Of dict: `|`.
pub(super) const UNION: &[Def] = &[
    wrapper("__or__", Sig::One, or),
    wrapper("__ror__", Sig::One, ror),
];

/// Of sets and of the views that are like sets.
pub(super) const SET: &[Def] = &[
    wrapper("__sub__", Sig::One, sub),
    wrapper("__rsub__", Sig::One, rsub),
    wrapper("__and__", Sig::One, and),
    wrapper("__rand__", Sig::One, rand),
    wrapper("__xor__", Sig::One, xor),
    wrapper("__rxor__", Sig::One, rxor),
    wrapper("__or__", Sig::One, or),
    wrapper("__ror__", Sig::One, ror),
];

/// `sequence + other`: refuses by itself instead of answering NotImplemented.
fn concat(machine: &mut Machine, args: &Args) -> Res {
    match machine.builtin_binary(BinOp::Add, &args.pos[0], &args.pos[1])? {
        Some(value) => Ok(value),
        None => machine.concat_error(&args.pos[0], &args.pos[1]),
    }
}

/// `sequence * n`: n may be anything with `__index__` (Objects/typeobject.c, wrap_indexargfunc).
fn repeat(machine: &mut Machine, args: &Args) -> Res {
    let n = machine.index_sized(&args.pos[1])?;
    let pos = &[args.pos[0].clone(), machine.int(n)];
    answer(machine, BinOp::Mul, &Args { pos, ..*args }, false)
}
