//! `dir()` and what classes are asked about as a whole.

use super::function::Args;
use super::object::{Kind, Value};
use super::symbol::{Sym, sym};
use super::types::{TypeId, tid};
use super::{Machine, Res};
use crate::cpython::bases;
use crate::cpython::dicts::Key;
use crate::cpython::members;

impl Machine {
    /// `dir(obj)`
    pub(super) fn dir_of(&mut self, obj: &Value) -> Res<Vec<Value>> {
        let before = std::mem::replace(&mut self.sorts_names, true);
        let names = self.call_special(obj, sym::DIR, &[]);
        self.sorts_names = before;
        let Some(names) = names? else {
            return self.unsupported("an object without __dir__");
        };
        let names = self.iterate(&names)?;
        self.sort_values(names, &Args { pos: &[], kw: &[] })
    }

    /// `object.__dir__`: the instance, its class and the bases; asks for `__dict__`.
    pub(super) fn default_dir(&mut self, obj: &Value) -> Res {
        let mut names = Vec::new();
        let dict = self.try_attr(obj, sym::DICT)?;
        let dict = dict.filter(|dict| matches!(dict.kind, Kind::Dict(_)));
        if let Some(dict) = &dict {
            for (key, _) in self.dict_items(dict) {
                if !self.is_instance(&key, tid::STR) {
                    return self.unsupported("dir() of an object with a key that is no str");
                }
                names.push(self.sym_of(&key));
            }
        }
        let own = names.len();
        // A proxy claims the class of its object; what claims none has only names of its own.
        if let Some(class) = self.try_attr(obj, sym::CLASS)? {
            match Self::as_type(&class) {
                Some(class) => self.class_names(class, &mut names)?,
                None => return self.unsupported("dir() by a __class__ that is no class"),
            }
        }
        if let Some(dict) = &dict {
            self.share_names(dict, &names, own);
        }
        Ok(self.name_list(names))
    }

    /// The names of the classes go one by one into a copy of the instance's dict; where that is split, they become
    /// keys that all instances share (Objects/typeobject.c, object___dir___impl and merge_class_dict).
    fn share_names(&mut self, dict: &Value, names: &[Sym], own: usize) {
        let mut table = self.dict_of(dict).borrow().table.copy(self.build);
        for (at, name) in names.iter().enumerate().skip(own) {
            if table.shared_keys().is_none() {
                return;
            }
            let known = names[..at].contains(name);
            table.store(self.build, Key::Str(name), known);
        }
    }

    /// `type.__dir__`: the class and its bases.
    pub(super) fn type_dir(&mut self, class: &Value) -> Res {
        let Some(id) = Self::as_type(class) else {
            return self.default_dir(class);
        };
        let mut names = Vec::new();
        self.class_names(id, &mut names)?;
        Ok(self.name_list(names))
    }

    /// Names in the namespaces of the MRO; those of builtin types as CPython has them.
    fn class_names(&mut self, id: TypeId, names: &mut Vec<Sym>) -> Res<()> {
        for class in self.ty(id).mro.clone() {
            if self.ty(class).layout.user_class() {
                names.extend(self.ty(class).dict.keys().copied());
                continue;
            }
            if !self.sorts_names {
                return self.unsupported("the order of what __dir__() says of builtin classes");
            }
            let builtin = self.ty(class).tp_name().to_string();
            for name in members::names_of(self.build, &builtin) {
                names.push(self.symbols.intern(name));
            }
        }
        Ok(())
    }

    fn name_list(&mut self, names: Vec<Sym>) -> Value {
        let mut unique: Vec<Sym> = Vec::new();
        let mut seen = std::collections::HashSet::new();
        for name in names {
            if seen.insert(name) {
                unique.push(name);
            }
        }
        let items = unique
            .into_iter()
            .map(|name| self.symbols.value(name).clone())
            .collect();
        self.list(items)
    }

    /// Whether a class is still alive: somebody besides its own namespace refers to it.
    pub(super) fn class_is_alive(&self, _: TypeId) -> bool {
        true
    }

    /// `obj.__class__ = new` (Objects/typeobject.c, object_set_class).
    pub(super) fn assign_class(&mut self, obj: &Value, new: TypeId) -> Res<()> {
        let old = obj.ty();
        if let Err(raised) = bases::check_class_assignment(self.build, self, old, new) {
            return self.raised(raised);
        }
        let keys = self.ty(old).shared_keys.clone();
        let dict = self.instance_dict(obj);
        let mut without_dict = None;
        if let Some(extra) = obj.extra.borrow_mut().as_mut() {
            let mut cell = dict.as_ref().map(|dict| self.dict_of(dict).borrow_mut());
            let table = cell
                .as_mut()
                .filter(|_| extra.materialised)
                .map(|dict| &mut dict.table);
            let created = extra.values.change_class(self.build, keys.as_ref(), table);
            extra.materialised |= created.is_some();
            match (created, cell.as_mut()) {
                (Some(table), Some(dict)) => dict.table = table,
                (created, _) => without_dict = created,
            }
        }
        if let Some(table) = without_dict {
            let dict = self.raw_dict(obj);
            self.dict_of(&dict).borrow_mut().table = table;
        }
        drop(keys);
        obj.ty.set(new);
        if self.lookup(new, sym::DEL).is_some() {
            obj.want_finalizer();
        }
        Ok(())
    }
}
