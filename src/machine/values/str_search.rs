//! Finding in strings: `find`, `count`, `startswith`, `replace`, `partition` and their kin.
//! Positions count code points; `start` and `end` are those of Python's calls, none where left out.

use super::fault::ValueFault;
use super::str_index::{adjust, between, len};

/// `s.find(sub, start, end)`; none where Python answers -1.
pub fn find(s: &str, sub: &str, start: Option<i64>, end: Option<i64>) -> Option<usize> {
    let (first, part) = part_for(s, sub, start, end)?;
    let byte = part.find(sub)?;
    Some(first + len(&part[..byte]))
}

/// `s.rfind(sub, start, end)`; none where Python answers -1.
pub fn rfind(s: &str, sub: &str, start: Option<i64>, end: Option<i64>) -> Option<usize> {
    let (first, part) = part_for(s, sub, start, end)?;
    let byte = part.rfind(sub)?;
    Some(first + len(&part[..byte]))
}

/// What `index` and `rindex` raise where `find` finds nothing.
pub fn not_found() -> ValueFault {
    ValueFault::value("substring not found")
}

/// `s.count(sub, start, end)`.
pub fn count(s: &str, sub: &str, start: Option<i64>, end: Option<i64>) -> usize {
    match part_for(s, sub, start, end) {
        Some((_, part)) => part.matches(sub).count(),
        None => 0,
    }
}

/// `s.startswith(prefix, start, end)` for one prefix.
pub fn starts_with(s: &str, prefix: &str, start: Option<i64>, end: Option<i64>) -> bool {
    part_for(s, prefix, start, end).is_some_and(|(_, part)| part.starts_with(prefix))
}

/// `s.endswith(suffix, start, end)` for one suffix.
pub fn ends_with(s: &str, suffix: &str, start: Option<i64>, end: Option<i64>) -> bool {
    part_for(s, suffix, start, end).is_some_and(|(_, part)| part.ends_with(suffix))
}

/// `s.replace(old, new, count)`; a negative count replaces all.
pub fn replace(s: &str, old: &str, new: &str, count: i64) -> String {
    match usize::try_from(count) {
        Ok(count) => s.replacen(old, new, count),
        Err(_) => s.replace(old, new),
    }
}

/// `s.removeprefix(prefix)`.
pub fn remove_prefix<'a>(s: &'a str, prefix: &str) -> &'a str {
    s.strip_prefix(prefix).unwrap_or(s)
}

/// `s.removesuffix(suffix)`.
pub fn remove_suffix<'a>(s: &'a str, suffix: &str) -> &'a str {
    s.strip_suffix(suffix).unwrap_or(s)
}

/// `s.partition(sep)`.
pub fn partition<'a>(s: &'a str, sep: &'a str) -> Result<[&'a str; 3], ValueFault> {
    check_separator(sep)?;
    Ok(match s.split_once(sep) {
        Some((before, after)) => [before, sep, after],
        None => [s, "", ""],
    })
}

/// `s.rpartition(sep)`.
pub fn rpartition<'a>(s: &'a str, sep: &'a str) -> Result<[&'a str; 3], ValueFault> {
    check_separator(sep)?;
    Ok(match s.rsplit_once(sep) {
        Some((before, after)) => [before, sep, after],
        None => ["", "", s],
    })
}

/// What `split` and `partition` raise for an empty separator.
pub(super) fn check_separator(sep: &str) -> Result<(), ValueFault> {
    if sep.is_empty() {
        return Err(ValueFault::value("empty separator"));
    }
    Ok(())
}

/// Where the part between `start` and `end` begins, and the part; none where `sub` is longer than it.
fn part_for<'a>(
    s: &'a str,
    sub: &str,
    start: Option<i64>,
    end: Option<i64>,
) -> Option<(usize, &'a str)> {
    if start.is_none() && end.is_none() {
        return Some((0, s));
    }
    let (start, end) = adjust(start, end, len(s));
    if end - start < len(sub) as i64 {
        return None;
    }
    Some((start as usize, between(s, start as usize, end as usize)))
}
