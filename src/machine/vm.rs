//! The loop and its frequent instructions. Python calls never use the engine's stack.

use super::exception::Stop;
use super::generator::{After, Block};
use super::object::{self, Int, Kind, Value};
use super::symbol::sym;
use super::types::tid;
use super::{Begun, Machine, Res};
use crate::python::code::Op;
use std::rc::Rc;

impl Machine {
    /// Runs the frame that was entered last until the machine is back at `base` callers.
    pub(super) fn run_until(&mut self, base: usize) -> Res {
        loop {
            match self.execute(base) {
                Ok(value) => return Ok(value),
                Err(Stop::Raise(error)) => {
                    if let Some(value) = self.unwind(error, base)? {
                        return Ok(value);
                    }
                }
                Err(halt) => return Err(halt),
            }
        }
    }

    /// Goes on with an exception thrown into the frame that was entered last.
    pub(super) fn run_with_error(&mut self, error: Value, base: usize) -> Res {
        match self.unwind(error, base)? {
            Some(value) => Ok(value),
            None => self.complete(base, Ok(Begun::Entered)),
        }
    }

    /// Runs what has begun to its end: for native code that calls into Python.
    pub(super) fn complete(&mut self, base: usize, begun: Res<Begun>) -> Res {
        match begun? {
            Begun::Done(value) => Ok(value),
            Begun::Entered => self.nested(|machine| machine.run_until(base)),
        }
    }

    pub(super) fn push(&mut self, value: Value) {
        self.frame.stack.push(value);
    }

    pub(super) fn pop(&mut self) -> Value {
        match self.frame.stack.pop() {
            Some(value) => value,
            None => self.null.clone(),
        }
    }

    /// The value `n` below the top (1 is the top).
    pub(super) fn peek(&self, n: usize) -> Value {
        let stack = &self.frame.stack;
        stack
            .len()
            .checked_sub(n)
            .and_then(|i| stack.get(i))
            .unwrap_or(&self.null)
            .clone()
    }

    pub(super) fn pop_many(&mut self, n: usize) -> Vec<Value> {
        let at = self.frame.stack.len().saturating_sub(n);
        self.frame.stack.split_off(at)
    }

    /// Puts what has begun onto the stack, or leaves it to the frame that was entered.
    pub(super) fn settle(&mut self, begun: Begun) {
        if let Begun::Done(value) = begun {
            self.push(value);
        }
    }

