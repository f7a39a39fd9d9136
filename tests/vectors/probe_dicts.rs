//! Probes of `all.tsv` about dicts: p04 (tables), p08 (life of an instance's dict).

use crate::tables::first_sizes;
use crate::world::{Body, Instance, World};
use slotscope::cpython::{Build, Key, Table};

type Names = Vec<String>;

fn names(count: usize) -> Names {
    (0..count).map(|at| format!("k{at}")).collect()
}

/// A dict after these names were stored; exactly str or not.
fn inserted(build: Build, count: usize, exact: bool) -> Table<String> {
    let mut table = Table::empty();
    fill(build, &mut table, count, exact);
    table
}

fn fill(build: Build, table: &mut Table<String>, count: usize, exact: bool) {
    for name in names(count) {
        table.store(
            build,
            if exact { Key::Str(&name) } else { Key::Other },
            false,
        );
    }
}

/// `into.update(other)`, where no key of `other` is in `into`.
fn merge(build: Build, into: &mut Table<String>, other: &Table<String>) {
    if !into.prepare_merge(build, other) {
        fill(build, into, other.used(), other.is_unicode());
    }
}

/// "0:64 1:232": first number of entries with that size.
fn runs(world: &World, counts: &[usize], make: impl Fn(usize) -> Table<String>) -> String {
    let sizes = counts
        .iter()
        .map(|count| world.dict_reported(&make(*count)));
    let runs = first_sizes(sizes.collect());
    let told: Vec<String> = runs
        .iter()
        .map(|(at, size)| format!("{at}:{size}"))
        .collect();
    told.join(" ")
}

pub(crate) fn p04(build: Build, key: &str) -> Option<String> {
    let world = World::new(build);
    let upto = |count: usize| (0..count).collect::<Vec<usize>>();
    let big = [
        1, 1000, 5000, 10922, 10923, 21845, 21846, 43690, 43691, 87381, 87382, 174_762, 174_763,
    ];
    let strings =
        |counts: &[usize], make: &dyn Fn(usize) -> Table<String>| Some(runs(&world, counts, make));
    let copied = |make: &dyn Fn(&Table<String>) -> Table<String>| {
        strings(&upto(60), &|count| make(&inserted(build, count, true)))
    };
    let merged_into = |start: Table<String>, other: &Table<String>| {
        let mut table = start;
        merge(build, &mut table, other);
        table
    };
    match key {
        "insert str" => strings(&upto(200), &|count| inserted(build, count, true)),
        "insert int" => strings(&upto(200), &|count| inserted(build, count, false)),
        "insert big str" => strings(&big, &|count| inserted(build, count, true)),
        "insert big int" => strings(&big, &|count| inserted(build, count, false)),
        "literal str"
        | "literal str nonconst"
        | "literal str nonconst keys"
        | "dictcomp"
        | "f(**kw)" => strings(&upto(60), &|count| inserted(build, count, true)),
        "literal int" => strings(&upto(60), &|count| inserted(build, count, false)),
        "kwargs dict(**)" | "dict(pairs)" | "dict(zip)" | "fromkeys(list)" => {
            strings(&upto(60), &|count| {
                let mut table = Table::called(build);
                fill(build, &mut table, count, true);
                table
            })
        }
        "dict(d)" => copied(&|dict| merged_into(Table::called(build), dict)),
        "d.copy()" | "d|{}" => copied(&|dict| dict.copy(build)),
        "{**d}" | "{}|d" | "{}.update(d)" | "f(**d)" => {
            copied(&|dict| merged_into(Table::empty(), dict))
        }
        "{'z':1}.update(d)" => copied(&|dict| merged_into(inserted(build, 1, true), dict)),
        "fromkeys(dict)" | "fromkeys(set)" => strings(&upto(60), &|count| {
            let mut table = Table::called(build);
            table.presize(build, count, key == "fromkeys(dict)");
            fill(build, &mut table, count, true);
            table
        }),
        _ => p04_changes(&world, key),
    }
}

