//! Probe p03 of `all.tsv`: real memory, word by word. Compared are the words that are no addresses,
//! reference counts or leftovers of earlier objects.

use crate::world::{Body, Instance, World};
use slotscope::cpython::Build;
use slotscope::cpython::image::{Link, Part, PartRole, image, values_image};
use slotscope::cpython::slots::SlotItem;

/// What the probe knows of an object: labels of its values, whether it has a dict, a weakref.
#[derive(Default)]
struct Labels {
    slots: Vec<(&'static str, &'static str)>,
    values: Vec<&'static str>,
    items: Vec<&'static str>,
    /// How the dict is told where there is one: "ptr", or "&dict" once the probe holds it.
    dict: Option<&'static str>,
    /// The array of values of 3.11 and 3.12 still belongs to the instance.
    separate: bool,
    weakref: bool,
}

impl Labels {
    /// The label of this part; None where the probe's word says nothing.
    fn of(&self, build: Build, role: &PartRole) -> Option<String> {
        let null = || Some("NULL".to_owned());
        match role {
            PartRole::Unused | PartRole::DuplicateSlot(..) => null(),
            PartRole::ManagedWeakref | PartRole::WeakrefList(_) => {
                Some(if self.weakref { "&wr" } else { "NULL" }.to_owned())
            }
            PartRole::ManagedDict if self.separate && build.at_least(12) => Some("ptr".to_owned()),
            PartRole::ManagedDict | PartRole::Dict(_) => {
                Some(self.dict.unwrap_or("NULL").to_owned())
            }
            PartRole::ManagedValues => Some(if self.separate { "ptr" } else { "NULL" }.to_owned()),
            PartRole::Field("ob_type") => Some("&type".to_owned()),
            PartRole::Field("args") => Some("&args".to_owned()),
            PartRole::Field("ob_size") if self.items.is_empty() => null(),
            PartRole::Field("ob_size") => Some(format!("int:{}", self.items.len())),
            PartRole::Field("ob_refcnt" | "ob_hash") => None,
            PartRole::Field(_) => null(),
            PartRole::Item(index) => Some(self.items[*index as usize].to_owned()),
            PartRole::SpareItem => null(),
            PartRole::Slot(_, name) => {
                let set = self.slots.iter().find(|(slot, _)| *slot == &**name);
                set.map_or_else(null, |(_, label)| Some((*label).to_owned()))
            }
            PartRole::Value(index) => Some(
                self.values
                    .get(*index)
                    .copied()
                    .unwrap_or("NULL")
                    .to_owned(),
            ),
            _ => None,
        }
    }
}

/// The row as it would be told, with the real word wherever ours says nothing.
fn told(build: Build, parts: &[Part], labels: &Labels, real: &str) -> String {
    let words = real.split(' ').map(|word| {
        let (offset, real) = word.split_once(':').expect("offset:label");
        let at: i64 = offset.parse().expect("an offset");
        let part = parts
            .iter()
            .find(|part| part.offset == at && part.size == build.word());
        match part.and_then(|part| labels.of(build, &part.role)) {
            // A pointer that happens to be near the object is told by its distance.
            Some(label) if label == "ptr" && real.starts_with("obj") => word.to_owned(),
            Some(label) => format!("{offset}:{label}"),
            None => word.to_owned(),
        }
    });
    words.collect::<Vec<_>>().join(" ")
}

/// The parts of an instance.
fn parts(world: &World, instance: &Instance) -> Vec<Part> {
    let of = world.get(instance.class);
    let chain: Vec<Link<'_>> = of
        .mro
        .iter()
        .rev()
        .map(|class| world.get(*class))
        .filter(|class| class.layout.user_class())
        .map(|class| (&class.layout, &class.offsets))
        .collect();
    let inline = instance.values.inline();
    image(world.build, &of.layout, &chain, instance.items, inline)
}

struct Made {
    world: World,
    instance: Instance,
    _others: Vec<Instance>,
}

/// The last of so many instances of `class C(base)` with these attributes set.
fn made(
    build: Build,
    base: &str,
    slots: Option<&[&str]>,
    set: &[&str],
    count: usize,
    items: u64,
) -> Made {
    let mut world = World::new(build);
    let base = world.find(base);
    let slot_items: Option<Vec<SlotItem<'_>>> =
        slots.map(|names| names.iter().map(|name| SlotItem::Name(name)).collect());
    // Only the plain classes of the probe have an __init__ that sets attributes.
    let attributes: Vec<String> = match slots {
        None => set.iter().map(|name| (*name).to_owned()).collect(),
        Some(_) => Vec::new(),
    };
    let body = Body {
        slots: slot_items.as_deref(),
        static_attributes: &attributes,
        ..Body::default()
    };
    let class = world.class("C", &[base], body).expect("a class");
    let mut all: Vec<Instance> = Vec::new();
    for _ in 0..count {
        let mut instance = world.instance(class, items);
        if slots.is_none() {
            set.iter().for_each(|name| world.set(&mut instance, name));
        }
        all.push(instance);
    }
    if slots.is_some() {
        for instance in &mut all {
            set.iter().for_each(|name| world.set(instance, name));
        }
    }
    let instance = all.pop().expect("an instance");
    Made {
        world,
        instance,
        _others: all,
    }
}

