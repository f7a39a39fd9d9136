//! Probe p05 of `all.tsv`: `sys.getsizeof` of built-in objects, however they were made.

use crate::tables::first_sizes;
use crate::world::{Body, Instance, World};
use slotscope::cpython::lists::{self, Source};
use slotscope::cpython::sets::SetTable;
use slotscope::cpython::sizes::{
    Chars, bytearray_reported, bytes_sizeof, class_reported, deque_reported, int_sizeof,
    list_reported, ordered_dict_nodes, static_type_reported, str_sizeof, tuple_reported,
};
use slotscope::cpython::{Build, Key, Table, bytearrays};

/// "0:56 1:88": first index with that size.
fn runs(sizes: impl Iterator<Item = u64>) -> String {
    linear(first_sizes(sizes.collect()).into_iter())
}

/// "0:28 1:28"
fn linear(pairs: impl Iterator<Item = (u64, u64)>) -> String {
    let told: Vec<String> = pairs.map(|(at, size)| format!("{at}:{size}")).collect();
    told.join(" ")
}

pub(crate) fn p05(build: Build, key: &str) -> Option<String> {
    scalars(build, key)
        .or_else(|| list(build, key))
        .or_else(|| set(build, key))
        .or_else(|| class(build, key))
        .or_else(|| container(build, key))
        .or_else(|| object(build, key).map(|size| size.to_string()))
}

fn scalars(build: Build, key: &str) -> Option<String> {
    let of = |numbers: &[u64], size: &dyn Fn(u64) -> u64| {
        Some(linear(
            numbers.iter().map(|number| (*number, size(*number))),
        ))
    };
    let text = |max: u32| move |len: u64| str_sizeof(build, Chars { len, max }, None);
    let word = build.word();
    match key {
        "int_info" => Some("(30, 4)".to_owned()),
        "int" => of(
            &[
                0, 1, 14, 15, 16, 29, 30, 31, 45, 46, 59, 60, 61, 62, 63, 64, 90, 91, 120, 121,
            ],
            &|bits| int_sizeof(build, bits),
        ),
        "int neg" => of(&[1, 15, 16, 30, 31, 60, 61], &|bits| {
            int_sizeof(build, bits)
        }),
        "True False" => Some(format!(
            "({}, {})",
            int_sizeof(build, 1),
            int_sizeof(build, 0)
        )),
        "None NotImplemented Ellipsis" => Some(format!("({0}, {0}, {0})", 2 * word)),
        "float complex" => Some(format!("({}, {})", 2 * word + 8, 2 * word + 16)),
        "str ascii" => of(&[0, 1, 2, 3, 4, 7, 8, 9, 100], &text(0x61)),
        "str latin1" => of(&[1, 2, 3, 4, 7, 8, 100], &|len| {
            // The one-character strings have their UTF-8 from the start (3.12+).
            let utf8 = (len == 1 && build.at_least(12)).then_some(2);
            str_sizeof(build, Chars { len, max: 0xe9 }, utf8)
        }),
        "str ucs2" => of(&[1, 2, 3, 4, 100], &text(0x416)),
        "str ucs4" => of(&[1, 2, 3, 4, 100], &text(0x1f600)),
        "str latin1 10 before/after utf8 cache (int(s) try)" => {
            let size = text(0xe9)(10);
            Some(format!("({size}, {size})"))
        }
        "bytes" => of(&[0, 1, 2, 3, 8, 100], &|len| bytes_sizeof(build, len)),
        "bytearray ctor" => of(&[0, 1, 2, 3, 8, 100], &|len| {
            let world = World::new(build);
            let layout = &world.get(world.find("bytearray")).layout;
            bytearray_reported(build, layout, bytearrays::exact(build, len))
        }),
        "tuple" => of(&[0, 1, 2, 3, 10], &|len| tuple_reported(build, len)),
        _ => None,
    }
}

/// The capacity after that many appends.
fn appended(build: Build, count: usize) -> usize {
    (0..count).fold(0, |room, size| lists::resized(build, room, size, size + 1))
}

