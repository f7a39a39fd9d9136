//! Blocks of memory: what an object asks the allocator for.

/// What a block of memory is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// An object, with what stands before and behind it.
    Object,
    /// The array of attribute values of an instance or a split dict.
    Values,
    /// A dict's keys object.
    Keys,
    /// The items of a list, the slots of a set, the bytes of a bytearray, the characters of a
    /// str subclass.
    Items,
}

/// One block of memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block {
    /// What it is for.
    pub role: Role,
    /// Bytes asked for; see [`super::alloc::allocated`] for what the allocator hands out.
    pub requested: u64,
}

impl Block {
    /// A block of this many requested bytes.
    pub const fn new(role: Role, requested: u64) -> Self {
        Self { role, requested }
    }
}
