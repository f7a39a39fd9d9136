//! What CPython writes about an exception that nothing caught: frames, source lines, carets, chained exceptions.

use super::Machine;
use super::exception::{self, Entry};
use super::object::{Kind, Value};
use super::symbol::sym;
use super::types::tid;
use crate::cpython::carets::{self, Excerpt};
use crate::python::anchors;

/// As many equal entries are written before the rest is only counted.
const REPEATED: usize = 3;

/// So many exceptions of a group are written, and so many levels (Lib/traceback.py; Python/pythonrun.c).
const GROUP_WIDTH: usize = 15;
const GROUP_DEPTH: usize = 10;

/// What is being written: exceptions of a group stand behind a margin.
#[derive(Default)]
struct Page {
    text: String,
    seen: Vec<usize>,
    /// How many links of chained exceptions led here.
    links: usize,
    /// How many groups are around.
    depth: usize,
    /// Whether the line that ends a group is still to be written.
    open: bool,
}

impl Page {
    /// Every line goes behind the margin.
    fn emit(&mut self, lines: &str, margin: char) {
        for line in lines.split_inclusive('\n') {
            if self.depth > 0 {
                self.indent();
                self.text.push(margin);
                self.text.push(' ');
            }
            self.text.push_str(line);
        }
    }

    fn indent(&mut self) {
        self.text.extend(std::iter::repeat_n("  ", self.depth));
    }
}

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
        if self.is_instance(error, tid::SYSTEM_EXIT) {
            return self.exit_text(error);
        }
        let mut page = Page::default();
        self.write_exception(error, source, &mut page);
        page.text
    }

    /// What is left of a program that ends itself: its code, unless that is a number (Python/pythonrun.c,
    /// _Py_HandleSystemExit).
    fn exit_text(&mut self, error: &Value) -> String {
        let name = self.sym("code");
        match exception::field(error, name) {
            Some(code) if !self.is_none(&code) && !self.is_instance(&code, tid::INT) => self
                .str_of(&code)
                .map_or_else(|_| String::new(), |text| text + "\n"),
            _ => String::new(),
        }
    }

    /// Python/pythonrun.c, print_exception_recursive; 3.13+: Lib/traceback.py, TracebackException.format.
    fn write_exception(&mut self, error: &Value, source: &str, page: &mut Page) {
        page.seen.push(error.key());
        let Some(data) = exception::data(error) else {
            return;
        };
        if self.work(1).is_err() {
            return;
        }
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
            && !page.seen.contains(&other.key())
            && page.links < 50
        {
            page.links += 1;
            self.write_exception(&other, source, page);
            page.links -= 1;
            page.emit(&format!("\n{link}\n\n"), '|');
        }
        let entries = data.borrow().traceback.clone();
        if let Some(members) = self.group_members(error) {
            return self.write_group(error, &members, &entries, source, page);
        }
        let mut text = String::new();
        if !entries.is_empty() {
            text.push_str("Traceback (most recent call last):\n");
            self.write_entries(&entries, source, &mut text);
        }
        self.write_last_line(error, &mut text);
        page.emit(&text, '|');
    }

    #[inline(never)]
    fn write_group(
        &mut self,
        error: &Value,
        members: &[Value],
        entries: &[Entry],
        source: &str,
        page: &mut Page,
    ) {
        if page.depth > GROUP_DEPTH {
            return page.emit(&format!("... (max_group_depth is {GROUP_DEPTH})\n"), '|');
        }
        let outermost = page.depth == 0;
        page.depth += usize::from(outermost);
        let mut text = String::new();
        if !entries.is_empty() {
            let margin = if outermost { '+' } else { '|' };
            page.emit(
                "Exception Group Traceback (most recent call last):\n",
                margin,
            );
            self.write_entries(entries, source, &mut text);
        }
        self.write_last_line(error, &mut text);
        page.emit(&text, '|');
        let shown = members.len().min(GROUP_WIDTH + 1);
        page.open = false;
        for (i, member) in members.iter().take(shown).enumerate() {
            let last = i + 1 == shown;
            page.open |= last;
            page.indent();
            page.text.push_str(if i == 0 { "+-" } else { "  " });
            let title = if i < GROUP_WIDTH {
                (i + 1).to_string()
            } else {
                "...".to_string()
            };
            page.text
                .push_str(&format!("+---------------- {title} ----------------\n"));
            page.depth += 1;
            if i < GROUP_WIDTH {
                self.write_exception(member, source, page);
            } else {
                let more = members.len() - GROUP_WIDTH;
                let plural = if more == 1 { "" } else { "s" };
                page.emit(&format!("and {more} more exception{plural}\n"), '|');
            }
            if last && page.open {
                page.indent();
                page.text
                    .push_str("+------------------------------------\n");
                page.open = false;
            }
            page.depth -= 1;
        }
        page.depth -= usize::from(outermost);
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
