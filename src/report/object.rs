//! An object of the program: who it is, the memory it is made of, what it costs.

use super::block::{Block, BlockId};
use super::bytes::ByteCounts;
use serde::{Deserialize, Serialize};

/// One object as it is at the end of the program.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ObjectReport {
    /// Its identity in this report; also the id of its first block.
    pub id: BlockId,
    /// The simulated `id()`: address of the object pointer, after the pre-header.
    pub address: u64,
    /// Qualified name of its type.
    pub type_name: String,
    /// What it is to the viewer.
    pub kind: ObjectKind,
    /// A short `repr`, never running the program's own `__repr__`: `<Point>`, `[1, 2, …]`.
    pub repr: String,
    /// How the program reaches it, the module's names first: `p`, `line.start`, `points[0]`.
    pub names: Vec<String>,
    /// Its memory: the object itself, then each separate block that belongs to it.
    pub blocks: Vec<Block>,
    /// What it costs. Blocks that it shares with others are not counted.
    pub bytes: ByteCounts,
}

/// What an object is to the viewer; decides whether it is drawn open or folded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ObjectKind {
    /// An instance of a class of the program.
    Instance,
    /// A builtin container that the program made: list, tuple, dict, set.
    Container,
    /// A builtin value: a number, a string, None.
    Value,
}

/// A name and what it is bound to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NameBinding {
    /// The running function or class body that it is local to, by its `co_qualname`; none for a name of the module.
    pub scope: Option<String>,
    /// The name.
    pub name: String,
    /// Short repr of the object.
    pub label: String,
    /// The drawn object; none for what is not drawn (classes, functions, modules).
    pub object: Option<BlockId>,
}
