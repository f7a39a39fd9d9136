//! Every program of the oracle compiles for every build that can read it.
#![cfg(not(target_arch = "wasm32"))]

use slotscope::cpython::build::BUILDS;
use slotscope::python::compile;
use std::fs;
use std::path::{Path, PathBuf};

fn programs(folder: &Path, found: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            programs(&path, found);
        } else if path.extension().is_some_and(|ext| ext == "py") {
            found.push(path);
        }
    }
}

#[test]
fn every_program_compiles() {
    let mut found = Vec::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oracle/programs");
    programs(&folder, &mut found);
    found.sort();
    assert!(found.len() > 300, "the programs are not where they were");
    for path in found {
        let source = fs::read_to_string(&path).expect("a program is UTF-8");
        for build in BUILDS {
            let problems = compile(&source, build).err();
            assert_eq!(problems, None, "{} on {}", path.display(), build.id());
        }
    }
}
