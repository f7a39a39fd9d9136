//! Expressions: operators, conditions, attributes, f-strings.

use super::unit::Label;
use super::{Access, Compiler};
use crate::python::code::{Const, Op};
use crate::python::tree::*;
use crate::text::Span;

impl<'t> Compiler<'t> {
    /// Pushes the value of an expression.
    pub(super) fn expr(&mut self, expr: &'t Expr) {
        if let Some(value) = self.fold(expr) {
            return self.constant(value, expr.span);
        }
        let span = expr.span;
        match &expr.kind {
            ExprKind::Name(name) => self.variable(name, Access::Load, span),
            ExprKind::Const(value) => self.constant(value.clone(), span),
            ExprKind::Attribute { value, name } => self.attribute(value, name, span),
            ExprKind::Subscript { value, index } => {
                self.expr(value);
                self.expr(index);
                self.emit(Op::Subscript, span);
            }
            ExprKind::Slice { start, stop, step } => self.slice([start, stop, step], span),
            ExprKind::Call { func, arguments } => self.call(func, arguments, span),
            ExprKind::Unary { op, operand } => {
                self.expr(operand);
                self.emit(Op::Unary(*op), span);
            }
            ExprKind::Not(operand) => {
                self.expr(operand);
                self.emit(Op::Not, span);
            }
            ExprKind::Binary { left, op, right } => {
                self.expr(left);
                self.expr(right);
                self.emit(Op::Binary(*op), span);
            }
            ExprKind::Bool { op, values } => self.bool_op(*op, values, span),
            ExprKind::Compare { left, rest } => self.compare(left, rest, span),
            ExprKind::IfElse(parts) => self.if_else(parts, span),
            ExprKind::Named { target, value } => {
                self.expr(value);
                self.emit(Op::Dup, span);
                self.variable(&target.id, Access::Store, target.span);
            }
            ExprKind::Lambda(lambda) => self.lambda(lambda, span),
            ExprKind::Tuple(items) => self.tuple(items, span),
            ExprKind::List(items) => self.list(items, span),
            ExprKind::Set(items) => self.set(items, span),
            ExprKind::Dict(items) => self.dict(items, span),
            ExprKind::Comprehension(parts) => self.comprehension(parts, span),
            ExprKind::Yield(_) | ExprKind::YieldFrom(_) if !self.in_function() => {
                self.syntax("'yield' outside function", span);
            }
            ExprKind::Yield(value) => {
                match value {
                    Some(value) => self.expr(value),
                    None => self.constant(Const::None, span),
                }
                self.emit(Op::Yield, span);
            }
            ExprKind::YieldFrom(value) => {
                self.expr(value);
                self.emit(Op::GetYieldFromIter, span);
                self.constant(Const::None, span);
                self.emit(Op::YieldFrom, span);
            }
            ExprKind::FString(pieces) => self.f_string(pieces, span),
            ExprKind::Starred(_) => {
                self.syntax("can't use starred expression here", span);
            }
        }
    }

    fn attribute(&mut self, value: &'t Expr, name: &'t Name, span: Span) {
        self.owner(value, span);
        let place = if self.is_super_call(value) {
            span
        } else {
            self.attribute_place(span, name, Access::Load)
        };
        let name = self.name(&name.id);
        self.emit(Op::Attr(name), place);
    }

