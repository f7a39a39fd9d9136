//! Taking strings apart: `split`, `rsplit`, `splitlines`, `strip` and its kin.

use super::fault::ValueFault;
use super::str_search::check_separator;
use super::unicode::is_space;

/// `s.split(sep, maxsplit)`; without separator at runs of whitespace. A negative `maxsplit` is none.
pub fn split<'a>(s: &'a str, sep: Option<&str>, maxsplit: i64) -> Result<Vec<&'a str>, ValueFault> {
    let Some(sep) = sep else {
        return Ok(split_spaces(s, maxsplit, is_space));
    };
    check_separator(sep)?;
    let most = usize::try_from(maxsplit).unwrap_or(usize::MAX);
    Ok(s.splitn(most.saturating_add(1), sep).collect())
}

/// `s.rsplit(sep, maxsplit)`: the same from the right.
pub fn rsplit<'a>(
    s: &'a str,
    sep: Option<&str>,
    maxsplit: i64,
) -> Result<Vec<&'a str>, ValueFault> {
    let Some(sep) = sep else {
        return Ok(rsplit_spaces(s, maxsplit, is_space));
    };
    check_separator(sep)?;
    let most = usize::try_from(maxsplit).unwrap_or(usize::MAX);
    let mut parts: Vec<&str> = s.rsplitn(most.saturating_add(1), sep).collect();
    parts.reverse();
    Ok(parts)
}

/// `s.splitlines(keepends)`: at every kind of line break Unicode has.
pub fn splitlines(s: &str, keepends: bool) -> Vec<&str> {
    let mut lines = Vec::new();
    let mut rest = s;
    while !rest.is_empty() {
        let found = rest.char_indices().find(|&(_, c)| is_line_break(c));
        let (end, next) = match found {
            Some((byte, '\r')) if rest[byte..].starts_with("\r\n") => (byte, byte + 2),
            Some((byte, c)) => (byte, byte + c.len_utf8()),
            None => (rest.len(), rest.len()),
        };
        lines.push(&rest[..if keepends { next } else { end }]);
        rest = &rest[next..];
    }
    lines
}

/// `s.strip(chars)`; whitespace without `chars`.
pub fn strip<'a>(s: &'a str, chars: Option<&str>) -> &'a str {
    lstrip(rstrip(s, chars), chars)
}

/// `s.lstrip(chars)`.
pub fn lstrip<'a>(s: &'a str, chars: Option<&str>) -> &'a str {
    match chars {
        Some(chars) => s.trim_start_matches(|c| chars.contains(c)),
        None => s.trim_start_matches(is_space),
    }
}

/// `s.rstrip(chars)`.
pub fn rstrip<'a>(s: &'a str, chars: Option<&str>) -> &'a str {
    match chars {
        Some(chars) => s.trim_end_matches(|c| chars.contains(c)),
        None => s.trim_end_matches(is_space),
    }
}

/// The parts between runs of whitespace.
pub(super) fn split_spaces(s: &str, maxsplit: i64, is_space: fn(char) -> bool) -> Vec<&str> {
    let most = usize::try_from(maxsplit).unwrap_or(usize::MAX);
    let mut parts = Vec::new();
    let mut rest = s.trim_start_matches(is_space);
    while !rest.is_empty() {
        let end = if parts.len() < most {
            rest.find(is_space).unwrap_or(rest.len())
        } else {
            rest.len()
        };
        parts.push(&rest[..end]);
        rest = rest[end..].trim_start_matches(is_space);
    }
    parts
}

/// The parts between runs of whitespace, split from the right.
pub(super) fn rsplit_spaces(s: &str, maxsplit: i64, is_space: fn(char) -> bool) -> Vec<&str> {
    let most = usize::try_from(maxsplit).unwrap_or(usize::MAX);
    let mut parts = Vec::new();
    let mut rest = s.trim_end_matches(is_space);
    while !rest.is_empty() {
        let cut = rest.char_indices().rfind(|&(_, c)| is_space(c));
        let start = match (cut, parts.len() < most) {
            (Some((byte, c)), true) => byte + c.len_utf8(),
            _ => 0,
        };
        parts.push(&rest[start..]);
        rest = rest[..start].trim_end_matches(is_space);
    }
    parts.reverse();
    parts
}

/// Objects/unicodetype_db.h, _PyUnicode_IsLinebreak.
fn is_line_break(c: char) -> bool {
    matches!(c, '\n'..='\r' | '\x1c'..='\x1e' | '\u{85}' | '\u{2028}' | '\u{2029}')
}
