//! Who may use whom: the rooms of `src`, and the crates each may see. Data goes one way, left to right.
#![cfg(not(target_arch = "wasm32"))]

use std::fs;
use std::path::{Path, PathBuf};

/// Each room, what it may use of ours beside itself, and the crates that it alone (with others that name them) may see.
/// `analyze` and its like (`timeline`, `at_step`, `access`, `copies`, `way_out`) are the one way to run a program from outside the
/// rooms that run it.
const ROOMS: &[(&str, &[&str], &[&str])] = &[
    ("text", &[], &[]),
    ("order", &[], &[]),
    ("problem", &["text"], &[]),
    ("cpython", &["order"], &["num_bigint"]),
    (
        "python",
        &["text", "problem", "order", "cpython"],
        &["ruff", "num_bigint"],
    ),
    (
        "machine",
        &["text", "problem", "order", "cpython", "python"],
        &["num_bigint"],
    ),
    (
        "report",
        &["text", "problem", "order", "cpython", "python", "machine"],
        &["num_bigint"],
    ),
    (
        "measure",
        &["text", "problem", "cpython", "python", "machine"],
        &[],
    ),
    ("advice", &["text", "problem", "cpython", "report"], &[]),
    (
        "lessons",
        &["text", "problem", "cpython", "report", "analyze"],
        &[],
    ),
    ("sharing", &["text", "cpython"], &[]),
    (
        "charts",
        &["order", "cpython", "report"],
        &[
            "plotters",
            "plotters_canvas",
            "web_sys",
            "js_sys",
            "wasm_bindgen",
        ],
    ),
    (
        "ui",
        &[
            "text",
            "problem",
            "cpython",
            "report",
            "advice",
            "lessons",
            "sharing",
            "charts",
            "analyze",
            "timeline",
            "at_step",
            "access",
            "copies",
            "way_out",
            "rewrite",
            "new_class",
        ],
        &["yew", "gloo", "web_sys", "js_sys", "wasm_bindgen"],
    ),
    (
        "api",
        &[
            "text", "problem", "cpython", "report", "advice", "sharing", "analyze",
        ],
        &["wasm_bindgen", "serde_wasm_bindgen", "js_sys"],
    ),
    (
        "cli",
        // `python` and `machine` only until `analyze` answers the facts about types that `run` prints.
        &[
            "text", "problem", "cpython", "report", "advice", "analyze", "measure", "python",
            "machine",
        ],
        // Files, clocks and the like are not there in a browser, and would make one program answer differently.
        &[
            "serde_json",
            "std::env",
            "std::fs",
            "std::io",
            "std::net",
            "std::process",
            "std::time",
        ],
    ),
];

/// The files that are no room: the road through all of them, and the two programs.
const OUTSIDE: &[&str] = &["lib", "main", "web"];

