//! Calls: functions, methods, arguments by name, `*` and `**`.

use super::Compiler;
use super::displays::MANY;
use crate::problem::Problem;
use crate::python::code::{Const, Kind, Op};
use crate::python::scope::Place;
use crate::python::tree::*;
use crate::text::Span;

impl<'t> Compiler<'t> {
    pub(super) fn call(&mut self, func: &'t Expr, arguments: &'t Arguments, span: Span) {
        self.refuse_inlined_locals(func, arguments, span);
        if let ExprKind::Attribute { value, name } = &func.kind
            && self.is_method_call(arguments)
        {
            return self.method_call(value, name, func.span, arguments, span);
        }
        if self.call_of_generator(func, arguments, span) {
            return;
        }
        self.expr(func);
        self.call_with(0, arguments, span);
    }

    /// From 3.12 on `locals()` in a comprehension sees the names of the block around it (PEP 709); our
    /// comprehensions are functions, and would show others.
    fn refuse_inlined_locals(&mut self, func: &Expr, arguments: &Arguments, span: Span) {
        let names = ["locals", "vars", "dir"];
        if self.build.at_least(12)
            && self.unit.comprehension
            && arguments.args.is_empty()
            && let ExprKind::Name(name) = &func.kind
            && names.contains(&&**name)
        {
            let what = format!("{name}() in a comprehension");
            self.report(Problem::unsupported(what, Some(span)));
        }
    }

    /// Whether a method is loaded without being bound (maybe_optimize_method_call).
    fn is_method_call(&self, arguments: &Arguments) -> bool {
        let keywords = arguments.keywords.len();
        let count = arguments.args.len() + keywords + usize::from(keywords > 0);
        let plain = |keyword: &Keyword| keyword.name.is_some();
        count < MANY
            && !arguments.args.iter().any(is_starred)
            && arguments.keywords.iter().all(plain)
    }

    fn method_call(
        &mut self,
        value: &'t Expr,
        name: &'t Name,
        attribute: Span,
        arguments: &'t Arguments,
        span: Span,
    ) {
        self.check_keywords(&arguments.keywords);
        self.owner(value, attribute);
        let place = if self.is_super_call(value) {
            attribute
        } else {
            self.attribute_place(attribute, name, super::Access::Load)
        };
        let operand = self.name(&name.id);
        self.emit(Op::Method(operand), place);
        arguments.args.iter().for_each(|arg| self.expr(arg));
        let keywords = self.keywords(&arguments.keywords);
        let count = self.narrow(arguments.args.len() + arguments.keywords.len(), span);
        let place = self.method_call_place(span, attribute, name, keywords.is_some());
        self.emit(
            match keywords {
                Some(names) => Op::CallMethodKw(count, names),
                None => Op::CallMethod(count),
            },
            place,
        );
    }

    /// The object of an attribute; the call of a `super()` that is loaded together with it is where the attribute is.
    pub(super) fn owner(&mut self, value: &'t Expr, attribute: Span) {
        match &value.kind {
            ExprKind::Call { func, arguments } if self.is_super_call(value) => {
                self.expr(func);
                self.call_with(0, arguments, attribute);
            }
            _ => self.expr(value),
        }
    }

    /// `super()` that is loaded together with its attribute (3.12+, can_optimize_super_call).
    pub(super) fn is_super_call(&self, expr: &Expr) -> bool {
        let ExprKind::Call { func, arguments } = &expr.kind else {
            return false;
        };
        let ExprKind::Name(name) = &func.kind else {
            return false;
        };
        self.build.at_least(12)
            && &**name == "super"
            && self.unit.kind == Kind::Function
            && self.scope().place(name) == Place::Implicit
            && matches!(arguments.args.len(), 0 | 2)
            && arguments.keywords.is_empty()
            && !arguments.args.iter().any(is_starred)
    }

