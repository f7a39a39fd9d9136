//! Generators: resuming, throwing into and closing them; and what happens to objects that die.

use super::exception::{self, Stop};
use super::generator::{After, Frame, Generator};
use super::object::{self, Kind, Value};
use super::symbol::sym;
use super::types::tid;
use super::{Begun, Machine, Res};
use std::cell::RefCell;

impl Machine {
    /// A generator around a frame that has not started.
    pub(super) fn new_generator(
        &mut self,
        frame: Box<Frame>,
        name: Value,
        qualname: Value,
    ) -> Value {
        let code = frame.code.clone();
        let generator = Generator {
            frame: Some(frame),
            running: false,
            fresh: true,
            done: false,
            name,
            qualname,
            code,
            delegate: None,
        };
        let value = Value::new(
            tid::GENERATOR,
            Kind::Generator(Box::new(RefCell::new(generator))),
        );
        value.want_finalizer();
        self.track(value)
    }

    /// Whether a generator has ended.
    pub(super) fn generator_done(&self, generator: &Value) -> bool {
        matches!(&generator.kind, Kind::Generator(state) if state.borrow().done)
    }

    pub(super) fn generator_ended(&mut self, generator: &Value) {
        if let Kind::Generator(state) = &generator.kind {
            let mut state = state.borrow_mut();
            state.running = false;
            state.done = true;
        }
    }

    pub(super) fn generator_suspended(&mut self, generator: &Value, frame: Box<Frame>) {
        if let Kind::Generator(state) = &generator.kind {
            let mut state = state.borrow_mut();
            state.running = false;
            state.frame = Some(frame);
        }
    }

    /// Enters a suspended generator with a value sent, or an exception thrown into it.
    pub(super) fn begin_resume(
        &mut self,
        generator: &Value,
        sent: Result<Value, Value>,
        after: After,
    ) -> Res<()> {
        let Kind::Generator(cell) = &generator.kind else {
            return self.unsupported("resuming what is no generator");
        };
        let mut state = cell.borrow_mut();
        if state.running {
            drop(state);
            return self.value_error("generator already executing");
        }
        let fresh = std::mem::take(&mut state.fresh);
        let Some(mut frame) = state.frame.take() else {
            drop(state);
            return self.unsupported("resuming a generator that has ended");
        };
        if let Ok(value) = &sent
            && fresh
            && !value.is(&self.none())
        {
            state.frame = Some(frame);
            state.fresh = true;
            drop(state);
            return self.type_error("can't send non-None value to a just-started generator");
        }
        state.running = true;
        drop(state);
        frame.generator = Some(generator.clone());
        frame.after = after;
        if let Ok(value) = &sent
            && !fresh
        {
            frame.stack.push(value.clone());
        }
        if let Err(stop) = self.enter(frame) {
            self.generator_ended(generator);
            return Err(stop);
        }
        match sent {
            Ok(_) => Ok(()),
            Err(error) => Err(Stop::Raise(error)),
        }
    }

    /// Sends a value into a generator, or throws an exception, and waits: `None` at its end.
    pub(super) fn resume(
        &mut self,
        generator: &Value,
        sent: Result<Value, Value>,
    ) -> Res<Option<Value>> {
        if self.generator_done(generator) {
            return match sent {
                Ok(_) => {
                    self.stop_value = None;
                    Ok(None)
                }
                Err(error) => Err(Stop::Raise(error)),
            };
        }
        // An exception goes to the generator that this one delegates to, if any.
        if let Err(error) = &sent
            && let Some(delegate) = self.delegate_of(generator)
        {
            return self.throw_into_delegate(generator, &delegate, error.clone());
        }
        let base = self.depth();
        let entered = self.begin_resume(generator, sent, After::Native);
        self.returned = false;
        let result = match entered {
            Ok(()) => self.complete(base, Ok(Begun::Entered)),
            // Thrown: the frame is entered, its handlers are asked first.
            Err(Stop::Raise(error)) if self.depth() > base => self.run_with_error(error, base),
            Err(stop) => Err(stop),
        };
        let value = result?;
        if std::mem::take(&mut self.returned) {
            self.stop_value = Some(value);
            return Ok(None);
        }
        Ok(Some(value))
    }

    /// The iterator that a suspended generator is in a `yield from` of.
    fn delegate_of(&self, generator: &Value) -> Option<Value> {
        let Kind::Generator(state) = &generator.kind else {
            return None;
        };
        let state = state.borrow();
        let frame = state.frame.as_ref()?;
        let op = frame.code.code.ops.get(frame.pc)?;
        if matches!(op, crate::python::code::Op::YieldFrom) && !state.fresh {
            frame.stack.last().cloned()
        } else {
            None
        }
    }

