//! What expressions, targets and patterns do with names.

use super::super::{Kind, mangle};
use super::Collect;
use crate::problem::Problem;
use crate::python::tree::*;
use crate::text::Span;
use std::rc::Rc;

impl Collect {
    pub(super) fn target(&mut self, target: &Expr) {
        match &target.kind {
            ExprKind::Name(name) => {
                self.bind(name, target.span);
                self.iteration_rebinds(name, target.span);
            }
            ExprKind::Starred(inner) => self.target(inner),
            ExprKind::Tuple(items) | ExprKind::List(items) => {
                items.iter().for_each(|item| self.target(item));
            }
            ExprKind::Attribute { name, .. } if &*name.id == "__debug__" => {
                self.assigns_debug(name.span);
            }
            _ => self.expr(target),
        }
    }

    fn iteration_rebinds(&mut self, name: &Rc<str>, span: Span) {
        if self.scope().kind != Kind::Comprehension {
            return;
        }
        let symbol = self.symbol(name);
        symbol.iteration = true;
        if symbol.nonlocal || symbol.global {
            self.error(
                format!(
                    "comprehension inner loop cannot rebind assignment expression target '{name}'"
                ),
                span,
            );
        }
    }

    pub(super) fn exprs(&mut self, list: &[Expr]) {
        list.iter().for_each(|expr| self.expr(expr));
    }

    pub(super) fn expr(&mut self, expr: &Expr) {
        match &expr.kind {
            ExprKind::Const(_) => {}
            ExprKind::Name(name) => self.load(name),
            ExprKind::Attribute { value, .. }
            | ExprKind::Unary { operand: value, .. }
            | ExprKind::Not(value)
            | ExprKind::Starred(value) => self.expr(value),
            ExprKind::Subscript { value, index } => {
                self.expr(value);
                self.expr(index);
            }
            ExprKind::Slice { start, stop, step } => {
                let parts = [start, stop, step].into_iter().flatten();
                parts.for_each(|part| self.expr(part));
            }
            ExprKind::Call { func, arguments } => {
                self.expr(func);
                self.arguments(arguments);
            }
            ExprKind::Binary { left, right, .. } => {
                self.expr(left);
                self.expr(right);
            }
            ExprKind::Bool { values, .. } => self.exprs(values),
            ExprKind::Compare { left, rest } => {
                self.expr(left);
                rest.iter().for_each(|(_, right)| self.expr(right));
            }
            ExprKind::IfElse(parts) => {
                self.expr(&parts.test);
                self.expr(&parts.body);
                self.expr(&parts.orelse);
            }
            ExprKind::Named { target, value } => self.named(target, value),
            ExprKind::Lambda(lambda) => self.lambda(lambda, expr.span),
            ExprKind::Tuple(items) | ExprKind::List(items) | ExprKind::Set(items) => {
                self.exprs(items);
            }
            ExprKind::Dict(items) => {
                for (key, value) in items {
                    key.iter().for_each(|key| self.expr(key));
                    self.expr(value);
                }
            }
            ExprKind::Comprehension(parts) => self.comprehension(parts, expr.span),
            ExprKind::Yield(value) => {
                self.yields(expr.span);
                value.iter().for_each(|value| self.expr(value));
            }
            ExprKind::YieldFrom(value) => {
                self.yields(expr.span);
                self.expr(value);
            }
            ExprKind::FString(pieces) => self.pieces(pieces),
        }
    }

    fn load(&mut self, name: &Rc<str>) {
        self.symbol(name).used = true;
        let function = !matches!(self.scope().kind, Kind::Module | Kind::Class);
        if function && &**name == "super" {
            self.symbol(&"__class__".into()).used = true;
        }
    }

    fn pieces(&mut self, pieces: &[Piece]) {
        for piece in pieces {
            if let Piece::Field(field) = piece {
                self.expr(&field.value);
                field.spec.iter().for_each(|spec| self.pieces(spec));
            }
        }
    }

    pub(super) fn arguments(&mut self, arguments: &Arguments) {
        self.exprs(&arguments.args);
        for keyword in &arguments.keywords {
            let debug = keyword
                .name
                .as_ref()
                .filter(|name| &*name.id == "__debug__");
            if let (Some(name), true) = (debug, self.build.at_least(14)) {
                self.assigns_debug(name.span);
            }
            self.expr(&keyword.value);
        }
    }

    fn yields(&mut self, span: Span) {
        let message = match self.scope().kind {
            Kind::Function => {
                self.scope().generator = true;
                return;
            }
            // The compiler refuses it.
            Kind::Module | Kind::Class => return,
            Kind::Annotate => "yield expression cannot be used within an annotation",
            Kind::Comprehension => "'yield' inside a comprehension",
        };
        self.error(message.into(), span);
    }

