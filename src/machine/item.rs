//! `obj[key]`, `in`, `len()`: subscripts and what goes with them.

use super::generator::After;
use super::object::{Int, Kind, Value};
use super::symbol::sym;
use super::types::tid;
use super::{Begun, Machine, Res};
use crate::cpython::messages;
use crate::cpython::messages::Special;

impl Machine {
    /// `obj[key]`, waiting for the result.
    pub fn get_item(&mut self, obj: &Value, key: &Value) -> Res {
        let base = self.depth();
        let begun = self.begin_get_item(obj, key);
        self.complete(base, begun)
    }

    /// `obj[key] = value`, waiting for its end.
    pub fn set_item(&mut self, obj: &Value, key: &Value, value: Value) -> Res<()> {
        let base = self.depth();
        self.begin_set_item(obj, key, value)?;
        self.complete_discard(base)
    }

    /// `del obj[key]` (Objects/abstract.c, PyObject_DelItem).
    pub fn delete_item(&mut self, obj: &Value, key: &Value) -> Res<()> {
        if self
            .call_special(obj, sym::DELITEM, std::slice::from_ref(key))?
            .is_some()
        {
            return Ok(());
        }
        // A class with __setitem__ alone has the slot for both: the missing half is looked up in vain.
        let half = self.lookup_where(obj.ty(), sym::SETITEM);
        if half.is_some_and(|(owner, _)| self.ty(owner).layout.user_class()) {
            return self.attribute_error("__delitem__", None);
        }
        // A type with sequence slots is asked as one where the key is an index.
        let sequence = self.ty(obj.ty()).layout.heap
            || matches!(
                obj.kind,
                Kind::Tuple(_)
                    | Kind::Str(_)
                    | Kind::Bytes(_)
                    | Kind::Range(_)
                    | Kind::Set(_)
                    | Kind::View(..)
                    | Kind::ClassProxy(_)
                    | Kind::MappingProxy(_)
            );
        let index = matches!(key.kind, Kind::Int(_)) || self.lookup(key.ty(), sym::INDEX).is_some();
        let verb = if sequence && index {
            "doesn't"
        } else {
            "does not"
        };
        let text = format!(
            "'{}' object {verb} support item deletion",
            self.error_name(obj.ty())
        );
        self.type_error(text)
    }

    /// Begins `obj[key]` (Objects/abstract.c, PyObject_GetItem).
    pub(super) fn begin_get_item(&mut self, obj: &Value, key: &Value) -> Res<Begun> {
        match (&obj.kind, &key.kind) {
            (Kind::List(list), Kind::Int(Int::Small(i))) if obj.ty() == tid::LIST => {
                let list = list.borrow();
                if let Some(value) = at(&list.items, *i) {
                    return Ok(Begun::Done(value.clone()));
                }
            }
            (Kind::Tuple(items), Kind::Int(Int::Small(i))) if obj.ty() == tid::TUPLE => {
                if let Some(value) = at(items, *i) {
                    return Ok(Begun::Done(value.clone()));
                }
            }
            (Kind::Dict(_), _) if obj.ty() == tid::DICT => {
                return match self.dict_get(obj, key)? {
                    Some(value) => Ok(Begun::Done(value)),
                    None => self.key_error(key),
                };
            }
            _ => {}
        }
        if let Some(method) = self.lookup(obj.ty(), sym::GETITEM) {
            return self.begin_call_bound(&method, obj, vec![key.clone()], After::Push);
        }
        if Self::as_type(obj).is_some() {
            if let Some(method) = self.try_attr(obj, sym::CLASS_GETITEM)? {
                return self.begin_call(&method, vec![key.clone()], Vec::new(), After::Push);
            }
            if Self::as_type(obj) == Some(tid::TYPE) {
                return self.generic_alias(obj, key).map(Begun::Done);
            }
            let (class, metaclass) = (self.class_display(obj), self.error_name(obj.ty()));
            let raised = messages::type_not_subscriptable(self.build, &class, &metaclass);
            return self.raised(raised);
        }
        let raised = messages::not_subscriptable(&self.error_name(obj.ty()));
        self.raised(raised)
    }

    /// Begins `obj[key] = value`; nothing is left on the stack.
    pub(super) fn begin_set_item(&mut self, obj: &Value, key: &Value, value: Value) -> Res<()> {
        if obj.ty() == tid::DICT {
            return self.dict_set(obj, key, value);
        }
        let Some(method) = self.lookup(obj.ty(), sym::SETITEM) else {
            let text = format!(
                "'{}' object does not support item assignment",
                self.error_name(obj.ty())
            );
            return self.type_error(text);
        };
        self.begin_call_bound(&method, obj, vec![key.clone(), value], After::Discard)?;
        Ok(())
    }

