//! What pickle, copy and their like make of one object: a row for each attempt.

use super::Build;
use serde::{Deserialize, Serialize};

/// One way to save, copy or hold an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Attempt {
    /// `pickle.loads(pickle.dumps(obj, protocol))`
    Pickle(u8),
    /// `copy.copy(obj)`
    Copy,
    /// `copy.deepcopy(obj)`
    DeepCopy,
    /// `copy.replace(obj)`, of no field.
    Replace,
    /// `weakref.ref(obj)`
    WeakRef,
    /// Reading a `functools.cached_property` of the object.
    CachedProperty,
}

impl Attempt {
    /// All that a build has, in the order of the table. Lib/copy.py has `replace` from 3.13 on.
    pub fn all(build: Build) -> Vec<Attempt> {
        let mut all: Vec<Attempt> = (0..=5).map(Attempt::Pickle).collect();
        all.extend([Attempt::Copy, Attempt::DeepCopy]);
        if build.at_least(13) {
            all.push(Attempt::Replace);
        }
        all.extend([Attempt::WeakRef, Attempt::CachedProperty]);
        all
    }

    /// Its name in the table.
    pub fn label(self) -> String {
        match self {
            Attempt::Pickle(protocol) => format!("pickle, protocol {protocol}"),
            Attempt::Copy => "copy.copy".into(),
            Attempt::DeepCopy => "copy.deepcopy".into(),
            Attempt::Replace => "copy.replace".into(),
            Attempt::WeakRef => "weakref.ref".into(),
            Attempt::CachedProperty => "cached_property".into(),
        }
    }
}

/// What became of one object in each attempt.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CopyReport {
    /// Whether the program could be read and followed to its end.
    pub ran: bool,
    /// The objects that can be chosen, as the program reaches them: `p`, `points[0]`.
    pub choices: Vec<String>,
    /// Which of them was tried.
    pub chosen: Option<usize>,
    /// Qualified name of its class.
    pub type_name: String,
    /// What came out, in the order asked for; without what does not apply to the object.
    pub rows: Vec<CopyRow>,
    /// Why there is no object to try: one sentence.
    pub nothing: Option<String>,
}

/// What one attempt came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CopyRow {
    /// What was tried.
    pub attempt: Attempt,
    /// How it ended.
    pub outcome: CopyOutcome,
    /// Repr of `obj.__reduce_ex__(protocol)` where pickle or copy ask for it, the addresses left out; none
    /// where it raises.
    pub reduce: Option<String>,
    /// The pickle, a line for each opcode as `pickletools.dis` prints it.
    pub opcodes: Vec<String>,
    /// Bytes of the pickle.
    pub size: Option<u64>,
    /// What came back, in short: `Point(x=1, y=2)`.
    pub came_back: Option<String>,
    /// What to do where something failed or was lost.
    pub fix: Option<Fix>,
}

/// How an attempt ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CopyOutcome {
    /// Everything came back.
    Ok,
    /// These attributes, or parts of the value, did not come back or came back different.
    Lost(Vec<String>),
    /// An exception.
    Raised(Failure),
    /// The simulator does not know how it ends, and why.
    Unsupported(String),
}

/// An exception, in the words of the build.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    /// Name of its class.
    pub kind: String,
    /// Its text, the addresses left out.
    pub message: String,
    /// Its notes (3.14+: which object was being saved).
    pub notes: Vec<String>,
    /// Whether it came when a pickle was read rather than written.
    pub reading: bool,
}

/// What can be done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fix {
    /// What to do, and why that helps.
    pub says: String,
    /// The lines that are added to the class, where these tell more than the sentence.
    pub lines: Option<String>,
    /// The whole program with the fix in it; there only if the attempt is known to succeed then.
    pub source: Option<String>,
}
