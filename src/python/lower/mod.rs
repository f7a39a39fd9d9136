//! ruff's tree → our tree, for statements. What is outside of the subset becomes a problem.

mod expressions;
mod literals;
mod patterns;

use super::tree::*;
use crate::cpython::Build;
use crate::problem::Problem;
use crate::text::Span;
use ruff_python_ast::{self as ast, Stmt as Ast};
use ruff_text_size::{Ranged, TextRange};
use std::collections::HashSet;
use std::rc::Rc;

/// The same program as our own tree, or what is outside of the subset, at most [`MAX_PROBLEMS`].
pub(super) fn lower(
    source: &str,
    module: &ast::ModModule,
    build: Build,
) -> Result<Module, Vec<Problem>> {
    let mut lower = Lower {
        source,
        problems: Vec::new(),
        names: HashSet::new(),
        scopes: MODULE_SCOPE + 1,
    };
    let future_annotations = lower.futures(&module.body, build);
    let annotate_scope = lower.scope();
    let body = lower.block(&module.body);
    if !lower.problems.is_empty() {
        return Err(lower.problems);
    }
    Ok(Module {
        doc: docstring(&body),
        body,
        future_annotations,
        annotate_scope,
        scopes: lower.scopes,
        span: Span::new(0, source.len() as u32),
    })
}

/// More problems than this help nobody.
const MAX_PROBLEMS: usize = 20;

struct Lower<'s> {
    source: &'s str,
    problems: Vec<Problem>,
    names: HashSet<Rc<str>>,
    scopes: usize,
}

/// ruff's range as a span.
pub(super) fn span(range: TextRange) -> Span {
    Span::new(range.start().to_u32(), range.end().to_u32())
}

/// The docstring of a block: its first statement, if that is a string.
fn docstring(body: &[Stmt]) -> Option<Rc<str>> {
    match &body.first()?.kind {
        StmtKind::Expr(Expr {
            kind: ExprKind::Const(super::code::Const::Str(text)),
            ..
        }) => Some(text.clone()),
        _ => None,
    }
}

