//! What a dict's table is and costs: a state machine fed with what happens to the dict.
//!
//! The entries themselves are the machine's; this is CPython's bookkeeping about them
//! (Objects/dictobject.c). Each event answers by changing the [`Table`].

use super::build::Build;
use super::instances::InlineValues;
use super::keys::{
    KeysRef, MIN_LOG2, SharedKeys, keys_bytes, log2_for, log2_for_entries, usable_of, values_bytes,
};
use super::memory::{Block, Role};
use std::cell::RefCell;
use std::rc::Rc;

/// A key, as far as tables tell keys apart.
#[derive(Debug, PartialEq, Eq)]
pub enum Key<'a, N> {
    /// Exactly a str.
    Str(&'a N),
    /// Anything else, also an instance of a subclass of str.
    Other,
}

impl<N> Clone for Key<'_, N> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<N> Copy for Key<'_, N> {}

/// The table of one dict.
#[derive(Debug)]
pub enum Table<N> {
    /// The one keys object that all empty dicts use (`Py_EMPTY_KEYS`): costs nothing.
    Empty,
    /// A keys object of its own.
    Combined(Combined),
    /// Values of its own, keys shared with a class.
    Split(Split<N>),
}

/// What is at one place among the entries of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// An entry.
    Used,
    /// An entry was here.
    Deleted,
    /// Nothing yet.
    Free,
}

/// A keys object that belongs to one dict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Combined {
    /// `log2` of the number of slots.
    log2: u32,
    /// Entries that can be inserted before the table is rebuilt: `dk_usable`.
    usable: usize,
    /// Entries that are in use: `ma_used`.
    used: usize,
    /// Whether all keys ever inserted are exactly str; costs less from 3.11.
    unicode: bool,
    /// Deleted entries before each entry in use, and after the last; empty where none are.
    gaps: Vec<usize>,
}

/// A table whose keys belong to a class (`_PyDict_HasSplitTable`).
#[derive(Debug)]
pub struct Split<N> {
    keys: KeysRef<N>,
    values: SplitValues,
    used: usize,
}

/// Where the values of a split table stand.
#[derive(Debug)]
enum SplitValues {
    /// In an array of their own with this many places.
    Own(usize),
    /// In the object whose `__dict__` it is (3.13+).
    Inline(Rc<InlineValues>),
}

impl Combined {
    fn new(log2: u32, used: usize, unicode: bool) -> Self {
        Self {
            log2,
            usable: usable_of(log2) - used,
            used,
            unicode,
            gaps: Vec::new(),
        }
    }

    /// `dk_nentries`: entries in use and deleted ones.
    fn entries(&self) -> usize {
        self.used + self.gaps.iter().sum::<usize>()
    }

    fn push(&mut self) {
        self.usable -= 1;
        self.used += 1;
        if !self.gaps.is_empty() {
            self.gaps.push(0);
        }
    }

    fn delete(&mut self, rank: usize) {
        if self.gaps.is_empty() {
            self.gaps = vec![0; self.used + 1];
        }
        let before = self.gaps.remove(rank);
        self.gaps[rank] += before + 1;
        self.used -= 1;
    }

    /// Entries behind the removed one are forgotten, but no place is given back.
    fn pop_last(&mut self) {
        self.used -= 1;
        self.gaps.pop();
    }
}

impl<N: Clone + PartialEq> Table<N> {
    /// The table of `{}` and of `PyDict_New()`.
    pub const fn empty() -> Self {
        Self::Empty
    }

    /// The table that `dict()` and the constructors of its subclasses begin with (`dict_new`):
    /// 3.9 gives 8 slots at once.
    pub fn called(build: Build) -> Self {
        if build.at_least(10) {
            Self::Empty
        } else {
            Self::combined(MIN_LOG2, 0, true)
        }
    }

