//! Small programs in a `programs.txt`, and what CPythons have answered to each: `record.py` beside this file writes it.

use flate2::read::GzDecoder;
use serde_json::Value as Json;
use std::fs;
use std::io::Read;
use std::thread;

/// What is wrong with one program: its name, its text, and what the builds have answered.
pub(crate) type Check = fn(&str, &str, &[Json]) -> Vec<String>;

/// Checks every program of a folder of `tests`, each on a thread of its own.
pub(crate) fn check(folder: &str, check: Check) {
    let recorded = recorded(folder);
    let wrong: Vec<String> = thread::scope(|scope| {
        let asked: Vec<_> = programs(folder)
            .into_iter()
            .map(|(name, source)| {
                let answers = recorded[&name].as_array().unwrap();
                thread::Builder::new()
                    .stack_size(16 << 20)
                    .spawn_scoped(scope, move || check(&name, &source, answers))
                    .unwrap()
            })
            .collect();
        let wrong = asked.into_iter().flat_map(|asked| asked.join().unwrap());
        wrong.collect()
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The programs of a folder, each with what stands before the first one.
pub(crate) fn programs(folder: &str) -> Vec<(String, String)> {
    let text = fs::read_to_string(path(folder, "programs.txt")).unwrap();
    let mut parts = text.split("### ");
    let first = parts.next().unwrap();
    parts
        .map(|part| {
            let (name, source) = part.split_once('\n').unwrap();
            (name.to_string(), format!("{first}{source}"))
        })
        .collect()
}

fn recorded(folder: &str) -> Json {
    let file = fs::File::open(path(folder, "recorded.json.gz")).unwrap();
    let mut text = String::new();
    GzDecoder::new(file).read_to_string(&mut text).unwrap();
    serde_json::from_str(&text).unwrap()
}

fn path(folder: &str, name: &str) -> String {
    format!("{}/tests/{folder}/{name}", env!("CARGO_MANIFEST_DIR"))
}
