//! Methods of weakref.ref.

use super::{Getter, class_argument, new, wrapper};
use crate::cpython::messages;
use crate::machine::function::{Args, Def, Sig};
use crate::machine::object::{Kind, Value};
use crate::machine::types::tid;
use crate::machine::{Machine, Res};

pub(super) const REF: &[Def] = &[
    new(ref_new),
    wrapper("__init__", Sig::Any, |m, _| Ok(m.none())),
    wrapper("__call__", Sig::No, |m, a| {
        Ok(m.weak_target(&a.pos[0]).unwrap_or_else(|| m.none()))
    }),
    wrapper("__repr__", Sig::No, |m, a| {
        let text = m.builtin_repr(&a.pos[0])?;
        m.new_str(text)
    }),
    wrapper("__hash__", Sig::No, |m, a| {
        let hash = m.builtin_hash(&a.pos[0])?;
        Ok(m.int(hash))
    }),
];

pub(super) const GETTERS: &[Getter] = &[("__callback__", callback, None, true)];

fn ref_new(machine: &mut Machine, args: &Args) -> Res {
    let ty = class_argument(machine, args, tid::WEAKREF)?;
    if !(2..=3).contains(&args.pos.len()) {
        let text = messages::clinic_arity("ReferenceType", 1, 2, args.pos.len() - 1);
        return machine.type_error(text.replace("ReferenceType", "__new__"));
    }
    let callback = args
        .pos
        .get(2)
        .filter(|callback| !machine.is_none(callback))
        .cloned();
    machine.new_weakref(ty, &args.pos[1], callback)
}

fn callback(machine: &mut Machine, value: &Value) -> Res {
    let found = match &value.kind {
        Kind::WeakRef(state) => state.borrow().callback.clone(),
        _ => None,
    };
    Ok(found.unwrap_or_else(|| machine.none()))
}
