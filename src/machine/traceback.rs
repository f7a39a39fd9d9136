//! What CPython writes about an exception that nothing caught: frames, source lines, carets, chained exceptions.

use super::Machine;
use super::exception::{self, Entry};
use super::object::{Kind, Value};
use super::symbol::sym;
use crate::python::anchors;
use crate::text::Span;
use std::ops::Range;

/// As many equal entries are written before the rest is only counted.
const REPEATED: usize = 3;

/// A frame of the traceback.
struct Place {
    line: u32,
    name: String,
    /// Source lines that the instruction spans, or the first one alone, and the span within them.
    lines: Vec<String>,
    span: Range<usize>,
}

impl Machine {
    /// The traceback, as the build writes it to stderr; empty where an exception's own code fails.
    /// Frames of modules are left out: their code here is not CPython's.
    pub(super) fn traceback_text(&mut self, error: &Value, source: &str) -> String {
        let mut text = String::new();
        self.write_exception(error, source, &mut Vec::new(), &mut text);
        text
    }

    /// Python/pythonrun.c, print_exception_recursive; 3.13+: Lib/traceback.py, TracebackException.format.
    fn write_exception(
        &mut self,
        error: &Value,
        source: &str,
        seen: &mut Vec<usize>,
        text: &mut String,
    ) {
        seen.push(error.key());
        let Some(data) = exception::data(error) else {
            return;
        };
        let (cause, context, suppress) = {
            let data = data.borrow();
            (data.cause.clone(), data.context.clone(), data.suppress)
        };
        let before = match (cause, context) {
            (Some(cause), _) => Some((
                cause,
                "The above exception was the direct cause of the following exception:",
            )),
            (None, Some(context)) if !suppress => Some((
                context,
                "During handling of the above exception, another exception occurred:",
            )),
            _ => None,
        };
        if let Some((other, link)) = before
            && !seen.contains(&other.key())
            && seen.len() < 50
        {
            self.write_exception(&other, source, seen, text);
            text.push_str(&format!("\n{link}\n\n"));
        }
        let entries = data.borrow().traceback.clone();
        if !entries.is_empty() {
            text.push_str("Traceback (most recent call last):\n");
            self.write_entries(&entries, source, text);
        }
        self.write_last_line(error, text);
    }

    fn write_entries(&mut self, entries: &[Entry], source: &str, text: &mut String) {
        let mut last: Option<(u32, String)> = None;
        let mut count = 0;
        let repeated = |count: usize, text: &mut String| {
            if count > REPEATED {
                let more = count - REPEATED;
                let times = if more == 1 { "time" } else { "times" };
                text.push_str(&format!("  [Previous line repeated {more} more {times}]\n"));
            }
        };
        let mut around: Option<String> = None;
        let entries: Vec<&Entry> = entries
            .iter()
            .rev()
            .filter(|entry| entry.code.file.program)
            .collect();
        for (i, entry) in entries.iter().enumerate() {
            let mut place = self.place(entry, source);
            // An inlined comprehension is a part of the frame around it.
            if entry.code.inlined {
                place.name = around.take().unwrap_or(place.name);
            }
            if entries.get(i + 1).is_some_and(|next| next.code.inlined) {
                around = Some(place.name);
                continue;
            }
            let key = (place.line, place.name.clone());
            if last.as_ref() == Some(&key) {
                count += 1;
                if count > REPEATED {
                    continue;
                }
            } else {
                repeated(count, text);
                (last, count) = (Some(key), 1);
            }
            let file = &entry.code.file.name;
            text.push_str(&format!(
                "  File \"{file}\", line {}, in {}\n",
                place.line, place.name
            ));
            self.write_source(&place, text);
        }
        repeated(count, text);
    }

    fn place(&self, entry: &Entry, source: &str) -> Place {
        let code = &entry.code;
        let span = code.code.spans.get(entry.op).copied().unwrap_or_default();
        let line = code.file.lines.line(span.start);
        let last = code.file.lines.line(span.end.max(span.start + 1) - 1);
        let text_of = |line: u32| {
            let start = code.file.lines.start_of(line) as usize;
            let rest = source.get(start..).unwrap_or_default();
            rest.split(['\n', '\r'])
                .next()
                .unwrap_or_default()
                .to_string()
        };
        let lines: Vec<String> = (line..=last).map(text_of).collect();
        let start = (span.start - code.file.lines.start_of(line)) as usize;
        let end = (span.end - code.file.lines.start_of(last)) as usize;
        Place {
            line,
            name: code.code.name.to_string(),
            lines,
            span: start..end,
        }
    }

    fn write_source(&self, place: &Place, text: &mut String) {
        let Some(first) = place.lines.first() else {
            return;
        };
        if first.trim().is_empty() {
            return;
        }
        if self.build.at_least(13) {
            for line in marked_lines(place) {
                text.push_str(&format!("    {line}\n"));
            }
            return;
        }
        text.push_str(&format!("    {}\n", first.trim()));
        if self.build.at_least(11)
            && let Some(carets) = carets_of_first(place)
        {
            text.push_str(&format!("    {carets}\n"));
        }
    }

    /// `Type: text`, and notes (3.11+).
    fn write_last_line(&mut self, error: &Value, text: &mut String) {
        let name = self.exception_name(error);
        let message = match self.str_of(error) {
            Ok(message) => message,
            Err(_) => "<exception str() failed>".to_string(),
        };
        let hint = self.hint(error).unwrap_or_default();
        if message.is_empty() && hint.is_empty() {
            text.push_str(&format!("{name}\n"));
        } else {
            text.push_str(&format!("{name}: {message}{hint}\n"));
        }
        if self.build.at_least(11)
            && let Ok(Some(notes)) = self.try_attr(error, sym::NOTES)
            && let Kind::List(notes) = &notes.kind
        {
            let notes = notes.borrow().items.clone();
            for note in notes {
                if let Ok(note) = self.str_of(&note) {
                    text.push_str(&format!("{note}\n"));
                }
            }
        }
    }

