//! Weak proxies: every operation is done to the object behind, as long as it is alive.
//!
//! Objects/weakrefobject.c: `WRAP_UNARY`, `WRAP_BINARY` and `WRAP_METHOD` unwrap all operands and ask again.

use super::{method, wrapper};
use crate::cpython::messages;
use crate::machine::builtins;
use crate::machine::function::{Args, Def, Sig};
use crate::machine::object::{Int, Kind, Value};
use crate::machine::symbol::sym;
use crate::machine::types::tid;
use crate::machine::{Machine, Res};
use crate::python::code::{BinOp, CmpOp};

macro_rules! operators {
    ($($op:ident: $forward:literal $backward:literal $in_place:literal;)*) => {
        /// `+ - * …`: in all three forms.
        pub(super) const OPERATORS: &[Def] = &[$(
            wrapper($forward, Sig::One, |m, a| binary(m, BinOp::$op, false, &a.pos[0], &a.pos[1])),
            wrapper($backward, Sig::One, |m, a| binary(m, BinOp::$op, false, &a.pos[1], &a.pos[0])),
            wrapper($in_place, Sig::One, |m, a| binary(m, BinOp::$op, true, &a.pos[0], &a.pos[1])),
        )*];
    };
}

operators! {
    Add: "__add__" "__radd__" "__iadd__";
    Sub: "__sub__" "__rsub__" "__isub__";
    Mul: "__mul__" "__rmul__" "__imul__";
    MatMul: "__matmul__" "__rmatmul__" "__imatmul__";
    Mod: "__mod__" "__rmod__" "__imod__";
    LShift: "__lshift__" "__rlshift__" "__ilshift__";
    RShift: "__rshift__" "__rrshift__" "__irshift__";
    And: "__and__" "__rand__" "__iand__";
    Xor: "__xor__" "__rxor__" "__ixor__";
    Or: "__or__" "__ror__" "__ior__";
    FloorDiv: "__floordiv__" "__rfloordiv__" "__ifloordiv__";
    TrueDiv: "__truediv__" "__rtruediv__" "__itruediv__";
}

macro_rules! comparisons {
    ($($op:ident: $name:literal;)*) => {
        /// `== < …`
        pub(super) const COMPARE: &[Def] = &[$(
            wrapper($name, Sig::One, |m, a| {
                let (x, y) = (target(m, &a.pos[0])?, target(m, &a.pos[1])?);
                m.compare(CmpOp::$op, &x, &y)
            }),
        )*];
    };
}

comparisons! {
    Lt: "__lt__";
    Le: "__le__";
    Eq: "__eq__";
    Ne: "__ne__";
    Gt: "__gt__";
    Ge: "__ge__";
}

/// Of both kinds of proxies.
pub(super) const COMMON: &[Def] = &[
    wrapper("__repr__", Sig::No, |m, a| {
        let text = m.builtin_repr(&a.pos[0])?;
        m.new_str(text)
    }),
    wrapper("__str__", Sig::No, |m, a| {
        let x = target(m, &a.pos[0])?;
        m.str_value(&x)
    }),
    wrapper("__bool__", Sig::No, |m, a| {
        let x = target(m, &a.pos[0])?;
        let truth = m.truth(&x)?;
        Ok(m.bool(truth))
    }),
    wrapper("__neg__", Sig::No, |m, a| {
        let x = target(m, &a.pos[0])?;
        m.negate(&x)
    }),
    wrapper("__pos__", Sig::No, |m, a| {
        let x = target(m, &a.pos[0])?;
        m.positive(&x)
    }),
    wrapper("__invert__", Sig::No, |m, a| {
        let x = target(m, &a.pos[0])?;
        m.invert(&x)
    }),
    wrapper("__abs__", Sig::No, |m, a| {
        let x = target(m, &a.pos[0])?;
        builtins::unary(m, &x, sym::ABS, "abs()")
    }),
    wrapper("__int__", Sig::No, |m, a| {
        let x = target(m, &a.pos[0])?;
        let n = m.number_to_int(&x)?;
        Ok(m.int_big(n))
    }),
    wrapper("__float__", Sig::No, |m, a| {
        let x = target(m, &a.pos[0])?;
        let class = m.ty(tid::FLOAT).object.clone();
        m.call(&class, &[x], &[])
    }),
    wrapper("__index__", Sig::No, |m, a| {
        let x = target(m, &a.pos[0])?;
        let n: Int = m.index(&x)?;
        Ok(m.int_big(n.big()))
    }),
    wrapper("__divmod__", Sig::One, |m, a| {
        let (x, y) = (target(m, &a.pos[0])?, target(m, &a.pos[1])?);
        builtins::divmod(m, &x, &y)
    }),
    wrapper("__rdivmod__", Sig::One, |m, a| {
        let (x, y) = (target(m, &a.pos[1])?, target(m, &a.pos[0])?);
        builtins::divmod(m, &x, &y)
    }),
    wrapper("__pow__", Sig::Range(1, 2), |m, a| {
        let (x, y) = (target(m, &a.pos[0])?, target(m, &a.pos[1])?);
        let modulus = a.pos.get(2).map(|modulus| target(m, modulus)).transpose()?;
        builtins::pow(m, &x, &y, modulus.as_ref())
    }),
    wrapper("__rpow__", Sig::Range(1, 2), |m, a| {
        binary(m, BinOp::Pow, false, &a.pos[1], &a.pos[0])
    }),
    wrapper("__ipow__", Sig::One, |m, a| {
        binary(m, BinOp::Pow, true, &a.pos[0], &a.pos[1])
    }),
    wrapper("__len__", Sig::No, |m, a| {
        let x = target(m, &a.pos[0])?;
        let n = m.len(&x)?;
        Ok(m.int(n as i64))
    }),
    wrapper("__contains__", Sig::One, |m, a| {
        let x = target(m, &a.pos[0])?;
        let found = m.contains(&x, &a.pos[1])?;
        Ok(m.bool(found))
    }),
    wrapper("__getitem__", Sig::One, |m, a| {
        let (x, key) = (target(m, &a.pos[0])?, target(m, &a.pos[1])?);
        m.get_item(&x, &key)
    }),
    wrapper("__setitem__", Sig::Range(2, 2), |m, a| {
        let x = target(m, &a.pos[0])?;
        m.set_item(&x, &a.pos[1], a.pos[2].clone())?;
        Ok(m.none())
    }),
    wrapper("__delitem__", Sig::One, |m, a| {
        let x = target(m, &a.pos[0])?;
        m.delete_item(&x, &a.pos[1])?;
        Ok(m.none())
    }),
    wrapper("__iter__", Sig::No, |m, a| {
        let x = target(m, &a.pos[0])?;
        m.iter(&x)
    }),
    wrapper("__next__", Sig::No, next),
];

