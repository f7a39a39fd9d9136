//! Which objects the program's names lead to, and a short text for each.

use crate::machine::{FastHash, Int, Kind, Machine, TypeId, Value, tid};
use crate::report::ObjectKind;
use crate::report::texts::cut;
use std::collections::{HashMap, VecDeque};

/// The longest text of a value, in characters.
const LONGEST: usize = 24;
/// Items of a container that its text names.
const NAMED: usize = 3;

/// A short `repr`: never runs the program's code.
pub(super) fn short(machine: &mut Machine, value: &Value) -> String {
    text(machine, value, true)
}

fn text(machine: &mut Machine, value: &Value, open: bool) -> String {
    let build_own = machine.ty(value.ty()).layout.user_class();
    if build_own {
        return format!("<{}>", machine.type_qualname(value.ty()));
    }
    let brackets = match &value.kind {
        Kind::List(_) => ("[", "]"),
        Kind::Tuple(_) => ("(", ")"),
        Kind::Dict(_) | Kind::Set(_) => ("{", "}"),
        Kind::Type(id) => return format!("class {}", machine.type_qualname(*id)),
        Kind::Int(Int::Big(_)) => return "a large int".to_string(),
        Kind::Function(_) => return "a function".to_string(),
        Kind::Module(name, _) => return format!("module {name}"),
        Kind::Str(_) | Kind::Int(_) | Kind::Float(_) | Kind::Complex(..) | Kind::Bytes(_) => {
            return match machine.repr(value) {
                Ok(text) => cut(&text, LONGEST),
                Err(_) => "a value".to_string(),
            };
        }
        _ if machine.is_none(value) => return "None".to_string(),
        _ => return format!("<{}>", machine.type_name_of(value)),
    };
    let items: Vec<(Option<Value>, Value)> = match &value.kind {
        Kind::List(list) => list
            .borrow()
            .items
            .iter()
            .map(|v| (None, v.clone()))
            .collect(),
        Kind::Tuple(items) => items.iter().map(|v| (None, v.clone())).collect(),
        Kind::Dict(_) => machine
            .dict_items(value)
            .into_iter()
            .map(|(k, v)| (Some(k), v))
            .collect(),
        _ => machine
            .set_items(value)
            .into_iter()
            .map(|v| (None, v))
            .collect(),
    };
    let mut texts = Vec::new();
    if open {
        for (key, item) in items.iter().take(NAMED) {
            let item = text(machine, item, false);
            texts.push(match key {
                Some(key) => format!("{}: {item}", text(machine, key, false)),
                None => item,
            });
        }
        if items.len() > NAMED {
            texts.push("…".into());
        }
    } else if !items.is_empty() {
        texts.push("…".into());
    }
    let comma = if matches!(value.kind, Kind::Tuple(_)) && items.len() == 1 {
        ","
    } else {
        ""
    };
    if matches!(value.kind, Kind::Set(_)) && items.is_empty() {
        return format!("{}()", machine.type_name_of(value));
    }
    format!("{}{}{comma}{}", brackets.0, texts.join(", "), brackets.1)
}

/// An object that is drawn, and how the program reaches it.
pub(super) struct Found {
    /// The object.
    pub value: Value,
    /// What it is to the viewer.
    pub kind: ObjectKind,
    /// The nearest names first.
    pub names: Vec<String>,
}

/// Objects that are followed at most.
const FOUND: usize = 400;
/// Items of one object that are followed.
const FOLLOWED: usize = 40;
/// Names of one object that are told.
const NAMES: usize = 4;
/// Objects of each kind that are drawn.
const DRAWN: usize = 100;

/// What the names lead to, near ones first: instances of the program's classes, then
/// containers, then values.
pub(super) fn reach(machine: &Machine) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let mut places: HashMap<usize, usize, FastHash> = HashMap::default();
    let named = names(machine).into_iter();
    let mut waiting: VecDeque<(String, Value)> =
        named.map(|(_, name, value)| (name, value)).collect();
    while let Some((path, value)) = waiting.pop_front() {
        if let Some(&place) = places.get(&value.key()) {
            let names = &mut found[place].names;
            if names.len() < NAMES {
                names.push(path);
            }
            continue;
        }
        let Some(kind) = kind_of(machine, &value) else {
            continue;
        };
        if found.len() >= FOUND {
            break;
        }
        places.insert(value.key(), found.len());
        children(machine, &path, &value, &mut waiting);
        found.push(Found {
            value,
            kind,
            names: vec![path],
        });
    }
    let order = [
        ObjectKind::Instance,
        ObjectKind::Container,
        ObjectKind::Value,
    ];
    let mut sorted = Vec::with_capacity(found.len());
    for kind in order {
        let (these, others): (Vec<Found>, Vec<Found>) =
            found.into_iter().partition(|found| found.kind == kind);
        sorted.extend(these.into_iter().take(DRAWN));
        found = others;
    }
    sorted
}

