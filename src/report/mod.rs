//! What happened, as plain serialisable data in the viewer's words: everything that may be shown, and
//! nothing that points back into the machine.

pub mod access;
pub mod axis;
pub mod block;
mod build;
pub mod bytes;
pub mod class;
pub mod conflict;
pub mod copies;
pub mod graph;
pub mod graphs;
pub mod memory;
pub mod object;
pub mod output;
pub mod sites;
pub mod steps;
pub mod texts;
pub mod times;
pub mod units;
pub mod versions;

pub use crate::cpython::build::{BUILDS, Build};
pub use crate::problem::{Code, Problem};
pub use crate::python::KEYWORDS;
pub use crate::python::outline::{
    Attribute, ClassCard, DATACLASS_OPTIONS, Dataclass, DataclassOption, Method, Outline, Property,
    Slots, Variable,
};
pub use crate::text::{Lines, Span};
pub use access::{AccessReport, AccessStep};
pub use block::{Block, BlockId, BlockKind, Role, Word, WordValue};
pub use build::{
    access, analyze, at_step, copies, sites as sites_of, timeline, way_out, with_attributes,
};
pub use bytes::{ByteCount, ByteCounts, Term};
pub use class::{ClassReport, ClassWord, SlotReport};
pub use conflict::{Conflict, ConflictRow, Layout, Way, WayOut};
pub use copies::{Attempt, CopyOutcome, CopyReport, CopyRow, Failure, Fix};
pub use memory::{Curve, MemoryReport, Series, Twin};
pub use object::{NameBinding, ObjectKind, ObjectReport};
pub use output::{ErrorReport, Output};
pub use steps::{Changes, StepReport, Timeline};

use serde::{Deserialize, Serialize};
use std::rc::Rc;

/// The name of the program's file in what CPython writes.
pub const FILE: &str = "main.py";

/// What the viewer asked for, beside the source text.
#[derive(Debug, Clone, PartialEq)]
pub struct Options {
    /// The interpreter.
    pub build: Build,
    /// Qualified name of the class whose memory is measured; none, or a name that is no class of the
    /// program: the first class that can be measured.
    pub measured: Option<String>,
    /// Whether the memory series also count the values that the attributes hold, a fresh copy each.
    pub count_values: bool,
}

impl Options {
    /// The chosen build and otherwise what the page opens with.
    pub fn new(build: Build) -> Self {
        Self {
            build,
            measured: None,
            count_values: false,
        }
    }
}

/// One program on one build: what it printed, what it left in memory, what many of it would cost.
/// Its parts are counted references, so that a view can tell cheaply whether its part is the same.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// The interpreter that was simulated.
    pub build: BuildReport,
    /// Everything wrong or noteworthy, in the order of the source; empty for a program that ran.
    pub problems: Vec<Problem>,
    /// Whether the program could be read and was run, however far; if not, there is nothing to show of it.
    pub ran: bool,
    /// What the program printed, and the exception that ended it.
    pub output: Rc<Output>,
    /// The objects that live at the end, instances of the program's classes first.
    pub objects: Vec<Rc<ObjectReport>>,
    /// The classes that the program made, in the order of their making.
    pub classes: Vec<Rc<ClassReport>>,
    /// The class that could not be made because of the layouts of its bases, if there is one.
    pub conflict: Option<Rc<Conflict>>,
    /// The module's names, in the order of their binding; then local ones, where the program has not ended.
    pub names: Vec<NameBinding>,
    /// What many instances of one class cost.
    pub memory: Rc<MemoryReport>,
    /// The classes of the program as cards, to be built without syntax.
    pub outline: Rc<Outline>,
}

impl Report {
    /// A program that printed nothing and left nothing.
    pub fn empty(build: Build) -> Self {
        Self {
            build: build.into(),
            problems: Vec::new(),
            ran: false,
            output: Rc::default(),
            objects: Vec::new(),
            classes: Vec::new(),
            conflict: None,
            names: Vec::new(),
            memory: Rc::default(),
            outline: Rc::default(),
        }
    }
}

/// The simulated interpreter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BuildReport {
    /// `cpython-3.13-64`.
    pub id: String,
    /// Micro version of the interpreter on which the numbers were verified: `3.13.18`.
    pub version: String,
    /// Bytes of a pointer: 8 or 4.
    pub word: u32,
}

impl From<Build> for BuildReport {
    fn from(build: Build) -> Self {
        Self {
            id: build.id(),
            version: build.version.to_string(),
            word: build.word() as u32,
        }
    }
}
