//! What an attribute access comes upon, class by class: looked at without doing it. The order is that of
//! Objects/object.c, _PyObject_GenericGetAttrWithDict, and for classes of Objects/typeobject.c, type_getattro.

use super::attr::Descriptor;
use super::object::{Kind, Value};
use super::symbol::{Sym, sym};
use super::types::TypeId;
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
    /// It has `__set__` or `__delete__`: it comes before what the instance has.
    Data,
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
    /// It can have none.
    NoDict,
    /// Among its values, which are kept without a dict.
    Values(bool),
    /// In its `__dict__`.
    Dict(bool),
}

/// What an access comes upon.
pub struct Looking {
    /// The class of the program whose `__getattribute__`, `__setattr__` or `__delattr__` is asked instead.
    pub hook: Option<TypeId>,
    /// The search along the MRO of the object's type.
    pub in_type: Search,
    /// Of a class: the search along its own MRO.
    pub in_class: Option<Search>,
    /// Of anything else: what it has itself.
    pub own: Own,
    /// Whether the slot is filled that the found member descriptor stands for.
    pub filled: bool,
    /// The class whose `__getattr__` is asked where nothing is found.
    pub fallback: Option<TypeId>,
}

impl Machine {
    /// What an access to this attribute comes upon; `hook` is the special method that may stand in its way.
    pub fn looking(&mut self, obj: &Value, name: Sym, hook: Sym) -> Looking {
        let ty = obj.ty();
        let overridden = self.overrides(ty, hook);
        let owner = self.lookup_where(ty, hook).map(|(owner, _)| owner);
        let in_class = Self::as_type(obj).map(|class| self.search(class, name));
        let extra = obj.extra.borrow();
        let dict = extra.as_ref().and_then(|extra| extra.dict.clone());
        drop(extra);
        let has = self.own_attribute(obj, name).is_some();
        let own = match (self.has_instance_dict(obj), dict) {
            (false, _) => Own::NoDict,
            (true, Some(_)) => Own::Dict(has),
            (true, None) => Own::Values(has),
        };
        let in_type = self.search(ty, name);
        let filled = match &in_type.found {
            Some((found, _)) => match &found.kind {
                Kind::Member(member) => {
                    let extra = obj.extra.borrow();
                    let slots = extra.as_ref().map(|extra| &extra.slots);
                    slots.is_some_and(|slots| slots.get(member.index).is_some_and(Option::is_some))
                }
                _ => false,
            },
            None => false,
        };
        Looking {
            filled,
            hook: owner.filter(|_| overridden),
            in_type,
            in_class,
            own,
            fallback: self.lookup_where(ty, sym::GETATTR).map(|(owner, _)| owner),
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
                Descriptor::Data(_) => Found::Data,
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