fn p04_changes(world: &World, key: &str) -> Option<String> {
    let build = world.build;
    let upto = |count: usize| (0..count).collect::<Vec<usize>>();
    // The first m of n names deleted, then q others stored.
    let changed = |count: usize, deleted: usize, stored: usize| {
        let mut table = inserted(build, count, true);
        (0..deleted).for_each(|_| table.delete(build, 0));
        fill(build, &mut table, stored, true);
        table
    };
    let size = |table: &Table<String>| Some(world.dict_reported(table).to_string());
    let name = "k".to_owned();
    let with_other = |count: usize| {
        let mut table = inserted(build, count, true);
        table.store(build, Key::Other, false);
        table
    };
    match key {
        "insert 20 then delete m" => Some(runs(world, &upto(21), |m| changed(20, m, 0))),
        "insert 5 del 5 insert q" => Some(runs(world, &upto(30), |q| changed(5, 5, q))),
        "insert 20 del 20 insert q" => Some(runs(world, &upto(50), |q| changed(20, 20, q))),
        "insert 20 del 20 copy" => size(&changed(20, 20, 0).copy(build)),
        "insert 20 del 15 copy" => size(&changed(20, 15, 0).copy(build)),
        "insert 20 del 4 copy" => size(&changed(20, 4, 0).copy(build)),
        "clear" => {
            let mut table = changed(20, 20, 0);
            table.clear();
            size(&table)
        }
        "popitem all" | "popitem all +1" => {
            let mut table = inserted(build, 20, true);
            (0..20).for_each(|_| table.popitem());
            if key.ends_with('1') {
                table.store(build, Key::Str(&name), false);
            }
            size(&table)
        }
        "3 str then 1 int" => size(&with_other(3)),
        "5 str then 1 int" => size(&with_other(5)),
        "3 str +1 int -1 int" | "copy of that" => {
            let mut table = with_other(3);
            table.delete(build, 3);
            size(&if key == "copy of that" {
                table.copy(build)
            } else {
                table
            })
        }
        "1 int" | "1 str-subclass key" | "sizeof dict keys of int via bytes" => {
            size(&with_other(0))
        }
        "1 int, del, 1 str" => {
            let mut table = with_other(0);
            table.delete(build, 0);
            table.store(build, Key::Str(&name), false);
            size(&table)
        }
        "setdefault on empty" => size(&inserted(build, 1, true)),
        "setdefault growing 5->6" => size(&inserted(build, 6, true)),
        "after pop to empty" => size(&changed(1, 1, 0)),
        "instance dict n attrs (fresh class each)" => {
            Some(runs(world, &upto(45), |count| {
                let mut world = World::new(build);
                let class = world.class("Q", &[], Body::default()).expect("a class");
                let mut instance = world.instance(class, 0);
                for name in names(count) {
                    world.set(&mut instance, &name);
                }
                world.dict(&mut instance);
                // The class must not be dropped before the size is read.
                let table = instance.dict.take().expect("a dict");
                std::mem::forget(world);
                table
            }))
        }
        _ => None,
    }
}

/// p08's class with attributes a, b, c, forty instances of it, and one more.
struct Scene {
    world: World,
    class: usize,
    first: Instance,
    object: Instance,
    _others: Vec<Instance>,
}

impl Scene {
    fn new(build: Build, warm: usize) -> Self {
        let mut world = World::new(build);
        let attributes = ["a", "b", "c"].map(str::to_owned);
        let body = Body {
            static_attributes: &attributes,
            ..Body::default()
        };
        let class = world.class("X", &[], body).expect("a class");
        let mut made: Vec<Instance> = (0..=warm).map(|_| new(&mut world, class)).collect();
        let object = made.pop().expect("an instance");
        let first = if made.is_empty() {
            new(&mut world, class)
        } else {
            made.remove(0)
        };
        Self {
            world,
            class,
            first,
            object,
            _others: made,
        }
    }

    fn set(&mut self, names: &[&str]) {
        for name in names {
            self.world.set(&mut self.object, name);
        }
    }

    /// `obj.__dict__ = …`
    fn replace(&mut self, table: Option<Table<String>>, names: &[&str]) {
        self.object.values.replace_dict(self.object.dict.as_mut());
        self.object.dict = table;
        self.object.names = names.iter().map(|name| (*name).to_owned()).collect();
    }

