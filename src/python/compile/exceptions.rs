//! `try`, `with`, and leaving them early: `return`, `break` and `continue` run what has to run.

use super::unit::Block;
use super::{Access, Compiler};
use crate::python::code::{Const, Op};
use crate::python::tree::*;
use crate::text::Span;

/// CO_MAXBLOCKS: open loops, `try` and `with` blocks in one function.
const MAX_BLOCKS: usize = 20;

impl<'t> Compiler<'t> {
    pub(super) fn push_block(&mut self, block: Block<'t>, span: Span) {
        let limit = MAX_BLOCKS + usize::from(self.build.at_least(13));
        if self.unit.blocks.len() >= limit {
            self.syntax("too many statically nested blocks", span);
        }
        self.unit.blocks.push(block);
    }

    pub(super) fn try_stmt(&mut self, parts: &'t Try, span: Span) {
        if parts.finalbody.is_empty() {
            self.try_except(parts, span);
        } else {
            self.try_finally(parts, span);
        }
    }

    fn try_finally(&mut self, parts: &'t Try, span: Span) {
        let (handler, end) = (self.unit.label(), self.unit.label());
        self.jump(Op::SetupTry, handler, span);
        self.push_block(Block::FinallyTry(&parts.finalbody), span);
        if parts.handlers.is_empty() {
            self.statements(&parts.body);
        } else {
            self.try_except(parts, span);
        }
        self.unit.blocks.pop();
        self.emit(Op::PopTry, span);
        self.statements(&parts.finalbody);
        self.jump(Op::Jump, end, span);
        self.unit.bind(handler);
        self.push_block(Block::FinallyEnd, span);
        self.statements(&parts.finalbody);
        self.unit.blocks.pop();
        self.emit(Op::Reraise, span);
        self.unit.bind(end);
    }

    fn try_except(&mut self, parts: &'t Try, span: Span) {
        let (handlers, end) = (self.unit.label(), self.unit.label());
        self.jump(Op::SetupTry, handlers, span);
        self.push_block(Block::TryExcept, span);
        self.statements(&parts.body);
        self.unit.blocks.pop();
        self.emit(Op::PopTry, span);
        self.statements(&parts.orelse);
        self.jump(Op::Jump, end, span);
        self.unit.bind(handlers);
        self.push_block(Block::Handling, span);
        if parts.star {
            self.star_handlers(&parts.handlers, span);
            self.unit.blocks.pop();
            return self.unit.bind(end);
        }
        for (i, handler) in parts.handlers.iter().enumerate() {
            if handler.exception.is_none() && i + 1 < parts.handlers.len() {
                self.syntax("default 'except:' must be last", handler.span);
            }
            let next = self.unit.label();
            if let Some(exception) = &handler.exception {
                self.statement = handler.span;
                self.expr(exception);
                self.emit(Op::MatchException, handler.span);
                self.jump(Op::PopJumpIfFalse, next, handler.span);
            }
            self.handler(handler);
            self.jump(Op::Jump, end, handler.span);
            self.unit.bind(next);
        }
        self.unit.blocks.pop();
        self.emit(Op::Reraise, span);
        self.unit.bind(end);
    }

    /// The body of a handler that matched; the exception is on the stack and goes.
    fn handler(&mut self, handler: &'t Handler) {
        let span = handler.span;
        let Some(name) = &handler.name else {
            self.emit(Op::Pop, span);
            self.push_block(Block::Handler(None), span);
            self.statements(&handler.body);
            self.unit.blocks.pop();
            return self.emit(Op::PopExcept, span);
        };
        let (cleanup, end) = (self.unit.label(), self.unit.label());
        self.variable(&name.id, Access::Store, span);
        self.jump(Op::SetupTry, cleanup, span);
        self.push_block(Block::Handler(Some(name)), span);
        self.statements(&handler.body);
        self.unit.blocks.pop();
        self.emit(Op::PopTry, span);
        self.emit(Op::PopExcept, span);
        self.unbind(name, span);
        self.jump(Op::Jump, end, span);
        self.unit.bind(cleanup);
        self.unbind(name, span);
        self.emit(Op::Reraise, span);
        self.unit.bind(end);
    }

