//! What instances of classes have besides a builtin payload: slots, attributes, weak references.

use super::object::Value;

/// Slots, instance dict and weak references of one object.
#[derive(Default)]
pub struct Extra {
    /// The words of the slots, those of the farthest base first. `None` is NULL.
    pub slots: Vec<Option<Value>>,
    /// Where ordinary attributes live. Kept as a dict object even while CPython has none yet:
    /// its accounting knows whether it is inline values, a values array or a real dict.
    pub dict: Option<Value>,
    /// Weak references to this object, newest first.
    pub weakrefs: Vec<super::object::WeakValue>,
}
