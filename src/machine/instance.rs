//! What instances of classes have besides a builtin payload: slots, attributes, weak references.

use super::dict::Dict;
use super::object::{Kind, Value, WeakValue};
use super::symbol::{Sym, sym};
use super::types::{TypeId, tid};
use super::{Machine, Res};
use crate::cpython::dicts::Key;
use crate::cpython::instances::InstanceValues;
use crate::cpython::messages;
use std::cell::RefCell;

/// Slots, instance dict and weak references of one object.
#[derive(Default)]
pub struct Extra {
    /// The words of the slots, those of the farthest base first. `None` is NULL.
    pub slots: Vec<Option<Value>>,
    /// Where ordinary attributes live, as a dict object even while CPython has none yet.
    pub dict: Option<Value>,
    /// Whether CPython has a dict object by now.
    pub materialised: bool,
    /// CPython's values outside of a dict: inline, or an array of their own.
    pub values: InstanceValues,
    /// Weak references to this object, newest first.
    pub weakrefs: Vec<WeakValue>,
}

impl Machine {
    /// Slots and attributes for a new instance of a class, if it has any.
    pub(super) fn new_extra(&mut self, ty: TypeId) -> Option<Box<Extra>> {
        let class = self.ty(ty);
        if class.slot_count == 0 && class.layout.dictoffset == 0 && class.layout.weakrefoffset == 0
        {
            return None;
        }
        let values =
            InstanceValues::of_new_instance(self.build, &class.layout, class.shared_keys.as_ref());
        Some(Box::new(Extra {
            slots: vec![None; class.slot_count],
            dict: None,
            materialised: false,
            values,
            weakrefs: Vec::new(),
        }))
    }

    /// A new object of a class, with slots and attributes if the class is a program's.
    pub(super) fn alloc(&mut self, ty: TypeId, kind: Kind) -> Res {
        self.charge_object()?;
        let extra = if self.ty(ty).layout.heap || ty == tid::SIMPLE_NAMESPACE {
            self.new_extra(ty)
        } else {
            None
        };
        let value = Value::with_extra(ty, kind, extra);
        if self.ty(ty).layout.heap && self.has(ty, sym::DEL) {
            value.want_finalizer();
        }
        Ok(self.track(value))
    }

    /// The dict that holds an object's attributes, if there is one yet.
    pub(super) fn instance_dict(&self, obj: &Value) -> Option<Value> {
        obj.extra
            .borrow()
            .as_ref()
            .and_then(|extra| extra.dict.clone())
    }

    /// Whether the object can have a `__dict__`.
    pub(super) fn has_instance_dict(&self, obj: &Value) -> bool {
        self.ty(obj.ty()).layout.dictoffset != 0
    }

    /// `obj.name = value` into the instance dict (Objects/object.c, _PyObject_GenericSetAttrWithDict).
    pub(super) fn store_attr(&mut self, obj: &Value, name: Sym, value: Value) {
        let dict = self.raw_dict(obj);
        let key = self.symbols.value(name).clone();
        let Kind::Str(text) = &key.kind else { return };
        let hash = text.hash();
        let position = self.dict_of(&dict).borrow().find_str(text, Some(name));
        let build = self.build;
        let class = obj.ty();
        let materialised = obj
            .extra
            .borrow()
            .as_ref()
            .is_some_and(|extra| extra.materialised);
        // Setting a key that is there changes nothing in the accounting.
        if position.is_none() {
            let mut keys = self.ty_mut(class).shared_keys.take();
            let new_table = {
                let mut extra = obj.extra.borrow_mut();
                let Some(extra) = extra.as_mut() else { return };
                let mut cell = self.dict_of(&dict).borrow_mut();
                let table = materialised.then_some(&mut cell.table);
                extra
                    .values
                    .store(build, &mut keys, table, Key::Str(&name), false)
            };
            self.ty_mut(class).shared_keys = keys;
            if let Some(table) = new_table {
                self.dict_of(&dict).borrow_mut().table = table;
                if let Some(extra) = obj.extra.borrow_mut().as_mut() {
                    extra.materialised = true;
                }
            }
            self.dict_push_raw(&dict, super::dict::Entry { hash, key, value });
        } else if let Some(position) = position {
            let old = self.dict_of(&dict).borrow_mut().replace(position, value);
            drop(old);
        }
    }

