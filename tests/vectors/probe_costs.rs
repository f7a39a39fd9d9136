//! Probe p06 of `all.tsv`: requested bytes per instance once the cost is steady, measured over the
//! instances 1000 to 2000.

use crate::world::{Body, Instance, World};
use slotscope::cpython::sizes::{
    Chars, int_digits, list_reported, str_subclass_chars, tuple_reported,
};
use slotscope::cpython::slots::SlotItem;
use slotscope::cpython::{Build, Key, Table};

fn attributes(count: usize) -> Vec<String> {
    (0..count).map(|at| format!("a{at}")).collect()
}

/// A class whose `__init__` sets these attributes.
struct Kind<'a> {
    base: &'a str,
    slots: Option<Vec<&'a str>>,
    set: Vec<&'a str>,
    /// Whether each instance's `__dict__` is asked for.
    vars: bool,
}

fn steady(build: Build, kind: &Kind<'_>) -> u64 {
    let mut world = World::new(build);
    let base = find_base(&mut world, kind.base);
    let items: Option<Vec<SlotItem<'_>>> = kind
        .slots
        .as_ref()
        .map(|names| names.iter().map(|name| SlotItem::Name(name)).collect());
    let mut sorted: Vec<String> = kind.set.iter().map(|name| (*name).to_owned()).collect();
    sorted.sort();
    let body = Body {
        slots: items.as_deref(),
        static_attributes: &sorted,
        ..Body::default()
    };
    let class = world.class("X", &[base], body).expect("a class");
    let (items, extra) = payload(build, kind.base);
    let mut made: Vec<Instance> = Vec::new();
    let mut bytes = 0;
    for at in 0..2000 {
        let mut instance = world.instance(class, items);
        if kind.base == "SimpleNamespace" {
            instance.dict = Some(Table::empty());
        }
        for name in &kind.set {
            world.set(&mut instance, name);
        }
        if kind.vars {
            world.dict(&mut instance);
        }
        if at >= 1000 {
            bytes += world.cost(&instance) + extra;
        }
        made.push(instance);
    }
    (bytes + 500) / 1000
}

/// The classes of the probe that others derive from.
fn find_base(world: &mut World, name: &str) -> usize {
    let mut class = |slots: Option<&[&str]>| world.slotted("B", &[], slots).expect("a class");
    match name {
        "slotted base(2)" => class(Some(&["s0", "s1"])),
        "plain base" => class(None),
        "slots=() base" => class(Some(&[])),
        name => world.find(name),
    }
}

/// Items of an empty instance, and bytes of blocks that its built-in part owns.
fn payload(build: Build, base: &str) -> (u64, u64) {
    match base {
        "int" => (int_digits(build, 0), 0),
        "str" => (0, str_subclass_chars(Chars::of(""))),
        "dict" => {
            let table: Table<String> = Table::called(build);
            (0, table.block(build).map_or(0, |block| block.requested))
        }
        _ => (0, 0),
    }
}

pub(crate) fn p06(build: Build, key: &str) -> Option<String> {
    let world = World::new(build);
    let requested = |name: &str| world.get(world.find(name)).layout.requested(build, 0);
    if key == "object()" {
        return Some(requested("object").to_string());
    }
    let (what, count) = key.rsplit_once(' ')?;
    let count: usize = count.parse().ok()?;
    let own = attributes(count);
    let own: Vec<&str> = own.iter().map(String::as_str).collect();
    let with = |more: &[&'static str]| -> Vec<&str> { own.iter().chain(more).copied().collect() };
    let kind = |base, slots, set| Kind {
        base,
        slots,
        set,
        vars: false,
    };
    let first_two: Vec<&str> = ["s0", "s1"]
        .into_iter()
        .chain(own.iter().copied())
        .collect();
    let kind = match what {
        "regular" => kind("object", None, own),
        "regular+vars()" => Kind {
            vars: true,
            ..kind("object", None, own)
        },
        "slotted" => kind("object", Some(own.clone()), own),
        "slotted+__weakref__" => kind("object", Some(with(&["__weakref__"])), own),
        "slotted+__dict__ (all in slots)" => kind("object", Some(with(&["__dict__"])), own),
        "slotted+__dict__,__weakref__ (all in slots)" => {
            kind("object", Some(with(&["__dict__", "__weakref__"])), own)
        }
        "__slots__=('__dict__',) attrs in dict" => kind("object", Some(vec!["__dict__"]), own),
        "2 slots + __dict__: n more in dict" => {
            kind("object", Some(vec!["s0", "s1", "__dict__"]), first_two)
        }
        "child(no slots) of slotted base(2), n in dict" => kind("slotted base(2)", None, first_two),
        "child(slots n) of slotted base(2)" => kind("slotted base(2)", Some(own), first_two),
        "child(slots n) of plain base" => kind("plain base", Some(own.clone()), own),
        "child(no slots) of slots=() base, n in dict" => kind("slots=() base", None, own),
        _ if what.starts_with("child(no slots) of ") => {
            let base = what["child(no slots) of ".len()..].strip_suffix(" n in dict")?;
            kind(base.trim_start_matches("types."), None, own)
        }
        _ if what.starts_with("child(slots n) of ") => {
            kind(&what["child(slots n) of ".len()..], Some(own.clone()), own)
        }
        _ => return others(&world, what, count).map(|bytes| bytes.to_string()),
    };
    Some(steady(build, &kind).to_string())
}

/// Records that are no instances of a class with attributes.
fn others(world: &World, what: &str, count: usize) -> Option<u64> {
    let build = world.build;
    let names = attributes(count);
    let table = |start: Table<String>| {
        let mut table = start;
        for name in &names {
            table.store(build, Key::Str(name), false);
        }
        world.dict_requested(&table)
    };
    Some(match what {
        "namedtuple" => world
            .get(world.find("tuple"))
            .layout
            .requested(build, count as u64),
        "SimpleNamespace(**kw)" => {
            let object = world
                .get(world.find("SimpleNamespace"))
                .layout
                .requested(build, 0);
            object + table(Table::empty())
        }
        "dict literal" => table(Table::empty()),
        "dict(k=v)" => table(Table::called(build)),
        "tuple" => tuple_reported(build, count as u64),
        "list display" => list_reported(build, count),
        _ => return None,
    })
}
