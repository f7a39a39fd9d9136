//! Holds an algorithm against what real CPythons answered: the tables of `tests/values`.

use super::ValueFault;
use crate::cpython::Build;
use crate::cpython::build::BUILDS;

/// Asserts that `answer(operation, arguments, build)` is what the table says, for every line and build.
/// `tests/values/record.py` tells how a line is written.
pub(super) fn check(
    table: &str,
    answer: impl Fn(&str, &[&str], Build) -> Result<String, ValueFault>,
) {
    let mut wrong = Vec::new();
    for line in table.lines() {
        let fields: Vec<String> = line.split('\t').map(unescape).collect();
        let [op, args @ .., builds, expected] = fields.as_slice() else {
            panic!("a table's line has an operation, builds and an answer: {line}");
        };
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        let mut first_wrong = None;
        let mut builds_wrong = 0;
        for build in BUILDS.into_iter().filter(|&build| covers(builds, build)) {
            let found = answer(op, &args, build)
                .unwrap_or_else(|fault| format!("!{}: {}", fault.kind, fault.text));
            if found != *expected {
                builds_wrong += 1;
                first_wrong.get_or_insert((build.id(), found));
            }
        }
        if let Some((id, found)) = first_wrong {
            wrong.push(format!(
                "{op}{args:?} on {id} and {} more: {found:?}, CPython: {expected:?}",
                builds_wrong - 1
            ));
        }
    }
    let shown = wrong
        .iter()
        .take(30)
        .cloned()
        .collect::<Vec<_>>()
        .join("\n");
    assert!(wrong.is_empty(), "{} wrong:\n{shown}", wrong.len());
}

/// `True` or `False`.
pub(super) fn boolean(value: bool) -> String {
    if value { "True" } else { "False" }.into()
}

/// Whether `3.9-3.11 w3.10` names the build.
fn covers(builds: &str, build: Build) -> bool {
    let place = |name: &str| {
        let (word, minor) = match name.strip_prefix("w3.") {
            Some(minor) => (4, minor),
            None => (8, name.trim_start_matches("3.")),
        };
        let is_it = |b: &Build| b.word() == word && b.version.minor.to_string() == minor;
        BUILDS.iter().position(is_it)
    };
    let here = BUILDS.iter().position(|&b| b == build);
    builds == "*"
        || builds.split(' ').any(|span| {
            let (first, last) = span.split_once('-').unwrap_or((span, span));
            place(first) <= here && here <= place(last)
        })
}

/// `a\\b\u{1f}` as it was before it was written into a table.
pub(super) fn unescape(field: &str) -> String {
    let mut out = String::new();
    let mut rest = field;
    while let Some((before, after)) = rest.split_once('\\') {
        out.push_str(before);
        let code = after
            .strip_prefix("u{")
            .and_then(|text| text.split_once('}'));
        rest = if let Some((code, behind)) = code {
            let code = u32::from_str_radix(code, 16).expect("hexadecimal");
            out.push(char::from_u32(code).expect("a character"));
            behind
        } else {
            out.push('\\');
            &after[1..]
        };
    }
    out.push_str(rest);
    out
}
