//! Whether what came back is what was given: attribute by attribute, by structure where `==` compares identities.

use super::super::walk::{attributes, slots};
use crate::machine::{FastHash, Kind, Machine, Value};
use crate::report::texts::without_addresses;
use std::collections::HashSet;

/// Sets of more items are compared by `==` alone.
const FEW: usize = 16;
/// Sets within sets that are compared.
const DEEP: usize = 1;

/// The names of what is not there, or not the same, in the other object.
pub(super) fn lost(machine: &mut Machine, old: &Value, new: &Value) -> Vec<String> {
    if old.is(new) {
        return Vec::new();
    }
    if old.ty() != new.ty() {
        let class = machine.type_qualname(new.ty());
        return vec![format!("its class ({class} came back)")];
    }
    let mut lost = Vec::new();
    let same_items = match payload(machine, old, new, 0) {
        Some(pairs) => pairs.iter().all(|(old, new)| same(machine, old, new, 0)),
        None => false,
    };
    if !same_items {
        lost.push(match old.kind {
            Kind::List(_) | Kind::Tuple(_) | Kind::Dict(_) | Kind::Set(_) => "its items".into(),
            Kind::Exception(_) => "args".into(),
            _ => "its value".into(),
        });
    }
    for (name, old, new) in parts(machine, old, new) {
        match (old, new) {
            (Some(old), Some(new)) if same(machine, &old, &new, 0) => {}
            (None, None) => {}
            (None, Some(_)) => lost.push(format!("{name} (was not set)")),
            _ => lost.push(name),
        }
    }
    lost
}

/// Slots and attributes of either object, side by side.
fn parts(
    machine: &Machine,
    old: &Value,
    new: &Value,
) -> Vec<(String, Option<Value>, Option<Value>)> {
    let words = slots(machine, old).into_iter().zip(slots(machine, new));
    let mut parts: Vec<_> = words
        .map(|((name, old), (_, new))| (name, old, new))
        .collect();
    let mut found = attributes(machine, new);
    for (name, old) in attributes(machine, old) {
        let place = found.iter().position(|(known, _)| *known == name);
        let new = place.map(|place| found.remove(place).1);
        parts.push((name, Some(old), new));
    }
    parts.extend(found.into_iter().map(|(name, new)| (name, None, Some(new))));
    parts
}

/// Whether two values are the same to the learner: equal, or of the same structure, or of the same repr.
fn same(machine: &mut Machine, old: &Value, new: &Value, depth: usize) -> bool {
    let mut seen: HashSet<(usize, usize), FastHash> = HashSet::default();
    let mut waiting = vec![(old.clone(), new.clone())];
    while let Some((old, new)) = waiting.pop() {
        if old.is(&new)
            || !seen.insert((old.key(), new.key()))
            || machine.equal(&old, &new).unwrap_or(false)
        {
            continue;
        }
        if old.ty() != new.ty() {
            return false;
        }
        let container = matches!(
            old.kind,
            Kind::List(_) | Kind::Tuple(_) | Kind::Dict(_) | Kind::Set(_)
        );
        if !container && !machine.ty(old.ty()).layout.user_class() {
            if same_repr(machine, &old, &new) {
                continue;
            }
            return false;
        }
        let Some(items) = payload(machine, &old, &new, depth) else {
            return false;
        };
        waiting.extend(items);
        for (_, old, new) in parts(machine, &old, &new) {
            match (old, new) {
                (Some(old), Some(new)) => waiting.push((old, new)),
                (None, None) => {}
                _ => return false,
            }
        }
    }
    true
}

fn same_repr(machine: &mut Machine, old: &Value, new: &Value) -> bool {
    let texts = (machine.repr(old), machine.repr(new));
    matches!(texts, (Ok(old), Ok(new)) if without_addresses(&old) == without_addresses(&new))
}

/// The items that must be the same in what the builtin type keeps in the object, whatever class of the
/// program derives from it; `None` where it cannot be the same.
fn payload(
    machine: &mut Machine,
    old: &Value,
    new: &Value,
    depth: usize,
) -> Option<Vec<(Value, Value)>> {
    let items = |old: &[Value], new: &[Value]| {
        let pairs = old.iter().cloned().zip(new.iter().cloned());
        (old.len() == new.len()).then(|| pairs.collect())
    };
    let plain = match (&old.kind, &new.kind) {
        (Kind::Int(old), Kind::Int(new)) => old == new,
        (Kind::Float(old), Kind::Float(new)) => old.to_bits() == new.to_bits(),
        (Kind::Complex(a, b), Kind::Complex(c, d)) => {
            (a.to_bits(), b.to_bits()) == (c.to_bits(), d.to_bits())
        }
        (Kind::Str(old), Kind::Str(new)) => old.as_str() == new.as_str(),
        (Kind::Bytes(old), Kind::Bytes(new)) => old == new,
        (Kind::ByteArray(old), Kind::ByteArray(new)) => old.borrow().0 == new.borrow().0,
        (Kind::Tuple(old), Kind::Tuple(new)) => return items(old, new),
        (Kind::List(old), Kind::List(new)) => {
            return items(&old.borrow().items, &new.borrow().items);
        }
        (Kind::Dict(_), Kind::Dict(_)) => {
            let flat = |dict: &Value| -> Vec<Value> {
                let pairs = machine.dict_items(dict).into_iter();
                pairs.flat_map(|(key, value)| [key, value]).collect()
            };
            return items(&flat(old), &flat(new));
        }
        (Kind::Set(_), Kind::Set(_)) => {
            let (old, new) = (machine.set_items(old), machine.set_items(new));
            let mut found = |old: &Value| new.iter().any(|new| same(machine, old, new, depth + 1));
            old.len() == new.len() && old.len() <= FEW && depth < DEEP && old.iter().all(&mut found)
        }
        (Kind::Exception(old), Kind::Exception(new)) => {
            return items(&old.borrow().args, &new.borrow().args);
        }
        _ => true,
    };
    plain.then(Vec::new)
}
