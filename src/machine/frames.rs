//! The current frame and its callers: entered, left, made and used again.

use super::Machine;
use super::Res;
use super::code::Linked;
use super::generator::{After, Frame};
use super::object::Value;
use crate::python::code::Op;
use crate::text::Span;
use std::rc::Rc;

impl Machine {
    /// How many frames wait for the current one.
    pub(super) fn depth(&self) -> usize {
        self.callers.len()
    }

    /// Whether a method was called two frames further out by `obj[key]`, not by its name.
    pub(super) fn is_subscript(&self) -> bool {
        let place = self.depth().checked_sub(2);
        let Some(frame) = place.and_then(|place| self.callers.get(place)) else {
            return false;
        };
        let op = frame
            .pc
            .checked_sub(1)
            .and_then(|pc| frame.code.code.ops.get(pc));
        matches!(
            op,
            Some(Op::Subscript | Op::StoreSubscript | Op::DeleteSubscript)
        )
    }

    /// Makes a frame the current one.
    pub(super) fn enter(&mut self, frame: Box<Frame>) -> Res<()> {
        self.check_frames()?;
        self.watch_call(&frame.code);
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

    /// The exception being handled now, here or in a caller.
    pub(super) fn handled(&self) -> Option<Value> {
        let frames = std::iter::once(&self.frame).chain(self.callers.iter().rev());
        frames
            .filter_map(|frame| frame.handled.last())
            .next()
            .cloned()
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
