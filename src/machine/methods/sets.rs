//! Methods of set and frozenset.

use super::{class_argument, hash, method, new, refuse_keywords, refuse_more, repr, wrapper};
use crate::machine::function::{ANY, Args, Def, Sig};
use crate::machine::iter::Iter;
use crate::machine::object::{Kind, Value};
use crate::machine::set::Set;
use crate::machine::symbol::sym;
use crate::machine::types::tid;
use crate::machine::{Machine, Res};
use crate::python::code::BinOp;
use std::cell::RefCell;

pub(super) const COMMON: &[Def] = &[
    wrapper("__repr__", Sig::No, repr),
    wrapper("__len__", Sig::No, |m, a| {
        Ok(m.int(m.set_len(&a.pos[0]) as i64))
    }),
    wrapper("__iter__", Sig::No, |m, a| {
        let n = m.set_len(&a.pos[0]);
        Ok(m.new_iter(tid::SET_ITERATOR, Iter::Set(a.pos[0].clone(), 0, n)))
    }),
    method("__contains__", Sig::One, |m, a| {
        let item = m.as_item(&a.pos[1])?;
        let hit = m.set_contains(&a.pos[0], &item)?;
        Ok(m.bool(hit))
    }),
    method("__sizeof__", Sig::No, |m, a| {
        let size = m.builtin_sizeof(&a.pos[0])?;
        Ok(m.int(size as i64))
    }),
    super::class_method("__class_getitem__", Sig::One, |m, a| {
        m.generic_alias(&a.pos[0], &a.pos[1])
    }),
    method("copy", Sig::No, copy),
    method("union", Sig::Range(0, ANY), |m, a| {
        let ty = m.set_base(&a.pos[0]);
        let result = m.set_from(ty, &a.pos[0])?;
        let others = a.pos[1..].iter().filter(|other| !other.is(&a.pos[0]));
        for other in others {
            m.set_update(&result, other)?;
        }
        Ok(result)
    }),
    method("intersection", Sig::Range(0, ANY), |m, a| {
        fold(m, a, Machine::set_intersection)
    }),
    method("difference", Sig::Range(0, ANY), |m, a| {
        let ty = m.set_base(&a.pos[0]);
        let Some((first, others)) = a.pos[1..].split_first() else {
            return m.set_from(ty, &a.pos[0]);
        };
        let result = m.set_difference(ty, &a.pos[0], first)?;
        for other in others {
            m.set_difference_update(&result, other)?;
        }
        Ok(result)
    }),
    method("symmetric_difference", Sig::One, |m, a| {
        let ty = m.set_base(&a.pos[0]);
        m.set_symmetric_difference(ty, &a.pos[0], &a.pos[1])
    }),
    method("isdisjoint", Sig::One, |m, a| {
        for item in m.iterate(&a.pos[1])? {
            if m.set_contains(&a.pos[0], &item)? {
                return Ok(m.bool(false));
            }
        }
        Ok(m.bool(true))
    }),
    method("issubset", Sig::One, |m, a| {
        let other = as_set(m, &a.pos[1])?;
        let truth = m.set_is_subset(&a.pos[0], &other)?;
        Ok(m.bool(truth))
    }),
    method("issuperset", Sig::One, |m, a| {
        let other = as_set(m, &a.pos[1])?;
        let truth = m.set_is_subset(&other, &a.pos[0])?;
        Ok(m.bool(truth))
    }),
];

pub(super) const SET: &[Def] = &[
    new(set_new),
    wrapper("__init__", Sig::Any, set_init),
    wrapper("__ior__", Sig::One, |m, a| in_place(m, a, BinOp::Or)),
    wrapper("__iand__", Sig::One, |m, a| in_place(m, a, BinOp::And)),
    wrapper("__isub__", Sig::One, |m, a| in_place(m, a, BinOp::Sub)),
    wrapper("__ixor__", Sig::One, |m, a| in_place(m, a, BinOp::Xor)),
    method("add", Sig::One, |m, a| {
        m.set_add(&a.pos[0], &a.pos[1])?;
        Ok(m.none())
    }),
    method("discard", Sig::One, |m, a| {
        let item = m.as_item(&a.pos[1])?;
        m.set_remove(&a.pos[0], &item)?;
        Ok(m.none())
    }),
    method("remove", Sig::One, |m, a| {
        let item = m.as_item(&a.pos[1])?;
        if m.set_remove(&a.pos[0], &item)? {
            Ok(m.none())
        } else {
            m.key_error(&a.pos[1])
        }
    }),
    method("pop", Sig::No, |m, a| m.set_pop(&a.pos[0])),
    method("clear", Sig::No, |m, a| {
        m.set_clear(&a.pos[0]);
        Ok(m.none())
    }),
    method("update", Sig::Range(0, ANY), |m, a| {
        for other in &a.pos[1..] {
            m.set_update(&a.pos[0], other)?;
        }
        Ok(m.none())
    }),
    method("difference_update", Sig::Range(0, ANY), |m, a| {
        for other in &a.pos[1..] {
            m.set_difference_update(&a.pos[0], other)?;
        }
        Ok(m.none())
    }),
    method("intersection_update", Sig::Range(0, ANY), |m, a| {
        let result = fold(m, a, Machine::set_intersection)?;
        replace(&a.pos[0], &result);
        Ok(m.none())
    }),
    method("symmetric_difference_update", Sig::One, |m, a| {
        m.set_symmetric_difference_update(&a.pos[0], &a.pos[1])?;
        Ok(m.none())
    }),
];