    #[inline(never)]
    fn slice(&mut self, parts: [&'t Option<Box<Expr>>; 3], span: Span) {
        let [start, stop, step] = parts;
        for part in [start, stop] {
            match part {
                Some(part) => self.expr(part),
                None => self.constant(Const::None, span),
            }
        }
        step.iter().for_each(|step| self.expr(step));
        self.emit(Op::BuildSlice(step.is_some()), span);
    }

    fn bool_op(&mut self, op: BoolOp, values: &'t [Expr], span: Span) {
        let end = self.unit.label();
        let jump = match op {
            BoolOp::And => Op::JumpIfFalseOrPop,
            BoolOp::Or => Op::JumpIfTrueOrPop,
        };
        for (i, value) in values.iter().enumerate() {
            self.expr(value);
            if i + 1 < values.len() {
                self.jump(jump, end, span);
            }
        }
        self.unit.bind(end);
    }

    fn compare(&mut self, left: &'t Expr, rest: &'t [(Comparison, Expr)], span: Span) {
        self.expr(left);
        let Some(((last, right), chain)) = rest.split_last() else {
            return;
        };
        let cleanup = self.unit.label();
        self.chain(chain, cleanup, Op::JumpIfFalseOrPop, span);
        self.expr(right);
        self.emit(comparison(*last), span);
        if !chain.is_empty() {
            let end = self.unit.label();
            self.jump(Op::Jump, end, span);
            self.unit.bind(cleanup);
            self.emit(Op::Swap(2), span);
            self.emit(Op::Pop, span);
            self.unit.bind(end);
        }
    }

    /// All comparisons of a chain but the last; each leaves its right side for the next one.
    #[inline(never)]
    fn chain(
        &mut self,
        chain: &'t [(Comparison, Expr)],
        cleanup: Label,
        jump: fn(u32) -> Op,
        span: Span,
    ) {
        for (op, right) in chain {
            self.expr(right);
            self.emit(Op::Dup, span);
            self.emit(Op::RotateDown(3), span);
            self.emit(comparison(*op), span);
            self.jump(jump, cleanup, span);
        }
    }

    #[inline(never)]
    fn if_else(&mut self, parts: &'t IfElse, span: Span) {
        let (orelse, end) = (self.unit.label(), self.unit.label());
        self.jump_if(&parts.test, orelse, false, span);
        self.expr(&parts.body);
        self.jump(Op::Jump, end, span);
        self.unit.bind(orelse);
        self.expr(&parts.orelse);
        self.unit.bind(end);
    }

    /// Jumps if the expression's truth is `wanted`, asking every part for its truth once (compiler_jump_if).
    pub(super) fn jump_if(&mut self, test: &'t Expr, target: Label, wanted: bool, around: Span) {
        match &test.kind {
            ExprKind::Not(operand) => self.jump_if(operand, target, !wanted, around),
            ExprKind::Bool { op, values } => {
                let stops = *op == BoolOp::Or;
                let skip = self.unit.label();
                let early = if stops == wanted { target } else { skip };
                for (i, value) in values.iter().enumerate() {
                    if i + 1 < values.len() {
                        self.jump_if(value, early, stops, around);
                    } else {
                        self.jump_if(value, target, wanted, around);
                    }
                }
                self.unit.bind(skip);
            }
            ExprKind::IfElse(parts) => {
                let (orelse, end) = (self.unit.label(), self.unit.label());
                self.jump_if(&parts.test, orelse, false, around);
                self.jump_if(&parts.body, target, wanted, around);
                self.jump(Op::Jump, end, test.span);
                self.unit.bind(orelse);
                self.jump_if(&parts.orelse, target, wanted, around);
                self.unit.bind(end);
            }
            ExprKind::Compare { left, rest } if rest.len() > 1 => {
                self.jump_if_chain(left, rest, target, wanted, test.span, around);
            }
            _ => {
                self.expr(test);
                let place = self.test_place(test, around);
                self.pop_jump(target, wanted, place);
            }
        }
    }

    fn pop_jump(&mut self, target: Label, wanted: bool, span: Span) {
        let op = if wanted {
            Op::PopJumpIfTrue
        } else {
            Op::PopJumpIfFalse
        };
        self.jump(op, target, span);
    }

    #[inline(never)]
    fn jump_if_chain(
        &mut self,
        left: &'t Expr,
        rest: &'t [(Comparison, Expr)],
        target: Label,
        wanted: bool,
        span: Span,
        around: Span,
    ) {
        let Some(((last, right), chain)) = rest.split_last() else {
            return;
        };
        let place = if self.build.at_least(10) {
            span
        } else {
            around
        };
        let (cleanup, end) = (self.unit.label(), self.unit.label());
        self.expr(left);
        self.chain(chain, cleanup, Op::PopJumpIfFalse, place);
        self.expr(right);
        self.emit(comparison(*last), place);
        self.pop_jump(target, wanted, place);
        self.jump(Op::Jump, end, place);
        self.unit.bind(cleanup);
        self.emit(Op::Pop, place);
        if !wanted {
            self.jump(Op::Jump, target, place);
        }
        self.unit.bind(end);
    }

    /// Pushes the string; an empty specification is an empty string.
    #[inline(never)]
    fn f_string(&mut self, pieces: &'t [Piece], span: Span) {
        for piece in pieces {
            match piece {
                Piece::Text(text) => self.constant(Const::Str(text.clone()), span),
                Piece::Field(field) => self.field(field, span),
            }
        }
        match pieces {
            [] => self.string("", span),
            [_] => {}
            _ => self.emit(Op::BuildString(pieces.len() as u32), span),
        }
    }

    fn field(&mut self, field: &'t Field, string: Span) {
        self.expr(&field.value);
        let place = self.field_place(field, string);
        if let Some(spec) = &field.spec {
            self.f_string(spec, place);
        }
        self.emit(Op::Format(field.conversion, field.spec.is_some()), place);
    }
}

fn comparison(op: Comparison) -> Op {
    match op {
        Comparison::Rich(op) => Op::Compare(op),
        Comparison::Is(negated) => Op::Is(negated),
        Comparison::In(negated) => Op::In(negated),
    }
}
