//! What lists and tuples do with indices and slices; list capacity goes through `list_resize`.

use super::iter::Iter;
use super::object::{Int, Kind, Value};
use super::symbol::sym;
use super::types::tid;
use super::{Machine, Res};
use crate::cpython::Build;
use crate::cpython::lists::{self, Source};

impl Machine {
    /// `sequence[key]` of a list or tuple.
    pub(super) fn sequence_item(&mut self, sequence: &Value, key: &Value) -> Res {
        let (name, len) = match &sequence.kind {
            Kind::List(list) => ("list", list.borrow().items.len()),
            Kind::Tuple(items) => ("tuple", items.len()),
            _ => return self.unsupported("an item of something else"),
        };
        if let Kind::Slice(_) = key.kind {
            let positions = self.slice_positions(key, len)?;
            self.charge(16 * positions.len())?;
            let items: Vec<Value> = match &sequence.kind {
                Kind::List(list) => {
                    let list = list.borrow();
                    positions
                        .iter()
                        .filter_map(|&i| list.items.get(i).cloned())
                        .collect()
                }
                Kind::Tuple(items) => {
                    if positions.len() == items.len()
                        && sequence.ty() == tid::TUPLE
                        && positions.first() == Some(&0)
                    {
                        return Ok(sequence.clone());
                    }
                    positions
                        .iter()
                        .filter_map(|&i| items.get(i).cloned())
                        .collect()
                }
                _ => Vec::new(),
            };
            return Ok(if name == "list" {
                self.list(items)
            } else {
                self.tuple(items)
            });
        }
        let i = self.sequence_index(key, name)?;
        let found = match &sequence.kind {
            Kind::List(list) => super::item::at(&list.borrow().items, i).cloned(),
            Kind::Tuple(items) => super::item::at(items, i).cloned(),
            _ => None,
        };
        match found {
            Some(value) => Ok(value),
            None => self.raise(tid::INDEX_ERROR, format!("{name} index out of range")),
        }
    }

    fn sequence_index(&mut self, key: &Value, name: &str) -> Res<i64> {
        if !matches!(key.kind, Kind::Int(_)) && self.lookup(key.ty(), sym::INDEX).is_none() {
            let text = format!(
                "{name} indices must be integers or slices, not {}",
                self.error_name(key.ty())
            );
            return self.type_error(text);
        }
        self.index_small(key)
    }

    /// `list.append(value)`
    pub(super) fn list_append(&mut self, list: &Value, value: Value) -> Res<()> {
        self.charge_item()?;
        if let Kind::List(list) = &list.kind {
            let mut list = list.borrow_mut();
            let size = list.items.len();
            list.items.push(value);
            list.allocated = lists::resized(self.build, list.allocated, size, size + 1);
        }
        Ok(())
    }

    /// `list.clear()`
    pub(super) fn list_clear(&mut self, list: &Value) {
        if let Kind::List(list) = &list.kind {
            let old = std::mem::take(&mut *list.borrow_mut());
            drop(old);
        }
    }

    /// `list(iterable)` into an empty list: sized sources give room at once.
    pub(super) fn list_from(&mut self, list: &Value, iterable: &Value) -> Res<()> {
        self.list_grow(list, iterable, true)
    }

    /// `list.extend(iterable)`
    pub(super) fn list_extend(&mut self, list: &Value, iterable: &Value) -> Res<()> {
        self.list_grow(list, iterable, false)
    }

    fn list_grow(&mut self, list: &Value, iterable: &Value, called: bool) -> Res<()> {
        let Kind::List(cell) = &list.kind else {
            return Ok(());
        };
        let build = self.build;
        let sequence = match &iterable.kind {
            Kind::List(other) if iterable.ty() == tid::LIST => Some(other.borrow().items.clone()),
            Kind::Tuple(items) if iterable.ty() == tid::TUPLE => Some(items.to_vec()),
            _ => None,
        };
        if let Some(items) = sequence {
            self.charge(16 * items.len())?;
            let mut list = cell.borrow_mut();
            let before = list.items.len();
            list.items.extend(items);
            let after = list.items.len();
            list.allocated = room(
                build,
                list.allocated,
                before,
                Source::Sequence,
                after - before,
                called,
            );
            return Ok(());
        }
        if !self.is_iterable(iterable) {
            let text = format!(
                "'{}' object is not iterable",
                self.error_name(iterable.ty())
            );
            return self.type_error(text);
        }
        // Of an exact set, dict or view the entries are taken as they are; any other is iterated over.
        let hashed = match &iterable.kind {
            Kind::Set(_) | Kind::Dict(_) => {
                [tid::SET, tid::FROZENSET, tid::DICT].contains(&iterable.ty())
            }
            Kind::View(..) => true,
            _ => false,
        };
        let sized = !hashed && self.lookup(iterable.ty(), sym::LEN).is_some();
        // `list(x)` up to 3.10.5 asks for the length before it asks for an iterator (gh-92914).
        let length_first = called && !build.at_least_micro(10, 6);
        if sized && length_first {
            let length = self.len(iterable);
            self.catch(length, tid::TYPE_ERROR)?;
        }
        let iter = self.iter(iterable)?;
        if sized && !length_first {
            let length = self.len(iterable);
            self.catch(length, tid::TYPE_ERROR)?;
        }
        let source = match &iterable.kind {
            _ if hashed => Source::Hashed,
            _ if sized => Source::Sized,
            _ => self
                .length_hint(iterable)?
                .map_or(Source::Unknown, Source::Hint),
        };
        let mut items = Vec::new();
        let end = loop {
            match self.next(&iter) {
                Ok(Some(value)) => items.push(value),
                Ok(None) => break Ok(()),
                Err(stop) => break Err(stop),
            }
            self.charge_item()?;
        };
        let mut list = cell.borrow_mut();
        let before = list.items.len();
        list.allocated = room(build, list.allocated, before, source, items.len(), called);
        list.items.extend(items);
        drop(list);
        end
    }

