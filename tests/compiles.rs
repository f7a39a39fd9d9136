//! Every program of the oracle compiles for every build that can read it, but for those that are not Python.
#![cfg(not(target_arch = "wasm32"))]

#[path = "oracle/programs.rs"]
mod programs;

use programs::programs;
use slotscope::cpython::build::BUILDS;
use slotscope::python::compile;
use std::fs;

#[test]
fn every_program_compiles() {
    let syntax = |path: &std::path::PathBuf| {
        path.parent()
            .is_some_and(|folder| folder.ends_with("syntax"))
    };
    for path in programs().into_iter().filter(|path| !syntax(path)) {
        let source = fs::read_to_string(&path).expect("a program is UTF-8");
        for build in BUILDS {
            let problems = compile(&source, build).err();
            assert_eq!(problems, None, "{} on {}", path.display(), build.id());
        }
    }
}
