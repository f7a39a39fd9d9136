//! set and frozenset: items found by our own table, ordered by CPython's.

use super::dict::{Dict, Entry};
use super::object::{Kind, Value};
use super::types::{TypeId, tid};
use super::{Machine, Res};
use crate::cpython::Build;
use crate::cpython::sets::SetTable;
use crate::python::code::{BinOp, CmpOp};
use std::cell::RefCell;

/// What a set object holds.
pub struct Set {
    /// Where items are found.
    items: Dict,
    /// CPython's table: the order of iteration, and its size.
    pub table: SetTable<Item>,
}

/// An item as the table sees it: known by identity.
#[derive(Debug, Clone)]
pub struct Item(pub Value);

impl PartialEq for Item {
    fn eq(&self, other: &Item) -> bool {
        self.0.is(&other.0)
    }
}

impl Set {
    /// An empty set.
    pub fn new(build: Build) -> Self {
        Self {
            items: Dict::default(),
            table: SetTable::new(build),
        }
    }

    /// Number of items.
    pub fn len(&self) -> usize {
        self.items.len()
    }
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
        self.set_of(set)
            .map(|set| {
                set.borrow()
                    .table
                    .iter()
                    .map(|item| item.0.clone())
                    .collect()
            })
            .unwrap_or_default()
    }

    /// `len(set)`
    pub(super) fn set_len(&self, set: &Value) -> usize {
        self.set_of(set).map_or(0, |set| set.borrow().len())
    }

    /// Where an item is: its position and the item itself.
    fn set_find(&mut self, set: &Value, item: &Value, hash: u64) -> Res<Option<(usize, Value)>> {
        let Some(cell) = self.set_of(set) else {
            return Ok(None);
        };
        'again: loop {
            let changes = cell.borrow().items.changes;
            let candidates = cell.borrow().items.keys_of_hash(hash);
            for (position, candidate) in candidates {
                if candidate.is(item) || self.equal(&candidate, item)? {
                    return Ok(Some((position, candidate)));
                }
                if cell.borrow().items.changes != changes {
                    continue 'again;
                }
            }
            return Ok(None);
        }
    }

    /// `item in set`
    pub(super) fn set_contains(&mut self, set: &Value, item: &Value) -> Res<bool> {
        let hash = self.hash_item(item)?;
        Ok(self.set_find(set, item, hash)?.is_some())
    }

    /// `set.add(item)`
    pub(super) fn set_add(&mut self, set: &Value, item: &Value) -> Res<()> {
        let hash = self.hash_item(item)?;
        if self.set_find(set, item, hash)?.is_none() {
            self.charge(32)?;
            self.set_insert(set, item, hash);
        }
        Ok(())
    }

    fn set_insert(&mut self, set: &Value, item: &Value, hash: u64) {
        if let Some(cell) = self.set_of(set) {
            let mut set = cell.borrow_mut();
            set.items.insert_new(Entry {
                hash,
                key: item.clone(),
                value: item.clone(),
            });
            set.table.add(hash as i64, Item(item.clone()));
        }
    }

    /// `set.discard(item)`; whether it was there.
    pub(super) fn set_remove(&mut self, set: &Value, item: &Value) -> Res<bool> {
        let hash = self.hash_item(item)?;
        let Some((position, found)) = self.set_find(set, item, hash)? else {
            return Ok(false);
        };
        if let Some(cell) = self.set_of(set) {
            let mut set = cell.borrow_mut();
            let entry = set.items.take(position);
            set.table.remove(&Item(found));
            drop(set);
            drop(entry);
        }
        Ok(true)
    }

    /// `set.clear()`
    pub(super) fn set_clear(&mut self, set: &Value) {
        if let Some(cell) = self.set_of(set) {
            let old = cell.replace(Set::new(self.build));
            drop(old);
        }
    }

    /// `set.pop()`: the first item in the order of iteration (from an empty finger on).
    pub(super) fn set_pop(&mut self, set: &Value) -> Res {
        let Some(first) = self.set_items(set).into_iter().next() else {
            let error = self.str("pop from an empty set");
            return self.key_error(&error);
        };
        self.set_remove(set, &first)?;
        Ok(first)
    }

    /// `set.update(iterable)`
    pub(super) fn set_update(&mut self, set: &Value, iterable: &Value) -> Res<()> {
        let items = match &iterable.kind {
            Kind::Set(_) | Kind::Dict(_) => {
                let items = if let Kind::Set(_) = iterable.kind {
                    self.set_items(iterable)
                } else {
                    self.dict_items(iterable)
                        .into_iter()
                        .map(|(key, _)| key)
                        .collect()
                };
                if let (Some(target), Some(source)) = (self.set_of(set), self.set_of(iterable))
                    && target.borrow().table.is_empty()
                    && target.borrow().len() == 0
                    && !set.is(iterable)
                {
                    // Into an empty set the whole table is copied at once.
                    let table = source.borrow().table.copy();
                    let mut target = target.borrow_mut();
                    target.table = table;
                    drop(target);
                    for item in &items {
                        let hash = self.hash_item(item)?;
                        if let Some(cell) = self.set_of(set) {
                            cell.borrow_mut().items.insert_new(Entry {
                                hash,
                                key: item.clone(),
                                value: item.clone(),
                            });
                        }
                    }
                    return Ok(());
                }
                if let Some(cell) = self.set_of(set) {
                    cell.borrow_mut().table.presize(items.len());
                }
                items
            }
            _ => {
                let iter = self.iter(iterable)?;
                while let Some(item) = self.next(&iter)? {
                    self.set_add(set, &item)?;
                }
                return Ok(());
            }
        };
        for item in &items {
            self.set_add(set, item)?;
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
    pub(super) fn set_binary(&mut self, op: BinOp, a: &Value, b: &Value) -> Res<Option<Value>> {
        let ty = self.set_base(a);
        let result = match op {
            BinOp::Or => {
                let result = self.set_from(ty, a)?;
                self.set_update(&result, b)?;
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
        let result = self.new_set(ty);
        let (small, large) = match b.kind {
            Kind::Set(_) if self.set_len(b) > self.set_len(a) => (a, b),
            _ => (b, a),
        };
        for item in self.iterate(small)? {
            if self.set_contains(large, &item)? {
                self.set_add(&result, &item)?;
            }
        }
        Ok(result)
    }

    /// Objects/setobject.c, set_difference.
    pub(super) fn set_difference(&mut self, ty: TypeId, a: &Value, b: &Value) -> Res {
        let other = match b.kind {
            Kind::Set(_) => b.clone(),
            _ => self.set_from(tid::SET, b)?,
        };
        let items = self.set_items(a);
        if !matches!(b.kind, Kind::Set(_) | Kind::Dict(_))
            || items.len() >> 2 > self.set_len(&other)
        {
            let result = self.set_from(ty, a)?;
            for item in self.iterate(&other)? {
                self.set_remove(&result, &item)?;
            }
            if let Some(cell) = self.set_of(&result) {
                cell.borrow_mut().table.after_difference_update();
            }
            return Ok(result);
        }
        let result = self.new_set(ty);
        for item in items {
            if !self.set_contains(&other, &item)? {
                self.set_add(&result, &item)?;
            }
        }
        Ok(result)
    }

    /// Objects/setobject.c, set_symmetric_difference: what is only in one of them.
    pub(super) fn set_symmetric_difference(&mut self, ty: TypeId, a: &Value, b: &Value) -> Res {
        let result = self.set_from(ty, b)?;
        let items = match a.kind {
            Kind::Set(_) => self.set_items(a),
            _ => self.iterate(a)?,
        };
        for item in items {
            if !self.set_remove(&result, &item)? {
                self.set_add(&result, &item)?;
            }
        }
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
        let item = self.set_of(set).and_then(|set| {
            set.borrow()
                .table
                .iter()
                .nth(*at)
                .map(|item| item.0.clone())
        });
        *at += 1;
        Ok(item)
    }
}
