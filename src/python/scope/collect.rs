//! What each block does with each name: the first pass of the symbol table.

mod expressions;

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
        alone: matches!(
            module.body.as_slice(),
            [Stmt { kind: StmtKind::Assign { targets, value }, .. }]
                if matches!(targets.as_slice(), [Expr { kind: ExprKind::Name(_), .. }])
                    && matches!(value.kind, ExprKind::Const(_))
        ),
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
    /// Whether the program is one plain assignment.
    alone: bool,
}

impl Collect {
    fn error(&mut self, message: String, span: Span) {
        if self.problem.is_none() {
            self.problem = Some(Problem::refused("SyntaxError", message, Some(span)));
        }
    }

    /// Up to 3.13 the compiler refuses this, and what else it refuses may come first; here that is not told apart.
    fn assigns_debug(&mut self, span: Span) {
        if self.problem.is_none() {
            let message = "cannot assign to __debug__";
            self.problem = Some(match self.alone {
                true => Problem::refused("SyntaxError", message, Some(span)),
                false => Problem::syntax(message, Some(span)),
            });
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
            self.assigns_debug(span);
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
            StmtKind::Return(value) => value.iter().for_each(|value| self.expr(value)),
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
                    // 3.9 names the line of the function.
                    if let (false, Some(problem)) = (self.build.at_least(10), &mut self.problem) {
                        problem.exception = None;
                    }
                }
            }
            StmtKind::Global(names) => names
                .iter()
                .for_each(|name| self.declare(name, true, stmt.span)),
            StmtKind::Nonlocal(names) => names
                .iter()
                .for_each(|name| self.declare(name, false, stmt.span)),
            StmtKind::Pass | StmtKind::Break | StmtKind::Continue => {}
            StmtKind::Function(function) => self.function(function),
            StmtKind::Class(class) => self.class(class),
        }
    }

    /// `global` and `nonlocal` (symtable_visit_stmt, Global_kind and Nonlocal_kind).
    fn declare(&mut self, name: &Name, global: bool, stmt: Span) {
        let kind = if global { "global" } else { "nonlocal" };
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
        symbol.declared = stmt;
        if global {
            symbol.global = true;
        } else {
            symbol.nonlocal = true;
        }
        if let Some(message) = refused {
            self.error(message, stmt);
        }
    }

    #[inline(never)]
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
        if self.build.at_least(14) {
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
            this.parameters(&function.params, function.header);
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

    /// `whole` begins where the function's statement or expression does.
    fn parameters(&mut self, params: &Parameters, whole: Span) {
        for parameter in params.iter() {
            let name = &parameter.name;
            if self.symbol(&name.id).parameter {
                let what = if self.build.at_least(15) {
                    "parameter"
                } else {
                    "argument"
                };
                let message = format!("duplicate {what} '{}' in function definition", name.id);
                let end = parameter
                    .annotation
                    .as_ref()
                    .map(|annotation| annotation.span.end);
                let span = match self.build.at_least(10) {
                    true => Span::new(name.span.start, end.unwrap_or(name.span.end)),
                    false => whole,
                };
                self.error(message, span);
            }
            self.symbol(&name.id).parameter = true;
            self.bind(&name.id, name.span);
        }
    }
}
