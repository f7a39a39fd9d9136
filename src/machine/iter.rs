//! Iteration: `iter()`, `next()` and the iterators of the builtin types.

use super::generator::After;
use super::object::{Kind, Value, ViewKind};
use super::symbol::sym;
use super::types::{TypeId, tid};
use super::{Machine, Res};
use crate::cpython::messages::Special;
use num_bigint::BigInt;
use std::cell::RefCell;

/// What an iterator of a builtin type holds.
pub enum Iter {
    /// It has come to its end.
    Done,
    /// Over a list: the list and the next position.
    List(Value, usize),
    /// Over a list from its end.
    ListReversed(Value, i64),
    /// Over a tuple.
    Tuple(Value, usize),
    /// Over a str: byte offset of the next character.
    Str(Value, usize),
    /// Over bytes or a bytearray.
    Bytes(Value, usize),
    /// Over a range: next value, step, how many are left.
    Range(i64, i64, u64),
    /// The same for numbers that do not fit a word.
    LongRange(BigInt, BigInt, BigInt),
    /// Over a dict: what is wanted, the dict, the next position, its size at the start.
    Dict(ViewKind, Value, usize, usize),
    /// The same from its end.
    DictReversed(ViewKind, Value, usize, usize),
    /// Over a set: the set, the next table slot, its size at the start.
    Set(Value, usize, usize),
    /// By `__getitem__` with 0, 1, 2 …
    Sequence(Value, i64),
    /// `iter(callable, sentinel)`
    Callable(Value, Value),
    /// `enumerate`: the iterator and the next number.
    Enumerate(Value, BigInt),
    /// `zip`: the iterators, and whether they must have the same length.
    Zip(Vec<Value>, bool),
    /// `map`: the function and the iterators.
    Map(Value, Vec<Value>),
    /// `filter`: the function and the iterator.
    Filter(Value, Value),
    /// `reversed` by `__getitem__`: the sequence and the next index.
    Reversed(Value, i64),
}

impl Iter {
    /// The objects it refers to.
    pub(super) fn referents(&self) -> Vec<Value> {
        match self {
            Iter::Done | Iter::Range(..) | Iter::LongRange(..) => Vec::new(),
            Iter::List(value, _)
            | Iter::Tuple(value, _)
            | Iter::Str(value, _)
            | Iter::Bytes(value, _) => vec![value.clone()],
            Iter::ListReversed(value, _) | Iter::Sequence(value, _) | Iter::Reversed(value, _) => {
                vec![value.clone()]
            }
            Iter::Dict(_, value, ..) | Iter::DictReversed(_, value, ..) | Iter::Set(value, ..) => {
                vec![value.clone()]
            }
            Iter::Enumerate(iter, _) => vec![iter.clone()],
            Iter::Callable(a, b) | Iter::Filter(a, b) => vec![a.clone(), b.clone()],
            Iter::Zip(iters, _) => iters.clone(),
            Iter::Map(function, iters) => iters.iter().chain([function]).cloned().collect(),
        }
    }
}

impl Machine {
    /// An iterator object.
    pub(super) fn new_iter(&mut self, ty: TypeId, iter: Iter) -> Value {
        let value = Value::new(ty, Kind::Iter(Box::new(RefCell::new(iter))));
        self.track(value)
    }

    /// Whether `iter()` would take the value.
    pub fn is_iterable(&mut self, value: &Value) -> bool {
        match self.lookup(value.ty(), sym::ITER) {
            Some(method) => !self.is_none(&method),
            None => {
                self.lookup(value.ty(), sym::GETITEM).is_some()
                    && !matches!(value.kind, Kind::Dict(_))
            }
        }
    }

