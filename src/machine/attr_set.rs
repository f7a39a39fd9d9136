//! Writing and deleting attributes, slots included.

use super::attr::Descriptor;
use super::generator::After;
use super::object::{Kind, Member, Value};
use super::symbol::{Sym, sym};
use super::types::{TypeId, tid};
use super::{Begun, Machine, Res};
use crate::cpython::messages::{self, Access};

impl Machine {
    /// Begins `obj.name = value`, or `del obj.name`. Nothing is left on the stack.
    pub(super) fn begin_set_attr(
        &mut self,
        obj: &Value,
        name: Sym,
        value: Option<Value>,
    ) -> Res<()> {
        let ty = obj.ty();
        let hook = if value.is_some() {
            sym::SETATTR
        } else {
            sym::DELATTR
        };
        if self.overrides(ty, hook)
            && let Some(method) = self.lookup(ty, hook)
        {
            let mut args = vec![self.symbols.value(name).clone()];
            args.extend(value);
            self.counted(&[], |machine| {
                machine.begin_call_bound(&method, obj, args, After::Discard)
            })?;
            return Ok(());
        }
        self.begin_default_set_attr(obj, name, value)
    }

    /// What `__setattr__` and `__delattr__` of the builtin types do.
    pub(super) fn begin_default_set_attr(
        &mut self,
        obj: &Value,
        name: Sym,
        value: Option<Value>,
    ) -> Res<()> {
        match &obj.kind {
            Kind::Type(ty) => self.set_type_attr(obj, *ty, name, value),
            Kind::Module(_, dict) => {
                let dict = dict.clone();
                match value {
                    Some(value) => {
                        self.dict_set_sym(&dict, name, value);
                        Ok(())
                    }
                    None => match self.dict_remove_sym(&dict, name) {
                        Some(_) => Ok(()),
                        None => self.no_attribute(obj, name),
                    },
                }
            }
            Kind::WeakRef(_)
                if obj.ty() == tid::WEAKPROXY || obj.ty() == tid::WEAKCALLABLEPROXY =>
            {
                let target = self.proxy_target(obj)?;
                match value {
                    Some(value) => self.set_attr(&target, name, value),
                    None => self.delete_attr(&target, name),
                }
            }
            _ => self.set_generic_attr(obj, name, value),
        }
    }

    /// Objects/object.c, _PyObject_GenericSetAttrWithDict.
    fn set_generic_attr(&mut self, obj: &Value, name: Sym, value: Option<Value>) -> Res<()> {
        let ty = obj.ty();
        let found = self.lookup(ty, name);
        if let Some(found) = &found
            && let Descriptor::Data(_) = self.descriptor_role(found)
        {
            return self.begin_descriptor_set(found, obj, value);
        }
        if self.has_instance_dict(obj) {
            return match value {
                Some(value) => {
                    // Up to 3.10 the shared keys of a sole instance grow without bound, and are searched.
                    let names = match &self.ty(ty).shared_keys {
                        Some(keys) => keys.borrow().names().len(),
                        None => 0,
                    };
                    self.work(names / 32)?;
                    self.store_attr(obj, name, value);
                    Ok(())
                }
                None => {
                    if self.remove_attr(obj, name) {
                        return Ok(());
                    }
                    // What has neither shared keys nor inline values gets its dict for that, too.
                    if matches!(obj.kind, Kind::Exception(_)) {
                        self.raw_dict(obj);
                    }
                    let class = self.error_name(ty);
                    let inline = self.ty(ty).layout.inline_values;
                    let raised = messages::delete_missing(
                        self.build,
                        &class,
                        self.symbols.text(name),
                        inline,
                    );
                    self.raised_about(raised, obj, name)
                }
            };
        }
        let class = self.error_name(ty);
        let text = self.symbols.text(name).to_string();
        if found.is_some() {
            let raised = messages::read_only(self.build, &class, &text);
            return self.raised(raised);
        }
        self.refuse_known(ty, &text)?;
        let generic = !self.overrides(ty, sym::SETATTR) && !self.overrides(ty, sym::DELATTR);
        let raised = messages::set_unknown(self.build, &class, &text, generic);
        self.raised_about(raised, obj, name)
    }

    /// `d.__set__(obj, value)` or `d.__delete__(obj)`.
    pub(super) fn begin_descriptor_set(
        &mut self,
        found: &Value,
        obj: &Value,
        value: Option<Value>,
    ) -> Res<()> {
        let hook = if value.is_some() {
            sym::SET
        } else {
            sym::DELETE
        };
        match &found.kind {
            Kind::Property(property)
                if found.ty() == tid::PROPERTY || !self.overrides(found.ty(), hook) =>
            {
                let (part, which) = match value {
                    Some(_) => (property.borrow().set.clone(), Access::Set),
                    None => (property.borrow().del.clone(), Access::Delete),
                };
                let Some(part) = part else {
                    return self.property_error(found, obj, which);
                };
                let mut args = vec![obj.clone()];
                args.extend(value);
                self.begin_call(&part, args, Vec::new(), After::Discard)?;
                Ok(())
            }
            Kind::Member(member) => self.write_slot(obj, member, value),
            Kind::GetSet(getset) => {
                self.check_descriptor(getset.owner, getset.name, obj)?;
                match getset.set {
                    Some(set) => set(self, obj, value.as_ref()),
                    None => {
                        let owner = self.ty(getset.owner).tp_name().to_string();
                        let name = self.symbols.text(getset.name).to_string();
                        let raised = if getset.member {
                            messages::type_member_not_writable(self.build, &name)
                        } else {
                            messages::not_writable(self.build, &owner, &name)
                        };
                        self.raised(raised)
                    }
                }
            }
            _ => match self.lookup(found.ty(), hook) {
                Some(method) => {
                    let mut args = vec![obj.clone()];
                    args.extend(value);
                    self.begin_call_bound(&method, found, args, After::Discard)?;
                    Ok(())
                }
                // Objects/typeobject.c, slot_tp_descr_set: the missing half is looked up and not found.
                None => {
                    let text = self.symbols.text(hook).to_string();
                    self.attribute_error(text, None)
                }
            },
        }
    }

