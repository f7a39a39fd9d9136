//! Slices over so many items.

use super::object::{Kind, Value};
use super::{Machine, Res};

impl Machine {
    /// Start, stop and step of a slice over `len` items (Objects/sliceobject.c, PySlice_GetIndicesEx).
    pub(super) fn slice_bounds(&mut self, slice: &Value, len: usize) -> Res<(i64, i64, i64)> {
        let Kind::Slice(parts) = &slice.kind else {
            return Ok((0, 0, 1));
        };
        let [start, stop, step] = &**parts;
        let step = if self.is_none(step) {
            1
        } else {
            self.slice_index(step)?
        };
        if step == 0 {
            return self.value_error("slice step cannot be zero");
        }
        let step = step.max(-i64::MAX);
        let len = len as i64;
        let (low, high) = if step < 0 { (-1, len - 1) } else { (0, len) };
        let mut clip = |part: &Value, default: i64| -> Res<i64> {
            if self.is_none(part) {
                return Ok(default);
            }
            let n = self.slice_index(part)?;
            let n = if n < 0 { n.saturating_add(len) } else { n };
            Ok(n.clamp(low, high))
        };
        let start = clip(start, if step < 0 { high } else { low })?;
        let stop = clip(stop, if step < 0 { low } else { high })?;
        Ok((start, stop, step))
    }

    /// The positions that a slice names.
    pub(super) fn slice_positions(&mut self, slice: &Value, len: usize) -> Res<Vec<usize>> {
        let (start, stop, step) = self.slice_bounds(slice, len)?;
        let mut positions = Vec::new();
        let mut at = start;
        while (step > 0 && at < stop) || (step < 0 && at > stop) {
            positions.push(at as usize);
            match at.checked_add(step) {
                Some(next) => at = next,
                None => break,
            }
        }
        Ok(positions)
    }
}
