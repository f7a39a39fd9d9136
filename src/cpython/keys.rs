//! Keys objects: the tables behind dicts, their sizes, and the keys that a class's instances share.

use super::build::{Abi, Build};
use super::types::TypeLayout;
use std::cell::RefCell;
use std::rc::Rc;

/// `log2` of the smallest table (Objects/dictobject.c, `PyDict_LOG_MINSIZE`).
pub const MIN_LOG2: u32 = 3;

/// A class's shared keys, held by the class and by every split dict on it. Nobody else may keep
/// one: their number is CPython's `dk_refcnt`.
pub type KeysRef<N> = Rc<RefCell<SharedKeys<N>>>;

/// Entries that a table of `2^log2` slots can hold (`USABLE_FRACTION`).
pub const fn usable_of(log2: u32) -> usize {
    (1_usize << log2) * 2 / 3
}

/// `log2` of the table that CPython chooses for at least `slots` slots (`calculate_log2_keysize`;
/// 3.9: the loop in `dictresize`).
///
/// From 3.10 to 3.13.3 one to seven slots give 16, and powers of two from 16 give twice as many
/// (gh-133703).
pub fn log2_for(build: Build, slots: usize) -> u32 {
    let wanted = if build.at_least(10) && !build.at_least_micro(13, 4) {
        ((slots | 8) - 1) | 7
    } else if slots < 8 {
        7
    } else {
        slots - 1
    };
    usize::BITS - wanted.leading_zeros()
}

/// `log2` of the table for `entries` expected entries (`estimate_log2_keysize`).
pub fn log2_for_entries(build: Build, entries: usize) -> u32 {
    log2_for(build, (entries * 3).div_ceil(2))
}

/// Requested bytes of a keys object of `2^log2` slots. From 3.11 a table whose keys are all
/// exact str is *unicode*: its entries do not store hashes.
pub const fn keys_bytes(build: Build, log2: u32, unicode: bool) -> u64 {
    let word = build.word();
    let header = match (build.at_least(11), build.abi) {
        (false, _) => 5 * word,
        (true, Abi::Lp64) => 32,
        (true, _) => 20,
    };
    let index = match log2 {
        ..8 => 1,
        8..16 => 2,
        16..32 => 4,
        _ => 8,
    };
    let entry = if unicode && build.at_least(11) { 2 } else { 3 };
    header + (index << log2) + usable_of(log2) as u64 * entry * word
}

/// Requested bytes of a values array of its own with room for `capacity` values: a bare array up
/// to 3.10, with the insertion order in front of it (3.11, 3.12) or behind it (3.13+).
pub const fn values_bytes(build: Build, capacity: usize) -> u64 {
    let word = build.word();
    let capacity = capacity as u64;
    if build.at_least(13) {
        (capacity + 1) * word + capacity.next_multiple_of(word)
    } else if build.at_least(11) {
        (capacity + 2).next_multiple_of(word) + capacity * word
    } else {
        capacity * word
    }
}

/// The keys object that a class keeps for the dicts of its instances (`ht_cached_keys`).
/// Names are never forgotten.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharedKeys<N> {
    pub(super) log2: u32,
    pub(super) usable: usize,
    pub(super) names: Vec<N>,
    pub(super) made_with_class: bool,
}

impl<N: Clone + PartialEq> SharedKeys<N> {
    /// The keys a new class starts with: room for 5 names up to 3.10, for 30 from 3.11
    /// (`_PyDict_NewKeysForClass`). From 3.14 the names of `__static_attributes__`, given in its
    /// order, are inserted at once; earlier versions ignore them.
    pub fn of_new_class(build: Build, static_attributes: &[N]) -> Self {
        let (log2, usable) = if build.at_least(11) {
            (6, 30)
        } else {
            (MIN_LOG2, usable_of(MIN_LOG2))
        };
        let mut keys = Self {
            log2,
            usable,
            names: Vec::new(),
            made_with_class: true,
        };
        if build.at_least(14) {
            for name in static_attributes {
                if keys.index_or_insert(name).is_none() {
                    break;
                }
            }
        }
        keys
    }

    /// Whether it is the keys object that the class was made with, rather than one that a dict of
    /// an instance left to it (3.9, 3.10).
    pub const fn made_with_class(&self) -> bool {
        self.made_with_class
    }

    /// The names, in the order in which they were first stored.
    pub fn names(&self) -> &[N] {
        &self.names
    }

    /// Slots of the hash table.
    pub const fn slots(&self) -> u64 {
        1 << self.log2
    }

    /// Entries for which there is memory; from 3.11 not all of them may ever be used.
    pub const fn entries(&self) -> usize {
        usable_of(self.log2)
    }

    /// Names that still fit: `dk_usable`.
    pub const fn usable(&self) -> usize {
        self.usable
    }

    /// Names that can ever be: `dk_nentries + dk_usable`, the size of a values array made now.
    pub const fn room(&self) -> usize {
        self.names.len() + self.usable
    }

    /// Requested bytes of the keys object; also what `sys.getsizeof` of the class adds for it.
    pub const fn bytes(&self, build: Build) -> u64 {
        keys_bytes(build, self.log2, true)
    }

    /// Where the name stands, after inserting it if it is new; None where no more names fit.
    pub(super) fn index_or_insert(&mut self, name: &N) -> Option<usize> {
        let known = self.names.iter().position(|known| known == name);
        if known.is_none() && self.usable > 0 {
            self.names.push(name.clone());
            self.usable -= 1;
            return Some(self.names.len() - 1);
        }
        known
    }

    /// 3.11+: a new instance leaves one place less, down to one (`init_inline_values` and
    /// `_PyObject_InitializeDict`); answers the capacity of its values.
    pub(super) const fn shrink_for_instance(&mut self) -> usize {
        if self.usable > 1 {
            self.usable -= 1;
        }
        self.room()
    }
}

/// The shared keys of a new class with this layout; None where its instances share none.
pub fn class_keys<N: Clone + PartialEq>(
    build: Build,
    layout: &TypeLayout,
    static_attributes: &[N],
) -> Option<KeysRef<N>> {
    layout.shares_keys(build).then(|| {
        let keys = SharedKeys::of_new_class(build, static_attributes);
        Rc::new(RefCell::new(keys))
    })
}
