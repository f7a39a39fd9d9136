//! ruff's tree → our tree, for expressions.

use super::super::code::{BinOp, CmpOp, Const, UnaryOp};
use super::super::tree::*;
use super::{Lower, span};
use ruff_python_ast::{self as ast, Expr as Ast};
use ruff_text_size::Ranged;

impl Lower<'_> {
    pub(super) fn exprs(&mut self, list: &[Ast]) -> Vec<Expr> {
        list.iter().map(|expr| self.expr(expr)).collect()
    }

    pub(super) fn maybe(&mut self, expr: Option<&Ast>) -> Option<Expr> {
        expr.map(|expr| self.expr(expr))
    }

    fn boxed(&mut self, expr: &Ast) -> Box<Expr> {
        Box::new(self.expr(expr))
    }

    fn maybe_boxed(&mut self, expr: Option<&Ast>) -> Option<Box<Expr>> {
        expr.map(|expr| self.boxed(expr))
    }

    pub(super) fn expr(&mut self, expr: &Ast) -> Expr {
        let kind = match expr {
            Ast::Name(name) => ExprKind::Name(self.intern(name.id.as_str())),
            Ast::NoneLiteral(_) => ExprKind::Const(Const::None),
            Ast::EllipsisLiteral(_) => ExprKind::Const(Const::Ellipsis),
            Ast::BooleanLiteral(literal) => ExprKind::Const(Const::Bool(literal.value)),
            Ast::NumberLiteral(literal) => ExprKind::Const(self.number(literal)),
            Ast::StringLiteral(literal) => ExprKind::Const(Const::Str(self.string(literal))),
            Ast::BytesLiteral(literal) => {
                ExprKind::Const(Const::Bytes(literal.value.bytes().collect()))
            }
            Ast::FString(literal) => ExprKind::FString(self.f_string(literal)),
            Ast::Attribute(expr) => self.attribute(expr),
            Ast::Subscript(expr) => ExprKind::Subscript {
                value: self.boxed(&expr.value),
                index: self.boxed(&expr.slice),
            },
            Ast::Slice(expr) => ExprKind::Slice {
                start: self.maybe_boxed(expr.lower.as_deref()),
                stop: self.maybe_boxed(expr.upper.as_deref()),
                step: self.maybe_boxed(expr.step.as_deref()),
            },
            Ast::Call(expr) => ExprKind::Call {
                func: self.boxed(&expr.func),
                arguments: Box::new(self.arguments(&expr.arguments)),
            },
            Ast::UnaryOp(expr) => self.unary(expr),
            Ast::BinOp(expr) => ExprKind::Binary {
                left: self.boxed(&expr.left),
                op: operator(expr.op),
                right: self.boxed(&expr.right),
            },
            Ast::BoolOp(expr) => ExprKind::Bool {
                op: match expr.op {
                    ast::BoolOp::And => BoolOp::And,
                    ast::BoolOp::Or => BoolOp::Or,
                },
                values: self.exprs(&expr.values),
            },
            Ast::Compare(expr) => self.compare(expr),
            Ast::If(expr) => self.if_expr(expr),
            Ast::Named(expr) => self.named(expr),
            Ast::Lambda(expr) => self.lambda(expr),
            Ast::Tuple(expr) => ExprKind::Tuple(self.exprs(&expr.elts)),
            Ast::List(expr) => ExprKind::List(self.exprs(&expr.elts)),
            Ast::Set(expr) => ExprKind::Set(self.exprs(&expr.elts)),
            Ast::Dict(expr) => self.dict(expr),
            Ast::ListComp(e) => {
                self.comprehension(ComprehensionKind::List, &e.elt, None, &e.generators)
            }
            Ast::SetComp(e) => {
                self.comprehension(ComprehensionKind::Set, &e.elt, None, &e.generators)
            }
            Ast::DictComp(e) => self.dict_comprehension(e),
            Ast::Generator(e) => {
                self.comprehension(ComprehensionKind::Generator, &e.elt, None, &e.generators)
            }
            Ast::Yield(expr) => ExprKind::Yield(self.maybe_boxed(expr.value.as_deref())),
            Ast::YieldFrom(expr) => ExprKind::YieldFrom(self.boxed(&expr.value)),
            Ast::Starred(expr) => ExprKind::Starred(self.boxed(&expr.value)),
            Ast::Await(_) => self.outside("await", expr),
            Ast::TString(_) => self.outside("template strings", expr),
            Ast::IpyEscapeCommand(_) => self.outside("IPython commands", expr),
        };
        Expr {
            span: span(expr.range()),
            kind,
        }
    }

    fn outside(&mut self, what: &str, expr: &Ast) -> ExprKind {
        self.unsupported(what, expr.range());
        ExprKind::Const(Const::None)
    }

    fn attribute(&mut self, expr: &ast::ExprAttribute) -> ExprKind {
        ExprKind::Attribute {
            value: self.boxed(&expr.value),
            name: self.name(&expr.attr),
        }
    }

    fn unary(&mut self, expr: &ast::ExprUnaryOp) -> ExprKind {
        let operand = self.boxed(&expr.operand);
        let op = match expr.op {
            ast::UnaryOp::Not => return ExprKind::Not(operand),
            ast::UnaryOp::UAdd => UnaryOp::Pos,
            ast::UnaryOp::USub => UnaryOp::Neg,
            ast::UnaryOp::Invert => UnaryOp::Invert,
        };
        ExprKind::Unary { op, operand }
    }

    fn compare(&mut self, expr: &ast::ExprCompare) -> ExprKind {
        // ruff takes `yield in x`, which is no expression.
        let bare = expr.left.start() == expr.start();
        if bare && matches!(*expr.left, Ast::Yield(_) | Ast::YieldFrom(_)) {
            self.syntax("Expected an expression", expr.range);
        }
        let left = self.boxed(&expr.left);
        let pairs = expr.ops.iter().zip(&expr.comparators);
        let rest = pairs.map(|(op, right)| (comparison(*op), self.expr(right)));
        ExprKind::Compare {
            left,
            rest: rest.collect(),
        }
    }

    fn if_expr(&mut self, expr: &ast::ExprIf) -> ExprKind {
        ExprKind::IfElse(Box::new(IfElse {
            test: self.expr(&expr.test),
            body: self.expr(&expr.body),
            orelse: self.expr(&expr.orelse),
        }))
    }

    fn named(&mut self, expr: &ast::ExprNamed) -> ExprKind {
        let Ast::Name(target) = &*expr.target else {
            self.syntax(
                "cannot use assignment expressions with this",
                expr.target.range(),
            );
            return ExprKind::Const(Const::None);
        };
        ExprKind::Named {
            target: Name {
                id: self.intern(target.id.as_str()),
                span: span(target.range),
            },
            value: self.boxed(&expr.value),
        }
    }

    fn lambda(&mut self, expr: &ast::ExprLambda) -> ExprKind {
        let scope = self.scope();
        let params = expr.parameters.as_ref().map(|list| self.parameters(list));
        ExprKind::Lambda(Box::new(Lambda {
            scope,
            params: params.unwrap_or_default(),
            body: self.expr(&expr.body),
        }))
    }

    fn dict(&mut self, expr: &ast::ExprDict) -> ExprKind {
        let items = expr.items.iter();
        let lower = |item: &ast::DictItem| (self.maybe(item.key.as_ref()), self.expr(&item.value));
        ExprKind::Dict(items.map(lower).collect())
    }

    fn dict_comprehension(&mut self, expr: &ast::ExprDictComp) -> ExprKind {
        match &expr.key {
            Some(key) => self.comprehension(
                ComprehensionKind::Dict,
                key,
                Some(&expr.value),
                &expr.generators,
            ),
            None => {
                self.unsupported("unpacking in a comprehension", expr.range);
                ExprKind::Const(Const::None)
            }
        }
    }

    fn comprehension(
        &mut self,
        kind: ComprehensionKind,
        element: &Ast,
        value: Option<&Ast>,
        generators: &[ast::Comprehension],
    ) -> ExprKind {
        if element.is_starred_expr() {
            self.unsupported("unpacking in a comprehension", element.range());
        }
        let scope = self.scope();
        let element = self.expr(element);
        let value = self.maybe(value);
        let mut lowered = Vec::with_capacity(generators.len());
        for generator in generators {
            if generator.is_async {
                self.unsupported("async comprehensions", generator.range);
            }
            lowered.push(Generator {
                target: self.expr(&generator.target),
                iter: self.expr(&generator.iter),
                conditions: self.exprs(&generator.ifs),
            });
        }
        ExprKind::Comprehension(Box::new(Comprehension {
            scope,
            kind,
            element,
            value,
            generators: lowered,
        }))
    }

    pub(super) fn arguments(&mut self, list: &ast::Arguments) -> Arguments {
        let lower = |keyword: &ast::Keyword| Keyword {
            name: keyword.arg.as_ref().map(|name| self.name(name)),
            value: self.expr(&keyword.value),
        };
        let keywords = list.keywords.iter().map(lower).collect();
        let mut args = self.exprs(&list.args);
        if let ([argument], [Ast::Generator(generator)]) = (&mut args[..], &list.args[..])
            && !generator.parenthesized
        {
            // The call's parentheses are the generator expression's own.
            argument.span = span(list.range);
        }
        Arguments { args, keywords }
    }
}

