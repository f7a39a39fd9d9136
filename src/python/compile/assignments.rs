//! Storing and deleting: names, attributes, subscripts, unpacking, augmented assignment.

use super::{Access, Compiler};
use crate::python::code::{BinOp, Op};
use crate::python::tree::*;
use crate::text::Span;

impl<'t> Compiler<'t> {
    pub(super) fn assign(&mut self, targets: &'t [Expr], value: &'t Expr, span: Span) {
        self.expr(value);
        for (i, target) in targets.iter().enumerate() {
            if i + 1 < targets.len() {
                self.emit(Op::Dup, span);
            }
            self.store(target);
        }
    }

    /// Takes the value on top of the stack.
    pub(super) fn store(&mut self, target: &'t Expr) {
        let span = target.span;
        match &target.kind {
            ExprKind::Name(name) => self.variable(name, Access::Store, span),
            ExprKind::Attribute { value, name } => {
                self.note_static_attribute(value, name);
                self.expr(value);
                self.store_attribute(name, span);
            }
            ExprKind::Subscript { value, index } => {
                self.expr(value);
                self.expr(index);
                self.emit(Op::StoreSubscript, span);
            }
            ExprKind::Tuple(items) | ExprKind::List(items) => self.unpack(items, span),
            ExprKind::Starred(_) => {
                let message = "starred assignment target must be in a list or tuple";
                self.syntax(message, span);
            }
            _ => self.syntax("cannot assign to this", span),
        }
    }

    fn store_attribute(&mut self, name: &'t Name, span: Span) {
        let place = self.attribute_place(span, name, Access::Store);
        let name = self.name(&name.id);
        self.emit(Op::StoreAttr(name), place);
    }

    fn unpack(&mut self, items: &'t [Expr], span: Span) {
        let starred = |item: &Expr| matches!(item.kind, ExprKind::Starred(_));
        match items.iter().position(starred) {
            None => self.emit(Op::Unpack(items.len() as u32), span),
            Some(star) => {
                if items[star + 1..].iter().any(starred) {
                    return self.syntax("multiple starred expressions in assignment", span);
                }
                let before = self.narrow(star, span);
                let after = self.narrow(items.len() - star - 1, span);
                self.emit(Op::UnpackEx(before, after), span);
            }
        }
        for item in items {
            match &item.kind {
                ExprKind::Starred(inner) => self.store(inner),
                _ => self.store(item),
            }
        }
    }

    pub(super) fn delete(&mut self, target: &'t Expr) {
        let span = target.span;
        match &target.kind {
            ExprKind::Name(name) => self.variable(name, Access::Delete, span),
            ExprKind::Attribute { value, name } => {
                self.expr(value);
                let place = self.attribute_place(span, name, Access::Delete);
                let name = self.name(&name.id);
                self.emit(Op::DeleteAttr(name), place);
            }
            ExprKind::Subscript { value, index } => {
                self.expr(value);
                self.expr(index);
                self.emit(Op::DeleteSubscript, span);
            }
            ExprKind::Tuple(items) | ExprKind::List(items) => {
                items.iter().for_each(|item| self.delete(item));
            }
            _ => self.syntax("cannot delete this", span),
        }
    }

    #[inline(never)]
    pub(super) fn aug_assign(&mut self, target: &'t Expr, op: BinOp, value: &'t Expr, span: Span) {
        let at = target.span;
        match &target.kind {
            ExprKind::Name(name) => {
                self.variable(name, Access::Load, at);
                self.expr(value);
                self.emit(Op::Inplace(op), span);
                self.variable(name, Access::Store, at);
            }
            ExprKind::Attribute {
                value: object,
                name,
            } => {
                self.expr(object);
                self.emit(Op::Dup, at);
                let place = self.attribute_place(at, name, Access::Load);
                let attribute = self.name(&name.id);
                self.emit(Op::Attr(attribute), place);
                self.expr(value);
                self.emit(Op::Inplace(op), span);
                self.emit(Op::Swap(2), place);
                self.store_attribute(name, at);
            }
            ExprKind::Subscript {
                value: object,
                index,
            } => {
                self.expr(object);
                self.expr(index);
                self.emit(Op::DupTwo, at);
                self.emit(Op::Subscript, at);
                self.expr(value);
                self.emit(Op::Inplace(op), span);
                self.emit(Op::RotateDown(3), at);
                self.emit(Op::StoreSubscript, at);
            }
            _ => self.syntax("illegal expression for augmented assignment", at),
        }
    }
}
