//! Annotations: evaluated at once (up to 3.13), kept as strings (`from __future__ import annotations`),
//! or evaluated by an `__annotate__` function when somebody asks (3.14+).

use super::unit::Unit;
use super::{Access, Compiler};
use crate::problem::Problem;
use crate::python::code::{CmpOp, Code, Const, FunctionParts, Kind, Op, Params};
use crate::python::scope::{self, Place};
use crate::python::tree::*;
use crate::python::unparse::unparse;
use crate::text::Span;
use std::rc::Rc;

/// A variable annotation of a module or class body; the number is that of a conditional one.
type Deferred<'t> = (&'t AnnAssign, Option<usize>);

impl<'t> Compiler<'t> {
    fn lazy_annotations(&self) -> bool {
        self.build.at_least(14) && !self.future
    }

    /// What a module or class body does about its annotations before anything else.
    pub(super) fn annotations_at_start(&mut self, body: &'t [Stmt], annotate: ScopeId, span: Span) {
        let module = self.unit.kind == Kind::Module;
        let scope = self.scope();
        if !self.lazy_annotations() {
            if module && scope.annotated && self.build.at_least(14) {
                self.emit(Op::BuildSet(0), span);
                self.store_plain(CONDITIONAL, span);
            }
            // 3.10 does not look for annotations in `match` (Python/compile.c, find_ann).
            let sees_match = self.build.version.minor != 10;
            if scope.annotated && has_annotations(body, sees_match) {
                self.emit(Op::SetupAnnotations, span);
            }
            return;
        }
        let deferred = deferred(body, module);
        for (assign, number) in &deferred {
            if let Some(number) = number {
                let at = assign.target.span.start;
                self.unit.conditional_annotations.insert(at, *number);
            }
        }
        if module && !deferred.is_empty() {
            self.annotate_variables(&deferred, annotate, span);
            self.store_plain("__annotate__", span);
            self.emit(Op::BuildSet(0), span);
            self.store_plain(CONDITIONAL, span);
        } else if scope.conditional_annotations {
            self.emit(Op::BuildSet(0), span);
            let cell = self.unit.cell(&CONDITIONAL.into());
            self.emit(Op::StoreDeref(cell), span);
        }
    }

    /// A class body makes its `__annotate_func__` last.
    pub(super) fn annotations_at_end(&mut self, body: &'t [Stmt], annotate: ScopeId, span: Span) {
        if !self.lazy_annotations() {
            return;
        }
        let deferred = deferred(body, false);
        if !deferred.is_empty() {
            self.annotate_variables(&deferred, annotate, span);
            self.store_plain("__annotate_func__", span);
        }
    }

    pub(super) fn ann_assign(&mut self, assign: &'t AnnAssign, span: Span) {
        let target = &assign.target;
        if let Some(value) = &assign.value {
            self.expr(value);
            self.store(target);
        }
        let stored = self.unit.kind != Kind::Function;
        match &target.kind {
            ExprKind::Name(name) if assign.simple && stored => {
                self.variable_annotation(name, assign, span);
            }
            ExprKind::Attribute { value, .. } if assign.value.is_none() => self.evaluate(value),
            ExprKind::Subscript { value, index } if assign.value.is_none() => {
                self.evaluate(value);
                self.evaluate(index);
            }
            _ => {}
        }
        if !assign.simple && stored && !self.future && !self.build.at_least(14) {
            self.evaluate(&assign.annotation);
        }
    }

    fn evaluate(&mut self, expr: &'t Expr) {
        self.expr(expr);
        self.emit(Op::Pop, expr.span);
    }

    fn variable_annotation(&mut self, name: &Rc<str>, assign: &'t AnnAssign, span: Span) {
        if !self.lazy_annotations() {
            self.annotation_value(&assign.annotation);
            let name = self.name(name);
            return self.emit(Op::StoreAnnotation(name), span);
        }
        let known = &self.unit.conditional_annotations;
        if let Some(number) = known.get(&assign.target.span.start).copied() {
            self.conditional_set(span);
            self.constant(Const::Int(number.into()), span);
            self.emit(Op::SetAdd(1), span);
            self.emit(Op::Pop, span);
        }
    }

