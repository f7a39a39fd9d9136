//! Methods of generators.

use super::{Getter, method, wrapper};
use crate::machine::function::{Args, Def, Sig};
use crate::machine::object::{Kind, Value};
use crate::machine::types::tid;
use crate::machine::{Machine, Res};

pub(super) const GENERATOR: &[Def] = &[
    wrapper("__iter__", Sig::No, |_, a| Ok(a.pos[0].clone())),
    wrapper("__next__", Sig::No, next),
    wrapper("__repr__", Sig::No, |m, a| {
        let text = m.builtin_repr(&a.pos[0])?;
        m.new_str(text)
    }),
    method("send", Sig::One, send),
    method("throw", Sig::Range(1, 3), throw),
    method("close", Sig::No, |m, a| {
        m.close_generator(&a.pos[0])?;
        Ok(m.none())
    }),
];

pub(super) const GETTERS: &[Getter] = &[
    (
        "__name__",
        |m, v| {
            Ok(if let Kind::Generator(g) = &v.kind {
                g.borrow().name.clone()
            } else {
                m.none()
            })
        },
        None,
        false,
    ),
    (
        "__qualname__",
        |m, v| {
            Ok(if let Kind::Generator(g) = &v.kind {
                g.borrow().qualname.clone()
            } else {
                m.none()
            })
        },
        None,
        false,
    ),
    (
        "gi_running",
        |m, v| Ok(m.bool(matches!(&v.kind, Kind::Generator(g) if g.borrow().running))),
        None,
        false,
    ),
];

fn next(machine: &mut Machine, args: &Args) -> Res {
    let none = machine.none();
    outcome(machine, &args.pos[0], Ok(none))
}

fn send(machine: &mut Machine, args: &Args) -> Res {
    outcome(machine, &args.pos[0], Ok(args.pos[1].clone()))
}

fn throw(machine: &mut Machine, args: &Args) -> Res {
    let mut what = args.pos[1].clone();
    if let (Some(id), Some(value)) = (Machine::as_type(&what), args.pos.get(2)) {
        if machine.is_instance(value, id) {
            what = value.clone();
        } else if !machine.is_none(value) {
            what = machine.call(&what, std::slice::from_ref(value), &[])?;
        }
    }
    if !machine.is_instance(&what, tid::BASE_EXCEPTION)
        && Machine::as_type(&what).is_none_or(|id| !machine.is_subtype(id, tid::BASE_EXCEPTION))
    {
        let text = format!(
            "exceptions must be classes or instances deriving from BaseException, not {}",
            machine.error_name(what.ty())
        );
        return machine.type_error(text);
    }
    let error = machine.exception_to_raise(&what)?;
    outcome(machine, &args.pos[0], Err(error))
}

fn outcome(machine: &mut Machine, generator: &Value, sent: Result<Value, Value>) -> Res {
    match machine.resume(generator, sent)? {
        Some(value) => Ok(value),
        None => {
            let value = machine.take_stop_value();
            machine.stop_iteration(value)
        }
    }
}