    /// A split table over a class's keys, with values of its own (`new_dict_with_shared_keys`).
    pub(super) fn split(build: Build, keys: &KeysRef<N>) -> Self {
        let shared = keys.borrow();
        let capacity = if build.at_least(11) {
            shared.room()
        } else {
            usable_of(shared.log2)
        };
        Self::split_over(keys, capacity, 0)
    }

    /// A split table over values that exist already (`make_dict_from_instance_attributes`).
    pub(super) fn split_over(keys: &KeysRef<N>, capacity: usize, used: usize) -> Self {
        Self::Split(Split {
            keys: Rc::clone(keys),
            values: SplitValues::Own(capacity),
            used,
        })
    }

    /// A split table over the values inside an object (3.13+).
    pub(super) fn split_inline(keys: &KeysRef<N>, values: &Rc<InlineValues>, used: usize) -> Self {
        Self::Split(Split {
            keys: Rc::clone(keys),
            values: SplitValues::Inline(Rc::clone(values)),
            used,
        })
    }

    fn combined(log2: u32, used: usize, unicode: bool) -> Self {
        Self::Combined(Combined::new(log2, used, unicode))
    }

    /// The number of entries that it has been told of.
    pub const fn used(&self) -> usize {
        match self {
            Self::Empty => 0,
            Self::Combined(combined) => combined.used,
            Self::Split(split) => split.used,
        }
    }

    /// The keys it shares with a class, while it is split. They may outlive the class: whoever
    /// adds up memory counts each (by [`Rc::as_ptr`]) once.
    pub const fn shared_keys(&self) -> Option<&KeysRef<N>> {
        match self {
            Self::Split(split) => Some(&split.keys),
            _ => None,
        }
    }

    /// Whether its values are those inside an object (3.13+).
    pub(super) const fn is_inline(&self) -> bool {
        matches!(
            self,
            Self::Split(Split {
                values: SplitValues::Inline(_),
                ..
            })
        )
    }

    /// `d[key] = value`; `known` if the key is there already (`insertdict`).
    pub fn store(&mut self, build: Build, key: Key<'_, N>, known: bool) {
        let exact = matches!(key, Key::Str(_));
        match self {
            Self::Empty => *self = Self::combined(MIN_LOG2, 0, exact),
            Self::Split(_) if !exact => self.grow(build, false),
            Self::Combined(combined) if combined.unicode && !exact => {
                if build.at_least(11) {
                    self.grow(build, false);
                } else {
                    combined.unicode = false;
                }
            }
            _ => {}
        }
        if known {
            return;
        }
        if let (Self::Split(split), Key::Str(name)) = (&mut *self, key) {
            if split.insert(build, name) {
                return;
            }
            self.grow(build, true);
        }
        if matches!(self, Self::Combined(combined) if combined.usable == 0) {
            self.grow(build, true);
        }
        if let Self::Combined(combined) = self {
            combined.push();
        }
    }

    /// `del d[key]` and `d.pop(key)` of an entry that is there; `rank` is its place among the
    /// entries, in their order (`delitem_common`, `_PyDict_Pop_KnownHash`).
    pub fn delete(&mut self, build: Build, rank: usize) {
        if !build.at_least(11) {
            self.combine_in_place();
        }
        match self {
            Self::Empty => {}
            Self::Combined(combined) => combined.delete(rank),
            Self::Split(split) => split.used -= 1,
        }
    }

    /// `d.popitem()` of a dict that is not empty: a split one becomes combined with as many slots
    /// as the shared keys have (`dict_popitem_impl`).
    pub fn popitem(&mut self) {
        self.combine_in_place();
        if let Self::Combined(combined) = self {
            combined.pop_last();
        }
    }

    /// Whether this is the only dict on keys that were made with a class.
    pub fn leaves_class_keys(&self) -> bool {
        let keys = self.shared_keys();
        keys.is_some_and(|keys| keys.borrow().made_with_class() && Rc::strong_count(keys) <= 2)
    }