/// The module's names in the order of binding, without those that every module has; then the local names of what is
/// running, each with the code that it is local to.
pub(super) fn names(machine: &Machine) -> Vec<(Option<String>, String, Value)> {
    let globals = machine
        .globals()
        .map(|globals| machine.dict_items(&globals));
    let named = globals.into_iter().flatten();
    let named = named.filter_map(|(name, value)| match &name.kind {
        Kind::Str(name) => Some((None, name.as_str().to_string(), value)),
        _ => None,
    });
    let locals = machine.local_names().into_iter();
    let locals = locals.map(|(code, name, value)| (Some(code.to_string()), name, value));
    named
        .chain(locals)
        .filter(|(_, name, _)| !(name.starts_with("__") && name.ends_with("__")))
        .collect()
}

/// What an object is to the viewer; `None` for what is not drawn.
fn kind_of(machine: &Machine, value: &Value) -> Option<ObjectKind> {
    match &value.kind {
        Kind::Type(_) | Kind::Module(..) | Kind::Function(_) => None,
        _ if machine.ty(value.ty()).layout.user_class() => Some(ObjectKind::Instance),
        Kind::Dict(_) if value.ty() == tid::ORDERED_DICT => None,
        Kind::List(_) | Kind::Tuple(_) | Kind::Dict(_) | Kind::Set(_) | Kind::ByteArray(_) => {
            Some(ObjectKind::Container)
        }
        Kind::Int(_) | Kind::Float(_) | Kind::Complex(..) | Kind::Str(_) | Kind::Bytes(_) => {
            Some(ObjectKind::Value)
        }
        Kind::Plain if machine.is_none(value) || value.ty() == tid::OBJECT => {
            Some(ObjectKind::Value)
        }
        _ => None,
    }
}

fn children(machine: &Machine, path: &str, value: &Value, waiting: &mut VecDeque<(String, Value)>) {
    for (name, value) in slots(machine, value).into_iter().take(FOLLOWED) {
        if let Some(value) = value {
            waiting.push_back((format!("{path}.{name}"), value));
        }
    }
    for (name, value) in attributes(machine, value).into_iter().take(FOLLOWED) {
        waiting.push_back((format!("{path}.{name}"), value));
    }
    let mut indexed = |items: &[Value]| {
        for (index, item) in items.iter().enumerate().take(FOLLOWED) {
            waiting.push_back((format!("{path}[{index}]"), item.clone()));
        }
    };
    match &value.kind {
        Kind::List(list) => indexed(&list.borrow().items),
        Kind::Tuple(items) => indexed(items),
        Kind::Dict(_) => {
            for (key, value) in machine.dict_items(value).into_iter().take(FOLLOWED) {
                let name = match &key.kind {
                    Kind::Str(text) => format!("{path}[{:?}]", text.as_str()),
                    Kind::Int(Int::Small(n)) => format!("{path}[{n}]"),
                    _ => format!("a value of {path}"),
                };
                waiting.push_back((name, value));
                waiting.push_back((format!("a key of {path}"), key));
            }
        }
        Kind::Set(_) => {
            for item in machine.set_items(value).into_iter().take(FOLLOWED) {
                waiting.push_back((format!("an item of {path}"), item));
            }
        }
        _ => {}
    }
}

/// The slot words of an object in the order of memory, with their names.
pub(super) fn slots(machine: &Machine, value: &Value) -> Vec<(String, Option<Value>)> {
    let extra = value.extra.borrow();
    let Some(extra) = extra.as_ref() else {
        return Vec::new();
    };
    let chain: Vec<TypeId> =
        std::iter::successors(Some(value.ty()), |&id| machine.ty(id).base).collect();
    let names = chain.iter().rev().flat_map(|&id| &machine.ty(id).slots);
    names
        .zip(&extra.slots)
        .map(|((name, _), value)| (machine.symbols.text(*name).to_string(), value.clone()))
        .collect()
}

/// What is in an object's `__dict__`, made or not, in the order of setting.
pub(super) fn attributes(machine: &Machine, value: &Value) -> Vec<(String, Value)> {
    let extra = value.extra.borrow();
    extra
        .as_ref()
        .map_or_else(Vec::new, |extra| named(machine.own_attributes(extra)))
}

/// The items of a dict whose keys are strings.
pub(super) fn named_items(machine: &Machine, dict: &Value) -> Vec<(String, Value)> {
    named(machine.dict_items(dict))
}

fn named(items: Vec<(Value, Value)>) -> Vec<(String, Value)> {
    items
        .into_iter()
        .filter_map(|(name, value)| match &name.kind {
            Kind::Str(name) => Some((name.as_str().to_string(), value)),
            _ => None,
        })
        .collect()
}
