//! set and frozenset: CPython's table holds places in a list of the items, and decides their order.

use super::object::{Kind, Value};
use super::types::{TypeId, tid};
use super::values::set_order::{Candidate, MIN_SLOTS, SetTable, copies_to_subtract};
use super::{Machine, Res};
use crate::cpython::Build;
use crate::cpython::memory::{Block, Role};
use crate::python::code::{BinOp, CmpOp};
use std::cell::RefCell;

/// What a set object holds.
pub struct Set {
    /// The order of iteration, and where items are found: places in `items`.
    table: SetTable<u32>,
    items: Vec<Option<Value>>,
    /// Places that are free again.
    free: Vec<u32>,
}

impl Set {
    /// An empty set.
    pub fn new(build: Build) -> Self {
        Self {
            table: SetTable::new(build),
            items: Vec::new(),
            free: Vec::new(),
        }
    }

    /// Number of items.
    pub fn len(&self) -> usize {
        self.table.len()
    }

    /// Bytes that `set.__sizeof__` adds to the basicsize: none while the table is in the object.
    pub fn reported(&self, build: Build) -> u64 {
        if self.table.slots() > MIN_SLOTS {
            self.table.slots() as u64 * 2 * build.word()
        } else {
            0
        }
    }

    /// The memory of the table besides the set object.
    pub fn block(&self, build: Build) -> Option<Block> {
        let bytes = self.reported(build);
        (bytes > 0).then(|| Block::new(Role::Items, bytes))
    }

    /// The items and their hashes, in the order of iteration.
    pub fn entries(&self) -> Vec<(i64, Value)> {
        let item = |(hash, place): (i64, u32)| Some((hash, self.item(place)?));
        self.table.iter().filter_map(item).collect()
    }

    fn item(&self, place: u32) -> Option<Value> {
        self.items.get(place as usize).cloned().flatten()
    }

    fn insert(&mut self, slot: usize, hash: i64, item: Value) {
        let place = match self.free.pop() {
            Some(place) => place,
            None => {
                self.items.push(None);
                (self.items.len() - 1) as u32
            }
        };
        self.items[place as usize] = Some(item);
        self.table.insert_at(slot, hash, place);
    }

    /// Exchanges the items with those of another set.
    pub fn exchange(&mut self, other: &mut Set) {
        std::mem::swap(&mut self.items, &mut other.items);
        std::mem::swap(&mut self.free, &mut other.free);
        self.table.exchange(&mut other.table);
    }

    /// Takes out all items at once.
    pub fn empty(&mut self) -> Vec<Option<Value>> {
        self.table.clear();
        self.free.clear();
        std::mem::take(&mut self.items)
    }

    fn take(&mut self, place: u32) -> Option<Value> {
        self.free.push(place);
        self.items.get_mut(place as usize).and_then(Option::take)
    }

    /// Takes over the items of another set; answers those that have to be added one by one.
    fn absorb(&mut self, other: &Set) -> Vec<(i64, Value)> {
        let was_empty = self.table.is_empty();
        let left = self.table.absorb(&other.table);
        if was_empty && left.is_empty() {
            self.items.clone_from(&other.items);
            self.free.clone_from(&other.free);
        }
        let item = |(hash, place): (i64, u32)| Some((hash, other.item(place)?));
        left.into_iter().filter_map(item).collect()
    }
}

/// Where a lookup has ended.
enum Found {
    /// At the item: its slot in the table and its place among the items.
    Item(usize, u32),
    /// At a slot for it.
    Slot(usize),
}