    /// `d.clear()`: 3.13+ keeps a table whose values are still inside an object.
    pub fn clear(&mut self) {
        match self {
            Self::Split(Split {
                values: SplitValues::Inline(_),
                used,
                ..
            }) => *used = 0,
            _ => *self = Self::Empty,
        }
    }

    /// The table of `d.copy()` (`PyDict_Copy`). Where that is an empty dict merged with this one,
    /// so is the answer.
    pub fn copy(&self, build: Build) -> Self {
        match self {
            _ if self.used() == 0 => Self::Empty,
            Self::Split(split) => {
                let capacity = match &split.values {
                    SplitValues::Own(capacity) => *capacity,
                    SplitValues::Inline(values) => values.capacity(),
                };
                Self::split_over(&split.keys, capacity, split.used)
            }
            Self::Combined(combined) if combined.used >= combined.entries() * 2 / 3 => {
                Self::Combined(combined.clone())
            }
            _ => {
                let mut copy = Self::Empty;
                if !copy.prepare_merge(build, self) {
                    copy.fill(self.used());
                }
                copy
            }
        }
    }

    /// The first step of `d.update(other)`, `dict(other)`, `{**other}` with another dict
    /// (`dict_merge`). True: the table has taken over all entries of `other`. False: each entry
    /// has still to be stored.
    pub fn prepare_merge(&mut self, build: Build, other: &Self) -> bool {
        if other.used() == 0 {
            return true;
        }
        if build.at_least(10)
            && self.used() == 0
            && let Self::Combined(theirs) = other
        {
            let dense = theirs.log2 == MIN_LOG2 || usable_of(theirs.log2 - 1) < theirs.used;
            let takes = !build.at_least(13) || !matches!(self, Self::Split(_));
            if theirs.used == theirs.entries() && dense && takes {
                *self = Self::Combined(theirs.clone());
                return true;
            }
        }
        if self.capacity() < other.used() {
            let log2 = log2_for_entries(build, self.used() + other.used());
            self.rebuild(log2, other.is_unicode());
        }
        false
    }

    /// Room for the keys of a dict or set of `entries` entries: `dict.fromkeys` does this first
    /// (`_PyDict_FromKeys`); `unicode` if the source is a dict whose table has only str keys.
    pub fn presize(&mut self, build: Build, entries: usize, unicode: bool) {
        let log2 = log2_for_entries(build, entries);
        self.rebuild(log2, unicode);
    }

    /// Its entries, if the table is its own: for each place whether it is in use, deleted or free.
    pub fn places(&self) -> Option<Vec<Place>> {
        let Self::Combined(combined) = self else {
            return None;
        };
        let gap = |index: usize| combined.gaps.get(index).copied().unwrap_or(0);
        let mut places = Vec::new();
        for index in 0..combined.used {
            places.extend(std::iter::repeat_n(Place::Deleted, gap(index)));
            places.push(Place::Used);
        }
        places.extend(std::iter::repeat_n(Place::Deleted, gap(combined.used)));
        places.resize(usable_of(combined.log2), Place::Free);
        Some(places)
    }

    /// Slots of its hash table; none for the table that all empty dicts use.
    pub fn slots(&self) -> u64 {
        match self {
            Self::Empty => 0,
            Self::Combined(combined) => 1 << combined.log2,
            Self::Split(split) => 1 << split.keys.borrow().log2,
        }
    }

    /// Whether its table has only ever had keys that are exactly str (3.11+: smaller entries).
    pub const fn is_unicode(&self) -> bool {
        match self {
            Self::Combined(combined) => combined.unicode,
            Self::Empty | Self::Split(_) => true,
        }
    }

    /// The object whose `__dict__` it is dies, or gets another one: 3.13+ copies inline values
    /// out of it (`_PyDict_DetachFromObject`).
    pub fn detach(&mut self) {
        if let Self::Split(split) = self
            && let SplitValues::Inline(values) = &split.values
        {
            let capacity = values.capacity();
            values.invalidate();
            split.values = SplitValues::Own(capacity);
        }
    }

