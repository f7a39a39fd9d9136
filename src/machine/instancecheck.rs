//! `isinstance` and `issubclass`.

use super::object::{Kind, Value};
use super::symbol::sym;
use super::types::tid;
use super::{Machine, Res};
use crate::cpython::messages;
use crate::cpython::recursion::Level;

impl Machine {
    /// `isinstance(value, class)` (Objects/abstract.c, object_recursive_isinstance).
    pub fn isinstance(&mut self, value: &Value, class: &Value) -> Res<bool> {
        if value.ty() == tid::AT_LEAST {
            return self.unsupported("the size of a generator");
        }
        if value.ty_value(self).is(class) {
            return Ok(true);
        }
        if let Kind::Tuple(items) = &class.kind {
            for item in items {
                if self.level(Level::InstanceCheck, |machine| {
                    machine.isinstance(value, item)
                })? {
                    return Ok(true);
                }
            }
            return Ok(false);
        }
        if class.ty() != tid::TYPE
            && let Some(result) =
                self.call_special(class, sym::INSTANCECHECK, std::slice::from_ref(value))?
        {
            return self.truth(&result);
        }
        self.real_instance(value, class)
    }

    /// What `type.__instancecheck__` answers: by the type, or by `__class__`.
    pub(in crate::machine) fn real_instance(&mut self, value: &Value, class: &Value) -> Res<bool> {
        let Some(id) = Self::as_type(class) else {
            return self.raised(messages::isinstance_argument(self.build));
        };
        if self.is_instance(value, id) {
            return Ok(true);
        }
        if let Some(claimed) = self.try_attr(value, sym::CLASS)?
            && let Some(claimed) = Self::as_type(&claimed)
        {
            return Ok(claimed != value.ty() && self.is_subtype(claimed, id));
        }
        Ok(false)
    }

    /// `issubclass(sub, class)`
    pub fn issubclass(&mut self, sub: &Value, class: &Value) -> Res<bool> {
        if let Kind::Tuple(items) = &class.kind {
            for item in items {
                if self.level(Level::SubclassCheck, |machine| {
                    machine.issubclass(sub, item)
                })? {
                    return Ok(true);
                }
            }
            return Ok(false);
        }
        if class.ty() != tid::TYPE
            && let Some(result) =
                self.call_special(class, sym::SUBCLASSCHECK, std::slice::from_ref(sub))?
        {
            return self.truth(&result);
        }
        self.real_subclass(sub, class)
    }

    /// What `type.__subclasscheck__` answers: by the MRO.
    pub(in crate::machine) fn real_subclass(&mut self, sub: &Value, class: &Value) -> Res<bool> {
        let Some(sub) = Self::as_type(sub) else {
            return self.type_error("issubclass() arg 1 must be a class");
        };
        let Some(class) = Self::as_type(class) else {
            return self.raised(messages::issubclass_argument(self.build));
        };
        Ok(self.is_subtype(sub, class))
    }
}
