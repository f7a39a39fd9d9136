//! The builtin functions that go through an iterable.

use crate::cpython::messages;
use crate::machine::function::Args;
use crate::machine::iter::Iter;
use crate::machine::object::{Kind, Value};
use crate::machine::symbol::sym;
use crate::machine::types::tid;
use crate::machine::{Machine, Res};

/// `iter(iterable)`, `iter(callable, sentinel)`
pub(super) fn iter(machine: &mut Machine, args: &Args) -> Res {
    match args.pos.get(1) {
        None => machine.iter(&args.pos[0]),
        Some(sentinel) => {
            if !machine.is_callable(&args.pos[0]) {
                let version = (machine.build.at_least(12), machine.build.at_least(13));
                return machine.type_error(match version {
                    (true, false) => "iter(object, sentinel): object must be callable",
                    _ => "iter(v, w): v must be callable",
                });
            }
            Ok(machine.new_iter(
                tid::CALLABLE_ITERATOR,
                Iter::Callable(args.pos[0].clone(), sentinel.clone()),
            ))
        }
    }
}

/// `next(iterator[, default])`
pub(super) fn next(machine: &mut Machine, args: &Args) -> Res {
    if machine.lookup(args.pos[0].ty(), sym::NEXT).is_none() {
        let text = format!(
            "'{}' object is not an iterator",
            machine.error_name(args.pos[0].ty())
        );
        return machine.type_error(text);
    }
    match machine.next(&args.pos[0])? {
        Some(value) => Ok(value),
        None => match args.pos.get(1) {
            Some(default) => Ok(default.clone()),
            None => {
                let value = machine.take_stop_value();
                machine.stop_iteration(value)
            }
        },
    }
}

/// `min` and `max`
pub(super) fn extreme(machine: &mut Machine, args: &Args, name: &str, largest: bool) -> Res {
    let key = args
        .named(sym::KEY)
        .filter(|key| !machine.is_none(key))
        .cloned();
    let default = args.named(sym::DEFAULT).cloned();
    if let Some((unknown, _)) = args
        .kw
        .iter()
        .find(|(kw, _)| *kw != sym::KEY && *kw != sym::DEFAULT)
    {
        let unknown = machine.symbols.text(*unknown).to_string();
        let text = if machine.build.at_least(13) {
            format!("{name}() got an unexpected keyword argument '{unknown}'")
        } else {
            format!("'{unknown}' is an invalid keyword argument for {name}()")
        };
        return machine.type_error(text);
    }
    let items = match args.pos {
        [] => return machine.type_error(format!("{name} expected at least 1 argument, got 0")),
        [iterable] => machine.iterate(iterable)?,
        items => {
            if default.is_some() {
                return machine.type_error(format!(
                    "Cannot specify a default for {name}() with multiple positional arguments"
                ));
            }
            items.to_vec()
        }
    };
    let mut best: Option<(Value, Value)> = None;
    for item in items {
        let by = match &key {
            Some(key) => machine.call(key, std::slice::from_ref(&item), &[])?,
            None => item.clone(),
        };
        let better = match &best {
            None => true,
            Some((champion, _)) => {
                let op = if largest {
                    crate::python::code::CmpOp::Gt
                } else {
                    crate::python::code::CmpOp::Lt
                };
                let result = machine.compare(op, &by, champion)?;
                machine.truth(&result)?
            }
        };
        if better {
            best = Some((by, item));
        }
    }
    match (best, default) {
        (Some((_, item)), _) => Ok(item),
        (None, Some(default)) => Ok(default),
        (None, None) => {
            let text = if machine.build.at_least(12) {
                format!("{name}() iterable argument is empty")
            } else {
                format!("{name}() arg is an empty sequence")
            };
            machine.value_error(text)
        }
    }
}

/// `sorted(iterable, *, key, reverse)`
pub(super) fn sorted(machine: &mut Machine, args: &Args) -> Res {
    let [iterable] = args.pos else {
        let text = messages::clinic_arity("sorted", 1, 1, args.pos.len());
        return machine.type_error(text);
    };
    let list = machine.list(Vec::new());
    machine.list_extend(&list, iterable)?;
    let Kind::List(cell) = &list.kind else {
        return Ok(list.clone());
    };
    let items = std::mem::take(&mut cell.borrow_mut().items);
    let sorted = machine.sort_values(
        items,
        &Args {
            pos: &[],
            kw: args.kw,
        },
    )?;
    cell.borrow_mut().items = sorted;
    Ok(list.clone())
}

/// `any` and `all`: whether there is an item of the wanted truth.
pub(super) fn search(machine: &mut Machine, args: &Args, wanted: bool) -> Res {
    let iter = machine.iter(&args.pos[0])?;
    while let Some(value) = machine.next(&iter)? {
        if machine.truth(&value)? == wanted {
            return Ok(machine.bool(wanted));
        }
    }
    Ok(machine.bool(!wanted))
}
