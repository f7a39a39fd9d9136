//! Weak references (Objects/weakrefobject.c).

use super::object::{Kind, Value, WeakRef, WeakValue};
use super::types::{TypeId, tid};
use super::{Machine, Res, Stop};
use crate::cpython::messages;
use std::cell::RefCell;

impl Machine {
    /// `ref(target, callback)` or a proxy, or TypeError where the type has no room for it.
    pub(super) fn new_weakref(
        &mut self,
        ty: TypeId,
        target: &Value,
        callback: Option<Value>,
    ) -> Res {
        if self.ty(target.ty()).layout.weakrefoffset == 0 {
            let raised = messages::weakref_refused(&self.error_name(target.ty()));
            return self.raised(raised);
        }
        if callback.is_none()
            && matches!(ty, tid::WEAKREF | tid::WEAKPROXY | tid::WEAKCALLABLEPROXY)
            && let Some(known) = self.basic_weakref(target, ty)
        {
            return Ok(known);
        }
        let state = WeakRef {
            target: target.downgrade(),
            callback,
            hash: None,
        };
        let reference = self.alloc(ty, Kind::WeakRef(Box::new(RefCell::new(state))))?;
        let mut extra = target.extra.borrow_mut();
        let extra = extra.get_or_insert_with(Default::default);
        extra.weakrefs.retain(|weak| weak.strong_count() > 0);
        // The reference without a callback stands first, newer ones behind it.
        let at = usize::from(
            matches!(&reference.kind, Kind::WeakRef(state) if state.borrow().callback.is_some())
                && !extra.weakrefs.is_empty(),
        );
        extra.weakrefs.insert(at, reference.downgrade());
        target.want_finalizer();
        Ok(reference)
    }

    /// The reference of exactly this type without a callback, which is shared.
    fn basic_weakref(&self, target: &Value, ty: TypeId) -> Option<Value> {
        self.weakrefs_of(target).into_iter().find(|reference| {
            reference.ty() == ty && matches!(&reference.kind, Kind::WeakRef(state) if state.borrow().callback.is_none())
        })
    }

    /// The living weak references to an object.
    pub(super) fn weakrefs_of(&self, target: &Value) -> Vec<Value> {
        let extra = target.extra.borrow();
        let refs: &[WeakValue] = extra.as_ref().map_or(&[], |extra| &extra.weakrefs);
        refs.iter().filter_map(Value::upgrade).collect()
    }

    /// The object of a weak reference, if it is alive.
    pub(super) fn weak_target(&self, reference: &Value) -> Option<Value> {
        match &reference.kind {
            Kind::WeakRef(state) => Value::upgrade(&state.borrow().target),
            _ => None,
        }
    }

    /// The object of a proxy, or ReferenceError.
    pub(super) fn proxy_target(&mut self, proxy: &Value) -> Res {
        match self.weak_target(proxy) {
            Some(target) => Ok(target),
            None => self.raise(
                tid::REFERENCE_ERROR,
                "weakly-referenced object no longer exists",
            ),
        }
    }

    /// An object dies: its references are cleared, then their callbacks called.
    pub(super) fn clear_weakrefs(&mut self, value: &Value) -> Res<()> {
        let references = self.weakrefs_of(value);
        if let Some(extra) = value.extra.borrow_mut().as_mut() {
            extra.weakrefs.clear();
        }
        let mut callbacks = Vec::new();
        for reference in references {
            if let Kind::WeakRef(state) = &reference.kind {
                let mut state = state.borrow_mut();
                state.target = WeakValue::new();
                if let Some(callback) = state.callback.take() {
                    callbacks.push((callback, reference.clone()));
                }
            }
        }
        for (callback, reference) in callbacks {
            match self.call(&callback, &[reference], &[]) {
                Err(halt @ Stop::Halt(_)) => return Err(halt),
                Ok(_) | Err(Stop::Raise(_)) => {}
            }
        }
        Ok(())
    }

    /// `<weakref at 0x…; to 'C' at 0x…>`
    pub(super) fn weakref_repr(&mut self, reference: &Value) -> Res<String> {
        if matches!(reference.ty(), tid::WEAKPROXY | tid::WEAKCALLABLEPROXY) {
            return Ok(self.proxy_repr(reference));
        }
        let address = self.address_text(reference);
        Ok(match self.weak_target(reference) {
            None => format!("<weakref at {address}; dead>"),
            Some(target) => {
                let name = self.error_name(target.ty());
                format!(
                    "<weakref at {address}; to '{name}' at {}>",
                    self.address_text(&target)
                )
            }
        })
    }
}

/// Reads `__weakref__`: the first reference, or None.
pub(super) fn get_weakref(machine: &mut Machine, obj: &Value) -> Res {
    // Objects/typeobject.c, subtype_getweakref: a base may have promised what the solid base cannot keep.
    if machine.ty(obj.ty()).layout.weakrefoffset == 0 {
        return machine.attribute_error("This object has no __weakref__", None);
    }
    Ok(machine
        .weakrefs_of(obj)
        .into_iter()
        .next()
        .unwrap_or_else(|| machine.none()))
}
