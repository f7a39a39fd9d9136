//! An int of which only a lower bound is known: the size of a generator, whose stack CPython's compiler decides on.
//! Comparisons that the bound decides are answered; everything else is outside of the subset.

use super::wrapper;
use crate::machine::function::{Args, Def, Sig};
use crate::machine::object::{Int, Kind, Value};
use crate::machine::types::tid;
use crate::machine::{Machine, Res};
use std::cell::RefCell;

/// What the bound may decide.
pub(super) const DECIDED: &[Def] = &[
    wrapper("__gt__", Sig::One, |m, a| decided(m, a, true, false)),
    wrapper("__ge__", Sig::One, |m, a| decided(m, a, true, true)),
    wrapper("__lt__", Sig::One, |m, a| decided(m, a, false, true)),
    wrapper("__le__", Sig::One, |m, a| decided(m, a, false, false)),
    wrapper("__bool__", Sig::No, |m, a| {
        let positive = bound(&a.pos[0]) > 0;
        if positive {
            Ok(m.bool(true))
        } else {
            refuse(m, a)
        }
    }),
];

macro_rules! refused {
    ($($sig:expr => $($name:literal)*;)*) => {
        &[$($(wrapper($name, $sig, refuse),)*)*]
    };
}

/// What it decides nothing about.
pub(super) const REFUSED: &[Def] = refused! {
    Sig::One => "__eq__" "__ne__";
    Sig::No => "__hash__" "__repr__" "__str__";
    Sig::One => "__format__" "__getattribute__";
    Sig::No => "__index__" "__int__" "__float__" "__abs__" "__neg__" "__pos__" "__invert__";
    Sig::Range(0, 1) => "__round__";
    Sig::One => "__add__" "__radd__" "__sub__" "__rsub__" "__mul__" "__rmul__" "__truediv__" "__rtruediv__";
    Sig::One => "__floordiv__" "__rfloordiv__" "__mod__" "__rmod__" "__divmod__" "__rdivmod__";
    Sig::Range(1, 2) => "__pow__" "__rpow__";
    Sig::One => "__lshift__" "__rlshift__" "__rshift__" "__rrshift__";
    Sig::One => "__and__" "__rand__" "__or__" "__ror__" "__xor__" "__rxor__";
};

impl Machine {
    /// The size of a generator, in reported bytes: at least so many.
    pub(in crate::machine) fn at_least(&mut self, bytes: u64) -> Value {
        let bytes = self.int(bytes as i64);
        Value::new(tid::AT_LEAST, Kind::Cell(RefCell::new(Some(bytes))))
    }
}

fn bound(this: &Value) -> i64 {
    let Kind::Cell(cell) = &this.kind else {
        return 0;
    };
    match cell.borrow().as_ref().map(|value| &value.kind) {
        Some(Kind::Int(Int::Small(n))) => *n,
        _ => 0,
    }
}

/// A comparison that is `answer` where the bound decides it; `equal`: the other number may be the bound itself.
fn decided(machine: &mut Machine, args: &Args, answer: bool, equal: bool) -> Res {
    let least = bound(&args.pos[0]);
    let decided = match &args.pos[1].kind {
        Kind::Int(Int::Small(n)) => *n < least || (equal && *n == least),
        _ => false,
    };
    if decided {
        Ok(machine.bool(answer))
    } else {
        refuse(machine, args)
    }
}

fn refuse(machine: &mut Machine, _: &Args) -> Res {
    machine.unsupported("the size of a generator")
}
