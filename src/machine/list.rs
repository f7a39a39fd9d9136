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

    /// Tells the accounting that the length is now what `items` says, having been `before`
    /// (Objects/listobject.c, list_resize, all versions).
    pub fn resized(&mut self, before: usize) {
        self.allocated = list_resize(self.allocated, before, self.items.len());
    }

    /// `list.append`.
    pub fn push(&mut self, value: Value) {
        let before = self.items.len();
        self.items.push(value);
        self.resized(before);
    }
}

/// The room after resizing from `size` to `new` items (Objects/listobject.c, list_resize).
pub fn list_resize(allocated: usize, size: usize, new: usize) -> usize {
    if allocated >= new && new >= allocated >> 1 {
        return allocated;
    }
    if new == 0 {
        return 0;
    }
    let room = (new + (new >> 3) + 6) & !3;
    if new as i64 - size as i64 > room as i64 - new as i64 { (new + 3) & !3 } else { room }
}