    /// `iter(value)` (Objects/abstract.c, PyObject_GetIter).
    pub fn iter(&mut self, value: &Value) -> Res {
        match (&value.kind, value.ty()) {
            (Kind::List(_), tid::LIST) => {
                return Ok(self.new_iter(tid::LIST_ITERATOR, Iter::List(value.clone(), 0)));
            }
            (Kind::Tuple(_), tid::TUPLE) => {
                return Ok(self.new_iter(tid::TUPLE_ITERATOR, Iter::Tuple(value.clone(), 0)));
            }
            (Kind::Generator(_) | Kind::Iter(_), _) => return Ok(value.clone()),
            _ => {}
        }
        match self.lookup(value.ty(), sym::ITER) {
            Some(method) if !self.is_none(&method) => {
                let iter = match self.call_bindable(value, sym::ITER)? {
                    Some(iter) => iter,
                    None if self.has(value.ty(), sym::GETITEM) => {
                        return self
                            .unsupported("an __iter__ that cannot be bound beside a __getitem__");
                    }
                    None => return self.not_iterable(value),
                };
                if self.lookup(iter.ty(), sym::NEXT).is_none() {
                    return self.special_returned(Special::Iter, value, &iter);
                }
                Ok(iter)
            }
            None if self.lookup(value.ty(), sym::GETITEM).is_some()
                && !matches!(value.kind, Kind::Dict(_)) =>
            {
                Ok(self.new_iter(tid::SEQUENCE_ITERATOR, Iter::Sequence(value.clone(), 0)))
            }
            _ => self.not_iterable(value),
        }
    }

    fn not_iterable<T>(&mut self, value: &Value) -> Res<T> {
        let text = format!("'{}' object is not iterable", self.error_name(value.ty()));
        self.type_error(text)
    }

    /// The next value of an iterator; `None` at its end.
    pub fn next(&mut self, iter: &Value) -> Res<Option<Value>> {
        self.work(1)?;
        match &iter.kind {
            Kind::Iter(_) => self.step_iter(iter),
            Kind::Generator(_) => {
                if self.generator_done(iter) {
                    self.stop_value = None;
                    return Ok(None);
                }
                let none = self.none();
                let base = self.depth();
                let begun = self
                    .begin_resume(iter, Ok(none), After::Native)
                    .map(|()| super::Begun::Entered);
                self.returned = false;
                let value = self.complete(base, begun)?;
                if std::mem::take(&mut self.returned) {
                    self.stop_value = Some(value);
                    return Ok(None);
                }
                Ok(Some(value))
            }
            _ => {
                let result = self.call_special(iter, sym::NEXT, &[]);
                let result = match result {
                    Err(super::Stop::Raise(error))
                        if self.is_instance(&error, tid::STOP_ITERATION) =>
                    {
                        self.stop_value = super::exception::field(&error, sym::VALUE);
                        return Ok(None);
                    }
                    other => other?,
                };
                match result {
                    Some(value) => Ok(Some(value)),
                    None => {
                        let text =
                            format!("'{}' object is not an iterator", self.error_name(iter.ty()));
                        self.type_error(text)
                    }
                }
            }
        }
    }

    /// The value with which the last iteration ended, for `yield from`.
    pub(super) fn take_stop_value(&mut self) -> Value {
        self.stop_value.take().unwrap_or_else(|| self.none())
    }

    /// All values of an iterable.
    pub fn iterate(&mut self, iterable: &Value) -> Res<Vec<Value>> {
        match &iterable.kind {
            Kind::Tuple(items) if iterable.ty() == tid::TUPLE => return Ok(items.to_vec()),
            Kind::List(list) if iterable.ty() == tid::LIST => {
                return Ok(list.borrow().items.clone());
            }
            _ => {}
        }
        let iter = self.iter(iterable)?;
        let mut items = Vec::new();
        while let Some(value) = self.next(&iter)? {
            self.charge_item()?;
            items.push(value);
        }
        Ok(items)
    }

