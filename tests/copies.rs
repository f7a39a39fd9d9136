//! What pickle, copy and their like make of objects: every row of the table on every recorded build.
//!
//! `copies/record.py` says how CPython was asked.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod recorded;

use serde_json::{Value as Json, json};
use slotscope::report::{Attempt, Build, CopyOutcome, CopyReport, CopyRow, Options};

#[test]
fn every_row_is_what_cpython_said() {
    recorded::check("copies", wrong_answers);
}

fn copies(source: &str, build: Build) -> CopyReport {
    slotscope::copies(
        source,
        &Options::new(build),
        Some("obj"),
        &Attempt::all(build),
    )
}

fn wrong_answers(name: &str, source: &str, answers: &[Json]) -> Vec<String> {
    let mut wrong = Vec::new();
    for answer in answers {
        for id in answer["builds"].as_array().unwrap() {
            let id = id.as_str().unwrap();
            let report = copies(source, Build::from_id(id).unwrap());
            let rows: Vec<Json> = report.rows.iter().map(as_recorded).collect();
            let expected = answer["rows"].as_array().unwrap();
            if rows.len() != expected.len() {
                wrong.push(format!("{id} {name}: {report:?}"));
            }
            for (expected, got) in expected.iter().zip(&rows) {
                if !agree(expected, got) {
                    wrong.push(format!("{id} {name}:\n  {expected}\n  {got}"));
                }
            }
            if id == "cpython-3.13-64" {
                let rows = report.rows.iter();
                wrong.extend(rows.filter_map(|row| fails_with_its_fix(row, id)));
            }
        }
    }
    wrong
}

/// Whether two answers are the same, as far as long texts in ours are not cut.
fn agree(expected: &Json, got: &Json) -> bool {
    match (expected, got) {
        (Json::String(expected), Json::String(got)) => match got.strip_suffix('…') {
            Some(start) => expected.starts_with(start),
            None => expected == got,
        },
        (Json::Array(expected), Json::Array(got)) => {
            expected.len() == got.len() && expected.iter().zip(got).all(|(a, b)| agree(a, b))
        }
        (Json::Object(expected), Json::Object(got)) => {
            let known = |(name, a): (&String, &Json)| got.get(name).is_some_and(|b| agree(a, b));
            expected.len() == got.len() && expected.iter().all(known)
        }
        _ => expected == got,
    }
}

/// A row as record.py writes it down.
fn as_recorded(row: &CopyRow) -> Json {
    let mut recorded = json!({
        "label": row.attempt.label(),
        "size": row.size,
        "opcodes": row.opcodes,
        "reduce": row.reduce,
    });
    match &row.outcome {
        CopyOutcome::Ok => recorded["lost"] = json!([]),
        CopyOutcome::Lost(names) => recorded["lost"] = json!(names),
        CopyOutcome::Raised(failure) => {
            recorded["raised"] = json!([failure.kind, failure.message, failure.notes]);
        }
        CopyOutcome::Unsupported(what) => recorded["unsupported"] = json!(what),
    }
    recorded
}

const DATACLASS: &str = "\
from dataclasses import dataclass

@dataclass(frozen=True, slots=True)
class Point:
    x: int

obj = Point(1)
";

#[test]
fn what_a_program_can_repair_is_one_click_away() {
    let wanted: &[(&str, &str, &[&str])] = &[
        (
            "slotted",
            "cpython-3.13-64",
            &["0", "1", "weakref.ref", "cached_property"],
        ),
        (
            "slotted",
            "pyodide-3.10-32",
            &["0", "1", "weakref.ref", "cached_property"],
        ),
        ("slotted_dict_child", "cpython-3.13-64", &["0", "1"]),
        (
            "dataclass_slots",
            "cpython-3.10-64",
            &["weakref.ref", "cached_property"],
        ),
        (
            "dataclass_slots",
            "cpython-3.12-64",
            &["weakref.ref", "cached_property"],
        ),
        (
            "frozen_manual_slots",
            "cpython-3.13-64",
            &[
                "0",
                "1",
                "2",
                "3",
                "4",
                "5",
                "copy.copy",
                "copy.deepcopy",
                "weakref.ref",
                "cached_property",
            ],
        ),
        (
            "proxy_getattr",
            "cpython-3.13-64",
            &["0", "1", "2", "3", "4", "5", "copy.copy", "copy.deepcopy"],
        ),
        (
            "exception_arguments",
            "cpython-3.13-64",
            &["0", "1", "2", "3", "4", "5", "copy.copy", "copy.deepcopy"],
        ),
        (
            "new_arguments",
            "cpython-3.13-64",
            &["2", "3", "4", "5", "copy.copy", "copy.deepcopy"],
        ),
        ("int_child", "cpython-3.13-64", &["cached_property"]),
    ];
    let mut programs = recorded::programs("copies");
    programs.push(("dataclass_slots".into(), DATACLASS.into()));
    for (name, id, expected) in wanted {
        let (_, source) = programs.iter().find(|(known, _)| known == name).unwrap();
        let report = copies(source, Build::from_id(id).unwrap());
        let repaired = |row: &CopyRow| row.fix.as_ref().is_some_and(|fix| fix.source.is_some());
        let rows = report.rows.iter().filter(|row| repaired(row));
        let found: Vec<String> = rows
            .map(|row| row.attempt.label().replace("pickle, protocol ", ""))
            .collect();
        assert_eq!(found, *expected, "{id} {name}: {report:#?}");
    }
}

/// What is said of a fix that does not do what it promises.
fn fails_with_its_fix(row: &CopyRow, id: &str) -> Option<String> {
    let fixed = row.fix.as_ref()?.source.as_ref()?;
    let build = Build::from_id(id).unwrap();
    let report = slotscope::copies(fixed, &Options::new(build), Some("obj"), &[row.attempt]);
    let outcome = report.rows.first().map(|row| &row.outcome);
    (outcome != Some(&CopyOutcome::Ok)).then(|| format!("{id}: {outcome:?} with\n{fixed}"))
}