    /// `except*` clauses: each takes its part of what is left; at the end all that was raised is raised together.
    fn star_handlers(&mut self, handlers: &'t [Handler], span: Span) {
        self.emit(Op::StarStart, span);
        for handler in handlers {
            let span = handler.span;
            let (cleanup, next) = (self.unit.label(), self.unit.label());
            self.statement = span;
            if let Some(exception) = &handler.exception {
                self.expr(exception);
            }
            self.emit(Op::StarMatch, span);
            self.jump(Op::PopJumpIfFalse, next, span);
            match &handler.name {
                Some(name) => self.variable(&name.id, Access::Store, span),
                None => self.emit(Op::Pop, span),
            }
            self.jump(Op::SetupTry, cleanup, span);
            self.push_block(Block::StarHandler, span);
            self.statements(&handler.body);
            self.unit.blocks.pop();
            self.emit(Op::PopTry, span);
            if let Some(name) = &handler.name {
                self.unbind(name, span);
            }
            self.jump(Op::Jump, next, span);
            self.unit.bind(cleanup);
            if let Some(name) = &handler.name {
                self.unbind(name, span);
            }
            self.emit(Op::StarRaised, span);
            self.emit(Op::PopExcept, span);
            self.unit.bind(next);
        }
        let done = self.unit.label();
        self.emit(Op::StarEnd, span);
        self.jump(Op::PopJumpIfFalse, done, span);
        self.emit(Op::Reraise, span);
        self.unit.bind(done);
        self.emit(Op::Pop, span);
        self.emit(Op::PopExcept, span);
    }

    /// `name = None; del name`
    fn unbind(&mut self, name: &'t Name, span: Span) {
        self.constant(Const::None, span);
        self.variable(&name.id, Access::Store, span);
        self.variable(&name.id, Access::Delete, span);
    }

    pub(super) fn with(&mut self, items: &'t [WithItem], body: &'t [Stmt], span: Span) {
        let Some((item, rest)) = items.split_first() else {
            return self.statements(body);
        };
        let enter = self.with_enter_place(span, &item.context);
        let (handler, suppressed, end) = (self.unit.label(), self.unit.label(), self.unit.label());
        self.expr(&item.context);
        self.emit(Op::WithEnter, enter);
        self.jump(Op::SetupWith, handler, enter);
        self.push_block(Block::With(enter), span);
        match &item.target {
            Some(target) => self.store(target),
            None => self.emit(Op::Pop, enter),
        }
        self.with(rest, body, span);
        self.unit.blocks.pop();
        self.emit(Op::PopTry, enter);
        let exit = self.with_exit_place(enter);
        self.call_exit(exit);
        self.jump(Op::Jump, end, exit);
        self.unit.bind(handler);
        self.emit(Op::WithExceptStart, exit);
        self.jump(Op::PopJumpIfTrue, suppressed, exit);
        self.emit(Op::Reraise, exit);
        self.unit.bind(suppressed);
        self.emit(Op::Pop, exit);
        self.emit(Op::PopExcept, exit);
        self.emit(Op::Pop, exit);
        self.unit.bind(end);
    }

    /// `[exit] → []`: `exit(None, None, None)`
    fn call_exit(&mut self, span: Span) {
        for _ in 0..3 {
            self.constant(Const::None, span);
        }
        self.emit(Op::Call(3), span);
        self.emit(Op::Pop, span);
    }

    /// Leaves every open block; the value on top of the stack is kept if `keep`.
    pub(super) fn unwind_all(&mut self, keep: bool, span: Span) {
        self.unwind_from(0, keep, span);
    }

    /// Leaves the blocks from number `outermost` on, the innermost first. Each one's code is compiled
    /// with only the blocks around it open (compiler_unwind_fblock_stack).
    pub(super) fn unwind_from(&mut self, outermost: usize, keep: bool, span: Span) {
        let open = self.unit.blocks.clone();
        while self.unit.blocks.len() > outermost && self.going() {
            if let Some(block) = self.unit.blocks.pop() {
                self.unwind(block, keep, span);
            }
        }
        self.unit.blocks = open;
    }

    fn unwind(&mut self, block: Block<'t>, keep: bool, span: Span) {
        match block {
            Block::While(..) | Block::Handling => {}
            Block::For(..) | Block::Value => self.pop_below(keep, span),
            Block::TryExcept => self.emit(Op::PopTry, span),
            Block::FinallyTry(body) => {
                self.emit(Op::PopTry, span);
                if keep {
                    self.unit.blocks.push(Block::Value);
                }
                self.statements(body);
                if keep {
                    self.unit.blocks.pop();
                }
                self.statement = span;
            }
            Block::FinallyEnd => {
                self.pop_below(keep, span);
                self.emit(Op::PopExcept, span);
            }
            Block::With(enter) => {
                self.emit(Op::PopTry, enter);
                if keep {
                    self.emit(Op::Swap(2), enter);
                }
                let exit = self.with_exit_place(enter);
                self.call_exit(exit);
            }
            Block::StarHandler => self.syntax(
                "'break', 'continue' and 'return' cannot appear in an except* block",
                span,
            ),
            Block::Handler(name) => {
                if name.is_some() {
                    self.emit(Op::PopTry, span);
                }
                self.emit(Op::PopExcept, span);
                if let Some(name) = name {
                    self.unbind(name, span);
                }
            }
        }
    }

    fn pop_below(&mut self, keep: bool, span: Span) {
        if keep {
            self.emit(Op::Swap(2), span);
        }
        self.emit(Op::Pop, span);
    }
}
