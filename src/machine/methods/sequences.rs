//! Methods of tuple, list, range and slice.

use super::{
    Getter, class_argument, hash, method, new, refuse_keywords, refuse_more, repr, sizeof, wrapper,
};
use crate::cpython::messages;
use crate::machine::function::{Args, Def, Sig};
use crate::machine::iter::Iter;
use crate::machine::list::List;
use crate::machine::object::{Int, Kind, Value};
use crate::machine::symbol::sym;
use crate::machine::types::tid;
use crate::machine::{Machine, Res};
use num_bigint::BigInt;
use std::cell::RefCell;

pub(super) const TUPLE: &[Def] = &[
    new(tuple_new),
    wrapper("__repr__", Sig::No, repr),
    wrapper("__hash__", Sig::No, hash),
    wrapper("__getitem__", Sig::One, getitem),
    wrapper("__len__", Sig::No, len),
    wrapper("__iter__", Sig::No, |m, a| {
        Ok(m.new_iter(tid::TUPLE_ITERATOR, Iter::Tuple(a.pos[0].clone(), 0)))
    }),
    wrapper("__contains__", Sig::One, contains),
    method("__getnewargs__", Sig::No, |m, a| {
        let items = m.tuple(items_of(&a.pos[0]));
        Ok(m.tuple(vec![items]))
    }),
    method("index", Sig::Range(1, 3), index),
    method("count", Sig::One, count),
    super::class_method("__class_getitem__", Sig::One, |m, a| {
        m.generic_alias(&a.pos[0], &a.pos[1])
    }),
];

pub(super) const LIST: &[Def] = &[
    new(list_new),
    wrapper("__init__", Sig::Any, list_init),
    wrapper("__repr__", Sig::No, repr),
    method("__getitem__", Sig::One, getitem),
    wrapper("__setitem__", Sig::Range(2, 2), |m, a| {
        m.list_set_item(&a.pos[0], &a.pos[1], Some(a.pos[2].clone()))?;
        Ok(m.none())
    }),
    wrapper("__delitem__", Sig::One, |m, a| {
        m.list_set_item(&a.pos[0], &a.pos[1], None)?;
        Ok(m.none())
    }),
    wrapper("__len__", Sig::No, len),
    wrapper("__iter__", Sig::No, |m, a| {
        Ok(m.new_iter(tid::LIST_ITERATOR, Iter::List(a.pos[0].clone(), 0)))
    }),
    wrapper("__contains__", Sig::One, contains),
    wrapper("__iadd__", Sig::One, |m, a| {
        m.list_extend(&a.pos[0], &a.pos[1])?;
        Ok(a.pos[0].clone())
    }),
    wrapper("__imul__", Sig::One, |m, a| {
        m.list_repeat_in_place(&a.pos[0], &a.pos[1])
    }),
    method("__reversed__", Sig::No, |m, a| {
        let last = items_len(&a.pos[0]) as i64 - 1;
        Ok(m.new_iter(
            tid::LIST_REVERSEITERATOR,
            Iter::ListReversed(a.pos[0].clone(), last),
        ))
    }),
    method("__sizeof__", Sig::No, sizeof),
    method("append", Sig::One, |m, a| {
        m.list_append(&a.pos[0], a.pos[1].clone())?;
        Ok(m.none())
    }),
    method("clear", Sig::No, |m, a| {
        m.list_clear(&a.pos[0]);
        Ok(m.none())
    }),
    method("copy", Sig::No, |m, a| {
        let items = items_of(&a.pos[0]);
        Ok(m.list(items))
    }),
    method("extend", Sig::One, |m, a| {
        m.list_extend(&a.pos[0], &a.pos[1])?;
        Ok(m.none())
    }),
    method("insert", Sig::Range(2, 2), |m, a| {
        m.list_insert(&a.pos[0], &a.pos[1], a.pos[2].clone())
    }),
    method("pop", Sig::Range(0, 1), |m, a| {
        m.list_pop(&a.pos[0], a.pos.get(1))
    }),
    method("remove", Sig::One, |m, a| {
        m.list_remove(&a.pos[0], &a.pos[1])
    }),
    method("index", Sig::Range(1, 3), index),
    method("count", Sig::One, count),
    method("reverse", Sig::No, |m, a| {
        let len = m.len(&a.pos[0])?;
        m.work(len / 32)?;
        if let Kind::List(list) = &a.pos[0].kind {
            list.borrow_mut().items.reverse();
        }
        Ok(m.none())
    }),
    method("sort", Sig::Any, |m, a| m.list_sort_method(a)),
    super::class_method("__class_getitem__", Sig::One, |m, a| {
        m.generic_alias(&a.pos[0], &a.pos[1])
    }),
];