    /// Pushes the annotation, or its text.
    fn annotation_value(&mut self, annotation: &'t Expr) {
        if matches!(annotation.kind, ExprKind::Starred(_)) {
            return self.report(Problem::unsupported(
                "unpacking in an annotation",
                Some(annotation.span),
            ));
        }
        if !self.future {
            return self.expr(annotation);
        }
        match unparse(annotation) {
            Ok(text) => self.string(&text, annotation.span),
            Err(problem) => self.report(problem),
        }
    }

    /// Pushes the set of the annotations that were met.
    fn conditional_set(&mut self, span: Span) {
        let name: Rc<str> = CONDITIONAL.into();
        let op = match self.scope().place(&name) {
            Place::Cell | Place::Free => Op::Deref(self.unit.cell(&name)),
            _ if self.unit.kind == Kind::Function => Op::Global(self.unit.name(name)),
            _ => Op::Name(self.unit.name(name)),
        };
        self.emit(op, span);
    }

    /// Pushes what a function has of annotations; whether it has some.
    #[inline(never)]
    pub(super) fn function_annotations(&mut self, function: &'t Function) -> bool {
        let list = function_annotations(function);
        if list.is_empty() {
            return false;
        }
        let header = function.header;
        // Python/codegen.c, codegen_function_annotations: here even those kept as strings wait.
        if !self.build.at_least(14) {
            for (name, annotation) in &list {
                let name = self.mangled(name);
                self.constant(Const::Str(name), annotation.span);
                self.annotation_value(annotation);
            }
            self.emit(Op::BuildDict(list.len() as u32), header);
            return true;
        }
        // 3.14.2 names it after the enclosing block, 3.14.10 after the function.
        let own = self.build.at_least_micro(14, 3);
        let qualname = if own {
            let function = self.definition_qualname(&function.name.id);
            format!("{function}.__annotate__").into()
        } else {
            self.qualname(&"__annotate__".into())
        };
        let code = self.annotate(function.annotate_scope, qualname, header, |this| {
            for (name, annotation) in &list {
                let name = this.mangled(name);
                this.constant(Const::Str(name), annotation.span);
                this.annotation_value(annotation);
            }
            this.emit(Op::BuildDict(list.len() as u32), header);
        });
        self.make_function(code, FunctionParts::default(), header);
        true
    }

