//! Carets below the source lines of a traceback (3.11+). Which part of an expression is marked alone, its *anchor*, is
//! for the parser to say.

use std::ops::Range;

/// 3.11 and 3.12: what stands below a line, without its indentation; None where the whole line would be marked. `span`
/// is in bytes of the line, `anchor` in bytes of the span (Python/traceback.c, tb_displayline).
pub fn below(line: &str, span: Range<usize>, anchor: Option<Range<usize>>) -> Option<String> {
    let segment = line.get(span.clone())?;
    let indent = line.len() - line.trim_start().len();
    if anchor.is_none() && segment.len() == line.trim().len() {
        return None;
    }
    let mut carets = " ".repeat(line.get(indent..span.start)?.chars().map(width).sum());
    for (at, char) in segment.char_indices() {
        let marked = anchor.as_ref().is_none_or(|anchor| anchor.contains(&at));
        push_mark(&mut carets, if marked { '^' } else { '~' }, char);
    }
    Some(carets)
}

/// 3.13+: the lines that an instruction spans, without their common indentation (Lib/traceback.py,
/// StackSummary.format_frame_summary).
pub struct Excerpt {
    text: String,
    /// What the instruction spans, in bytes of the text.
    span: Range<usize>,
}

impl Excerpt {
    /// The instruction starts at this byte of the first line and ends at that byte of the last one.
    pub fn new(lines: &[String], start: usize, end: usize) -> Self {
        let dedented = dedented(lines);
        let (Some(first), Some(given), Some(last)) =
            (dedented.first(), lines.first(), dedented.last())
        else {
            return Self {
                text: String::new(),
                span: 0..0,
            };
        };
        let cut = given.len() - first.len();
        let text = dedented.join("\n");
        let last_at = text.len() - last.len();
        let span = start.saturating_sub(cut)..last_at + end.saturating_sub(cut);
        Self { text, span }
    }

    /// All lines.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What the instruction spans.
    pub fn segment(&self) -> &str {
        self.text.get(self.span.clone()).unwrap_or_default()
    }

    /// The lines with carets below them, long stretches left out. `anchor` is in bytes of the segment; `plain_call` is
    /// the call of `return call()` or `name = call()`, in bytes of the text: it needs no carets.
    pub fn marked(
        &self,
        anchor: Option<Range<usize>>,
        plain_call: Option<Range<usize>>,
    ) -> Vec<String> {
        let anchor = anchor.map(|range| range.start + self.span.start..range.end + self.span.start);
        let anchor = anchor.as_ref();
        let shown = plain_call.as_ref() != Some(&self.span)
            && (anchor.is_some() || self.has_something_around());
        let lines: Vec<&str> = self.text.split('\n').collect();
        let mut written = Vec::new();
        let mut previous: Option<usize> = None;
        for number in self.significant(anchor) {
            let gap = previous.map_or(1, |previous| number - previous);
            if gap > 2 {
                written.push(format!("...<{} lines>...", gap - 1));
            }
            let from = if gap == 2 { number - 1 } else { number };
            for number in from..=number {
                written.push(lines[number].to_string());
                if shown {
                    let start = lines[..number].iter().map(|line| line.len() + 1).sum();
                    written.push(self.carets(lines[number], start, anchor));
                }
            }
            previous = Some(number);
        }
        written
    }

    /// Lib/traceback.py, StackSummary._should_show_carets.
    fn has_something_around(&self) -> bool {
        let around = |text: Option<&str>| text.is_some_and(|text| !text.trim().is_empty());
        let first = self.text.split('\n').next().unwrap_or_default();
        around(first.get(..self.span.start)) || around(self.text.get(self.span.end..))
    }

    /// The numbers of the lines that are written: the first, the last, and those around the ends of the anchor.
    fn significant(&self, anchor: Option<&Range<usize>>) -> Vec<usize> {
        let newlines = |until: usize| {
            let before = self.text.bytes().take(until);
            before.filter(|byte| *byte == b'\n').count()
        };
        let last = newlines(self.text.len());
        let mut numbers = vec![0, last];
        for at in anchor
            .into_iter()
            .flat_map(|range| [range.start, range.end])
        {
            let line = newlines(at);
            numbers.extend(line.saturating_sub(1)..=(line + 1).min(last));
        }
        let mut numbers = crate::order::ordered(numbers, usize::cmp);
        numbers.dedup();
        numbers
    }

    /// What stands below a line that begins at this byte of the text.
    fn carets(&self, line: &str, start: usize, anchor: Option<&Range<usize>>) -> String {
        let spaces = line.len() - line.trim_start().len();
        let mut carets = String::new();
        for (at, char) in line.char_indices() {
            let place = start + at;
            if place >= self.span.end {
                break;
            }
            let mark = if at < spaces || place < self.span.start {
                ' '
            } else if anchor.is_none_or(|anchor| anchor.contains(&place)) {
                '^'
            } else {
                '~'
            };
            push_mark(&mut carets, mark, char);
        }
        carets
    }
}

/// The lines without the white space that all of them begin with.
fn dedented(lines: &[String]) -> Vec<String> {
    let margin = |line: &String| line.len() - line.trim_start().len();
    let filled = lines.iter().filter(|line| !line.trim().is_empty());
    let cut = filled.map(margin).min().unwrap_or(0);
    lines
        .iter()
        .map(|line| line.get(cut..).unwrap_or_default().to_string())
        .collect()
}

/// Marks all columns of a character.
fn push_mark(carets: &mut String, mark: char, char: char) {
    carets.extend(std::iter::repeat_n(mark, width(char)));
}

/// Columns of a terminal: two for East Asian wide characters.
fn width(char: char) -> usize {
    let wide = matches!(char as u32,
        0x1100..=0x115f | 0x2e80..=0x303e | 0x3041..=0xa4cf | 0xa960..=0xa97c | 0xac00..=0xd7a3
        | 0xf900..=0xfaff | 0xfe30..=0xfe6b | 0xff01..=0xff60 | 0xffe0..=0xffe6
        | 0x1f300..=0x1f64f | 0x1f900..=0x1f9ff | 0x20000..=0x3fffd);
    if wide { 2 } else { 1 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_line_is_marked_by_its_anchor() {
        let check = |line: &str, span, anchor, expected: Option<&str>| {
            assert_eq!(below(line, span, anchor).as_deref(), expected, "{line}");
        };
        check("    x = a + b", 8..13, Some(2..3), Some("    ~~^~~"));
        check("    x = f()", 8..11, None, Some("    ^^^"));
        check("    f()", 4..7, None, None);
        check("y = 'ｘ' + 1", 4..13, Some(6..7), Some("    ~~~~~^~~"));
    }

    #[test]
    fn several_lines_are_dedented_and_shortened() {
        let lines = [
            "    x = f(",
            "        1,",
            "        2,",
            "        3,",
            "    )",
        ];
        let lines: Vec<String> = lines.map(str::to_string).to_vec();
        let excerpt = Excerpt::new(&lines, 8, 5);
        assert_eq!(excerpt.segment(), "f(\n    1,\n    2,\n    3,\n)");
        let marked = excerpt.marked(None, None);
        assert_eq!(marked, ["x = f(", "    ^^", "...<3 lines>...", ")", "^"]);
        let plain = excerpt.marked(None, Some(4..excerpt.text().len()));
        assert_eq!(plain, ["x = f(", "...<3 lines>...", ")"]);
    }
}