pub(super) const RANGE: &[Def] = &[
    new(range_new),
    wrapper("__repr__", Sig::No, repr),
    wrapper("__hash__", Sig::No, hash),
    wrapper("__len__", Sig::No, |m, a| {
        let n = m.range_len(&a.pos[0]);
        match i64::try_from(&n) {
            Ok(n) => Ok(m.int(n)),
            Err(_) => m.raise(
                tid::OVERFLOW_ERROR,
                "Python int too large to convert to C ssize_t",
            ),
        }
    }),
    wrapper("__bool__", Sig::No, |m, a| {
        let n = m.range_len(&a.pos[0]);
        Ok(m.bool(n != BigInt::ZERO))
    }),
    wrapper("__iter__", Sig::No, |m, a| m.range_iter(&a.pos[0], false)),
    method("__reversed__", Sig::No, |m, a| {
        m.range_iter(&a.pos[0], true)
    }),
    wrapper("__getitem__", Sig::One, |m, a| {
        m.range_item(&a.pos[0], &a.pos[1])
    }),
    wrapper("__contains__", Sig::One, contains),
    method("index", Sig::One, index),
    method("count", Sig::One, count),
];

pub(super) const SLICE: &[Def] = &[
    new(slice_new),
    wrapper("__repr__", Sig::No, repr),
    super::since(12, wrapper("__hash__", Sig::No, hash)),
    method("indices", Sig::One, slice_indices),
];

pub(super) const BOUNDS: &[Getter] = &[
    ("start", |m, v| Ok(bound(m, v, 0)), None, true),
    ("stop", |m, v| Ok(bound(m, v, 1)), None, true),
    ("step", |m, v| Ok(bound(m, v, 2)), None, true),
];

fn bound(machine: &Machine, value: &Value, i: usize) -> Value {
    match &value.kind {
        Kind::Range(parts) | Kind::Slice(parts) => parts[i].clone(),
        _ => machine.none(),
    }
}

fn items_of(value: &Value) -> Vec<Value> {
    match &value.kind {
        Kind::Tuple(items) => items.to_vec(),
        Kind::List(list) => list.borrow().items.clone(),
        _ => Vec::new(),
    }
}

fn items_len(value: &Value) -> usize {
    match &value.kind {
        Kind::Tuple(items) => items.len(),
        Kind::List(list) => list.borrow().items.len(),
        _ => 0,
    }
}

fn len(machine: &mut Machine, args: &Args) -> Res {
    Ok(machine.int(items_len(&args.pos[0]) as i64))
}

fn tuple_new(machine: &mut Machine, args: &Args) -> Res {
    let ty = class_argument(machine, args, tid::TUPLE)?;
    refuse_keywords(machine, args, (ty, tid::TUPLE), sym::INIT)?;
    refuse_more(machine, args, "tuple", 1)?;
    let items = match args.pos.get(1) {
        None => Vec::new(),
        Some(value) if value.ty() == tid::TUPLE && ty == tid::TUPLE => return Ok(value.clone()),
        Some(iterable) => machine.iterate(iterable)?,
    };
    if ty == tid::TUPLE {
        Ok(machine.tuple(items))
    } else {
        machine.alloc(ty, Kind::Tuple(items.into_boxed_slice()))
    }
}

fn getitem(machine: &mut Machine, args: &Args) -> Res {
    machine.sequence_item(&args.pos[0], &args.pos[1])
}

fn contains(machine: &mut Machine, args: &Args) -> Res {
    if let Kind::Range(_) = args.pos[0].kind {
        return machine.range_contains(&args.pos[0], &args.pos[1]);
    }
    let mut i = 0;
    while let Some(item) = nth(&args.pos[0], i) {
        if machine.equal(&item, &args.pos[1])? {
            return Ok(machine.bool(true));
        }
        i += 1;
    }
    Ok(machine.bool(false))
}

fn nth(value: &Value, i: usize) -> Option<Value> {
    match &value.kind {
        Kind::Tuple(items) => items.get(i).cloned(),
        Kind::List(list) => list.borrow().items.get(i).cloned(),
        _ => None,
    }
}

