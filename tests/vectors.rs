//! The rules of `cpython/` against what real interpreters said, and against the vectors of an
//! executable model that was checked on them. Every answer must be equal.
//!
//! In `tests/vectors/`:
//! - `all.tsv.gz`: probe, key, build and answer; a probe is a script that asks many things, a key names
//!   one of them. The builds are ours; the answers of the probes p01 to p10 are compared here.
//! - `builtins.tsv.gz`: every built-in type on every build (`tests/oracle/layouts.py`).
//! - `instances.jsonl.gz`, `hierarchies.jsonl.gz`, `dicts.json.gz`: the model's vectors.
//! - `left_out.txt`: what is not compared, and why.
#![cfg(not(target_arch = "wasm32"))]

#[path = "vectors/builtins.rs"]
mod builtins;
#[path = "vectors/files.rs"]
mod files;
#[path = "vectors/hierarchies.rs"]
mod hierarchies;
#[path = "vectors/instances.rs"]
mod instances;
#[path = "vectors/probe_costs.rs"]
mod probe_costs;
#[path = "vectors/probe_dicts.rs"]
mod probe_dicts;
#[path = "vectors/probe_image.rs"]
mod probe_image;
#[path = "vectors/probe_messages.rs"]
mod probe_messages;
#[path = "vectors/probe_sizes.rs"]
mod probe_sizes;
#[path = "vectors/probe_types.rs"]
mod probe_types;
#[path = "vectors/probes.rs"]
mod probes;
#[path = "vectors/tables.rs"]
mod tables;
#[path = "vectors/world.rs"]
mod world;

#[test]
fn every_recorded_answer_is_equal() {
    let mut tally = files::Tally::new();
    builtins::compare(&mut tally);
    instances::compare(&mut tally);
    hierarchies::compare(&mut tally);
    tables::compare(&mut tally);
    probes::compare(&mut tally);
    println!(
        "vectors: {} compared, {} different",
        tally.compared,
        tally.different.len()
    );
    let first: Vec<&str> = tally
        .different
        .iter()
        .take(20)
        .map(String::as_str)
        .collect();
    assert!(tally.different.is_empty(), "{}", first.join("\n"));
    assert_eq!(
        tally.unused_rows(),
        Vec::<String>::new(),
        "left out for nothing"
    );
}