    /// `del obj.name` from the instance dict; whether it was there. The attempt alone may make a dict.
    #[inline(never)]
    pub(super) fn remove_attr(&mut self, obj: &Value, name: Sym) -> bool {
        let key = self.symbols.value(name).clone();
        let Kind::Str(text) = &key.kind else {
            return false;
        };
        let dict = self.instance_dict(obj);
        let found = dict.and_then(|dict| {
            let cell = self.dict_of(&dict).borrow();
            let position = cell.find_str(text, Some(name))?;
            let rank = cell.rank(position);
            drop(cell);
            Some((dict, position, rank))
        });
        let created = self.forget_attr(obj, name, found.as_ref().map(|(.., rank)| *rank));
        if let Some(table) = created {
            let dict = self.raw_dict(obj);
            self.dict_of(&dict).borrow_mut().table = table;
            if let Some(extra) = obj.extra.borrow_mut().as_mut() {
                extra.materialised = true;
            }
        }
        let Some((dict, position, _)) = found else {
            return false;
        };
        let entry = self.dict_of(&dict).borrow_mut().take(position);
        drop(entry);
        true
    }

    /// The accounting of `del obj.name`: the table of the dict that CPython makes for it, if it does.
    fn forget_attr(
        &mut self,
        obj: &Value,
        name: Sym,
        rank: Option<usize>,
    ) -> Option<crate::cpython::dicts::Table<Sym>> {
        let (build, class) = (self.build, obj.ty());
        let mut keys = self.ty_mut(class).shared_keys.take();
        let mut extra = obj.extra.borrow_mut();
        let created = extra.as_mut().and_then(|extra| {
            let dict = extra.materialised.then(|| extra.dict.clone()).flatten();
            let mut cell = dict.as_ref().map(|dict| self.dict_of(dict).borrow_mut());
            let table = cell.as_mut().map(|cell| &mut cell.table);
            extra.values.delete(build, &mut keys, table, &name, rank)
        });
        drop(extra);
        self.ty_mut(class).shared_keys = keys;
        created
    }

    /// The dict that attributes are kept in, made if need be; CPython may have none yet.
    pub(super) fn raw_dict(&mut self, obj: &Value) -> Value {
        if let Some(dict) = self.instance_dict(obj) {
            return dict;
        }
        let dict = Value::new(
            tid::DICT,
            Kind::Dict(Box::new(RefCell::new(Dict::default()))),
        );
        let dict = self.track(dict);
        let mut extra = obj.extra.borrow_mut();
        let slot = extra.get_or_insert_with(Default::default);
        slot.dict = Some(dict.clone());
        dict
    }

    /// `obj.__dict__`: from now on CPython has a dict object.
    pub(super) fn materialise(&mut self, obj: &Value) -> Value {
        let dict = self.raw_dict(obj);
        let build = self.build;
        let mut extra = obj.extra.borrow_mut();
        if let Some(extra) = extra.as_mut()
            && !extra.materialised
        {
            extra.materialised = true;
            let keys = self.ty(obj.ty()).shared_keys.as_ref();
            self.dict_of(&dict).borrow_mut().table = extra.values.materialise(build, keys);
        }
        drop(extra);
        dict
    }

    /// `obj.__dict__ = dict`, or `del obj.__dict__` (Objects/dictobject.c, _PyObject_SetDict).
    pub(super) fn replace_dict(&mut self, obj: &Value, dict: Option<Value>) {
        self.materialise(obj);
        let mut extra = obj.extra.borrow_mut();
        let Some(extra) = extra.as_mut() else { return };
        let old = std::mem::replace(&mut extra.dict, dict);
        match &old {
            Some(old) => extra
                .values
                .replace_dict(Some(&mut self.dict_of(old).borrow_mut().table)),
            None => extra.values.replace_dict::<Sym>(None),
        }
        extra.materialised = extra.dict.is_some();
    }
}

/// Reads `__dict__` (Objects/typeobject.c, subtype_dict).
pub(super) fn get_dict(machine: &mut Machine, obj: &Value) -> Res {
    if !machine.has_instance_dict(obj) {
        return machine.attribute_error("This object has no __dict__", None);
    }
    Ok(machine.materialise(obj))
}

/// Assigns or deletes `__dict__` (Objects/typeobject.c, subtype_setdict).
pub(super) fn set_dict(machine: &mut Machine, obj: &Value, value: Option<&Value>) -> Res<()> {
    if !machine.has_instance_dict(obj) {
        let text = "This object has no __dict__";
        return machine.attribute_error(text, None);
    }
    if let Some(value) = value
        && !machine.is_instance(value, tid::DICT)
    {
        let raised = messages::dict_must_be_dict(&machine.error_name(value.ty()));
        return machine.raised(raised);
    }
    // Objects/object.c, PyObject_GenericSetDict, which subtype_setdict leaves it to if a builtin base has a dict.
    let payload = machine.ty(obj.ty()).payload;
    if value.is_none() && machine.ty(payload).layout.dictoffset != 0 {
        let raised = messages::dict_not_deletable();
        return machine.raised(raised);
    }
    machine.replace_dict(obj, value.cloned());
    Ok(())
}
