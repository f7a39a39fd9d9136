//! Ranges: their length, items and iterators.

use super::iter::Iter;
use super::object::{Kind, Value};
use super::symbol::sym;
use super::types::tid;
use super::{Machine, Res};
use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{Signed, Zero};

impl Machine {
    fn range_parts(&self, range: &Value) -> [BigInt; 3] {
        let part = |value: &Value| match &value.kind {
            Kind::Int(int) => int.big(),
            _ => BigInt::ZERO,
        };
        match &range.kind {
            Kind::Range(parts) => [part(&parts[0]), part(&parts[1]), part(&parts[2])],
            _ => [BigInt::ZERO, BigInt::ZERO, BigInt::from(1)],
        }
    }

    /// `len(range)`, of any size.
    pub(super) fn range_len(&self, range: &Value) -> BigInt {
        let [start, stop, step] = self.range_parts(range);
        let span = if step.is_positive() {
            stop - start
        } else {
            start - stop
        };
        if !span.is_positive() {
            BigInt::ZERO
        } else {
            (span - 1) / step.abs() + 1
        }
    }

    pub(super) fn range_iter(&mut self, range: &Value, reversed: bool) -> Res {
        let [start, _, step] = self.range_parts(range);
        let len = self.range_len(range);
        let (start, step) = if reversed {
            (start + (&len - 1) * &step, -step)
        } else {
            (start, step)
        };
        let word = if self.build.word() == 8 {
            i64::MAX
        } else {
            i64::from(i32::MAX)
        };
        let fits = |n: &BigInt| n.magnitude() <= BigInt::from(word).magnitude();
        let end = &start + &len * &step;
        if fits(&start) && fits(&step) && fits(&end) {
            let small = |n: &BigInt| i64::try_from(n).unwrap_or(0);
            let iter = Iter::Range(
                small(&start),
                small(&step),
                u64::try_from(&len).unwrap_or(0),
            );
            return Ok(self.new_iter(tid::RANGE_ITERATOR, iter));
        }
        Ok(self.new_iter(tid::LONGRANGE_ITERATOR, Iter::LongRange(start, step, len)))
    }

    pub(super) fn range_item(&mut self, range: &Value, key: &Value) -> Res {
        let [start, _, step] = self.range_parts(range);
        let len = self.range_len(range);
        if let Kind::Slice(_) = key.kind {
            let Ok(n) = usize::try_from(&len) else {
                return self.unsupported("a slice of a huge range");
            };
            let (first, last, stride) = self.slice_bounds(key, n)?;
            let parts = [
                &start + &step * first,
                &start + &step * last,
                &step * stride,
            ]
            .map(|n| self.int_big(n));
            return Ok(Value::new(tid::RANGE, Kind::Range(Box::new(parts))));
        }
        if !matches!(key.kind, Kind::Int(_)) && self.lookup(key.ty(), sym::INDEX).is_none() {
            let text = format!(
                "range indices must be integers or slices, not {}",
                self.error_name(key.ty())
            );
            return self.type_error(text);
        }
        let i = self.index(key)?.big();
        let i = if i.is_negative() { i + &len } else { i };
        if i.is_negative() || i >= len {
            return self.raise(tid::INDEX_ERROR, "range object index out of range");
        }
        Ok(self.int_big(start + i * step))
    }

    fn range_place(&self, range: &Value, n: &BigInt) -> Option<BigInt> {
        let [start, _, step] = self.range_parts(range);
        let (place, rest) = (n - start).div_rem(&step);
        (rest.is_zero() && !place.is_negative() && place < self.range_len(range)).then_some(place)
    }

    pub(super) fn range_contains(&mut self, range: &Value, item: &Value) -> Res {
        if let Kind::Int(n) = &item.kind
            && (item.ty() == tid::INT || item.ty() == tid::BOOL)
        {
            return Ok(self.bool(self.range_place(range, &n.big()).is_some()));
        }
        let iter = self.range_iter(range, false)?;
        while let Some(value) = self.next(&iter)? {
            self.charge_item()?;
            if self.equal(&value, item)? {
                return Ok(self.bool(true));
            }
        }
        Ok(self.bool(false))
    }

    pub(super) fn range_index(&mut self, range: &Value, item: &Value) -> Res {
        if let Kind::Int(n) = &item.kind
            && let Some(place) = self.range_place(range, &n.big())
        {
            return Ok(self.int_big(place));
        }
        // Objects/rangeobject.c, range_index: anything else is compared with each number.
        let number = item.ty() == tid::INT || item.ty() == tid::BOOL;
        if !number {
            let range = self.iter(range)?;
            let mut place = 0;
            while let Some(value) = self.next(&range)? {
                self.charge_item()?;
                if self.equal(&value, item)? {
                    return Ok(self.int(place));
                }
                place += 1;
            }
            return self.value_error("sequence.index(x): x not in sequence");
        }
        if self.build.at_least(14) {
            return self.value_error("range.index(x): x not in range");
        }
        let text = format!("{} is not in range", self.repr(item)?);
        self.value_error(text)
    }

    /// What ranges are compared and hashed by: length, first item, step.
    pub(super) fn range_key(&mut self, parts: &[Value]) -> Res {
        let range = Value::new(
            tid::RANGE,
            Kind::Range(Box::new([
                parts[0].clone(),
                parts[1].clone(),
                parts[2].clone(),
            ])),
        );
        let len = self.range_len(&range);
        let none = self.none();
        let start = if len.is_zero() {
            none.clone()
        } else {
            parts[0].clone()
        };
        let step = if len <= BigInt::from(1) {
            none
        } else {
            parts[2].clone()
        };
        let len = self.int_big(len);
        Ok(self.tuple(vec![len, start, step]))
    }
}
