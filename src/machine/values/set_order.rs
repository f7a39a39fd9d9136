//! The hash table of sets, which decides the order in which a set is iterated (Objects/setobject.c).
//!
//! Keys are whatever the caller uses for a reference. Whether two keys are equal only the caller knows,
//! and finding out may run a program that changes the very table; so a lookup is a [`Probe`] that is asked
//! for one candidate after the other, and begins again by itself where the table has changed.
//!
//! What iterates what, for sets and frozensets:
//! - `a | b`, `set(b)`, `copy`, `update` with a set: [`SetTable::absorb`], on a copy of `a`;
//! - `update` with a dict: [`SetTable::presize`], then one by one; with anything else: one by one;
//! - `a & b`: the smaller one is iterated (`b` if they are equally long), what the other one has is added to a new set;
//!   `intersection_update` takes over its table;
//! - `a - b`: if [`copies_to_subtract`], a copy of `a` from which `b` is discarded; else `a` is iterated and what
//!   `b` has not is added to a new set; `difference_update` discards, then [`SetTable::purge`];
//! - `a ^ b`: a copy of `b`, then for each of `a`: discarded if it is in, else added; `a ^= b`: the same with
//!   each of `b` on `a` itself.

use crate::cpython::Build;

/// How many entries behind the first are tried before jumping (LINEAR_PROBES).
const LINEAR_PROBES: usize = 9;
/// PERTURB_SHIFT
const PERTURB_SHIFT: u32 = 5;
/// Entries of a table inside of the set object itself (PySet_MINSIZE).
pub const MIN_SLOTS: usize = 8;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Slot<K> {
    Unused,
    Dummy,
    Active { hash: i64, key: K },
}

/// A set's table.
#[derive(Debug, Clone)]
pub struct SetTable<K> {
    slots: Vec<Slot<K>>,
    /// Active and dummy entries.
    fill: usize,
    /// Active entries: the length.
    used: usize,
    /// Where `pop` goes on searching.
    finger: usize,
    /// How often the table was replaced; a probe that began before has to begin again.
    epoch: u64,
    /// Bits of a hash.
    hash_mask: u64,
    /// Whether a new key takes the place of a dummy (3.10+).
    reuses_dummies: bool,
}

/// A lookup on its way.
#[derive(Debug, Clone, Copy)]
pub struct Probe<K> {
    hash: i64,
    perturb: u64,
    index: usize,
    /// How many entries behind `index` come next.
    behind: usize,
    epoch: u64,
    /// The candidate that was answered last.
    last: Option<(usize, K)>,
    /// The last dummy on the way.
    dummy: Option<usize>,
}

/// What a lookup comes to next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Candidate<K> {
    /// A key with the same hash: found if it is the same or equal.
    Key {
        /// Its place, for [`SetTable::remove_at`].
        slot: usize,
        /// The key.
        key: K,
    },
    /// The key is not in the set. A place for it, for [`SetTable::insert_at`].
    Unused(usize),
}

impl<K: Copy + PartialEq> SetTable<K> {
    /// An empty table.
    pub fn new(build: Build) -> Self {
        Self {
            slots: vec![Slot::Unused; MIN_SLOTS],
            fill: 0,
            used: 0,
            finger: 0,
            epoch: 0,
            hash_mask: u64::MAX >> (64 - 8 * build.word()),
            reuses_dummies: build.at_least(10),
        }
    }

    /// How many keys.
    pub fn len(&self) -> usize {
        self.used
    }

    /// Whether there are no keys.
    pub fn is_empty(&self) -> bool {
        self.used == 0
    }

    /// How many entries the table has. [`MIN_SLOTS`] of them stand in the object itself, a larger table has a block
    /// of its own.
    pub fn slots(&self) -> usize {
        self.slots.len()
    }

    /// Hashes and keys in the order of iteration.
    pub fn iter(&self) -> impl Iterator<Item = (i64, K)> {
        self.slots.iter().filter_map(|slot| match *slot {
            Slot::Active { hash, key } => Some((hash, key)),
            Slot::Unused | Slot::Dummy => None,
        })
    }

    /// The first key from a position on, and the position behind it: an iterator over a set that may change
    /// (set_next; the iterator itself checks that the length has not).
    pub fn next_from(&self, position: usize) -> Option<(usize, K)> {
        let rest = self.slots.get(position..)?;
        rest.iter().enumerate().find_map(|(i, slot)| match *slot {
            Slot::Active { key, .. } => Some((position + i + 1, key)),
            Slot::Unused | Slot::Dummy => None,
        })
    }

    /// Begins to look for a key with this hash.
    pub fn probe(&self, hash: i64) -> Probe<K> {
        let perturb = hash as u64 & self.hash_mask;
        Probe {
            hash,
            perturb,
            index: perturb as usize & self.mask(),
            behind: 0,
            epoch: self.epoch,
            last: None,
            dummy: None,
        }
    }

    /// The next candidate (set_lookkey, set_add_entry). After the first [`Candidate::Unused`] there are no more.
    pub fn candidate(&self, probe: &mut Probe<K>) -> Candidate<K> {
        if let Some((slot, key)) = probe.last
            && (probe.epoch != self.epoch || self.key_at(slot) != Some(key))
        {
            *probe = self.probe(probe.hash);
        }
        loop {
            let slot = self.advance(probe);
            match self.slots[slot] {
                Slot::Unused => return Candidate::Unused(probe.dummy.unwrap_or(slot)),
                Slot::Dummy if self.reuses_dummies => probe.dummy = Some(slot),
                Slot::Active { hash, key } if hash == probe.hash => {
                    probe.last = Some((slot, key));
                    return Candidate::Key { slot, key };
                }
                Slot::Active { .. } | Slot::Dummy => {}
            }
        }
    }

