//! Exceptions: what their objects hold, how they are made and raised.

use super::code::Linked;
use super::object::{Kind, Value};
use super::symbol::{Sym, sym};
use super::types::{TypeId, tid};
use super::{Machine, Res};
use crate::problem::Problem;
use std::cell::RefCell;
use std::rc::Rc;

/// Why something did not come to its end.
pub enum Stop {
    /// A Python exception is on its way.
    Raise(Value),
    /// The program left the subset, or a budget ran out.
    Halt(Box<Problem>),
}

/// What an exception object holds.
#[derive(Default)]
pub struct ExceptionData {
    /// `args`
    pub args: Vec<Value>,
    /// `__cause__`
    pub cause: Option<Value>,
    /// `__context__`
    pub context: Option<Value>,
    /// `__suppress_context__`
    pub suppress: bool,
    /// Where it came through, innermost first.
    pub traceback: Vec<Entry>,
    /// What the frames held that it ended: the traceback keeps them.
    pub held: Vec<Value>,
    /// Fields of the types that have some: `name`, `obj`, `value`, `code`, `errno` …
    pub fields: Vec<(Sym, Value)>,
}

/// One place an exception came through.
#[derive(Clone)]
pub struct Entry {
    /// The code.
    pub code: Rc<Linked>,
    /// The instruction.
    pub op: usize,
}

impl Machine {
    /// A new exception with one text.
    #[cold]
    pub fn exception(&mut self, ty: TypeId, text: impl AsRef<str>) -> Value {
        let text = self.str(text.as_ref());
        self.exception_of(ty, vec![text])
    }

    /// A new exception of a builtin type with these `args`.
    #[cold]
    pub fn exception_of(&mut self, ty: TypeId, args: Vec<Value>) -> Value {
        let data = ExceptionData {
            args,
            ..ExceptionData::default()
        };
        Value::new(ty, Kind::Exception(Box::new(RefCell::new(data))))
    }

    /// Raises a new exception with one text.
    #[cold]
    pub fn raise<T>(&mut self, ty: TypeId, text: impl AsRef<str>) -> Res<T> {
        Err(Stop::Raise(self.exception(ty, text)))
    }

    /// Raises TypeError.
    #[cold]
    pub fn type_error<T>(&mut self, text: impl AsRef<str>) -> Res<T> {
        self.raise(tid::TYPE_ERROR, text)
    }

    /// Raises ValueError.
    #[cold]
    pub fn value_error<T>(&mut self, text: impl AsRef<str>) -> Res<T> {
        self.raise(tid::VALUE_ERROR, text)
    }

    /// Raises AttributeError; from 3.10 on it carries the name and the object.
    #[cold]
    pub fn attribute_error<T>(
        &mut self,
        text: impl AsRef<str>,
        named: Option<(&Value, Sym)>,
    ) -> Res<T> {
        let error = self.exception(tid::ATTRIBUTE_ERROR, text);
        if let Some((obj, name)) = named
            && self.build.at_least(10)
        {
            let name = self.symbols.value(name).clone();
            set_field(&error, sym::NAME_FIELD, name);
            set_field(&error, sym::OBJ, obj.clone());
        }
        Err(Stop::Raise(error))
    }

    /// Raises StopIteration with a value.
    pub fn stop_iteration<T>(&mut self, value: Value) -> Res<T> {
        let args = if value.is(&self.none()) {
            Vec::new()
        } else {
            vec![value.clone()]
        };
        let error = self.exception_of(tid::STOP_ITERATION, args);
        set_field(&error, sym::VALUE, value);
        Err(Stop::Raise(error))
    }

    /// Raises KeyError for a key.
    #[cold]
    pub fn key_error<T>(&mut self, key: &Value) -> Res<T> {
        Err(Stop::Raise(
            self.exception_of(tid::KEY_ERROR, vec![key.clone()]),
        ))
    }

    /// The program left the subset: `what` is a noun phrase.
    #[cold]
    pub fn unsupported<T>(&self, what: impl Into<String>) -> Res<T> {
        Err(Stop::Halt(Box::new(Problem::unsupported(
            what,
            self.current_span(),
        ))))
    }

    /// A budget ran out.
    #[cold]
    pub fn stopped<T>(&self, what: impl Into<String>) -> Res<T> {
        Err(Stop::Halt(Box::new(Problem::stopped(
            what,
            self.current_span(),
        ))))
    }

    /// Whether a stop is an exception of this class.
    pub fn is_raise(&self, stop: &Stop, ty: TypeId) -> bool {
        matches!(stop, Stop::Raise(error) if self.is_instance(error, ty))
    }

    /// `Ok(None)` instead of an exception of this class.
    pub fn catch<T>(&self, result: Res<T>, ty: TypeId) -> Res<Option<T>> {
        match result {
            Ok(value) => Ok(Some(value)),
            Err(stop) if self.is_raise(&stop, ty) => Ok(None),
            Err(stop) => Err(stop),
        }
    }

    /// The exception of an object or class named by `raise` (Python/ceval.c, do_raise).
    pub(super) fn exception_to_raise(&mut self, what: &Value) -> Res {
        if let Some(ty) = Self::as_type(what)
            && self.is_subtype(ty, tid::BASE_EXCEPTION)
        {
            let made = self.call(what, &[], &[])?;
            if !self.is_instance(&made, tid::BASE_EXCEPTION) {
                let text = format!(
                    "calling {} should have returned an instance of BaseException, not {}",
                    self.repr(what)?,
                    self.repr(&made.ty_value(self))?
                );
                return self.type_error(text);
            }
            return Ok(made);
        }
        if self.is_instance(what, tid::BASE_EXCEPTION) {
            return Ok(what.clone());
        }
        self.type_error("exceptions must derive from BaseException")
    }

    /// `str(exception)` (Objects/exceptions.c, BaseException_str and its relatives), through an override.
    pub fn exception_text(&mut self, error: &Value) -> Res<String> {
        self.str_of(error)
    }
}

/// The data of an exception object.
pub(super) fn data(error: &Value) -> Option<&RefCell<ExceptionData>> {
    match &error.kind {
        Kind::Exception(data) => Some(data),
        _ => None,
    }
}

/// Sets a field (`name`, `value` …) of an exception.
pub(super) fn set_field(error: &Value, name: Sym, value: Value) {
    if let Some(data) = data(error) {
        let mut data = data.borrow_mut();
        match data.fields.iter_mut().find(|(sym, _)| *sym == name) {
            Some(field) => field.1 = value,
            None => data.fields.push((name, value)),
        }
    }
}

/// Takes back of whom an AttributeError speaks.
pub(super) fn forget_attribute(error: &Value) {
    if let Some(data) = data(error) {
        let named = [sym::NAME_FIELD, sym::OBJ];
        let fields = &mut data.borrow_mut().fields;
        fields.retain(|(name, _)| !named.contains(name));
    }
}

/// A field of an exception, if it was set.
pub(super) fn field(error: &Value, name: Sym) -> Option<Value> {
    let data = data(error)?.borrow();
    data.fields
        .iter()
        .find(|(sym, _)| *sym == name)
        .map(|(_, value)| value.clone())
}
