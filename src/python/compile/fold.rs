//! Constant folding as far as it can be seen (Python/ast_opt.c, Python/flowgraph.c): a folded value
//! is one object, and a display of constants has another capacity. What is not folded here is
//! computed when it runs, with the same value.

use super::Compiler;
use crate::python::code::{BinOp, Const, UnaryOp};
use crate::python::tree::*;
use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{Signed, ToPrimitive, Zero};

/// MAX_INT_SIZE: bits of a folded product, power or shift.
const MAX_INT_BITS: u64 = 128;
/// MAX_STR_SIZE: characters of a folded repetition.
const MAX_STR_SIZE: usize = 4096;
/// MAX_COLLECTION_SIZE: items of a folded repetition.
const MAX_ITEMS: usize = 256;

impl Compiler<'_> {
    /// The value of an operator or a tuple, if it is constant.
    pub(super) fn fold(&self, expr: &Expr) -> Option<Const> {
        match &expr.kind {
            ExprKind::Unary { .. } | ExprKind::Not(_) | ExprKind::Binary { .. } => {
                self.constant_of(expr)
            }
            ExprKind::Tuple(_) => self.constant_of(expr),
            _ => None,
        }
    }

    /// The value of an expression, if it is constant. An expression around something that was found
    /// to vary is not looked at again, which keeps this linear.
    pub(super) fn constant_of(&self, expr: &Expr) -> Option<Const> {
        let varies = self.varies.get();
        if expr.span.start <= varies && varies < expr.span.end {
            return None;
        }
        match &expr.kind {
            ExprKind::Const(value) => Some(value.clone()),
            ExprKind::Unary { op, operand } => {
                self.constant_of(operand).and_then(|v| unary(*op, v))
            }
            ExprKind::Not(operand) => self.constant_of(operand).map(|v| Const::Bool(!truth(&v))),
            ExprKind::Binary { left, op, right } => {
                let right = self.constant_of(right)?;
                binary(self.constant_of(left)?, *op, right)
            }
            ExprKind::Tuple(items) => {
                let mut values: Vec<Const> = Vec::with_capacity(items.len());
                for item in items.iter().rev() {
                    values.push(self.constant_of(item)?);
                }
                values.reverse();
                Some(Const::Tuple(values))
            }
            _ => {
                self.varies.set(expr.span.start);
                None
            }
        }
    }
}

fn truth(value: &Const) -> bool {
    match value {
        Const::None => false,
        Const::Ellipsis | Const::Code(_) => true,
        Const::Bool(value) => *value,
        Const::Int(value) => !value.is_zero(),
        Const::Float(value) | Const::Imaginary(value) => *value != 0.0,
        Const::Str(value) => !value.is_empty(),
        Const::Bytes(value) => !value.is_empty(),
        Const::Tuple(items) | Const::FrozenSet(items) => !items.is_empty(),
    }
}

#[inline(never)]
fn unary(op: UnaryOp, value: Const) -> Option<Const> {
    match (op, value) {
        (UnaryOp::Neg, Const::Float(value)) => Some(Const::Float(-value)),
        (UnaryOp::Pos, Const::Float(value)) => Some(Const::Float(value)),
        (op, value) => {
            let value = integer(&value)?;
            Some(Const::Int(match op {
                UnaryOp::Neg => -value,
                UnaryOp::Pos => value,
                UnaryOp::Invert => -value - 1,
            }))
        }
    }
}

