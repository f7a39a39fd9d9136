//! Padding strings: `center`, `ljust`, `rjust`, `zfill`, `expandtabs`.
//! The results are as long as the caller asks: ask its budget before.

use super::format_spec::saturated;
use super::str_index::len;

/// `s.ljust(width, fill)`.
pub fn ljust(s: &str, width: i64, fill: char) -> String {
    padded(s, 0, missing(s, width), fill)
}

/// `s.rjust(width, fill)`.
pub fn rjust(s: &str, width: i64, fill: char) -> String {
    padded(s, missing(s, width), 0, fill)
}

/// `s.center(width, fill)`: the odd one goes left where the width is odd (Objects/unicodeobject.c,
/// unicode_center_impl).
pub fn center(s: &str, width: i64, fill: char) -> String {
    let missing = missing(s, width);
    let left = missing / 2 + (missing & (width & 1) as usize);
    padded(s, left, missing - left, fill)
}

/// `s.zfill(width)`: zeros behind a sign.
pub fn zfill(s: &str, width: i64) -> String {
    let digits = s.strip_prefix(['+', '-']).unwrap_or(s);
    let sign = &s[..s.len() - digits.len()];
    format!("{sign}{}", padded(digits, missing(s, width), 0, '0'))
}

/// `s.expandtabs(tabsize)`; columns start again at `\n` and `\r`. Not more than `tabsize` characters a tab.
pub fn expandtabs(s: &str, tabsize: i64) -> String {
    let mut out = String::with_capacity(s.len());
    let mut column = 0;
    for c in s.chars() {
        match c {
            '\t' if tabsize > 0 => {
                let spaces = tabsize - column % tabsize;
                (0..spaces).for_each(|_| out.push(' '));
                column += spaces;
            }
            '\t' => {}
            '\n' | '\r' => {
                out.push(c);
                column = 0;
            }
            _ => {
                out.push(c);
                column += 1;
            }
        }
    }
    out
}

fn missing(s: &str, width: i64) -> usize {
    saturated(width.max(0).unsigned_abs()).saturating_sub(len(s))
}

/// `left` fill characters, the text, `right` fill characters.
pub(super) fn padded(s: &str, left: usize, right: usize, fill: char) -> String {
    let mut out = String::with_capacity(s.len() + (left + right) * fill.len_utf8());
    (0..left).for_each(|_| out.push(fill));
    out.push_str(s);
    (0..right).for_each(|_| out.push(fill));
    out
}