    fn lambda(&mut self, lambda: &Lambda, span: Span) {
        self.refuse_in_lazy_annotation("lambda in an annotation that is evaluated lazily", span);
        self.defaults(&lambda.params);
        self.within(lambda.scope, Kind::Function, |this| {
            this.parameters(&lambda.params, span);
            this.expr(&lambda.body);
        });
    }

    fn refuse_in_lazy_annotation(&mut self, what: &str, span: Span) {
        if self.scope().kind == Kind::Annotate && self.problem.is_none() {
            self.problem = Some(Problem::unsupported(what, Some(span)));
        }
    }

    fn comprehension(&mut self, parts: &Comprehension, span: Span) {
        let what = "comprehension in an annotation that is evaluated lazily";
        self.refuse_in_lazy_annotation(what, span);
        let (first, others) = match &parts.generators[..] {
            [first, others @ ..] => (first, others),
            [] => return,
        };
        self.iterable(&first.iter);
        self.within(parts.scope, Kind::Comprehension, |this| {
            this.scope().generator = parts.kind == ComprehensionKind::Generator;
            this.symbol(&".0".into()).bound = true;
            this.target(&first.target);
            this.exprs(&first.conditions);
            for generator in others {
                this.target(&generator.target);
                this.iterable(&generator.iter);
                this.exprs(&generator.conditions);
            }
            parts.value.iter().for_each(|value| this.expr(value));
            this.expr(&parts.element);
        });
    }

    fn iterable(&mut self, iter: &Expr) {
        self.in_iterable += 1;
        self.expr(iter);
        self.in_iterable -= 1;
    }

    /// `:=` in a comprehension binds in the block around it (symtable_extend_namedexpr_scope).
    fn named(&mut self, target: &Name, value: &Expr) {
        if self.in_iterable > 0 {
            let message =
                "assignment expression cannot be used in a comprehension iterable expression";
            self.error(message.into(), target.span);
        }
        match self.scope().kind {
            Kind::Comprehension => self.extend_named(target),
            Kind::Annotate => {
                let message = "named expression cannot be used within an annotation";
                self.error(message.into(), target.span);
            }
            _ => {}
        }
        self.expr(value);
        self.bind(&target.id, target.span);
    }

    fn extend_named(&mut self, target: &Name) {
        let id = &target.id;
        let mut at = self.current;
        while self.scopes[at].kind == Kind::Comprehension {
            // Up to 3.12 CPython looks for the name as written, and never finds a private one.
            let class = self.scopes[at].class.as_deref();
            let class = class.filter(|_| self.build.at_least(13));
            let known = self.scopes[at].symbols.get(&mangle(class, id));
            if known.is_some_and(|symbol| symbol.iteration) {
                let message = format!(
                    "assignment expression cannot rebind comprehension iteration variable '{id}'"
                );
                return self.error(message, target.span);
            }
            at = self.scopes[at].parent;
        }
        if self.scopes[at].kind == Kind::Class {
            let message =
                "assignment expression within a comprehension cannot be used in a class body";
            return self.error(message.into(), target.span);
        }
        let module = self.scopes[at].kind == Kind::Module;
        let name = mangle(self.scopes[at].class.as_deref(), id);
        let outer = self.scopes[at].symbols.entry(name).or_default();
        let global = module || outer.global;
        outer.bound = true;
        let inner = self.symbol(id);
        inner.declared = target.span;
        if global {
            inner.global = true;
        } else {
            inner.nonlocal = true;
        }
    }

    pub(super) fn pattern(&mut self, pattern: &Pattern) {
        match &pattern.kind {
            PatternKind::Value(value) => self.expr(value),
            PatternKind::Singleton(_) => {}
            PatternKind::Sequence(patterns) | PatternKind::Or(patterns) => {
                patterns.iter().for_each(|pattern| self.pattern(pattern));
            }
            PatternKind::Mapping {
                keys,
                patterns,
                rest,
            } => {
                self.exprs(keys);
                patterns.iter().for_each(|pattern| self.pattern(pattern));
                rest.iter().for_each(|name| self.bind(&name.id, name.span));
            }
            PatternKind::Class {
                class,
                positional,
                keywords,
            } => {
                self.expr(class);
                positional.iter().for_each(|pattern| self.pattern(pattern));
                keywords
                    .iter()
                    .for_each(|(_, pattern)| self.pattern(pattern));
            }
            PatternKind::Star(name) => {
                name.iter().for_each(|name| self.bind(&name.id, name.span));
            }
            PatternKind::As { pattern, name } => {
                pattern.iter().for_each(|pattern| self.pattern(pattern));
                name.iter().for_each(|name| self.bind(&name.id, name.span));
            }
        }
    }
}
