//! What dicts do as a whole: copies, updates, comparison, views.

use super::dict::{Dict, Entry};
use super::iter::Iter;
use super::object::{Kind, Value, ViewKind};
use super::symbol::sym;
use super::types::{TypeId, tid};
use super::{Machine, Res};
use crate::python::code::BinOp;
use std::cell::RefCell;

impl Machine {
    /// Whether a value has `keys`: what `dict(x)` and `**x` take for a mapping.
    pub(super) fn is_mapping(&mut self, value: &Value) -> Res<bool> {
        if let Kind::Dict(_) | Kind::ClassProxy(_) | Kind::MappingProxy(_) = value.kind {
            return Ok(true);
        }
        Ok(self.try_attr(value, sym::KEYS)?.is_some())
    }

    /// Keys and values of any mapping.
    pub(super) fn mapping_items(&mut self, mapping: &Value) -> Res<Vec<(Value, Value)>> {
        if let Kind::Dict(_) = mapping.kind
            && !self.overrides(mapping.ty(), sym::ITER)
        {
            return Ok(self.dict_items(mapping));
        }
        let keys = self.call_method(mapping, sym::KEYS, &[])?;
        let mut items = Vec::new();
        for key in self.iterate(&keys)? {
            let value = self.get_item(mapping, &key)?;
            items.push((key, value));
        }
        Ok(items)
    }

    /// `dict.update(mapping)` (Objects/dictobject.c, dict_merge).
    #[inline(never)]
    pub(super) fn dict_update(&mut self, dict: &Value, mapping: &Value) -> Res<()> {
        if dict.is(mapping) {
            return Ok(());
        }
        if !self.is_mapping(mapping)? {
            let items = self.iterate(mapping)?;
            for pair in items {
                let pair = self.unpack_exactly(&pair, 2)?;
                self.dict_set(dict, &pair[0], pair[1].clone())?;
            }
            return Ok(());
        }
        let plain =
            matches!(mapping.kind, Kind::Dict(_)) && !self.overrides(mapping.ty(), sym::ITER);
        if plain && matches!(dict.kind, Kind::Dict(_)) {
            let taken = {
                let build = self.build;
                let other = self.dict_of(mapping).borrow();
                let mut cell = self.dict_of(dict).borrow_mut();
                let empty = cell.is_empty();
                cell.table.prepare_merge(build, &other.table) && empty
            };
            let entries: Vec<Entry> = self.dict_of(mapping).borrow().iter().cloned().collect();
            self.charge(32 * entries.len())?;
            for entry in entries {
                if taken {
                    self.dict_push_raw(dict, entry);
                } else {
                    self.dict_set(dict, &entry.key, entry.value)?;
                }
            }
            return Ok(());
        }
        for (key, value) in self.mapping_items(mapping)? {
            self.dict_set(dict, &key, value)?;
        }
        Ok(())
    }

    /// `dict.copy()`: a plain dict.
    #[inline(never)]
    pub(super) fn dict_copy(&mut self, dict: &Value) -> Res {
        let table = self.dict_of(dict).borrow().table.copy(self.build);
        let copy = Value::new(
            tid::DICT,
            Kind::Dict(Box::new(RefCell::new(Dict::with_table(table)))),
        );
        let copy = self.track(copy);
        let entries: Vec<Entry> = self.dict_of(dict).borrow().iter().cloned().collect();
        self.charge(32 * entries.len())?;
        for entry in entries {
            self.dict_push_raw(&copy, entry);
        }
        Ok(copy)
    }

    /// `dict.clear()`
    pub(super) fn dict_clear(&mut self, dict: &Value) {
        let left = self.dict_of(dict).borrow().table.leaves_class_keys();
        self.cleared_keys += usize::from(left);
        self.dict_of(dict).borrow_mut().table.clear();
        let entries = self.dict_drain(dict);
        drop(entries);
    }

    /// All items out of a dict whose table starts anew.
    pub(super) fn dict_drain_items(&mut self, dict: &Value) -> Vec<(Value, Value)> {
        let items = self.dict_items(dict);
        self.dict_clear(dict);
        items
    }

    /// `dict.popitem()`
    pub(super) fn dict_pop_last(&mut self, dict: &Value) -> Option<Entry> {
        let mut cell = self.dict_of(dict).borrow_mut();
        let last = (0..cell.positions())
            .rev()
            .find(|&position| cell.at(position).is_some())?;
        cell.table.popitem();
        cell.take(last)
    }

    /// `dict.fromkeys(source)` makes room for the keys of a dict or set at once.
    pub(super) fn dict_presize_fromkeys(&mut self, dict: &Value, source: &Value) {
        let (entries, unicode) = match &source.kind {
            Kind::Dict(other) if source.ty() == tid::DICT => {
                (other.borrow().len(), other.borrow().table.is_unicode())
            }
            Kind::Set(set) => (set.borrow().len(), false),
            _ => return,
        };
        let build = self.build;
        self.dict_of(dict)
            .borrow_mut()
            .table
            .presize(build, entries, unicode);
    }

