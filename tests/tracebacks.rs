//! Every recorded traceback: is ours what CPython writes to stderr, frames of the library left out?
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use slotscope::cpython::Build;
use slotscope::cpython::build::BUILDS;
use slotscope::machine::{Limits, Machine, Program};
use slotscope::python;
use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::PathBuf;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/oracle");

#[test]
fn tracebacks_are_as_recorded() {
    let (mut right, mut wrong) = (0, Vec::new());
    for build in BUILDS {
        let path = PathBuf::from(FOLDER).join(format!("tracebacks/{}.json.gz", build.id()));
        let Ok(file) = fs::File::open(path) else {
            continue;
        };
        let mut text = String::new();
        flate2::read::GzDecoder::new(file)
            .read_to_string(&mut text)
            .unwrap();
        let recorded: BTreeMap<String, String> = serde_json::from_str(&text).unwrap();
        for (name, expected) in recorded {
            let Some(found) = traceback(build, &name) else {
                continue;
            };
            let expected = of_program(&expected);
            if found == expected {
                right += 1;
            } else {
                wrong.push(format!(
                    "{} {name}\n{expected}--- ours\n{found}",
                    build.id()
                ));
            }
        }
    }
    println!("{right} tracebacks are right");
    assert!(
        wrong.is_empty(),
        "{} of {}:\n{}",
        wrong.len(),
        right + wrong.len(),
        wrong.join("\n")
    );
    assert!(right > 300, "only {right} were compared");
}

/// Ours; none where the program is outside of the subset.
fn traceback(build: Build, name: &str) -> Option<String> {
    let source = fs::read_to_string(format!("{FOLDER}/programs/{name}")).unwrap();
    let code = match python::compile(&source, build) {
        Ok(code) => code,
        Err(problems) => return problems[0].traceback(name, &source),
    };
    let (_, outcome) = Machine::run(&Program {
        build,
        limits: Limits::COMMAND,
        name,
        source: &source,
        code,
    });
    outcome.error.map(|error| error.traceback)
}

/// The recorded text without warnings and without frames of the library.
fn of_program(text: &str) -> String {
    let mut kept = String::new();
    let mut skips = false;
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        if line.contains("Warning: ") && line.contains(".py:") {
            lines.next_if(|next| next.starts_with("  "));
            continue;
        }
        if let Some(file) = line.strip_prefix("  File \"") {
            skips = file.starts_with('/') || file.starts_with('<');
        } else if !line.starts_with("    ") {
            skips = false;
        }
        if !skips {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    kept
}
