//! The simulator for `make bench` in a browser: nothing but a program in and what it printed out.

use slotscope::cpython::Build;
use slotscope::machine::{Limits, Machine, Program};
use slotscope::python;
use wasm_bindgen::prelude::wasm_bindgen;

fn main() {}

/// What the program prints on the build; or why it has no answer.
#[wasm_bindgen]
pub fn run(build: &str, source: &str) -> Result<String, String> {
    let build = Build::from_id(build).ok_or("no such build")?;
    let code = python::compile(source, build).map_err(|problems| format!("{problems:?}"))?;
    let (_, outcome) = Machine::run(&Program {
        build,
        limits: Limits::COMMAND,
        name: "bench.py",
        source,
        code,
    });
    match (outcome.problem, outcome.error) {
        (None, None) => Ok(outcome.output),
        (Some(problem), _) => Err(problem.message),
        (None, Some(error)) => Err(error.traceback),
    }
}
