//! Every program of the oracle compiles for every build that can read it.
#![cfg(not(target_arch = "wasm32"))]

#[path = "oracle/programs.rs"]
mod programs;

use programs::programs;
use slotscope::cpython::build::BUILDS;
use slotscope::python::compile;
use std::fs;

#[test]
fn every_program_compiles() {
    for path in programs() {
        let source = fs::read_to_string(&path).expect("a program is UTF-8");
        for build in BUILDS {
            let problems = compile(&source, build).err();
            assert_eq!(problems, None, "{} on {}", path.display(), build.id());
        }
    }
}
