//! What each block does with each name: the first pass of the symbol table.

use super::{Kind, Scope, Symbol, mangle};
use crate::cpython::Build;
use crate::problem::Problem;
use crate::python::tree::*;
use crate::text::Span;
use std::rc::Rc;

/// The scopes with their symbols, not yet resolved.
pub(super) fn collect(module: &Module, build: Build) -> Result<Vec<Scope>, Vec<Problem>> {
    let fill = |_| Scope::new(Kind::Function, MODULE_SCOPE, None);
    let mut collect = Collect {
        build,
        future: module.future_annotations,
        scopes: (0..module.scopes).map(fill).collect(),
        current: MODULE_SCOPE,
        conditional: 0,
        in_iterable: 0,
        problem: None,
    };
    collect.scopes[MODULE_SCOPE] = Scope::new(Kind::Module, MODULE_SCOPE, None);
    collect.scopes[module.annotate_scope].kind = Kind::Annotate;
    collect.block(&module.body, module.annotate_scope);
    match collect.problem {
        None => Ok(collect.scopes),
        Some(problem) => Err(vec![problem]),
    }
}

struct Collect {
    build: Build,
    future: bool,
    scopes: Vec<Scope>,
    current: ScopeId,
    /// How many compound statements of the current block are open.
    conditional: usize,
    /// How many iterables of comprehensions are open.
    in_iterable: usize,
    /// The first problem.
    problem: Option<Problem>,
}

impl Collect {
    fn error(&mut self, message: String, span: Span) {
        if self.problem.is_none() {
            self.problem = Some(Problem::syntax(message, Some(span)));
        }
    }

    fn lazy_annotations(&self) -> bool {
        self.build.at_least(14) && !self.future
    }

    fn scope(&mut self) -> &mut Scope {
        &mut self.scopes[self.current]
    }

    fn symbol(&mut self, name: &Rc<str>) -> &mut Symbol {
        let scope = self.scope();
        let name = mangle(scope.class.as_deref(), name);
        scope.symbols.entry(name).or_default()
    }

    fn bind(&mut self, name: &Rc<str>, span: Span) {
        if &**name == "__debug__" {
            self.error("cannot assign to __debug__".into(), span);
        }
        self.symbol(name).bound = true;
    }

    /// Runs `inside` in the scope `id`, a child of the current one.
    fn within(&mut self, id: ScopeId, kind: Kind, inside: impl FnOnce(&mut Self)) {
        let class = self.scope().class.clone();
        let outer = (self.current, self.conditional);
        let iterables = std::mem::take(&mut self.in_iterable);
        self.scopes[id] = Scope::new(kind, self.current, class);
        (self.current, self.conditional) = (id, 0);
        inside(self);
        (self.current, self.conditional) = outer;
        self.in_iterable = iterables;
    }

    /// The statements of a module, a class or a function; `annotate` is the scope of its annotations.
    fn block(&mut self, body: &[Stmt], annotate: ScopeId) {
        for stmt in body {
            self.stmt(stmt, annotate);
        }
    }

    fn compound(&mut self, body: &[Stmt], annotate: ScopeId) {
        self.conditional += 1;
        self.block(body, annotate);
        self.conditional -= 1;
    }