    /// The length that an iterable promises (Objects/abstract.c, PyObject_LengthHint).
    fn length_hint(&mut self, iterable: &Value) -> Res<Option<usize>> {
        if self.lookup(iterable.ty(), sym::LEN).is_some() {
            return self.len(iterable).map(Some);
        }
        if let Kind::Iter(_) = iterable.kind {
            return Ok(self.iter_length_hint(iterable));
        }
        if self.lookup(iterable.ty(), sym::LENGTH_HINT).is_some() {
            let hint = self.call_special(iterable, sym::LENGTH_HINT, &[])?;
            if let Some(Kind::Int(Int::Small(n))) = hint.as_ref().map(|hint| &hint.kind) {
                return Ok(usize::try_from(*n).ok());
            }
        }
        Ok(None)
    }

    /// `__length_hint__` of the builtin iterators; `None` for those that have none.
    pub(super) fn iter_length_hint(&self, iter: &Value) -> Option<usize> {
        let Kind::Iter(state) = &iter.kind else {
            return None;
        };
        let len = |value: &Value| match &value.kind {
            Kind::List(list) => list.borrow().items.len(),
            Kind::Tuple(items) => items.len(),
            Kind::Str(text) => text.as_str().len(),
            Kind::Bytes(bytes) => bytes.len(),
            Kind::Dict(dict) => dict.borrow().positions(),
            _ => 0,
        };
        match &*state.borrow() {
            Iter::Done => Some(0),
            Iter::List(value, at) | Iter::Tuple(value, at) | Iter::Bytes(value, at) => {
                Some(len(value).saturating_sub(*at))
            }
            Iter::Str(value, at) => match &value.kind {
                Kind::Str(text) => text.as_str().get(*at..).map(|rest| rest.chars().count()),
                _ => None,
            },
            Iter::ListReversed(_, at) | Iter::Reversed(_, at) => usize::try_from(*at + 1).ok(),
            Iter::Range(_, _, left) => usize::try_from(*left).ok(),
            Iter::Dict(_, dict, at, _) => {
                let dict = self.dict_of(dict).borrow();
                Some(
                    (*at..dict.positions())
                        .filter(|&i| dict.at(i).is_some())
                        .count(),
                )
            }
            _ => None,
        }
    }

    pub(super) fn list_insert(&mut self, list: &Value, at: &Value, value: Value) -> Res {
        let at = self.width(at)?;
        self.charge_item()?;
        if let Kind::List(cell) = &list.kind {
            let mut list = cell.borrow_mut();
            let before = list.items.len();
            let at = if at < 0 {
                (at.saturating_add(before as i64)).max(0) as usize
            } else {
                (at as usize).min(before)
            };
            list.items.insert(at, value);
            list.allocated = lists::resized(self.build, list.allocated, before, before + 1);
            drop(list);
            self.work((before - at) / 64)?;
        }
        Ok(self.none())
    }

    pub(super) fn list_pop(&mut self, list: &Value, at: Option<&Value>) -> Res {
        let at = match at {
            Some(at) => self.width(at)?,
            None => -1,
        };
        let Kind::List(cell) = &list.kind else {
            return Ok(self.none());
        };
        let len = cell.borrow().items.len();
        if len == 0 {
            return self.raise(tid::INDEX_ERROR, "pop from empty list");
        }
        let at = if at < 0 { at + len as i64 } else { at };
        if at < 0 || at >= len as i64 {
            return self.raise(tid::INDEX_ERROR, "pop index out of range");
        }
        let mut list = cell.borrow_mut();
        let value = list.items.remove(at as usize);
        list.allocated = lists::popped(self.build, list.allocated, len);
        drop(list);
        self.work((len - at as usize) / 64)?;
        Ok(value)
    }

