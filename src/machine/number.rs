//! Arithmetic of the builtin numbers, and of the sequences that have operators.

use super::object::{Int, Kind, Value};
use super::symbol::sym;
use super::types::tid;
use super::values::{float_math, int_math};
use super::{Machine, Res};
use crate::cpython::int_results::{IntOperation, spare_digits};
use crate::cpython::sizes;
use crate::python::code::BinOp;
use num_bigint::BigInt;
use num_traits::ToPrimitive;

impl Machine {
    /// `a op b` by the payloads, as the operators of the builtin types do it;
    /// `None` where they answer NotImplemented.
    pub(super) fn builtin_binary(&mut self, op: BinOp, a: &Value, b: &Value) -> Res<Option<Value>> {
        match (&a.kind, &b.kind) {
            (Kind::Int(x), Kind::Int(y)) => self.int_binary(op, x, y, a, b),
            (Kind::Float(x), Kind::Float(y)) => self.float_binary(op, *x, *y),
            (Kind::Float(x), Kind::Int(y)) => {
                let y = self.int_to_float(y)?;
                self.float_binary(op, *x, y)
            }
            (Kind::Int(x), Kind::Float(y)) => {
                let x = self.int_to_float(x)?;
                self.float_binary(op, x, *y)
            }
            (Kind::Complex(..), Kind::Complex(..) | Kind::Float(_) | Kind::Int(_))
            | (Kind::Float(_) | Kind::Int(_), Kind::Complex(..)) => {
                let (x, y) = (self.as_complex(a)?, self.as_complex(b)?);
                // 3.14+: a real number has no imaginary part in a sum or a product (complex_add, complex_mul).
                if self.build.at_least(14)
                    && !matches!((&a.kind, &b.kind), (Kind::Complex(..), Kind::Complex(..)))
                {
                    return self.complex_by_real(op, x, y, matches!(a.kind, Kind::Complex(..)));
                }
                self.complex_binary(op, x, y)
            }
            (Kind::Str(x), Kind::Str(y)) if op == BinOp::Add => {
                let mut text = String::with_capacity(x.as_str().len() + y.as_str().len());
                text.push_str(x.as_str());
                text.push_str(y.as_str());
                self.new_str(text).map(Some)
            }
            (Kind::Str(_), _) if op == BinOp::Mod => self.percent(a, b).map(Some),
            (
                Kind::Str(_) | Kind::Bytes(_) | Kind::List(_) | Kind::Tuple(_) | Kind::ByteArray(_),
                Kind::Int(n),
            ) if op == BinOp::Mul => self.repeat(a, n).map(Some),
            (
                Kind::Int(n),
                Kind::Str(_) | Kind::Bytes(_) | Kind::List(_) | Kind::Tuple(_) | Kind::ByteArray(_),
            ) if op == BinOp::Mul => self.repeat(b, n).map(Some),
            (Kind::Tuple(_), Kind::Tuple(_)) | (Kind::List(_), Kind::List(_))
                if op == BinOp::Add =>
            {
                self.joined(a, b)
            }
            (Kind::Set(_), Kind::Set(_)) => self.set_binary(op, a, b),
            (Kind::Dict(_), Kind::Dict(_)) if op == BinOp::Or => {
                let merged = self.dict_copy(a)?;
                self.dict_update(&merged, b)?;
                Ok(Some(merged))
            }
            _ if Self::is_set_view(a) || Self::is_set_view(b) => match op {
                BinOp::And | BinOp::Or | BinOp::Sub | BinOp::Xor => self.view_binary(op, a, b),
                _ => Ok(None),
            },
            _ => Ok(None),
        }
    }

    /// Two tuples, or two lists, one behind the other.
    #[inline(never)]
    fn joined(&mut self, a: &Value, b: &Value) -> Res<Option<Value>> {
        match (&a.kind, &b.kind) {
            (Kind::Tuple(x), Kind::Tuple(y)) => {
                self.charge(16 * (x.len() + y.len()))?;
                let items = x.iter().chain(y.iter()).cloned().collect();
                Ok(Some(self.tuple(items)))
            }
            (Kind::List(x), Kind::List(y)) => {
                let items: Vec<Value> = x
                    .borrow()
                    .items
                    .iter()
                    .chain(y.borrow().items.iter())
                    .cloned()
                    .collect();
                self.charge(16 * items.len())?;
                Ok(Some(self.list(items)))
            }
            _ => Ok(None),
        }
    }