    fn stmt(&mut self, stmt: &Stmt, annotate: ScopeId) {
        match &stmt.kind {
            StmtKind::Expr(value) => self.expr(value),
            StmtKind::Assign { targets, value } => {
                targets.iter().for_each(|target| self.target(target));
                self.expr(value);
            }
            StmtKind::AugAssign { target, value, .. } => {
                self.target(target);
                self.expr(value);
            }
            StmtKind::AnnAssign(assign) => self.annotated(assign, annotate),
            StmtKind::Return(value) => {
                if !matches!(self.scope().kind, Kind::Function) {
                    self.error("'return' outside function".into(), stmt.span);
                }
                value.iter().for_each(|value| self.expr(value));
            }
            StmtKind::Delete(targets) => targets.iter().for_each(|target| self.target(target)),
            StmtKind::For(parts) => {
                self.target(&parts.target);
                self.expr(&parts.iter);
                self.compound(&parts.body, annotate);
                self.compound(&parts.orelse, annotate);
            }
            StmtKind::While { test, body, orelse } => {
                self.expr(test);
                self.compound(body, annotate);
                self.compound(orelse, annotate);
            }
            StmtKind::If { branches, orelse } => {
                for branch in branches {
                    self.expr(&branch.test);
                    self.compound(&branch.body, annotate);
                }
                self.compound(orelse, annotate);
            }
            StmtKind::With { items, body } => {
                for item in items {
                    self.expr(&item.context);
                    item.target.iter().for_each(|target| self.target(target));
                }
                self.compound(body, annotate);
            }
            StmtKind::Match { subject, cases } => {
                self.expr(subject);
                for case in cases {
                    self.pattern(&case.pattern);
                    case.guard.iter().for_each(|guard| self.expr(guard));
                    self.compound(&case.body, annotate);
                }
            }
            StmtKind::Raise { exception, cause } => {
                exception
                    .iter()
                    .chain(cause)
                    .for_each(|value| self.expr(value));
            }
            StmtKind::Try(parts) => {
                self.compound(&parts.body, annotate);
                self.compound(&parts.orelse, annotate);
                for handler in &parts.handlers {
                    handler.exception.iter().for_each(|value| self.expr(value));
                    if let Some(name) = &handler.name {
                        self.bind(&name.id, name.span);
                    }
                    self.compound(&handler.body, annotate);
                }
                self.compound(&parts.finalbody, annotate);
            }
            StmtKind::Assert { test, message } => {
                self.expr(test);
                message.iter().for_each(|value| self.expr(value));
            }
            StmtKind::Import(aliases) => {
                for alias in aliases {
                    let first = alias.name.id.split('.').next().unwrap_or_default();
                    let bound = alias
                        .asname
                        .as_ref()
                        .map_or(first.into(), |name| name.id.clone());
                    self.bind(&bound, alias.name.span);
                }
            }
            StmtKind::ImportFrom { names, .. } => {
                for alias in names {
                    let bound = alias.asname.as_ref().unwrap_or(&alias.name);
                    self.bind(&bound.id, bound.span);
                }
            }
            StmtKind::ImportStar { .. } => {
                if self.current != MODULE_SCOPE {
                    self.error("import * only allowed at module level".into(), stmt.span);
                }
            }
            StmtKind::Global(names) => names.iter().for_each(|name| self.declare(name, true)),
            StmtKind::Nonlocal(names) => names.iter().for_each(|name| self.declare(name, false)),
            StmtKind::Pass | StmtKind::Break | StmtKind::Continue => {}
            StmtKind::Function(function) => self.function(function),
            StmtKind::Class(class) => self.class(class),
        }
    }

    /// `global` and `nonlocal` (symtable_visit_stmt, Global_kind and Nonlocal_kind).
    fn declare(&mut self, name: &Name, global: bool) {
        let kind = if global { "global" } else { "nonlocal" };
        if !global && self.current == MODULE_SCOPE {
            let message = "nonlocal declaration not allowed at module level";
            return self.error(message.into(), name.span);
        }
        let symbol = self.symbol(&name.id);
        let id = &name.id;
        let refused = if symbol.parameter {
            Some(format!("name '{id}' is parameter and {kind}"))
        } else if symbol.used {
            Some(format!("name '{id}' is used prior to {kind} declaration"))
        } else if symbol.annotated {
            Some(format!("annotated name '{id}' can't be {kind}"))
        } else if symbol.bound {
            Some(format!(
                "name '{id}' is assigned to before {kind} declaration"
            ))
        } else {
            None
        };
        symbol.declared = name.span;
        if global {
            symbol.global = true;
        } else {
            symbol.nonlocal = true;
        }
        if let Some(message) = refused {
            self.error(message, name.span);
        }
    }

    fn annotated(&mut self, assign: &AnnAssign, annotate: ScopeId) {
        let kind = self.scope().kind;
        let conditional = self.conditional > 0;
        let target = &assign.target;
        match &target.kind {
            ExprKind::Name(name) => {
                let symbol = self.symbol(name);
                let declared = match (symbol.global, symbol.nonlocal) {
                    (true, _) => Some("global"),
                    (_, true) => Some("nonlocal"),
                    _ => None,
                };
                if let (Some(how), true, true) = (declared, assign.simple, kind != Kind::Module) {
                    let message = format!("annotated name '{name}' can't be {how}");
                    self.error(message, target.span);
                }
                if assign.simple {
                    self.symbol(name).annotated = true;
                }
                if assign.simple || assign.value.is_some() {
                    self.bind(name, target.span);
                }
            }
            _ => self.target(target),
        }
        let lazy = self.lazy_annotations();
        if matches!(kind, Kind::Module | Kind::Class) {
            let scope = self.scope();
            scope.annotated = true;
            if lazy && assign.simple && (conditional || kind == Kind::Module) {
                scope.conditional_annotations = true;
            }
            scope.classdict |= lazy && kind == Kind::Class;
        }
        if !lazy {
            self.annotation(&assign.annotation);
        } else if assign.simple && kind != Kind::Function {
            let conditional = self.scope().conditional_annotations;
            self.lazily(annotate, conditional, |this| {
                this.annotation(&assign.annotation)
            });
        }
        assign.value.iter().for_each(|value| self.expr(value));
    }

