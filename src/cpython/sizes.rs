//! `sys.getsizeof` and the requested bytes of the built-in objects that count themselves.
//!
//! Reported bytes are what `sys.getsizeof` answers, the GC head included; requested bytes are what
//! the object asks the allocator for. Objects without a `__sizeof__` of their own:
//! [`TypeLayout::reported`].

use super::build::Build;
use super::builtin_table::digit_size;
use super::builtins::builtin_layout;
use super::keys::SharedKeys;
use super::types::TypeLayout;
use num_bigint::BigInt;
use num_traits::Signed;

/// Digits of an int of this bit length: 30 bits each (15 on x86 up to 3.10). Zero has none up to
/// 3.10, as far as `sys.getsizeof` counts, and one from 3.11.
pub fn int_digits(build: Build, bits: u64) -> u64 {
    let per_digit = if digit_size(build) == 4 { 30 } else { 15 };
    let least = u64::from(build.at_least(11));
    bits.div_ceil(per_digit).max(least)
}

/// `ob_size` of an int, as `object.__sizeof__` reads it: up to 3.11 its digits, less than none for a negative one;
/// from 3.12 `lv_tag`, digits and sign in one number, from 3.14 with a bit for an exact int that exists once and
/// for all (Include/internal/pycore_long.h).
pub fn int_length(build: Build, value: &BigInt, exact: bool) -> i64 {
    let per_digit = if digit_size(build) == 4 { 30 } else { 15 };
    let digits = value.bits().div_ceil(per_digit) as i64;
    if !build.at_least(12) {
        return if value.is_negative() { -digits } else { digits };
    }
    let sign = 1 - i64::from(value.is_positive()) + i64::from(value.is_negative());
    let once = i64::try_from(value).is_ok_and(|n| small_ints(build).contains(&n));
    let fixed = exact && once && build.at_least(14);
    digits << 3 | i64::from(fixed) << 2 | sign
}

/// Reported bytes of an int of this bit length, without its pre-header: `int.__sizeof__` does not
/// know of what subclasses add (Objects/longobject.c, `int___sizeof___impl`).
pub fn int_sizeof(build: Build, bits: u64) -> u64 {
    3 * build.word() + int_digits(build, bits) * digit_size(build)
}

/// Whether both ints have at most one digit: what operations make of them has no spare digits, except shifts
/// and powers, which the caller knows.
pub fn single_digits(build: Build, a: i64, b: i64) -> bool {
    let bits = if digit_size(build) == 4 { 30 } else { 15 };
    (a.unsigned_abs() | b.unsigned_abs()) < 1 << bits
}

/// The ints that exist once and for all: -5 to 256, from 3.15 to 1024
/// (Include/internal/pycore_runtime_structs.h, `_PY_NSMALLPOSINTS`).
pub const fn small_ints(build: Build) -> std::ops::RangeInclusive<i64> {
    if build.at_least(15) {
        -5..=1024
    } else {
        -5..=256
    }
}

/// Requested bytes of an exact int of this bit length, made as a C integer is: from 3.11 a single
/// digit is padded to a word (Objects/longobject.c, `_PyLong_FromMedium`); with the `spare` digits of
/// [`super::int_results`]. An exception is `int("…")`, which asks for what [`int_sizeof`] tells. Those that
/// exist once and for all ([`small_ints`]) cost nothing, which the caller knows.
pub fn int_requested(build: Build, bits: u64, spare: u64) -> u64 {
    let size = int_sizeof(build, bits);
    if spare > 0 {
        let none = int_digits(build, bits) == 0;
        return size + (spare + u64::from(none)) * digit_size(build);
    }
    if build.at_least(11) && int_digits(build, bits) == 1 {
        size.next_multiple_of(build.word())
    } else {
        size
    }
}

/// The characters of a str, as far as its size depends on them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Chars {
    /// Number of code points.
    pub len: u64,
    /// The greatest code point; 0 for the empty string.
    pub max: u32,
}

impl Chars {
    /// Those of this text.
    pub fn of(text: &str) -> Self {
        if text.is_ascii() {
            return Self {
                len: text.len() as u64,
                max: text.bytes().max().map_or(0, u32::from),
            };
        }
        Self {
            len: text.chars().count() as u64,
            max: text.chars().map(u32::from).max().unwrap_or(0),
        }
    }

