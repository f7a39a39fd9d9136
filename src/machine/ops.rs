//! Operators: the order in which both operands' methods are asked (Objects/abstract.c, binary_op1).

use super::generator::After;
use super::number::small_binary;
use super::object::{Int, Kind, Value};
use super::symbol::{Sym, sym};
use super::types::{TypeId, tid};
use super::{Begun, Machine, Res};
use crate::cpython::messages;
use crate::cpython::recursion::Level;
use crate::cpython::sizes;
use crate::python::code::{BinOp, CmpOp};

/// What is still to be tried for a binary operator or a comparison.
pub struct Candidates {
    /// The methods, first one first: the method, its object, its argument.
    pub left: Vec<(Value, Value, Value)>,
    /// What to do when all said NotImplemented.
    pub otherwise: Otherwise,
    /// The operands.
    pub a: Value,
    /// The operands.
    pub b: Value,
}

/// The end of an operator that nobody implements.
#[derive(Clone, Copy)]
pub enum Otherwise {
    /// TypeError: unsupported operand type(s).
    Operator(BinOp, bool),
    /// Identity for `==` and `!=`, TypeError for the others.
    Compare(CmpOp),
}

/// The names of an operator's methods: plain, reflected, in place.
pub(super) fn methods_of(op: BinOp) -> (Sym, Sym, Sym) {
    match op {
        BinOp::Add => (sym::ADD, sym::RADD, sym::IADD),
        BinOp::Sub => (sym::SUB, sym::RSUB, sym::ISUB),
        BinOp::Mul => (sym::MUL, sym::RMUL, sym::IMUL),
        BinOp::MatMul => (sym::MATMUL, sym::RMATMUL, sym::IMATMUL),
        BinOp::TrueDiv => (sym::TRUEDIV, sym::RTRUEDIV, sym::ITRUEDIV),
        BinOp::FloorDiv => (sym::FLOORDIV, sym::RFLOORDIV, sym::IFLOORDIV),
        BinOp::Mod => (sym::MOD, sym::RMOD, sym::IMOD),
        BinOp::Pow => (sym::POW, sym::RPOW, sym::IPOW),
        BinOp::LShift => (sym::LSHIFT, sym::RLSHIFT, sym::ILSHIFT),
        BinOp::RShift => (sym::RSHIFT, sym::RRSHIFT, sym::IRSHIFT),
        BinOp::And => (sym::AND, sym::RAND, sym::IAND),
        BinOp::Or => (sym::OR, sym::ROR, sym::IOR),
        BinOp::Xor => (sym::XOR, sym::RXOR, sym::IXOR),
    }
}

/// How errors write an operator.
fn symbol_of(op: BinOp, inplace: bool) -> String {
    let text = match op {
        BinOp::Add => "+",
        BinOp::Sub => "-",
        BinOp::Mul => "*",
        BinOp::MatMul => "@",
        BinOp::TrueDiv => "/",
        BinOp::FloorDiv => "//",
        BinOp::Mod => "%",
        BinOp::Pow => "** or pow()",
        BinOp::LShift => "<<",
        BinOp::RShift => ">>",
        BinOp::And => "&",
        BinOp::Or => "|",
        BinOp::Xor => "^",
    };
    match (op, inplace) {
        (BinOp::Pow, true) => "**=".to_string(),
        (_, true) => format!("{text}="),
        _ => text.to_string(),
    }
}

pub(super) fn compare_method(op: CmpOp) -> Sym {
    match op {
        CmpOp::Lt => sym::LT,
        CmpOp::Le => sym::LE,
        CmpOp::Eq => sym::EQ,
        CmpOp::Ne => sym::NE,
        CmpOp::Gt => sym::GT,
        CmpOp::Ge => sym::GE,
    }
}

/// Types with `sq_concat` and `sq_repeat`, and without `nb_add` and `nb_multiply`.
pub(super) const fn is_sequence(ty: TypeId) -> bool {
    matches!(
        ty,
        tid::STR | tid::BYTES | tid::BYTEARRAY | tid::TUPLE | tid::LIST
    )
}

fn reflected(op: CmpOp) -> CmpOp {
    match op {
        CmpOp::Lt => CmpOp::Gt,
        CmpOp::Le => CmpOp::Ge,
        CmpOp::Gt => CmpOp::Lt,
        CmpOp::Ge => CmpOp::Le,
        same => same,
    }
}