    /// Visits an annotation in the scope of the `__annotate__` function (3.14+), keeping what is there.
    fn lazily(&mut self, annotate: ScopeId, conditional: bool, inside: impl FnOnce(&mut Self)) {
        let known = std::mem::take(&mut self.scopes[annotate].symbols);
        let kind = self.scope().kind;
        self.within(annotate, Kind::Annotate, |this| {
            this.scope().symbols = known;
            this.symbol(&"format".into()).bound = true;
            if kind == Kind::Class {
                this.symbol(&"__classdict__".into()).used = true;
            }
            if conditional {
                this.symbol(&"__conditional_annotations__".into()).used = true;
            }
            inside(this);
        });
    }

    fn annotation(&mut self, annotation: &Expr) {
        if self.future {
            return;
        }
        self.expr(annotation);
    }

    fn function(&mut self, function: &Function) {
        self.bind(&function.name.id, function.name.span);
        self.defaults(&function.params);
        let annotations = function
            .params
            .iter()
            .map(|parameter| &parameter.annotation);
        let annotations = annotations.chain([&function.returns]).flatten();
        if self.lazy_annotations() {
            let class = self.scope().kind == Kind::Class;
            self.scope().classdict |= class;
            let annotations: Vec<&Expr> = annotations.collect();
            if !annotations.is_empty() {
                self.lazily(function.annotate_scope, false, |this| {
                    annotations
                        .into_iter()
                        .for_each(|value| this.annotation(value));
                });
            }
        } else {
            annotations.for_each(|value| self.annotation(value));
        }
        function
            .decorators
            .iter()
            .for_each(|decorator| self.expr(&decorator.expr));
        self.within(function.scope, Kind::Function, |this| {
            this.parameters(&function.params);
            this.block(&function.body, function.annotate_scope);
        });
    }

    fn class(&mut self, class: &Class) {
        self.bind(&class.name.id, class.name.span);
        self.arguments(&class.arguments);
        class
            .decorators
            .iter()
            .for_each(|decorator| self.expr(&decorator.expr));
        self.within(class.scope, Kind::Class, |this| {
            this.scope().class = Some(class.name.id.clone());
            this.block(&class.body, class.annotate_scope);
            if this.scope().classdict {
                this.scope().cells.insert("__classdict__".into());
            }
        });
    }

    fn defaults(&mut self, params: &Parameters) {
        for default in params
            .iter()
            .filter_map(|parameter| parameter.default.as_ref())
        {
            self.expr(default);
        }
    }

    fn parameters(&mut self, params: &Parameters) {
        for parameter in params.iter() {
            let name = &parameter.name;
            if self.symbol(&name.id).parameter {
                let what = if self.build.at_least(15) {
                    "parameter"
                } else {
                    "argument"
                };
                let message = format!("duplicate {what} '{}' in function definition", name.id);
                self.error(message, name.span);
            }
            self.symbol(&name.id).parameter = true;
            self.bind(&name.id, name.span);
        }
    }

    fn target(&mut self, target: &Expr) {
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
                self.error("cannot assign to __debug__".into(), name.span);
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

    fn exprs(&mut self, list: &[Expr]) {
        list.iter().for_each(|expr| self.expr(expr));
    }

    fn expr(&mut self, expr: &Expr) {
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

    fn arguments(&mut self, arguments: &Arguments) {
        self.exprs(&arguments.args);
        for keyword in &arguments.keywords {
            self.expr(&keyword.value);
        }
    }

    fn yields(&mut self, span: Span) {
        let message = match self.scope().kind {
            Kind::Function => {
                self.scope().generator = true;
                return;
            }
            Kind::Module | Kind::Class => "'yield' outside function",
            Kind::Annotate => "yield expression cannot be used within an annotation",
            Kind::Comprehension => "'yield' inside a comprehension",
        };
        self.error(message.into(), span);
    }

    fn lambda(&mut self, lambda: &Lambda, span: Span) {
        self.refuse_in_lazy_annotation("lambda in an annotation that is evaluated lazily", span);
        self.defaults(&lambda.params);
        self.within(lambda.scope, Kind::Function, |this| {
            this.parameters(&lambda.params);
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
            let name = mangle(self.scopes[at].class.as_deref(), id);
            if self.scopes[at]
                .symbols
                .get(&name)
                .is_some_and(|symbol| symbol.iteration)
            {
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

    fn pattern(&mut self, pattern: &Pattern) {
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
