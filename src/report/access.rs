//! One attribute access, step by step as CPython makes it.

use super::sites::SiteReport;
use super::{BlockId, ObjectReport};
use serde::{Deserialize, Serialize};

/// An access and all it comes upon.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct AccessReport {
    /// Why there is nothing to show; code between backticks.
    pub nothing: Option<String>,
    /// The steps, in order.
    pub steps: Vec<AccessStep>,
    /// Repr of the value that is read; `done` for a write or delete that succeeds; the exception's last line otherwise.
    pub result: String,
    /// Whether it is an exception.
    pub raised: bool,
    /// The object afterwards, if it is one that can be drawn.
    pub object: Option<ObjectReport>,
    /// The word of the object that was read or written, by block and offset.
    pub word: Option<(BlockId, i64)>,
    /// The member descriptor that led there.
    pub member: Option<MemberReport>,
    /// What CPython's adaptive interpreter makes of the access after a hundred of them; none for a delete.
    pub site: Option<SiteReport>,
    /// Why nothing is known of that.
    pub unmodelled: Option<String>,
}

/// One step of an access.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccessStep {
    /// Where is looked: `type(p).__mro__`, `p.__dict__`.
    pub place: String,
    /// What comes of it, in a sentence; code between backticks.
    pub says: String,
    /// Whether the access ends here.
    pub ends: bool,
}

/// A member descriptor: an object of the class that knows where in an instance its word lies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberReport {
    /// `__objclass__`
    pub class: String,
    /// `__name__`
    pub name: String,
    /// Bytes from the object pointer.
    pub offset: i64,
}
