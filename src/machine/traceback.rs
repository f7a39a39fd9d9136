//! What CPython writes about an exception that nothing caught: frames, source lines, carets, chained exceptions.

use super::Machine;
use super::exception::{self, Entry};
use super::object::{Kind, Value};
use super::symbol::sym;
use crate::cpython::carets::{self, Excerpt};
use crate::python::anchors;

/// As many equal entries are written before the rest is only counted.
const REPEATED: usize = 3;

/// A frame of the traceback.
struct Place {
    line: u32,
    name: String,
    /// Source lines that the instruction spans: it starts in the first one and ends in the last one.
    lines: Vec<String>,
    start: usize,
    end: usize,
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
            start,
            end,
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
            let excerpt = Excerpt::new(&place.lines, place.start, place.end);
            let anchor = anchors::anchor(excerpt.segment(), true);
            let plain_call = anchors::plain_call(excerpt.text());
            for line in excerpt.marked(anchor, plain_call) {
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

/// 3.11 and 3.12: only what stands on one line has a part that is marked alone.
fn carets_of_first(place: &Place) -> Option<String> {
    let line = place.lines.first()?;
    if place.lines.len() > 1 {
        return carets::below(line, place.start..line.trim_end().len(), None);
    }
    let span = place.start..place.end;
    let anchor = anchors::anchor(line.get(span.clone())?, false);
    carets::below(line, span, anchor)
}
