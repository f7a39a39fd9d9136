//! The loop: instructions, frames and handlers. Python calls never use the engine's stack.

use super::code::Linked;
use super::exception::{self, Entry, Stop};
use super::generator::{After, Block, Frame};
use super::object::{self, Kind, Value};
use super::symbol::{Sym, sym};
use super::types::tid;
use super::{Begun, Machine, Res};
use crate::python::code::Op;
use crate::text::Span;
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

    /// How many frames wait for the current one.
    pub(super) fn depth(&self) -> usize {
        self.callers.len()
    }

    /// Makes a frame the current one.
    pub(super) fn enter(&mut self, frame: Box<Frame>) -> Res<()> {
        self.check_frames()?;
        self.inlined_frames += usize::from(frame.code.inlined);
        let caller = std::mem::replace(&mut self.frame, frame);
        self.callers.push(caller);
        Ok(())
    }

    /// Leaves the current frame for its caller.
    pub(super) fn leave(&mut self) -> Box<Frame> {
        let caller = self
            .callers
            .pop()
            .unwrap_or_else(|| Box::new(self.root_frame()));
        self.inlined_frames -= usize::from(self.frame.code.inlined);
        self.native_levels -= std::mem::take(&mut self.frame.levels);
        std::mem::replace(&mut self.frame, caller)
    }

    /// The part of the learner's program that runs now: for problems.
    pub(super) fn current_span(&self) -> Option<Span> {
        let frames = std::iter::once(&self.frame).chain(self.callers.iter().rev());
        for frame in frames {
            if frame.code.file.program {
                return frame
                    .code
                    .code
                    .spans
                    .get(frame.pc.saturating_sub(1))
                    .copied();
            }
        }
        None
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

    /// The exception being handled now, here or in a caller.
    pub(super) fn handled(&self) -> Option<Value> {
        let frames = std::iter::once(&self.frame).chain(self.callers.iter().rev());
        frames
            .filter_map(|frame| frame.handled.last())
            .next()
            .cloned()
    }

    /// Brings an exception to its handler. `Some(value)`: the machine came back to `base` with a value.
    fn unwind(&mut self, error: Value, base: usize) -> Res<Option<Value>> {
        // What is raised again is in the traceback with this frame already (Python/ceval.c, exception_unwind).
        let mut again = std::mem::take(&mut self.reraising);
        if !again {
            self.set_context(&error)?;
        }
        let mut error = error;
        loop {
            self.work(1)?;
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
    fn finish(&mut self, after: After, value: Value, base: usize) -> Res<Option<Value>> {
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

    fn yield_value(&mut self, value: Value, base: usize) -> Res<Option<Value>> {
        let mut frame = self.leave();
        let after = std::mem::replace(&mut frame.after, After::Push);
        if let Some(generator) = frame.generator.take() {
            self.generator_suspended(&generator, frame);
        }
        self.finish_yield(after, value, base)
    }

    /// Puts what has begun onto the stack, or leaves it to the frame that was entered.
    pub(super) fn settle(&mut self, begun: Begun) {
        if let Begun::Done(value) = begun {
            self.push(value);
        }
    }

    fn execute(&mut self, base: usize) -> Res {
        loop {
            if object::finalizers_waiting() {
                self.run_finalizers()?;
            }
            self.work(1)?;
            let Some(&op) = self.frame.code.code.ops.get(self.frame.pc) else {
                return self.unsupported("code that runs past its end");
            };
            self.frame.pc += 1;
            match op {
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
                Op::Const(i) => self.push(self.frame.code.consts[i as usize].clone()),
                Op::Fast(i) => match &self.frame.locals[i as usize] {
                    Some(value) => {
                        let value = value.clone();
                        self.frame.stack.push(value);
                    }
                    None => return self.unbound_local(self.frame.code.locals[i as usize]),
                },
                Op::StoreFast(i) => {
                    let value = self.pop();
                    let old = self.frame.locals[i as usize].replace(value);
                    drop(old);
                }
                Op::DeleteFast(i) => {
                    let old = self.frame.locals[i as usize].take();
                    if old.is_none() {
                        return self.unbound_local(self.frame.code.locals[i as usize]);
                    }
                }
                Op::Attr(i) => {
                    let name = self.frame.code.names[i as usize];
                    let obj = self.pop();
                    let begun = self.begin_attr(&obj, name, false)?;
                    self.settle(begun);
                }
                Op::Method(i) => {
                    let name = self.frame.code.names[i as usize];
                    let obj = self.pop();
                    self.begin_method(&obj, name)?;
                }
                Op::StoreAttr(i) => {
                    let name = self.frame.code.names[i as usize];
                    let obj = self.pop();
                    let value = self.pop();
                    self.begin_set_attr(&obj, name, Some(value))?;
                }
                Op::DeleteAttr(i) => {
                    let name = self.frame.code.names[i as usize];
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
                Op::Jump(target) => self.frame.pc = target as usize,
                Op::PopJumpIfFalse(target) => {
                    let value = self.peek(1);
                    if self.enters_truth(&value)? {
                        continue;
                    }
                    self.pop();
                    if !self.truth(&value)? {
                        self.frame.pc = target as usize;
                    }
                }
                Op::PopJumpIfTrue(target) => {
                    let value = self.peek(1);
                    if self.enters_truth(&value)? {
                        continue;
                    }
                    self.pop();
                    if self.truth(&value)? {
                        self.frame.pc = target as usize;
                    }
                }
                Op::JumpIfFalseOrPop(target) => {
                    let value = self.peek(1);
                    if self.enters_truth(&value)? {
                        continue;
                    }
                    if self.truth(&value)? {
                        self.pop();
                    } else {
                        self.frame.pc = target as usize;
                    }
                }
                Op::JumpIfTrueOrPop(target) => {
                    let value = self.peek(1);
                    if self.enters_truth(&value)? {
                        continue;
                    }
                    if self.truth(&value)? {
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
                    let a = self.peek(1);
                    if self.enters_truth(&a)? {
                        continue;
                    }
                    self.pop();
                    let truth = self.truth(&a)?;
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

    /// UnboundLocalError of the build.
    fn unbound_local<T>(&mut self, name: Sym) -> Res<T> {
        let name = self.symbols.text(name);
        let text = if self.build.at_least(11) {
            format!("cannot access local variable '{name}' where it is not associated with a value")
        } else {
            format!("local variable '{name}' referenced before assignment")
        };
        self.raise(tid::UNBOUND_LOCAL_ERROR, text)
    }

    /// A frame for code, without arguments.
    pub(super) fn new_frame(
        &mut self,
        code: &Rc<Linked>,
        globals: &Value,
        namespace: Option<Value>,
        after: After,
    ) -> Box<Frame> {
        let own = code.code.cells.len();
        let cells = (0..own).map(|_| self.new_cell(None)).collect();
        let mut frame = self
            .spare_frames
            .pop()
            .unwrap_or_else(|| Box::new(self.root_frame()));
        frame.code = Rc::clone(code);
        frame.pc = 0;
        frame.cells = cells;
        frame.locals.resize(code.code.locals.len(), None);
        frame.globals = globals.clone();
        frame.namespace = namespace;
        frame.after = after;
        frame
    }

    /// Keeps a frame that is done for the next call.
    pub(super) fn recycle(&mut self, mut frame: Box<Frame>) {
        frame.stack.clear();
        frame.locals.clear();
        frame.cells.clear();
        frame.blocks.clear();
        frame.handled.clear();
        frame.namespace = None;
        frame.function = None;
        frame.generator = None;
        frame.after = After::Push;
        if self.spare_frames.len() < 64 {
            self.spare_frames.push(frame);
        }
    }
}
