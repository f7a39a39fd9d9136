//! What instances of classes have besides a builtin payload: slots, attributes, weak references.

use super::object::{Kind, Value, WeakValue};
use super::symbol::{Sym, sym};
use super::types::{TypeId, tid};
use super::{Machine, Res};
use crate::cpython::dicts::Key;
use crate::cpython::instances::InstanceValues;
use crate::cpython::messages;

/// Slots, instance dict and weak references of one object.
#[derive(Default)]
pub struct Extra {
    /// The words of the slots, those of the farthest base first. `None` is NULL.
    pub slots: Box<[Option<Value>]>,
    /// Ordinary attributes in the order of setting, as long as nobody needs a dict of them.
    pub attributes: Vec<(Sym, Value)>,
    /// Where they live otherwise, as a dict object even while CPython has none yet.
    pub dict: Option<Value>,
    /// Whether CPython has a dict object by now.
    pub materialised: bool,
    /// CPython's values outside of a dict: inline, or an array of their own.
    pub values: InstanceValues,
    /// Weak references to this object, newest first.
    pub weakrefs: Vec<WeakValue>,
}

/// So many attributes are found without a dict, one by one; CPython has as many places for values (SHARED_KEYS_MAX_SIZE).
const FEW: usize = 30;

impl Extra {
    fn place_of(&self, name: Sym) -> Option<usize> {
        self.attributes.iter().position(|(known, _)| *known == name)
    }
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
            slots: vec![None; class.slot_count].into(),
            attributes: Vec::new(),
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

    /// The dict that holds an object's attributes, if it has had any.
    pub(super) fn instance_dict(&mut self, obj: &Value) -> Option<Value> {
        let extra = obj.extra.borrow();
        let (dict, none) = match &*extra {
            Some(extra) => (extra.dict.clone(), extra.attributes.is_empty()),
            None => (None, true),
        };
        drop(extra);
        if none { dict } else { Some(self.raw_dict(obj)) }
    }

    /// What the object itself has under a name.
    pub(super) fn own_attribute(&self, obj: &Value, name: Sym) -> Option<Value> {
        let extra = obj.extra.borrow();
        let extra = extra.as_ref()?;
        match &extra.dict {
            Some(dict) => self.dict_get_sym(dict, name),
            None => extra
                .place_of(name)
                .map(|at| extra.attributes[at].1.clone()),
        }
    }

    /// Names and values of an object's own attributes, whether or not they are in a dict.
    pub fn own_attributes(&self, extra: &Extra) -> Vec<(Value, Value)> {
        match &extra.dict {
            Some(dict) => self.dict_items(dict),
            None => {
                let pair = |(name, value): &(Sym, Value)| {
                    (self.symbols.value(*name).clone(), value.clone())
                };
                extra.attributes.iter().map(pair).collect()
            }
        }
    }

    /// Whether the object can have a `__dict__`.
    pub(super) fn has_instance_dict(&self, obj: &Value) -> bool {
        self.ty(obj.ty()).layout.dictoffset != 0
    }

    /// `obj.name = value` into the instance dict (Objects/object.c, _PyObject_GenericSetAttrWithDict).
    pub(super) fn store_attr(&mut self, obj: &Value, name: Sym, value: Value) {
        let key = self.symbols.value(name).clone();
        let Kind::Str(text) = &key.kind else { return };
        let mut holder = obj.extra.borrow_mut();
        let extra = holder.get_or_insert_with(Default::default);
        let place = match &extra.dict {
            Some(dict) => self.dict_of(dict).borrow().find_str(text, Some(name)),
            None => extra.place_of(name),
        };
        // Setting a key that is there changes nothing in the accounting.
        if let Some(place) = place {
            let old = match &extra.dict {
                Some(dict) => self.dict_of(dict).borrow_mut().replace(place, value),
                None => Some(std::mem::replace(&mut extra.attributes[place].1, value)),
            };
            drop(holder);
            drop(old);
            return;
        }
        let (build, class) = (self.build, obj.ty());
        let mut keys = self.ty_mut(class).shared_keys.take();
        let created = {
            let dict = extra.dict.as_ref().filter(|_| extra.materialised);
            let mut cell = dict.map(|dict| self.dict_of(dict).borrow_mut());
            let table = cell.as_mut().map(|cell| &mut cell.table);
            extra
                .values
                .store(build, &mut keys, table, Key::Str(&name), false)
        };
        self.ty_mut(class).shared_keys = keys;
        if created.is_none() && extra.dict.is_none() && extra.attributes.len() < FEW {
            // The dict that they may come to be in counts already.
            self.objects += u64::from(extra.attributes.is_empty());
            extra.attributes.push((name, value));
            return;
        }
        drop(holder);
        let dict = self.raw_dict(obj);
        if let Some(table) = created {
            self.dict_of(&dict).borrow_mut().table = table;
            if let Some(extra) = obj.extra.borrow_mut().as_mut() {
                extra.materialised = true;
            }
        }
        let hash = text.hash();
        self.dict_push_raw(&dict, super::dict::Entry { hash, key, value });
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
        let mut holder = obj.extra.borrow_mut();
        let extra = holder.get_or_insert_with(Default::default);
        if let Some(dict) = &extra.dict {
            return dict.clone();
        }
        let dict = Value::new(tid::DICT, Kind::Dict(Box::default()));
        extra.dict = Some(dict.clone());
        let attributes = std::mem::take(&mut extra.attributes);
        drop(holder);
        // It counts since the first attribute was set.
        self.objects -= u64::from(!attributes.is_empty());
        for (name, value) in attributes {
            let key = self.symbols.value(name).clone();
            let Kind::Str(text) = &key.kind else { continue };
            let hash = text.hash();
            self.dict_push_raw(&dict, super::dict::Entry { hash, key, value });
        }
        self.track(dict)
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

    /// The first search among values that were lost with their dict makes an empty one.
    pub(super) fn replace_lost_values(&mut self, obj: &Value) {
        let extra = obj.extra.borrow();
        let lost = extra
            .as_ref()
            .is_some_and(|extra| extra.dict.is_none() && extra.values.lost());
        drop(extra);
        if lost {
            self.raw_dict(obj);
            if let Some(extra) = obj.extra.borrow_mut().as_mut() {
                extra.materialised = true;
            }
        }
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
        // 3.11 and 3.12 look for the place of the dict first, and so make it (PyObject_GenericSetDict).
        if machine.build.at_least(11) && !machine.build.at_least(13) {
            machine.materialise(obj);
        }
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
