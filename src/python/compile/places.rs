//! Which part of the source an instruction is reported on. The first line of its span is the line
//! of a traceback, and that differs between versions; every rule here was asked of CPython.

use super::{Access, Compiler};
use crate::python::scope::Kind;
use crate::python::tree::*;
use crate::text::Span;

impl Compiler<'_> {
    /// The line of a byte of the source, from 1.
    pub(super) fn line(&self, span: Span) -> u32 {
        self.lines.line(span.start)
    }

    fn multiline(&self, span: Span) -> bool {
        self.lines.line(span.start) != self.lines.line(span.end)
    }

    /// An attribute over several lines is reported where its name is: from 3.10, `del` from 3.11
    /// (update_start_location_to_match_attr).
    pub(super) fn attribute_place(&self, expr: Span, name: &Name, access: Access) -> Span {
        let since = if access == Access::Delete { 11 } else { 10 };
        if self.build.at_least(since) && self.multiline(expr) {
            name.span
        } else {
            expr
        }
    }

    /// The same for the call of a method: from 3.10, with arguments by name from 3.11.
    pub(super) fn method_call_place(
        &self,
        call: Span,
        attribute: Span,
        name: &Name,
        keywords: bool,
    ) -> Span {
        let since = if keywords { 11 } else { 10 };
        if self.build.at_least(since) && self.multiline(attribute) {
            Span::new(name.span.start, call.end)
        } else {
            call
        }
    }

    /// A jump on the truth of an expression: from 3.12 where the expression is, before where the
    /// statement or operator around it is; but 3.10 and 3.11 find comparisons, and 3.9 has no place
    /// in a comprehension.
    pub(super) fn test_place(&self, test: &Expr, around: Span) -> Span {
        let comparison = matches!(test.kind, ExprKind::Compare { .. });
        if self.build.at_least(12) || (self.build.at_least(10) && comparison) {
            test.span
        } else if !self.build.at_least(10) && self.scope().kind == Kind::Comprehension {
            self.unit.last_span()
        } else {
            around
        }
    }

    /// What a `for` or a comprehension does with its iterator: from 3.13 where the iterable is.
    pub(super) fn iterator_place(&self, iter: &Expr, around: Span) -> Span {
        if self.build.at_least(13) {
            iter.span
        } else {
            around
        }
    }

    /// What has no place of its own in a comprehension: 3.9 leaves it where the instruction before
    /// is, 3.10 and 3.11 put it on the whole, 3.12 and later on the element.
    pub(super) fn comprehension_place(&self, whole: Span, element: Span) -> Span {
        if self.build.at_least(12) {
            element
        } else if self.build.at_least(10) {
            whole
        } else {
            self.unit.last_span()
        }
    }

    /// Entering a `with`: from 3.13 where the manager is, before on the statement.
    pub(super) fn with_enter_place(&self, statement: Span, context: &Expr) -> Span {
        if self.build.at_least(13) {
            context.span
        } else {
            statement
        }
    }

    /// Leaving a `with`: as entering it; but 3.9 is still at the statement visited last.
    pub(super) fn with_exit_place(&self, enter: Span) -> Span {
        if self.build.at_least(10) {
            enter
        } else {
            self.statement
        }
    }

    /// Calling a decorator: from 3.11 where it stands, before on the `def` or `class`.
    pub(super) fn decorator_place(&self, decorator: &Decorator, header: Span) -> Span {
        if self.build.at_least(11) {
            decorator.expr.span
        } else {
            header
        }
    }

    /// Formatting a replacement field: from 3.12 where it is, before on the whole string.
    pub(super) fn field_place(&self, field: &Field, string: Span) -> Span {
        if self.build.at_least(12) {
            field.span
        } else {
            string
        }
    }

    /// Raising AssertionError: from 3.13 where the condition is, before on the statement; but in 3.11 a comparison
    /// leaves its place to what follows (compiler_jump_if, SET_LOC).
    pub(super) fn assertion_place(&self, test: &Expr, statement: Span) -> Span {
        let comparison = matches!(test.kind, ExprKind::Compare { .. });
        if self.build.at_least(13)
            || (self.build.at_least(11) && !self.build.at_least(12) && comparison)
        {
            test.span
        } else {
            statement
        }
    }
}
