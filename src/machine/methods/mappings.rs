//! Methods of dict, its views, OrderedDict and defaultdict.

use super::{Getter, class_argument, class_method, method, new, ordered_dicts, repr, wrapper};
use crate::cpython::dicts::Table;
use crate::cpython::messages;
use crate::cpython::recursion::Level;
use crate::machine::dict::Dict;
use crate::machine::function::{Args, Def, Sig};
use crate::machine::object::{Kind, Value, ViewKind};
use crate::machine::symbol::{Sym, sym};
use crate::machine::types::tid;
use crate::machine::{Machine, Res, Stop};
use std::cell::RefCell;

pub(super) const DICT: &[Def] = &[
    new(dict_new),
    wrapper("__init__", Sig::Any, dict_init),
    wrapper("__repr__", Sig::No, repr),
    wrapper("__len__", Sig::No, |m, a| {
        Ok(m.int(m.dict_of(&a.pos[0]).borrow().len() as i64))
    }),
    method("__getitem__", Sig::One, getitem),
    wrapper("__setitem__", Sig::Range(2, 2), |m, a| {
        m.dict_set(&a.pos[0], &a.pos[1], a.pos[2].clone())?;
        Ok(m.none())
    }),
    wrapper("__delitem__", Sig::One, |m, a| {
        match m.dict_remove(&a.pos[0], &a.pos[1])? {
            Some(_) => Ok(m.none()),
            None => m.key_error(&a.pos[1]),
        }
    }),
    method("__contains__", Sig::One, |m, a| {
        let hit = m.dict_get(&a.pos[0], &a.pos[1])?.is_some();
        Ok(m.bool(hit))
    }),
    wrapper("__iter__", Sig::No, |m, a| {
        Ok(m.dict_iter(&a.pos[0], ViewKind::Keys, false))
    }),
    wrapper("__ior__", Sig::One, |m, a| {
        update_with(m, a, update_from_pairs, merge_named)?;
        Ok(a.pos[0].clone())
    }),
    method("__reversed__", Sig::No, |m, a| {
        Ok(m.dict_iter(&a.pos[0], ViewKind::Keys, true))
    }),
    method("__sizeof__", Sig::No, |m, a| {
        let size = m.builtin_sizeof(&a.pos[0])?;
        Ok(m.int(size as i64))
    }),
    method("get", Sig::Range(1, 2), |m, a| {
        match m.dict_get(&a.pos[0], &a.pos[1])? {
            Some(value) => Ok(value),
            None => Ok(a.pos.get(2).cloned().unwrap_or_else(|| m.none())),
        }
    }),
    method("setdefault", Sig::Range(1, 2), |m, a| {
        if let Some(value) = m.dict_get(&a.pos[0], &a.pos[1])? {
            return Ok(value);
        }
        let value = a.pos.get(2).cloned().unwrap_or_else(|| m.none());
        m.dict_set(&a.pos[0], &a.pos[1], value.clone())?;
        Ok(value)
    }),
    method("pop", Sig::Range(1, 2), |m, a| {
        // An empty dict asks for no hash (_PyDict_Pop).
        let empty = m.dict_of(&a.pos[0]).borrow().is_empty();
        let found = match empty {
            true => None,
            false => m.dict_remove(&a.pos[0], &a.pos[1])?,
        };
        match found {
            Some(value) => Ok(value),
            None => match a.pos.get(2) {
                Some(default) => Ok(default.clone()),
                None => m.key_error(&a.pos[1]),
            },
        }
    }),
    method("popitem", Sig::No, popitem),
    method("keys", Sig::No, |_, a| {
        Ok(view(tid::DICT_KEYS, ViewKind::Keys, &a.pos[0]))
    }),
    method("values", Sig::No, |_, a| {
        Ok(view(tid::DICT_VALUES, ViewKind::Values, &a.pos[0]))
    }),
    method("items", Sig::No, |_, a| {
        Ok(view(tid::DICT_ITEMS, ViewKind::Items, &a.pos[0]))
    }),
    method("update", Sig::Any, update),
    method("copy", Sig::No, |m, a| m.dict_copy(&a.pos[0])),
    method("clear", Sig::No, |m, a| {
        m.dict_clear(&a.pos[0]);
        Ok(m.none())
    }),
    class_method("fromkeys", Sig::Range(1, 2), fromkeys),
    class_method("__class_getitem__", Sig::One, |m, a| {
        m.generic_alias(&a.pos[0], &a.pos[1])
    }),
];

