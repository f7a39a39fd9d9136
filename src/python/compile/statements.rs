//! Statements: simple ones, conditions and loops.

use super::unit::{Block, Label};
use super::{Access, Compiler};
use crate::python::code::{Const, Kind, Op};
use crate::python::tree::*;
use crate::text::Span;

impl<'t> Compiler<'t> {
    pub(super) fn statements(&mut self, body: &'t [Stmt]) {
        for stmt in body {
            if self.going() {
                self.stmt(stmt);
            }
        }
    }

    fn stmt(&mut self, stmt: &'t Stmt) {
        let span = stmt.span;
        self.statement = span;
        if !matches!(stmt.kind, StmtKind::Global(_) | StmtKind::Nonlocal(_)) {
            self.unit.begin_statement();
        }
        match &stmt.kind {
            StmtKind::Expr(value) => self.expr_stmt(value, span),
            StmtKind::Assign { targets, value } => self.assign(targets, value, span),
            StmtKind::AugAssign { target, op, value } => self.aug_assign(target, *op, value, span),
            StmtKind::AnnAssign(assign) => self.ann_assign(assign, span),
            StmtKind::Return(value) => self.return_stmt(value.as_ref(), span),
            StmtKind::Delete(targets) => targets.iter().for_each(|target| self.delete(target)),
            StmtKind::For(parts) => self.for_loop(parts, span),
            StmtKind::While { test, body, orelse } => self.while_loop(test, body, orelse, span),
            StmtKind::If { branches, orelse } => self.if_stmt(branches, orelse, span),
            StmtKind::With { items, body } => self.with(items, body, span),
            StmtKind::Match { subject, cases } => self.match_stmt(subject, cases),
            StmtKind::Raise { exception, cause } => {
                exception
                    .iter()
                    .chain(cause)
                    .for_each(|value| self.expr(value));
                let count = u8::from(exception.is_some()) + u8::from(cause.is_some());
                self.emit(Op::Raise(count), span);
            }
            StmtKind::Try(parts) => self.try_stmt(parts, span),
            StmtKind::Assert { test, message } => self.assert(test, message.as_ref(), span),
            StmtKind::Import(aliases) => aliases.iter().for_each(|alias| self.import(alias, span)),
            StmtKind::ImportFrom { module, names } => {
                let module = self.plain_name(module);
                self.emit(Op::Import(module, false), span);
                for alias in names {
                    let name = self.plain_name(&alias.name.id);
                    self.emit(Op::ImportFrom(name), span);
                    let bound = alias.asname.as_ref().unwrap_or(&alias.name);
                    self.variable(&bound.id, Access::Store, span);
                }
                self.emit(Op::Pop, span);
            }
            StmtKind::ImportStar { module } => {
                let module = self.plain_name(module);
                self.emit(Op::Import(module, false), span);
                self.emit(Op::ImportStar, span);
            }
            StmtKind::Global(_) | StmtKind::Nonlocal(_) => {}
            StmtKind::Pass => self.emit(Op::Nop, span),
            StmtKind::Break => self.break_loop(span),
            StmtKind::Continue => self.continue_loop(span),
            StmtKind::Function(function) => self.function(function),
            StmtKind::Class(class) => self.class(class),
        }
    }

    fn expr_stmt(&mut self, value: &'t Expr, span: Span) {
        if matches!(value.kind, ExprKind::Const(_)) {
            return self.emit(Op::Nop, span);
        }
        self.expr(value);
        self.emit(Op::Pop, span);
    }

    /// `import a.b` binds `a`, `import a.b as c` binds the inner module.
    #[inline(never)]
    fn import(&mut self, alias: &'t Alias, span: Span) {
        let name = self.plain_name(&alias.name.id);
        self.emit(Op::Import(name, alias.asname.is_none()), span);
        match &alias.asname {
            Some(asname) => self.variable(&asname.id, Access::Store, span),
            None => {
                let first = alias.name.id.split('.').next().unwrap_or_default();
                self.variable(&first.into(), Access::Store, span);
            }
        }
    }