fn list(build: Build, key: &str) -> Option<String> {
    let upto = |count: usize, room: &dyn Fn(usize) -> usize| {
        Some(runs(
            (0..count).map(|count| list_reported(build, room(count))),
        ))
    };
    let from = |source: Source| move |count: usize| lists::made_from(build, source, count);
    let onto = |room: usize, size: usize, source: Source| {
        move |count: usize| lists::extended(build, room, size, source, count)
    };
    // Displays of more than 30 items are built by appending (Python/compile.c, 3.10+).
    let long = |count: usize, since: u8| count > 30 && build.at_least(since);
    match key {
        "list literal/eval" => upto(70, &|count| {
            if long(count, 10) {
                appended(build, count)
            } else {
                count
            }
        }),
        "list const literal" => upto(70, &|count| match count {
            ..3 => count,
            _ if long(count, 14) => appended(build, count),
            _ => onto(0, 0, Source::Sequence)(count),
        }),
        "[0]*n" | "list.copy / slice" => upto(40, &|count| count),
        "a+b" => upto(40, &|count| count + 1),
        "append" | "listcomp" => upto(140, &|count| appended(build, count)),
        "insert" => upto(60, &|count| appended(build, count)),
        "list(range)" => upto(140, &from(Source::Sized)),
        "list(tuple)" => upto(40, &from(Source::Sequence)),
        "list(dict)" => upto(140, &from(Source::Hashed)),
        "list(map)" => upto(140, &from(Source::Unknown)),
        // 3.15 compiles list(generator expression) as a comprehension.
        "list(gen)" if build.at_least(15) => upto(140, &|count| appended(build, count)),
        "list(gen)" => upto(140, &from(Source::Unknown)),
        "sorted(range)" | "[].extend(range)" | "[*range]" => upto(140, &onto(0, 0, Source::Sized)),
        "[].extend(tuple)" => upto(140, &onto(0, 0, Source::Sequence)),
        "[1]+=list n" => upto(140, &onto(1, 1, Source::Sequence)),
        "append 40 pop m" => upto(41, &|count| {
            (0..count).fold(appended(build, 40), |room, popped| {
                lists::popped(build, room, 40 - popped)
            })
        }),
        "append 40 del [m:]" => upto(41, &|count| {
            lists::sliced(build, appended(build, 40), 40, count)
        }),
        "clear" => Some(list_reported(build, 0).to_string()),
        _ => None,
    }
}

fn added(build: Build, count: usize) -> SetTable<usize> {
    let mut table = SetTable::new(build);
    for item in 0..count {
        table.add(item as i64, item);
    }
    table
}

fn set(build: Build, key: &str) -> Option<String> {
    let world = World::new(build);
    let object = world.get(world.find("set")).layout.reported(build, 0);
    let upto = |count: usize, make: &dyn Fn(usize) -> SetTable<usize>| {
        Some(runs(
            (0..count).map(|count| object + make(count).reported()),
        ))
    };
    match key {
        "set literal add" => upto(200, &|count| added(build, count)),
        "set add" => upto(400, &|count| added(build, count)),
        "frozenset" | "set(list)" => upto(100, &|count| added(build, count)),
        "set(set)" => upto(100, &|count| added(build, count).copy()),
        "set(dict)" => upto(100, &|count| {
            let mut table = SetTable::new(build);
            table.presize(count);
            (0..count).for_each(|item| table.add(item as i64, item));
            table
        }),
        _ => None,
    }
}

fn info(world: &World, class: usize) -> String {
    let layout = &world.get(class).layout;
    format!(
        "bs={} is={} do={} wo={}",
        layout.basicsize, layout.itemsize, layout.dictoffset, layout.weakrefoffset
    )
}

fn class(build: Build, key: &str) -> Option<String> {
    let mut world = World::new(build);
    let mut size = |slots: Option<&[&str]>| {
        let class = world.slotted("C", &[], slots).expect("a class");
        let keys = world.get(class).keys.as_ref().map(|keys| keys.borrow());
        class_reported(build, keys.as_deref())
    };
    let names = ["a0", "a1", "a2", "a3"];
    let of_type = static_type_reported(build);
    Some(match key {
        "class A" => size(None).to_string(),
        "class B slots x,y" => size(Some(&["x", "y"])).to_string(),
        "class C slots ()" => size(Some(&[])).to_string(),
        "class with n slots" => {
            let sizes: Vec<u64> = (0..5).map(|count| size(Some(&names[..count]))).collect();
            format!("{sizes:?}")
        }
        "type, object, int (static)" => format!("({of_type}, {of_type}, {of_type})"),
        "type.__sizeof__" => {
            let head = 2 * build.word();
            format!("({}, {})", size(None) - head, size(Some(&[])) - head)
        }
        _ => return None,
    })
}

