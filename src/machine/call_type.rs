//! Calling a class: `__new__`, then `__init__`.

use super::call::Keywords;
use super::function::Args;
use super::generator::{After, CallArgs};
use super::object::{Kind, Value};
use super::symbol::sym;
use super::types::{TypeId, tid};
use super::{Begun, Machine, Res};
use crate::cpython::messages;

impl Machine {
    /// `type(x)`, `Class(…)` (Objects/typeobject.c, type_call).
    pub(super) fn begin_type_call(
        &mut self,
        ty: TypeId,
        pos: Vec<Value>,
        kw: Keywords,
        after: After,
    ) -> Res<Begun> {
        if ty == tid::TYPE && pos.len() != 3 {
            if kw.is_empty() && pos.len() == 1 {
                let value = pos[0].ty_value(self);
                return self.done(value, after);
            }
            return self.refuse_type_call(pos.len());
        }
        if self.ty(ty).layout.heap {
            self.note_call(ty, &pos, &kw)?;
        } else {
            self.work(super::native::CALL_STEPS)?;
        }
        let no_instances = matches!(ty, tid::WEAKPROXY | tid::WEAKCALLABLEPROXY);
        let Some(mut found) = self.lookup_where(ty, sym::NEW).filter(|_| !no_instances) else {
            let text = format!("cannot create '{}' instances", self.ty(ty).tp_name());
            return self.type_error(text);
        };
        if self.ty(found.0).layout.heap && matches!(found.1.kind, Kind::Native(_)) {
            found = self.inherited_new(ty, found);
        }
        let (owner, new) = found;
        if let Kind::Native(native) = &new.kind {
            if owner == tid::OBJECT && matches!(after, After::Push) {
                let made = self.new_object(ty, !pos.is_empty() || !kw.is_empty())?;
                return self.begin_init(ty, made, pos, kw);
            }
            if kw.is_empty()
                && matches!(after, After::Push)
                && let [obj] = &pos[..]
                && let Some(begun) = self.begin_conversion(native.def, ty, obj)
            {
                return begun;
            }
            let mut all = pos;
            all.insert(0, self.ty(ty).object.clone());
            let made = (native.def.call)(self, &Args { pos: &all, kw: &kw })?;
            return self.begin_init_after(ty, made, all, kw, after);
        }
        let mut all = Vec::with_capacity(pos.len() + 1);
        all.push(self.ty(ty).object.clone());
        all.extend(pos.iter().cloned());
        let function = match &new.kind {
            Kind::StaticMethod(inner) => inner.borrow().clone(),
            _ => self.bind(&new, None, ty)?,
        };
        if !matches!(after, After::Push) {
            // Native code waits: do it in one go.
            let base = self.depth();
            let begun = self.begin_call(&function, all, kw.clone(), After::Push);
            let made = self.complete(base, begun)?;
            let mut all = pos;
            all.insert(0, made.clone());
            return self.begin_init_after(ty, made, all, kw, after);
        }
        self.begin_call(
            &function,
            all,
            kw.clone(),
            After::New(ty, Box::new(CallArgs { pos, kw })),
        )
    }

    /// `type_call` and, from 3.10 on, `type_vectorcall`.
    #[cold]
    fn refuse_type_call<T>(&mut self, given: usize) -> Res<T> {
        self.type_error(match given == 1 && self.build.at_least(10) {
            true => "type() takes no keyword arguments",
            false => "type() takes 1 or 3 arguments",
        })
    }

    /// A name in a class that leads to the `__new__` of a builtin type changes no tp_new: the inherited one counts.
    #[cold]
    fn inherited_new(&mut self, ty: TypeId, found: (TypeId, Value)) -> (TypeId, Value) {
        let base = self.static_base(ty);
        base.and_then(|base| self.lookup_where(base, sym::NEW))
            .unwrap_or(found)
    }

    /// The same where native code may wait for the instance. Before the arguments there is room for it.
    fn begin_init_after(
        &mut self,
        ty: TypeId,
        made: Value,
        all: Vec<Value>,
        kw: Keywords,
        after: After,
    ) -> Res<Begun> {
        if matches!(after, After::Push) {
            return self.begin_init_of(ty, made, all, kw);
        }
        let base = self.depth();
        let begun = self.begin_init_of(ty, made, all, kw);
        let value = self.complete(base, begun)?;
        self.done(value, after)
    }

    /// `__init__`, if what `__new__` made is an instance of the class.
    pub(super) fn begin_init(
        &mut self,
        ty: TypeId,
        made: Value,
        pos: Vec<Value>,
        kw: Keywords,
    ) -> Res<Begun> {
        let mut all = pos;
        all.insert(0, made.clone());
        self.begin_init_of(ty, made, all, kw)
    }

    fn begin_init_of(
        &mut self,
        ty: TypeId,
        made: Value,
        mut all: Vec<Value>,
        kw: Keywords,
    ) -> Res<Begun> {
        if !self.is_instance(&made, ty) {
            return Ok(Begun::Done(made));
        }
        let own = made.ty();
        let Some(init) = self.lookup(own, sym::INIT) else {
            return Ok(Begun::Done(made));
        };
        all[0] = made.clone();
        match &init.kind {
            Kind::Function(_) => self.begin_call(&init, all, kw, After::Init(made)),
            Kind::Native(native) => {
                (native.def.call)(self, &Args { pos: &all, kw: &kw })?;
                Ok(Begun::Done(made))
            }
            _ => {
                let bound = self.bind_special(&init, &made)?;
                all.remove(0);
                self.begin_call(&bound, all, kw, After::Init(made))
            }
        }
    }

    /// `__init__` has to return None (Objects/typeobject.c, slot_tp_init).
    pub(super) fn check_init_result(&mut self, value: &Value) -> Res<()> {
        if self.is_none(value) {
            return Ok(());
        }
        let raised = messages::init_returned(&self.error_name(value.ty()));
        self.raised(raised)
    }
}
