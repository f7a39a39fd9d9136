//! What CPython shows of the program below `File "…", line …`: the line, and carets under the place.

use crate::cpython::Build;
use std::ops::Range;

/// The line without its indent and, below it, the carets, each ended; none where the place is behind the line. `caret` are
/// bytes of the source: an empty range has one caret, a place before the line's text has none (Python/pythonrun.c, print_error_text; 3.13+ Lib/traceback.py,
/// _format_syntax_error).
pub(super) fn excerpt(
    source: &str,
    number: usize,
    caret: Range<usize>,
    build: Build,
) -> Option<String> {
    let start: usize = source
        .split_inclusive('\n')
        .take(number.checked_sub(1)?)
        .map(str::len)
        .sum();
    let line = source.get(start..)?.split('\n').next()?;
    // 3.15 counts the columns that characters take.
    if build.at_least(15) && !line.is_ascii() {
        return None;
    }
    let indent: &[char] = match build.at_least(13) {
        true => &[' ', '\x0c'],
        false => &[' ', '\t', '\x0c'],
    };
    let shown = line.trim_start_matches(indent);
    let mut text = format!("    {shown}\n");
    let Some(column) = caret.start.checked_sub(start + line.len() - shown.len()) else {
        return Some(text);
    };
    let before = shown.get(..column)?;
    let rest = shown.get(column..)?;
    let under = rest.get(..caret.len()).unwrap_or(rest);
    let kept = |c: char| match c.is_whitespace() && build.at_least(13) && !build.at_least(15) {
        true => c,
        false => ' ',
    };
    text.push_str("    ");
    text.extend(before.chars().map(kept));
    let carets = match build.at_least(10) {
        true => under.chars().count().max(1),
        false => 1,
    };
    text.push_str(&"^".repeat(carets));
    text.push('\n');
    Some(text)
}
