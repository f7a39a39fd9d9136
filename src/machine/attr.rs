//! Attributes: reading, writing and deleting them, as `object.__getattribute__` and its relatives do.

use super::exception::Stop;
use super::function::NativeKind;
use super::generator::After;
use super::object::{Kind, Value};
use super::symbol::{Sym, sym};
use super::types::{TypeId, tid};
use super::{Begun, Machine, Res};
use crate::cpython::messages;

/// What a class attribute does when it is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Descriptor {
    /// Nothing: it is the value.
    No,
    /// It has `__get__` only.
    NonData,
    /// It has `__set__` or `__delete__`; reading goes through `__get__` if it has one (true).
    Data(bool),
}

impl Machine {
    /// `obj.name`, waiting for the result.
    pub fn get_attr(&mut self, obj: &Value, name: Sym) -> Res {
        let base = self.depth();
        let begun = self.begin_attr(obj, name, false);
        self.complete(base, begun)
    }

    /// `obj.name`, or nothing where that raises AttributeError.
    pub fn try_attr(&mut self, obj: &Value, name: Sym) -> Res<Option<Value>> {
        let result = self.get_attr(obj, name);
        self.catch(result, tid::ATTRIBUTE_ERROR)
    }

    /// `obj.name = value`, waiting for its end.
    pub fn set_attr(&mut self, obj: &Value, name: Sym, value: Value) -> Res<()> {
        let base = self.depth();
        self.begin_set_attr(obj, name, Some(value))?;
        if self.depth() > base {
            self.complete(base, Ok(Begun::Entered)).map(drop)
        } else {
            Ok(())
        }
    }

    /// `del obj.name`, waiting for its end.
    pub fn delete_attr(&mut self, obj: &Value, name: Sym) -> Res<()> {
        let base = self.depth();
        self.begin_set_attr(obj, name, None)?;
        if self.depth() > base {
            self.complete(base, Ok(Begun::Entered)).map(drop)
        } else {
            Ok(())
        }
    }

    /// Begins `obj.name` (Objects/object.c, PyObject_GetAttr; Objects/typeobject.c, slot_tp_getattr_hook).
    /// `method`: the result is wanted as `Method` leaves it, with a null on top.
    pub(super) fn begin_attr(&mut self, obj: &Value, name: Sym, method: bool) -> Res<Begun> {
        let ty = obj.ty();
        let after = |machine: &mut Machine| {
            if method {
                After::Method(obj.clone(), name)
            } else if machine.has(ty, sym::GETATTR) {
                After::Attr(obj.clone(), name)
            } else {
                After::Push
            }
        };
        let result = if self.overrides(ty, sym::GETATTRIBUTE) {
            let Some(hook) = self.lookup(ty, sym::GETATTRIBUTE) else {
                return self.no_attribute(obj, name);
            };
            let name_value = self.symbols.value(name).clone();
            self.watch_hook(ty);
            let after = after(self);
            self.begin_call_bound(&hook, obj, vec![name_value], after)
        } else {
            let after = after(self);
            self.begin_default_attr(obj, name, after)
        };
        match result {
            Err(Stop::Raise(error)) if self.falls_back(obj, &error) => {
                let after = if method {
                    After::Method(obj.clone(), name)
                } else {
                    After::Push
                };
                self.begin_getattr_hook(obj, name, after)
            }
            other => other,
        }
    }

    /// The attribute that an ordinary instance has itself or in a slot: most accesses find one, and no hook is asked.
    #[inline]
    pub(super) fn plain_attr(&mut self, obj: &Value, name: Sym) -> Option<Value> {
        let ty = obj.ty();
        if !matches!(obj.kind, Kind::Plain) || self.overrides(ty, sym::GETATTRIBUTE) {
            return None;
        }
        match self.find(ty, name) {
            None => self.own_attribute(obj, name),
            Some((owner, found)) => match &found.kind {
                Kind::Member(member) if member.owner == owner => obj
                    .extra
                    .borrow()
                    .as_ref()?
                    .slots
                    .get(member.index)?
                    .clone(),
                _ => None,
            },
        }
    }

