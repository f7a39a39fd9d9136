//! Positions in strings, which Python counts in code points, and the arithmetic of slices.

use super::fault::ValueFault;
use num_bigint::{BigInt, Sign};
use num_traits::ToPrimitive;

/// A slice of a sequence: its first index, its step, and how many items it takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SliceIndices {
    /// The first index. May be -1 or the length where nothing is taken.
    pub start: i64,
    /// The index at which it ends, exclusive; -1 for "before the first" going down.
    pub stop: i64,
    /// The step, not 0.
    pub step: i64,
    /// How many items.
    pub count: usize,
}

impl SliceIndices {
    /// The indices in the order in which they are taken.
    pub fn iter(self) -> impl Iterator<Item = usize> {
        (0..self.count as i64).map(move |i| (self.start + i * self.step) as usize)
    }
}

/// Start, stop and step of a slice (none for those left out) on a sequence of `len` items
/// (Objects/sliceobject.c, PySlice_Unpack and PySlice_AdjustIndices). Integers that are too large are
/// clipped before, with [`clip`].
pub fn slice_indices(
    start: Option<i64>,
    stop: Option<i64>,
    step: Option<i64>,
    len: usize,
) -> Result<SliceIndices, ValueFault> {
    let step = step.unwrap_or(1).max(-i64::MAX);
    if step == 0 {
        return Err(ValueFault::value("slice step cannot be zero"));
    }
    let len = len as i64;
    let (lowest, highest) = if step < 0 { (-1, len - 1) } else { (0, len) };
    let place = |index: i64| {
        let index = if index < 0 {
            index.saturating_add(len)
        } else {
            index
        };
        index.clamp(lowest, highest)
    };
    let (first, last) = if step < 0 {
        (highest, lowest)
    } else {
        (lowest, highest)
    };
    let start = start.map_or(first, place);
    let stop = stop.map_or(last, place);
    let distance = if step < 0 { start - stop } else { stop - start };
    let count = if distance <= 0 {
        0
    } else {
        (distance - 1) / step.abs() + 1
    };
    Ok(SliceIndices {
        start,
        stop,
        step,
        count: count as usize,
    })
}

/// An index as slices and `str.find` take it: what is too large counts as the largest
/// (Python/ceval.c, _PyEval_SliceIndex).
pub fn clip(index: &BigInt) -> i64 {
    let limit = match index.sign() {
        Sign::Minus => i64::MIN,
        _ => i64::MAX,
    };
    index.to_i64().unwrap_or(limit)
}

/// `len(s)`.
pub fn len(s: &str) -> usize {
    if s.is_ascii() {
        s.len()
    } else {
        s.chars().count()
    }
}

/// `s[index]` for an index from 0 or, negative, from the end; none where it is out of range.
pub fn char_at(s: &str, index: i64) -> Option<char> {
    let index = if index < 0 {
        index.checked_add(len(s) as i64)?
    } else {
        index
    };
    let index = usize::try_from(index).ok()?;
    if s.is_ascii() {
        s.as_bytes().get(index).map(|&byte| char::from(byte))
    } else {
        s.chars().nth(index)
    }
}

/// `s[start:stop:step]`.
pub fn slice(
    s: &str,
    start: Option<i64>,
    stop: Option<i64>,
    step: Option<i64>,
) -> Result<String, ValueFault> {
    let indices = slice_indices(start, stop, step, len(s))?;
    if indices.step == 1 {
        let first = indices.start.max(0) as usize;
        return Ok(between(s, first, first + indices.count).into());
    }
    let chars: Vec<char> = s.chars().collect();
    Ok(indices.iter().filter_map(|i| chars.get(i)).collect())
}

/// The code points `start` up to `stop`, both within the text.
pub(super) fn between(s: &str, start: usize, stop: usize) -> &str {
    let (start, stop) = (byte_of(s, start), byte_of(s, stop));
    s.get(start..stop).unwrap_or("")
}

/// Byte offset of a code point; the end of the text for one past it.
pub(super) fn byte_of(s: &str, index: usize) -> usize {
    if s.is_ascii() {
        return index.min(s.len());
    }
    s.char_indices()
        .nth(index)
        .map_or(s.len(), |(byte, _)| byte)
}

/// `start` and `end` as `find`, `count` and `startswith` take them: negative ones from the end, an end past
/// the last one clipped. `start` may be behind `end` (Objects/stringlib/find.h, ADJUST_INDICES).
pub(super) fn adjust(start: Option<i64>, end: Option<i64>, len: usize) -> (i64, i64) {
    let len = len as i64;
    let from_end = |index: i64| {
        if index < 0 {
            index.saturating_add(len).max(0)
        } else {
            index
        }
    };
    (
        from_end(start.unwrap_or(0)),
        from_end(end.unwrap_or(len)).min(len),
    )
}
