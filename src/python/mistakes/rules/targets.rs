//! What CPython says where something is assigned to that is no target, or `=` stands where a condition is wanted.

use super::super::tokens::Kind;
use super::super::{Marked, Said};
use super::Place;
use crate::cpython::Build;
use crate::cpython::messages::syntax;
use ruff_python_ast::{Expr, Number, UnaryOp};
use ruff_python_parser::{ParseError, parse_expression};

impl Place<'_> {
    /// `if x = 3:` (invalid_named_expression).
    pub(super) fn equals(&self) -> Option<Said> {
        if !self.build.at_least(10) {
            return self.invalid();
        }
        if !matches!(self.text(self.head), "if" | "elif" | "while") || self.level(self.at) > 0 {
            return None;
        }
        let left = &self.source[self.tokens[self.head + 1].start..self.tokens[self.at].start];
        let end = (self.at..self.tokens.len())
            .find(|&index| self.text(index) == ":" && self.level(index) == 0)?;
        let right = &self.source[self.tokens[self.at].end..self.tokens[end].start];
        if !is_operand(right.trim()) {
            return None;
        }
        match parse_expression(left.trim()).ok()?.into_expr() {
            Expr::Name(_) => {
                Said::syntax(syntax::EQUALS, self.here()).under(self.ranges(self.head + 1, end - 1))
            }
            left @ (Expr::Attribute(_) | Expr::Subscript(_) | Expr::Call(_)) => Said::syntax(
                syntax::cannot_assign(name_of(&left, self.build)?, true),
                self.here(),
            )
            .under(self.ranges(self.head + 1, self.at - 1)),
            _ => None,
        }
    }

    pub(super) fn name(&self, error: &ParseError) -> Option<&'static str> {
        let text = &self.source[error.location];
        name_of(&parse_expression(text).ok()?.into_expr(), self.build)
    }

    /// What cannot be assigned to (invalid_assignment, invalid_for_target, invalid_with_item).
    pub(super) fn target(&self, error: &ParseError) -> Option<Said> {
        let text = &self.source[error.location];
        let target = parse_expression(text).ok()?.into_expr();
        let name = name_of(&target, self.build)?;
        let end = error.location.end().to_usize();
        let next = self.tokens.iter().position(|token| token.start >= end)?;
        let place = error.location.start().to_usize()..end;
        let plain =
            Said::syntax(syntax::cannot_assign(name, false), self.here()).under(place.clone());
        if !self.build.at_least(10)
            || self.text(self.head) == "for"
            || self.text(self.head) == "with"
        {
            return plain;
        }
        let stop = (next..self.tokens.len()).find(|&index| self.kind(index) == Kind::Newline)?;
        let equal = |index: &usize| self.text(*index) == "=" && self.level(*index) == 0;
        let equals: Vec<usize> = (self.head..stop).filter(equal).collect();
        let &[equal] = equals.as_slice() else {
            return None;
        };
        let right = self.source[self.tokens[equal].end..self.tokens[stop].start].trim();
        let first = self.at == self.head;
        if equal != next
            || !first
            || !is_operand(right.split(',').next().unwrap_or_default().trim())
        {
            return None;
        }
        match target {
            Expr::BooleanLiteral(_)
            | Expr::NoneLiteral(_)
            | Expr::Compare(_)
            | Expr::Lambda(_)
            | Expr::If(_)
            | Expr::BoolOp(_)
            | Expr::Generator(_) => plain,
            Expr::UnaryOp(unary) if unary.op == UnaryOp::Not => plain,
            _ => Said::syntax(syntax::cannot_assign(name, true), self.here()).under(place),
        }
    }
}

/// Whether a text is what both sides of `=` may be in the rules for conditions: bitwise_or.
fn is_operand(text: &str) -> bool {
    let parsed = parse_expression(text).map(|parsed| parsed.into_expr());
    parsed.is_ok_and(|expr| {
        !matches!(
            expr,
            Expr::Compare(_)
                | Expr::BoolOp(_)
                | Expr::Lambda(_)
                | Expr::If(_)
                | Expr::Named(_)
                | Expr::Yield(_)
                | Expr::YieldFrom(_)
                | Expr::Starred(_)
        )
    })
}

/// What an expression is called that cannot be assigned to (Parser/pegen.c, _PyPegen_get_expr_name).
fn name_of(expr: &Expr, build: Build) -> Option<&'static str> {
    let newer = build.at_least(10);
    Some(match expr {
        Expr::Call(_) => "function call",
        Expr::Attribute(_) => "attribute",
        Expr::Subscript(_) => "subscript",
        Expr::Name(_) => "name",
        Expr::Lambda(_) => "lambda",
        Expr::BoolOp(_) | Expr::BinOp(_) | Expr::UnaryOp(_) => match newer {
            true => "expression",
            false => "operator",
        },
        Expr::Compare(_) => "comparison",
        Expr::If(_) => "conditional expression",
        Expr::Generator(_) => "generator expression",
        Expr::ListComp(_) => "list comprehension",
        Expr::SetComp(_) => "set comprehension",
        Expr::DictComp(_) => "dict comprehension",
        Expr::Dict(_) => match newer {
            true => "dict literal",
            false => "dict display",
        },
        Expr::Set(_) => "set display",
        Expr::FString(_) => "f-string expression",
        Expr::NoneLiteral(_) => "None",
        Expr::BooleanLiteral(literal) if literal.value => "True",
        Expr::BooleanLiteral(_) => "False",
        Expr::StringLiteral(_) | Expr::BytesLiteral(_) => "literal",
        Expr::NumberLiteral(literal)
            if matches!(literal.value, Number::Int(_) | Number::Float(_)) =>
        {
            "literal"
        }
        _ => return None,
    })
}
