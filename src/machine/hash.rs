//! `hash()`: of builtin values by CPython's rules, of everything else by asking.

use super::looking::is_filled;
use super::object::{Int, Kind, Value};
use super::symbol::sym;
use super::types::tid;
use super::values::hash;
use super::{Machine, Res, Stop};
use crate::cpython::messages;

impl Machine {
    /// The hash of a value as tables use it, or TypeError.
    pub(super) fn hash(&mut self, value: &Value) -> Res<u64> {
        self.work(1)?;
        match &value.kind {
            Kind::Str(text) if value.ty() == tid::STR => Ok(text.hash()),
            Kind::Int(Int::Small(n)) if value.ty() == tid::INT && (0..1 << 29).contains(n) => {
                Ok(*n as u64)
            }
            _ => self.py_hash(value).map(|hash| hash as u64),
        }
    }

    /// The hash of a dict's key; from 3.14 on TypeError says what it was wanted for.
    pub(super) fn hash_key(&mut self, key: &Value) -> Res<u64> {
        let result = self.hash(key);
        self.unhashable_as(key, result, "a dict key")
    }

    /// The hash of a set's item.
    pub(super) fn hash_item(&mut self, item: &Value) -> Res<u64> {
        let result = self.hash(item);
        self.unhashable_as(item, result, "a set element")
    }

    /// Objects/dictobject.c, dict_unhashable_type, and its counterpart for sets (3.14+).
    fn unhashable_as(&mut self, value: &Value, result: Res<u64>, role: &str) -> Res<u64> {
        match result {
            Err(Stop::Raise(error)) if self.build.at_least(14) && error.ty() == tid::TYPE_ERROR => {
                let text = self.str_of(&error)?;
                let class = self.error_name(value.ty());
                self.raised(messages::unhashable_as(self.build, &class, role, &text))
            }
            other => other,
        }
    }

    /// `hash(value)`
    pub fn py_hash(&mut self, value: &Value) -> Res<i64> {
        if value.ty() == tid::STR {
            return self.builtin_hash(value);
        }
        if value.ty() == tid::AT_LEAST {
            return self.unsupported("the size of a generator");
        }
        let method = self.lookup(value.ty(), sym::HASH);
        match method {
            Some(method) if !self.is_none(&method) => {
                if let Kind::Native(_) = method.kind {
                    return self.builtin_hash(value);
                }
                // Objects/typeobject.c, slot_tp_hash: what cannot be had counts as None.
                if matches!(method.kind, Kind::Member(_)) && !is_filled(value, &method) {
                    let class = self.error_name(value.ty());
                    return self.raised(messages::unhashable(&class));
                }
                let result = self.call_special(value, sym::HASH, &[])?;
                match result.as_ref().map(|result| &result.kind) {
                    Some(Kind::Int(int)) => Ok(hash::of_answer(&int.big(), self.build)),
                    _ => self.type_error("__hash__ method should return an integer"),
                }
            }
            _ => self.raised(messages::unhashable(&self.error_name(value.ty()))),
        }
    }

    fn hashes(&mut self, items: &[Value]) -> Res<Vec<i64>> {
        items
            .iter()
            .map(|item| self.hash(item).map(|hash| hash as i64))
            .collect()
    }

    /// What `__hash__` of the builtin types answers, by the payload.
    pub(super) fn builtin_hash(&mut self, value: &Value) -> Res<i64> {
        let build = self.build;
        let narrow = |hash: u64| {
            if build.word() == 8 {
                hash as i64
            } else {
                i64::from(hash as i32)
            }
        };
        match &value.kind {
            Kind::Str(text) => Ok(narrow(text.hash())),
            Kind::Int(int) => Ok(hash::int(&int.big(), build)),
            Kind::Float(x) => {
                // From 3.10 on NaN hashes by its address.
                match hash::float(*x, build) {
                    Some(hash) => Ok(hash),
                    None => Ok(hash::address(self.address(value), build)),
                }
            }
            Kind::Complex(re, im) => match hash::complex(*re, *im, build) {
                Some(hash) => Ok(hash),
                None => self.unsupported("the hash of a complex NaN"),
            },
            Kind::Bytes(bytes) => Ok(hash::bytes(bytes, build)),
            Kind::Tuple(items) => {
                let hashes = self.nested(|machine| machine.hashes(items))?;
                Ok(hash::tuple(&hashes, build))
            }
            Kind::Set(_) => {
                let items = self.set_items(value);
                let hashes = self.nested(|machine| machine.hashes(&items))?;
                Ok(hash::frozenset(hashes, build))
            }
            Kind::Method(method) => {
                let this = method.this.key() as u64;
                Ok(narrow((this >> 4) ^ (method.func.key() as u64)))
            }
            Kind::WeakRef(state) => {
                if let Some(hash) = state.borrow().hash {
                    return Ok(hash);
                }
                let target = Value::upgrade(&state.borrow().target);
                let Some(target) = target else {
                    return self.type_error("weak object has gone away");
                };
                let hash = self.py_hash(&target)?;
                state.borrow_mut().hash = Some(hash);
                Ok(hash)
            }
            Kind::Range(parts) => {
                let parts: Vec<Value> = parts.to_vec();
                let key = self.range_key(&parts)?;
                self.py_hash(&key)
            }
            Kind::Slice(parts) if build.at_least(12) => {
                let parts = parts.to_vec();
                let mut hashes = Vec::with_capacity(3);
                for part in &parts {
                    hashes.push(self.py_hash(part)?);
                }
                Ok(hash::slice(&hashes, build))
            }
            // Objects/descrobject.c, mappingproxy_hash (3.12+)
            Kind::ClassProxy(_) | Kind::MappingProxy(_) if build.at_least(12) => {
                let mapping = self.proxied(value);
                self.nested(|machine| machine.py_hash(&mapping))
            }
            Kind::ClassProxy(_) | Kind::MappingProxy(_) => {
                self.raised(messages::unhashable(&self.error_name(value.ty())))
            }
            Kind::List(_) | Kind::Dict(_) | Kind::ByteArray(_) | Kind::Slice(_) => {
                self.raised(messages::unhashable(&self.error_name(value.ty())))
            }
            _ if value.ty() == tid::NONE => {
                Ok(hash::none(build).unwrap_or_else(|| hash::address(0x9a_1b40, build)))
            }
            _ => Ok(hash::address(self.address(value), build)),
        }
    }
}