    #[inline(never)]
    fn throw_into_delegate(
        &mut self,
        generator: &Value,
        delegate: &Value,
        error: Value,
    ) -> Res<Option<Value>> {
        let result = if self.is_instance(&error, tid::GENERATOR_EXIT) {
            match self.close_iterator(delegate) {
                Ok(()) => Err(Stop::Raise(error)),
                Err(stop) => Err(stop),
            }
        } else if let Kind::Generator(_) = delegate.kind {
            self.resume(delegate, Err(error))
        } else if let Some(throw) = self.try_attr(delegate, sym::THROW)? {
            let result = self.call(&throw, &[error], &[]);
            self.catch(result, tid::STOP_ITERATION)
        } else {
            Err(Stop::Raise(error))
        };
        match result {
            Ok(Some(value)) => Ok(Some(value)),
            Ok(None) => {
                // The delegate has ended: its value is the value of the `yield from`.
                let value = self.take_stop_value();
                if let Kind::Generator(state) = &generator.kind
                    && let Some(frame) = state.borrow_mut().frame.as_mut()
                {
                    frame.stack.pop();
                    frame.pc += 1;
                }
                self.resume(generator, Ok(value))
            }
            Err(Stop::Raise(error)) => {
                if let Kind::Generator(state) = &generator.kind
                    && let Some(frame) = state.borrow_mut().frame.as_mut()
                {
                    frame.stack.pop();
                    frame.pc += 1;
                }
                self.resume(generator, Err(error))
            }
            Err(halt) => Err(halt),
        }
    }

    fn close_iterator(&mut self, iter: &Value) -> Res<()> {
        if let Kind::Generator(_) = iter.kind {
            return self.close_generator(iter);
        }
        if let Some(close) = self.try_attr(iter, sym::CLOSE)? {
            self.call(&close, &[], &[])?;
        }
        Ok(())
    }

    /// `generator.close()` (Objects/genobject.c, gen_close).
    pub(super) fn close_generator(&mut self, generator: &Value) -> Res<()> {
        if self.generator_done(generator) {
            return Ok(());
        }
        let fresh = matches!(&generator.kind, Kind::Generator(state) if state.borrow().fresh);
        if fresh {
            self.generator_ended(generator);
            if let Kind::Generator(state) = &generator.kind {
                let frame = state.borrow_mut().frame.take();
                drop(frame);
            }
            return Ok(());
        }
        let exit = self.exception_of(tid::GENERATOR_EXIT, Vec::new());
        match self.resume(generator, Err(exit)) {
            Ok(Some(_)) => self.raise(tid::RUNTIME_ERROR, "generator ignored GeneratorExit"),
            Ok(None) => Ok(()),
            Err(stop)
                if self.is_raise(&stop, tid::GENERATOR_EXIT)
                    || self.is_raise(&stop, tid::STOP_ITERATION) =>
            {
                Ok(())
            }
            Err(stop) => Err(stop),
        }
    }

    /// A StopIteration that leaves a generator's frame becomes RuntimeError (PEP 479).
    pub(super) fn stop_iteration_escaped(&mut self, error: Value) -> Value {
        let wrapper = self.exception(tid::RUNTIME_ERROR, "generator raised StopIteration");
        if let Some(data) = exception::data(&wrapper) {
            let mut data = data.borrow_mut();
            data.cause = Some(error.clone());
            data.context = Some(error);
            data.suppress = true;
        }
        wrapper
    }

    /// Runs what waits for objects that died: weak reference callbacks, `__del__`, `finally` of generators.
    pub(super) fn run_finalizers(&mut self) -> Res<()> {
        while let Some(value) = object::next_finalizer() {
            if let Kind::Generator(_) = value.kind {
                // Errors are only printed to stderr by CPython.
                match self.close_generator(&value) {
                    Err(halt @ Stop::Halt(_)) => return Err(halt),
                    Ok(()) | Err(Stop::Raise(_)) => {}
                }
                continue;
            }
            if !value.finalized()
                && let Some(del) = self.lookup(value.ty(), sym::DEL)
            {
                let base = self.depth();
                let begun = self.begin_call_bound(&del, &value, Vec::new(), After::Push);
                match self.complete(base, begun) {
                    Err(halt @ Stop::Halt(_)) => return Err(halt),
                    Ok(_) | Err(Stop::Raise(_)) => {}
                }
            }
            if value.refcount() > 1 {
                // `__del__` has brought it back to life.
                if value
                    .extra
                    .borrow()
                    .as_ref()
                    .is_some_and(|extra| !extra.weakrefs.is_empty())
                {
                    value.want_finalizer();
                }
                continue;
            }
            self.clear_weakrefs(&value)?;
        }
        Ok(())
    }
}