    /// Values of arguments by name; the number of the constant that has their names.
    fn keywords(&mut self, keywords: &'t [Keyword]) -> Option<u32> {
        if keywords.is_empty() {
            return None;
        }
        keywords
            .iter()
            .for_each(|keyword| self.expr(&keyword.value));
        let names = keywords.iter().filter_map(|keyword| keyword.name.as_ref());
        let names = names.map(|name| Const::Str(name.id.clone())).collect();
        Some(self.unit.constant(Const::Tuple(names)))
    }

    fn check_keywords(&mut self, keywords: &[Keyword]) {
        let mut seen = std::collections::HashSet::new();
        for keyword in keywords {
            let Some(name) = &keyword.name else { continue };
            if &*name.id == "__debug__" {
                let message = "cannot assign to __debug__";
                self.report(Problem::syntax(message, Some(name.span)));
            }
            if !seen.insert(name.id.clone()) {
                let span = Span::new(name.span.start, keyword.value.span.end);
                self.syntax(format!("keyword argument repeated: {}", name.id), span);
            }
        }
    }

    /// The arguments and the call; `pushed` arguments lie on the stack already (compiler_call_helper).
    pub(super) fn call_with(&mut self, pushed: usize, arguments: &'t Arguments, span: Span) {
        self.check_keywords(&arguments.keywords);
        let (args, keywords) = (&arguments.args, &arguments.keywords);
        let plain = !args.iter().any(is_starred) && keywords.iter().all(|k| k.name.is_some());
        if plain && !self.is_many(pushed + args.len() + keywords.len() * 2) {
            args.iter().for_each(|arg| self.expr(arg));
            let names = self.keywords(keywords);
            let count = self.narrow(pushed + args.len() + keywords.len(), span);
            return self.emit(
                names.map_or(Op::Call(count), |names| Op::CallKw(count, names)),
                span,
            );
        }
        match (pushed, &args[..]) {
            (
                0,
                [
                    Expr {
                        kind: ExprKind::Starred(only),
                        ..
                    },
                ],
            ) => self.expr(only),
            (0, args) => self.tuple(args, span),
            (pushed, args) => self.pushed_tuple(pushed, args, span),
        }
        if !keywords.is_empty() {
            self.keyword_dict(keywords, span);
        }
        self.emit(Op::CallEx(!keywords.is_empty()), span);
    }

    fn pushed_tuple(&mut self, pushed: usize, args: &'t [Expr], span: Span) {
        self.emit(Op::BuildList(pushed as u32), span);
        for arg in args {
            match &arg.kind {
                ExprKind::Starred(value) => {
                    self.expr(value);
                    self.emit(Op::ListExtend, span);
                }
                _ => {
                    self.expr(arg);
                    self.emit(Op::ListAppend(1), span);
                }
            }
        }
        self.emit(Op::ListToTuple, span);
    }

    fn keyword_dict(&mut self, keywords: &'t [Keyword], span: Span) {
        let mut started = false;
        let chunks = keywords.chunk_by(|a, b| a.name.is_some() && b.name.is_some());
        for chunk in chunks {
            match chunk {
                [Keyword { name: None, value }] => {
                    if !started {
                        self.emit(Op::BuildDict(0), span);
                    }
                    self.expr(value);
                    self.emit(Op::DictMerge, span);
                }
                named => {
                    self.named_dict(named, span);
                    if started {
                        self.emit(Op::DictMerge, span);
                    }
                }
            }
            started = true;
        }
    }

    /// A dict of arguments by name (compiler_subkwargs).
    fn named_dict(&mut self, keywords: &'t [Keyword], span: Span) {
        let many = self.is_many(keywords.len() * 2);
        if many {
            self.emit(Op::BuildDict(0), span);
        }
        for keyword in keywords {
            if let Some(name) = &keyword.name {
                self.constant(Const::Str(name.id.clone()), span);
            }
            self.expr(&keyword.value);
            if many {
                self.emit(Op::DictAdd(1), span);
            }
        }
        if !many {
            self.emit(Op::BuildDict(keywords.len() as u32), span);
        }
    }
}

fn is_starred(expr: &Expr) -> bool {
    matches!(expr.kind, ExprKind::Starred(_))
}
