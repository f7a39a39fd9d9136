//! `raise`, `except` and `with`.

use super::exception::{self, Stop};
use super::generator::After;
use super::object::{Kind, Value};
use super::symbol::{Sym, sym};
use super::types::tid;
use super::{Machine, Res};

impl Machine {
    /// `sys.exit(status)` (Python/sysmodule.c, sys_exit): SystemExit, made as `PyErr_SetObject` makes exceptions.
    pub(super) fn exit(&mut self, status: Option<Value>) -> Res {
        let status = status.filter(|status| !self.is_none(status));
        if let Some(given) = &status
            && self.is_instance(given, tid::SYSTEM_EXIT)
        {
            return Err(Stop::Raise(given.clone()));
        }
        let args = match (&status, status.as_ref().map(|status| &status.kind)) {
            (_, Some(Kind::Tuple(items))) => items.to_vec(),
            (Some(status), _) => vec![status.clone()],
            (None, _) => Vec::new(),
        };
        let class = self.ty(tid::SYSTEM_EXIT).object.clone();
        let made = self.call(&class, &args, &[])?;
        Err(Stop::Raise(made))
    }

    /// `raise`, `raise what` and `raise what from cause`.
    #[inline(never)]
    pub(super) fn raise_statement(&mut self, what: Option<Value>, cause: Option<Value>) -> Res<()> {
        let Some(what) = what else {
            return match self.handled() {
                Some(error) => {
                    self.reraising = true;
                    Err(Stop::Raise(error))
                }
                None => self.raise(tid::RUNTIME_ERROR, "No active exception to reraise"),
            };
        };
        let error = self.exception_to_raise(&what)?;
        if let Some(cause) = cause {
            let none = self.none();
            let cause = if cause.is(&none) {
                None
            } else if Self::as_type(&cause)
                .is_some_and(|id| self.is_subtype(id, tid::BASE_EXCEPTION))
                || self.is_instance(&cause, tid::BASE_EXCEPTION)
            {
                Some(self.exception_to_raise(&cause)?)
            } else {
                return self.type_error("exception causes must derive from BaseException");
            };
            if let Some(data) = exception::data(&error) {
                let mut data = data.borrow_mut();
                data.cause = cause;
                data.suppress = true;
            }
        }
        Err(Stop::Raise(error))
    }

    /// `except ty:` with a class or a tuple of them.
    pub(super) fn matches_exception(&mut self, error: &Value, ty: &Value) -> Res<bool> {
        let options: Vec<Value> = match &ty.kind {
            Kind::Tuple(items) => items.to_vec(),
            _ => vec![ty.clone()],
        };
        for option in &options {
            let is_exception =
                Self::as_type(option).is_some_and(|id| self.is_subtype(id, tid::BASE_EXCEPTION));
            if !is_exception {
                return self.type_error(
                    "catching classes that do not inherit from BaseException is not allowed",
                );
            }
        }
        Ok(options
            .iter()
            .filter_map(Self::as_type)
            .any(|id| self.is_instance(error, id)))
    }

    /// `with`: `__enter__` is called, `__exit__` kept for later (Python/ceval.c, BEFORE_WITH; 3.14+: LOAD_SPECIAL).
    pub(super) fn with_enter(&mut self) -> Res<()> {
        let manager = self.pop();
        let exit_first = self.build.at_least(14);
        let mut methods = [None, None];
        let order = if exit_first { [1, 0] } else { [0, 1] };
        for which in order {
            let name = [sym::ENTER, sym::EXIT][which];
            methods[which] = self.special(&manager, name)?;
            if methods[which].is_none() {
                return self.no_context_manager(&manager, name);
            }
        }
        let [Some(enter), Some(exit)] = methods else {
            return Ok(());
        };
        self.push(exit);
        let begun = self.begin_call(&enter, Vec::new(), Vec::new(), After::Push)?;
        self.settle(begun);
        Ok(())
    }

    fn no_context_manager(&mut self, manager: &Value, missed: Sym) -> Res<()> {
        let missed_name = self.symbols.text(missed).to_string();
        if !self.build.at_least(11) {
            return self.attribute_error(missed_name, None);
        }
        let name = self.error_name(manager.ty());
        let mut text = format!("'{name}' object does not support the context manager protocol");
        if self.build.at_least(14) || missed == sym::EXIT {
            text.push_str(&format!(" (missed {missed_name} method)"));
        }
        if self.build.at_least(14) {
            let mut has = |name: &str| {
                let name = self.sym(name);
                self.lookup(manager.ty(), name).is_some()
            };
            if has("__aenter__") && has("__aexit__") {
                text.push_str(
                    " but it supports the asynchronous context manager protocol. Did you mean to use 'async with'?",
                );
            }
        }
        self.type_error(text)
    }
}
