//! What is done to programs, as the page sees it: a few functions, so that the page can be tested by itself.

use crate::report::graphs::Each;
use crate::report::{
    AccessReport, Attempt, Build, ClassCard, CopyReport, Options, Problem, Report, StepReport,
    Timeline, Way, WayOut,
};

/// How a program becomes a report.
pub type Analyze = fn(&str, &Options) -> Report;

/// How attempts are made on an object of a program, which may be named.
pub type Copies = fn(&str, &Options, Option<&str>, &[Attempt]) -> CopyReport;

/// The changed text of a program, or what stands against the change.
pub type Changed = Result<String, Vec<Problem>>;

/// What is done to programs.
#[derive(Clone, Copy)]
pub struct Core {
    /// How a program becomes a report.
    pub analyze: Analyze,
    /// The statements of a run.
    pub timeline: fn(&str, &Options) -> Timeline,
    /// The program after so many of them.
    pub at_step: fn(&str, &Options, usize) -> StepReport,
    /// One attribute access, made when the program has ended.
    pub access: fn(&str, &Options, &str) -> AccessReport,
    /// What pickle, copy and their like make of an object of the program.
    pub copies: Copies,
    /// A way out of the conflict of layouts that the program runs into.
    pub way_out: fn(&str, &Options, Way) -> Option<WayOut>,
    /// What an instance with so many attributes takes, kept in each way.
    pub with_attributes: fn(Build, usize) -> Vec<Each>,
    /// The program with one card changed: the card's number, and what shall be on it.
    pub rewrite: fn(&str, Build, usize, &ClassCard) -> Changed,
    /// The program with one more class.
    pub new_class: fn(&str, Build, &ClassCard) -> Changed,
}

impl Core {
    /// The simulator.
    pub const REAL: Core = Core {
        analyze: crate::analyze,
        timeline: crate::timeline,
        at_step: crate::at_step,
        access: crate::access,
        copies: crate::copies,
        way_out: crate::way_out,
        with_attributes: crate::report::with_attributes,
        rewrite: crate::rewrite,
        new_class: crate::new_class,
    };
}

/// The core as a property; a page has one, so that two of them need not be told apart.
#[derive(Clone, Copy)]
pub struct CoreProp(pub Core);

impl PartialEq for CoreProp {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}