    /// Takes the iterator's state out, makes one step, puts it back: Python may run in between.
    fn step_iter(&mut self, iter: &Value) -> Res<Option<Value>> {
        let Kind::Iter(cell) = &iter.kind else {
            return Ok(None);
        };
        self.stop_value = None;
        if let Some(value) = self.step_simple(&mut cell.borrow_mut()) {
            return Ok(Some(value));
        }
        let mut state = cell.replace(Iter::Done);
        let wraps = matches!(
            state,
            Iter::Zip(..) | Iter::Map(..) | Iter::Filter(..) | Iter::Enumerate(..)
        );
        let result = if wraps {
            self.charge(48)?;
            self.nested(|machine| machine.step_state(&mut state))
        } else {
            self.step_state(&mut state)
        };
        if matches!(result, Ok(None))
            && !matches!(
                state,
                Iter::Callable(..)
                    | Iter::Zip(..)
                    | Iter::Map(..)
                    | Iter::Filter(..)
                    | Iter::Enumerate(..)
            )
        {
            return result;
        }
        // A dict or set that changed keeps failing; others go on where they were.
        cell.replace(state);
        result
    }

    /// The next value where nothing else can come of it.
    fn step_simple(&self, state: &mut Iter) -> Option<Value> {
        match state {
            Iter::Range(next, step, left) if *left > 0 => {
                let value = self.int(*next);
                *left -= 1;
                *next = next.wrapping_add(*step);
                Some(value)
            }
            Iter::List(list, at) => {
                let Kind::List(list) = &list.kind else {
                    return None;
                };
                let value = list.borrow().items.get(*at)?.clone();
                *at += 1;
                Some(value)
            }
            _ => None,
        }
    }

    /// An item of something with `__getitem__` alone: its IndexError or StopIteration is the end.
    fn step_item(&mut self, sequence: &Value, index: &Value) -> Res<Option<Value>> {
        match self.get_item(sequence, index) {
            Err(stop)
                if self.is_raise(&stop, tid::INDEX_ERROR)
                    || self.is_raise(&stop, tid::STOP_ITERATION) =>
            {
                Ok(None)
            }
            other => other.map(Some),
        }
    }