pub(super) fn operator(op: ast::Operator) -> BinOp {
    match op {
        ast::Operator::Add => BinOp::Add,
        ast::Operator::Sub => BinOp::Sub,
        ast::Operator::Mult => BinOp::Mul,
        ast::Operator::MatMult => BinOp::MatMul,
        ast::Operator::Div => BinOp::TrueDiv,
        ast::Operator::Mod => BinOp::Mod,
        ast::Operator::Pow => BinOp::Pow,
        ast::Operator::LShift => BinOp::LShift,
        ast::Operator::RShift => BinOp::RShift,
        ast::Operator::BitOr => BinOp::Or,
        ast::Operator::BitXor => BinOp::Xor,
        ast::Operator::BitAnd => BinOp::And,
        ast::Operator::FloorDiv => BinOp::FloorDiv,
    }
}

fn comparison(op: ast::CmpOp) -> Comparison {
    match op {
        ast::CmpOp::Eq => Comparison::Rich(CmpOp::Eq),
        ast::CmpOp::NotEq => Comparison::Rich(CmpOp::Ne),
        ast::CmpOp::Lt => Comparison::Rich(CmpOp::Lt),
        ast::CmpOp::LtE => Comparison::Rich(CmpOp::Le),
        ast::CmpOp::Gt => Comparison::Rich(CmpOp::Gt),
        ast::CmpOp::GtE => Comparison::Rich(CmpOp::Ge),
        ast::CmpOp::Is => Comparison::Is(false),
        ast::CmpOp::IsNot => Comparison::Is(true),
        ast::CmpOp::In => Comparison::In(false),
        ast::CmpOp::NotIn => Comparison::In(true),
    }
}