    /// Whether all are ASCII: the smallest struct is used, and UTF-8 needs no copy.
    pub const fn is_ascii(self) -> bool {
        self.max < 0x80
    }

    /// Bytes of one character: 1, 2 or 4.
    pub const fn width(self) -> u64 {
        match self.max {
            ..0x100 => 1,
            0x100..0x1_0000 => 2,
            _ => 4,
        }
    }
}

/// Reported and requested bytes of an exact str (Objects/unicodeobject.c, `unicode_sizeof_impl`
/// and `PyUnicode_New`): head, characters and a final zero.
///
/// `utf8` is the length of the UTF-8 copy if one was made, which is a block of its own: some
/// operations make it, and from 3.12 the one-character strings `'\x80'` … `'\xff'` have it from
/// the start.
pub fn str_sizeof(build: Build, chars: Chars, utf8: Option<u64>) -> u64 {
    let word = build.word();
    let ascii_head = if build.at_least(12) { 5 } else { 6 } * word;
    if chars.is_ascii() {
        return ascii_head + chars.len + 1;
    }
    let cached = utf8.map_or(0, |bytes| bytes + 1);
    compact_head(build) + (chars.len + 1) * chars.width() + cached
}

/// `str.__sizeof__` of an instance of a subclass, whose characters are a block of their own. What
/// the subclass adds is not counted.
pub fn str_subclass_sizeof(build: Build, chars: Chars) -> u64 {
    compact_head(build) + build.word() + str_subclass_chars(chars)
}

/// Requested bytes of the characters of an instance of a subclass of str.
pub const fn str_subclass_chars(chars: Chars) -> u64 {
    (chars.len + 1) * chars.width()
}

/// PyCompactUnicodeObject.
fn compact_head(build: Build) -> u64 {
    let words = if build.at_least(12) { 7 } else { 9 };
    words * build.word()
}

/// Reported and requested bytes of an exact bytes object.
pub const fn bytes_sizeof(build: Build, len: u64) -> u64 {
    4 * build.word() + 1 + len
}

/// Reported bytes of an exact tuple, which are also the requested ones: tuples made by the
/// interpreter have no spare item.
pub fn tuple_reported(build: Build, len: u64) -> u64 {
    let words = if build.at_least(14) { 6 } else { 5 };
    (words + len) * build.word()
}

/// Reported bytes of an exact list with this capacity ([`super::lists`]).
pub const fn list_reported(build: Build, capacity: usize) -> u64 {
    (7 + capacity as u64) * build.word()
}

/// Reported bytes of a class made by a class statement: the struct of a heap type and the shared
/// keys (Objects/typeobject.c, `type___sizeof___impl`). The number of slots is not counted.
pub fn class_reported<N: Clone + PartialEq>(build: Build, keys: Option<&SharedKeys<N>>) -> u64 {
    let heap_type = builtin_layout(build, "type").map_or(0, |layout| layout.basicsize);
    2 * build.word() + heap_type.cast_unsigned() + keys.map_or(0, |keys| keys.bytes(build))
}

/// Reported bytes of a built-in type that is no heap type: up to 3.12 with a GC head, although it
/// has none.
pub fn static_type_reported(build: Build) -> u64 {
    let words = match build.version.minor {
        ..=10 => 51,
        11 => 53,
        12 => 54,
        13 | 14 => 52,
        _ => 53,
    };
    words * build.word()
}

/// Reported bytes of a bytearray: `room` as [`super::bytearrays`] keeps it.
pub fn bytearray_reported(build: Build, layout: &TypeLayout, room: u64) -> u64 {
    layout.reported(build, 0) + room
}

/// Reported bytes of a deque of `len` items whose first stands at `left` in the first block
/// (Modules/_collectionsmodule.c, `deque_sizeof`): blocks of 64 items. A new deque has `left` 32.
pub fn deque_reported(build: Build, layout: &TypeLayout, left: u64, len: u64) -> u64 {
    let blocks = (left + len).div_ceil(64);
    layout.reported(build, 0) + blocks * 66 * build.word()
}

/// Bytes that an OrderedDict of `len` items reports besides its basicsize and its dict's table
/// (Objects/odictobject.c, `odict_sizeof`): a node for each item, and a pointer for each of the
/// table's `slots` ([`super::Table::slots`]) once there was an item. All of them are requested, too.
pub const fn ordered_dict_nodes(build: Build, slots: u64, len: u64) -> u64 {
    (slots + 4 * len) * build.word()
}