    #[inline(never)]
    fn int_binary(
        &mut self,
        op: BinOp,
        x: &Int,
        y: &Int,
        a: &Value,
        b: &Value,
    ) -> Res<Option<Value>> {
        if let (Int::Small(x), Int::Small(y)) = (x, y)
            && let Some(n) = small_binary(op, *x, *y)
        {
            if !sizes::single_digits(self.build, *x, *y) {
                let (x, y) = (BigInt::from(*x), BigInt::from(*y));
                return Ok(Some(self.int_result(op, &x, &y, n.into())));
            }
            if a.ty() == tid::BOOL
                && b.ty() == tid::BOOL
                && matches!(op, BinOp::And | BinOp::Or | BinOp::Xor)
            {
                return Ok(Some(self.bool(n != 0)));
            }
            return Ok(Some(self.int(n)));
        }
        let build = self.build;
        let (x, y) = (x.big(), y.big());
        self.charge(((x.bits() + y.bits()) / 8) as usize)?;
        self.work_of(op, &x, &y)?;
        let result = match op {
            BinOp::Add => Ok(&x + &y),
            BinOp::Sub => Ok(&x - &y),
            BinOp::Mul => Ok(&x * &y),
            BinOp::And => Ok(&x & &y),
            BinOp::Or => Ok(&x | &y),
            BinOp::Xor => Ok(&x ^ &y),
            BinOp::FloorDiv => int_math::floor_div(&x, &y, build),
            BinOp::Mod => int_math::modulo(&x, &y, build),
            BinOp::TrueDiv => {
                let quotient = int_math::true_div(&x, &y);
                let quotient = self.fault(quotient)?;
                return Ok(Some(self.float(quotient)));
            }
            BinOp::Pow => {
                if y < BigInt::ZERO {
                    let (x, y) = (
                        self.int_to_float(&Int::from(x))?,
                        self.int_to_float(&Int::from(y))?,
                    );
                    return self.float_binary(BinOp::Pow, x, y);
                }
                self.charge_bits(int_math::bits_of_pow(&x, &y))?;
                int_math::pow(&x, &y)
            }
            BinOp::LShift => {
                if x != BigInt::ZERO
                    && let Some(count) = y.to_u64()
                {
                    self.charge_bits(int_math::bits_of_left_shift(&x, count))?;
                }
                int_math::left_shift(&x, &y, build)
            }
            BinOp::RShift => int_math::right_shift(&x, &y),
            BinOp::MatMul => return Ok(None),
        };
        let result = self.fault(result)?;
        Ok(Some(self.int_result(op, &x, &y, result)))
    }

    /// The int that an operation on ints makes, with the digits that were allocated for it.
    #[inline(never)]
    fn int_result(&self, op: BinOp, x: &BigInt, y: &BigInt, result: BigInt) -> Value {
        let operation = match op {
            BinOp::Add => IntOperation::Add,
            BinOp::Sub => IntOperation::Subtract,
            BinOp::Mul => IntOperation::Multiply,
            BinOp::Pow => IntOperation::Power,
            BinOp::LShift => IntOperation::LeftShift,
            BinOp::RShift => IntOperation::RightShift,
            BinOp::And => IntOperation::And,
            BinOp::Or => IntOperation::Or,
            BinOp::Xor => IntOperation::Xor,
            BinOp::FloorDiv => IntOperation::Divide,
            BinOp::Mod => IntOperation::Modulo,
            BinOp::TrueDiv | BinOp::MatMul => return self.int_big(result),
        };
        let spare = spare_digits(self.build, operation, x, y, &result);
        let value = self.int_big(result);
        let single = matches!(&value.kind, Kind::Int(Int::Small(n)) if sizes::small_ints(self.build).contains(n));
        if spare > 0 && !single {
            value.set_spare_digits(spare);
        }
        value
    }

