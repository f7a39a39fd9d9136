//! What Python says of single characters: printable, alphabetic, digits, identifiers, case.
//!
//! Every CPython knows one version of Unicode (3.9 and 3.10: 13; 3.11: 14; 3.12: 15; 3.13: 15.1; 3.14: 16;
//! 3.15: 17). The tables hold the last one, and since when a character is known; a character that a build
//! does not know is not printable, has no class and no case (Objects/unicodectype.c).

use super::unicode_data::{AGES, CHANGES, CLASSES, TITLES};
use crate::cpython::Build;

const PRINTABLE: u8 = 1;
const ALPHA: u8 = 1 << 1;
const DECIMAL: u8 = 1 << 2;
const DIGIT: u8 = 1 << 3;
const NUMERIC: u8 = 1 << 4;
const SPACE: u8 = 1 << 5;
const ID_START: u8 = 1 << 6;
const ID_CONTINUE: u8 = 1 << 7;

/// `str.isprintable` of one character.
pub fn is_printable(c: char, build: Build) -> bool {
    has(c, PRINTABLE, build)
}

/// `str.isalpha` of one character.
pub fn is_alpha(c: char, build: Build) -> bool {
    has(c, ALPHA, build)
}

/// `str.isdecimal` of one character.
pub fn is_decimal(c: char, build: Build) -> bool {
    has(c, DECIMAL, build)
}

/// `str.isdigit` of one character.
pub fn is_digit(c: char, build: Build) -> bool {
    has(c, DIGIT, build)
}

/// `str.isnumeric` of one character.
pub fn is_numeric(c: char, build: Build) -> bool {
    has(c, NUMERIC, build)
}

/// `str.isspace` of one character; also what `str.split` and `str.strip` take for whitespace.
pub fn is_space(c: char) -> bool {
    match c {
        '\t'..='\r' | '\x1c'..=' ' => true,
        _ => !c.is_ascii() && class(c) & SPACE != 0,
    }
}

/// Whether an identifier may begin with it.
pub fn is_id_start(c: char, build: Build) -> bool {
    has(c, ID_START, build)
}

/// Whether an identifier may go on with it.
pub fn is_id_continue(c: char, build: Build) -> bool {
    has(c, ID_CONTINUE, build)
}

/// The value of a decimal digit of any script, as `int()` and `float()` read it.
pub fn decimal_value(c: char, build: Build) -> Option<u8> {
    if let Some(value) = c.to_digit(10) {
        return Some(value as u8);
    }
    if c.is_ascii() || !is_decimal(c, build) {
        return None;
    }
    // Decimal digits come in runs of ten, and every run of the table begins with a zero.
    let (first, _) = run(c);
    Some(((u32::from(c) - first) % 10) as u8)
}

/// `str.islower` of one character.
pub fn is_lower(c: char, build: Build) -> bool {
    match change(c, build) {
        Some((_, case)) => case & 1 != 0,
        None => c.is_lowercase() && is_known(c, build),
    }
}

/// `str.isupper` of one character.
pub fn is_upper(c: char, build: Build) -> bool {
    match change(c, build) {
        Some((_, case)) => case & 2 != 0,
        None => c.is_uppercase() && is_known(c, build),
    }
}

/// `str.istitle` of one character that is not uppercase: the digraphs and Greek letters of category Lt.
pub fn is_title(c: char) -> bool {
    matches!(c,
        '\u{1c5}' | '\u{1c8}' | '\u{1cb}' | '\u{1f2}' | '\u{1f88}'..='\u{1f8f}' | '\u{1f98}'..='\u{1f9f}'
        | '\u{1fa8}'..='\u{1faf}' | '\u{1fbc}' | '\u{1fcc}' | '\u{1ffc}')
}

/// Appends the lowercase of one character (a sigma's is `σ`, wherever it stands).
pub fn push_lower(out: &mut String, c: char, build: Build) {
    if c.is_ascii() {
        return out.push(c.to_ascii_lowercase());
    }
    push_case(out, c, c.to_lowercase(), build);
}

/// Appends the uppercase of one character.
pub fn push_upper(out: &mut String, c: char, build: Build) {
    if c.is_ascii() {
        return out.push(c.to_ascii_uppercase());
    }
    push_case(out, c, c.to_uppercase(), build);
}

/// Appends the titlecase of one character.
pub fn push_title(out: &mut String, c: char, build: Build) {
    let georgian = matches!(c, '\u{10d0}'..='\u{10ff}');
    match TITLES.binary_search_by_key(&c, |entry| entry.0) {
        Ok(i) => out.push_str(TITLES[i].1),
        Err(_) if georgian => out.push(c),
        Err(_) => push_upper(out, c, build),
    }
}

