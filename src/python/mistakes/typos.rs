//! Words that may be misspelt keywords: 3.14+ asks for those in a traceback.

use super::Said;
use super::tokens::{Kind, scan};
use crate::cpython::Build;
use crate::cpython::messages::syntax;
use crate::python::KEYWORDS;
use ruff_python_parser::parse_module;

/// Whether some keyword that is like a word of the line might make the line right: then the traceback may say so and have its
/// carets there (Lib/traceback.py, _find_keyword_typos). True is no promise that it does.
pub(super) fn may_be(source: &str, said: &Said, build: Build) -> bool {
    if said.message != syntax::INVALID && said.message != syntax::COMMA {
        return false;
    }
    let mut lines = source.split('\n');
    let before: usize = lines
        .by_ref()
        .take(said.line - 1)
        .map(|line| line.len() + 1)
        .sum();
    let line = lines.next().unwrap_or_default().trim();
    // All lines of a statement are asked.
    let read = scan(source, build).tokens;
    let read = read.iter().take_while(|token| token.start < before);
    if read.last().is_some_and(|token| token.level > 0) {
        return true;
    }
    let tokens = scan(line, build).tokens;
    let words = tokens.iter().filter(|token| token.kind == Kind::Name);
    let mut spans = words.map(|token| (token.start, token.end));
    spans.any(|(start, end)| {
        let word = &line[start..end];
        let like = KEYWORDS.iter().filter(|keyword| is_like(word, keyword));
        let mut fixed = like.map(|keyword| format!("{}{keyword}{}", &line[..start], &line[end..]));
        !KEYWORDS.contains(&word) && fixed.any(|line| is_right(&line))
    })
}

/// Whether at least a third of the letters are common, in any order: less strict than difflib's cutoff of one half.
fn is_like(word: &str, keyword: &str) -> bool {
    let mut rest: Vec<char> = word.chars().collect();
    let total = rest.len() + keyword.len();
    let mut common = 0;
    for c in keyword.chars() {
        if let Some(at) = rest.iter().position(|other| *other == c) {
            rest.swap_remove(at);
            common += 1;
        }
    }
    common * 6 >= total
}

/// Whether a line is a statement, or the beginning or the end of one.
fn is_right(line: &str) -> bool {
    let around = [
        ("", ""),
        ("", "\n    pass"),
        ("", "\n    pass\nfinally:\n    pass"),
        ("if x: pass\n", "\n    pass"),
        ("try: pass\n", "\n    pass"),
    ];
    line.ends_with(['(', '[', '{', ','])
        || around
            .iter()
            .any(|(before, after)| parse_module(&format!("{before}{line}{after}\n")).is_ok())
}