impl Lower<'_> {
    fn report(&mut self, problem: Problem) {
        if self.problems.len() < MAX_PROBLEMS {
            self.problems.push(problem);
        }
    }

    fn unsupported(&mut self, what: &str, range: TextRange) {
        self.report(Problem::unsupported(what, Some(span(range))));
    }

    fn refused(&mut self, message: &str, range: TextRange) {
        self.report(Problem::refused("SyntaxError", message, Some(span(range))));
    }

    fn syntax(&mut self, message: &str, range: TextRange) {
        self.report(Problem::syntax(message, Some(span(range))));
    }

    fn scope(&mut self) -> ScopeId {
        self.scopes += 1;
        self.scopes - 1
    }

    fn intern(&mut self, text: &str) -> Rc<str> {
        if let Some(known) = self.names.get(text) {
            return known.clone();
        }
        let name: Rc<str> = text.into();
        self.names.insert(name.clone());
        name
    }

    fn name(&mut self, identifier: &ast::Identifier) -> Name {
        Name {
            id: self.intern(identifier.as_str()),
            span: span(identifier.range),
        }
    }

    /// Checks the `__future__` imports (Python/future.c); whether annotations are to be strings.
    fn futures(&mut self, body: &[Ast], build: Build) -> bool {
        const FEATURES: [&str; 10] = [
            "nested_scopes",
            "generators",
            "division",
            "absolute_import",
            "with_statement",
            "print_function",
            "unicode_literals",
            "generator_stop",
            "annotations",
            "barry_as_FLUFL",
        ];
        let mut annotations = false;
        let is_doc = |stmt: &Ast| matches!(stmt, Ast::Expr(e) if e.value.is_string_literal_expr());
        let start = usize::from(body.first().is_some_and(is_doc));
        for stmt in &body[start..] {
            let Ast::ImportFrom(import) = stmt else { break };
            if import.level != 0 || import.module.as_deref() != Some("__future__") {
                break;
            }
            for alias in &import.names {
                // Up to 3.12 the error has the place where the statement begins.
                let place = match build.at_least(13) {
                    true => alias.range,
                    false => TextRange::at(import.start(), 1.into()),
                };
                match alias.name.as_str() {
                    "annotations" => annotations = true,
                    "barry_as_FLUFL" => self.unsupported("barry_as_FLUFL", alias.range),
                    name if FEATURES.contains(&name) => {}
                    "braces" => self.refused("not a chance", place),
                    name => {
                        self.refused(&format!("future feature {name} is not defined"), place);
                    }
                }
            }
        }
        let late = body[start..].iter().skip_while(|stmt| is_future(stmt));
        for stmt in late.filter(|stmt| is_future(stmt)) {
            let message = "from __future__ imports must occur at the beginning of the file";
            self.refused(message, stmt.range());
        }
        annotations
    }

    fn block(&mut self, body: &[Ast]) -> Vec<Stmt> {
        body.iter().map(|stmt| self.stmt(stmt)).collect()
    }

    fn stmt(&mut self, stmt: &Ast) -> Stmt {
        let kind = match stmt {
            Ast::FunctionDef(def) => return self.function(def),
            Ast::ClassDef(def) => return self.class(def),
            Ast::Expr(stmt) => StmtKind::Expr(self.expr(&stmt.value)),
            Ast::Assign(stmt) => StmtKind::Assign {
                targets: self.exprs(&stmt.targets),
                value: self.expr(&stmt.value),
            },
            Ast::AugAssign(stmt) => StmtKind::AugAssign {
                target: self.expr(&stmt.target),
                op: expressions::operator(stmt.op),
                value: self.expr(&stmt.value),
            },
            Ast::AnnAssign(stmt) => StmtKind::AnnAssign(Box::new(AnnAssign {
                target: self.expr(&stmt.target),
                annotation: self.expr(&stmt.annotation),
                value: self.maybe(stmt.value.as_deref()),
                simple: stmt.simple,
            })),
            Ast::Return(stmt) => StmtKind::Return(self.maybe(stmt.value.as_deref())),
            Ast::Delete(stmt) => StmtKind::Delete(self.exprs(&stmt.targets)),
            Ast::For(stmt) => self.for_loop(stmt),
            Ast::While(stmt) => StmtKind::While {
                test: self.expr(&stmt.test),
                body: self.block(&stmt.body),
                orelse: self.block(&stmt.orelse),
            },
            Ast::If(stmt) => self.if_else(stmt),
            Ast::With(stmt) => self.with(stmt),
            Ast::Match(stmt) => self.match_cases(stmt),
            Ast::Raise(stmt) => StmtKind::Raise {
                exception: self.maybe(stmt.exc.as_deref()),
                cause: self.maybe(stmt.cause.as_deref()),
            },
            Ast::Try(stmt) => self.try_except(stmt),
            Ast::Assert(stmt) => StmtKind::Assert {
                test: self.expr(&stmt.test),
                message: self.maybe(stmt.msg.as_deref()),
            },
            Ast::Import(stmt) => {
                if stmt.is_lazy {
                    self.unsupported("lazy imports", stmt.range);
                }
                StmtKind::Import(self.aliases(&stmt.names))
            }
            Ast::ImportFrom(stmt) => self.import_from(stmt),
            Ast::Global(stmt) => StmtKind::Global(self.names(&stmt.names)),
            Ast::Nonlocal(stmt) => StmtKind::Nonlocal(self.names(&stmt.names)),
            Ast::Pass(_) => StmtKind::Pass,
            Ast::Break(_) => StmtKind::Break,
            Ast::Continue(_) => StmtKind::Continue,
            Ast::TypeAlias(stmt) => {
                self.unsupported("type statements", stmt.range);
                StmtKind::Pass
            }
            Ast::IpyEscapeCommand(stmt) => {
                self.syntax("invalid syntax", stmt.range);
                StmtKind::Pass
            }
        };
        Stmt {
            span: span(stmt.range()),
            kind,
        }
    }

    fn names(&mut self, identifiers: &[ast::Identifier]) -> Vec<Name> {
        identifiers.iter().map(|id| self.name(id)).collect()
    }

    fn aliases(&mut self, aliases: &[ast::Alias]) -> Vec<Alias> {
        let lower = |alias: &ast::Alias| Alias {
            name: self.name(&alias.name),
            asname: alias.asname.as_ref().map(|name| self.name(name)),
        };
        aliases.iter().map(lower).collect()
    }

    fn import_from(&mut self, stmt: &ast::StmtImportFrom) -> StmtKind {
        if stmt.level > 0 {
            self.unsupported("relative imports", stmt.range);
        }
        if stmt.is_lazy {
            self.unsupported("lazy imports", stmt.range);
        }
        let module = self.intern(stmt.module.as_deref().unwrap_or_default());
        match &stmt.names[..] {
            [star] if star.name.as_str() == "*" => StmtKind::ImportStar { module },
            names => StmtKind::ImportFrom {
                names: self.aliases(names),
                module,
            },
        }
    }

    fn for_loop(&mut self, stmt: &ast::StmtFor) -> StmtKind {
        if stmt.is_async {
            self.unsupported("async for", stmt.range);
        }
        StmtKind::For(Box::new(For {
            target: self.expr(&stmt.target),
            iter: self.expr(&stmt.iter),
            body: self.block(&stmt.body),
            orelse: self.block(&stmt.orelse),
        }))
    }

    fn if_else(&mut self, stmt: &ast::StmtIf) -> StmtKind {
        let mut branches = vec![Branch {
            test: self.expr(&stmt.test),
            body: self.block(&stmt.body),
            span: span(stmt.range),
        }];
        let mut orelse = Vec::new();
        for clause in &stmt.elif_else_clauses {
            let body = self.block(&clause.body);
            match &clause.test {
                Some(test) => branches.push(Branch {
                    test: self.expr(test),
                    body,
                    span: span(clause.range),
                }),
                None => orelse = body,
            }
        }
        StmtKind::If { branches, orelse }
    }

    fn with(&mut self, stmt: &ast::StmtWith) -> StmtKind {
        if stmt.is_async {
            self.unsupported("async with", stmt.range);
        }
        let lower = |item: &ast::WithItem| WithItem {
            context: self.expr(&item.context_expr),
            target: self.maybe(item.optional_vars.as_deref()),
        };
        let items = stmt.items.iter().map(lower).collect();
        StmtKind::With {
            items,
            body: self.block(&stmt.body),
        }
    }

    fn try_except(&mut self, stmt: &ast::StmtTry) -> StmtKind {
        let body = self.block(&stmt.body);
        let mut handlers = Vec::new();
        for ast::ExceptHandler::ExceptHandler(handler) in &stmt.handlers {
            handlers.push(Handler {
                span: span(handler.range),
                exception: self.maybe(handler.type_.as_deref()),
                name: handler.name.as_ref().map(|name| self.name(name)),
                body: self.block(&handler.body),
            });
        }
        StmtKind::Try(Box::new(Try {
            body,
            star: stmt.is_star,
            handlers,
            orelse: self.block(&stmt.orelse),
            finalbody: self.block(&stmt.finalbody),
        }))
    }

    fn function(&mut self, def: &ast::StmtFunctionDef) -> Stmt {
        if def.is_async {
            self.unsupported("async functions", def.name.range);
        }
        if let Some(types) = &def.type_params {
            self.unsupported("type parameters", types.range);
        }
        let start = self.keyword_start(&def.decorator_list, def.range);
        let end = def
            .returns
            .as_deref()
            .map_or(def.parameters.end(), Ranged::end);
        let scope = self.scope();
        let annotate_scope = self.scope();
        let decorators = self.decorators(&def.decorator_list);
        let params = self.parameters(&def.parameters);
        let body = self.block(&def.body);
        let function = Function {
            scope,
            annotate_scope,
            name: self.name(&def.name),
            header: Span::new(start, end.to_u32()),
            decorators,
            params,
            returns: self.maybe(def.returns.as_deref()),
            doc: docstring(&body),
            body,
        };
        Stmt {
            span: Span::new(start, def.end().to_u32()),
            kind: StmtKind::Function(Box::new(function)),
        }
    }

    fn class(&mut self, def: &ast::StmtClassDef) -> Stmt {
        if let Some(types) = &def.type_params {
            self.unsupported("type parameters", types.range);
        }
        let start = self.keyword_start(&def.decorator_list, def.range);
        let end = def.arguments.as_deref().map_or(def.name.end(), Ranged::end);
        let scope = self.scope();
        let annotate_scope = self.scope();
        let decorators = self.decorators(&def.decorator_list);
        let arguments = def.arguments.as_ref().map(|list| self.arguments(list));
        let body = self.block(&def.body);
        let class = Class {
            scope,
            annotate_scope,
            name: self.name(&def.name),
            header: Span::new(start, end.to_u32()),
            decorators,
            arguments: arguments.unwrap_or_default(),
            doc: docstring(&body),
            body,
        };
        Stmt {
            span: Span::new(start, def.end().to_u32()),
            kind: StmtKind::Class(Box::new(class)),
        }
    }

    fn decorators(&mut self, list: &[ast::Decorator]) -> Vec<Decorator> {
        let lower = |decorator: &ast::Decorator| Decorator {
            expr: self.expr(&decorator.expression),
            span: span(decorator.range),
        };
        list.iter().map(lower).collect()
    }

    fn parameters(&mut self, list: &ast::Parameters) -> Parameters {
        let positional = list.posonlyargs.iter().chain(&list.args);
        Parameters {
            span: span(list.range),
            positional_only: list.posonlyargs.len(),
            positional: positional.map(|p| self.with_default(p)).collect(),
            keyword_only: list
                .kwonlyargs
                .iter()
                .map(|p| self.with_default(p))
                .collect(),
            varargs: list.vararg.as_ref().map(|p| self.parameter(p)),
            varkw: list.kwarg.as_ref().map(|p| self.parameter(p)),
        }
    }

    fn with_default(&mut self, parameter: &ast::ParameterWithDefault) -> Parameter {
        Parameter {
            default: self.maybe(parameter.default.as_deref()),
            ..self.parameter(&parameter.parameter)
        }
    }

    fn parameter(&mut self, parameter: &ast::Parameter) -> Parameter {
        Parameter {
            name: self.name(&parameter.name),
            annotation: self.maybe(parameter.annotation.as_deref()),
            default: None,
        }
    }

    /// Where `def` or `class` stands: ruff's range begins at the first decorator, CPython's at the word.
    fn keyword_start(&self, decorators: &[ast::Decorator], range: TextRange) -> u32 {
        let Some(last) = decorators.last() else {
            return range.start().to_u32();
        };
        let mut at = last.end().to_usize();
        let mut comment = false;
        for byte in &self.source.as_bytes()[at..] {
            match byte {
                b'\n' | b'\r' => comment = false,
                _ if comment => {}
                b'#' => comment = true,
                b if b.is_ascii_alphabetic() => break,
                _ => {}
            }
            at += 1;
        }
        at as u32
    }
}

fn is_future(stmt: &Ast) -> bool {
    matches!(stmt, Ast::ImportFrom(import)
        if import.level == 0 && import.module.as_deref() == Some("__future__"))
}