#[inline(never)]
fn binary(left: Const, op: BinOp, right: Const) -> Option<Const> {
    match (&left, op, &right) {
        (Const::Str(a), BinOp::Add, Const::Str(b)) => Some(Const::Str(format!("{a}{b}").into())),
        (Const::Bytes(a), BinOp::Add, Const::Bytes(b)) => {
            Some(Const::Bytes([&a[..], b].concat().into()))
        }
        (Const::Tuple(a), BinOp::Add, Const::Tuple(b)) => Some(Const::Tuple([&a[..], b].concat())),
        (Const::Str(_) | Const::Bytes(_) | Const::Tuple(_), BinOp::Mul, count) => {
            repeat(&left, integer(count)?.to_usize()?)
        }
        (count, BinOp::Mul, Const::Str(_) | Const::Bytes(_) | Const::Tuple(_)) => {
            repeat(&right, integer(count)?.to_usize()?)
        }
        (Const::Float(_), ..) | (.., Const::Float(_)) => {
            floats(number(&left)?, op, number(&right)?)
        }
        (Const::Bool(left), BinOp::And, Const::Bool(right)) => Some(Const::Bool(left & right)),
        (Const::Bool(left), BinOp::Or, Const::Bool(right)) => Some(Const::Bool(left | right)),
        (Const::Bool(left), BinOp::Xor, Const::Bool(right)) => Some(Const::Bool(left ^ right)),
        _ => integers(&integer(&left)?, op, &integer(&right)?),
    }
}

fn repeat(value: &Const, count: usize) -> Option<Const> {
    let fits = |size: usize, limit| size.checked_mul(count).is_some_and(|total| total <= limit);
    match value {
        Const::Str(text) if fits(text.chars().count(), MAX_STR_SIZE) => {
            Some(Const::Str(text.repeat(count).into()))
        }
        Const::Bytes(bytes) if fits(bytes.len(), MAX_STR_SIZE) => {
            Some(Const::Bytes(bytes.repeat(count).into()))
        }
        Const::Tuple(items) if fits(items.len(), MAX_ITEMS) => {
            let repeated = std::iter::repeat_n(items, count).flatten();
            Some(Const::Tuple(repeated.cloned().collect()))
        }
        _ => None,
    }
}

fn integer(value: &Const) -> Option<BigInt> {
    match value {
        Const::Int(value) => Some(value.clone()),
        Const::Bool(value) => Some(BigInt::from(u8::from(*value))),
        _ => None,
    }
}

/// A number as a float, if that is exact.
fn number(value: &Const) -> Option<f64> {
    match value {
        Const::Float(value) => Some(*value),
        value => exact(&integer(value)?),
    }
}

fn exact(value: &BigInt) -> Option<f64> {
    if value.bits() <= 53 {
        value.to_f64()
    } else {
        None
    }
}

fn floats(left: f64, op: BinOp, right: f64) -> Option<Const> {
    match op {
        BinOp::Add => Some(Const::Float(left + right)),
        BinOp::Sub => Some(Const::Float(left - right)),
        BinOp::Mul => Some(Const::Float(left * right)),
        BinOp::TrueDiv if right != 0.0 => Some(Const::Float(left / right)),
        _ => None,
    }
}

#[inline(never)]
fn integers(left: &BigInt, op: BinOp, right: &BigInt) -> Option<Const> {
    let small = |bits: u64| bits <= MAX_INT_BITS;
    let value = match op {
        BinOp::Add => left + right,
        BinOp::Sub => left - right,
        BinOp::Mul if small(left.bits() + right.bits()) => left * right,
        BinOp::TrueDiv if !right.is_zero() => {
            return Some(Const::Float(exact(left)? / exact(right)?));
        }
        BinOp::FloorDiv if !right.is_zero() => left.div_floor(right),
        BinOp::Mod if !right.is_zero() => left.mod_floor(right),
        BinOp::Pow if !right.is_negative() => {
            let exponent = right.to_u32()?;
            if !small(left.bits().checked_mul(exponent.into())?) {
                return None;
            }
            left.pow(exponent)
        }
        BinOp::LShift if !right.is_negative() => {
            let count = right.to_u64()?;
            if !small(left.bits().checked_add(count)?) {
                return None;
            }
            left << count
        }
        BinOp::RShift if !right.is_negative() => left >> right.to_u64()?,
        BinOp::And => left & right,
        BinOp::Or => left | right,
        BinOp::Xor => left ^ right,
        _ => return None,
    };
    Some(Const::Int(value))
}