    /// Begins `item in container` (Objects/abstract.c, PySequence_Contains).
    pub(super) fn begin_contains(
        &mut self,
        container: &Value,
        item: &Value,
        negate: bool,
    ) -> Res<Begun> {
        if let Some(method) = self.lookup(container.ty(), sym::CONTAINS) {
            if !self.is_none(&method) {
                let args = vec![item.clone()];
                return self.counted(&[], |machine| {
                    machine.begin_call_bound(&method, container, args, After::Truth(negate))
                });
            }
            let text = format!(
                "'{}' object is not a container",
                self.error_name(container.ty())
            );
            return self.type_error(text);
        }
        if !self.is_iterable(container) {
            let name = self.error_name(container.ty());
            let text = if self.build.at_least(14) {
                format!("argument of type '{name}' is not a container or iterable")
            } else {
                format!("argument of type '{name}' is not iterable")
            };
            return self.type_error(text);
        }
        let iter = self.iter(container)?;
        let mut hit = false;
        while let Some(value) = self.next(&iter)? {
            if self.equal(&value, item)? {
                hit = true;
                break;
            }
        }
        Ok(Begun::Done(self.bool(hit != negate)))
    }

    /// Whether `item in container`.
    pub fn contains(&mut self, container: &Value, item: &Value) -> Res<bool> {
        let base = self.depth();
        let begun = self.begin_contains(container, item, false);
        let value = self.complete(base, begun)?;
        self.truth(&value)
    }

    /// `len(value)`
    pub fn len(&mut self, value: &Value) -> Res<usize> {
        match &value.kind {
            Kind::Str(text) if value.ty() == tid::STR => return Ok(text.len()),
            Kind::Tuple(items) if value.ty() == tid::TUPLE => return Ok(items.len()),
            Kind::List(list) if value.ty() == tid::LIST => return Ok(list.borrow().items.len()),
            Kind::Dict(dict) if value.ty() == tid::DICT => return Ok(dict.borrow().len()),
            _ => {}
        }
        let Some(result) = self.call_special(value, sym::LEN, &[])? else {
            let text = format!(
                "object of type '{}' has no len()",
                self.error_name(value.ty())
            );
            return self.type_error(text);
        };
        let n = self.index(&result)?;
        match n {
            Int::Small(n) if n >= 0 => Ok(n as usize),
            Int::Small(_) => self.value_error("__len__() should return >= 0"),
            Int::Big(_) => self.raise(
                tid::OVERFLOW_ERROR,
                "cannot fit 'int' into an index-sized integer",
            ),
        }
    }

    /// The value as an int, through `__index__` (Objects/abstract.c, PyNumber_Index).
    pub fn index(&mut self, value: &Value) -> Res<Int> {
        if let Kind::Int(int) = &value.kind {
            return Ok(int.clone());
        }
        match self.call_special(value, sym::INDEX, &[])? {
            Some(result) => match &result.kind {
                Kind::Int(int) => Ok(int.clone()),
                _ => self.special_returned(Special::Index, value, &result),
            },
            None => {
                let text = format!(
                    "'{}' object cannot be interpreted as an integer",
                    self.error_name(value.ty())
                );
                self.type_error(text)
            }
        }
    }

    /// The value as a machine integer, clipped to what fits (PyNumber_AsSsize_t with no exception).
    pub fn index_clipped(&mut self, value: &Value) -> Res<i64> {
        Ok(match self.index(value)? {
            Int::Small(n) => n,
            Int::Big(big) if big.sign() == num_bigint::Sign::Minus => i64::MIN,
            Int::Big(_) => i64::MAX,
        })
    }

    /// The value as an index, or OverflowError/IndexError where it does not fit.
    pub fn index_small(&mut self, value: &Value) -> Res<i64> {
        match self.index(value)? {
            Int::Small(n) => Ok(n),
            Int::Big(_) => {
                let text = format!(
                    "cannot fit '{}' into an index-sized integer",
                    self.error_name(value.ty())
                );
                self.raise(tid::INDEX_ERROR, text)
            }
        }
    }

    /// How a class writes itself in errors: its qualified name.
    fn class_display(&mut self, class: &Value) -> String {
        match Self::as_type(class) {
            Some(id) => self.error_name(id),
            None => String::new(),
        }
    }
}

/// The item at a Python index.
pub(super) fn at(items: &[Value], i: i64) -> Option<&Value> {
    let i = if i < 0 { i + items.len() as i64 } else { i };
    usize::try_from(i).ok().and_then(|i| items.get(i))
}
