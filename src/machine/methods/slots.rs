//! Methods of member and getset descriptors.

use super::{Getter, repr, wrapper};
use crate::machine::function::{Args, Def, Sig};
use crate::machine::object::{Kind, Value};
use crate::machine::symbol::Sym;
use crate::machine::types::{TypeId, tid};
use crate::machine::{Machine, Res};

pub(super) const DESCRIPTOR: &[Def] = &[
    wrapper("__get__", Sig::Range(1, 2), get),
    wrapper("__set__", Sig::Range(2, 2), set),
    wrapper("__delete__", Sig::One, delete),
    wrapper("__repr__", Sig::No, repr),
];

pub(super) const GETTERS: &[Getter] = &[
    (
        "__objclass__",
        |m, v| Ok(m.ty(parts(v).0).object.clone()),
        None,
        true,
    ),
    (
        "__name__",
        |m, v| Ok(m.symbols.value(parts(v).1).clone()),
        None,
        true,
    ),
    ("__qualname__", qualname, None, false),
    (
        "__doc__",
        |m, v| {
            if let Kind::Member(_) = v.kind {
                Ok(m.none())
            } else {
                m.unsupported("the docstring of a builtin attribute")
            }
        },
        None,
        false,
    ),
];

fn parts(value: &Value) -> (TypeId, Sym) {
    match &value.kind {
        Kind::Member(member) => (member.owner, member.name),
        Kind::GetSet(getset) => (getset.owner, getset.name),
        _ => (tid::OBJECT, crate::machine::sym::EMPTY),
    }
}

fn qualname(machine: &mut Machine, value: &Value) -> Res {
    let (owner, name) = parts(value);
    let text = format!(
        "{}.{}",
        machine.type_qualname(owner),
        machine.symbols.text(name)
    );
    machine.new_str(text)
}

fn get(machine: &mut Machine, args: &Args) -> Res {
    let (obj, ty) = super::get_arguments(machine, args)?;
    machine.bind(&args.pos[0], obj.as_ref(), ty)
}

fn set(machine: &mut Machine, args: &Args) -> Res {
    machine.begin_descriptor_set(&args.pos[0], &args.pos[1], Some(args.pos[2].clone()))?;
    Ok(machine.none())
}

fn delete(machine: &mut Machine, args: &Args) -> Res {
    machine.begin_descriptor_set(&args.pos[0], &args.pos[1], None)?;
    Ok(machine.none())
}
