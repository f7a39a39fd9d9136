//! Methods and fields of exception groups (Objects/exceptions.c, BaseExceptionGroup).

use super::{Getter, class_method, method, new, since, wrapper};
use crate::cpython::keeps_group_text;
use crate::machine::exception::{self, ExceptionData};
use crate::machine::function::{Args, Def, Sig};
use crate::machine::object::{Kind, Value};
use crate::machine::types::tid;
use crate::machine::{Machine, Res};
use std::cell::RefCell;

pub(super) const METHODS: &[Def] = &[
    new(group_new),
    wrapper("__init__", Sig::Any, super::exceptions::init),
    wrapper("__str__", Sig::No, |m, a| {
        let text = m.exception_str(&a.pos[0])?;
        m.new_str(text)
    }),
    since(
        13,
        wrapper("__repr__", Sig::No, |m, a| {
            let text = m.exception_repr(&a.pos[0])?;
            m.new_str(text)
        }),
    ),
    class_method("__class_getitem__", Sig::One, |m, a| {
        m.generic_alias(&a.pos[0], &a.pos[1])
    }),
    method("derive", Sig::Any, |m, a| {
        only_argument(m, a, "derive")?;
        let class = m.ty(tid::BASE_EXCEPTION_GROUP).object.clone();
        let message = named(m, &a.pos[0], "message");
        m.call(&class, &[message, a.pos[1].clone()], &[])
    }),
    method("split", Sig::Any, |m, a| {
        only_argument(m, a, "split")?;
        let (hit, rest) = m.split_group(&a.pos[0], &a.pos[1], true)?;
        let parts = [hit, rest].map(|part| part.unwrap_or_else(|| m.none()));
        Ok(m.tuple(parts.to_vec()))
    }),
    method("subgroup", Sig::Any, |m, a| {
        only_argument(m, a, "subgroup")?;
        let (hit, _) = m.split_group(&a.pos[0], &a.pos[1], false)?;
        Ok(hit.unwrap_or_else(|| m.none()))
    }),
];

pub(super) const GETTERS: &[Getter] = &[
    ("message", |m, v| Ok(named(m, v, "message")), None, true),
    (
        "exceptions",
        |m, v| Ok(named(m, v, "exceptions")),
        None,
        true,
    ),
];

fn named(machine: &mut Machine, value: &Value, name: &str) -> Value {
    let name = machine.sym(name);
    exception::field(value, name).unwrap_or_else(|| machine.none())
}

fn only_argument(machine: &mut Machine, args: &Args, name: &str) -> Res<()> {
    if !args.kw.is_empty() {
        let text = format!("BaseExceptionGroup.{name}() takes no keyword arguments");
        return machine.type_error(text);
    }
    machine.one_group_argument(name, args.pos.len() - 1)
}

/// BaseExceptionGroup_new: the class becomes ExceptionGroup if all are Exceptions.
fn group_new(machine: &mut Machine, args: &Args) -> Res {
    let mut ty = super::class_of_new(args);
    let [_, message, given] = args.pos else {
        let given = args.pos.len() - 1;
        return machine.type_error(format!(
            "BaseExceptionGroup.__new__() takes exactly 2 arguments ({given} given)"
        ));
    };
    if !machine.is_instance(message, tid::STR) {
        let text = format!(
            "BaseExceptionGroup.__new__() argument 1 must be str, not {}",
            machine.error_name(message.ty())
        );
        return machine.type_error(text);
    }
    if !machine.is_instance(given, tid::LIST) && !machine.is_instance(given, tid::TUPLE) {
        if [tid::SET, tid::DICT, tid::INT, tid::FROZENSET, tid::NONE].contains(&given.ty())
            || machine.is_instance(given, tid::BASE_EXCEPTION)
        {
            return machine.type_error("second argument (exceptions) must be a sequence");
        }
        return machine.unsupported("an exception group of no list or tuple");
    }
    let members = machine.iterate(given)?;
    if members.is_empty() {
        return machine.value_error("second argument (exceptions) must be a non-empty sequence");
    }
    let mut plain = true;
    for (i, member) in members.iter().enumerate() {
        if !machine.is_instance(member, tid::BASE_EXCEPTION) {
            return machine.value_error(format!(
                "Item {i} of second argument (exceptions) is not an exception"
            ));
        }
        plain &= machine.is_instance(member, tid::EXCEPTION);
    }
    if plain && ty == tid::BASE_EXCEPTION_GROUP {
        ty = tid::EXCEPTION_GROUP;
    } else if !plain && ty == tid::EXCEPTION_GROUP {
        return machine.type_error("Cannot nest BaseExceptions in an ExceptionGroup");
    } else if !plain && machine.is_subtype(ty, tid::EXCEPTION) {
        let text = format!("Cannot nest BaseExceptions in '{}'", machine.error_name(ty));
        return machine.type_error(text);
    }
    let data = ExceptionData {
        args: args.pos[1..].to_vec(),
        ..ExceptionData::default()
    };
    let value = machine.alloc(ty, Kind::Exception(Box::new(RefCell::new(data))))?;
    let members = machine.tuple(members);
    for (name, field) in [("message", message.clone()), ("exceptions", members)] {
        let name = machine.sym(name);
        exception::set_field(&value, name, field);
    }
    Ok(value)
}

impl Machine {
    /// BaseExceptionGroup_str
    pub(super) fn group_str(&mut self, group: &Value, count: usize) -> Res<String> {
        let message = named(self, group, "message");
        let plural = if count == 1 { "" } else { "s" };
        let message = self.str_of(&message)?;
        Ok(format!("{message} ({count} sub-exception{plural})"))
    }

    /// The exceptions that the group keeps, written as what was given: a list or a tuple (gh-141732).
    pub(super) fn group_repr(&mut self, group: &Value, members: Vec<Value>) -> Res<String> {
        if !keeps_group_text(self.build) {
            return self.base_exception_repr(group);
        }
        let listed = exception::data(group).is_some_and(
            |data| matches!(data.borrow().args.get(1), Some(given) if given.ty() == tid::LIST),
        );
        let members = if listed {
            self.list(members)
        } else {
            self.tuple(members)
        };
        let message = named(self, group, "message");
        Ok(format!(
            "{}({}, {})",
            self.type_name_of(group),
            self.repr(&message)?,
            self.repr(&members)?
        ))
    }
}
