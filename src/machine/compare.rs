//! Comparisons by the payloads of the builtin types.

use super::object::{Int, Kind, Value};
use super::types::tid;
use super::values::int_math;
use super::{Machine, Res};
use crate::python::code::CmpOp;
use std::cmp::Ordering;

impl Machine {
    /// What a comparison method of a builtin type answers; NotImplemented for other kinds of objects.
    pub(super) fn payload_compare(&mut self, op: CmpOp, a: &Value, b: &Value) -> Res {
        self.nested(|machine| machine.compare_payloads(op, a, b))
    }

    fn compare_payloads(&mut self, op: CmpOp, a: &Value, b: &Value) -> Res {
        let equality = matches!(op, CmpOp::Eq | CmpOp::Ne);
        let same = |machine: &Machine, equal: bool| machine.bool(equal == (op == CmpOp::Eq));
        Ok(match (&a.kind, &b.kind) {
            (Kind::Int(x), Kind::Int(y)) => {
                let order = match (x, y) {
                    (Int::Small(x), Int::Small(y)) => x.cmp(y),
                    _ => x.big().cmp(&y.big()),
                };
                self.bool(holds(op, Some(order)))
            }
            (Kind::Float(x), Kind::Float(y)) => self.bool(holds(op, x.partial_cmp(y))),
            (Kind::Float(x), Kind::Int(n)) => self.bool(holds(
                op,
                int_math::compare_with_float(&n.big(), *x).map(Ordering::reverse),
            )),
            (Kind::Int(n), Kind::Float(x)) if self.is_instance(a, tid::FLOAT) => {
                self.bool(holds(op, int_math::compare_with_float(&n.big(), *x)))
            }
            (Kind::Complex(a, b), Kind::Complex(c, d)) if equality => same(self, a == c && b == d),
            (Kind::Complex(re, im), Kind::Float(x)) if equality => {
                same(self, re == x && *im == 0.0)
            }
            (Kind::Complex(re, im), Kind::Int(n)) if equality => {
                let equal = *im == 0.0
                    && int_math::compare_with_float(&n.big(), *re) == Some(Ordering::Equal);
                same(self, equal)
            }
            (Kind::Str(x), Kind::Str(y)) => self.bool(holds(op, Some(x.as_str().cmp(y.as_str())))),
            (Kind::Bytes(x), Kind::Bytes(y)) => self.bool(holds(op, Some(x.cmp(y)))),
            (Kind::ByteArray(x), Kind::Bytes(y)) => {
                self.bool(holds(op, Some(x.borrow().0[..].cmp(&y[..]))))
            }
            (Kind::Bytes(x), Kind::ByteArray(y)) => {
                self.bool(holds(op, Some(x[..].cmp(&y.borrow().0[..]))))
            }
            (Kind::ByteArray(x), Kind::ByteArray(y)) => {
                self.bool(holds(op, Some(x.borrow().0.cmp(&y.borrow().0))))
            }
            (Kind::Tuple(_), Kind::Tuple(_)) | (Kind::List(_), Kind::List(_)) => {
                return self.compare_sequences(op, a, b);
            }
            (Kind::Dict(_), Kind::Dict(_)) if equality => {
                let equal = self.dicts_equal(a, b)?;
                same(self, equal)
            }
            (Kind::Set(_), Kind::Set(_)) => {
                let truth = self.set_compare(op, a, b)?;
                self.bool(truth)
            }
            (Kind::View(..), Kind::View(..) | Kind::Set(_)) if a.ty() != tid::DICT_VALUES => {
                let x = self.set_from(tid::SET, a)?;
                let y = self.set_from(tid::SET, b)?;
                let truth = self.set_compare(op, &x, &y)?;
                self.bool(truth)
            }
            (Kind::Range(x), Kind::Range(y)) if equality => {
                let (x, y) = (x.to_vec(), y.to_vec());
                let (x, y) = (self.range_key(&x)?, self.range_key(&y)?);
                let equal = self.equal(&x, &y)?;
                same(self, equal)
            }
            (Kind::Slice(x), Kind::Slice(y)) => {
                let (x, y) = (self.tuple(x.to_vec()), self.tuple(y.to_vec()));
                return self.compare_sequences(op, &x, &y);
            }
            (Kind::Method(x), Kind::Method(y)) if equality => {
                let equal = x.this.is(&y.this) && self.equal(&x.func.clone(), &y.func.clone())?;
                same(self, equal)
            }
            (Kind::WeakRef(_), Kind::WeakRef(_)) if equality => {
                match (self.weak_target(a), self.weak_target(b)) {
                    (Some(x), Some(y)) => return self.compare(op, &x, &y),
                    _ => same(self, a.is(b)),
                }
            }
            (Kind::ClassProxy(_) | Kind::MappingProxy(_), _) if equality => {
                let inner = self.proxied(a);
                return self.compare(op, &inner, b);
            }
            (Kind::Plain, Kind::Plain)
                if equality
                    && self.is_instance(a, tid::SIMPLE_NAMESPACE)
                    && self.is_instance(b, tid::SIMPLE_NAMESPACE) =>
            {
                return self.namespace_compare(op, a, b);
            }
            _ => self.not_implemented(),
        })
    }

    /// Item by item; the first that differs decides (Objects/listobject.c, list_richcompare).
    fn compare_sequences(&mut self, op: CmpOp, a: &Value, b: &Value) -> Res {
        let items = |value: &Value| match &value.kind {
            Kind::Tuple(items) => items.to_vec(),
            Kind::List(list) => list.borrow().items.clone(),
            _ => Vec::new(),
        };
        let (x, y) = (items(a), items(b));
        if x.len() != y.len()
            && matches!(op, CmpOp::Eq | CmpOp::Ne)
            && matches!(a.kind, Kind::List(_))
        {
            return Ok(self.bool(op == CmpOp::Ne));
        }
        for (x, y) in x.iter().zip(&y) {
            if !self.equal(x, y)? {
                return match op {
                    CmpOp::Eq => Ok(self.bool(false)),
                    CmpOp::Ne => Ok(self.bool(true)),
                    _ => self.compare(op, x, y),
                };
            }
        }
        Ok(self.bool(holds(op, Some(x.len().cmp(&y.len())))))
    }
}

/// Whether an operator holds for an order; none holds for NaN but `!=`.
fn holds(op: CmpOp, order: Option<Ordering>) -> bool {
    match op {
        CmpOp::Lt => order == Some(Ordering::Less),
        CmpOp::Le => matches!(order, Some(Ordering::Less | Ordering::Equal)),
        CmpOp::Eq => order == Some(Ordering::Equal),
        CmpOp::Ne => order != Some(Ordering::Equal),
        CmpOp::Gt => order == Some(Ordering::Greater),
        CmpOp::Ge => matches!(order, Some(Ordering::Greater | Ordering::Equal)),
    }
}