pub(super) const ORDERED_DICT: &[Def] = &[
    wrapper("__init__", Sig::Any, ordered_init),
    method("update", Sig::Any, |m, a| {
        if a.pos.len() > 2 {
            let given = a.pos.len() - 1;
            return m.type_error(format!(
                "update() takes at most 1 positional argument ({given} given)"
            ));
        }
        update_with(m, a, ordered_from_pairs, store_named)
    }),
    wrapper("__repr__", Sig::No, ordered_repr),
    wrapper("__eq__", Sig::One, ordered_eq),
    method("move_to_end", Sig::Any, move_to_end),
    method("popitem", Sig::Any, ordered_popitem),
    method("copy", Sig::No, |m, a| {
        let class = a.pos[0].ty_value(m);
        m.call(&class, &[a.pos[0].clone()], &[])
    }),
    method("__sizeof__", Sig::No, |m, _| {
        m.unsupported("the size of an OrderedDict")
    }),
];

pub(super) const DEFAULTDICT: &[Def] = &[
    wrapper("__init__", Sig::Any, default_init),
    wrapper("__repr__", Sig::No, default_repr),
    method("__missing__", Sig::One, default_missing),
    method("copy", Sig::No, default_copy),
    method("__copy__", Sig::No, default_copy),
    wrapper("__or__", Sig::One, |m, a| {
        default_or(m, &a.pos[0], &a.pos[0], &a.pos[1])
    }),
    wrapper("__ror__", Sig::One, |m, a| {
        default_or(m, &a.pos[0], &a.pos[1], &a.pos[0])
    }),
];

pub(super) const DEFAULTDICT_GETTERS: &[Getter] = &[(
    "default_factory",
    |m, v| Ok(m.default_factory(v)),
    None,
    true,
)];

pub(super) const VIEW: &[Def] = &[
    wrapper("__repr__", Sig::No, repr),
    wrapper("__len__", Sig::No, |m, a| match &a.pos[0].kind {
        Kind::View(_, dict) => Ok(m.int(m.dict_of(dict).borrow().len() as i64)),
        _ => Ok(m.int(0)),
    }),
    wrapper("__iter__", Sig::No, |m, a| match &a.pos[0].kind {
        Kind::View(kind, dict) => Ok(m.dict_iter(dict, *kind, false)),
        _ => Ok(m.none()),
    }),
    method("__reversed__", Sig::No, |m, a| match &a.pos[0].kind {
        Kind::View(kind, dict) => Ok(m.dict_iter(dict, *kind, true)),
        _ => Ok(m.none()),
    }),
    wrapper("__contains__", Sig::One, view_contains),
    method("isdisjoint", Sig::One, |m, a| {
        for item in m.iterate(&a.pos[1])? {
            if m.contains(&a.pos[0], &item)? {
                return Ok(m.bool(false));
            }
        }
        Ok(m.bool(true))
    }),
];

pub(super) fn view(ty: crate::machine::TypeId, kind: ViewKind, dict: &Value) -> Value {
    Value::new(ty, Kind::View(kind, dict.clone()))
}

fn dict_new(machine: &mut Machine, args: &Args) -> Res {
    let ty = class_argument(machine, args, tid::DICT)?;
    let dict = Dict::with_table(Table::called(machine.build));
    machine.alloc(ty, Kind::Dict(Box::new(RefCell::new(dict))))
}

fn dict_init(machine: &mut Machine, args: &Args) -> Res {
    if args.pos.len() > 2 {
        let text = messages::clinic_arity("dict", 0, 1, args.pos.len() - 1);
        return machine.type_error(text);
    }
    // Objects/dictobject.c, dict_vectorcall: `dict` itself stores what is given by name item by item.
    let by_name = if args.pos[0].ty() == tid::DICT {
        store_named
    } else {
        merge_named
    };
    update_with(machine, args, update_from_pairs, by_name)
}

fn getitem(machine: &mut Machine, args: &Args) -> Res {
    if let Some(value) = machine.dict_get(&args.pos[0], &args.pos[1])? {
        return Ok(value);
    }
    if args.pos[0].ty() != tid::DICT
        && let Some(value) = machine.level(Level::Call, |machine| {
            machine.call_special(&args.pos[0], sym::MISSING, &[args.pos[1].clone()])
        })?
    {
        return Ok(value);
    }
    machine.key_error(&args.pos[1])
}

fn popitem(machine: &mut Machine, args: &Args) -> Res {
    let last = machine.dict_pop_last(&args.pos[0]);
    match last {
        Some(entry) => Ok(machine.tuple(vec![entry.key, entry.value])),
        None => {
            let text = machine.str("popitem(): dictionary is empty");
            machine.key_error(&text)
        }
    }
}