    /// Objects/typeobject.c, type_setattro.
    #[inline(never)]
    fn set_type_attr(
        &mut self,
        obj: &Value,
        ty: TypeId,
        name: Sym,
        value: Option<Value>,
    ) -> Res<()> {
        let text = self.symbols.text(name).to_string();
        if !self.ty(ty).layout.heap {
            let raised = messages::immutable_type(self.build, self.ty(ty).tp_name(), &text);
            return self.raised(raised);
        }
        let meta = obj.ty();
        if let Some(found) = self.lookup(meta, name)
            && let Descriptor::Data(_) = self.descriptor_role(&found)
        {
            return self.begin_descriptor_set(&found, obj, value);
        }
        match value {
            Some(value) => self.type_set(ty, name, value),
            None => {
                if self.ty_mut(ty).dict.shift_remove(&name).is_none() {
                    let raised =
                        messages::delete_missing_from_type(self.build, &self.error_name(ty), &text);
                    return self.raised_about(raised, obj, name);
                }
                self.types_changed(ty);
            }
        }
        Ok(())
    }

    /// A member descriptor's word (Python/structmember.c, T_OBJECT_EX).
    pub(super) fn read_slot(&mut self, obj: &Value, member: &Member) -> Res {
        self.check_descriptor(member.owner, member.name, obj)?;
        let value = obj
            .extra
            .borrow()
            .as_ref()
            .and_then(|extra| extra.slots.get(member.index).cloned().flatten());
        match value {
            Some(value) => Ok(value),
            // isinstance() and format() fall back on the type then.
            None if member.name == sym::CLASS => {
                self.unsupported("a slot named __class__ that is not set")
            }
            None => {
                let class = self.error_name(obj.ty());
                let full = self.type_full_name(obj.ty())?;
                let raised =
                    messages::unset_slot(self.build, &class, &full, self.symbols.text(member.name));
                self.raised_about(raised, obj, member.name)
            }
        }
    }

    fn write_slot(&mut self, obj: &Value, member: &Member, value: Option<Value>) -> Res<()> {
        self.check_descriptor(member.owner, member.name, obj)?;
        let deleting = value.is_none();
        let old = match obj
            .extra
            .borrow_mut()
            .as_mut()
            .and_then(|extra| extra.slots.get_mut(member.index))
        {
            Some(word) => std::mem::replace(word, value),
            None => None,
        };
        if deleting && old.is_none() {
            let text = self.symbols.text(member.name).to_string();
            return self.attribute_error(text, None);
        }
        Ok(())
    }

    /// Objects/descrobject.c, descr_check: a descriptor is for instances of its class.
    pub(super) fn check_descriptor(&mut self, owner: TypeId, name: Sym, obj: &Value) -> Res<()> {
        if self.is_instance(obj, owner) {
            return Ok(());
        }
        let raised = messages::descriptor_refuses(
            self.symbols.text(name),
            &self.error_name(owner),
            &self.error_name(obj.ty()),
        );
        self.raised(raised)
    }

    /// Objects/descrobject.c, property_descr_get and property_descr_set.
    pub(super) fn property_error<T>(&mut self, found: &Value, obj: &Value, part: Access) -> Res<T> {
        let Kind::Property(property) = &found.kind else {
            return self.unsupported("a property without parts");
        };
        let property = property.borrow().clone();
        let name = match &property.name {
            Some(name) => Some(self.str_of(name)?),
            None => None,
        };
        let getter = match &property.get {
            Some(get) if name.is_none() => match self.try_attr(get, sym::NAME)? {
                Some(name) => Some(self.str_of(&name)?),
                None => None,
            },
            _ => None,
        };
        let qualname = self.type_qualname(obj.ty());
        let raised = messages::property_refuses(
            self.build,
            part,
            name.as_deref(),
            getter.as_deref(),
            &qualname,
        );
        self.raised(raised)
    }

    /// Raises what a rule of `cpython/` says; the error carries the name and the object if the rule says so.
    pub(super) fn raised_about<T>(
        &mut self,
        raised: crate::cpython::Raised,
        obj: &Value,
        name: Sym,
    ) -> Res<T> {
        let named = raised.names.then_some((obj, name));
        self.attribute_error(raised.text, named)
    }

    /// A class as newer errors print it (`%T`, and slot errors of 3.13): `module.qualname`, unless the module is `__main__` or `builtins`.
    pub(super) fn type_full_name(&mut self, ty: super::TypeId) -> Res<String> {
        let qualname = self.type_qualname(ty);
        Ok(match self.type_module(ty)? {
            Some(module) if module != "__main__" && module != "builtins" => {
                format!("{module}.{qualname}")
            }
            _ => qualname,
        })
    }

    /// What Python/getargs.c calls an argument of the wrong type: by its type's name, but None by its own.
    pub(super) fn argument_name(&self, value: &Value) -> String {
        match self.is_none(value) {
            true => "None".to_owned(),
            false => self.error_name(value.ty()),
        }
    }

    /// The name of a class as attribute errors print it: `tp_name`.
    pub(super) fn error_name(&self, ty: TypeId) -> String {
        self.ty(ty).tp_name().to_string()
    }

    pub(super) fn complete_discard(&mut self, base: usize) -> Res<()> {
        if self.depth() > base {
            self.complete(base, Ok(Begun::Entered)).map(drop)
        } else {
            Ok(())
        }
    }
}