    /// Whether the key that the probe answered last is still where it was.
    pub fn holds(&self, probe: &Probe<K>) -> bool {
        probe
            .last
            .is_some_and(|(slot, key)| probe.epoch == self.epoch && self.key_at(slot) == Some(key))
    }

    /// Puts a key into the place that [`SetTable::candidate`] answered, and grows the table where it is three
    /// fifths full (set_add_entry).
    pub fn insert_at(&mut self, slot: usize, hash: i64, key: K) {
        let before = std::mem::replace(&mut self.slots[slot], Slot::Active { hash, key });
        self.used += 1;
        if before == Slot::Dummy {
            return;
        }
        self.fill += 1;
        if self.fill * 5 >= self.mask() * 3 {
            self.resize(self.grown());
        }
    }

    /// Takes out the key at a place that [`SetTable::candidate`] answered (set_discard_entry).
    pub fn remove_at(&mut self, slot: usize) {
        self.slots[slot] = Slot::Dummy;
        self.used -= 1;
    }

    /// Takes out any key; none from an empty set (set_pop).
    pub fn pop(&mut self) -> Option<K> {
        let start = self.finger & self.mask();
        let (slot, key) = (0..self.slots.len())
            .map(|i| (start + i) & self.mask())
            .find_map(|slot| Some((slot, self.key_at(slot)?)))?;
        self.remove_at(slot);
        self.finger = slot + 1;
        Some(key)
    }

    /// Takes out all keys (set_clear_internal).
    pub fn clear(&mut self) {
        self.replace(MIN_SLOTS);
    }

    /// Exchanges the keys with those of another set; each keeps its place to search for `pop` (set_swap_bodies).
    pub fn exchange(&mut self, other: &mut SetTable<K>) {
        std::mem::swap(self, other);
        std::mem::swap(&mut self.finger, &mut other.finger);
    }

    /// Takes over another set's keys. Answers those, in order, that the caller has to add one by one, because they
    /// may be in already: all of them, or none where this set was empty (set_merge).
    pub fn absorb(&mut self, other: &SetTable<K>) -> Vec<(i64, K)> {
        if other.is_empty() {
            return Vec::new();
        }
        self.presize(other.used);
        if self.fill > 0 {
            return other.iter().collect();
        }
        if self.slots.len() == other.slots.len() && other.fill == other.used {
            self.slots.clone_from(&other.slots);
            (self.fill, self.used) = (other.fill, other.used);
        } else {
            other
                .iter()
                .for_each(|(hash, key)| self.insert_clean(hash, key));
        }
        Vec::new()
    }

    /// Makes room for so many more keys at once, where they might not fit.
    pub fn presize(&mut self, more: usize) {
        if (self.fill + more) * 5 >= self.mask() * 3 {
            self.resize((self.used + more) * 2);
        }
    }

    /// After many keys were discarded: where more than a quarter of the table are dummies, builds it anew
    /// (set_difference_update_internal).
    pub fn purge(&mut self) {
        if self.fill - self.used > self.mask() / 4 {
            self.resize(self.grown());
        }
    }

    fn mask(&self) -> usize {
        self.slots.len() - 1
    }

    fn grown(&self) -> usize {
        if self.used > 50_000 {
            self.used * 2
        } else {
            self.used * 4
        }
    }

    fn key_at(&self, slot: usize) -> Option<K> {
        match self.slots.get(slot) {
            Some(&Slot::Active { key, .. }) => Some(key),
            _ => None,
        }
    }

    /// The entry at which a probe stands; moves it on.
    fn advance(&self, probe: &mut Probe<K>) -> usize {
        let slot = probe.index + probe.behind;
        if probe.behind < LINEAR_PROBES && probe.index + LINEAR_PROBES <= self.mask() {
            probe.behind += 1;
        } else {
            probe.behind = 0;
            probe.perturb >>= PERTURB_SHIFT;
            let next = (probe.index as u64)
                .wrapping_mul(5)
                .wrapping_add(1 + probe.perturb);
            probe.index = (next & self.mask() as u64) as usize;
        }
        slot
    }

    /// Inserts a key that is known to be absent into a table without dummies (set_insert_clean).
    fn insert_clean(&mut self, hash: i64, key: K) {
        let mut probe = self.probe(hash);
        let mut slot = self.advance(&mut probe);
        while self.slots[slot] != Slot::Unused {
            slot = self.advance(&mut probe);
        }
        self.slots[slot] = Slot::Active { hash, key };
        self.fill += 1;
        self.used += 1;
    }

    /// Builds the table anew with more than `min_used` entries and without dummies (set_table_resize).
    fn resize(&mut self, min_used: usize) {
        let mut size = MIN_SLOTS;
        while size <= min_used {
            size *= 2;
        }
        if size == MIN_SLOTS && self.slots.len() == MIN_SLOTS && self.fill == self.used {
            return;
        }
        let active: Vec<(i64, K)> = self.iter().collect();
        self.replace(size);
        active
            .into_iter()
            .for_each(|(hash, key)| self.insert_clean(hash, key));
    }

    fn replace(&mut self, size: usize) {
        self.slots = vec![Slot::Unused; size];
        (self.fill, self.used) = (0, 0);
        self.epoch += 1;
    }
}

/// Whether `a - b`, for so many keys of each, copies `a` and discards `b`'s from it (set_difference).
pub fn copies_to_subtract(a: usize, b: usize) -> bool {
    a >> 2 > b
}
