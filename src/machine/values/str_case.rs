//! Case methods of strings and the predicates `isalpha`, `isupper`, …

use super::unicode::{
    is_alpha, is_decimal, is_digit, is_known, is_lower, is_numeric, is_printable, is_space,
    is_title, is_upper, push_fold, push_lower, push_title, push_upper,
};
use crate::cpython::Build;

/// `s.lower()`.
pub fn lower(s: &str, build: Build) -> String {
    if s.is_ascii() {
        return s.to_ascii_lowercase();
    }
    let mut out = String::with_capacity(s.len());
    for (at, c) in s.char_indices() {
        push_lower_at(&mut out, s, at, c, build);
    }
    out
}

/// `s.upper()`.
pub fn upper(s: &str, build: Build) -> String {
    map(s, push_upper, build)
}

/// `s.casefold()`.
pub fn casefold(s: &str, build: Build) -> String {
    map(s, push_fold, build)
}

/// `s.title()`: what begins a run of cased characters is titlecased, the others are lowercased.
pub fn title(s: &str, build: Build) -> String {
    let mut out = String::with_capacity(s.len());
    let mut within = false;
    for (at, c) in s.char_indices() {
        if within {
            push_lower_at(&mut out, s, at, c, build);
        } else {
            push_title(&mut out, c, build);
        }
        within = is_cased(c, build);
    }
    out
}

/// `s.capitalize()`: the first character in titlecase, the others in lowercase.
pub fn capitalize(s: &str, build: Build) -> String {
    let mut out = String::with_capacity(s.len());
    for (at, c) in s.char_indices() {
        if at == 0 {
            push_title(&mut out, c, build);
        } else {
            push_lower_at(&mut out, s, at, c, build);
        }
    }
    out
}

/// `s.swapcase()`.
pub fn swapcase(s: &str, build: Build) -> String {
    let mut out = String::with_capacity(s.len());
    for (at, c) in s.char_indices() {
        if is_upper(c, build) {
            push_lower_at(&mut out, s, at, c, build);
        } else if is_lower(c, build) {
            push_upper(&mut out, c, build);
        } else {
            out.push(c);
        }
    }
    out
}

/// `s.islower()`: at least one lowercase character, no other cased one.
pub fn is_lower_str(s: &str, build: Build) -> bool {
    s.chars().any(|c| is_lower(c, build)) && !s.chars().any(|c| is_upper(c, build) || is_title(c))
}

/// `s.isupper()`: at least one uppercase character, no other cased one.
pub fn is_upper_str(s: &str, build: Build) -> bool {
    s.chars().any(|c| is_upper(c, build)) && !s.chars().any(|c| is_lower(c, build) || is_title(c))
}

/// `s.istitle()`: uppercase exactly where a run of cased characters begins, and at least one run.
pub fn is_title_str(s: &str, build: Build) -> bool {
    let mut within = false;
    let mut any = false;
    for c in s.chars() {
        let begins = is_upper(c, build) || is_title(c);
        if (begins && within) || (!begins && !within && is_lower(c, build)) {
            return false;
        }
        within = begins || is_lower(c, build);
        any |= begins;
    }
    any
}

/// `s.isalpha()`.
pub fn is_alpha_str(s: &str, build: Build) -> bool {
    all(s, |c| is_alpha(c, build))
}

/// `s.isalnum()`.
pub fn is_alnum_str(s: &str, build: Build) -> bool {
    all(s, |c| {
        is_alpha(c, build) || is_decimal(c, build) || is_digit(c, build) || is_numeric(c, build)
    })
}

/// `s.isdecimal()`.
pub fn is_decimal_str(s: &str, build: Build) -> bool {
    all(s, |c| is_decimal(c, build))
}

/// `s.isdigit()`.
pub fn is_digit_str(s: &str, build: Build) -> bool {
    all(s, |c| is_digit(c, build))
}

/// `s.isnumeric()`.
pub fn is_numeric_str(s: &str, build: Build) -> bool {
    all(s, |c| is_numeric(c, build))
}

/// `s.isspace()`.
pub fn is_space_str(s: &str) -> bool {
    all(s, is_space)
}

/// `s.isprintable()`; the empty string is.
pub fn is_printable_str(s: &str, build: Build) -> bool {
    s.chars().all(|c| is_printable(c, build))
}

fn all(s: &str, holds: impl Fn(char) -> bool) -> bool {
    !s.is_empty() && s.chars().all(holds)
}

fn map(s: &str, push: fn(&mut String, char, Build), build: Build) -> String {
    let mut out = String::with_capacity(s.len());
    s.chars().for_each(|c| push(&mut out, c, build));
    out
}

fn is_cased(c: char, build: Build) -> bool {
    is_lower(c, build) || is_upper(c, build) || is_title(c)
}

/// Lowercase of the character at byte `at`; a capital sigma at the end of a word becomes `ς`
/// (Objects/unicodeobject.c, handle_capital_sigma).
fn push_lower_at(out: &mut String, s: &str, at: usize, c: char, build: Build) {
    if c != 'Σ' {
        return push_lower(out, c, build);
    }
    let counts = |c: &char| !is_case_ignorable(*c, build);
    let before = s[..at].chars().rev().find(counts);
    let after = s[at + c.len_utf8()..].chars().find(counts);
    let cased = |c: Option<char>| c.is_some_and(|c| is_cased(c, build));
    out.push(if cased(before) && !cased(after) {
        'ς'
    } else {
        'σ'
    });
}

/// Unicode's Case_Ignorable. Rust's own table is private; its lowercasing of a sigma shows what is in it:
/// what is ignored there hides neither the letter behind it nor the end of the word.
fn is_case_ignorable(c: char, build: Build) -> bool {
    let ends_word = |text: String| text.to_lowercase().contains('ς');
    is_known(c, build) && ends_word(format!("aΣ{c}")) && !ends_word(format!("aΣ{c}a"))
}