    /// What `object.__getattribute__` and those of the builtin types do, without `__getattr__`.
    pub(super) fn begin_default_attr(
        &mut self,
        obj: &Value,
        name: Sym,
        after: After,
    ) -> Res<Begun> {
        match &obj.kind {
            Kind::Type(ty) => self.begin_type_attr(obj, *ty, name, after),
            Kind::Super(_) => self.super_attr(obj, name, after),
            Kind::Module(..) => self.module_attr(obj, name).map(Begun::Done),
            Kind::WeakRef(_)
                if obj.ty() == tid::WEAKPROXY || obj.ty() == tid::WEAKCALLABLEPROXY =>
            {
                let target = self.proxy_target(obj)?;
                self.get_attr(&target, name).map(Begun::Done)
            }
            _ => self.begin_generic_attr(obj, name, after),
        }
    }

    /// Objects/object.c, _PyObject_GenericGetAttrWithDict.
    fn begin_generic_attr(&mut self, obj: &Value, name: Sym, after: After) -> Res<Begun> {
        let ty = obj.ty();
        let found = self.lookup(ty, name);
        let role = match &found {
            Some(found) => self.descriptor_role(found),
            None => Descriptor::No,
        };
        if let (Some(found), Descriptor::Data(true)) = (&found, role) {
            return self.begin_bind(found, Some(obj), ty, after);
        }
        if let Some(value) = self.own_attribute(obj, name) {
            return Ok(Begun::Done(value));
        }
        self.replace_lost_values(obj);
        match (found, role) {
            (Some(found), Descriptor::NonData) => self.begin_bind(&found, Some(obj), ty, after),
            (Some(found), _) => Ok(Begun::Done(found)),
            (None, _) => {
                if let Kind::Method(method) = &obj.kind {
                    // Objects/classobject.c, method_getattro: what a method lacks its function may have.
                    let func = method.func.clone();
                    return self.get_attr(&func, name).map(Begun::Done);
                }
                self.no_attribute(obj, name)
            }
        }
    }

    /// Objects/typeobject.c, type_getattro.
    fn begin_type_attr(&mut self, obj: &Value, ty: TypeId, name: Sym, after: After) -> Res<Begun> {
        let meta = obj.ty();
        let found = self.lookup(meta, name);
        let role = match &found {
            Some(found) => self.descriptor_role(found),
            None => Descriptor::No,
        };
        if let (Some(found), Descriptor::Data(true)) = (&found, role) {
            return self.begin_bind(found, Some(obj), meta, after);
        }
        if let Some(value) = self.lookup(ty, name) {
            return match self.descriptor_role(&value) {
                Descriptor::NonData | Descriptor::Data(true) => {
                    self.begin_bind(&value, None, ty, after)
                }
                _ => Ok(Begun::Done(value)),
            };
        }
        match (found, role) {
            (Some(found), Descriptor::NonData) => self.begin_bind(&found, Some(obj), meta, after),
            (Some(found), _) => Ok(Begun::Done(found)),
            (None, _) => {
                let text = self.symbols.text(name).to_string();
                self.refuse_known(ty, &text)?;
                self.refuse_known(meta, &text)?;
                let raised = messages::no_type_attribute(self.build, &self.error_name(ty), &text);
                self.raised_about(raised, obj, name)
            }
        }
    }