/// Appends the casefold of one character.
pub fn push_fold(out: &mut String, c: char, build: Build) {
    match c {
        '\u{131}' | '\u{13a0}'..='\u{13f5}' => out.push(c),
        '\u{13f8}'..='\u{13fd}' | '\u{ab70}'..='\u{abbf}' => push_upper(out, c, build),
        _ if !(c.is_lowercase() || c.is_uppercase() || is_title(c)) => out.push(c),
        _ => {
            let mut lower = String::new();
            push_lower(&mut lower, c, build);
            let mut upper = String::new();
            lower.chars().for_each(|c| push_upper(&mut upper, c, build));
            upper.chars().for_each(|c| push_lower(out, c, build));
        }
    }
}

/// Whether the build's Unicode has this character.
pub fn is_known(c: char, build: Build) -> bool {
    let code = u32::from(c);
    let i = AGES.partition_point(|&(first, _, _)| first <= code);
    let age = i.checked_sub(1).map(|i| AGES[i]);
    !age.is_some_and(|(_, last, minor)| code <= last && !build.at_least(minor))
}

fn has(c: char, flag: u8, build: Build) -> bool {
    flags(c, build) & flag != 0
}

fn flags(c: char, build: Build) -> u8 {
    if !c.is_ascii() && !is_known(c, build) {
        return 0;
    }
    change(c, build).map_or_else(|| class(c), |(flags, _)| flags)
}

fn class(c: char) -> u8 {
    run(c).1
}

/// The first character of the run that has the same flags, and these flags.
fn run(c: char) -> (u32, u8) {
    let i = CLASSES.partition_point(|&entry| entry >> 8 <= u32::from(c));
    let entry = CLASSES[i.saturating_sub(1)];
    (entry >> 8, entry as u8)
}

/// Flags and case of a character of which the build's Unicode says something else than the last one.
fn change(c: char, build: Build) -> Option<(u8, u8)> {
    let found = CHANGES.binary_search_by_key(&u32::from(c), |entry| entry.0);
    let (_, minor, flags, case) = CHANGES[found.ok()?];
    (!build.at_least(minor)).then_some((flags, case))
}

/// A mapping holds only where the build knows both sides of it.
fn push_case(out: &mut String, c: char, mapped: impl Iterator<Item = char> + Clone, build: Build) {
    let known = is_known(c, build) && mapped.clone().all(|to| is_known(to, build));
    if known {
        out.extend(mapped);
    } else {
        out.push(c);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cpython::build::Abi;

    fn fnv(bytes: impl IntoIterator<Item = u8>) -> u64 {
        bytes.into_iter().fold(0xcbf2_9ce4_8422_2325, |x, byte| {
            (x ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        })
    }

    /// The numbers are what `tests/values/unicode.py digest` prints on real CPythons.
    #[test]
    fn every_character_is_as_cpython_says() {
        let expected = [
            (9, 0xd833644a30f41029, 0x6a9a41d888245f5b),
            (10, 0xd833644a30f41029, 0x6a9a41d888245f5b),
            (11, 0xf67114f4364436ec, 0xd7000dc1eef22590),
            (12, 0x6b3b67d6842fd747, 0xd7000dc1eef22590),
            (13, 0x0e0286bfb65e5d1a, 0xd7000dc1eef22590),
            (14, 0x457dddd97eb7bcae, 0x3aaacd157f2cad2a),
            (15, 0x67a749c7b746a047, 0x0beba12c2d6f6fe6),
        ];
        std::thread::scope(|scope| {
            for (minor, kinds, mapped) in expected {
                scope.spawn(move || {
                    let (found_kinds, found_mapped) = digests(Build::new(minor, 0, Abi::Lp64));
                    assert_eq!(found_kinds, kinds, "kinds in 3.{minor}");
                    assert_eq!(found_mapped, mapped, "cases in 3.{minor}");
                });
            }
        });
    }

    /// Over all characters: their flags and cases; what they are mapped to.
    fn digests(build: Build) -> (u64, u64) {
        let mut kinds = Vec::new();
        let mut mapped = String::new();
        let mut cases = String::new();
        for c in '\0'..=char::MAX {
            kinds.push(flags(c, build));
            kinds.push(u8::from(is_lower(c, build)) | u8::from(is_upper(c, build)) << 1);
            cases.clear();
            for push in [push_lower, push_upper, push_title, push_fold] {
                push(&mut cases, c, build);
            }
            let same = cases.len() == 4 * c.len_utf8() && cases.chars().all(|case| case == c);
            if !same {
                mapped.push(c);
                mapped.push_str(&cases);
            }
        }
        (fnv(kinds), fnv(mapped.into_bytes()))
    }

    #[test]
    fn decimal_digits_of_every_script() {
        let build = Build::new(13, 0, Abi::Lp64);
        let check = |c, expected| assert_eq!(decimal_value(c, build), expected, "{c}");
        check('7', Some(7));
        check('٣', Some(3));
        check('\u{1d7ff}', Some(9));
        check('²', None);
        check('x', None);
    }
}
