//! From a program to its report: runs it, looks at what is left, measures many instances.

mod access;
mod attributes;
mod changes;
mod classes;
mod conflict;
mod copies;
mod counts;
mod error;
mod keys;
mod memory;
mod objects;
mod output;
mod series;
mod sites;
mod steps;
mod told;
mod twins;
mod walk;
mod ways;
mod words;

pub use access::access;
pub use attributes::with_attributes;
pub use copies::copies;
pub use sites::sites;
pub use steps::{at_step, timeline};
pub use ways::way_out;

use super::{FILE, Options, Report};
use crate::cpython::Build;
use crate::machine::{Limits, Machine, Program};
use crate::python::{self, Code};
use std::rc::Rc;

/// Everything there is to show of a program. Whatever is wrong with it becomes a problem of the report.
pub fn analyze(source: &str, options: &Options) -> Report {
    let build = options.build;
    let mut report = Report::empty(build);
    let code = python::parse(source, build).and_then(|module| {
        report.outline = Rc::new(python::outline::outline(source, &module));
        python::compile_tree(source, &module, build)
    });
    let code = match code {
        Ok(code) => code,
        Err(problems) => {
            report.problems = problems;
            return report;
        }
    };
    let program = program(source, build, code);
    let (mut machine, outcome) = Machine::run(&program);
    report.ran = true;
    report.problems.extend(outcome.problem.clone());
    report.output = Rc::new(output::output(outcome, source));
    report.classes = classes::classes(&machine, &program.code);
    report.conflict = conflict::conflict(&machine, source, &report.output).map(Rc::new);
    let picture = objects::picture(&mut machine, true);
    report.objects = picture.objects;
    report.names = picture.names;
    report.memory = Rc::new(memory::memory(&program, &mut machine, options));
    report
}

/// What was compiled, to be run within the limits of the page.
fn program(source: &str, build: Build, code: Rc<Code>) -> Program<'_> {
    Program {
        build,
        limits: Limits::PAGE,
        name: FILE,
        source,
        code,
    }
}
