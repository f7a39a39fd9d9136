//! Comprehensions and generator expressions: functions with one argument, `.0`.
//!
//! From 3.12 on CPython inlines comprehensions (PEP 709). That shows in `locals()`, which is refused,
//! and in the error of a variable of the function around it that is not bound yet: the machine's part.

use super::Compiler;
use super::unit::Unit;
use crate::python::code::{Const, FunctionParts, Kind, Op, Params};
use crate::python::scope::Place;
use crate::python::tree::*;
use crate::text::Span;
use std::rc::Rc;

impl<'t> Compiler<'t> {
    pub(super) fn comprehension(&mut self, parts: &'t Comprehension, span: Span) {
        let Some(first) = parts.generators.first() else {
            return;
        };
        let name: Rc<str> = match parts.kind {
            ComprehensionKind::List => "<listcomp>",
            ComprehensionKind::Set => "<setcomp>",
            ComprehensionKind::Dict => "<dictcomp>",
            ComprehensionKind::Generator => "<genexpr>",
        }
        .into();
        let mut unit = Unit::new(parts.scope, &self.scopes[parts.scope], Kind::Function, span);
        unit.local(".0".into());
        unit.params = Params {
            positional_only: 1,
            positional: 1,
            ..Params::default()
        };
        unit.qualname = self.qualname(&name);
        unit.name = name;
        unit.first_line = self.line(span);
        unit.comprehension = parts.kind != ComprehensionKind::Generator;
        let code = self.nested(unit, |this| this.comprehension_body(parts, span));
        self.make_function(code, FunctionParts::default(), span);
        self.expr(&first.iter);
        let place = self.iterator_place(&first.iter, span);
        self.emit(Op::GetIter, place);
        self.emit(Op::Call(1), span);
    }

    fn comprehension_body(&mut self, parts: &'t Comprehension, span: Span) {
        match parts.kind {
            ComprehensionKind::List => self.emit(Op::BuildList(0), span),
            ComprehensionKind::Set => self.emit(Op::BuildSet(0), span),
            ComprehensionKind::Dict => self.emit(Op::BuildDict(0), span),
            ComprehensionKind::Generator => {}
        }
        self.generator(parts, 0, span);
        if parts.kind == ComprehensionKind::Generator {
            self.constant(Const::None, span);
        }
        self.emit(Op::Return, span);
    }

    fn generator(&mut self, parts: &'t Comprehension, index: usize, span: Span) {
        let Some(generator) = parts.generators.get(index) else {
            return self.element(parts, index, span);
        };
        if index == 0 {
            self.emit(Op::Fast(0), span);
        } else {
            self.expr(&generator.iter);
            let own = self.comprehension_place(span, span);
            let place = self.iterator_place(&generator.iter, own);
            self.emit(Op::GetIter, place);
        }
        let end = self.unit.label();
        let start = self.unit.here();
        let own = self.comprehension_place(span, span);
        let place = self.iterator_place(&generator.iter, own);
        self.jump(Op::ForIter, end, place);
        self.store(&generator.target);
        for condition in &generator.conditions {
            let around = self.comprehension_place(span, span);
            self.jump_if(condition, start, false, around);
        }
        self.generator(parts, index + 1, span);
        self.jump(Op::Jump, start, span);
        self.unit.bind(end);
    }

    fn element(&mut self, parts: &'t Comprehension, generators: usize, span: Span) {
        self.expr(&parts.element);
        let mut place = parts.element.span;
        if let Some(value) = &parts.value {
            self.expr(value);
            place = place.cover(value.span);
        }
        let place = self.comprehension_place(span, place);
        let depth = self.narrow(generators + 1, span);
        match parts.kind {
            ComprehensionKind::List => self.emit(Op::ListAppend(depth), place),
            ComprehensionKind::Set => self.emit(Op::SetAdd(depth), place),
            ComprehensionKind::Dict => self.emit(Op::DictAdd(depth), place),
            ComprehensionKind::Generator => {
                self.emit(Op::Yield, place);
                self.emit(Op::Pop, place);
            }
        }
    }

    /// `tuple(x for …)` (3.14+), `list(x for …)` and `set(x for …)` (3.15+) fill a container of their own,
    /// if the name still means the builtin (codegen_maybe_optimize_function_call).
    #[inline(never)]
    pub(super) fn call_of_generator(
        &mut self,
        func: &'t Expr,
        arguments: &'t Arguments,
        span: Span,
    ) -> bool {
        let (ExprKind::Name(name), [argument], []) =
            (&func.kind, &arguments.args[..], &arguments.keywords[..])
        else {
            return false;
        };
        let since = match &**name {
            "tuple" => 14,
            "list" | "set" => 15,
            _ => return false,
        };
        let generator = matches!(&argument.kind, ExprKind::Comprehension(parts)
            if parts.kind == ComprehensionKind::Generator);
        let global = matches!(
            self.scope().place(name),
            Place::Implicit | Place::Global | Place::Local
        );
        if !generator || !global || !self.build.at_least(since) {
            return false;
        }
        let (slow, done) = (self.unit.label(), self.unit.label());
        self.expr(func);
        self.expr(argument);
        self.emit(Op::DupTwo, span);
        self.emit(Op::Pop, span);
        let builtin = self.plain_name(name);
        self.emit(Op::Builtin(builtin), span);
        self.emit(Op::Is(false), span);
        self.jump(Op::PopJumpIfFalse, slow, span);
        let set = &**name == "set";
        self.emit(
            if set {
                Op::BuildSet(0)
            } else {
                Op::BuildList(0)
            },
            span,
        );
        self.emit(Op::Swap(2), span);
        let end = self.unit.label();
        let start = self.unit.here();
        self.jump(Op::ForIter, end, span);
        self.emit(
            if set {
                Op::SetAdd(2)
            } else {
                Op::ListAppend(2)
            },
            span,
        );
        self.jump(Op::Jump, start, span);
        self.unit.bind(end);
        if &**name == "tuple" {
            self.emit(Op::ListToTuple, span);
        }
        self.emit(Op::Swap(2), span);
        self.emit(Op::Pop, span);
        self.jump(Op::Jump, done, span);
        self.unit.bind(slow);
        self.emit(Op::Call(1), span);
        self.unit.bind(done);
        true
    }
}
