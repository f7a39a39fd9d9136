//! The bytes of many kinds of objects in every protocol, and the errors and their notes, on every recorded build.
//!
//! `pickles/record.py` says how CPython was asked.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod recorded;

use serde_json::Value as Json;
use slotscope::cli::answer;
use slotscope::cpython::Build;

#[test]
fn every_program_prints_what_cpython_printed() {
    recorded::check("pickles", wrong_answers);
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