    #[inline(never)]
    fn assert(&mut self, test: &'t Expr, message: Option<&'t Expr>, span: Span) {
        let end = self.unit.label();
        self.jump_if(test, end, true, span);
        let place = self.assertion_place(test, span);
        self.emit(Op::AssertionError, place);
        if let Some(message) = message {
            self.expr(message);
            self.emit(Op::Call(1), place);
        }
        self.emit(Op::Raise(1), place);
        self.unit.bind(end);
    }

    fn if_stmt(&mut self, branches: &'t [Branch], orelse: &'t [Stmt], span: Span) {
        let end = self.unit.label();
        for (i, branch) in branches.iter().enumerate() {
            let next = self.unit.label();
            let place = if i == 0 { span } else { branch.span };
            if i > 0 {
                self.statement = place;
                self.unit.begin_statement();
            }
            self.jump_if(&branch.test, next, false, place);
            self.statements(&branch.body);
            self.jump(Op::Jump, end, branch.test.span);
            self.unit.bind(next);
        }
        self.statements(orelse);
        self.unit.bind(end);
    }

    #[inline(never)]
    fn while_loop(&mut self, test: &'t Expr, body: &'t [Stmt], orelse: &'t [Stmt], span: Span) {
        let (anchor, end) = (self.unit.label(), self.unit.label());
        let start = self.unit.here();
        self.push_block(Block::While(start, end), span);
        self.jump_if(test, anchor, false, span);
        self.statements(body);
        self.jump(Op::Jump, start, test.span);
        self.unit.blocks.pop();
        self.unit.bind(anchor);
        self.statements(orelse);
        self.unit.bind(end);
    }

    #[inline(never)]
    fn for_loop(&mut self, parts: &'t For, span: Span) {
        let (exhausted, end) = (self.unit.label(), self.unit.label());
        let place = self.iterator_place(&parts.iter, span);
        self.expr(&parts.iter);
        self.emit(Op::GetIter, place);
        let (start, again) = (self.unit.here(), self.unit.label());
        self.push_block(Block::For(again, end), span);
        self.jump(Op::ForIter, exhausted, place);
        self.store(&parts.target);
        self.statements(&parts.body);
        // The header is seen again before each further turn.
        self.unit.bind(again);
        self.unit.begin_statement();
        self.jump(Op::Jump, start, place);
        self.unit.blocks.pop();
        self.unit.bind(exhausted);
        self.statements(&parts.orelse);
        self.unit.bind(end);
    }

    /// Whether the block is a function: the others have no `return` and no `yield`.
    pub(super) fn in_function(&self) -> bool {
        !matches!(self.unit.kind, Kind::Module | Kind::Class)
    }

    fn return_stmt(&mut self, value: Option<&'t Expr>, span: Span) {
        if !self.in_function() {
            return self.syntax("'return' outside function", span);
        }
        let constant = value.map_or(Some(Const::None), |value| self.constant_of(value));
        if let (None, Some(value)) = (&constant, value) {
            self.expr(value);
        }
        self.unwind_all(constant.is_none(), span);
        if let Some(value) = constant {
            self.constant(value, span);
        }
        self.emit(Op::Return, span);
    }

    fn break_loop(&mut self, span: Span) {
        if let Some((_, end)) = self.unwind_to_loop(true, "'break' outside loop", span) {
            self.jump(Op::Jump, end, span);
        }
    }

    fn continue_loop(&mut self, span: Span) {
        let message = "'continue' not properly in loop";
        if let Some((start, _)) = self.unwind_to_loop(false, message, span) {
            self.jump(Op::Jump, start, span);
        }
    }

    /// Leaves everything up to the innermost loop, for `break` also its iterator.
    #[inline(never)]
    fn unwind_to_loop(&mut self, leave: bool, message: &str, span: Span) -> Option<(Label, Label)> {
        let blocks = &self.unit.blocks;
        let is_loop = |block: &Block| matches!(block, Block::While(..) | Block::For(..));
        let Some(index) = blocks.iter().rposition(is_loop) else {
            self.syntax(message, span);
            return None;
        };
        let innermost = blocks[index];
        self.unwind_from(index + usize::from(!leave), false, span);
        match innermost {
            Block::While(start, end) | Block::For(start, end) => Some((start, end)),
            _ => None,
        }
    }
}