    fn execute(&mut self, base: usize) -> Res {
        let mut code = Rc::clone(&self.frame.code);
        loop {
            if object::finalizers_waiting() {
                self.run_finalizers()?;
            }
            self.step()?;
            // Most instructions stay in their frame, and so the next one is found without a look at it.
            if !Rc::ptr_eq(&code, &self.frame.code) {
                code = Rc::clone(&self.frame.code);
            }
            let Some(op) = code.code.ops.get(self.frame.pc) else {
                return self.unsupported("code that runs past its end");
            };
            self.frame.pc += 1;
            match *op {
                Op::Nop => {}
                Op::Pop => {
                    self.pop();
                }
                Op::Dup => self.push(self.peek(1)),
                Op::DupTwo => {
                    let (a, b) = (self.peek(2), self.peek(1));
                    self.push(a);
                    self.push(b);
                }
                Op::Swap(n) => {
                    let len = self.frame.stack.len();
                    if len >= n as usize && n > 0 {
                        self.frame.stack.swap(len - 1, len - n as usize);
                    }
                }
                Op::RotateDown(n) => {
                    let len = self.frame.stack.len();
                    if len >= n as usize {
                        self.frame.stack[len - n as usize..].rotate_right(1);
                    }
                }
                Op::Const(i) => self.push(code.consts[i as usize].clone()),
                Op::Fast(i) => match &self.frame.locals[i as usize] {
                    Some(value) => {
                        let value = value.clone();
                        self.frame.stack.push(value);
                    }
                    None => return self.unbound_local(code.locals[i as usize]),
                },
                Op::StoreFast(i) => {
                    let value = self.pop();
                    let old = self.frame.locals[i as usize].replace(value);
                    drop(old);
                }
                Op::DeleteFast(i) => {
                    let old = self.frame.locals[i as usize].take();
                    if old.is_none() {
                        return self.unbound_local(code.locals[i as usize]);
                    }
                }
                Op::Global(i) => {
                    let value = self.global(code.names[i as usize])?;
                    self.push(value);
                }
                Op::Attr(i) => {
                    let name = code.names[i as usize];
                    let obj = self.pop();
                    self.watch_access(&obj, name);
                    if let Some(value) = self.plain_attr(&obj, name) {
                        self.push(value);
                        continue;
                    }
                    let begun = self.begin_attr(&obj, name, false)?;
                    self.settle(begun);
                }
                Op::Method(i) => {
                    let name = code.names[i as usize];
                    let obj = self.pop();
                    self.watch_access(&obj, name);
                    self.begin_method(&obj, name)?;
                }
                Op::StoreAttr(i) => {
                    let name = code.names[i as usize];
                    let obj = self.pop();
                    let value = self.pop();
                    self.watch_access(&obj, name);
                    self.begin_set_attr(&obj, name, Some(value))?;
                }
                Op::DeleteAttr(i) => {
                    let name = code.names[i as usize];
                    let obj = self.pop();
                    self.begin_set_attr(&obj, name, None)?;
                }
                Op::Call(argc) => {
                    let begun = self.call_from_stack(argc as usize, None, false)?;
                    self.settle(begun);
                }
                Op::CallMethod(argc) => {
                    let begun = self.call_from_stack(argc as usize, None, true)?;
                    self.settle(begun);
                }
                Op::CallKw(argc, names) => {
                    let begun = self.call_from_stack(argc as usize, Some(names), false)?;
                    self.settle(begun);
                }
                Op::CallMethodKw(argc, names) => {
                    let begun = self.call_from_stack(argc as usize, Some(names), true)?;
                    self.settle(begun);
                }
                Op::Return => {
                    let value = self.pop();
                    let mut frame = self.leave();
                    if let Some(generator) = frame.generator.take() {
                        self.generator_ended(&generator);
                    }
                    let after = std::mem::replace(&mut frame.after, After::Push);
                    self.recycle(frame);
                    if let Some(value) = self.finish(after, value, base)? {
                        return Ok(value);
                    }
                }
                Op::Yield => {
                    let value = self.pop();
                    if let Some(value) = self.yield_value(value, base)? {
                        return Ok(value);
                    }
                }
                Op::YieldFrom => {
                    if let Some(value) = self.yield_from()? {
                        self.frame.pc -= 1;
                        if let Some(value) = self.yield_value(value, base)? {
                            return Ok(value);
                        }
                    }
                }
                Op::Jump(target) => {
                    self.watch_turn(target as usize);
                    self.frame.pc = target as usize;
                }
                Op::PopJumpIfFalse(target) => {
                    let Some(truth) = self.truth_of_top()? else {
                        continue;
                    };
                    self.pop();
                    if !truth {
                        self.frame.pc = target as usize;
                    }
                }
                Op::PopJumpIfTrue(target) => {
                    let Some(truth) = self.truth_of_top()? else {
                        continue;
                    };
                    self.pop();
                    if truth {
                        self.frame.pc = target as usize;
                    }
                }
                Op::JumpIfFalseOrPop(target) => {
                    let Some(truth) = self.truth_of_top()? else {
                        continue;
                    };
                    if truth {
                        self.pop();
                    } else {
                        self.frame.pc = target as usize;
                    }
                }
                Op::JumpIfTrueOrPop(target) => {
                    let Some(truth) = self.truth_of_top()? else {
                        continue;
                    };
                    if truth {
                        self.frame.pc = target as usize;
                    } else {
                        self.pop();
                    }
                }
                Op::ForIter(target) => self.for_iter(target)?,
                Op::Binary(op) => {
                    let b = self.pop();
                    let a = self.pop();
                    let begun = self.begin_binary(op, false, a, b)?;
                    self.settle(begun);
                }
                Op::Inplace(op) => {
                    let b = self.pop();
                    let a = self.pop();
                    let begun = self.begin_binary(op, true, a, b)?;
                    self.settle(begun);
                }
                Op::Compare(op) => {
                    let b = self.pop();
                    let a = self.pop();
                    let begun = self.begin_compare(op, a, b)?;
                    self.settle(begun);
                }
                Op::Is(negate) => {
                    let b = self.pop();
                    let a = self.pop();
                    let value = self.bool(a.is(&b) != negate);
                    self.push(value);
                }
                Op::Not => {
                    let Some(truth) = self.truth_of_top()? else {
                        continue;
                    };
                    self.pop();
                    let value = self.bool(!truth);
                    self.push(value);
                }
                Op::SetupTry(target) => {
                    let block = Block {
                        target,
                        stack: self.frame.stack.len(),
                        handled: self.frame.handled.len(),
                    };
                    self.frame.blocks.push(block);
                }
                Op::PopTry => {
                    self.frame.blocks.pop();
                }
                Op::PopExcept => {
                    self.frame.handled.pop();
                }
                Op::Reraise => {
                    let error = self.pop();
                    self.reraising = true;
                    return Err(Stop::Raise(error));
                }
                other => self.execute_rare(other)?,
            }
        }
    }

