//! Every program of the oracle compiles for every build that can read it.
#![cfg(not(target_arch = "wasm32"))]

#[path = "oracle/programs.rs"]
mod programs;

use programs::programs;
use slotscope::cpython::build::{BUILDS, Build};
use slotscope::python::compile;
use std::fs;

#[test]
fn every_program_compiles() {
    for path in programs() {
        let source = fs::read_to_string(&path).expect("a program is UTF-8");
        let newer = |build: &Build| source.contains("except*") && !build.at_least(11);
        for build in BUILDS.into_iter().filter(|build| !newer(build)) {
            let problems = compile(&source, build).err();
            assert_eq!(problems, None, "{} on {}", path.display(), build.id());
        }
    }
}