    /// Objects/typeobject.c, super_getattro: the MRO of the object's type behind the class.
    fn super_attr(&mut self, obj: &Value, name: Sym, after: After) -> Res<Begun> {
        let Kind::Super(state) = &obj.kind else {
            return self.no_attribute(obj, name);
        };
        let state = state.borrow().clone();
        if let Some((ty, Some(this), start)) = state
            && name != sym::CLASS
            && let Some(found) = self.lookup_after(start, ty, name)
        {
            let this_is_class = Self::as_type(&this) == Some(start);
            let this = if this_is_class { None } else { Some(&this) };
            return match self.descriptor_role(&found) {
                Descriptor::No | Descriptor::Data(false) => Ok(Begun::Done(found)),
                _ => self.begin_bind(&found, this, start, after),
            };
        }
        self.begin_generic_attr(obj, name, after)
    }

    /// What a class attribute does: has its type `__get__`, `__set__`, `__delete__`?
    pub(super) fn descriptor_role(&mut self, found: &Value) -> Descriptor {
        match &found.kind {
            Kind::Function(_) | Kind::StaticMethod(_) | Kind::ClassMethod(_) => {
                return Descriptor::NonData;
            }
            Kind::Native(native) => {
                let bound = native.this.is_some()
                    || matches!(native.def.kind, NativeKind::Function | NativeKind::New);
                return if bound {
                    Descriptor::No
                } else {
                    Descriptor::NonData
                };
            }
            Kind::Property(_) | Kind::Member(_) | Kind::GetSet(_) => return Descriptor::Data(true),
            Kind::Int(_) | Kind::Str(_) | Kind::Float(_) | Kind::Type(_) => return Descriptor::No,
            _ => {}
        }
        let ty = found.ty();
        let get = self.has(ty, sym::GET);
        let data = self.has(ty, sym::SET) || self.has(ty, sym::DELETE);
        match (get, data) {
            (_, true) => Descriptor::Data(get),
            (true, false) => Descriptor::NonData,
            (false, false) => Descriptor::No,
        }
    }

    /// `d.__get__(obj, ty)`, waiting for the result.
    pub(super) fn bind(&mut self, found: &Value, obj: Option<&Value>, ty: TypeId) -> Res {
        let base = self.depth();
        let begun = self.begin_bind(found, obj, ty, After::Push);
        self.complete(base, begun)
    }

    /// Begins `d.__get__(obj, ty)`; what is no descriptor is the value itself.
    pub(super) fn begin_bind(
        &mut self,
        found: &Value,
        obj: Option<&Value>,
        ty: TypeId,
        after: After,
    ) -> Res<Begun> {
        match &found.kind {
            Kind::Function(_) => Ok(Begun::Done(match obj {
                Some(obj) => self.bound(found, obj),
                None => found.clone(),
            })),
            Kind::Native(native) => Ok(Begun::Done(self.bind_native(found, native, obj, ty))),
            Kind::StaticMethod(inner) => Ok(Begun::Done(inner.borrow().clone())),
            Kind::ClassMethod(inner) if !self.overrides(found.ty(), sym::GET) => {
                let class = self.ty(ty).object.clone();
                let inner = inner.borrow().clone();
                // 3.9 to 3.12 bind what is inside first; a plain function becomes a method either way.
                if matches!(inner.kind, Kind::Function(_) | Kind::Native(_))
                    || self.build.at_least(13)
                {
                    return Ok(Begun::Done(self.bound(&inner, &class)));
                }
                self.begin_bind(&inner, Some(&class), class.ty(), after)
            }
            Kind::Property(property)
                if found.ty() == tid::PROPERTY || !self.overrides(found.ty(), sym::GET) =>
            {
                let Some(obj) = obj else {
                    return Ok(Begun::Done(found.clone()));
                };
                let get = property.borrow().get.clone();
                match get {
                    Some(get) => self.begin_call(&get, vec![obj.clone()], Vec::new(), after),
                    None => self.property_error(found, obj, messages::Access::Get),
                }
            }
            Kind::Member(member) => match obj {
                Some(obj) => self.read_slot(obj, member).map(Begun::Done),
                None => Ok(Begun::Done(found.clone())),
            },
            Kind::GetSet(getset) => match obj {
                Some(obj) => {
                    self.check_descriptor(getset.owner, getset.name, obj)?;
                    (getset.get)(self, obj).map(Begun::Done)
                }
                None => Ok(Begun::Done(found.clone())),
            },
            _ => {
                let Some(get) = self.lookup(found.ty(), sym::GET) else {
                    return Ok(Begun::Done(found.clone()));
                };
                let obj = obj.cloned().unwrap_or_else(|| self.none());
                let class = self.ty(ty).object.clone();
                self.begin_call_bound(&get, found, vec![obj, class], after)
            }
        }
    }

