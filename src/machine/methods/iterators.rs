//! Methods of iterators, and the constructors enumerate, zip, map, filter, reversed.

use super::{class_argument, new, wrapper};
use crate::cpython::messages;
use crate::machine::function::{Args, Def, Sig};
use crate::machine::iter::Iter;
use crate::machine::object::{Kind, Value};
use crate::machine::symbol::sym;
use crate::machine::types::{TypeId, tid};
use crate::machine::{Machine, Res};
use num_bigint::BigInt;
use std::cell::RefCell;

pub(super) const ITERATOR: &[Def] = &[
    wrapper("__iter__", Sig::No, |_, a| Ok(a.pos[0].clone())),
    wrapper("__next__", Sig::No, next),
    super::method("__length_hint__", Sig::No, length_hint),
];

pub(super) const ENUMERATE: &[Def] = &[new(enumerate_new)];
pub(super) const ZIP: &[Def] = &[new(zip_new)];
pub(super) const MAP: &[Def] = &[new(map_new)];
pub(super) const FILTER: &[Def] = &[new(filter_new)];
pub(super) const REVERSED: &[Def] = &[new(reversed_new)];

/// Whether a type is an iterator of another builtin type.
pub(super) fn is_iterator(ty: TypeId) -> bool {
    (tid::LIST_ITERATOR.0..=tid::SEQUENCE_ITERATOR.0).contains(&ty.0)
}

fn next(machine: &mut Machine, args: &Args) -> Res {
    match machine.next(&args.pos[0])? {
        Some(value) => Ok(value),
        None => {
            let none = machine.none();
            machine.stop_iteration(none)
        }
    }
}

fn length_hint(machine: &mut Machine, args: &Args) -> Res {
    let n = machine.iter_length_hint(&args.pos[0]);
    match n {
        Some(n) => Ok(machine.int(n as i64)),
        None => machine.unsupported("the length hint of this iterator"),
    }
}

fn make(machine: &mut Machine, ty: TypeId, iter: Iter) -> Res {
    machine.alloc(ty, Kind::Iter(Box::new(RefCell::new(iter))))
}

fn enumerate_new(machine: &mut Machine, args: &Args) -> Res {
    let ty = class_argument(machine, args, tid::ENUMERATE)?;
    let given = machine.parse_keywords(
        "enumerate",
        &["iterable", "start"],
        1,
        &args.pos[1..],
        args.kw,
    )?;
    let iterable = given[0].clone().unwrap_or_else(|| machine.none());
    let start = match &given[1] {
        Some(start) => machine.index(start)?.big(),
        None => BigInt::ZERO,
    };
    let iter = machine.iter(&iterable)?;
    make(machine, ty, Iter::Enumerate(iter, start))
}

fn zip_new(machine: &mut Machine, args: &Args) -> Res {
    let ty = class_argument(machine, args, tid::ZIP)?;
    let mut strict = false;
    for (name, value) in args.kw {
        if machine.symbols.text(*name) != "strict" || !machine.build.at_least(10) {
            let text = if machine.build.at_least(10) {
                format!(
                    "zip() got an unexpected keyword argument '{}'",
                    machine.symbols.text(*name)
                )
            } else {
                "zip() takes no keyword arguments".to_string()
            };
            return machine.type_error(text);
        }
        strict = machine.truth(value)?;
    }
    let mut iters = Vec::new();
    for iterable in &args.pos[1..] {
        if !machine.is_iterable(iterable) {
            let text = format!(
                "'{}' object is not iterable",
                machine.error_name(iterable.ty())
            );
            return machine.type_error(text);
        }
        iters.push(machine.iter(iterable)?);
    }
    make(machine, ty, Iter::Zip(iters, strict))
}

fn map_new(machine: &mut Machine, args: &Args) -> Res {
    let ty = class_argument(machine, args, tid::MAP)?;
    let [_, function, iterables @ ..] = args.pos else {
        return machine.type_error("map() must have at least two arguments.");
    };
    if iterables.is_empty() {
        return machine.type_error("map() must have at least two arguments.");
    }
    if !args.kw.is_empty() {
        return machine.unsupported("keyword arguments of map()");
    }
    let mut iters = Vec::new();
    for iterable in iterables {
        iters.push(machine.iter(iterable)?);
    }
    make(machine, ty, Iter::Map(function.clone(), iters))
}

fn filter_new(machine: &mut Machine, args: &Args) -> Res {
    let ty = class_argument(machine, args, tid::FILTER)?;
    let [_, function, iterable] = args.pos else {
        let text = messages::clinic_arity("filter", 2, 2, args.pos.len() - 1);
        return machine.type_error(text);
    };
    let iter = machine.iter(iterable)?;
    make(machine, ty, Iter::Filter(function.clone(), iter))
}

/// `reversed(x)`: `__reversed__`, or a sequence from its end (Objects/enumobject.c, reversed_new_impl).
fn reversed_new(machine: &mut Machine, args: &Args) -> Res {
    let ty = class_argument(machine, args, tid::REVERSED)?;
    let [_, sequence] = args.pos else {
        let text = messages::clinic_arity("reversed", 1, 1, args.pos.len() - 1);
        return machine.type_error(text);
    };
    if let Some(method) = machine.lookup(sequence.ty(), sym::REVERSED) {
        if machine.is_none(&method) {
            return not_reversible(machine, sequence);
        }
        let result = machine.call_special(sequence, sym::REVERSED, &[])?;
        return Ok(result.unwrap_or_else(|| machine.none()));
    }
    let has_items = machine.lookup(sequence.ty(), sym::GETITEM).is_some();
    // Mappings and proxies have the subscript of mappings only.
    let mapping = matches!(
        sequence.kind,
        Kind::Dict(_) | Kind::Set(_) | Kind::WeakRef(_) | Kind::ClassProxy(_)
    );
    if !has_items || mapping {
        return not_reversible(machine, sequence);
    }
    let n = machine.len(sequence)?;
    make(machine, ty, Iter::Reversed(sequence.clone(), n as i64 - 1))
}

fn not_reversible(machine: &mut Machine, sequence: &Value) -> Res {
    let text = format!(
        "'{}' object is not reversible",
        machine.error_name(sequence.ty())
    );
    machine.type_error(text)
}
