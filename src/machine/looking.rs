//! What an attribute access comes upon, class by class: looked at without doing it. The order is that of
//! Objects/object.c, _PyObject_GenericGetAttrWithDict, and for classes of Objects/typeobject.c, type_getattro.

use super::attr::Descriptor;
use super::object::{Kind, Value};
use super::symbol::{Sym, sym};
use super::types::{TypeId, tid};
use super::{Machine, Res};
use crate::python::Code;
use crate::text::Lines;
use std::rc::Rc;

/// What a class attribute is to an access.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// No descriptor: the value itself.
    Plain,
    /// It has `__get__` only: what the instance has comes first.
    NonData,
    /// It has `__get__`, and `__set__` or `__delete__`: it comes before what the instance has.
    Data,
    /// It has `__set__` or `__delete__` only: it decides what is written, but a read does not ask it.
    NoGet,
}

/// A search along an MRO.
pub struct Search {
    /// The classes that were asked, in order; the last one has the name, if any has.
    pub asked: Vec<TypeId>,
    /// What was found.
    pub found: Option<(Value, Found)>,
}

/// Where an instance's own attributes are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Own {
    /// Nowhere: it can have none.
    NoDict,
    /// Nowhere yet: the dict is made when the first one is set.
    NotMade,
    /// Among the values in the object itself (3.13+), whether or not there is a dict that shares them.
    Inline,
    /// Among its values in an array apart (3.11, 3.12).
    Values,
    /// In its dict.
    Dict,
}

/// What an access comes upon.
pub struct Looking {
    /// The class whose `__getattribute__`, `__setattr__` or `__delattr__` is asked instead of the builtin one.
    pub hook: Option<TypeId>,
    /// Whether it is a class whose attributes cannot be changed.
    pub immutable: bool,
    /// The search along the MRO of the object's type.
    pub in_type: Search,
    /// Of a class: the search along its own MRO.
    pub in_class: Option<Search>,
    /// Of anything else: where its own attributes are.
    pub own: Own,
    /// Whether the object itself, or the namespace of the class itself, has the name.
    pub has: bool,
    /// Whether the slot is filled that the found member descriptor stands for.
    pub filled: bool,
    /// Whether the found descriptor has what the access needs: a property its setter, anything else its `__set__`.
    pub able: bool,
    /// The class whose `__getattr__` is asked where nothing is found.
    pub fallback: Option<TypeId>,
}

impl Machine {
    /// Whether accesses go the way of object.__getattribute__ or type.__getattribute__: modules, proxies, super objects
    /// and methods have ways of their own, and functions make their dict when it is asked for.
    pub fn looks_in_steps(&mut self, obj: &Value) -> bool {
        let ty = obj.ty();
        // A `__getattr__` that is not the program's may stand for a tp_getattro: GenericAlias, UnionType.
        let fallback = self.lookup_where(ty, sym::GETATTR);
        if fallback.is_some_and(|(owner, _)| !self.is_program_class(owner)) {
            return false;
        }
        match obj.kind {
            Kind::Module(..)
            | Kind::Super(_)
            | Kind::Method(_)
            | Kind::Function(_)
            | Kind::Native(_) => false,
            Kind::WeakRef(_) => ty != tid::WEAKPROXY && ty != tid::WEAKCALLABLEPROXY,
            _ => true,
        }
    }