impl Machine {
    /// `a op b`, waiting for the result.
    pub fn binary(&mut self, op: BinOp, a: &Value, b: &Value) -> Res {
        let base = self.depth();
        let begun = self.begin_binary(op, false, a.clone(), b.clone());
        self.complete(base, begun)
    }

    /// Begins `a op b` or `a op= b`.
    pub(super) fn begin_binary(
        &mut self,
        op: BinOp,
        inplace: bool,
        a: Value,
        b: Value,
    ) -> Res<Begun> {
        if let (Kind::Int(Int::Small(x)), Kind::Int(Int::Small(y))) = (&a.kind, &b.kind)
            && (a.ty(), b.ty()) == (tid::INT, tid::INT)
            && sizes::single_digits(self.build, *x, *y)
            && let Some(n) = small_binary(op, *x, *y)
        {
            return Ok(Begun::Done(self.int(n)));
        }
        let simple = |ty: TypeId| ty == tid::INT || ty == tid::FLOAT || ty == tid::STR;
        if simple(a.ty())
            && simple(b.ty())
            && let Some(value) = self.builtin_binary(op, &a, &b)?
        {
            return Ok(Begun::Done(value));
        }
        let (plain, reflected, in_place) = methods_of(op);
        let mut order = Vec::with_capacity(3);
        let in_place = match inplace {
            true => self.lookup(a.ty(), in_place),
            false => None,
        };
        let left = self.lookup_where(a.ty(), plain);
        let right = if a.ty() == b.ty() {
            None
        } else {
            self.lookup_where(b.ty(), reflected)
        };
        // A subclass on the right goes first if it has a method of its own.
        let subclass = right.is_some()
            && self.is_subtype(b.ty(), a.ty())
            && right.as_ref().map(|(owner, _)| *owner)
                != self.lookup_where(a.ty(), reflected).map(|(owner, _)| owner);
        // Sequences concatenate and repeat only when no number's method has an answer.
        let sequence = |method: &Value| {
            matches!(&method.kind, Kind::Native(native) if native.owner.is_some_and(is_sequence))
                && matches!(op, BinOp::Add | BinOp::Mul)
        };
        // A builtin number has no answer to a sequence; a proxy has that of its object.
        let right_is_number = right.as_ref().is_some_and(|(owner, method)| {
            !matches!(method.kind, Kind::Native(_))
                || matches!(*owner, tid::WEAKPROXY | tid::WEAKCALLABLEPROXY)
        });
        let right_before = |method: &Value| right_is_number && sequence(method);
        let right_first = subclass || left.as_ref().is_some_and(|(_, left)| right_before(left));
        let right_before_all = in_place.as_ref().is_some_and(right_before);
        let in_place = in_place.map(|method| (method, a.clone(), b.clone()));
        let left = left.map(|(_, method)| (method, a.clone(), b.clone()));
        let right = right.map(|(_, method)| (method, b.clone(), a.clone()));
        if right_before_all {
            order.extend(right);
            order.extend(in_place);
            order.extend(left);
        } else if right_first {
            order.extend(in_place);
            order.extend(right);
            order.extend(left);
        } else {
            order.extend(in_place);
            order.extend(left);
            order.extend(right);
        }
        order.reverse();
        let otherwise = Otherwise::Operator(op, inplace);
        self.counted(&[], |machine| {
            machine.try_candidates(Candidates {
                left: order,
                otherwise,
                a,
                b,
            })
        })
    }

    /// Begins `a op b` for a comparison (Objects/object.c, do_richcompare).
    pub(super) fn begin_compare(&mut self, op: CmpOp, a: Value, b: Value) -> Res<Begun> {
        self.work(1)?;
        if let Some(truth) = self.builtin_compare(op, &a, &b) {
            return Ok(Begun::Done(self.bool(truth)));
        }
        let mut order = Vec::with_capacity(2);
        let (plain, mirrored) = (compare_method(op), compare_method(reflected(op)));
        let left = self
            .lookup(a.ty(), plain)
            .map(|method| (method, a.clone(), b.clone()));
        let right = self
            .lookup(b.ty(), mirrored)
            .map(|method| (method, b.clone(), a.clone()));
        if a.ty() != b.ty() && self.is_subtype(b.ty(), a.ty()) {
            order.extend(right);
            order.extend(left);
        } else {
            order.extend(left);
            order.extend(right);
        }
        order.reverse();
        let otherwise = Otherwise::Compare(op);
        self.counted(&[Level::Compare], |machine| {
            machine.try_candidates(Candidates {
                left: order,
                otherwise,
                a,
                b,
            })
        })
    }