#[test]
fn every_room_uses_only_what_it_may() {
    let mut wrong = Vec::new();
    for file in sources() {
        let room = room_of(&file);
        if OUTSIDE.contains(&room.as_str()) {
            continue;
        }
        let Some((_, may_use, crates)) = ROOMS.iter().find(|(name, ..)| *name == room) else {
            wrong.push(format!(
                "{}: the room `{room}` is not in the table of this test",
                file.display()
            ));
            continue;
        };
        let mut depth = segments(&file).len();
        for (number, line) in code_lines(&file) {
            // From here on a module within the file, its tests as a rule.
            if line.starts_with("mod ") && line.ends_with('{') {
                depth += 1;
            }
            for used in rooms_used(&line, depth) {
                if used != room && !may_use.contains(&used.as_str()) {
                    wrong.push(format!(
                        "{}:{number}: `{room}` may not use `{used}`, only {may_use:?}",
                        file.display()
                    ));
                }
            }
            for guarded in ROOMS.iter().flat_map(|(_, _, crates)| *crates) {
                if !crates.contains(guarded) && names_crate(&line, guarded) {
                    wrong.push(format!(
                        "{}:{number}: `{room}` may not see the crate `{guarded}`",
                        file.display()
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn every_file_says_what_it_is() {
    let silent: Vec<_> = sources()
        .into_iter()
        .filter(|file| !read(file).starts_with("//!"))
        .collect();
    assert!(
        silent.is_empty(),
        "these files begin without a `//!` line: {silent:#?}"
    );
}

#[test]
fn paths_are_understood() {
    let check = |line: &str, depth: usize, expected: &[&str]| {
        assert_eq!(rooms_used(line, depth), expected, "{line}")
    };
    check("use crate::cpython::Build;", 2, &["cpython"]);
    check(
        "use crate::{text::Span, report::{Report, Step}, charts};",
        2,
        &["text", "report", "charts"],
    );
    check(
        "let layout = crate::machine::layout(crate::text::Span::new(0, 1));",
        2,
        &["machine", "text"],
    );
    check("use super::tree::*;", 2, &[]);
    check("use super::super::machine;", 2, &["machine"]);
    check("use super::super::code;", 3, &[]);
    check("use crate::analyze;", 2, &["analyze"]);
    check("use crate::*;", 2, &["*"]);
    assert!(names_crate("use ruff_python_ast as ast;", "ruff"));
    assert!(names_crate(
        "plotters::style::RGBColor(0, 0, 0)",
        "plotters"
    ));
    assert!(!names_crate(
        "use plotters_canvas::CanvasBackend;",
        "plotters"
    ));
    assert!(names_crate("use std::time::Instant;", "std::time"));
    assert!(!names_crate("let renewed = true;", "yew"));
}

fn sources() -> Vec<PathBuf> {
    let mut found = Vec::new();
    collect(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &mut found,
    );
    found.sort();
    assert!(!found.is_empty(), "no sources found");
    found
}

fn collect(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder)
        .expect("the folder can be read")
        .flatten()
    {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

fn read(file: &Path) -> String {
    fs::read_to_string(file).expect("a source is text")
}

/// The segments of the module path below `src`: `src/python/lower/mod.rs` is `["python", "lower"]`.
fn segments(file: &Path) -> Vec<String> {
    let below = file
        .strip_prefix(Path::new(env!("CARGO_MANIFEST_DIR")).join("src"))
        .expect("below src");
    let mut segments: Vec<String> = below
        .with_extension("")
        .iter()
        .map(|part| part.to_string_lossy().into_owned())
        .collect();
    if segments.len() > 1 && segments.last().is_some_and(|last| last == "mod") {
        segments.pop();
    }
    segments
}

fn room_of(file: &Path) -> String {
    segments(file).swap_remove(0)
}

/// The lines with code on them, counted from 1; comments are left out, they may speak of anything.
fn code_lines(file: &Path) -> Vec<(usize, String)> {
    read(file)
        .lines()
        .enumerate()
        .map(|(index, line)| {
            (
                index + 1,
                line.split("//").next().unwrap_or_default().to_owned(),
            )
        })
        .collect()
}

/// What a line names at the root of the crate, by `crate::…` or by as many `super` as its module is deep.
fn rooms_used(line: &str, depth: usize) -> Vec<String> {
    let root = format!("{}::", vec!["super"; depth].join("::"));
    let mut used = Vec::new();
    for prefix in ["crate::", root.as_str()] {
        for (at, _) in line.match_indices(prefix) {
            let before = line[..at].chars().next_back();
            if before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':') {
                continue;
            }
            let rest = &line[at + prefix.len()..];
            match rest.strip_prefix('{') {
                Some(group) => used.extend(heads(group)),
                None => used.push(word(rest)),
            }
        }
    }
    used
}

/// The first word of each path in `a::b, c::{d, e}, f}`.
fn heads(group: &str) -> Vec<String> {
    let mut heads = Vec::new();
    let mut open = 0;
    let mut start = true;
    for (at, c) in group.char_indices() {
        match c {
            '{' => open += 1,
            '}' if open == 0 => break,
            '}' => open -= 1,
            ',' if open == 0 => start = true,
            c if start && !c.is_whitespace() => {
                heads.push(word(&group[at..]));
                start = false;
            }
            _ => {}
        }
    }
    heads
}

fn word(text: &str) -> String {
    let end = text
        .find(|c: char| !c.is_alphanumeric() && c != '_')
        .unwrap_or(text.len());
    if end == 0 {
        text.chars().take(1).collect()
    } else {
        text[..end].to_owned()
    }
}

/// Does the line name the crate, as a path's first word? `ruff` stands for all of ruff's crates.
fn names_crate(line: &str, guarded: &str) -> bool {
    line.match_indices(guarded).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let after = &line[at + guarded.len()..];
        let starts =
            !before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == '.' || c == '"');
        let ends = after.starts_with("::") || (guarded == "ruff" && after.starts_with('_'));
        starts && (ends || (line.trim_start().starts_with("use ") && after.starts_with([';', ' '])))
    })
}
