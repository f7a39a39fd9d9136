//! How a frame ends: an exception goes to its handler, a result or what was yielded to where it is wanted.

use super::exception::{self, Entry, Stop};
use super::generator::{After, Frame};
use super::object::Value;
use super::types::tid;
use super::{Begun, Machine, Res};
use std::rc::Rc;

impl Machine {
    /// Brings an exception to its handler. `Some(value)`: the machine came back to `base` with a value.
    pub(super) fn unwind(&mut self, error: Value, base: usize) -> Res<Option<Value>> {
        // What is raised again is in the traceback with this frame already (Python/ceval.c, exception_unwind).
        let mut again = std::mem::take(&mut self.reraising);
        if !again {
            self.set_context(&error)?;
        }
        let mut error = error;
        loop {
            self.work(4)?;
            // A frame at the base belongs to whoever called this loop.
            if self.depth() == base {
                return Err(Stop::Raise(error));
            }
            if let Some(data) = exception::data(&error)
                && !std::mem::take(&mut again)
                && !self.frame.code.code.ops.is_empty()
            {
                let entry = Entry {
                    code: Rc::clone(&self.frame.code),
                    op: self.frame.pc.saturating_sub(1),
                };
                data.borrow_mut().traceback.push(entry);
            }
            if let Some(block) = self.frame.blocks.pop() {
                self.frame.stack.truncate(block.stack);
                self.frame.handled.truncate(block.handled);
                self.frame.handled.push(error.clone());
                self.push(error);
                self.frame.pc = block.target as usize;
                return Ok(None);
            }
            let mut left = self.leave();
            if left.code.file.is_python() {
                keep(&error, &mut left);
            }
            if let Some(generator) = left.generator.take() {
                self.generator_ended(&generator);
                if self.is_instance(&error, tid::STOP_ITERATION) {
                    error = self.stop_iteration_escaped(error);
                }
            }
            match std::mem::replace(&mut left.after, After::Push) {
                After::Attr(obj, name) if self.falls_back(&obj, &error) => {
                    drop(left);
                    let begun = self.begin_getattr_hook(&obj, name, After::Push);
                    match self.unwound(begun, base) {
                        Err(Stop::Raise(next)) => error = next,
                        other => return other,
                    }
                }
                After::Method(obj, name) if self.falls_back(&obj, &error) => {
                    drop(left);
                    let begun =
                        self.begin_getattr_hook(&obj, name, After::Method(obj.clone(), name));
                    match begun {
                        Ok(Begun::Done(value)) => {
                            self.push(value);
                            self.push(self.null.clone());
                            return Ok(None);
                        }
                        Ok(Begun::Entered) => return Ok(None),
                        Err(Stop::Raise(next)) => error = next,
                        Err(halt) => return Err(halt),
                    }
                }
                After::ForNext(target) if self.is_instance(&error, tid::STOP_ITERATION) => {
                    self.pop();
                    self.frame.pc = target as usize;
                    return Ok(None);
                }
                _ => {}
            }
        }
    }

    /// Hands on what a fall-back began: a value at `base`, or on the stack.
    fn unwound(&mut self, begun: Res<Begun>, base: usize) -> Res<Option<Value>> {
        match begun? {
            Begun::Entered => Ok(None),
            Begun::Done(value) if self.depth() == base => Ok(Some(value)),
            Begun::Done(value) => {
                self.push(value);
                Ok(None)
            }
        }
    }

    /// `__context__`: what was being handled when the exception was raised (Python/errors.c, _PyErr_SetObject).
    fn set_context(&mut self, error: &Value) -> Res<()> {
        let Some(handled) = self.handled() else {
            return Ok(());
        };
        if handled.is(error) {
            return Ok(());
        }
        // Cut the chain where it would come back to the new exception.
        let mut at = handled.clone();
        loop {
            self.work(1)?;
            let next = exception::data(&at).and_then(|data| data.borrow().context.clone());
            match next {
                Some(next) if next.is(error) => {
                    if let Some(data) = exception::data(&at) {
                        data.borrow_mut().context = None;
                    }
                    break;
                }
                Some(next) => at = next,
                None => break,
            }
        }
        if let Some(data) = exception::data(error) {
            data.borrow_mut().context = Some(handled);
        }
        Ok(())
    }

    /// A frame has returned: its value goes where it is wanted. `Some`: the machine is back at `base`.
    pub(super) fn finish(&mut self, after: After, value: Value, base: usize) -> Res<Option<Value>> {
        let value = match after {
            After::Push | After::Attr(..) => value,
            After::Discard => {
                return if self.depth() == base {
                    Ok(Some(self.none()))
                } else {
                    Ok(None)
                };
            }
            After::Init(instance) => {
                self.check_init_result(&value)?;
                instance
            }
            After::New(ty, args) => match self.begin_init(ty, value, args.pos, args.kw)? {
                Begun::Done(value) => value,
                Begun::Entered => return Ok(None),
            },
            After::Method(..) | After::HookedMethod => {
                if self.depth() == base {
                    return Ok(Some(value));
                }
                self.push(value);
                self.push(self.null.clone());
                return Ok(None);
            }
            After::Truth(negate) => {
                let truth = self.truth(&value)?;
                self.bool(truth != negate)
            }
            After::ForIter(target) => {
                self.pop();
                self.frame.pc = target as usize;
                return Ok(None);
            }
            After::ForNext(_) => value,
            After::YieldFrom => {
                self.pop();
                value
            }
            After::Native => {
                self.returned = true;
                value
            }
            After::Next => return self.stop_iteration(value),
            After::Again(again) => self.finish_again(*again, value)?,
            After::Redo(question) => {
                self.finish_redo(*question, value);
                return Ok(None);
            }
            After::Binary(candidates) => match self.binary_result(value, *candidates)? {
                Begun::Done(value) => value,
                Begun::Entered => return Ok(None),
            },
        };
        if self.depth() == base {
            return Ok(Some(value));
        }
        self.push(value);
        Ok(None)
    }

    /// A generator's frame has yielded to the frame that resumed it.
    fn finish_yield(&mut self, after: After, value: Value, base: usize) -> Res<Option<Value>> {
        if let After::YieldFrom = after {
            // The delegating generator yields it in turn, and will come back to this instruction.
            self.frame.pc -= 1;
            return self.yield_value(value, base);
        }
        if self.depth() == base {
            return Ok(Some(value));
        }
        self.push(value);
        Ok(None)
    }

    /// The current frame, a generator's, yields.
    pub(super) fn yield_value(&mut self, value: Value, base: usize) -> Res<Option<Value>> {
        let mut frame = self.leave();
        let after = std::mem::replace(&mut frame.after, After::Push);
        if let Some(generator) = frame.generator.take() {
            self.generator_suspended(&generator, frame);
        }
        self.finish_yield(after, value, base)
    }
}

/// The locals of a frame that an exception ends live as long as its traceback.
fn keep(error: &Value, frame: &mut Frame) {
    if let Some(data) = exception::data(error) {
        let held = frame.locals.drain(..).flatten();
        data.borrow_mut()
            .held
            .extend(held.chain(frame.cells.drain(..)));
    }
}
