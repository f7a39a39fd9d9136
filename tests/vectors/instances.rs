//! `instances.jsonl`: the layout of a class and the cost of its first 45 instances.

use crate::files::{Tally, model_build, unpacked};
use crate::world::{Body, World};
use serde_json::Value;
use slotscope::cpython::Role;
use slotscope::cpython::sizes::{Chars, int_digits, int_sizeof, str_subclass_sizeof};
use slotscope::cpython::slots::SlotItem;

pub(crate) fn compare(tally: &mut Tally) {
    for line in unpacked("instances.jsonl.gz").lines() {
        let row: Value = serde_json::from_str(line).expect("JSON");
        compare_row(tally, &row);
    }
}

fn compare_row(tally: &mut Tally, row: &Value) {
    let text = |field: &str| row[field].as_str().expect("a string").to_owned();
    let build = model_build(&text("ver"), &text("abi"));
    let base = text("base");
    let count = row["attrs"].as_u64().expect("a number");
    let names: Vec<String> = (0..count).map(|at| format!("a{at}")).collect();
    let case = format!(
        "{} {} {base} {} {count}",
        text("ver"),
        text("abi"),
        row["slots"]
    );

    let mut world = World::new(build);
    let mut sorted = names.clone();
    sorted.sort();
    let slots: Option<Vec<SlotItem<'_>>> = row["slots"].as_array().map(|slots| {
        let names = slots.iter().map(|slot| slot.as_str().expect("a name"));
        names.map(SlotItem::Name).collect()
    });
    let body = Body {
        slots: slots.as_deref(),
        static_attributes: &sorted,
        ..Body::default()
    };
    let base_id = world.find(&base);
    let class = world.class("X", &[base_id], body).expect("a class");

    let layout = world.get(class).layout.clone();
    for (field, ours) in [
        ("basicsize", layout.basicsize),
        ("itemsize", layout.itemsize),
        ("dictoffset", layout.dictoffset),
        ("weakrefoffset", layout.weakrefoffset),
        ("inline", i64::from(layout.inline_values)),
    ] {
        let real = row[field].as_i64().or(row[field].as_bool().map(i64::from));
        tally.check("instances", &format!("{case} {field}"), &Some(ours), &real);
    }
    let reported = match base.as_str() {
        "int" => layout.pre_header(build) + int_sizeof(build, 0),
        "str" => layout.pre_header(build) + str_subclass_sizeof(build, Chars::of("")),
        _ => layout.reported(build, 0),
    };
    tally.check(
        "instances",
        &format!("{case} getsizeof"),
        &Some(reported),
        &row["getsizeof"].as_u64(),
    );

    let items = if base == "int" {
        int_digits(build, 0)
    } else {
        0
    };
    let mut last = None;
    for (at, real) in row["cost"].as_array().expect("costs").iter().enumerate() {
        let mut instance = world.instance(class, items);
        for name in &names {
            world.set(&mut instance, name);
        }
        let ours = Some(world.cost(&instance));
        tally.check(
            "instances",
            &format!("{case} cost of instance {at}"),
            &ours,
            &real.as_u64(),
        );
        last = Some(instance);
    }
    let mut last = last.expect("instances");
    let blocks = &row["last_blocks"];
    for (name, role) in [
        ("obj", Role::Object),
        ("values", Role::Values),
        ("keys", Role::Keys),
    ] {
        let own = last.values.blocks(build, &layout, items);
        let of_dict = last.dict.as_ref().and_then(|dict| dict.block(build));
        let ours = own
            .into_iter()
            .chain(of_dict)
            .find(|block| block.role == role);
        let ours = ours.map(|block| block.requested);
        tally.check(
            "instances",
            &format!("{case} {name}"),
            &ours,
            &blocks[name].as_u64(),
        );
    }
    if let Some(real) = row["dict_getsizeof"].as_u64() {
        let table = world.dict(&mut last);
        let reported = table.reported(build);
        let dict = world.get(world.find("dict")).layout.reported(build, 0);
        tally.check(
            "instances",
            &format!("{case} dict_getsizeof"),
            &(dict + reported),
            &real,
        );
    }
}
