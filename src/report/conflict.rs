//! A class that cannot be made because the layouts of its bases cannot be one, and the ways out.

use super::block::Word;
use serde::{Deserialize, Serialize};

/// A conflict of layouts (Objects/typeobject.c, best_base).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conflict {
    /// Name of the class that could not be made.
    pub class: String,
    /// The line on which its making began.
    pub line: Option<u32>,
    /// Whether this ended the program; if not, the program went on.
    pub ended: bool,
    /// The layouts of the two bases.
    pub layouts: [Layout; 2],
    /// Both layouts word by word, in the order of memory, without the pre-header.
    pub rows: Vec<ConflictRow>,
    /// Why they cannot be one: one sentence, code between backticks.
    pub why: String,
}

/// The layout of one of the bases.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Layout {
    /// The base, as the class names it.
    pub base: String,
    /// The class whose layout it has: its solid base, often itself.
    pub solid: String,
    /// Bytes of an instance without items (`__basicsize__`).
    pub basicsize: u64,
    /// Bytes of each item behind them (`__itemsize__`); 0 where there are none.
    pub itemsize: u64,
}

/// What lies at one offset.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConflictRow {
    /// Bytes from the object pointer.
    pub offset: i64,
    /// The word of either layout that begins here, without a value.
    pub words: [Option<Word>; 2],
    /// Whether both layouts claim these bytes for something else.
    pub clashes: bool,
}

/// A kind of way out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Way {
    /// All bases but one have an empty `__slots__`, and the class has their names.
    Empty,
    /// All bases but one have no `__slots__`.
    Drop,
    /// One base is no base any more, and an attribute holds an instance of it.
    Hold,
}

impl Way {
    /// All of them, the mildest first.
    pub const ALL: [Way; 3] = [Way::Empty, Way::Drop, Way::Hold];
}

/// A way out that was tried: with it the class is made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WayOut {
    /// Its kind.
    pub way: Way,
    /// What changes, and what that means; code between backticks.
    pub says: String,
    /// The whole program, changed.
    pub source: String,
    /// The exception that ends it then, which comes later: `AttributeError: …`.
    pub then: Option<String>,
}
