//! Methods of super (Objects/typeobject.c, super_*).

use super::types::getattribute;
use super::{Getter, new, repr, wrapper};
use crate::cpython::messages;
use crate::machine::function::{Args, Def, Sig};
use crate::machine::object::{Kind, Value};
use crate::machine::symbol::sym;
use crate::machine::types::{TypeId, tid};
use crate::machine::{Machine, Res};
use std::cell::RefCell;

pub(super) const SUPER: &[Def] = &[
    new(super_new),
    wrapper("__init__", Sig::Any, super_init),
    wrapper("__getattribute__", Sig::One, getattribute),
    wrapper("__repr__", Sig::No, repr),
];

pub(super) const SUPER_GETTERS: &[Getter] = &[
    (
        "__thisclass__",
        |m, v| Ok(super_state(v).map_or_else(|| m.none(), |(ty, _, _)| m.ty(ty).object.clone())),
        None,
        true,
    ),
    (
        "__self__",
        |m, v| {
            Ok(super_state(v)
                .and_then(|(_, this, _)| this)
                .unwrap_or_else(|| m.none()))
        },
        None,
        true,
    ),
    (
        "__self_class__",
        |m, v| Ok(super_state(v).map_or_else(|| m.none(), |(_, _, of)| m.ty(of).object.clone())),
        None,
        true,
    ),
];

fn super_state(value: &Value) -> Option<(TypeId, Option<Value>, TypeId)> {
    match &value.kind {
        Kind::Super(state) => state.borrow().clone(),
        _ => None,
    }
}

fn super_new(machine: &mut Machine, args: &Args) -> Res {
    let ty = super::class_argument(machine, args, tid::SUPER)?;
    machine.alloc(ty, Kind::Super(RefCell::new(None)))
}

/// `super()`, `super(type)`, `super(type, obj)` (Objects/typeobject.c, super_init).
fn super_init(machine: &mut Machine, args: &Args) -> Res {
    let Kind::Super(state) = &args.pos[0].kind else {
        return machine.unsupported("super of something else");
    };
    if !args.kw.is_empty() {
        return machine.type_error("super() takes no keyword arguments");
    }
    let (ty, obj) = match args.pos {
        [_] => machine.implicit_super()?,
        [_, ty] => (ty.clone(), None),
        [_, ty, obj] => (
            ty.clone(),
            Some(obj.clone()).filter(|obj| !machine.is_none(obj)),
        ),
        _ => {
            let given = args.pos.len() - 1;
            return machine.type_error(if machine.build.at_least(11) {
                format!("super() expected at most 2 arguments, got {given}")
            } else {
                format!("super() takes at most 2 arguments ({given} given)")
            });
        }
    };
    let Some(id) = Machine::as_type(&ty) else {
        let given = match machine.build.at_least(11) {
            true => machine.error_name(ty.ty()),
            false => machine.argument_name(&ty),
        };
        let raised = messages::super_argument(machine.build, &given);
        return machine.raised(raised);
    };
    let of = match &obj {
        None => id,
        Some(obj) => machine.super_check(id, obj)?,
    };
    *state.borrow_mut() = Some((id, obj, of));
    Ok(machine.none())
}

impl Machine {
    /// The class and the first argument of the method that calls `super()`.
    fn implicit_super(&mut self) -> Res<(Value, Option<Value>)> {
        let frame = &self.frame;
        let code = &frame.code;
        if code.code.params.positional == 0 {
            return self.raise(tid::RUNTIME_ERROR, "super(): no arguments");
        }
        let Some(cell) = code.cells.iter().position(|name| *name == sym::CLASS) else {
            return self.raise(tid::RUNTIME_ERROR, "super(): __class__ cell not found");
        };
        let first = match code.code.cell_params.iter().find(|(_, local)| *local == 0) {
            Some((cell, _)) => match &frame.cells[*cell as usize].kind {
                Kind::Cell(cell) => cell.borrow().clone(),
                _ => None,
            },
            None => frame.locals.first().cloned().flatten(),
        };
        let class = match frame.cells.get(cell).map(|cell| &cell.kind) {
            Some(Kind::Cell(cell)) => cell.borrow().clone(),
            _ => None,
        };
        let Some(first) = first else {
            return self.raise(tid::RUNTIME_ERROR, "super(): arg[0] deleted");
        };
        match class {
            Some(class) => Ok((class, Some(first))),
            None => self.raise(tid::RUNTIME_ERROR, "super(): empty __class__ cell"),
        }
    }

    /// Objects/typeobject.c, supercheck: the type whose MRO is searched.
    fn super_check(&mut self, ty: TypeId, obj: &Value) -> Res<TypeId> {
        if let Some(id) = Self::as_type(obj)
            && self.is_subtype(id, ty)
        {
            return Ok(id);
        }
        if self.is_subtype(obj.ty(), ty) {
            return Ok(obj.ty());
        }
        let object_name = match Self::as_type(obj) {
            Some(id) => format!("type {}", self.error_name(id)),
            None => format!("instance of {}", self.error_name(obj.ty())),
        };
        let raised = messages::super_refuses(self.build, &object_name, &self.error_name(ty));
        self.raised(raised)
    }
}
