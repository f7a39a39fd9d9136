//! The payload of list: items, and how many it has room for.

use super::object::Value;

/// What a list object holds.
#[derive(Default)]
pub struct List {
    /// The items.
    pub items: Vec<Value>,
    /// `ob_item`'s room, in items; what `getsizeof` counts.
    pub allocated: usize,
}

impl List {
    /// A list with exactly as much room as it has items.
    pub fn exact(items: Vec<Value>) -> Self {
        let allocated = items.len();
        Self { items, allocated }
    }
}
