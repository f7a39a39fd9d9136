//! What became of the program's attribute accesses.

use super::{FILE, output};
use crate::machine::{Limits, Machine, Program};
use crate::python;
use crate::report::Build;
use crate::report::sites::{SiteReport, SitesReport, unmodelled};
use crate::text::Lines;

/// Runs a program and tells what its attribute accesses became.
pub fn sites(source: &str, build: Build, limits: Limits) -> SitesReport {
    let mut report = SitesReport {
        unmodelled: unmodelled(build).map(str::to_string),
        ..SitesReport::default()
    };
    if report.unmodelled.is_some() {
        return report;
    }
    let code = match python::compile(source, build) {
        Ok(code) => code,
        Err(problems) => {
            report.problem = problems.into_iter().next();
            return report;
        }
    };
    let program = Program {
        build,
        limits,
        name: FILE,
        source,
        code,
    };
    let (machine, mut outcome) = Machine::run_with_sites(&program);
    let lines = Lines::new(source);
    let sites = machine.sites(&program.code).into_iter();
    report.sites = sites
        .map(|facts| SiteReport::new(build, &lines, facts))
        .collect();
    report.problem = outcome.problem.take();
    report.output = output::output(outcome, source);
    report
}