    /// The class as tracebacks name it: up to 3.10 classes of the program are of `__main__`
    /// (Python/pythonrun.c, print_exception).
    fn exception_name(&mut self, error: &Value) -> String {
        let class = error.ty_value(self);
        let name = self.type_qualname(error.ty());
        let module = match self.try_attr(&class, sym::MODULE) {
            Ok(Some(module)) => self.str_of(&module).unwrap_or_default(),
            _ => String::new(),
        };
        match module.as_str() {
            "" | "builtins" => name,
            "__main__" if self.build.at_least(11) => name,
            module => format!("{module}.{name}"),
        }
    }
}

/// 3.11 and 3.12: carets below the first line (Python/traceback.c, tb_displayline).
fn carets_of_first(place: &Place) -> Option<String> {
    let line = place.lines.first()?;
    let (start, several) = (place.span.start, place.lines.len() > 1);
    let end = if several {
        line.trim_end().len()
    } else {
        place.span.end
    };
    let segment = line.get(start..end)?;
    let anchor = if several {
        None
    } else {
        anchors::anchor(segment, false)
    };
    let indent = line.len() - line.trim_start().len();
    if anchor.is_none() && segment.len() == line.trim().len() {
        return None;
    }
    let mut carets = " ".repeat(line.get(indent..start)?.chars().map(width).sum());
    for (at, char) in segment.char_indices() {
        let marked = anchor.as_ref().is_none_or(|anchor| anchor.contains(&at));
        let mark = if marked { '^' } else { '~' };
        carets.extend(std::iter::repeat_n(mark, width(char)));
    }
    Some(carets)
}

/// 3.13+: the lines with carets below them, long ones shortened (Lib/traceback.py, StackSummary.format_frame_summary).
fn marked_lines(place: &Place) -> Vec<String> {
    let lines = dedented(&place.lines);
    let first = &place.lines[0];
    let cut = first.len() - lines[0].len();
    let (start, end) = (
        place.span.start.saturating_sub(cut),
        place.span.end.saturating_sub(cut),
    );
    let all = lines.join("\n");
    let last = lines.len() - 1;
    let before_last = all.len() - lines[last].len();
    let segment = all.get(start..before_last + end).unwrap_or_default();
    let anchor = anchors::anchor(segment, true)
        .map(|range| Span::new((range.start + start) as u32, (range.end + start) as u32));
    let shown = shows_carets(&lines, start, before_last + end, &all, anchor);
    let line_of = |at: u32| {
        let at = (at as usize).min(all.len());
        all[..at].matches('\n').count()
    };
    let mut significant = vec![0, last];
    if let Some(anchor) = anchor {
        for at in [anchor.start, anchor.end] {
            let line = line_of(at);
            significant.extend(line.saturating_sub(1)..=(line + 1).min(last));
        }
    }
    significant.sort_unstable();
    significant.dedup();
    let mut written = Vec::new();
    let mut begin_of = vec![0];
    begin_of.extend(all.match_indices('\n').map(|(at, _)| at + 1));
    let write = |written: &mut Vec<String>, number: usize| {
        let line = &lines[number];
        written.push(line.clone());
        if !shown {
            return;
        }
        let spaces = line.len() - line.trim_start().len();
        let until = if number == last { end } else { line.len() };
        let mut carets = String::new();
        for (at, char) in line.char_indices().take_while(|(at, _)| *at < until) {
            let place = (begin_of[number] + at) as u32;
            let mark = if at < spaces || (number == 0 && at < start) {
                ' '
            } else if anchor.is_none_or(|anchor| anchor.start <= place && place < anchor.end) {
                '^'
            } else {
                '~'
            };
            carets.extend(std::iter::repeat_n(mark, width(char)));
        }
        written.push(carets);
    };
    let mut previous: Option<usize> = None;
    for &number in &significant {
        match previous.map(|previous| number - previous) {
            Some(2) => write(&mut written, number - 1),
            Some(gap) if gap > 2 => written.push(format!("...<{} lines>...", gap - 1)),
            _ => {}
        }
        write(&mut written, number);
        previous = Some(number);
    }
    written
}

/// Lib/traceback.py, StackSummary._should_show_carets.
fn shows_carets(
    lines: &[String],
    start: usize,
    end: usize,
    all: &str,
    anchor: Option<Span>,
) -> bool {
    if anchors::plain_call(all) == Some(start..end) {
        return false;
    }
    if anchor.is_some() {
        return true;
    }
    let before = lines[0].get(..start).unwrap_or_default();
    let after = all.get(end..).unwrap_or_default();
    !before.trim().is_empty() || !after.trim().is_empty()
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

/// Columns of a terminal: two for East Asian wide characters.
fn width(char: char) -> usize {
    let wide = matches!(char as u32,
        0x1100..=0x115f | 0x2e80..=0x303e | 0x3041..=0xa4cf | 0xa960..=0xa97c | 0xac00..=0xd7a3
        | 0xf900..=0xfaff | 0xfe30..=0xfe6b | 0xff01..=0xff60 | 0xffe0..=0xffe6
        | 0x1f300..=0x1f64f | 0x1f900..=0x1f9ff | 0x20000..=0x3fffd);
    if wide { 2 } else { 1 }
}
