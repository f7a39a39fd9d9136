//! How many bytes a bytearray holds besides its object (Objects/bytearrayobject.c).
//!
//! A room is what `bytearray.__sizeof__` adds to the basicsize: up to 3.14 `ob_alloc`, the bytes and
//! a final zero; from 3.15 a whole bytes object, which also counts its head.

use super::build::Build;
use super::sizes::bytes_sizeof;

/// The room of a bytearray made with exactly `len` bytes: `bytearray(5)`, `bytearray(b'…')`, a
/// slice, a sum, a copy.
pub const fn exact(build: Build, len: u64) -> u64 {
    if len == 0 { 0 } else { buffer(build, len) }
}

/// The room after the length went from something to `len` (`PyByteArray_Resize`): append, extend,
/// pop, deletion of a slice, `+=`.
pub const fn resized(build: Build, room: u64, len: u64) -> u64 {
    if build.at_least(15) {
        if len == 0 {
            return 0;
        }
        let head = bytes_sizeof(build, 0);
        let held = room.saturating_sub(head);
        return head + resized_length(held, len, len);
    }
    resized_length(room, len, len + 1)
}

/// The room of a bytearray that got `len` bytes one by one: `bytearray(iterable)`.
pub fn appended(build: Build, len: u64) -> u64 {
    (1..=len).fold(0, |room, len| resized(build, room, len))
}

/// The room after `b.clear()` of one that is not empty.
pub const fn cleared(build: Build) -> u64 {
    if build.at_least(15) { 0 } else { 1 }
}

const fn buffer(build: Build, len: u64) -> u64 {
    if build.at_least(15) {
        bytes_sizeof(build, len)
    } else {
        len + 1
    }
}

/// Kept while at least half of it is used; grows by an eighth if only a little is missing.
const fn resized_length(held: u64, len: u64, needed: u64) -> u64 {
    if needed <= held {
        return if len < held / 2 { needed } else { held };
    }
    if len * 8 <= held * 9 {
        len + (len >> 3) + if len < 9 { 3 } else { 6 }
    } else {
        needed
    }
}
