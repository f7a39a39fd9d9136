//! A program step by step: where it is after each statement, and what that statement has changed.

use super::{BlockId, Problem, Report};
use crate::text::Span;
use serde::{Deserialize, Serialize};

/// The statements of a run in the order in which they began.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Timeline {
    /// The statements, 10,000 at most.
    pub steps: Vec<Step>,
    /// Whether these are not all: then the run goes on behind the last one.
    pub cut: bool,
    /// Why there is no run, or why it was stopped.
    pub problem: Option<Problem>,
}

/// A statement that has begun.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// Its line, from 1.
    pub line: u32,
    /// Where it begins.
    pub span: Span,
    /// `co_qualname` of the code it stands in: `Point.__init__`, `<module>`.
    pub code: String,
    /// Whether that is the body of a class.
    pub class_body: bool,
    /// How many calls it is inside of; only differences mean something.
    pub depth: usize,
}

/// The program after one step.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StepReport {
    /// So many statements have begun; the next one has not.
    pub at: usize,
    /// The line of the last statement that has begun; none before the first one.
    pub line: Option<u32>,
    /// The line of the next statement; none at the end.
    pub next: Option<u32>,
    /// What lives now, and what was printed until now. Memory is not measured.
    pub report: Report,
    /// What the last statement changed.
    pub changes: Changes,
    /// The same in one sentence.
    pub says: String,
}

/// What is other than one step before, by the blocks and names of the step's report.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changes {
    /// Blocks that were not there.
    pub blocks: Vec<BlockId>,
    /// Words that hold something else, by block and offset.
    pub words: Vec<(BlockId, i64)>,
    /// Names that are bound to something else, with their scope.
    pub names: Vec<(Option<String>, String)>,
    /// Bytes of the output that were there already.
    pub printed: usize,
}