impl Machine {
    fn set_of<'a>(&self, value: &'a Value) -> Option<&'a RefCell<Set>> {
        match &value.kind {
            Kind::Set(set) => Some(set),
            _ => None,
        }
    }

    /// The items, in the order of iteration.
    pub fn set_items(&self, set: &Value) -> Vec<Value> {
        let entries = self.set_entries(set).into_iter();
        entries.map(|(_, item)| item).collect()
    }

    fn set_entries(&self, set: &Value) -> Vec<(i64, Value)> {
        self.set_of(set)
            .map(|set| set.borrow().entries())
            .unwrap_or_default()
    }

    /// `len(set)`
    pub(super) fn set_len(&self, set: &Value) -> usize {
        self.set_of(set).map_or(0, |set| set.borrow().len())
    }

    /// Objects/setobject.c, set_lookkey and set_add_entry: the item in the set is the left operand of `==`.
    fn set_find(&mut self, cell: &RefCell<Set>, item: &Value, hash: i64) -> Res<Found> {
        let mut probe = cell.borrow().table.probe(hash);
        loop {
            let candidate = cell.borrow().table.candidate(&mut probe);
            match candidate {
                Candidate::Unused(slot) => return Ok(Found::Slot(slot)),
                Candidate::Key { slot, key } => {
                    let Some(known) = cell.borrow().item(key) else {
                        continue;
                    };
                    let same = known.is(item) || self.equal(&known, item)?;
                    if same && cell.borrow().table.holds(&probe) {
                        return Ok(Found::Item(slot, key));
                    }
                }
            }
        }
    }

    /// `item in set`
    pub(super) fn set_contains(&mut self, set: &Value, item: &Value) -> Res<bool> {
        let hash = self.hash_item(item)?;
        self.set_contains_hash(set, item, hash as i64)
    }

    fn set_contains_hash(&mut self, set: &Value, item: &Value, hash: i64) -> Res<bool> {
        let Some(cell) = self.set_of(set) else {
            return Ok(false);
        };
        Ok(matches!(self.set_find(cell, item, hash)?, Found::Item(..)))
    }

    /// `item in set` as `in`, `discard` and `remove` ask: an unhashable set stands for the frozenset of its items.
    pub(super) fn as_item(&mut self, item: &Value) -> Res {
        let plain = matches!(item.kind, Kind::Set(_)) && self.is_instance(item, tid::SET);
        let unhashable = self
            .lookup(item.ty(), super::sym::HASH)
            .is_some_and(|method| self.is_none(&method));
        if plain && unhashable {
            return self.set_from(tid::FROZENSET, item);
        }
        Ok(item.clone())
    }

    /// `set.add(item)`
    pub(super) fn set_add(&mut self, set: &Value, item: &Value) -> Res<()> {
        let hash = self.hash_item(item)?;
        self.set_add_hash(set, item, hash as i64)
    }

    fn set_add_hash(&mut self, set: &Value, item: &Value, hash: i64) -> Res<()> {
        let Some(cell) = self.set_of(set) else {
            return Ok(());
        };
        if let Found::Slot(slot) = self.set_find(cell, item, hash)? {
            self.charge(32)?;
            cell.borrow_mut().insert(slot, hash, item.clone());
        }
        Ok(())
    }

    /// `set.discard(item)`; whether it was there.
    pub(super) fn set_remove(&mut self, set: &Value, item: &Value) -> Res<bool> {
        let hash = self.hash_item(item)?;
        self.set_remove_hash(set, item, hash as i64)
    }

    fn set_remove_hash(&mut self, set: &Value, item: &Value, hash: i64) -> Res<bool> {
        let Some(cell) = self.set_of(set) else {
            return Ok(false);
        };
        let Found::Item(slot, place) = self.set_find(cell, item, hash)? else {
            return Ok(false);
        };
        let old = {
            let mut set = cell.borrow_mut();
            set.table.remove_at(slot);
            set.take(place)
        };
        drop(old);
        Ok(true)
    }

    /// `set.clear()`
    pub(super) fn set_clear(&mut self, set: &Value) {
        if let Some(cell) = self.set_of(set) {
            let old = cell.borrow_mut().empty();
            drop(old);
        }
    }

    /// `set.pop()`: the next item behind the one that was popped last.
    pub(super) fn set_pop(&mut self, set: &Value) -> Res {
        let popped = self.set_of(set).and_then(|cell| {
            let mut set = cell.borrow_mut();
            let place = set.table.pop()?;
            set.take(place)
        });
        match popped {
            Some(item) => Ok(item),
            None => {
                let error = self.str("pop from an empty set");
                self.key_error(&error)
            }
        }
    }

    /// `set.update(iterable)` (set_update_internal).
    pub(super) fn set_update(&mut self, set: &Value, iterable: &Value) -> Res<()> {
        let Some(cell) = self.set_of(set) else {
            return Ok(());
        };
        match &iterable.kind {
            Kind::Set(_) if set.is(iterable) => Ok(()),
            Kind::Set(other) => {
                self.work(other.borrow().len())?;
                self.charge(32 * other.borrow().len())?;
                let left = cell.borrow_mut().absorb(&other.borrow());
                for (hash, item) in left {
                    self.set_add_hash(set, &item, hash)?;
                }
                Ok(())
            }
            Kind::Dict(_) if !self.overrides(iterable.ty(), super::sym::ITER) => {
                let items = self.dict_items(iterable);
                if !items.is_empty() {
                    cell.borrow_mut().table.presize(items.len());
                }
                for (key, _) in items {
                    self.set_add(set, &key)?;
                }
                Ok(())
            }
            _ => {
                let iter = self.iter(iterable)?;
                while let Some(item) = self.next(&iter)? {
                    self.set_add(set, &item)?;
                }
                Ok(())
            }
        }
    }

    /// `set.difference_update(iterable)`, `set -= other` (set_difference_update_internal).
    pub(super) fn set_difference_update(&mut self, set: &Value, iterable: &Value) -> Res<()> {
        if set.is(iterable) {
            self.set_clear(set);
            return Ok(());
        }
        if let Kind::Set(_) = iterable.kind {
            for (hash, item) in self.set_entries(iterable) {
                self.set_remove_hash(set, &item, hash)?;
            }
        } else {
            for item in self.iterate(iterable)? {
                self.set_remove(set, &item)?;
            }
        }
        if let Some(cell) = self.set_of(set) {
            cell.borrow_mut().table.purge();
        }
        Ok(())
    }

    /// `set.symmetric_difference_update(iterable)`, `set ^= other`.
    pub(super) fn set_symmetric_difference_update(
        &mut self,
        set: &Value,
        iterable: &Value,
    ) -> Res<()> {
        if set.is(iterable) {
            self.set_clear(set);
            return Ok(());
        }
        let entries = match iterable.kind {
            Kind::Set(_) => self.set_entries(iterable),
            Kind::Dict(_) => {
                let mut entries = Vec::new();
                for item in self.iterate(iterable)? {
                    entries.push((self.hash_item(&item)? as i64, item));
                }
                entries
            }
            _ => {
                let other = self.set_from(tid::SET, iterable)?;
                self.set_entries(&other)
            }
        };
        for (hash, item) in entries {
            if !self.set_remove_hash(set, &item, hash)? {
                self.set_add_hash(set, &item, hash)?;
            }
        }
        Ok(())
    }

    /// A set of a type with the items of an iterable.
    pub(super) fn set_from(&mut self, ty: TypeId, iterable: &Value) -> Res {
        let set = self.new_set(ty);
        self.set_update(&set, iterable)?;
        Ok(set)
    }

    /// The frozenset of a set display of constants.
    pub(super) fn frozenset_of_constants(&mut self, items: Vec<Value>) -> Value {
        let set = self.new_set(tid::FROZENSET);
        for item in &items {
            // Constants are hashable and their comparison runs no Python.
            if self.set_add(&set, item).is_err() {
                break;
            }
        }
        set
    }

    /// The plain type of a set's results: set for subclasses of set, frozenset for those of frozenset.
    pub(super) fn set_base(&self, value: &Value) -> TypeId {
        if self.is_instance(value, tid::FROZENSET) {
            tid::FROZENSET
        } else {
            tid::SET
        }
    }

    /// `a | b`, `a & b`, `a - b`, `a ^ b` of two sets.
    #[inline(never)]
    pub(super) fn set_binary(&mut self, op: BinOp, a: &Value, b: &Value) -> Res<Option<Value>> {
        let ty = self.set_base(a);
        let result = match op {
            BinOp::Or => {
                let result = self.set_from(ty, a)?;
                // Objects/setobject.c, set_or: nothing is added where both are one set.
                if !a.is(b) {
                    self.set_update(&result, b)?;
                }
                result
            }
            BinOp::And => self.set_intersection(ty, a, b)?,
            BinOp::Sub => self.set_difference(ty, a, b)?,
            BinOp::Xor => self.set_symmetric_difference(ty, a, b)?,
            _ => return Ok(None),
        };
        Ok(Some(result))
    }

    /// Objects/setobject.c, set_intersection: the smaller one is looked through.
    pub(super) fn set_intersection(&mut self, ty: TypeId, a: &Value, b: &Value) -> Res {
        if a.is(b) {
            return self.set_from(ty, a);
        }
        let result = self.new_set(ty);
        if let Kind::Set(_) = b.kind {
            let (small, large) = if self.set_len(b) > self.set_len(a) {
                (a, b)
            } else {
                (b, a)
            };
            for (hash, item) in self.set_entries(small) {
                if self.set_contains_hash(large, &item, hash)? {
                    self.set_add_hash(&result, &item, hash)?;
                }
            }
            return Ok(result);
        }
        for item in self.iterate(b)? {
            let hash = self.hash_item(&item)? as i64;
            if self.set_contains_hash(a, &item, hash)? {
                self.set_add_hash(&result, &item, hash)?;
            }
        }
        Ok(result)
    }

    /// Objects/setobject.c, set_difference.
    pub(super) fn set_difference(&mut self, ty: TypeId, a: &Value, b: &Value) -> Res {
        let size = match &b.kind {
            Kind::Set(set) => Some(set.borrow().len()),
            Kind::Dict(dict) => Some(dict.borrow().len()),
            _ => None,
        };
        if size.is_none_or(|size| copies_to_subtract(self.set_len(a), size)) {
            let result = self.set_from(ty, a)?;
            self.set_difference_update(&result, b)?;
            return Ok(result);
        }
        let result = self.new_set(ty);
        for (hash, item) in self.set_entries(a) {
            let there = match b.kind {
                Kind::Dict(_) => self.dict_get(b, &item)?.is_some(),
                _ => self.set_contains_hash(b, &item, hash)?,
            };
            if !there {
                self.set_add_hash(&result, &item, hash)?;
            }
        }
        Ok(result)
    }

    /// Objects/setobject.c, set_symmetric_difference: what is only in one of them.
    pub(super) fn set_symmetric_difference(&mut self, ty: TypeId, a: &Value, b: &Value) -> Res {
        let result = self.set_from(ty, b)?;
        self.set_symmetric_difference_update(&result, a)?;
        Ok(result)
    }

    /// Whether all items of `a` are in `b`.
    pub(super) fn set_is_subset(&mut self, a: &Value, b: &Value) -> Res<bool> {
        for item in self.set_items(a) {
            if !self.set_contains(b, &item)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// `a op b` for a comparison of two sets.
    pub(super) fn set_compare(&mut self, op: CmpOp, a: &Value, b: &Value) -> Res<bool> {
        let (x, y) = (self.set_len(a), self.set_len(b));
        Ok(match op {
            CmpOp::Eq => x == y && self.set_is_subset(a, b)?,
            CmpOp::Ne => !(x == y && self.set_is_subset(a, b)?),
            CmpOp::Le => x <= y && self.set_is_subset(a, b)?,
            CmpOp::Lt => x < y && self.set_is_subset(a, b)?,
            CmpOp::Ge => y <= x && self.set_is_subset(b, a)?,
            CmpOp::Gt => y < x && self.set_is_subset(b, a)?,
        })
    }

    /// One step of iteration over a set.
    pub(super) fn step_set(
        &mut self,
        set: &Value,
        at: &mut usize,
        size: usize,
    ) -> Res<Option<Value>> {
        if self.set_len(set) != size {
            return self.raise(tid::RUNTIME_ERROR, "Set changed size during iteration");
        }
        let next = self.set_of(set).and_then(|cell| {
            let set = cell.borrow();
            let (behind, place) = set.table.next_from(*at)?;
            Some((behind, set.item(place)?))
        });
        Ok(next.map(|(behind, item)| {
            *at = behind;
            item
        }))
    }
}