    /// Whether the top of the stack is true; `None` where a frame was entered that will answer it.
    fn truth_of_top(&mut self) -> Res<Option<bool>> {
        if let Some(top) = self.frame.stack.last()
            && let (tid::BOOL, Kind::Int(Int::Small(n))) = (top.ty(), &top.kind)
        {
            return Ok(Some(*n != 0));
        }
        let value = self.peek(1);
        if self.enters_truth(&value)? {
            return Ok(None);
        }
        self.truth(&value).map(Some)
    }

    /// `for`: the next item onto the stack, or out of the loop.
    fn for_iter(&mut self, target: u32) -> Res<()> {
        let iter = self.peek(1);
        match &iter.kind {
            Kind::Generator(_) => {
                if self.generator_done(&iter) {
                    self.pop();
                    self.frame.pc = target as usize;
                    return Ok(());
                }
                let none = self.none();
                self.begin_resume(&iter, Ok(none), After::ForIter(target))?;
            }
            Kind::Iter(_) => match self.next(&iter)? {
                Some(value) => self.push(value),
                None => {
                    self.pop();
                    self.frame.pc = target as usize;
                }
            },
            _ => {
                let Some(next) = self.lookup(iter.ty(), sym::NEXT) else {
                    let text =
                        format!("'{}' object is not an iterator", self.error_name(iter.ty()));
                    return self.type_error(text);
                };
                let after = After::ForNext(target);
                let begun = self.begin_call_bound(&next, &iter, Vec::new(), after);
                match self.catch(begun, tid::STOP_ITERATION)? {
                    Some(begun) => self.settle(begun),
                    None => {
                        self.pop();
                        self.frame.pc = target as usize;
                    }
                }
            }
        }
        Ok(())
    }

    /// `[iterator, sent]`: `Some(value)` is to be yielded; at the end the result is on the stack.
    #[inline(never)]
    fn yield_from(&mut self) -> Res<Option<Value>> {
        let sent = self.pop();
        let iter = self.peek(1);
        if let Kind::Generator(_) = iter.kind {
            if self.generator_done(&iter) {
                self.pop();
                self.push(self.none());
                return Ok(None);
            }
            self.begin_resume(&iter, Ok(sent), After::YieldFrom)?;
            return Ok(None);
        }
        let next = if sent.is(&self.none()) {
            self.next(&iter)
        } else {
            let method = self.get_attr(&iter, sym::SEND)?;
            let result = self.call(&method, &[sent], &[]);
            self.catch(result, tid::STOP_ITERATION)
        };
        match next? {
            Some(value) => Ok(Some(value)),
            None => {
                self.pop();
                let result = self.take_stop_value();
                self.push(result);
                Ok(None)
            }
        }
    }
}
