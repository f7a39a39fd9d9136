//! The bytes of many kinds of objects in every protocol, and the errors and their notes, on every recorded build.
//!
//! `pickles/record.py` says how CPython was asked.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use serde_json::Value as Json;
use slotscope::cli::answer;
use slotscope::cpython::Build;
use std::fs;
use std::io::Read;
use std::thread;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/pickles");

#[test]
fn every_program_prints_what_cpython_printed() {
    let recorded = recorded();
    let wrong: Vec<String> = thread::scope(|scope| {
        let asked: Vec<_> = programs()
            .into_iter()
            .map(|(name, source)| {
                let answers = recorded[&name].as_array().unwrap();
                thread::Builder::new()
                    .stack_size(16 << 20)
                    .spawn_scoped(scope, move || wrong_answers(&name, &source, answers))
                    .unwrap()
            })
            .collect();
        asked
            .into_iter()
            .flat_map(|asked| asked.join().unwrap())
            .collect()
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn wrong_answers(name: &str, source: &str, answers: &[Json]) -> Vec<String> {
    let mut wrong = Vec::new();
    for answer in answers {
        let expected = answer["output"].as_str().unwrap();
        for id in answer["builds"].as_array().unwrap() {
            let id = id.as_str().unwrap();
            let got = answer::run(
                Build::from_id(id).unwrap(),
                name,
                source,
                answer::Form::Json,
            );
            let got: Json = serde_json::from_str(&got).unwrap();
            if !got["unsupported"].is_null() {
                wrong.push(format!("{id} {name}: unsupported {}", got["unsupported"]));
            }
            let mut lines = got["stdout"].as_str().unwrap().lines();
            let different = expected
                .lines()
                .map(|expected| (expected, lines.next()))
                .find(|(expected, got)| Some(*expected) != *got);
            if let Some((expected, got)) = different {
                wrong.push(format!("{id} {name}:\n  {expected}\n  {got:?}"));
            }
        }
    }
    wrong
}

/// The programs of `programs.txt`, each with what stands before the first one.
fn programs() -> Vec<(String, String)> {
    let text = fs::read_to_string(format!("{FOLDER}/programs.txt")).unwrap();
    let mut parts = text.split("### ");
    let first = parts.next().unwrap();
    parts
        .map(|part| {
            let (name, source) = part.split_once('\n').unwrap();
            (name.to_string(), format!("{first}{source}"))
        })
        .collect()
}

fn recorded() -> Json {
    let file = fs::File::open(format!("{FOLDER}/recorded.json.gz")).unwrap();
    let mut text = String::new();
    flate2::read::GzDecoder::new(file)
        .read_to_string(&mut text)
        .unwrap();
    serde_json::from_str(&text).unwrap()
}