    /// `sys.getsizeof(obj.__dict__)`
    fn size(world: &World, object: &mut Instance) -> u64 {
        world.dict(object);
        object
            .dict
            .as_ref()
            .map_or(0, |table| world.dict_reported(table))
    }
}

/// `X()`, whose `__init__` sets a, b and c.
fn new(world: &mut World, class: usize) -> Instance {
    let mut instance = world.instance(class, 0);
    for name in ["a", "b", "c"] {
        world.set(&mut instance, name);
    }
    instance
}

pub(crate) fn p08(build: Build, key: &str) -> Option<String> {
    match key {
        "copy of split dict" => return Some(copies(build, 0)),
        "copy of split dict (50th)" => return Some(copies(build, 49)),
        "1st instance dict, then after more instances" => return Some(shrinking(build)),
        "has_inline_values: new, after __dict__, +d, +e, del a, __dict__={}" => {
            return Some(inline(build));
        }
        _ => {}
    }
    let mut scene = Scene::new(build, 40);
    let (without_dict, action) = match key.strip_prefix("nodict ") {
        Some(action) => (true, action),
        None => (false, key),
    };
    let before = if without_dict {
        "None".to_owned()
    } else {
        Scene::size(&scene.world, &mut scene.object).to_string()
    };
    act(&mut scene, action)?;
    let Scene {
        world,
        class,
        first,
        object,
        ..
    } = &mut scene;
    let mut fresh = new(world, *class);
    let after = Scene::size(world, object);
    let old = Scene::size(world, first);
    let new = Scene::size(world, &mut fresh);
    let keys: Vec<String> = object
        .names
        .iter()
        .map(|name| {
            if name == "1" {
                name.clone()
            } else {
                format!("'{name}'")
            }
        })
        .collect();
    Some(format!(
        "before={before} after={after} other_old={old} new_inst={new} keys=[{}]",
        keys.join(", ")
    ))
}

fn act(scene: &mut Scene, action: &str) -> Option<()> {
    let build = scene.world.build;
    let rank = |scene: &Scene, name: &str| scene.object.names.iter().position(|at| at == name);
    match action {
        "nothing" => {}
        "del o.b" => scene.world.delete(&mut scene.object, "b"),
        "del last o.c" => scene.world.delete(&mut scene.object, "c"),
        "del o.b; o.b=1" => {
            scene.world.delete(&mut scene.object, "b");
            scene.set(&["b"]);
        }
        "del all" => {
            for name in ["a", "b", "c"] {
                scene.world.delete(&mut scene.object, name);
            }
        }
        "add new attr d" => scene.set(&["d"]),
        "add d,e" => scene.set(&["d", "e"]),
        "add d,e,f (6 total)" => scene.set(&["d", "e", "f"]),
        "others add d / e in different instances" => {
            for name in ["d", "e"] {
                let mut other = new(&mut scene.world, scene.class);
                scene.world.set(&mut other, name);
                scene._others.push(other);
            }
        }
        "different order c,b,a" | "only new key z" => {
            let old = scene.world.instance(scene.class, 0);
            scene
                ._others
                .push(std::mem::replace(&mut scene.object, old));
            scene.set(if action.starts_with("only") {
                &["z"]
            } else {
                &["c", "b", "a"]
            });
        }
        "o.__dict__[\"d\"]=1" | "o.__dict__.update(d=1)" => {
            let name = "d".to_owned();
            scene
                .world
                .dict(&mut scene.object)
                .store(build, Key::Str(&name), false);
            scene.object.names.push(name);
        }
        "o.__dict__[1]=1 (non-str)" => {
            scene
                .world
                .dict(&mut scene.object)
                .store(build, Key::Other, false);
            scene.object.names.push("1".to_owned());
        }
        "o.__dict__.update(a=2)" => {
            let name = "a".to_owned();
            scene
                .world
                .dict(&mut scene.object)
                .store(build, Key::Str(&name), true);
        }
        "del o.__dict__[\"b\"]" | "o.__dict__.pop(\"b\")" => {
            let rank = rank(scene, "b")?;
            scene.world.dict(&mut scene.object).delete(build, rank);
            scene.object.names.remove(rank);
        }
        "o.__dict__.popitem()" => {
            scene.world.dict(&mut scene.object).popitem();
            scene.object.names.pop();
        }
        "o.__dict__.clear()" => {
            scene.world.dict(&mut scene.object).clear();
            scene.object.names.clear();
        }
        "o.__dict__={\"a\":1}" => scene.replace(Some(inserted(build, 1, true)), &["a"]),
        "o.__dict__=dict(o.__dict__)" => {
            let mut table = Table::called(build);
            let old = scene.world.dict(&mut scene.object);
            if !table.prepare_merge(build, old) {
                fill(build, &mut table, 3, true);
            }
            scene.replace(Some(table), &["a", "b", "c"]);
        }
        "o.__dict__=o.__dict__.copy()" => {
            let table = scene.world.dict(&mut scene.object).copy(build);
            scene.replace(Some(table), &["a", "b", "c"]);
        }
        "del o.__dict__" => scene.replace(None, &[]),
        "setattr(o,\"x y\",1)" => scene.set(&["x y"]),
        "setattr(o,StrSubclass(\"d\"),1)" => {
            scene.world.set_key(&mut scene.object, "d", false);
        }
        "add 40 attrs" | "add 27 attrs (30 total)" => {
            let count = if action.contains("40") { 40 } else { 27 };
            for name in names(count) {
                scene.set(&[&name]);
            }
        }
        "o.__class__=Y" => {
            let class = scene
                .world
                .class("Y", &[scene.class], Body::default())
                .ok()?;
            scene.world.change_class(&mut scene.object, class);
        }
        _ => return None,
    }
    Some(())
}