    /// Long multiplication and division cost more than the digits that they make.
    fn work_of(&mut self, op: BinOp, x: &BigInt, y: &BigInt) -> Res<()> {
        let words = |n: &BigInt| n.bits() as usize / 64 + 1;
        let (long, short) = (words(x).max(words(y)), words(x).min(words(y)));
        self.work(match op {
            BinOp::Mul => long.saturating_mul(short.isqrt()) / 2,
            BinOp::FloorDiv | BinOp::Mod | BinOp::TrueDiv => long.saturating_mul(short) / 16,
            _ => long / 64,
        })
    }

    /// A number of so many bits is about to be made: its bytes and the work count.
    fn charge_bits(&mut self, bits: u64) -> Res<()> {
        let bytes = usize::try_from(bits / 8).unwrap_or(usize::MAX);
        // Multiplication grows faster than its operands: large results count for the work, too.
        self.charge(bytes.saturating_mul(1 + bytes / 4096))
    }

    pub(super) fn int_to_float(&mut self, n: &Int) -> Res<f64> {
        match n {
            Int::Small(n) => Ok(*n as f64),
            Int::Big(n) => {
                let x = int_math::to_float(n);
                self.fault(x)
            }
        }
    }

    #[inline(never)]
    fn float_binary(&mut self, op: BinOp, x: f64, y: f64) -> Res<Option<Value>> {
        let build = self.build;
        let result = match op {
            BinOp::Add => Ok(x + y),
            BinOp::Sub => Ok(x - y),
            BinOp::Mul => Ok(x * y),
            BinOp::TrueDiv => float_math::div(x, y, build),
            BinOp::FloorDiv => float_math::floor_div(x, y, build),
            BinOp::Mod => float_math::modulo(x, y, build),
            BinOp::Pow => match float_math::pow(x, y, build) {
                Ok(Some(result)) => Ok(result),
                Ok(None) => return self.unsupported("a negative float to a fractional power"),
                Err(fault) => Err(fault),
            },
            _ => return Ok(None),
        };
        let result = self.fault(result)?;
        Ok(Some(self.float(result)))
    }

    fn as_complex(&mut self, value: &Value) -> Res<(f64, f64)> {
        match &value.kind {
            Kind::Complex(re, im) => Ok((*re, *im)),
            Kind::Float(x) => Ok((*x, 0.0)),
            Kind::Int(n) => Ok((self.int_to_float(n)?, 0.0)),
            _ => Ok((0.0, 0.0)),
        }
    }

    #[inline(never)]
    fn complex_by_real(
        &mut self,
        op: BinOp,
        (a, b): (f64, f64),
        (c, d): (f64, f64),
        first: bool,
    ) -> Res<Option<Value>> {
        let im = if first { b } else { d };
        let real = if first { c } else { a };
        let (re, im) = match op {
            BinOp::Add => (a + c, im),
            BinOp::Sub => (a - c, if first { im } else { -im }),
            BinOp::Mul => (a * c, im * real),
            _ => return self.complex_binary(op, (a, b), (c, d)),
        };
        Ok(Some(self.complex(re, im)))
    }

    #[inline(never)]
    fn complex_binary(
        &mut self,
        op: BinOp,
        (a, b): (f64, f64),
        (c, d): (f64, f64),
    ) -> Res<Option<Value>> {
        Ok(Some(match op {
            BinOp::Add => self.complex(a + c, b + d),
            BinOp::Sub => self.complex(a - c, b - d),
            BinOp::Mul => self.complex(a * c - b * d, a * d + b * c),
            BinOp::TrueDiv if !self.build.at_least(14) => {
                let (re, im) = match complex_quotient((a, b), (c, d)) {
                    Some(quotient) => quotient,
                    None => {
                        return self.raise(tid::ZERO_DIVISION_ERROR, "complex division by zero");
                    }
                };
                self.complex(re, im)
            }
            // 3.14 divides by a real number, and a real number, apart.
            BinOp::TrueDiv | BinOp::Pow => {
                return self.unsupported("division and powers of complex numbers");
            }
            _ => return Ok(None),
        }))
    }

