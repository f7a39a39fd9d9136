//! Probes of `all.tsv` about types: p01 (layouts of built-in types and of what derives from them),
//! p09 (slots and bases), p10 (order of slots), p02 (reported sizes of instances).

use crate::world::{Body, World};
use slotscope::cpython::Build;
use slotscope::cpython::bases::TypeGraph;
use slotscope::cpython::slots::SlotItem;

/// `bs=16 is=0 do=0 wo=0`
fn info(world: &World, id: usize) -> String {
    let layout = world.layout(id);
    format!(
        "bs={} is={} do={} wo={}",
        layout.basicsize, layout.itemsize, layout.dictoffset, layout.weakrefoffset
    )
}

/// Names of the flags that p01 prints.
fn flags(world: &World, id: usize) -> String {
    let bits = world.layout(id).flag_bits(world.build);
    let names = [
        ("INLINE", 2),
        ("MWEAK", 3),
        ("MDICT", 4),
        ("SEQ", 5),
        ("MAP", 6),
        ("IMM", 8),
        ("HEAP", 9),
        ("BASE", 10),
        ("GC", 14),
        ("ITEMS_AT_END", 23),
    ];
    let set = names.into_iter().filter(|(_, bit)| bits & (1 << bit) != 0);
    set.map(|(name, _)| name).collect::<Vec<_>>().join("|")
}

/// The builtins that p01 calls otherwise, and the Python classes among them.
fn p01_type(world: &mut World, name: &str) -> usize {
    let class = |world: &mut World, slots: Option<&[&str]>| {
        world.slotted(name, &[], slots).expect("a class")
    };
    match name {
        "Enum" => class(world, None),
        "ABC" | "Generic" => class(world, Some(&[])),
        "object_iter" => world.find("list_iterator"),
        "builtin" => world.find("builtin_function_or_method"),
        "weakref" => world.find("ReferenceType"),
        name => world.find(name),
    }
}

pub(crate) fn p01(build: Build, key: &str) -> Option<String> {
    let mut world = World::new(build);
    if let Some(name) = key.strip_prefix("builtin ") {
        let id = p01_type(&mut world, name);
        return Some(format!("{} {}", info(&world, id), flags(&world, id)));
    }
    let (name, tag) = key.strip_prefix("sub ")?.split_once(' ')?;
    let base = p01_type(&mut world, name);
    let slots: Option<&[&str]> = match tag {
        _ if name == "Enum" => None,
        "plain" => None,
        "slots()" => Some(&[]),
        "slots(a,b)" => Some(&["a", "b"]),
        "slots(__dict__)" => Some(&["__dict__"]),
        "slots(__weakref__)" => Some(&["__weakref__"]),
        "slots(a,__dict__,__weakref__)" => Some(&["a", "__dict__", "__weakref__"]),
        _ => return None,
    };
    Some(match world.slotted("X", &[base], slots) {
        Ok(id) => format!("{} {}", info(&world, id), flags(&world, id)),
        Err(error) => error.to_string(),
    })
}

/// p09's types that are combined in pairs.
fn p09_types(world: &mut World) -> Vec<(&'static str, usize)> {
    let mut types = Vec::new();
    let mut make = |world: &mut World, name: &'static str, base: &str, slots: Option<&[&str]>| {
        let base = world.find(base);
        let id = world.slotted(name, &[base], slots).expect("a class");
        types.push((name, id));
    };
    make(world, "S1", "object", Some(&["a"]));
    make(world, "S2", "object", Some(&["b"]));
    make(world, "S3", "object", Some(&["a"]));
    make(world, "E1", "object", Some(&[]));
    make(world, "P1", "object", None);
    make(world, "SD", "object", Some(&["__dict__"]));
    make(world, "SW", "object", Some(&["__weakref__"]));
    make(world, "SDW", "object", Some(&["__dict__", "__weakref__"]));
    make(world, "SaD", "object", Some(&["a", "__dict__"]));
    make(world, "Ex", "Exception", None);
    make(world, "S1c", "S1", Some(&["c"]));
    make(world, "S1p", "S1", None);
    types
}

fn p09_combine(build: Build, pair: &str) -> Option<String> {
    let (pair, slots) = pair.split_once(" slots=")?;
    let (first, second) = pair.split_once('+')?;
    let slots: Option<&[&str]> = if slots == "None" { None } else { Some(&[]) };
    let mut world = World::new(build);
    let types = p09_types(&mut world);
    let find = |name: &str| {
        let made = types.iter().find(|(of, _)| *of == name);
        made.map_or_else(|| world.find(name), |(_, id)| *id)
    };
    let bases = [find(first), find(second)];
    Some(match world.slotted("X", &bases, slots) {
        Ok(id) => {
            let base = world.base(id).map(|base| world.name(base))?;
            format!("OK ('{}', '{base}')", info(&world, id))
        }
        Err(error) => error.to_string(),
    })
}