/// `(g(d), g(d.copy()), g(dict(d)), g({**d}))`
fn copies(build: Build, warm: usize) -> String {
    let mut world = World::new(build);
    let attributes = ["a", "b", "c"].map(str::to_owned);
    let body = Body {
        static_attributes: &attributes,
        ..Body::default()
    };
    let class = world.class("X", &[], body).expect("a class");
    let _others: Vec<Instance> = (0..warm).map(|_| new(&mut world, class)).collect();
    let mut object = new(&mut world, class);
    world.dict(&mut object);
    let table = object.dict.as_ref().expect("a dict");
    let copy = table.copy(build);
    let merged = |mut into: Table<String>| {
        merge(build, &mut into, table);
        world.dict_reported(&into)
    };
    format!(
        "({}, {}, {}, {})",
        world.dict_reported(table),
        world.dict_reported(&copy),
        merged(Table::called(build)),
        merged(Table::empty())
    )
}

fn shrinking(build: Build) -> String {
    let mut scene = Scene::new(build, 0);
    // Scene makes two; start over with one.
    let mut world = World::new(build);
    std::mem::swap(&mut scene.world, &mut world);
    let attributes = ["a", "b", "c"].map(str::to_owned);
    let body = Body {
        static_attributes: &attributes,
        ..Body::default()
    };
    let mut world = World::new(build);
    let class = world.class("X", &[], body).expect("a class");
    let mut first = new(&mut world, class);
    let mut sizes = vec![Scene::size(&world, &mut first)];
    let mut kept = Vec::new();
    for _ in 0..30 {
        kept.push(new(&mut world, class));
        sizes.push(Scene::size(&world, &mut first));
    }
    format!("{sizes:?}")
}

fn inline(build: Build) -> String {
    let mut scene = Scene::new(build, 39);
    let valid = |scene: &Scene| {
        scene
            .object
            .values
            .inline()
            .is_some_and(|values| values.valid())
    };
    let mut told = vec![valid(&scene)];
    scene.world.dict(&mut scene.object);
    told.push(valid(&scene));
    scene.set(&["d"]);
    told.push(valid(&scene));
    scene.set(&["e"]);
    told.push(valid(&scene));
    scene.world.delete(&mut scene.object, "a");
    told.push(valid(&scene));
    scene.replace(Some(Table::empty()), &[]);
    told.push(valid(&scene));
    let told: Vec<&str> = told
        .iter()
        .map(|yes| if *yes { "True" } else { "False" })
        .collect();
    format!("[{}]", told.join(", "))
}