/// `dict.update(other, **kwds)`
fn update(machine: &mut Machine, args: &Args) -> Res {
    if args.pos.len() > 2 {
        let text = messages::clinic_arity("update", 0, 1, args.pos.len() - 1);
        return machine.type_error(text);
    }
    update_with(machine, args, update_from_pairs, merge_named)
}

/// How a mapping takes pairs.
type FromPairs = fn(&mut Machine, &Value, &Value) -> Res<()>;

/// How a mapping takes what `update` is given by name.
type ByName = fn(&mut Machine, &Value, &[(Sym, Value)]) -> Res<()>;

/// Adds another mapping or pairs, then what was given by name.
fn update_with(machine: &mut Machine, args: &Args, from_pairs: FromPairs, by_name: ByName) -> Res {
    if let Some(other) = args.pos.get(1) {
        update_from(machine, &args.pos[0], other, from_pairs)?;
    }
    by_name(machine, &args.pos[0], args.kw)?;
    Ok(machine.none())
}

/// Adds another mapping, or what `from_pairs` makes of pairs (Objects/odictobject.c, mutablemapping_update_arg).
pub(super) fn update_from(
    machine: &mut Machine,
    dict: &Value,
    other: &Value,
    from_pairs: FromPairs,
) -> Res<()> {
    if !machine.is_mapping(other)? {
        from_pairs(machine, dict, other)
    } else if stores_itself(machine, dict) {
        store_each(machine, dict, other)
    } else {
        machine.dict_update(dict, other)
    }
}

/// Whether what an OrderedDict is made of goes through its class's own `__setitem__` (Objects/odictobject.c, PyObject_SetItem).
pub(super) fn stores_itself(machine: &mut Machine, dict: &Value) -> bool {
    machine.is_instance(dict, tid::ORDERED_DICT) && machine.overrides(dict.ty(), sym::SETITEM)
}

/// mutablemapping_update_arg: the keys and items of a mapping, one after the other.
#[cold]
fn store_each(machine: &mut Machine, dict: &Value, mapping: &Value) -> Res<()> {
    let keys = if matches!(mapping.kind, Kind::Dict(_)) && mapping.ty() == tid::DICT {
        machine.iterate(mapping)?
    } else {
        let keys = machine.sym("keys");
        let keys = machine.call_method(mapping, keys, &[])?;
        machine.iterate(&keys)?
    };
    for key in keys {
        let value = machine.get_item(mapping, &key)?;
        machine.set_item(dict, &key, value)?;
    }
    Ok(())
}

/// `dict[key] = value` of an OrderedDict under construction, or of a plain dict.
fn store(machine: &mut Machine, dict: &Value, key: &Value, value: Value) -> Res<()> {
    if stores_itself(machine, dict) {
        machine.set_item(dict, key, value)
    } else {
        machine.dict_set(dict, key, value)
    }
}

/// Stores what is given by name, one after the other.
fn store_named(machine: &mut Machine, dict: &Value, kw: &[(Sym, Value)]) -> Res<()> {
    for (name, value) in kw {
        let key = machine.symbols.value(*name).clone();
        store(machine, dict, &key, value.clone())?;
    }
    Ok(())
}

/// Merges the dict that a call makes of what is given by name (Objects/call.c, _PyStack_AsDict).
fn merge_named(machine: &mut Machine, dict: &Value, kw: &[(Sym, Value)]) -> Res<()> {
    if kw.is_empty() {
        return Ok(());
    }
    let named = machine.new_dict();
    let build = machine.build;
    // The smallest table has room for five.
    if kw.len() > 5 {
        let mut cell = machine.dict_of(&named).borrow_mut();
        cell.table.presize(build, kw.len(), true);
    }
    store_named(machine, &named, kw)?;
    machine.dict_update(dict, &named)
}

/// Objects/dictobject.c, PyDict_MergeFromSeq2.
fn update_from_pairs(machine: &mut Machine, dict: &Value, pairs: &Value) -> Res<()> {
    let iter = machine.iter(pairs)?;
    let mut i = 0;
    while let Some(pair) = machine.next(&iter)? {
        if !machine.is_iterable(&pair) {
            return not_a_pair(machine, i);
        }
        let items = machine.iterate(&pair)?;
        let [key, value] = items.as_slice() else {
            let text = format!(
                "dictionary update sequence element #{i} has length {}; 2 is required",
                items.len()
            );
            return machine.value_error(text);
        };
        machine.dict_set(dict, key, value.clone())?;
        i += 1;
    }
    Ok(())
}