    /// `a op b` for a comparison, waiting for the result.
    pub fn compare(&mut self, op: CmpOp, a: &Value, b: &Value) -> Res {
        let base = self.depth();
        let begun = self.begin_compare(op, a.clone(), b.clone());
        self.complete(base, begun)
    }

    /// Whether `a == b` is true; identical objects are equal (PyObject_RichCompareBool).
    pub fn equal(&mut self, a: &Value, b: &Value) -> Res<bool> {
        self.work(1)?;
        if a.is(b) {
            return Ok(true);
        }
        if let Some(truth) = self.builtin_compare(CmpOp::Eq, a, b) {
            return Ok(truth);
        }
        let result = self.compare(CmpOp::Eq, a, b)?;
        self.truth(&result)
    }

    /// Whether `a < b` is true.
    pub fn less(&mut self, a: &Value, b: &Value) -> Res<bool> {
        let result = self.compare(CmpOp::Lt, a, b)?;
        self.truth(&result)
    }

    fn try_candidates(&mut self, mut candidates: Candidates) -> Res<Begun> {
        while let Some((method, obj, argument)) = candidates.left.pop() {
            if let Kind::Function(_) = method.kind {
                let after = After::Binary(Box::new(candidates));
                return self.begin_call(&method, vec![obj, argument], Vec::new(), after);
            }
            // Objects/abstract.c, PyNumber_Multiply: a sequence is repeated only by what has an index.
            if matches!(candidates.otherwise, Otherwise::Operator(BinOp::Mul, _))
                && matches!(&method.kind, Kind::Native(native) if native.owner.is_some_and(is_sequence))
                && self.lookup(argument.ty(), sym::INDEX).is_none()
            {
                continue;
            }
            // Objects/typeobject.c, slot_tp_richcompare: what cannot be bound does not compare; 3.14+: all operators.
            if let Kind::Member(_) = method.kind
                && (self.build.at_least(14)
                    || matches!(candidates.otherwise, Otherwise::Compare(_)))
            {
                let bound = self.bind(&method, Some(&obj), obj.ty());
                if self.catch(bound, tid::ATTRIBUTE_ERROR)?.is_none() {
                    continue;
                }
            }
            let base = self.depth();
            let begun = self.begin_call_bound(&method, &obj, vec![argument], After::Push);
            let value = self.complete(base, begun)?;
            if !value.is(&self.not_implemented()) {
                return Ok(Begun::Done(value));
            }
        }
        self.nobody_implements(candidates)
    }

    /// A method has answered: NotImplemented leads to the next one.
    pub(super) fn binary_result(&mut self, value: Value, candidates: Candidates) -> Res<Begun> {
        if value.is(&self.not_implemented()) {
            self.try_candidates(candidates)
        } else {
            Ok(Begun::Done(value))
        }
    }

    #[inline(never)]
    fn nobody_implements(&mut self, candidates: Candidates) -> Res<Begun> {
        let Candidates {
            otherwise, a, b, ..
        } = candidates;
        let (left, right) = (self.error_name(a.ty()), self.error_name(b.ty()));
        match otherwise {
            Otherwise::Compare(CmpOp::Eq) => Ok(Begun::Done(self.bool(a.is(&b)))),
            Otherwise::Compare(CmpOp::Ne) => Ok(Begun::Done(self.bool(!a.is(&b)))),
            Otherwise::Compare(op) => {
                let op = match op {
                    CmpOp::Lt => "<",
                    CmpOp::Le => "<=",
                    CmpOp::Gt => ">",
                    _ => ">=",
                };
                self.type_error(format!(
                    "'{op}' not supported between instances of '{left}' and '{right}'"
                ))
            }
            Otherwise::Operator(op, inplace) => {
                if let Some(value) = self.sequence_operator(op, &a, &b)? {
                    return Ok(Begun::Done(value));
                }
                let united =
                    |value: &Value| Machine::as_type(value).is_some() || self.is_none(value);
                let unites = op == BinOp::Or && self.build.at_least(10);
                if unites && united(&a) && united(&b) && !(self.is_none(&a) && self.is_none(&b)) {
                    return self.unsupported("the union of types");
                }
                let op = symbol_of(op, inplace);
                self.type_error(format!(
                    "unsupported operand type(s) for {op}: '{left}' and '{right}'"
                ))
            }
        }
    }