    /// An iterator over a dict.
    pub(super) fn dict_iter(&mut self, dict: &Value, kind: ViewKind, reversed: bool) -> Value {
        let (size, positions) = {
            let dict = self.dict_of(dict).borrow();
            (dict.len(), dict.positions())
        };
        let types: [TypeId; 2] = match kind {
            _ if self.is_instance(dict, tid::ORDERED_DICT) => [tid::ODICT_ITERATOR; 2],
            ViewKind::Keys => [tid::DICT_KEYITERATOR, tid::DICT_REVERSEKEYITERATOR],
            ViewKind::Values => [tid::DICT_VALUEITERATOR, tid::DICT_REVERSEVALUEITERATOR],
            ViewKind::Items => [tid::DICT_ITEMITERATOR, tid::DICT_REVERSEITEMITERATOR],
        };
        if reversed {
            return self.new_iter(
                types[1],
                Iter::DictReversed(kind, dict.clone(), positions, size),
            );
        }
        self.new_iter(types[0], Iter::Dict(kind, dict.clone(), 0, size))
    }

    /// Whether two dicts have the same keys with equal values.
    pub(super) fn dicts_equal(&mut self, a: &Value, b: &Value) -> Res<bool> {
        if self.dict_of(a).borrow().len() != self.dict_of(b).borrow().len() {
            return Ok(false);
        }
        for (key, value) in self.dict_items(a) {
            match self.dict_get(b, &key)? {
                Some(other) if self.equal(&value, &other)? => {}
                _ => return Ok(false),
            }
        }
        Ok(true)
    }

    /// `d.keys() & other` and its relatives, on either side: sets (Objects/dictobject.c, dictviews_sub and so on).
    #[inline(never)]
    pub(super) fn view_binary(&mut self, op: BinOp, a: &Value, b: &Value) -> Res<Option<Value>> {
        if op == BinOp::And {
            return self.view_intersection(a, b).map(Some);
        }
        let result = self.set_from(tid::SET, a)?;
        match op {
            BinOp::Or => self.set_update(&result, b)?,
            BinOp::Sub => self.set_difference_update(&result, b)?,
            BinOp::Xor => self.set_symmetric_difference_update(&result, b)?,
            _ => return Ok(None),
        }
        Ok(Some(result))
    }

    /// Whether a value is `d.keys()` or `d.items()`.
    pub(super) fn is_set_view(value: &Value) -> bool {
        matches!(value.kind, Kind::View(ViewKind::Keys | ViewKind::Items, _))
    }

    /// Objects/dictobject.c, _PyDictView_Intersect.
    fn view_intersection(&mut self, a: &Value, b: &Value) -> Res {
        let (mut view, mut other) = if Self::is_set_view(a) { (a, b) } else { (b, a) };
        let len = self.len(view)?;
        if matches!(other.ty(), tid::SET | tid::FROZENSET) && len <= self.set_len(other) {
            return self.set_intersection(other.ty(), other, view);
        }
        if Self::is_set_view(other) && self.len(other)? > len {
            std::mem::swap(&mut view, &mut other);
        }
        let result = self.new_set(tid::SET);
        for item in self.iterate(other)? {
            if self.contains(view, &item)? {
                self.set_add(&result, &item)?;
            }
        }
        Ok(result)
    }

    /// What a mapping proxy shows, to look up something in it; anything else itself.
    pub(super) fn proxied(&mut self, proxy: &Value) -> Value {
        match &proxy.kind {
            Kind::MappingProxy(mapping) => mapping.clone(),
            Kind::ClassProxy(ty) => self.class_namespace_dict(*ty),
            _ => proxy.clone(),
        }
    }

    /// The same, to see all of it: the names of a builtin class are not in CPython's order.
    pub(super) fn proxied_whole(&mut self, proxy: &Value) -> Res {
        match proxy.kind {
            Kind::ClassProxy(class) if !self.ty(class).layout.user_class() => {
                self.unsupported("the namespace of a builtin class as a whole")
            }
            _ => Ok(self.proxied(proxy)),
        }
    }

    /// A class's namespace as a dict made for the occasion.
    pub(super) fn class_namespace_dict(&mut self, ty: TypeId) -> Value {
        let dict = self.new_dict();
        let entries: Vec<_> = self
            .ty(ty)
            .dict
            .iter()
            .map(|(name, value)| (*name, value.clone()))
            .collect();
        for (name, value) in entries {
            self.dict_set_sym(&dict, name, value);
        }
        dict
    }

    /// `default_factory` of a defaultdict.
    pub(super) fn default_factory(&self, dict: &Value) -> Value {
        self.dict_of(dict)
            .borrow()
            .default_factory
            .clone()
            .unwrap_or_else(|| self.none())
    }

    pub(super) fn set_default_factory(&mut self, dict: &Value, factory: Value) {
        self.dict_of(dict).borrow_mut().default_factory = Some(factory);
    }
}
