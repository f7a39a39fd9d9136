//! Methods of OrderedDict (Objects/odictobject.c). It has most of dict's methods once more, and takes some by name.

use super::mappings::{self, fromkeys, ordered_eq, ordered_from_pairs, update_from};
use super::{class_method, method, wrapper};
use crate::machine::function::{Args, Def, Sig};
use crate::machine::object::{Kind, Value, ViewKind};
use crate::machine::symbol::sym;
use crate::machine::types::tid;
use crate::machine::{Machine, Res};

/// A method that does what that of dict does.
macro_rules! same {
    ($kind:ident $name:literal $sig:expr) => {
        $kind($name, $sig, |m, a| of_dict(m, a, $name))
    };
}

/// What differs from dict in more than the name it is refused by is in `mappings`.
pub(super) const OWN: &[Def] = &[
    same!(wrapper "__setitem__" Sig::Range(2, 2)),
    same!(wrapper "__delitem__" Sig::One),
    same!(wrapper "__iter__" Sig::No),
    same!(method "__reversed__" Sig::No),
    same!(method "clear" Sig::No),
    wrapper("__ior__", Sig::One, |m, a| {
        update_from(m, &a.pos[0], &a.pos[1], ordered_from_pairs)?;
        Ok(a.pos[0].clone())
    }),
    wrapper("__or__", Sig::One, |m, a| {
        union(m, &a.pos[0], &a.pos[1], &a.pos[0])
    }),
    wrapper("__ror__", Sig::One, |m, a| {
        union(m, &a.pos[1], &a.pos[0], &a.pos[0])
    }),
    wrapper("__ne__", Sig::One, |m, a| {
        let equal = ordered_eq(m, a)?;
        if equal.is(&m.not_implemented()) {
            return Ok(equal);
        }
        let equal = m.truth(&equal)?;
        Ok(m.bool(!equal))
    }),
    method("pop", Sig::Any, |m, a| {
        let given = m.parse_keywords("pop", &["key", "default"], 1, &a.pos[1..], a.kw)?;
        if m.overrides(a.pos[0].ty(), sym::DELITEM) {
            return m.unsupported("OrderedDict.pop() beside its own __delitem__");
        }
        // _odict_popkey asks for the hash itself.
        if let Some(key) = &given[0] {
            m.py_hash(key)?;
        }
        by_position(m, a, given, "pop")
    }),
    method("setdefault", Sig::Any, |m, a| {
        let given = m.parse_keywords("setdefault", &["key", "default"], 1, &a.pos[1..], a.kw)?;
        if let Some(key) = &given[0]
            && mappings::stores_itself(m, &a.pos[0])
            && !m.contains(&a.pos[0], key)?
        {
            let value = given[1].clone().unwrap_or_else(|| m.none());
            m.set_item(&a.pos[0], key, value.clone())?;
            return Ok(value);
        }
        by_position(m, a, given, "setdefault")
    }),
    class_method("fromkeys", Sig::Any, |m, a| {
        let names = ["iterable", "value"];
        let given = m.parse_keywords("fromkeys", &names, 1, &a.pos[1..], a.kw)?;
        let pos: Vec<Value> = std::iter::once(a.pos[0].clone())
            .chain(given.into_iter().flatten())
            .collect();
        fromkeys(m, &Args { pos: &pos, kw: &[] })
    }),
    method("keys", Sig::No, |_, a| {
        Ok(mappings::view(tid::ODICT_KEYS, ViewKind::Keys, &a.pos[0]))
    }),
    method("values", Sig::No, |m, a| {
        own_items(m, &a.pos[0])?;
        Ok(mappings::view(
            tid::ODICT_VALUES,
            ViewKind::Values,
            &a.pos[0],
        ))
    }),
    method("items", Sig::No, |m, a| {
        own_items(m, &a.pos[0])?;
        Ok(mappings::view(tid::ODICT_ITEMS, ViewKind::Items, &a.pos[0]))
    }),
];

/// Objects/odictobject.c, odictiter_iternext: the items of a subclass are read through its `__getitem__`.
pub(super) fn own_items(machine: &mut Machine, dict: &Value) -> Res<()> {
    if machine.overrides(dict.ty(), sym::GETITEM) {
        return machine.unsupported("items of an OrderedDict with its own __getitem__");
    }
    Ok(())
}

fn of_dict(machine: &mut Machine, args: &Args, name: &str) -> Res {
    match mappings::DICT.iter().find(|def| def.name == name) {
        Some(def) => (def.call)(machine, args),
        None => machine.unsupported(name),
    }
}

/// Calls dict's method with what was given by position or by name.
fn by_position(machine: &mut Machine, args: &Args, given: Vec<Option<Value>>, name: &str) -> Res {
    let pos: Vec<Value> = std::iter::once(args.pos[0].clone())
        .chain(given.into_iter().flatten())
        .collect();
    of_dict(machine, &Args { pos: &pos, kw: &[] }, name)
}

/// odict_or: of the class of the OrderedDict, made of the left one.
fn union(machine: &mut Machine, left: &Value, right: &Value, this: &Value) -> Res {
    if !matches!((&left.kind, &right.kind), (Kind::Dict(_), Kind::Dict(_))) {
        return Ok(machine.not_implemented());
    }
    let class = this.ty_value(machine);
    let made = machine.call(&class, std::slice::from_ref(left), &[])?;
    update_from(machine, &made, right, ordered_from_pairs)?;
    Ok(made)
}