    /// Pushes the `__annotate__` function of a module or class.
    fn annotate_variables(&mut self, deferred: &[Deferred<'t>], scope: ScopeId, span: Span) {
        let qualname = self.qualname(&"__annotate__".into());
        let code = self.annotate(scope, qualname, span, |this| {
            this.emit(Op::BuildDict(0), span);
            for (assign, number) in deferred {
                let next = this.unit.label();
                let place = assign.annotation.span;
                if let Some(number) = number {
                    this.constant(Const::Int((*number).into()), place);
                    this.conditional_set(place);
                    this.emit(Op::In(false), place);
                    this.jump(Op::PopJumpIfFalse, next, place);
                }
                if let ExprKind::Name(name) = &assign.target.kind {
                    let name = this.mangled(name);
                    this.constant(Const::Str(name), place);
                    this.annotation_value(&assign.annotation);
                    this.emit(Op::DictAdd(1), place);
                }
                this.unit.bind(next);
            }
        });
        self.make_function(code, FunctionParts::default(), span);
    }

    /// The code of an `__annotate__` function: `inside` pushes the dict.
    fn annotate(
        &mut self,
        scope: ScopeId,
        qualname: Rc<str>,
        span: Span,
        inside: impl FnOnce(&mut Self),
    ) -> Option<Rc<Code>> {
        let mut unit = Unit::new(scope, &self.scopes[scope], Kind::Function, span);
        unit.local("format".into());
        unit.params = Params {
            positional_only: 1,
            positional: 1,
            ..Params::default()
        };
        unit.name = "__annotate__".into();
        unit.qualname = qualname;
        unit.first_line = self.line(span);
        self.nested(unit, |this| {
            let go_on = this.unit.label();
            this.emit(Op::Fast(0), span);
            this.constant(Const::Int(2.into()), span);
            this.emit(Op::Compare(CmpOp::Gt), span);
            this.jump(Op::PopJumpIfFalse, go_on, span);
            let error = this.plain_name("NotImplementedError");
            this.emit(Op::Builtin(error), span);
            this.emit(Op::Raise(1), span);
            this.unit.bind(go_on);
            inside(this);
            this.emit(Op::Return, span);
        })
    }

    /// In an annotation of a class body, the class's names come first (LOAD_FROM_DICT_OR_GLOBALS).
    /// Answers whether it was one.
    pub(super) fn class_name(&mut self, mangled: &Rc<str>, span: Span) -> bool {
        let classdict: Rc<str> = "__classdict__".into();
        let scope = self.scope();
        if scope.kind != scope::Kind::Annotate || !scope.frees.contains(&classdict) {
            return false;
        }
        let cell = self.unit.cell(&classdict);
        let (missing, end) = (self.unit.label(), self.unit.label());
        self.constant(Const::Str(mangled.clone()), span);
        self.emit(Op::Deref(cell), span);
        self.emit(Op::In(false), span);
        self.jump(Op::PopJumpIfFalse, missing, span);
        self.emit(Op::Deref(cell), span);
        self.constant(Const::Str(mangled.clone()), span);
        self.emit(Op::Subscript, span);
        self.jump(Op::Jump, end, span);
        self.unit.bind(missing);
        let op = self.variable_op(mangled.clone(), Access::Load);
        self.emit(op, span);
        self.unit.bind(end);
        true
    }
}

const CONDITIONAL: &str = "__conditional_annotations__";

/// Annotations in the order in which CPython visits them.
fn function_annotations(function: &Function) -> Vec<(Rc<str>, &Expr)> {
    let params = &function.params;
    let all = params.positional.iter().chain(&params.varargs);
    let all = all.chain(&params.keyword_only).chain(&params.varkw);
    let mut list: Vec<(Rc<str>, &Expr)> = Vec::new();
    for parameter in all {
        if let Some(annotation) = &parameter.annotation {
            list.push((parameter.name.id.clone(), annotation));
        }
    }
    if let Some(returns) = &function.returns {
        list.push(("return".into(), returns));
    }
    list
}

/// The annotated names of a body. In a module all are conditional, in a class those in compound statements.
fn deferred(body: &[Stmt], module: bool) -> Vec<Deferred<'_>> {
    let mut list = Vec::new();
    let mut count = 0;
    walk(body, module, &mut |assign, conditional| {
        if !assign.simple {
            return;
        }
        let number = conditional.then_some(count);
        count += usize::from(conditional);
        list.push((assign, number));
    });
    list
}

fn walk<'t>(body: &'t [Stmt], inside: bool, visit: &mut impl FnMut(&'t AnnAssign, bool)) {
    for stmt in body {
        if let StmtKind::AnnAssign(assign) = &stmt.kind {
            visit(assign, inside);
        }
        for block in stmt.blocks() {
            walk(block, true, visit);
        }
    }
}

fn has_annotations(body: &[Stmt], sees_match: bool) -> bool {
    body.iter().any(|stmt| match &stmt.kind {
        StmtKind::AnnAssign(_) => true,
        StmtKind::Match { .. } if !sees_match => false,
        _ => stmt
            .blocks()
            .into_iter()
            .any(|block| has_annotations(block, sees_match)),
    })
}
