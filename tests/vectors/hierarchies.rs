//! `hierarchies.jsonl`: random classes, and what may be assigned to `__class__` and `__bases__`.

use crate::files::{Tally, model_build, unpacked};
use crate::world::World;
use serde_json::{Value, json};
use slotscope::cpython::bases::{TypeGraph, assign_bases, check_class_assignment};
use std::collections::HashMap;

pub(crate) fn compare(tally: &mut Tally) {
    for line in unpacked("hierarchies.jsonl.gz").lines() {
        let run: Value = serde_json::from_str(line).expect("JSON");
        compare_run(tally, &run);
    }
}

fn compare_run(tally: &mut Tally, run: &Value) {
    let text = |value: &Value| value.as_str().expect("a string").to_owned();
    let build = model_build(&text(&run["ver"]), &text(&run["abi"]));
    let mut world = World::new(build);
    let mut made: HashMap<String, usize> = HashMap::new();
    let ops = run["ops"].as_array().expect("operations");
    let results = run["res"].as_array().expect("results");
    for (op, real) in ops.iter().zip(results) {
        if real == "SKIP" {
            continue;
        }
        let find = |world: &World, name: &Value| {
            let name = text(name);
            made.get(&name)
                .copied()
                .unwrap_or_else(|| world.find(&name))
        };
        let list = |world: &World, names: &Value| -> Vec<usize> {
            let names = names.as_array().expect("a list").iter();
            names.map(|name| find(world, name)).collect()
        };
        let ours = match op[0].as_str() {
            Some("class") => {
                let bases = list(&world, &op[2]);
                let slots: Option<Vec<String>> = op[3]
                    .as_array()
                    .map(|slots| slots.iter().map(text).collect());
                let slots: Option<Vec<&str>> = slots
                    .as_ref()
                    .map(|slots| slots.iter().map(String::as_str).collect());
                let name = text(&op[1]);
                match world.slotted(&name, &bases, slots.as_deref()) {
                    Ok(class) => {
                        made.insert(name, class);
                        described(&world, class, real)
                    }
                    Err(error) => json!(error.to_string()),
                }
            }
            Some("setclass") => {
                let (old, new) = (find(&world, &op[1]), find(&world, &op[2]));
                answer(check_class_assignment(build, &world, old, new))
            }
            Some("checkbases") => {
                let class = find(&world, &op[1]);
                let bases = list(&world, &op[2]);
                answer(assign_bases(build, &world, class, &bases))
            }
            other => panic!("an unknown operation: {other:?}"),
        };
        let case = format!(
            "{} {} seed {} {op}",
            text(&run["ver"]),
            text(&run["abi"]),
            run["seed"]
        );
        tally.check("hierarchies", &case, &ours, real);
    }
}

fn answer<T>(result: Result<T, slotscope::cpython::Raised>) -> Value {
    json!(result.map_or_else(|error| error.to_string(), |_| "OK".to_owned()))
}

/// `[basicsize, itemsize, dictoffset, weakrefoffset, base, mro, inline]`
fn described(world: &World, class: usize, real: &Value) -> Value {
    let of = world.get(class);
    let mro: Vec<String> = of.mro.iter().map(|class| world.name(*class)).collect();
    let inline = match &real[6] {
        Value::Bool(_) => json!(of.layout.inline_values),
        _ => json!(i32::from(of.layout.inline_values)),
    };
    json!([
        of.layout.basicsize,
        of.layout.itemsize,
        of.layout.dictoffset,
        of.layout.weakrefoffset,
        of.base.map(|base| world.name(base)),
        mro,
        inline
    ])
}