    /// Errors of `+` and `*` on sequences, which speak of concatenation (Objects/abstract.c, PyNumber_Add).
    fn sequence_operator(&mut self, op: BinOp, a: &Value, b: &Value) -> Res<Option<Value>> {
        match (op, &a.kind) {
            (BinOp::Add, Kind::Str(_) | Kind::List(_) | Kind::Tuple(_) | Kind::Bytes(_)) => {
                let name = match &a.kind {
                    Kind::Str(_) => "str",
                    Kind::List(_) => "list",
                    Kind::Tuple(_) => "tuple",
                    _ => {
                        let (a, b) = (self.error_name(a.ty()), self.error_name(b.ty()));
                        let text = format!("can't concat {b} to {a}");
                        return self.type_error(text);
                    }
                };
                let text = format!(
                    "can only concatenate {name} (not \"{}\") to {name}",
                    self.error_name(b.ty())
                );
                self.type_error(text)
            }
            (BinOp::Mul, _) => {
                let sequence = |v: &Value| {
                    matches!(
                        v.kind,
                        Kind::Str(_)
                            | Kind::List(_)
                            | Kind::Tuple(_)
                            | Kind::Bytes(_)
                            | Kind::ByteArray(_)
                    )
                };
                let other = if sequence(a) {
                    b
                } else if sequence(b) {
                    a
                } else {
                    return Ok(None);
                };
                let text = format!(
                    "can't multiply sequence by non-int of type '{}'",
                    self.error_name(other.ty())
                );
                self.type_error(text)
            }
            _ => Ok(None),
        }
    }

    /// `sequence + other` where the sequence refuses by itself.
    pub(super) fn concat_error(&mut self, a: &Value, b: &Value) -> Res {
        match self.sequence_operator(BinOp::Add, a, b)? {
            Some(value) => Ok(value),
            None => Ok(self.not_implemented()),
        }
    }

    /// Comparisons of exact builtin values, without any call.
    fn builtin_compare(&self, op: CmpOp, a: &Value, b: &Value) -> Option<bool> {
        use std::cmp::Ordering;
        let exact = |v: &Value| {
            v.ty() == tid::INT || v.ty() == tid::STR || v.ty() == tid::FLOAT || v.ty() == tid::BOOL
        };
        if !exact(a) || !exact(b) {
            return None;
        }
        let order = match (&a.kind, &b.kind) {
            (Kind::Int(Int::Small(x)), Kind::Int(Int::Small(y))) => x.cmp(y),
            (Kind::Int(x), Kind::Int(y)) => x.big().cmp(&y.big()),
            (Kind::Str(x), Kind::Str(y)) => x.as_str().cmp(y.as_str()),
            (Kind::Float(x), Kind::Float(y)) => match x.partial_cmp(y) {
                Some(order) => order,
                None => return Some(op == CmpOp::Ne),
            },
            _ => return None,
        };
        Some(match op {
            CmpOp::Lt => order == Ordering::Less,
            CmpOp::Le => order != Ordering::Greater,
            CmpOp::Eq => order == Ordering::Equal,
            CmpOp::Ne => order != Ordering::Equal,
            CmpOp::Gt => order == Ordering::Greater,
            CmpOp::Ge => order != Ordering::Less,
        })
    }

    /// TypeError: a special method of a value has answered something unsuitable.
    pub(super) fn special_returned<T>(
        &mut self,
        method: messages::Special,
        value: &Value,
        result: &Value,
    ) -> Res<T> {
        let (class, given) = (self.error_name(value.ty()), self.error_name(result.ty()));
        let raised = messages::special_returned(self.build, method, &class, &given);
        self.raised(raised)
    }

    /// `bool(value)`
    pub fn truth(&mut self, value: &Value) -> Res<bool> {
        match &value.kind {
            Kind::Int(Int::Small(n)) if value.ty() == tid::BOOL || value.ty() == tid::INT => {
                return Ok(*n != 0);
            }
            Kind::Plain if value.ty() == tid::NONE => return Ok(false),
            Kind::Str(text) if value.ty() == tid::STR => return Ok(!text.is_empty()),
            _ => {}
        }
        if let Some(result) = self.call_special(value, sym::BOOL, &[])? {
            if result.ty() != tid::BOOL {
                return self.special_returned(messages::Special::Bool, value, &result);
            }
            return Ok(result.is(&self.bool(true)));
        }
        if self.lookup(value.ty(), sym::LEN).is_some() {
            return Ok(self.len(value)? != 0);
        }
        Ok(true)
    }
}