    /// `sequence * n`
    #[inline(never)]
    fn repeat(&mut self, sequence: &Value, n: &Int) -> Res {
        let most = if self.build.word() == 8 {
            i64::MAX
        } else {
            i64::from(i32::MAX)
        };
        let times = match n {
            Int::Small(n) if (-most - 1..=most).contains(n) => {
                usize::try_from((*n).max(0)).unwrap_or(usize::MAX)
            }
            _ => {
                return self.raise(
                    tid::OVERFLOW_ERROR,
                    "cannot fit 'int' into an index-sized integer",
                );
            }
        };
        match &sequence.kind {
            Kind::Str(text) => {
                self.charge(text.as_str().len().saturating_mul(times))?;
                let text = text.as_str().repeat(times);
                Ok(self.str_rc(text.into()))
            }
            Kind::Bytes(bytes) => {
                self.charge(bytes.len().saturating_mul(times))?;
                let bytes = bytes.repeat(times);
                Ok(self.bytes(&bytes))
            }
            Kind::ByteArray(bytes) => {
                let bytes = bytes.borrow().0.clone();
                self.charge(bytes.len().saturating_mul(times))?;
                let bytes = bytes.repeat(times);
                let room = crate::cpython::bytearrays::exact(self.build, bytes.len() as u64);
                let state = (bytes, room as usize);
                self.alloc(tid::BYTEARRAY, Kind::ByteArray(Box::new(state.into())))
            }
            Kind::Tuple(items) => {
                if times == 1 && sequence.ty() == tid::TUPLE {
                    return Ok(sequence.clone());
                }
                self.charge(items.len().saturating_mul(times).saturating_mul(16))?;
                let items = repeat_items(items, times);
                Ok(self.tuple(items))
            }
            Kind::List(list) => {
                self.charge(
                    list.borrow()
                        .items
                        .len()
                        .saturating_mul(times)
                        .saturating_mul(16),
                )?;
                let items = repeat_items(&list.borrow().items, times);
                Ok(self.list(items))
            }
            _ => self.unsupported("repeating a bytearray"),
        }
    }

    /// `-a`
    pub(super) fn negate(&mut self, a: &Value) -> Res {
        self.unary(a, sym::NEG, "unary -")
    }

    /// `+a`
    pub(super) fn positive(&mut self, a: &Value) -> Res {
        self.unary(a, sym::POS, "unary +")
    }

    /// `~a`
    pub(super) fn invert(&mut self, a: &Value) -> Res {
        self.unary(a, sym::INVERT, "unary ~")
    }

    fn unary(&mut self, a: &Value, name: super::Sym, what: &str) -> Res {
        match self.call_special(a, name, &[])? {
            Some(value) => Ok(value),
            None => {
                let text = format!("bad operand type for {what}: '{}'", self.error_name(a.ty()));
                self.type_error(text)
            }
        }
    }
}

/// `x op y`, where that is an int and fits a word.
pub(super) fn small_binary(op: BinOp, x: i64, y: i64) -> Option<i64> {
    match op {
        BinOp::Add => x.checked_add(y),
        BinOp::Sub => x.checked_sub(y),
        BinOp::Mul => x.checked_mul(y),
        BinOp::And => Some(x & y),
        BinOp::Or => Some(x | y),
        BinOp::Xor => Some(x ^ y),
        BinOp::FloorDiv if y != 0 => int_math::floor_div_small(x, y),
        BinOp::Mod if y != 0 => int_math::modulo_small(x, y),
        _ => None,
    }
}

/// Smith's method: scaled by the larger part of the divisor (Objects/complexobject.c, _Py_c_quot, up to 3.13).
fn complex_quotient((a, b): (f64, f64), (c, d): (f64, f64)) -> Option<(f64, f64)> {
    if c.abs() >= d.abs() {
        if c == 0.0 {
            return None;
        }
        let ratio = d / c;
        let scale = c + d * ratio;
        return Some(((a + b * ratio) / scale, (b - a * ratio) / scale));
    }
    if d.abs() >= c.abs() {
        let ratio = c / d;
        let scale = c * ratio + d;
        return Some(((a * ratio + b) / scale, (b * ratio - a) / scale));
    }
    Some((f64::NAN, f64::NAN))
}

fn repeat_items(items: &[Value], times: usize) -> Vec<Value> {
    if items.is_empty() {
        return Vec::new();
    }
    let mut all = Vec::with_capacity(items.len() * times);
    for _ in 0..times {
        all.extend_from_slice(items);
    }
    all
}