/// A key of p09: what the class is given, and how it is told.
struct Slots {
    /// `repr(C.__slots__)`
    told: &'static str,
    items: Vec<SlotItem<'static>>,
    namespace: &'static [&'static str],
    class: &'static str,
}

fn slots(told: &'static str, items: &[&'static str]) -> Slots {
    Slots {
        told,
        items: items.iter().map(|name| SlotItem::Name(name)).collect(),
        namespace: &[],
        class: "X",
    }
}

/// Names that the compiler puts into the namespace of a class statement's body.
fn statement(build: Build) -> &'static [&'static str] {
    if build.at_least(13) {
        &[
            "__module__",
            "__qualname__",
            "__firstlineno__",
            "__static_attributes__",
        ]
    } else {
        &["__module__", "__qualname__"]
    }
}

fn p09_slots(build: Build, key: &str) -> Option<Slots> {
    let with = |slots: Slots, namespace: &'static [&'static str]| Slots { namespace, ..slots };
    let in_class = |slots: Slots, class: &'static str| Slots { class, ..slots };
    let other = |kind: &'static str| Slots {
        items: vec![SlotItem::Other(kind)],
        ..slots("", &[])
    };
    Some(match key {
        "str \"abc\"" => slots("'abc'", &["abc"]),
        "str \"a b\"" => slots("", &["a b"]),
        "str \"\"" | "[\"\"]" => slots("", &[""]),
        "str \"1a\"" => slots("", &["1a"]),
        "str keyword \"class\"" => slots("'class'", &["class"]),
        "tuple" => slots("('b', 'a')", &["b", "a"]),
        "list" => slots("['b', 'a']", &["b", "a"]),
        "dict" => slots("{'b': 'doc b', 'a': 'doc a'}", &["b", "a"]),
        "iterator" | "generator" => slots("'iter'", &["a", "b"]),
        "range-like ints" | "bytes b\"ab\"" => other("int"),
        "[b\"a\"]" => other("bytes"),
        "[None]" => other("NoneType"),
        "[\"a-b\"]" => slots("", &["a-b"]),
        "[\"a\",\"a\"]" => slots("['a', 'a']", &["a", "a"]),
        "str \"aa\" chars?" => slots("'aa'", &["aa"]),
        "nonascii" => slots("['é', 'Ж']", &["é", "Ж"]),
        "NFKC not normalised" => slots("['ﬁ']", &["ﬁ"]),
        "[\"\\x00\"]" => slots("", &["\0"]),
        "[\"__dict__\"]" => slots("['__dict__']", &["__dict__"]),
        "[\"__weakref__\"]" => slots("['__weakref__']", &["__weakref__"]),
        "[\"__dict__\",\"__dict__\"]" => slots("", &["__dict__", "__dict__"]),
        "[\"__weakref__\",\"__weakref__\"]" => slots("", &["__weakref__", "__weakref__"]),
        "[\"__slots__\"]" => slots("", &["__slots__"]),
        "[\"__classcell__\"]" => slots("['__classcell__']", &["__classcell__"]),
        "[\"__qualname__\"]" => slots("['__qualname__']", &["__qualname__"]),
        "[\"__qualname__\"] via class stmt" => with(
            slots("['__qualname__']", &["__qualname__"]),
            statement(build),
        ),
        "[\"__module__\"] via class stmt" => with(slots("", &["__module__"]), statement(build)),
        "[\"__doc__\"] type()" => slots("['__doc__']", &["__doc__"]),
        "[\"__doc__\"] with docstring" => with(slots("", &["__doc__"]), &["__doc__"]),
        "[\"__class__\"]" => slots("['__class__']", &["__class__"]),
        "[\"__init__\"]" => slots("['__init__']", &["__init__"]),
        "[\"__firstlineno__\"] class stmt" => with(
            slots("['__firstlineno__']", &["__firstlineno__"]),
            statement(build),
        ),
        "[\"__static_attributes__\"] class stmt" => with(
            slots("['__static_attributes__']", &["__static_attributes__"]),
            statement(build),
        ),
        "[\"__classdictcell__\"]" => slots("['__classdictcell__']", &["__classdictcell__"]),
        "class var conflict" | "class var None" => with(slots("", &["a"]), &["a"]),
        "class var conflict second" => with(slots("", &["b", "a"]), &["a", "b"]),
        "class var conflict, private" => with(slots("", &["__a"]), &["_X__a"]),
        "method conflict" => with(slots("", &["f"]), &["f"]),
        "private mangled" => slots("['__a', '_b', 'c__']", &["__a", "_b", "c__"]),
        "private mangled dunder" => slots("['__a__', '__a_']", &["__a__", "__a_"]),
        "private, class name _X" => in_class(slots("['__a']", &["__a"]), "_X"),
        "private, class name __X" => in_class(slots("['__a']", &["__a"]), "__X"),
        "private, class name ___" => in_class(slots("['__a']", &["__a"]), "___"),
        "dup after mangling" => slots("['__a', '_X__a']", &["__a", "_X__a"]),
        _ => return None,
    })
}

