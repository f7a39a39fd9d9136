//! The table of a set: how it grows and in which order it is iterated (Objects/setobject.c).
//!
//! Whether an item is in the set is decided by the machine, which knows `==`; the table only needs
//! hashes. Where a hash is unknown any number will do for the sizes, except after removals.

use super::build::Build;
use super::memory::{Block, Role};

/// Slots of the table that is part of the set object.
const MIN_SLOTS: usize = 8;

/// Neighbours that are tried before the probe jumps.
const LINEAR_PROBES: usize = 9;

/// The table of a set or frozenset; `T` is the machine's handle of an item.
#[derive(Debug, Clone)]
pub struct SetTable<T> {
    build: Build,
    slots: Vec<Slot<T>>,
    /// Slots in use and slots of removed items.
    fill: usize,
    used: usize,
}

#[derive(Debug, Clone)]
enum Slot<T> {
    Free,
    Removed,
    Taken(i64, T),
}

impl<T: Clone + PartialEq> SetTable<T> {
    /// The table of an empty set.
    pub fn new(build: Build) -> Self {
        Self {
            build,
            slots: vec![Slot::Free; MIN_SLOTS],
            fill: 0,
            used: 0,
        }
    }

    /// The number of items.
    pub const fn len(&self) -> usize {
        self.used
    }

    /// Whether there are none.
    pub const fn is_empty(&self) -> bool {
        self.used == 0
    }

    /// The items, in the order of iteration.
    pub fn iter(&self) -> impl Iterator<Item = &T> {
        self.entries().map(|(_, item)| item)
    }

    /// An item that is not in the set is added (`set_add_entry`). From 3.10 it may take the place
    /// of a removed one.
    pub fn add(&mut self, hash: i64, item: T) {
        let (free, removed) = self.probe(hash);
        self.used += 1;
        if let (true, Some(removed)) = (self.build.at_least(10), removed) {
            self.slots[removed] = Slot::Taken(hash, item);
            return;
        }
        self.slots[free] = Slot::Taken(hash, item);
        self.fill += 1;
        if self.is_crowded(self.fill) {
            self.resize(self.grown());
        }
    }

    /// An item that is in the set is removed: `discard`, `remove`, `pop` (`set_discard_entry`).
    pub fn remove(&mut self, item: &T) {
        let place = |slot: &Slot<T>| matches!(slot, Slot::Taken(_, taken) if taken == item);
        if let Some(at) = self.slots.iter().position(place) {
            self.slots[at] = Slot::Removed;
            self.used -= 1;
        }
    }

    /// `s.clear()`
    pub fn clear(&mut self) {
        *self = Self::new(self.build);
    }

    /// Room for the items of another set or a dict of `count` items before they are added
    /// (`set_merge`, `set_update_dict_lock_held`). Other iterables add item by item.
    pub fn presize(&mut self, count: usize) {
        if count > 0 && self.is_crowded(self.fill + count) {
            self.resize((self.used + count) * 2);
        }
    }

    /// The table of `s.copy()`, `set(s)` and `frozenset(s)`, and what `s | t`, `s ^ t` begin with
    /// (`set_merge` into an empty set).
    pub fn copy(&self) -> Self {
        let mut copy = Self::new(self.build);
        copy.presize(self.used);
        if copy.slots.len() == self.slots.len() && self.fill == self.used {
            return self.clone();
        }
        for (hash, item) in self.entries() {
            copy.insert_clean(hash, item.clone());
        }
        copy.used = self.used;
        copy.fill = self.used;
        copy
    }

    /// After `s -= t`, when the items have been removed: a table of which more than a quarter are
    /// removed items is rebuilt (`set_difference_update_internal`).
    pub fn after_difference_update(&mut self) {
        if self.fill - self.used > (self.slots.len() - 1) / 4 {
            self.resize(self.grown());
        }
    }

    /// Bytes that `set.__sizeof__` adds to the set's basicsize: none while the slots are in the
    /// object.
    pub fn reported(&self) -> u64 {
        if self.slots.len() > MIN_SLOTS {
            self.slots.len() as u64 * 2 * self.build.word()
        } else {
            0
        }
    }

    /// The memory of the slots besides the set object.
    pub fn block(&self) -> Option<Block> {
        let bytes = self.reported();
        (bytes > 0).then(|| Block::new(Role::Items, bytes))
    }

    fn entries(&self) -> impl Iterator<Item = (i64, &T)> {
        self.slots.iter().filter_map(|slot| match slot {
            Slot::Taken(hash, item) => Some((*hash, item)),
            _ => None,
        })
    }

    const fn is_crowded(&self, fill: usize) -> bool {
        fill * 5 >= (self.slots.len() - 1) * 3
    }

    const fn grown(&self) -> usize {
        if self.used > 50_000 {
            self.used * 2
        } else {
            self.used * 4
        }
    }

    /// `set_table_resize`: the smallest table with more than `least` slots, without removed items.
    fn resize(&mut self, least: usize) {
        let slots = (least + 1).next_power_of_two().max(MIN_SLOTS);
        if slots == MIN_SLOTS && self.slots.len() == MIN_SLOTS && self.fill == self.used {
            return;
        }
        let old = std::mem::replace(&mut self.slots, vec![Slot::Free; slots]);
        self.fill = self.used;
        for slot in old {
            if let Slot::Taken(hash, item) = slot {
                self.insert_clean(hash, item);
            }
        }
    }

    fn insert_clean(&mut self, hash: i64, item: T) {
        let (free, _) = self.probe(hash);
        self.slots[free] = Slot::Taken(hash, item);
    }

    /// The first free slot for this hash, and the last slot of a removed item before it.
    fn probe(&self, hash: i64) -> (usize, Option<usize>) {
        let mask = self.slots.len() - 1;
        // A hash is as wide as a pointer.
        let mut perturb = match self.build.word() {
            4 => u64::from(hash as u32),
            _ => hash.cast_unsigned(),
        };
        let mut at = perturb as usize & mask;
        let mut removed = None;
        loop {
            let neighbours = if at + LINEAR_PROBES <= mask {
                LINEAR_PROBES
            } else {
                0
            };
            for slot in at..=at + neighbours {
                match self.slots[slot] {
                    Slot::Free => return (slot, removed),
                    Slot::Removed => removed = Some(slot),
                    Slot::Taken(..) => {}
                }
            }
            perturb >>= 5;
            at = (at * 5 + 1 + perturb as usize) & mask;
        }
    }
}