/// Of proxies of what cannot be called.
pub(super) const PROXY: &[Def] = &[
    method("__bytes__", Sig::No, |m, a| {
        call_method(m, &a.pos[0], sym::BYTES)
    }),
    method("__reversed__", Sig::No, |m, a| {
        call_method(m, &a.pos[0], sym::REVERSED)
    }),
];

/// Of proxies of what can be called.
pub(super) const CALLABLE: &[Def] = &[wrapper("__call__", Sig::Any, |m, a| {
    let x = target(m, &a.pos[0])?;
    m.call(&x, &a.pos[1..], a.kw)
})];

/// What an operand stands for: the object behind a proxy, or ReferenceError; everything else itself.
fn target(machine: &mut Machine, operand: &Value) -> Res {
    if matches!(operand.ty(), tid::WEAKPROXY | tid::WEAKCALLABLEPROXY) {
        machine.proxy_target(operand)
    } else {
        Ok(operand.clone())
    }
}

fn binary(machine: &mut Machine, op: BinOp, in_place: bool, a: &Value, b: &Value) -> Res {
    let (a, b) = (target(machine, a)?, target(machine, b)?);
    machine.nested(|m| {
        let base = m.depth();
        let begun = m.begin_binary(op, in_place, a, b);
        m.complete(base, begun)
    })
}

fn next(machine: &mut Machine, args: &Args) -> Res {
    let x = target(machine, &args.pos[0])?;
    if machine.lookup(x.ty(), sym::NEXT).is_none() {
        let text = format!(
            "Weakref proxy referenced a non-iterator '{}' object",
            machine.error_name(x.ty())
        );
        return machine.type_error(text);
    }
    match machine.next(&x)? {
        Some(value) => Ok(value),
        None => {
            let value = machine.take_stop_value();
            machine.stop_iteration(value)
        }
    }
}

fn call_method(machine: &mut Machine, proxy: &Value, name: crate::machine::Sym) -> Res {
    let x = target(machine, proxy)?;
    let method = machine.get_attr(&x, name)?;
    machine.call(&method, &[], &[])
}

impl Machine {
    /// `proxy(object[, callback])`
    pub(in crate::machine) fn new_proxy(&mut self, args: &Args) -> Res {
        let (Some(object), 1..=2) = (args.pos.first(), args.pos.len()) else {
            let text = messages::clinic_arity("proxy", 1, 2, args.pos.len());
            return self.type_error(text);
        };
        if !args.kw.is_empty() {
            let text = if self.build.at_least(13) {
                "proxy() takes no keyword arguments"
            } else {
                "weakref.proxy() takes no keyword arguments"
            };
            return self.type_error(text);
        }
        let callback = args.pos.get(1).filter(|callback| !self.is_none(callback));
        let ty = if self.is_callable(object) {
            tid::WEAKCALLABLEPROXY
        } else {
            tid::WEAKPROXY
        };
        self.new_weakref(ty, object, callback.cloned())
    }

    /// `<weakproxy at 0x…; to 'C' at 0x…>`; up to 3.12 in other words.
    pub(in crate::machine) fn proxy_repr(&mut self, proxy: &Value) -> String {
        let found = self.weak_target(proxy);
        let address = self.address_text(proxy);
        if self.build.at_least(13) {
            return match found {
                None => format!("<weakproxy at {address}; dead>"),
                Some(target) => {
                    let name = self.error_name(target.ty());
                    let place = self.address_text(&target);
                    format!("<weakproxy at {address}; to '{name}' at {place}>")
                }
            };
        }
        let target = found.unwrap_or_else(|| self.none());
        let (name, place) = (self.error_name(target.ty()), self.address_text(&target));
        format!("<weakproxy at {address} to {name} at {place}>")
    }

    /// `str(proxy)`, or nothing where the value is none.
    pub(in crate::machine) fn proxy_str(&mut self, value: &Value) -> Res<Option<String>> {
        match (&value.kind, value.ty()) {
            (Kind::WeakRef(_), tid::WEAKPROXY | tid::WEAKCALLABLEPROXY) => {
                let target = self.proxy_target(value)?;
                self.nested(|m| m.str_of(&target)).map(Some)
            }
            _ => Ok(None),
        }
    }
}
