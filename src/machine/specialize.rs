//! Which facts an attribute access meets when it runs: what the adaptive interpreter decides by.

use super::Machine;
use super::attr::Descriptor;
use super::dict::Dict;
use super::function::{Function, NativeKind};
use super::object::{Kind, Value};
use super::sites::Sites;
use super::symbol::{Sym, sym};
use super::types::{TypeId, tid};
use crate::cpython::dicts::Place;
use crate::cpython::keys::KeysRef;
use crate::cpython::members::member_known;
use crate::cpython::specialize::{
    Access, Attribute, Facts, Getter, Instance, InstanceDict, Owner, Params, Reading, Tag,
    module_getattr,
};
use std::rc::Rc;

impl Machine {
    /// What there is to know of an access that is about to run; an error says what the machine does not know.
    pub(super) fn facts(
        &mut self,
        sites: &mut Sites,
        obj: &Value,
        name: Sym,
        access: Access,
    ) -> Result<Facts, &'static str> {
        let ty = obj.ty();
        let mut facts = Facts {
            owner: Owner::Super,
            version: sites.version(self.build, ty)?,
            meta_version: (0, 0),
            keys_version: (0, 0),
        };
        if matches!(access, Access::Super | Access::SuperMethod) {
            return Ok(facts);
        }
        facts.owner = match &obj.kind {
            Kind::Module(module, dict) => {
                facts.keys_version = self.dict_version(dict);
                let hook = self.dict_get_sym(dict, sym::GETATTR).is_some()
                    || module_getattr(self.build, module);
                Owner::Module {
                    exact: ty == tid::MODULE,
                    unicode: self.dict_of(dict).borrow().table.is_unicode(),
                    hook,
                    found: self.dict_get_sym(dict, name).is_some(),
                }
            }
            Kind::Type(class) => {
                facts.meta_version = facts.version;
                facts.version = sites.version(self.build, *class)?;
                Owner::Class {
                    meta: self.attribute(ty, name, obj)?,
                    own: self.attribute(*class, name, obj)?,
                    plain_type: ty == tid::TYPE,
                    plain_reading: !self.overrides(ty, sym::GETATTRIBUTE)
                        && self.lookup(ty, sym::GETATTR).is_none(),
                    reading: self.reading(sites, *class),
                }
            }
            _ => {
                facts.keys_version = self.ty(ty).shared_keys.as_ref().map_or((0, 0), keys_tag);
                Owner::Instance(self.instance_facts(sites, obj, name)?)
            }
        };
        Ok(facts)
    }

    fn instance_facts(
        &mut self,
        sites: &Sites,
        obj: &Value,
        name: Sym,
    ) -> Result<Instance, &'static str> {
        let ty = obj.ty();
        self.check_ours(ty)?;
        let found = self.attribute(ty, name, obj)?;
        let reading = self.reading(sites, ty);
        let plain_storing = !self.overrides(ty, sym::SETATTR)
            && !self.overrides(ty, sym::DELATTR)
            && !matches!(ty, tid::WEAKPROXY | tid::WEAKCALLABLEPROXY);
        let class = self.ty(ty);
        let layout = &class.layout;
        let in_keys = class
            .shared_keys
            .as_ref()
            .is_some_and(|keys| keys.borrow().names().contains(&name));
        let has_value = self.own_attribute(obj, name).is_some();
        let extra = obj.extra.borrow();
        let values = extra.as_ref().is_some_and(|extra| {
            let inline = extra.values.inline().is_some_and(|values| values.valid());
            inline || extra.values.separate_capacity().is_some()
        });
        let materialised = extra.as_ref().is_some_and(|extra| extra.materialised);
        let dict = extra.as_ref().and_then(|extra| extra.dict.as_ref());
        let dict = dict.filter(|_| materialised).map(|dict| {
            let cell = self.dict_of(dict).borrow();
            let shared = cell.table.shared_keys();
            InstanceDict {
                exact: dict.ty() == tid::DICT,
                split: shared.is_some(),
                index: match shared {
                    Some(keys) => keys.borrow().names().iter().position(|key| *key == name),
                    None => self.entry_of(&cell, name),
                },
                keys_version: match shared {
                    Some(keys) => keys_tag(keys),
                    None => self.dict_version(dict),
                },
            }
        });
        Ok(Instance {
            found,
            reading,
            plain_storing,
            managed_dict: layout.managed_dict,
            inline_values: layout.inline_values,
            dictoffset: layout.dictoffset,
            values,
            has_value,
            in_keys,
            dict,
        })
    }

    /// Classes of these modules are written in Python here, and in C in CPython.
    fn check_ours(&self, ty: TypeId) -> Result<(), &'static str> {
        const NATIVE: [&str; 10] = [
            "_io",
            "_pickle",
            "_thread",
            "collections",
            "functools",
            "io",
            "itertools",
            "operator",
            "types",
            "typing",
        ];
        for &class in &self.ty(ty).mro {
            let class = self.ty(class);
            if class.layout.heap
                && let Some(Kind::Str(module)) = class.dict.get(&sym::MODULE).map(|m| &m.kind)
                && NATIVE.contains(&module.as_str())
            {
                return Err("a class of the library that may be written in C");
            }
        }
        Ok(())
    }

    /// How instances of a class read attributes (`tp_getattro`).
    fn reading(&mut self, sites: &Sites, ty: TypeId) -> Reading {
        let hook = self.lookup(ty, sym::GETATTR).is_some();
        if self.overrides(ty, sym::GETATTRIBUTE) {
            // Objects/typeobject.c, slot_tp_getattr_hook: up to 3.13 it is replaced when it has found no `__getattr__` once.
            let known = self.build.at_least(14) || sites.asked.contains(&ty);
            return match self.lookup(ty, sym::GETATTRIBUTE).map(|f| params_of(&f)) {
                Some(Some(params)) if !hook && known => Reading::Getattribute(params),
                _ => Reading::Own,
            };
        }
        if hook {
            // Up to 3.13 many builtin types have a `__getattribute__` of their own, which counts as another one.
            let own = self.ty(ty).mro.iter().any(|&base| {
                let class = self.ty(base);
                !class.layout.heap
                    && base != tid::OBJECT
                    && member_known(self.build, class.tp_name(), "__getattribute__")
            });
            return if own { Reading::Own } else { Reading::Hook };
        }
        let own = [
            tid::TYPE,
            tid::SUPER,
            tid::MODULE,
            tid::METHOD,
            tid::WEAKPROXY,
            tid::WEAKCALLABLEPROXY,
        ];
        if own.iter().any(|&own| self.is_subtype(ty, own)) {
            Reading::Own
        } else {
            Reading::Generic
        }
    }

    /// classify_descriptor (3.14+), before that the second half of analyze_descriptor.
    fn attribute(&mut self, ty: TypeId, name: Sym, obj: &Value) -> Result<Attribute, &'static str> {
        let Some((owner, found)) = self.lookup_where(ty, name) else {
            return Ok(Attribute::Absent);
        };
        if name == sym::CLASS && owner == tid::OBJECT {
            return Ok(Attribute::DunderClass);
        }
        let kind = found.ty();
        self.check_ours(kind)?;
        if self.ty(kind).layout.heap {
            let role = self.descriptor_role(&found);
            let own_member = Self::as_type(obj) == Some(kind) && role == Descriptor::No;
            return Ok(Attribute::Mutable { own_member });
        }
        Ok(match &found.kind {
            Kind::Member(member) => {
                let extra = obj.extra.borrow();
                let words = extra.as_ref().map(|extra| &extra.slots);
                Attribute::ObjectSlot {
                    fits: self.is_instance(obj, member.owner),
                    filled: words
                        .is_some_and(|words| words.get(member.index).is_some_and(Option::is_some)),
                }
            }
            Kind::GetSet(getset) if getset.member => Attribute::Member,
            Kind::GetSet(_) => Attribute::Overriding,
            Kind::Property(property) => {
                let get = property.borrow().get.clone();
                Attribute::Property(match get {
                    None => Getter::Missing,
                    Some(get) => match params_of(&get) {
                        Some(params) => Getter::Function(params),
                        None => Getter::Other,
                    },
                })
            }
            Kind::Function(_) => Attribute::Method,
            Kind::Native(native) if native.this.is_none() => match native.def.kind {
                NativeKind::Method | NativeKind::Wrapper => Attribute::Method,
                NativeKind::ClassMethod => Attribute::BuiltinClassMethod,
                // METH_STATIC: the namespace of a builtin type holds a `staticmethod` (`str.maketrans`).
                NativeKind::Function if !self.ty(owner).layout.heap => Attribute::NonOverriding,
                NativeKind::Function | NativeKind::New => Attribute::NonDescriptor,
            },
            Kind::Native(_) => Attribute::NonDescriptor,
            Kind::StaticMethod(_) => Attribute::NonOverriding,
            Kind::ClassMethod(_) => Attribute::PythonClassMethod,
            _ => match self.descriptor_role(&found) {
                Descriptor::No => Attribute::NonDescriptor,
                Descriptor::NonData => Attribute::NonOverriding,
                Descriptor::Data(_) => Attribute::Overriding,
            },
        })
    }

    /// Where among the entries of a table of its own a dict has a name.
    fn entry_of(&self, dict: &Dict, name: Sym) -> Option<usize> {
        let Kind::Str(text) = &self.symbols.value(name).kind else {
            return None;
        };
        let rank = dict.rank(dict.find_str(text, Some(name))?);
        let places = dict.table.places()?;
        let used = places
            .iter()
            .enumerate()
            .filter(|(_, place)| **place == Place::Used);
        used.map(|(index, _)| index).nth(rank)
    }

    fn dict_version(&self, dict: &Value) -> Tag {
        (dict.key() as u64, self.dict_of(dict).borrow().changes)
    }
}

/// The version of a class's shared keys: names are only ever added.
fn keys_tag(keys: &KeysRef<Sym>) -> Tag {
    (
        Rc::as_ptr(keys) as usize as u64,
        keys.borrow().names().len() as u64,
    )
}

fn params_of(function: &Value) -> Option<Params> {
    let Kind::Function(function) = &function.kind else {
        return None;
    };
    let function: &Function = function;
    let code = function.code.borrow();
    let params = code.code.params;
    Some(Params {
        positional: usize::from(params.positional),
        simple: !params.varargs && !params.varkw && params.keyword_only == 0,
    })
}