/// 3.14+ says in a note which element it was.
#[cold]
fn not_a_pair(machine: &mut Machine, i: usize) -> Res<()> {
    let text = format!("annot convert dictionary update sequence element #{i} to a sequence");
    if !machine.build.at_least(14) {
        return machine.type_error(format!("c{text}"));
    }
    let error = machine.exception(tid::TYPE_ERROR, "object is not iterable");
    machine.add_note(&error, format!("C{text}"))?;
    Err(Stop::Raise(error))
}

fn ordered_init(machine: &mut Machine, args: &Args) -> Res {
    if args.pos.len() > 2 {
        // Python/getargs.c, unpack_tuple: the singular came with a 3.13 after 3.13.2.
        let s = if machine.build.at_least_micro(13, 3) {
            ""
        } else {
            "s"
        };
        let given = args.pos.len() - 1;
        return machine.type_error(format!("expected at most 1 argument{s}, got {given}"));
    }
    update_with(machine, args, ordered_from_pairs, store_named)
}

/// Objects/odictobject.c, mutablemapping_add_pairs.
pub(super) fn ordered_from_pairs(machine: &mut Machine, dict: &Value, pairs: &Value) -> Res<()> {
    let iter = machine.iter(pairs)?;
    while let Some(pair) = machine.next(&iter)? {
        let items = machine.iterate(&pair)?;
        match items.as_slice() {
            [key, value] => store(machine, dict, key, value.clone())?,
            [] => return machine.value_error("need more than 0 values to unpack"),
            [_] => return machine.value_error("need more than 1 value to unpack"),
            _ => return machine.value_error("too many values to unpack (expected 2)"),
        }
    }
    Ok(())
}

pub(super) fn fromkeys(machine: &mut Machine, args: &Args) -> Res {
    let value = args.pos.get(2).cloned().unwrap_or_else(|| machine.none());
    let dict = machine.call(&args.pos[0], &[], &[])?;
    let exact = dict.ty() == tid::DICT;
    if exact {
        machine.dict_presize_fromkeys(&dict, &args.pos[1]);
    }
    let iter = machine.iter(&args.pos[1])?;
    while let Some(key) = machine.next(&iter)? {
        if exact {
            machine.dict_set(&dict, &key, value.clone())?
        } else {
            machine.set_item(&dict, &key, value.clone())?
        }
    }
    Ok(dict)
}

fn ordered_repr(machine: &mut Machine, args: &Args) -> Res {
    ordered_dicts::own_items(machine, &args.pos[0])?;
    let name = machine.type_name_of(&args.pos[0]);
    if machine.dict_of(&args.pos[0]).borrow().is_empty() {
        return machine.new_str(format!("{name}()"));
    }
    let text = if machine.build.at_least(12) {
        machine.repr_pairs(&args.pos[0])?
    } else {
        let items: Vec<Value> = machine
            .dict_items(&args.pos[0])
            .into_iter()
            .map(|(key, value)| machine.tuple(vec![key, value]))
            .collect();
        let list = machine.list(items);
        Some(machine.repr(&list)?)
    };
    machine.new_str(format!(
        "{name}({})",
        text.unwrap_or_else(|| "...".to_string())
    ))
}

/// Order counts between two OrderedDicts, not against a dict.
pub(super) fn ordered_eq(machine: &mut Machine, args: &Args) -> Res {
    let [a, b] = args.pos else {
        return Ok(machine.not_implemented());
    };
    if !matches!(b.kind, Kind::Dict(_)) {
        return Ok(machine.not_implemented());
    }
    if !machine.dicts_equal(a, b)? {
        return Ok(machine.bool(false));
    }
    if machine.is_instance(b, tid::ORDERED_DICT) {
        let (x, y) = (machine.dict_items(a), machine.dict_items(b));
        for ((x, _), (y, _)) in x.iter().zip(&y) {
            if !machine.equal(x, y)? {
                return Ok(machine.bool(false));
            }
        }
    }
    Ok(machine.bool(true))
}

fn move_to_end(machine: &mut Machine, args: &Args) -> Res {
    let given =
        machine.parse_keywords("move_to_end", &["key", "last"], 1, &args.pos[1..], args.kw)?;
    let Some(key) = given[0].clone() else {
        return Ok(machine.none());
    };
    let last = match &given[1] {
        Some(last) => machine.truth(last)?,
        None => true,
    };
    machine.py_hash(&key)?;
    let Some(value) = machine.dict_remove(&args.pos[0], &key)? else {
        return machine.key_error(&key);
    };
    let rest = if last {
        Vec::new()
    } else {
        machine.dict_drain_items(&args.pos[0])
    };
    machine.dict_set(&args.pos[0], &key, value)?;
    for (key, value) in rest {
        machine.dict_set(&args.pos[0], &key, value)?;
    }
    Ok(machine.none())
}