fn index(machine: &mut Machine, args: &Args) -> Res {
    if let Kind::Range(_) = args.pos[0].kind {
        return machine.range_index(&args.pos[0], &args.pos[1]);
    }
    let len = items_len(&args.pos[0]) as i64;
    let mut clip = |value: Option<&Value>, default: i64| -> Res<i64> {
        match value {
            None => Ok(default),
            Some(value) => {
                if machine
                    .lookup(value.ty(), crate::machine::sym::INDEX)
                    .is_none()
                {
                    return machine
                        .type_error("slice indices must be integers or have an __index__ method");
                }
                let n = machine.index_clipped(value)?;
                Ok(if n < 0 {
                    (n.saturating_add(len)).max(0)
                } else {
                    n
                })
            }
        }
    };
    let start = clip(args.pos.get(2), 0)?;
    let stop = clip(args.pos.get(3), i64::MAX)?;
    let mut i = start as usize;
    while (i as i64) < stop {
        let Some(item) = nth(&args.pos[0], i) else {
            break;
        };
        if machine.equal(&item, &args.pos[1])? {
            return Ok(machine.int(i as i64));
        }
        i += 1;
    }
    if let Kind::Tuple(_) = args.pos[0].kind {
        return machine.value_error("tuple.index(x): x not in tuple");
    }
    let text = if machine.build.at_least(14) {
        "list.index(x): x not in list".to_string()
    } else {
        format!("{} is not in list", machine.repr(&args.pos[1])?)
    };
    machine.value_error(text)
}

fn count(machine: &mut Machine, args: &Args) -> Res {
    if let Kind::Range(_) = args.pos[0].kind {
        let hit = machine.range_contains(&args.pos[0], &args.pos[1])?;
        let hit = machine.truth(&hit)?;
        return Ok(machine.int(i64::from(hit)));
    }
    let (mut i, mut n) = (0, 0);
    while let Some(item) = nth(&args.pos[0], i) {
        if machine.equal(&item, &args.pos[1])? {
            n += 1;
        }
        i += 1;
    }
    Ok(machine.int(n))
}

fn list_new(machine: &mut Machine, args: &Args) -> Res {
    let ty = class_argument(machine, args, tid::LIST)?;
    machine.alloc(ty, Kind::List(Box::new(RefCell::new(List::default()))))
}

fn list_init(machine: &mut Machine, args: &Args) -> Res {
    let ty = args.pos[0].ty();
    refuse_keywords(machine, args, (ty, tid::LIST), sym::NEW)?;
    refuse_more(machine, args, "list", 1)?;
    if items_len(&args.pos[0]) > 0 {
        machine.list_clear(&args.pos[0]);
    }
    if let Some(iterable) = args.pos.get(1) {
        machine.list_from(&args.pos[0], iterable)?;
    }
    Ok(machine.none())
}

fn range_new(machine: &mut Machine, args: &Args) -> Res {
    if !args.kw.is_empty() {
        return machine.type_error("range() takes no keyword arguments");
    }
    let mut parts = Vec::new();
    for value in &args.pos[1..] {
        let n = machine.index(value)?;
        parts.push(machine.int_big(n.big()));
    }
    let (zero, one) = (machine.int(0), machine.int(1));
    let parts = match parts.as_slice() {
        [stop] => [zero, stop.clone(), one],
        [start, stop] => [start.clone(), stop.clone(), one],
        [start, stop, step] => [start.clone(), stop.clone(), step.clone()],
        [] => {
            return machine.type_error("range expected at least 1 argument, got 0");
        }
        _ => {
            return machine.type_error(format!(
                "range expected at most 3 arguments, got {}",
                parts.len()
            ));
        }
    };
    if matches!(&parts[2].kind, Kind::Int(Int::Small(0))) {
        return machine.value_error("range() arg 3 must not be zero");
    }
    Ok(Value::new(tid::RANGE, Kind::Range(Box::new(parts))))
}

fn slice_new(machine: &mut Machine, args: &Args) -> Res {
    let none = machine.none();
    let parts = match &args.pos[1..] {
        [stop] => [none.clone(), stop.clone(), none],
        [start, stop] => [start.clone(), stop.clone(), none],
        [start, stop, step] => [start.clone(), stop.clone(), step.clone()],
        given => {
            let text = messages::clinic_arity("slice", 1, 3, given.len());
            return machine.type_error(text);
        }
    };
    Ok(Value::new(tid::SLICE, Kind::Slice(Box::new(parts))))
}

fn slice_indices(machine: &mut Machine, args: &Args) -> Res {
    let bool = |value: &Value| value.ty() == tid::BOOL;
    if let (Kind::Slice(parts), false) = (&args.pos[0].kind, machine.build.at_least(10))
        && (bool(&args.pos[1]) || parts.iter().any(bool))
    {
        return machine.unsupported("slice.indices() of truths");
    }
    let len = machine.index_clipped(&args.pos[1])?;
    if len < 0 {
        return machine.value_error("length should not be negative");
    }
    let (start, stop, step) = machine.slice_bounds(&args.pos[0], len as usize)?;
    let parts = vec![machine.int(start), machine.int(stop), machine.int(step)];
    Ok(machine.tuple(parts))
}