    /// What an access to this attribute comes upon; `hook` is the special method that may stand in its way.
    pub fn looking(&mut self, obj: &Value, name: Sym, hook: Sym) -> Looking {
        let ty = obj.ty();
        let overridden = self.overrides(ty, hook);
        let owner = self.lookup_where(ty, hook).map(|(owner, _)| owner);
        let class = Self::as_type(obj);
        let in_type = self.search(ty, name);
        let found = in_type.found.as_ref().map(|(found, _)| found);
        Looking {
            hook: owner.filter(|_| overridden),
            immutable: hook != sym::GETATTRIBUTE
                && class.is_some_and(|class| !self.ty(class).layout.heap),
            filled: found.is_some_and(|found| is_filled(obj, found)),
            able: found.is_none_or(|found| self.is_able(found, hook)),
            in_class: class.map(|class| self.search(class, name)),
            own: self.own_place(obj),
            has: match class {
                Some(class) => self.ty(class).dict.contains_key(&name),
                None => self.own_attribute(obj, name).is_some(),
            },
            fallback: self.lookup_where(ty, sym::GETATTR).map(|(owner, _)| owner),
            in_type,
        }
    }

    fn own_place(&self, obj: &Value) -> Own {
        if !self.has_instance_dict(obj) {
            return Own::NoDict;
        }
        let extra = obj.extra.borrow();
        let Some(extra) = extra.as_ref() else {
            return Own::NotMade;
        };
        match extra.values.inline() {
            Some(values) if values.valid() => Own::Inline,
            _ if extra.materialised => Own::Dict,
            _ if extra.values.separate_capacity().is_some() => Own::Values,
            _ => Own::NotMade,
        }
    }

    /// Whether a descriptor has the part that this special method of the object would ask.
    fn is_able(&mut self, found: &Value, hook: Sym) -> bool {
        let part = match hook {
            sym::SETATTR => sym::SET,
            sym::DELATTR => sym::DELETE,
            _ => sym::GET,
        };
        match &found.kind {
            Kind::Property(property)
                if found.ty() == tid::PROPERTY || !self.overrides(found.ty(), part) =>
            {
                let property = property.borrow();
                let function = match part {
                    sym::SET => &property.set,
                    sym::DELETE => &property.del,
                    _ => &property.get,
                };
                function.is_some()
            }
            Kind::GetSet(getset) => part == sym::GET || getset.set.is_some(),
            Kind::Member(_) => true,
            _ => self.has(found.ty(), part),
        }
    }

    fn search(&mut self, ty: TypeId, name: Sym) -> Search {
        let hit = self.lookup_where(ty, name);
        let mro = self.ty(ty).mro.clone();
        let until = hit
            .as_ref()
            .and_then(|(owner, _)| mro.iter().position(|id| id == owner));
        let asked = match until {
            Some(at) => mro[..=at].to_vec(),
            None => mro,
        };
        let found = hit.map(|(_, value)| {
            let role = match self.descriptor_role(&value) {
                Descriptor::No => Found::Plain,
                Descriptor::NonData => Found::NonData,
                Descriptor::Data(true) => Found::Data,
                Descriptor::Data(false) => Found::NoGet,
            };
            (value, role)
        });
        Search { asked, found }
    }

    /// Runs more code in the program's namespace when the program has ended.
    pub fn run_more(&mut self, code: &Rc<Code>, text: &str) -> Res<()> {
        let file = Rc::new(super::code::File {
            name: Rc::from("<access>"),
            lines: Lines::new(text),
            program: true,
        });
        let linked = self.link(code, &file);
        let globals = match self.globals() {
            Some(globals) => globals,
            None => self.new_dict(),
        };
        self.run_module(&linked, &globals)
    }

    /// The slot that a member descriptor stands for: bytes from the object pointer, and the class that has it.
    pub fn member(value: &Value) -> Option<(i64, TypeId)> {
        match &value.kind {
            Kind::Member(member) => Some((member.offset, member.owner)),
            _ => None,
        }
    }
}

/// Whether the word is set that a member descriptor stands for.
pub(super) fn is_filled(obj: &Value, found: &Value) -> bool {
    let Kind::Member(member) = &found.kind else {
        return false;
    };
    let extra = obj.extra.borrow();
    let slots = extra.as_ref().map(|extra| &extra.slots);
    slots.is_some_and(|slots| slots.get(member.index).is_some_and(Option::is_some))
}