/// `('abc', 'bs=24 is=0 do=0 wo=0', ['abc'])`: `__slots__`, layout, sorted descriptors.
fn described(world: &World, id: usize, told: &str) -> String {
    let of = world.get(id);
    let mut names: Vec<String> = of
        .offsets
        .iter()
        .map(|(name, _)| name.to_string())
        .collect();
    let base = world.layout(world.base(id).expect("a base"));
    if of.layout.dictoffset != 0 && base.dictoffset == 0 {
        names.push("__dict__".to_owned());
    }
    if of.layout.weakrefoffset != 0 && base.weakrefoffset == 0 {
        names.push("__weakref__".to_owned());
    }
    names.sort();
    let names: Vec<String> = names.iter().map(|name| format!("'{name}'")).collect();
    format!("OK ({told}, '{}', [{}])", info(world, id), names.join(", "))
}

pub(crate) fn p09(build: Build, key: &str) -> Option<String> {
    if let Some(pair) = key.strip_prefix("combine ") {
        return p09_combine(build, pair);
    }
    let mut world = World::new(build);
    if let Some(given) = p09_slots(build, key) {
        let body = Body {
            slots: Some(&given.items),
            namespace: given.namespace,
            ..Body::default()
        };
        return Some(match world.class(given.class, &[], body) {
            Ok(id) => described(&world, id, given.told),
            Err(error) => error.to_string(),
        });
    }
    p09_bases(&mut world, key)
}

fn p09_bases(world: &mut World, key: &str) -> Option<String> {
    let names = |names: &[&str]| -> String {
        let quoted: Vec<String> = names.iter().map(|name| format!("'{name}'")).collect();
        format!("OK [{}]", quoted.join(", "))
    };
    if let Some(name) = key.strip_prefix("nonempty slots on ") {
        let base = world.find(name);
        return Some(match world.slotted("X", &[base], Some(&["a"])) {
            Ok(id) => format!("OK '{}'", info(world, id)),
            Err(error) => error.to_string(),
        });
    }
    if let Some(rest) = key.strip_prefix("[\"\"] invalid on ") {
        let base = world.find(rest.split(' ').next()?);
        return world
            .slotted("X", &[base], Some(&[""]))
            .err()
            .map(|error| error.to_string());
    }
    if let Some(name) = key
        .strip_prefix("base ")
        .filter(|name| !name.contains("dup"))
    {
        let base = world.find(name);
        return world
            .slotted("X", &[base], None)
            .err()
            .map(|error| error.to_string());
    }
    let int = world.find("int");
    let object = world.find("object");
    let a = world.slotted("A", &[], None).ok()?;
    let b = world.slotted("B", &[a], None).ok()?;
    let with_a = world.slotted("S", &[], Some(&["a"])).ok()?;
    let with_b = world.slotted("T", &[], Some(&["b"])).ok()?;
    let result = match key {
        "set" | "frozenset" => {
            let made = world.slotted("X", &[], Some(&["b", "a"])).ok()?;
            let found = &world.get(made).offsets;
            let found: Vec<&str> = found.iter().map(|(name, _)| &**name).collect();
            return Some(names(&found));
        }
        "sort after mangling" => {
            let made = world
                .slotted("X", &[], Some(&["zz", "__b", "_Q", "a"]))
                .ok()?;
            let found = &world.get(made).offsets;
            let found: Vec<&str> = found.iter().map(|(name, _)| &**name).collect();
            return Some(names(&found));
        }
        "conflict in base is ok" => {
            let base = world.slotted("B", &[], Some(&[])).ok()?;
            world.slotted("X", &[base], Some(&["a"]))
        }
        "slots with __dict__ on base having dict" => world.slotted("X", &[a], Some(&["__dict__"])),
        "slots with __weakref__ on base having weakref" => {
            world.slotted("X", &[a], Some(&["__weakref__"]))
        }
        "slots a,__dict__ both base slotted w/o" => {
            let made = world
                .slotted("X", &[with_b], Some(&["a", "__dict__"]))
                .ok()?;
            return Some(described(world, made, "['a', '__dict__']"));
        }
        "repeat parent slot" => world.slotted("X", &[with_a], Some(&["a"])),
        "itemsize base w/ dup" => {
            let tuple = world.find("tuple");
            return Some(match world.slotted("X", &[tuple], Some(&["a", "a"])) {
                Ok(id) => format!("OK '{}'", info(world, id)),
                Err(error) => error.to_string(),
            });
        }
        "base dup" => world.slotted("X", &[int, int], None),
        "base dup class" => world.slotted("X", &[a, a], None),
        "MRO order" => world.slotted("X", &[a, b], None),
        "MRO order 2" => world.slotted("X", &[object, a], None),
        "MRO 3" => {
            let c1 = world.slotted("C1", &[a], None).ok()?;
            let c2 = world.slotted("C2", &[a], None).ok()?;
            let d1 = world.slotted("D1", &[c1, c2], None).ok()?;
            let d2 = world.slotted("D2", &[c2, c1], None).ok()?;
            world.slotted("X", &[d1, d2], None)
        }
        _ => return None,
    };
    Some(match result {
        Ok(id) => described(world, id, "['a']"),
        Err(error) => error.to_string(),
    })
}