    /// Whether AttributeError leads to `__getattr__`.
    pub(super) fn falls_back(&mut self, obj: &Value, error: &Value) -> bool {
        self.is_instance(error, tid::ATTRIBUTE_ERROR) && self.has(obj.ty(), sym::GETATTR)
    }

    /// Begins `type(obj).__getattr__(obj, name)`.
    pub(super) fn begin_getattr_hook(
        &mut self,
        obj: &Value,
        name: Sym,
        after: After,
    ) -> Res<Begun> {
        let Some(hook) = self.lookup(obj.ty(), sym::GETATTR) else {
            return self.no_attribute(obj, name);
        };
        let name = self.symbols.value(name).clone();
        // The hook's own AttributeError is final: the result goes where it is wanted without another fall-back.
        let after = match after {
            After::Method(..) => After::HookedMethod,
            other => other,
        };
        self.counted(&[], |machine| {
            machine.begin_call_bound(&hook, obj, vec![name], after)
        })
    }

    /// `Method`: a plain method is pushed with its object, anything else with a null.
    pub(super) fn begin_method(&mut self, obj: &Value, name: Sym) -> Res<()> {
        let ty = obj.ty();
        let plain = !matches!(
            obj.kind,
            Kind::Type(_) | Kind::Super(_) | Kind::Module(..) | Kind::WeakRef(_) | Kind::Method(_)
        );
        if plain
            && !self.overrides(ty, sym::GETATTRIBUTE)
            && let Some(found) = self.lookup(ty, name)
        {
            let method = match &found.kind {
                Kind::Function(_) => true,
                // Objects/object.c, _PyObject_GetMethod: beside a `__getattr__` it is bound first, which its errors show.
                Kind::Native(native) => {
                    native.this.is_none()
                        && matches!(native.def.kind, NativeKind::Method | NativeKind::Wrapper)
                        && !self.has(ty, sym::GETATTR)
                }
                _ => false,
            };
            if method && self.own_attribute(obj, name).is_none() {
                self.push(found);
                self.push(obj.clone());
                return Ok(());
            }
        }
        if let Begun::Done(value) = self.begin_attr(obj, name, true)? {
            self.push(value);
            self.push(self.null.clone());
        }
        Ok(())
    }

    /// The error for an attribute that is not there; what the machine lacks is not said to be missing.
    pub(super) fn no_attribute<T>(&mut self, obj: &Value, name: Sym) -> Res<T> {
        let text = self.symbols.text(name).to_string();
        self.refuse_known(obj.ty(), &text)?;
        let raised = messages::no_attribute(self.build, &self.error_name(obj.ty()), &text);
        self.raised_about(raised, obj, name)
    }

    /// Problem instead of a false answer where a builtin type of the MRO really has the name.
    pub(super) fn refuse_known(&self, ty: TypeId, name: &str) -> Res<()> {
        for &id in &self.ty(ty).mro {
            let class = self.ty(id);
            if !class.layout.heap
                && crate::cpython::members::member_known(self.build, class.tp_name(), name)
                && !self.has_own(id, name)
            {
                return self.unsupported(format!("{}.{name}", class.name));
            }
        }
        Ok(())
    }

    fn has_own(&self, ty: TypeId, name: &str) -> bool {
        self.symbols
            .find(name)
            .is_some_and(|sym| self.ty(ty).dict.contains_key(&sym))
    }
}
