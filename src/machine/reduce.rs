//! `object.__reduce_ex__` and `object.__getstate__`: what an object says of itself to pickle and copy.

use super::object::{Kind, Value};
use super::symbol::sym;
use super::types::{TypeId, tid};
use super::{Machine, Res};
use crate::cpython::members;

/// What `__getnewargs_ex__` or `__getnewargs__` answered.
struct NewArguments {
    pos: Vec<Value>,
    kw: Option<Value>,
}

impl Machine {
    /// `object.__reduce_ex__(obj, protocol)`: an overridden `__reduce__` wins
    /// (Objects/typeobject.c, object___reduce_ex___impl).
    pub(super) fn object_reduce_ex(&mut self, obj: &Value, protocol: i64) -> Res {
        let Some(reduce) = self.try_attr(obj, sym::REDUCE)? else {
            return self.common_reduce(obj, protocol);
        };
        let class = self.ty(obj.ty()).object.clone();
        let of_class = self.get_attr(&class, sym::REDUCE)?;
        let objects = self.ty(tid::OBJECT).dict.get(&sym::REDUCE).cloned();
        if objects.is_some_and(|own| own.is(&of_class)) {
            return self.common_reduce(obj, protocol);
        }
        self.call(&reduce, &[], &[])
    }

    /// Objects/typeobject.c, _common_reduce: protocols 0 and 1 are written in Python.
    pub(super) fn common_reduce(&mut self, obj: &Value, protocol: i64) -> Res {
        if protocol >= 2 {
            return self.reduce_newobj(obj);
        }
        let reduce = self.copyreg("_reduce_ex")?;
        let protocol = self.int(protocol);
        self.call(&reduce, &[obj.clone(), protocol], &[])
    }

    /// A member of copyreg.
    pub(super) fn copyreg(&mut self, name: &str) -> Res {
        let module = self.import("copyreg", false)?;
        let name = self.sym(name);
        self.get_attr(&module, name)
    }

    /// Objects/typeobject.c, reduce_newobj: `(copyreg.__newobj__, (cls, *args), state, items, pairs)`.
    fn reduce_newobj(&mut self, obj: &Value) -> Res {
        let ty = obj.ty();
        if !self.has_new(ty) {
            return self.cannot_pickle(ty);
        }
        let arguments = self.new_arguments(obj)?;
        let class = self.ty(ty).object.clone();
        let required = arguments.is_none() && !matches!(obj.kind, Kind::List(_) | Kind::Dict(_));
        let (maker, made) = match arguments {
            Some(NewArguments { pos, kw: Some(kw) }) if self.len(&kw)? > 0 => {
                let pos = self.tuple(pos);
                (self.copyreg("__newobj_ex__")?, vec![class, pos, kw])
            }
            Some(NewArguments { pos, .. }) => {
                let made = std::iter::once(class).chain(pos).collect();
                (self.copyreg("__newobj__")?, made)
            }
            None => (self.copyreg("__newobj__")?, vec![class]),
        };
        let made = self.tuple(made);
        let state = self.state_of(obj, required)?;
        let items = match obj.kind {
            Kind::List(_) => self.iter(obj)?,
            _ => self.none(),
        };
        let pairs = match obj.kind {
            Kind::Dict(_) => {
                let view = self.call_method(obj, sym::ITEMS, &[])?;
                self.iter(&view)?
            }
            _ => self.none(),
        };
        Ok(self.tuple(vec![maker, made, state, items, pairs]))
    }

    /// Whether `tp_new` is set: not for types whose objects only the interpreter makes.
    fn has_new(&self, ty: TypeId) -> bool {
        let class = self.ty(ty);
        ty == tid::OBJECT
            || class.layout.heap
            || class.mro.iter().any(|&id| {
                id != tid::OBJECT && {
                    let class = self.ty(id);
                    class.layout.heap
                        || class.dict.contains_key(&sym::NEW)
                        || members::member_known(self.build, class.tp_name(), "__new__")
                        || members::member_known(self.build, &class.name, "__new__")
                }
            })
    }

    fn cannot_pickle<T>(&mut self, ty: TypeId) -> Res<T> {
        let text = format!("cannot pickle '{}' object", self.error_name(ty));
        self.type_error(text)
    }