fn ordered_popitem(machine: &mut Machine, args: &Args) -> Res {
    let given = machine.parse_keywords("popitem", &["last"], 0, &args.pos[1..], args.kw)?;
    let last = match &given[0] {
        Some(last) => machine.truth(last)?,
        None => true,
    };
    let items = machine.dict_items(&args.pos[0]);
    let item = if last { items.last() } else { items.first() };
    let Some((key, value)) = item else {
        let text = machine.str("dictionary is empty");
        return machine.key_error(&text);
    };
    machine.dict_remove(&args.pos[0], key)?;
    Ok(machine.tuple(vec![key.clone(), value.clone()]))
}

/// Modules/_collectionsmodule.c, defdict_copy: the class is called with the factory and the dict.
fn default_copy(machine: &mut Machine, args: &Args) -> Res {
    default_with(machine, &args.pos[0], &args.pos[0])
}

/// Modules/_collectionsmodule.c, defdict_or: the result has the type and the factory of the defaultdict.
fn default_or(machine: &mut Machine, this: &Value, left: &Value, right: &Value) -> Res {
    if ![left, right]
        .iter()
        .all(|side| machine.is_instance(side, tid::DICT))
    {
        return Ok(machine.not_implemented());
    }
    let merged = default_with(machine, this, left)?;
    machine.dict_update(&merged, right)?;
    Ok(merged)
}

/// Modules/_collectionsmodule.c, new_defdict: the items of another dict.
fn default_with(machine: &mut Machine, this: &Value, items: &Value) -> Res {
    let factory = machine.dict_of(this).borrow().default_factory.clone();
    let factory = factory.unwrap_or_else(|| machine.none());
    let class = this.ty_value(machine);
    machine.call(&class, &[factory, items.clone()], &[])
}

fn default_init(machine: &mut Machine, args: &Args) -> Res {
    let factory = args.pos.get(1).cloned();
    if let Some(factory) = &factory
        && !machine.is_none(factory)
        && !machine.is_callable(factory)
    {
        return machine.type_error("first argument must be callable or None");
    }
    let rest: Vec<Value> = std::iter::once(args.pos[0].clone())
        .chain(args.pos.iter().skip(2).cloned())
        .collect();
    dict_init(
        machine,
        &Args {
            pos: &rest,
            kw: args.kw,
        },
    )?;
    let factory = factory.unwrap_or_else(|| machine.none());
    machine.set_default_factory(&args.pos[0], factory);
    Ok(machine.none())
}

fn default_repr(machine: &mut Machine, args: &Args) -> Res {
    let factory = machine.default_factory(&args.pos[0]);
    let name = machine.type_name_of(&args.pos[0]);
    let text = format!(
        "{name}({}, {})",
        machine.repr(&factory)?,
        machine
            .repr_pairs(&args.pos[0])?
            .unwrap_or_else(|| "...".to_string())
    );
    machine.new_str(text)
}

fn default_missing(machine: &mut Machine, args: &Args) -> Res {
    let factory = machine.default_factory(&args.pos[0]);
    if machine.is_none(&factory) {
        return machine.key_error(&args.pos[1]);
    }
    let value = machine.call(&factory, &[], &[])?;
    machine.set_item(&args.pos[0], &args.pos[1], value.clone())?;
    Ok(value)
}

fn view_contains(machine: &mut Machine, args: &Args) -> Res {
    let Kind::View(kind, dict) = &args.pos[0].kind else {
        return Ok(machine.bool(false));
    };
    let hit = match kind {
        ViewKind::Keys => machine.dict_get(dict, &args.pos[1])?.is_some(),
        ViewKind::Items => match &args.pos[1].kind {
            Kind::Tuple(pair) if pair.len() == 2 => match machine.dict_get(dict, &pair[0])? {
                Some(value) => machine.equal(&value, &pair[1])?,
                None => false,
            },
            _ => false,
        },
        ViewKind::Values => {
            let mut hit = false;
            for (_, value) in machine.dict_items(dict) {
                if machine.equal(&value, &args.pos[1])? {
                    hit = true;
                    break;
                }
            }
            hit
        }
    };
    Ok(machine.bool(hit))
}
