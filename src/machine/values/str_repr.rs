//! `repr` and `ascii` of strings and bytes, and which strings are identifiers.

use super::unicode::{is_id_continue, is_id_start, is_printable};
use crate::cpython::Build;
use std::fmt::Write;

/// `repr(s)`: single quotes unless the text has some and no double ones; what is not printable is
/// escaped (Objects/unicodeobject.c, unicode_repr).
pub fn repr(s: &str, build: Build) -> String {
    quoted(s, |c| is_printable(c, build))
}

/// `ascii(s)`: the same with everything outside of ASCII escaped.
pub fn ascii(s: &str) -> String {
    quoted(s, |c| matches!(c, ' '..='~'))
}

/// `ascii()` of an object whose `repr` is `repr_text`: escapes, adds no quotes (Objects/object.c, PyObject_ASCII).
pub fn ascii_of_repr(repr_text: &str) -> String {
    let mut out = String::with_capacity(repr_text.len());
    for c in repr_text.chars() {
        if c.is_ascii() {
            out.push(c);
        } else {
            push_escape(&mut out, c);
        }
    }
    out
}

/// `repr(b)` of bytes; of a `bytearray` it is this inside of `bytearray(…)` (Objects/bytesobject.c, PyBytes_Repr).
pub fn bytes_repr(bytes: &[u8]) -> String {
    quoted_bytes(bytes, false)
}

/// What `repr(bytearray)` has in its parentheses; up to 3.14 `'` is escaped whatever the quotes
/// (Objects/bytearrayobject.c, bytearray_repr).
pub fn bytearray_repr(bytes: &[u8], build: Build) -> String {
    quoted_bytes(bytes, !build.at_least(15))
}

fn quoted_bytes(bytes: &[u8], escape_single: bool) -> String {
    let quote = if bytes.contains(&b'\'') && !bytes.contains(&b'"') {
        '"'
    } else {
        '\''
    };
    let mut out = format!("b{quote}");
    for &byte in bytes {
        match char::from(byte) {
            c @ ('\t' | '\n' | '\r' | '\\') => push_short_escape(&mut out, c),
            c if c == quote || (escape_single && c == '\'') => out.extend(['\\', c]),
            c @ ' '..='~' => out.push(c),
            _ => push_hex(&mut out, "\\x", u32::from(byte), 2),
        }
    }
    out.push(quote);
    out
}

/// `s.isidentifier()` (keywords are, too).
pub fn is_identifier(s: &str, build: Build) -> bool {
    let mut chars = s.chars();
    chars.next().is_some_and(|c| is_id_start(c, build)) && chars.all(|c| is_id_continue(c, build))
}

fn quoted(s: &str, as_is: impl Fn(char) -> bool) -> String {
    let quote = if s.contains('\'') && !s.contains('"') {
        '"'
    } else {
        '\''
    };
    let mut out = String::with_capacity(s.len() + 2);
    out.push(quote);
    for c in s.chars() {
        match c {
            '\t' | '\n' | '\r' | '\\' => push_short_escape(&mut out, c),
            _ if c == quote => out.extend(['\\', c]),
            _ if as_is(c) => out.push(c),
            _ => push_escape(&mut out, c),
        }
    }
    out.push(quote);
    out
}

fn push_short_escape(out: &mut String, c: char) {
    out.push_str(match c {
        '\t' => "\\t",
        '\n' => "\\n",
        '\r' => "\\r",
        _ => "\\\\",
    });
}

fn push_escape(out: &mut String, c: char) {
    match u32::from(c) {
        code @ 0..=0xff => push_hex(out, "\\x", code, 2),
        code @ 0x100..=0xffff => push_hex(out, "\\u", code, 4),
        code => push_hex(out, "\\U", code, 8),
    }
}

fn push_hex(out: &mut String, prefix: &str, code: u32, digits: usize) {
    // Writing to a string cannot fail.
    let _ = write!(out, "{prefix}{code:0digits$x}");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::machine::values::vectors;

    #[test]
    fn as_cpython_does() {
        let table = include_str!("../../../tests/values/str_repr.tsv");
        vectors::check(table, |op, args, build| {
            let latin1 = || args[0].chars().map(|c| c as u8).collect::<Vec<u8>>();
            Ok(match op {
                "repr" => repr(args[0], build),
                "ascii" => ascii(args[0]),
                "bytes_repr" => bytes_repr(&latin1()),
                "is_identifier" => vectors::boolean(is_identifier(args[0], build)),
                _ => panic!("{op}"),
            })
        });
    }
}
