//! `dicts.json`: growth of dicts and lists, sizes of keys, values, ints and strings.

use crate::files::{Tally, model_build, unpacked};
use crate::world::World;
use serde_json::Value;
use slotscope::cpython::build::Build;
use slotscope::cpython::keys::{log2_for, values_bytes};
use slotscope::cpython::sizes::{Chars, int_sizeof, list_reported, str_sizeof};
use slotscope::cpython::{Key, Table, lists};

pub(crate) fn compare(tally: &mut Tally) {
    let text = unpacked("dicts.json.gz");
    let all: Value = serde_json::from_str(&text).expect("JSON");
    for (name, facts) in all.as_object().expect("builds") {
        let fields: Vec<&str> = name.split('/').collect();
        let mut build = model_build(fields[0], fields[1]);
        if fields
            .get(2)
            .is_some_and(|kind| kind.starts_with("unfixed"))
        {
            build.version.micro = 3;
        }
        for (fact, real) in facts.as_object().expect("facts") {
            compare_fact(tally, build, fact, real, &format!("{name} {fact}"));
        }
    }
}

fn compare_fact(tally: &mut Tally, build: Build, fact: &str, real: &Value, case: &str) {
    let pairs = |real: &Value| -> Vec<(u64, u64)> {
        let pair = |pair: &Value| Some((pair[0].as_u64()?, pair[1].as_u64()?));
        let pairs = real.as_array().expect("pairs").iter();
        pairs.map(|value| pair(value).expect("a pair")).collect()
    };
    let numbers = |real: &Value| -> Vec<u64> {
        let numbers = real.as_array().expect("numbers").iter();
        numbers
            .map(|value| value.as_u64().expect("a number"))
            .collect()
    };
    match fact {
        "str_keys" | "other_keys" => {
            let exact = fact == "str_keys";
            let ours = first_sizes(dict_sizes(build, exact, 400));
            tally.check("dicts", case, &ours, &pairs(real));
        }
        "keysize_log2" => {
            let real = numbers(real);
            let ours: Vec<u64> = (0..real.len())
                .map(|slots| log2_for(build, slots).into())
                .collect();
            tally.check("dicts", case, &ours, &real);
        }
        "values_bytes" => {
            let real = numbers(real);
            let ours: Vec<u64> = (1..=real.len())
                .map(|places| values_bytes(build, places))
                .collect();
            tally.check("dicts", case, &ours, &real);
        }
        "append_getsizeof" => {
            let mut room = 0;
            let sizes = (0..300).map(|size| {
                let reported = list_reported(build, room);
                room = lists::resized(build, room, size, size + 1).max(room);
                reported
            });
            let ours = first_sizes(sizes.collect());
            tally.check("dicts", case, &ours, &pairs(real));
        }
        "int_bits" => {
            let sizes = (0..200).map(|bits| int_sizeof(build, bits)).collect();
            tally.check("dicts", case, &first_sizes(sizes), &pairs(real));
        }
        "str_lens" => {
            for (kind, real) in real.as_object().expect("kinds") {
                let max = match kind.as_str() {
                    "ascii" => 0x61,
                    "latin1" => 0xe9,
                    "ucs2" => 0x416,
                    _ => 0x1f600,
                };
                let real = numbers(real);
                let ours: Vec<u64> = (2..)
                    .take(real.len())
                    .map(|len| str_sizeof(build, Chars { len, max }, None))
                    .collect();
                tally.check("dicts", &format!("{case} {kind}"), &ours, &real);
            }
        }
        other => panic!("an unknown fact: {other}"),
    }
}

/// `sys.getsizeof` of dicts with 0, 1, 2 … keys.
pub(crate) fn dict_sizes(build: Build, exact: bool, most: usize) -> Vec<u64> {
    let world = World::new(build);
    let mut table = Table::empty();
    let sizes = (0..most).map(|at| {
        let reported = world.dict_reported(&table);
        let name = format!("k{at}");
        let key = if exact { Key::Str(&name) } else { Key::Other };
        table.store(build, key, false);
        reported
    });
    sizes.collect()
}

/// (first index, value) of each run of equal values.
pub(crate) fn first_sizes(values: Vec<u64>) -> Vec<(u64, u64)> {
    let mut runs: Vec<(u64, u64)> = Vec::new();
    for (at, value) in (0..).zip(values) {
        if runs.last().is_none_or(|(_, last)| *last != value) {
            runs.push((at, value));
        }
    }
    runs
}