pub(crate) fn p03(build: Build, key: &str, real: &str) -> Option<String> {
    if let Some(answer) = values(build, key, real) {
        return Some(answer);
    }
    let (sd, ab, a): (&[&str], _, _) = (
        &["a", "__dict__", "__weakref__"],
        vec!["&A", "&B"],
        vec![("a", "&A")],
    );
    let (of, mut labels) = match key {
        "R 2 attrs (40th), no dict" | "R after __dict__" | "R2 with weakref" => {
            let labels = Labels {
                values: ab,
                weakref: key.starts_with("R2"),
                ..Labels::default()
            };
            (made(build, "object", None, &["x", "y"], 40, 0), labels)
        }
        "S slots b,a,c a=A b=B" => {
            let labels = Labels {
                slots: vec![("a", "&A"), ("b", "&B")],
                ..Labels::default()
            };
            (
                made(build, "object", Some(&["b", "a", "c"]), &[], 1, 0),
                labels,
            )
        }
        "SD slots a,__dict__,__weakref__ a=A z=B +wr" | "SD after __dict__" => {
            let labels = Labels {
                slots: a,
                values: vec!["&B"],
                weakref: true,
                ..Labels::default()
            };
            (made(build, "object", Some(sd), &["z"], 40, 0), labels)
        }
        "T(tuple) (A,B) z" => {
            let labels = Labels {
                items: ab,
                ..Labels::default()
            };
            (made(build, "tuple", None, &["z"], 1, 2), labels)
        }
        "TS(tuple) slots=()" => {
            let labels = Labels {
                items: ab,
                ..Labels::default()
            };
            (made(build, "tuple", Some(&[]), &[], 1, 2), labels)
        }
        "L(list) slots a" => {
            let labels = Labels {
                slots: a,
                ..Labels::default()
            };
            (made(build, "list", Some(&["a"]), &[], 1, 0), labels)
        }
        "X(Exception) slots a" => {
            let labels = Labels {
                slots: a,
                ..Labels::default()
            };
            (made(build, "Exception", Some(&["a"]), &[], 1, 0), labels)
        }
        _ => return after_items(build, key, real),
    };
    let held = key.contains("after __dict__") || key.starts_with("T(");
    labels.dict = of.instance.dict.as_ref().map(|_| "ptr");
    if held {
        labels.dict = Some("&dict");
    }
    labels.separate = !held && of.instance.values.separate_capacity().is_some();
    Some(told(build, &parts(&of.world, &of.instance), &labels, real))
}

/// 3.15's tuple subclasses with slots, which stand behind the items.
fn after_items(build: Build, key: &str, real: &str) -> Option<String> {
    let mut world = World::new(build);
    let tuple = world.find("tuple");
    let pq = world.slotted("T5", &[tuple], Some(&["p", "q"])).ok()?;
    let r = world.slotted("T6", &[pq], Some(&["r"])).ok()?;
    let (class, items) = if key.starts_with("T5") {
        (pq, 2)
    } else {
        (r, 1)
    };
    let layout = &world.get(class).layout;
    if key.ends_with(" sizes") {
        let size = layout.reported(build, items);
        return Some(format!(
            "('bs={} is={} do={} wo={}', {size}, {})",
            layout.basicsize,
            layout.itemsize,
            layout.dictoffset,
            layout.weakrefoffset,
            size - layout.pre_header(build)
        ));
    }
    let labels = Labels {
        slots: vec![("p", "&C"), ("q", "&D"), ("r", "&B")],
        items: ["&A", "&B"][..items as usize].to_vec(),
        ..Labels::default()
    };
    let instance = world.instance(class, items);
    Some(told(build, &parts(&world, &instance), &labels, real))
}

/// Headers, order bytes and words of the values of the fortieth R.
fn values(build: Build, key: &str, real: &str) -> Option<String> {
    let of = made(build, "object", None, &["x", "y"], 40, 0);
    let told_values = |capacity: usize| {
        let label = |at: usize| ["&A", "&B"].get(at).copied().unwrap_or("NULL");
        let labels: Vec<String> = (0..capacity).map(|at| format!("'{}'", label(at))).collect();
        labels.join(", ")
    };
    let capacity = of.instance.values.separate_capacity();
    Some(match key {
        "R preword -4 raw class" => if build.at_least(12) { "NULL" } else { "even" }.to_owned(),
        "R preword -3 raw class" => if build.at_least(12) { "odd" } else { "NULL" }.to_owned(),
        "values pointer tag" => if build.at_least(12) {
            "values=ptr+1"
        } else {
            "plain"
        }
        .to_owned(),
        "values prefix size byte" => {
            let front = values_image(build, capacity?).first()?.size;
            front.to_string()
        }
        "values prefix bytes" => {
            // Only the order from behind, the number and the size are no leftovers.
            let front = values_image(build, capacity?).first()?.size as usize;
            let leftovers: Vec<&str> = real.trim_matches(['[', ']']).split(", ").collect();
            format!("[{}, 1, 0, 2, {front}]", leftovers[..front - 4].join(", "))
        }
        // The probe reads one word more than there are values.
        "values words" => {
            let (_, beyond) = real.rsplit_once(", ")?;
            format!("[{}, {beyond}", told_values(capacity?))
        }
        "inline values header bytes (capacity,size,embedded,valid,...)" => {
            let inline = of.instance.values.inline()?;
            let mut bytes = vec![inline.capacity(), 2, 1, usize::from(inline.valid())];
            bytes.resize(build.word() as usize, 0);
            format!("{bytes:?}")
        }
        "inline value words" => {
            format!("[{}]", told_values(of.instance.values.inline()?.capacity()))
        }
        "order bytes first size" => "[0, 1]".to_owned(),
        _ => return None,
    })
}