/// `{'a': 2, 'b': 3}`: the words that slots of these names occupy.
fn words(world: &World, id: usize, names: &[&str]) -> Option<String> {
    let mut told = Vec::new();
    for name in names {
        let mut classes = world.mro(id).iter().map(|class| world.get(*class));
        let offset = classes.find_map(|class| {
            let found = class.offsets.iter().find(|(known, _)| &**known == *name);
            found.map(|(_, offset)| *offset)
        })?;
        told.push(format!(
            "'{name}': {}",
            offset / world.build.word().cast_signed()
        ));
    }
    Some(format!("{{{}}}", told.join(", ")))
}

pub(crate) fn p10(build: Build, key: &str) -> Option<String> {
    let mut world = World::new(build);
    let on = |world: &mut World, base: &str, slots: &[&str], names: &[&str]| {
        let base = world.find(base);
        let id = world.slotted("X", &[base], Some(slots)).ok()?;
        words(world, id, names)
    };
    let world = &mut world;
    match key {
        "b a c" => on(world, "object", &["b", "a", "c"], &["a", "b", "c"]),
        "dup a a b" => on(world, "object", &["a", "a", "b"], &["a", "b"]),
        "sort uppercase/underscore/nonascii" => {
            let names = ["é", "b", "_c", "B", "a1", "a10", "a2", "Ж"];
            on(world, "object", &names, &names)
        }
        "private sort" => on(world, "object", &["__z", "a", "Q"], &["_X__z", "a", "Q"]),
        "dup mangled __a,_X__a" => on(world, "object", &["__a", "_X__a", "b"], &["_X__a", "b"]),
        "inherited base m x; child a z" | "shadow offsets" | "child basicsize" => {
            let base = world.slotted("X", &[], Some(&["x", "m"])).ok()?;
            let (slots, names): (&[&str], &[&str]) = if key.starts_with("inherited") {
                (&["z", "a"], &["x", "m", "a", "z"])
            } else {
                (&["m", "y"], &["x", "m", "y"])
            };
            let child = world.slotted("X", &[base], Some(slots)).ok()?;
            if key == "child basicsize" {
                return Some(world.layout(child).basicsize.to_string());
            }
            words(world, child, names)
        }
        "list subclass" => on(world, "list", &["q"], &["q"]),
        "exc subclass" => on(world, "Exception", &["q"], &["q"]),
        "str subclass" => on(world, "str", &["q"], &["q"]),
        _ => None,
    }
}

pub(crate) fn p02(build: Build, key: &str) -> Option<String> {
    let mut world = World::new(build);
    let (kind, rest) = key.split_once(' ')?;
    let (count, _) = rest.strip_prefix("n=").unwrap_or("2 ").split_once(' ')?;
    let names: Vec<String> = (0..count.parse().ok()?)
        .map(|at| format!("a{at}"))
        .collect();
    let mut slots: Vec<&str> = names.iter().map(String::as_str).collect();
    for special in ["__dict__", "__weakref__"] {
        if rest.contains(special) {
            slots.push(special);
        }
    }
    let slots = (kind == "slotted").then_some(slots.as_slice());
    let id = world.slotted("X", &[], slots).ok()?;
    let size = world.layout(id).reported(build, 0);
    Some(if kind == "regular" {
        format!("({size}, {size})")
    } else {
        size.to_string()
    })
}