fn container(build: Build, key: &str) -> Option<String> {
    let mut world = World::new(build);
    let tuple = world.find("tuple");
    let nt = world.slotted("NT", &[tuple], Some(&[])).ok()?;
    let tuple_like = |world: &World, class: usize, len: u64| {
        format!(
            "{}, '{}'",
            world.get(class).layout.reported(build, len),
            info(world, class)
        )
    };
    let namespace = |names: usize| {
        let mut table = Table::empty();
        for name in 0..names {
            table.store(build, Key::Str(&name.to_string()), false);
        }
        table
    };
    let object = world
        .get(world.find("SimpleNamespace"))
        .layout
        .reported(build, 0);
    Some(match key {
        "namedtuple 3" => format!("({}, ())", tuple_like(&world, nt, 3)),
        "typing.NamedTuple 2" => format!("({})", tuple_like(&world, nt, 2)),
        "subclass of namedtuple no slots" | "subclass of namedtuple slots=()" => {
            let slots: Option<&[&str]> = if key.ends_with("()") { Some(&[]) } else { None };
            let child = world.slotted("C", &[nt], slots).ok()?;
            format!("({})", tuple_like(&world, child, 3))
        }
        "SimpleNamespace()" => {
            format!("({object}, {})", world.dict_reported(&namespace(0)))
        }
        "SimpleNamespace(x,y)" => {
            format!("({object}, {})", world.dict_reported(&namespace(2)))
        }
        "SimpleNamespace dict n" => {
            runs((0..45).map(|names| world.dict_reported(&namespace(names))))
        }
        "dataclass" => {
            let class = world.class("D", &[], Body::default()).ok()?;
            let mut made: Vec<Instance> = Vec::new();
            for _ in 0..60 {
                let mut instance = world.instance(class, 0);
                world.set(&mut instance, "x");
                world.set(&mut instance, "y");
                made.push(instance);
            }
            let mut last = made.pop()?;
            world.dict(&mut last);
            let dict = world.dict_reported(last.dict.as_ref()?);
            let size = world.get(class).layout.reported(build, 0);
            format!("({size}, {dict}, '{}')", info(&world, class))
        }
        _ => return None,
    })
}

fn object(build: Build, key: &str) -> Option<u64> {
    let mut world = World::new(build);
    let reported = |world: &World, name: &str| {
        let layout = &world.get(world.find(name)).layout;
        layout.reported(build, 0)
    };
    let class = |world: &mut World, base: &str, slots: Option<&[&str]>| {
        let base = world.find(base);
        let class = world.slotted("C", &[base], slots).expect("a class");
        world.get(class).layout.reported(build, 0)
    };
    let called: Table<String> = Table::called(build);
    let name = match key {
        "A()" | "Enum member" => return Some(class(&mut world, "object", None)),
        "B()" => return Some(class(&mut world, "object", Some(&["x", "y"]))),
        "Counter" => return Some(class(&mut world, "dict", None) + called.reported(build)),
        "defaultdict" => return Some(reported(&world, key) + called.reported(build)),
        "OrderedDict()" | "OrderedDict(a=1)" => {
            let mut table = called;
            let len = u64::from(key.contains('a'));
            if len > 0 {
                table.store(build, Key::Str(&"a".to_owned()), false);
            }
            let slots = if len > 0 { table.slots() } else { 0 };
            let nodes = ordered_dict_nodes(build, slots, len);
            return Some(reported(&world, "OrderedDict") + table.reported(build) + nodes);
        }
        "deque()" | "deque(65)" => {
            let layout = &world.get(world.find("deque")).layout;
            let len = if key == "deque()" { 0 } else { 65 };
            return Some(deque_reported(build, layout, 32, len));
        }
        "object()" => "object",
        "Exception()" => "Exception",
        "ValueError(\"x\")" => "ValueError",
        "bound method" => "method",
        "builtin fn" | "builtin method" => "builtin_function_or_method",
        "getset" => "getset_descriptor",
        "iter list" => "list_iterator",
        "function" | "lambda" => "function",
        "range big" => "range",
        "weakref.ref" => "ReferenceType",
        "weakref.proxy" => "ProxyType",
        "cell" | "classmethod" | "mappingproxy" | "member_descriptor" | "module" | "partial"
        | "property" | "range" | "slice" | "staticmethod" => key,
        _ => return None,
    };
    Some(reported(&world, name))
}