    fn step_state(&mut self, state: &mut Iter) -> Res<Option<Value>> {
        match state {
            // step_simple has come to their end.
            Iter::Done | Iter::List(..) | Iter::Range(..) => Ok(None),
            Iter::ListReversed(list, at) => {
                let Kind::List(items) = &list.kind else {
                    return Ok(None);
                };
                let value = usize::try_from(*at)
                    .ok()
                    .and_then(|at| items.borrow().items.get(at).cloned());
                *at -= 1;
                Ok(value)
            }
            Iter::Tuple(tuple, at) => {
                let Kind::Tuple(items) = &tuple.kind else {
                    return Ok(None);
                };
                *at += 1;
                Ok(items.get(*at - 1).cloned())
            }
            Iter::Str(text, at) => {
                let Kind::Str(string) = &text.kind else {
                    return Ok(None);
                };
                let Some(c) = string
                    .as_str()
                    .get(*at..)
                    .and_then(|rest| rest.chars().next())
                else {
                    return Ok(None);
                };
                *at += c.len_utf8();
                Ok(Some(self.str(c.encode_utf8(&mut [0; 4]))))
            }
            Iter::Bytes(bytes, at) => {
                let byte = match &bytes.kind {
                    Kind::Bytes(bytes) => bytes.get(*at).copied(),
                    Kind::ByteArray(bytes) => bytes.borrow().0.get(*at).copied(),
                    _ => None,
                };
                *at += 1;
                Ok(byte.map(|byte| self.int(i64::from(byte))))
            }
            Iter::LongRange(next, step, left) => {
                if *left <= BigInt::ZERO {
                    return Ok(None);
                }
                let value = self.int_big(next.clone());
                *left -= 1;
                *next += &*step;
                Ok(Some(value))
            }
            Iter::Dict(kind, dict, at, size) => {
                self.check_dict_size(dict, *size)?;
                let cell = self.dict_of(dict).borrow();
                while *at < cell.positions() {
                    *at += 1;
                    if let Some(entry) = cell.at(*at - 1).cloned() {
                        drop(cell);
                        return Ok(Some(self.view_item(*kind, entry.key, entry.value)));
                    }
                }
                Ok(None)
            }
            Iter::DictReversed(kind, dict, at, size) => {
                self.check_dict_size(dict, *size)?;
                let cell = self.dict_of(dict).borrow();
                while *at > 0 {
                    *at -= 1;
                    if let Some(entry) = cell.at(*at).cloned() {
                        drop(cell);
                        return Ok(Some(self.view_item(*kind, entry.key, entry.value)));
                    }
                }
                Ok(None)
            }
            Iter::Set(set, at, size) => self.step_set(set, at, *size),
            Iter::Sequence(sequence, at) => {
                let index = self.int(*at);
                *at += 1;
                self.step_item(sequence, &index)
            }
            Iter::Callable(callable, sentinel) => {
                let (callable, sentinel) = (callable.clone(), sentinel.clone());
                let value = self.call(&callable, &[], &[])?;
                if self.equal(&value, &sentinel)? {
                    *state = Iter::Done;
                    return Ok(None);
                }
                Ok(Some(value))
            }
            Iter::Enumerate(iter, n) => {
                let Some(value) = self.next(iter)? else {
                    return Ok(None);
                };
                let number = self.int_big(n.clone());
                *n += 1;
                Ok(Some(self.tuple(vec![number, value])))
            }
            Iter::Zip(iters, strict) => {
                if iters.is_empty() {
                    return Ok(None);
                }
                let mut items = Vec::with_capacity(iters.len());
                for (i, iter) in iters.iter().enumerate() {
                    match self.next(iter)? {
                        Some(value) => items.push(value),
                        None if *strict => return self.zip_ended(iters, i),
                        None => return Ok(None),
                    }
                }
                Ok(Some(self.tuple(items)))
            }
            Iter::Map(function, iters) => {
                let mut items = Vec::with_capacity(iters.len());
                for iter in iters.iter() {
                    match self.next(iter)? {
                        Some(value) => items.push(value),
                        None => return Ok(None),
                    }
                }
                self.call(function, &items, &[]).map(Some)
            }
            Iter::Filter(function, iter) => {
                while let Some(value) = self.next(iter)? {
                    let keep = if self.is_none(function) {
                        value.clone()
                    } else {
                        self.call(function, std::slice::from_ref(&value), &[])?
                    };
                    if self.truth(&keep)? {
                        return Ok(Some(value));
                    }
                }
                Ok(None)
            }
            Iter::Reversed(sequence, at) => {
                if *at < 0 {
                    return Ok(None);
                }
                let index = self.int(*at);
                *at -= 1;
                self.step_item(sequence, &index)
            }
        }
    }

    fn view_item(&mut self, kind: ViewKind, key: Value, value: Value) -> Value {
        match kind {
            ViewKind::Keys => key,
            ViewKind::Values => value,
            ViewKind::Items => self.tuple(vec![key, value]),
        }
    }

    fn check_dict_size(&mut self, dict: &Value, size: usize) -> Res<()> {
        if self.dict_of(dict).borrow().len() == size {
            return Ok(());
        }
        self.raise(
            tid::RUNTIME_ERROR,
            "dictionary changed size during iteration",
        )
    }

    /// `zip(strict=True)` over iterables of different lengths (Python/bltinmodule.c, zip_next).
    fn zip_ended(&mut self, iters: &[Value], i: usize) -> Res<Option<Value>> {
        let plural = |i: usize| {
            if i == 1 {
                " ".to_string()
            } else {
                format!("s 1-{i}")
            }
        };
        if i > 0 {
            let list = if i == 1 { " 1".to_string() } else { plural(i) };
            let text = format!("zip() argument {} is shorter than argument{list}", i + 1);
            return self.value_error(text);
        }
        for (j, iter) in iters.iter().enumerate().skip(1) {
            if self.next(iter)?.is_some() {
                let list = if j == 1 { " 1".to_string() } else { plural(j) };
                let text = format!("zip() argument {} is longer than argument{list}", j + 1);
                return self.value_error(text);
            }
        }
        Ok(None)
    }
}