    pub(super) fn list_remove(&mut self, list: &Value, value: &Value) -> Res {
        let Kind::List(cell) = &list.kind else {
            return Ok(self.none());
        };
        let mut i = 0;
        loop {
            let Some(item) = cell.borrow().items.get(i).cloned() else {
                break;
            };
            if self.equal(&item, value)? {
                let mut list = cell.borrow_mut();
                if i < list.items.len() {
                    let before = list.items.len();
                    let old = list.items.remove(i);
                    list.allocated = lists::popped(self.build, list.allocated, before);
                    drop(list);
                    drop(old);
                }
                return Ok(self.none());
            }
            i += 1;
        }
        self.value_error("list.remove(x): x not in list")
    }

    /// `list[key] = value`, or `del list[key]`.
    pub(super) fn list_set_item(
        &mut self,
        list: &Value,
        key: &Value,
        value: Option<Value>,
    ) -> Res<()> {
        let Kind::List(cell) = &list.kind else {
            return Ok(());
        };
        let len = cell.borrow().items.len();
        if let Kind::Slice(_) = key.kind {
            return self.list_set_slice(list, key, value);
        }
        if !matches!(key.kind, Kind::Int(_)) && self.lookup(key.ty(), sym::INDEX).is_none() {
            let text = format!(
                "list indices must be integers or slices, not {}",
                self.error_name(key.ty())
            );
            return self.type_error(text);
        }
        let at = self.index_small(key)?;
        let at = if at < 0 { at + len as i64 } else { at };
        if at < 0 || at >= len as i64 {
            return self.raise(tid::INDEX_ERROR, "list assignment index out of range");
        }
        let mut list = cell.borrow_mut();
        let old = match value {
            Some(value) => std::mem::replace(&mut list.items[at as usize], value),
            None => {
                let old = list.items.remove(at as usize);
                list.allocated = lists::item_deleted(self.build, list.allocated, len);
                old
            }
        };
        drop(list);
        drop(old);
        Ok(())
    }

    fn list_set_slice(&mut self, list: &Value, key: &Value, value: Option<Value>) -> Res<()> {
        let Kind::List(cell) = &list.kind else {
            return Ok(());
        };
        let new = match &value {
            None => Vec::new(),
            Some(value) => {
                if !self.is_iterable(value) {
                    let (_, _, step) = self.slice_bounds(key, 0)?;
                    // Since a micro version of 3.12 behind 3.12.1, 3.12.7 at the latest.
                    let extended = step != 1 || self.build.at_least_micro(12, 7);
                    let text = if extended {
                        "must assign iterable to extended slice"
                    } else {
                        "can only assign an iterable"
                    };
                    return self.type_error(text);
                }
                self.iterate(value)?
            }
        };
        self.charge(16 * new.len())?;
        let len = cell.borrow().items.len();
        let (start, stop, step) = self.slice_bounds(key, len)?;
        if step == 1 {
            let stop = stop.max(start);
            let mut list = cell.borrow_mut();
            let old: Vec<Value> = list
                .items
                .splice(start as usize..stop as usize, new)
                .collect();
            if list.items.len() != len {
                list.allocated = lists::sliced(self.build, list.allocated, len, list.items.len());
            }
            drop(list);
            drop(old);
            return Ok(());
        }
        let positions = self.slice_positions(key, len)?;
        if value.is_none() {
            let mut list = cell.borrow_mut();
            let mut sorted = positions;
            sorted.sort_unstable();
            let old: Vec<Value> = sorted
                .iter()
                .rev()
                .map(|&at| list.items.remove(at))
                .collect();
            if !old.is_empty() {
                list.allocated =
                    lists::stepped_slice_deleted(self.build, list.allocated, list.items.len());
            }
            drop(list);
            drop(old);
            return Ok(());
        }
        if positions.len() != new.len() {
            let text = format!(
                "attempt to assign sequence of size {} to extended slice of size {}",
                new.len(),
                positions.len()
            );
            return self.value_error(text);
        }
        let mut list = cell.borrow_mut();
        let mut old = Vec::new();
        for (at, value) in positions.into_iter().zip(new) {
            old.push(std::mem::replace(&mut list.items[at], value));
        }
        drop(list);
        drop(old);
        Ok(())
    }

    pub(super) fn list_repeat_in_place(&mut self, list: &Value, times: &Value) -> Res {
        let times = self.index_sized(times)?.max(0) as usize;
        let Kind::List(cell) = &list.kind else {
            return Ok(self.none());
        };
        let len = cell.borrow().items.len();
        self.charge(len.saturating_mul(times).saturating_mul(16))?;
        if times == 0 {
            self.list_clear(list);
            return Ok(list.clone());
        }
        let mut target = cell.borrow_mut();
        let items = target.items.clone();
        for _ in 1..times {
            target.items.extend_from_slice(&items);
        }
        target.allocated = lists::repeated_in_place(self.build, target.allocated, len, times);
        drop(target);
        Ok(list.clone())
    }
}

/// The room after `list(x)` or `l.extend(x)`.
fn room(
    build: Build,
    allocated: usize,
    size: usize,
    source: Source,
    count: usize,
    called: bool,
) -> usize {
    if called {
        lists::made_from(build, source, count)
    } else {
        lists::extended(build, allocated, size, source, count)
    }
}
