//! What `UNSUPPORTED.md` says is what the machine says: every program of it, and every message of the sources.
//!
//! The page is the data. With `UPDATE_EXPECT` set, its answers are written anew.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use slotscope::cli::answer;
use slotscope::cpython::Build;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::thread;

const PAGE: &str = "UNSUPPORTED.md";
/// Begins the answer to a program that left the subset; the message and its line follow.
const OUTSIDE: &str = "slotscope: outside the subset: ";

#[test]
fn every_program_leaves_the_subset_as_the_page_says() {
    let page = fs::read_to_string(PAGE).unwrap();
    let renewed = renewed(&page);
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        fs::write(PAGE, renewed).unwrap();
        return;
    }
    let mut lines = page.lines().zip(renewed.lines());
    let different = lines.find(|(said, is)| said != is);
    assert!(page == renewed, "written and true: {different:?}");
}

#[test]
fn every_message_of_the_sources_is_shown_or_listed() {
    let page = fs::read_to_string(PAGE).unwrap();
    let shown = page.lines().filter_map(|line| line.strip_prefix(OUTSIDE));
    let shown: Vec<&str> = shown.collect();
    let mut unseen = BTreeSet::new();
    messages(Path::new("src"), &mut unseen);
    unseen.retain(|message| !shown.iter().any(|shown| fits(message, shown)));
    let items = page.lines().filter_map(|line| line.strip_prefix("- `"));
    let listed = items.filter_map(|item| item.split_once("` — "));
    let listed: BTreeSet<String> = listed.map(|(message, _)| message.to_string()).collect();
    let wrong: Vec<_> = unseen.symmetric_difference(&listed).collect();
    assert!(wrong.is_empty(), "to be shown or unlisted: {wrong:#?}");
}

/// The page with the answers that the programs give now.
fn renewed(page: &str) -> String {
    let mut renewed = String::new();
    let mut answer = None;
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        renewed += &format!("{line}\n");
        let Some(info) = line.strip_prefix("```") else {
            continue;
        };
        let block = lines.by_ref().take_while(|line| *line != "```");
        let block: String = block.map(|line| format!("{line}\n")).collect();
        renewed += &match info {
            "text modules" => modules(),
            "text" => answer.take().unwrap_or(block),
            _ => {
                let said = asked(info, &block);
                assert!(said.starts_with(OUTSIDE), "{block}{said}");
                answer = Some(said);
                block
            }
        };
        renewed += "```\n";
    }
    renewed
}

/// What is said about a program; the words after `python` tell the version, and `memory` if the memory is asked for.
fn asked(info: &str, source: &str) -> String {
    let version = info.split(' ').find(|word| word.starts_with("3."));
    let build = format!("cpython-{}-64", version.unwrap_or("3.13"));
    let build = Build::from_id(&build).unwrap();
    let (memory, source) = (info.contains("memory"), source.to_string());
    let asked = move || match memory {
        true => answer::memory(build, "", &source, &[1], false),
        false => answer::run(build, "", &source, answer::Form::Brief),
    };
    let worker = thread::Builder::new().stack_size(64 << 20).spawn(asked);
    format!("{}\n", worker.unwrap().join().unwrap())
}

/// The modules that a program can import: the files of the library and, as arms of a `match`, the machine's own.
fn modules() -> String {
    let rust = fs::read_to_string("src/machine/import.rs").unwrap();
    let arms = rust.split("match name {").nth(1).unwrap();
    let arms = arms.split("_ => match LIBRARY").next().unwrap();
    let arms = arms
        .lines()
        .filter_map(|line| line.trim_start().strip_prefix('"'));
    let arms = arms.filter_map(|arm| arm.split('"').next());
    let mut names: BTreeSet<String> = arms.map(str::to_string).collect();
    for file in fs::read_dir("src/machine/library").unwrap() {
        let name = file.unwrap().file_name().into_string().unwrap();
        names.insert(name.trim_end_matches(".py").to_string());
    }
    names.retain(|name| !name.starts_with('_') || name.starts_with("__"));
    let names: Vec<String> = names.into_iter().collect();
    let all = format!("import {}", names.join(", "));
    assert_eq!(asked("python", &all), "\n");
    format!("{}\n", names.join(" "))
}

/// Adds the literal messages of `unsupported` in a folder of the sources, as they are written, without tests.
fn messages(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            messages(&path, found);
        }
        let text = fs::read_to_string(&path).unwrap_or_default();
        let text = text.split("#[cfg(test)]").next().unwrap_or_default();
        for call in text.split("unsupported(").skip(1) {
            let start = call.trim_start();
            let prefixes = ["format!(", "concat!(", "f"].iter();
            let call = prefixes.fold(start, |call, prefix| {
                call.strip_prefix(prefix).unwrap_or(call).trim_start()
            });
            if let Some(quote @ ('"' | '\'')) = call.chars().next() {
                let message = call[1..].split(quote).next().unwrap_or_default();
                // What else a concatenated text holds is not known.
                let rest = start.strip_prefix("concat!").map_or("", |_| "{}");
                found.insert(message.replace("\\\\", "\\") + rest);
            }
        }
    }
}

/// Whether an answer shows a message: what stands between its placeholders, in this order.
fn fits(message: &str, shown: &str) -> bool {
    let mut rest = shown.rsplit_once(" (line ").map_or(shown, |(text, _)| text);
    if !message.contains('{') {
        return message == rest;
    }
    let mut parts = message.split(['{', '}']).step_by(2);
    parts.all(|part| {
        let found = rest.split_once(part);
        rest = found.map_or(rest, |(_, after)| after);
        found.is_some()
    })
}