pub(super) const FROZENSET: &[Def] = &[new(frozenset_new), wrapper("__hash__", Sig::No, hash)];

fn as_set(machine: &mut Machine, value: &Value) -> Res {
    if let Kind::Set(_) = value.kind {
        Ok(value.clone())
    } else {
        machine.set_from(tid::SET, value)
    }
}

fn copy(machine: &mut Machine, args: &Args) -> Res {
    if args.pos[0].ty() == tid::FROZENSET {
        return Ok(args.pos[0].clone());
    }
    let ty = machine.set_base(&args.pos[0]);
    machine.set_from(ty, &args.pos[0])
}

/// `intersection` of any number of others (set_intersection_multi).
fn fold(
    machine: &mut Machine,
    args: &Args,
    step: fn(&mut Machine, crate::machine::TypeId, &Value, &Value) -> Res,
) -> Res {
    let ty = machine.set_base(&args.pos[0]);
    let Some((first, others)) = args.pos[1..].split_first() else {
        return machine.set_from(ty, &args.pos[0]);
    };
    let mut result = step(machine, ty, &args.pos[0], first)?;
    for other in others {
        result = step(machine, ty, &result, other)?;
    }
    Ok(result)
}

/// The items of `from` become those of `set`.
fn replace(set: &Value, from: &Value) {
    if let (Kind::Set(set), Kind::Set(from)) = (&set.kind, &from.kind) {
        set.borrow_mut().exchange(&mut from.borrow_mut());
    }
}

fn in_place(machine: &mut Machine, args: &Args, op: BinOp) -> Res {
    if !matches!(args.pos[1].kind, Kind::Set(_)) {
        return Ok(machine.not_implemented());
    }
    let (set, other) = (&args.pos[0], &args.pos[1]);
    match op {
        BinOp::Or => machine.set_update(set, other)?,
        BinOp::Sub => machine.set_difference_update(set, other)?,
        BinOp::Xor => machine.set_symmetric_difference_update(set, other)?,
        _ => {
            let result = machine.set_intersection(tid::SET, set, other)?;
            replace(set, &result);
        }
    }
    Ok(set.clone())
}

fn set_new(machine: &mut Machine, args: &Args) -> Res {
    let ty = class_argument(machine, args, tid::SET)?;
    let set = Set::new(machine.build);
    machine.alloc(ty, Kind::Set(Box::new(RefCell::new(set))))
}

fn set_init(machine: &mut Machine, args: &Args) -> Res {
    if !args.kw.is_empty() {
        return machine.type_error("set() takes no keyword arguments");
    }
    let name = machine.error_name(args.pos[0].ty());
    refuse_more(machine, args, &name, 1)?;
    machine.set_clear(&args.pos[0]);
    if let Some(iterable) = args.pos.get(1) {
        machine.set_update(&args.pos[0], iterable)?;
    }
    Ok(machine.none())
}

fn frozenset_new(machine: &mut Machine, args: &Args) -> Res {
    let ty = class_argument(machine, args, tid::FROZENSET)?;
    refuse_keywords(machine, args, (ty, tid::FROZENSET), sym::INIT)?;
    let name = machine.error_name(ty);
    refuse_more(machine, args, &name, 1)?;
    let exact = ty == tid::FROZENSET;
    let Some(iterable) = args.pos.get(1) else {
        if exact {
            return Ok(machine.empty_frozenset());
        }
        let set = Set::new(machine.build);
        return machine.alloc(ty, Kind::Set(Box::new(RefCell::new(set))));
    };
    if exact && iterable.ty() == tid::FROZENSET {
        return Ok(iterable.clone());
    }
    let set = Set::new(machine.build);
    let made = machine.alloc(ty, Kind::Set(Box::new(RefCell::new(set))))?;
    machine.set_update(&made, iterable)?;
    Ok(made)
}