    /// Bytes that `dict.__sizeof__` adds to the dict's basicsize (`_PyDict_SizeOf`). A split table
    /// counts the class's present room, not its own; keys count unless somebody shares them.
    pub fn reported(&self, build: Build) -> u64 {
        match self {
            Self::Empty => 0,
            Self::Combined(combined) => keys_bytes(build, combined.log2, combined.unicode),
            Self::Split(split) => {
                let keys = split.keys.borrow();
                let places = if build.at_least(11) {
                    keys.room()
                } else {
                    usable_of(keys.log2)
                };
                let own_keys = if Rc::strong_count(&split.keys) == 1 {
                    keys.bytes(build)
                } else {
                    0
                };
                places as u64 * build.word() + own_keys
            }
        }
    }

    /// The memory it holds besides the dict object; shared keys are not among it
    /// ([`Self::shared_keys`]).
    pub fn block(&self, build: Build) -> Option<Block> {
        match self {
            Self::Empty => None,
            Self::Combined(combined) => {
                let bytes = keys_bytes(build, combined.log2, combined.unicode);
                Some(Block::new(Role::Keys, bytes))
            }
            Self::Split(split) => match split.values {
                SplitValues::Own(capacity) => {
                    Some(Block::new(Role::Values, values_bytes(build, capacity)))
                }
                SplitValues::Inline(_) => None,
            },
        }
    }

    /// Entries for which the table has slots, used or not (`USABLE_FRACTION(DK_SIZE(keys))`).
    fn capacity(&self) -> usize {
        match self {
            Self::Empty => 0,
            Self::Combined(combined) => usable_of(combined.log2),
            Self::Split(split) => usable_of(split.keys.borrow().log2),
        }
    }

    /// That many entries, for which there is room.
    fn fill(&mut self, entries: usize) {
        if let Self::Combined(combined) = self {
            (0..entries).for_each(|_| combined.push());
        }
    }

    /// `insertion_resize`: a rebuilt table with room for three times the entries.
    fn grow(&mut self, build: Build, unicode: bool) {
        self.rebuild(log2_for(build, self.used() * 3), unicode);
    }

    /// A split table becomes combined with as many slots.
    fn combine_in_place(&mut self) {
        if let Self::Split(split) = self {
            let log2 = split.keys.borrow().log2;
            self.rebuild(log2, true);
        }
    }

    /// `dictresize`: deleted entries go; a general table never becomes unicode again.
    fn rebuild(&mut self, log2: u32, unicode: bool) {
        if let Self::Split(Split {
            values: SplitValues::Inline(values),
            ..
        }) = self
        {
            values.invalidate();
        }
        *self = Self::combined(log2, self.used(), unicode && self.is_unicode());
    }

    /// 3.9, 3.10: the keys and values of a combined table become the class's shared keys and this
    /// dict is split again (`make_keys_shared`). `names` are its keys in order.
    pub(super) fn share(&mut self, names: Vec<N>) -> Option<KeysRef<N>> {
        let Self::Combined(combined) = self else {
            return None;
        };
        if !combined.unicode {
            return None;
        }
        let keys = Rc::new(RefCell::new(SharedKeys {
            log2: combined.log2,
            usable: combined.usable,
            names,
            made_with_class: false,
        }));
        *self = Self::split_over(&keys, usable_of(combined.log2), combined.used);
        Some(keys)
    }
}

impl<N: Clone + PartialEq> Split<N> {
    /// Whether a new key finds its place. 3.9 and 3.10 also want it at the same place in every
    /// dict that shares the keys.
    fn insert(&mut self, build: Build, name: &N) -> bool {
        let mut keys = self.keys.borrow_mut();
        if !build.at_least(11) {
            let place = keys.names.iter().position(|known| known == name);
            if place.unwrap_or(keys.names.len()) != self.used {
                return false;
            }
        }
        let fits = keys.index_or_insert(name).is_some();
        self.used += usize::from(fits);
        fits
    }
}
