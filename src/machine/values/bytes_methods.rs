//! Methods of bytes where they differ from those of strings.
//!
//! All others (`find`, `count`, `replace`, `startswith`, `partition`, `split` at a separator, `center`,
//! `zfill`, `expandtabs`, …) do to bytes what they do to characters: apply those of `str_search`,
//! `str_split` and `str_pad` to [`as_text`].

use super::fault::ValueFault;
use super::int_text::is_c_space;
use super::str_split::{rsplit_spaces, split_spaces};
use crate::cpython::Build;

/// A string with one character for every byte.
pub fn as_text(bytes: &[u8]) -> String {
    bytes.iter().map(|&byte| char::from(byte)).collect()
}

/// The bytes of a string that came from [`as_text`].
pub fn from_text(text: &str) -> Vec<u8> {
    text.chars().map(|c| c as u8).collect()
}

/// What `index` and `rindex` raise where `find` finds nothing.
pub fn not_found() -> ValueFault {
    ValueFault::value("subsection not found")
}

/// `b.split(None, maxsplit)`: at ASCII whitespace only.
pub fn split(bytes: &[u8], maxsplit: i64) -> Vec<Vec<u8>> {
    let text = as_text(bytes);
    let parts = split_spaces(&text, maxsplit, is_c_space);
    parts.into_iter().map(from_text).collect()
}

/// `b.rsplit(None, maxsplit)`.
pub fn rsplit(bytes: &[u8], maxsplit: i64) -> Vec<Vec<u8>> {
    let text = as_text(bytes);
    let parts = rsplit_spaces(&text, maxsplit, is_c_space);
    parts.into_iter().map(from_text).collect()
}

/// `b.splitlines(keepends)`: at `\n`, `\r` and `\r\n` only.
pub fn splitlines(bytes: &[u8], keepends: bool) -> Vec<&[u8]> {
    let mut lines = Vec::new();
    let mut rest = bytes;
    while !rest.is_empty() {
        let found = rest.iter().position(|byte| matches!(byte, b'\n' | b'\r'));
        let end = found.unwrap_or(rest.len());
        let next = match rest.get(end..end + 2) {
            Some(b"\r\n") => end + 2,
            _ => rest.len().min(end + 1),
        };
        lines.push(&rest[..if keepends { next } else { end }]);
        rest = &rest[next..];
    }
    lines
}

/// `b.lstrip()`.
pub fn lstrip(bytes: &[u8]) -> &[u8] {
    let spaces = bytes.iter().take_while(|&&byte| is_space(byte)).count();
    &bytes[spaces..]
}

/// `b.rstrip()`.
pub fn rstrip(bytes: &[u8]) -> &[u8] {
    let spaces = bytes
        .iter()
        .rev()
        .take_while(|&&byte| is_space(byte))
        .count();
    &bytes[..bytes.len() - spaces]
}

/// `b.title()`.
pub fn title(bytes: &[u8]) -> Vec<u8> {
    let mut within = false;
    let titled = |&byte: &u8| {
        let cased = if within {
            byte.to_ascii_lowercase()
        } else {
            byte.to_ascii_uppercase()
        };
        within = byte.is_ascii_alphabetic();
        cased
    };
    bytes.iter().map(titled).collect()
}

/// `b.capitalize()`.
pub fn capitalize(bytes: &[u8]) -> Vec<u8> {
    let mut lower = bytes.to_ascii_lowercase();
    if let Some(first) = lower.first_mut() {
        first.make_ascii_uppercase();
    }
    lower
}

/// `b.swapcase()`.
pub fn swapcase(bytes: &[u8]) -> Vec<u8> {
    let swapped = |byte: &u8| {
        if byte.is_ascii_uppercase() {
            byte.to_ascii_lowercase()
        } else {
            byte.to_ascii_uppercase()
        }
    };
    bytes.iter().map(swapped).collect()
}

/// `b.istitle()`.
pub fn is_title(bytes: &[u8]) -> bool {
    bytes.iter().any(u8::is_ascii_alphabetic) && title(bytes) == bytes
}

/// `b.hex(sep, bytes_per_sep)`: groups are counted from the right, with a negative number from the left
/// (Python/pystrhex.c).
pub fn hex(bytes: &[u8], sep: Option<&str>, bytes_per_sep: i64) -> Result<String, ValueFault> {
    let sep = sep.unwrap_or("");
    if sep.chars().nth(1).is_some() {
        return Err(ValueFault::value("sep must be length 1."));
    }
    if !sep.is_ascii() {
        return Err(ValueFault::value("sep must be ASCII."));
    }
    let group = bytes_per_sep.unsigned_abs();
    let mut out = String::new();
    for (i, byte) in bytes.iter().enumerate() {
        let distance = if bytes_per_sep < 0 {
            i
        } else {
            bytes.len() - i
        };
        if i > 0 && group > 0 && (distance as u64).is_multiple_of(group) {
            out.push_str(sep);
        }
        out.push_str(&format!("{byte:02x}"));
    }
    Ok(out)
}

/// `bytes.fromhex(text)`; spaces stand between bytes only (Objects/bytesobject.c, _PyBytes_FromHex).
pub fn from_hex(text: &str, build: Build) -> Result<Vec<u8>, ValueFault> {
    let chars: Vec<char> = text.chars().collect();
    // The position of a character outside of ASCII is found first.
    let mut at = 0;
    let mut bytes = Vec::new();
    let not_hex = |at: usize| {
        let text = format!("non-hexadecimal number found in fromhex() arg at position {at}");
        ValueFault::value(text)
    };
    if let Some(at) = chars.iter().position(|c| !c.is_ascii()) {
        return Err(not_hex(at));
    }
    loop {
        while chars.get(at).copied().is_some_and(is_c_space) {
            at += 1;
        }
        let Some(first) = chars.get(at) else {
            return Ok(bytes);
        };
        let high = first.to_digit(16).ok_or_else(|| not_hex(at))?;
        let low = match chars.get(at + 1) {
            Some(second) => second.to_digit(16).ok_or_else(|| not_hex(at + 1))?,
            None if build.at_least(14) => {
                let text = "fromhex() arg must contain an even number of hexadecimal digits";
                return Err(ValueFault::value(text));
            }
            None => return Err(not_hex(at + 1)),
        };
        bytes.push((high * 16 + low) as u8);
        at += 2;
    }
}

fn is_space(byte: u8) -> bool {
    is_c_space(char::from(byte))
}
