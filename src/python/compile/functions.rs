//! `def`, `lambda`, their defaults and decorators.

use super::unit::Unit;
use super::{Access, Compiler};
use crate::python::code::{Const, FunctionParts, Kind, Op, Params};
use crate::python::tree::*;
use crate::text::Span;
use std::rc::Rc;

impl<'t> Compiler<'t> {
    pub(super) fn function(&mut self, function: &'t Function) {
        let header = function.header;
        self.decorators(&function.decorators);
        let mut parts = self.defaults(&function.params, header);
        parts.annotations = self.function_annotations(function);
        let first = function
            .decorators
            .first()
            .map_or(header, |first| first.span);
        let mut unit = self.function_unit(function.scope, &function.params, header);
        unit.name = function.name.id.clone();
        unit.qualname = self.definition_qualname(&function.name.id);
        unit.first_line = self.line(first);
        unit.doc = function.doc.as_ref().map(|doc| self.docstring(doc));
        unit.span = function
            .body
            .last()
            .map_or(header, |last| header.cover(last.span));
        let code = self.nested(unit, |this| {
            this.body(&function.body, function.doc.is_some());
            this.return_none(header);
        });
        self.make_function(code, parts, header);
        self.apply_decorators(&function.decorators, header);
        self.variable(&function.name.id, Access::Store, header);
    }

    pub(super) fn lambda(&mut self, lambda: &'t Lambda, span: Span) {
        let parts = self.defaults(&lambda.params, span);
        let name: Rc<str> = "<lambda>".into();
        let mut unit = self.function_unit(lambda.scope, &lambda.params, span);
        unit.qualname = self.qualname(&name);
        unit.name = name;
        unit.first_line = self.line(span);
        let code = self.nested(unit, |this| {
            this.unit.begin_statement();
            this.expr(&lambda.body);
            this.emit(Op::Return, lambda.body.span);
        });
        self.make_function(code, parts, span);
    }

    fn function_unit(&mut self, id: ScopeId, params: &'t Parameters, span: Span) -> Box<Unit<'t>> {
        let scope = &self.scopes[id];
        let mut unit = Unit::new(id, scope, Kind::Function, span);
        for parameter in params.iter() {
            let name = crate::python::scope::mangle(scope.class.as_deref(), &parameter.name.id);
            unit.local(name);
        }
        unit.params = Params {
            positional_only: self.narrow(params.positional_only, span),
            positional: self.narrow(params.positional.len(), span),
            keyword_only: self.narrow(params.keyword_only.len(), span),
            varargs: params.varargs.is_some(),
            varkw: params.varkw.is_some(),
        };
        unit
    }

    /// The end of a function that has not returned.
    pub(super) fn return_none(&mut self, span: Span) {
        let place = if self.unit.len() == 0 {
            span
        } else {
            self.unit.last_span()
        };
        self.constant(Const::None, place);
        self.emit(Op::Return, place);
    }

    /// Pushes the defaults: a tuple and a dict, each if there are some (compiler_default_arguments).
    fn defaults(&mut self, params: &'t Parameters, span: Span) -> FunctionParts {
        let default = |parameter: &'t Parameter| parameter.default.as_ref();
        let positional: Vec<&'t Expr> = params.positional.iter().filter_map(default).collect();
        if !positional.is_empty() {
            let constants = positional
                .iter()
                .map(|value| self.constant_of(value))
                .collect();
            match constants {
                Some(values) => self.constant(Const::Tuple(values), span),
                None => {
                    positional.iter().for_each(|value| self.expr(value));
                    self.emit(Op::BuildTuple(positional.len() as u32), span);
                }
            }
        }
        let mut keyword_only = 0;
        for parameter in &params.keyword_only {
            if let Some(value) = &parameter.default {
                let name = self.mangled(&parameter.name.id);
                self.constant(Const::Str(name), parameter.name.span);
                self.expr(value);
                keyword_only += 1;
            }
        }
        if keyword_only > 0 {
            self.emit(Op::BuildDict(keyword_only), span);
        }
        FunctionParts {
            defaults: !positional.is_empty(),
            kwdefaults: keyword_only > 0,
            ..FunctionParts::default()
        }
    }

    /// Pushes the decorators, the first one first.
    pub(super) fn decorators(&mut self, decorators: &'t [Decorator]) {
        decorators
            .iter()
            .for_each(|decorator| self.expr(&decorator.expr));
    }

    /// Calls them, the last one first.
    pub(super) fn apply_decorators(&mut self, decorators: &'t [Decorator], header: Span) {
        for decorator in decorators.iter().rev() {
            let place = self.decorator_place(decorator, header);
            self.emit(Op::Call(1), place);
        }
    }
}
