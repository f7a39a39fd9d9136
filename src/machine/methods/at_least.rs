//! An int of which only a lower bound is known: the size of a generator, whose stack CPython's compiler decides on.
//! Comparisons that the bound decides are answered; everything else is outside of the subset.

use super::wrapper;
use crate::machine::function::{Args, Def, Sig};
use crate::machine::object::{Int, Kind, Value};
use crate::machine::types::tid;
use crate::machine::{Machine, Res};
use std::cell::RefCell;

pub(super) const AT_LEAST: &[Def] = &[
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
    wrapper("__eq__", Sig::One, refuse),
    wrapper("__ne__", Sig::One, refuse),
    wrapper("__hash__", Sig::No, refuse),
    wrapper("__repr__", Sig::No, refuse),
    wrapper("__str__", Sig::No, refuse),
    wrapper("__format__", Sig::One, refuse),
    wrapper("__getattribute__", Sig::One, refuse),
    wrapper("__index__", Sig::No, refuse),
    wrapper("__int__", Sig::No, refuse),
    wrapper("__float__", Sig::No, refuse),
    wrapper("__abs__", Sig::No, refuse),
    wrapper("__neg__", Sig::No, refuse),
    wrapper("__pos__", Sig::No, refuse),
    wrapper("__invert__", Sig::No, refuse),
    wrapper("__round__", Sig::Range(0, 1), refuse),
    wrapper("__add__", Sig::One, refuse),
    wrapper("__radd__", Sig::One, refuse),
    wrapper("__sub__", Sig::One, refuse),
    wrapper("__rsub__", Sig::One, refuse),
    wrapper("__mul__", Sig::One, refuse),
    wrapper("__rmul__", Sig::One, refuse),
    wrapper("__truediv__", Sig::One, refuse),
    wrapper("__rtruediv__", Sig::One, refuse),
    wrapper("__floordiv__", Sig::One, refuse),
    wrapper("__rfloordiv__", Sig::One, refuse),
    wrapper("__mod__", Sig::One, refuse),
    wrapper("__rmod__", Sig::One, refuse),
    wrapper("__divmod__", Sig::One, refuse),
    wrapper("__rdivmod__", Sig::One, refuse),
    wrapper("__pow__", Sig::Range(1, 2), refuse),
    wrapper("__rpow__", Sig::Range(1, 2), refuse),
    wrapper("__lshift__", Sig::One, refuse),
    wrapper("__rlshift__", Sig::One, refuse),
    wrapper("__rshift__", Sig::One, refuse),
    wrapper("__rrshift__", Sig::One, refuse),
    wrapper("__and__", Sig::One, refuse),
    wrapper("__rand__", Sig::One, refuse),
    wrapper("__or__", Sig::One, refuse),
    wrapper("__ror__", Sig::One, refuse),
    wrapper("__xor__", Sig::One, refuse),
    wrapper("__rxor__", Sig::One, refuse),
];

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
