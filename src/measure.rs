//! How many bytes the results of a program's `make(i)` hold.

use crate::cpython::Build;
use crate::machine::{Limits, Machine, Program, Stop};
use crate::problem::Problem;
use crate::python;

/// Requested bytes that `make(0)` … `make(count - 1)` hold while they are all alive, beyond what lives
/// without them. The program runs anew, so that no instance of its classes has ever existed.
pub fn measure(build: Build, file: &str, source: &str, count: u64) -> Result<u64, Problem> {
    let code = match python::compile(source, build) {
        Ok(code) => code,
        Err(problems) => {
            return Err(problems
                .into_iter()
                .next()
                .unwrap_or_else(|| Problem::syntax("not Python", None)));
        }
    };
    let (mut machine, outcome) = Machine::run(&Program {
        build,
        limits: Limits::COMMAND,
        name: file,
        source,
        code,
    });
    if let Some(problem) = outcome.problem {
        return Err(problem);
    }
    if let Some(error) = outcome.error {
        return Err(Problem::unsupported(
            format!(
                "a memory program that ends with {}: {}",
                error.name, error.message
            ),
            error.span,
        ));
    }
    match machine.held_by_make(count) {
        Ok(bytes) => Ok(bytes),
        Err(Stop::Halt(problem)) => Err(*problem),
        Err(Stop::Raise(_)) => Err(Problem::unsupported("a make(i) that raises", None)),
    }
}