    /// Objects/typeobject.c, _PyObject_GetNewArguments.
    fn new_arguments(&mut self, obj: &Value) -> Res<Option<NewArguments>> {
        let (ex, plain) = (self.sym("__getnewargs_ex__"), self.sym("__getnewargs__"));
        if let Some(given) = self.call_special(obj, ex, &[])? {
            let Kind::Tuple(parts) = &given.kind else {
                return self.returned("__getnewargs_ex__ should return a tuple, not", &given);
            };
            let [pos, kw] = &parts[..] else {
                return self.value_error(format!(
                    "__getnewargs_ex__ should return a tuple of length 2, not {}",
                    parts.len()
                ));
            };
            let Kind::Tuple(items) = &pos.kind else {
                let what =
                    "first item of the tuple returned by __getnewargs_ex__ must be a tuple, not";
                return self.returned(what, pos);
            };
            if !matches!(kw.kind, Kind::Dict(_)) {
                let what =
                    "second item of the tuple returned by __getnewargs_ex__ must be a dict, not";
                return self.returned(what, kw);
            }
            let (pos, kw) = (items.to_vec(), Some(kw.clone()));
            return Ok(Some(NewArguments { pos, kw }));
        }
        let Some(given) = self.call_special(obj, plain, &[])? else {
            return Ok(None);
        };
        let Kind::Tuple(items) = &given.kind else {
            return self.returned("__getnewargs__ should return a tuple, not", &given);
        };
        let pos = items.to_vec();
        Ok(Some(NewArguments { pos, kw: None }))
    }

    fn returned<T>(&mut self, what: &str, given: &Value) -> Res<T> {
        let text = format!("{what} '{}'", self.error_name(given.ty()));
        self.type_error(text)
    }

    /// The state that an object's `__getstate__` gives, its own or that of object
    /// (Objects/typeobject.c, object_getstate; up to 3.10 _PyObject_GetState).
    pub(super) fn state_of(&mut self, obj: &Value, required: bool) -> Res {
        let Some(getstate) = self.try_attr(obj, sym::GETSTATE)? else {
            return self.default_state(obj, required);
        };
        if let Kind::Native(native) = &getstate.kind
            && native.owner == Some(tid::OBJECT)
            && native.this.as_ref().is_some_and(|this| this.is(obj))
        {
            return self.default_state(obj, required);
        }
        self.call(&getstate, &[], &[])
    }

    /// `__dict__` and the slots, or TypeError where the object may hold more than these and that
    /// matters (Objects/typeobject.c, object_getstate_default; up to 3.10 in _PyObject_GetState).
    pub(super) fn default_state(&mut self, obj: &Value, required: bool) -> Res {
        let ty = obj.ty();
        if required && self.ty(ty).layout.itemsize != 0 {
            if !self.build.at_least(11) {
                return self.cannot_pickle(ty);
            }
            let text = format!("cannot pickle {} objects", self.error_name(ty));
            return self.type_error(text);
        }
        let filled = self
            .instance_dict(obj)
            .is_some_and(|dict| !self.dict_of(&dict).borrow().is_empty());
        let dict = if filled {
            self.materialise(obj)
        } else {
            self.none()
        };
        let names = self.slot_names(ty)?;
        if required && self.ty(ty).layout.basicsize > self.plain_size(ty, names.len()) {
            return self.cannot_pickle(ty);
        }
        let slots = self.new_dict();
        for name in &names {
            if !self.is_instance(name, tid::STR) {
                return self.returned("attribute name must be string, not", name);
            }
            let attribute = self.sym_of(name);
            if let Some(value) = self.try_attr(obj, attribute)? {
                self.dict_set(&slots, name, value)?;
            }
        }
        if self.dict_of(&slots).borrow().is_empty() {
            return Ok(dict);
        }
        Ok(self.tuple(vec![dict, slots]))
    }

    /// Bytes of an object that holds nothing but so many slots, `__dict__` and `__weakref__`.
    fn plain_size(&self, ty: TypeId, slots: usize) -> i64 {
        let (layout, build) = (&self.ty(ty).layout, self.build);
        let managed_dict = build.at_least(11) && layout.managed_dict;
        let mut words = 2 + slots as i64;
        if layout.dictoffset != 0 && !managed_dict {
            words += 1;
        }
        if layout.weakrefoffset > 0 || layout.weakrefoffset < 0 && !build.at_least(12) {
            words += 1;
        }
        words * build.word() as i64
    }

    /// Objects/typeobject.c, _PyType_GetSlotNames: cached in the class as `__slotnames__`.
    fn slot_names(&mut self, ty: TypeId) -> Res<Vec<Value>> {
        let name = self.sym("__slotnames__");
        let names = match self.ty(ty).dict.get(&name) {
            Some(names) => names.clone(),
            None => {
                let class = self.ty(ty).object.clone();
                let find = self.copyreg("_slotnames")?;
                self.call(&find, &[class], &[])?
            }
        };
        match &names.kind {
            Kind::List(list) => Ok(list.borrow().items.clone()),
            _ if self.is_none(&names) => Ok(Vec::new()),
            _ => {
                let text = format!(
                    "copyreg._slotnames didn't return a list or None, not {}",
                    self.error_name(names.ty())
                );
                self.type_error(text)
            }
        }
    }
}
