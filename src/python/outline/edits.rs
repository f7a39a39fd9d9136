//! Changes of a text: pieces that are replaced, and whole lines that come and go.

use crate::text::Span;

/// A piece of the source and what stands there afterwards.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Edit {
    pub(super) span: Span,
    pub(super) text: String,
}

/// The changes of one text; offsets are those of the text before any of them.
pub(super) struct Edits<'s> {
    pub(super) source: &'s str,
    list: Vec<Edit>,
}

impl<'s> Edits<'s> {
    pub(super) fn new(source: &'s str) -> Self {
        Self {
            source,
            list: Vec::new(),
        }
    }

    /// The text with all changes made, in the order of the text; of two at one place the first comes first.
    pub(super) fn apply(self) -> String {
        let list = crate::order::by_key(self.list, |edit| edit.span.start);
        let mut text = String::with_capacity(self.source.len());
        let mut at = 0;
        for edit in &list {
            let range = edit.span.range();
            text += self.source.get(at..range.start.max(at)).unwrap_or_default();
            text += &edit.text;
            at = range.end.max(at);
        }
        text += self.source.get(at..).unwrap_or_default();
        text
    }

    pub(super) fn replace(&mut self, span: Span, text: impl Into<String>) {
        let text = text.into();
        self.list.push(Edit { span, text });
    }

    /// Inserts lines at the beginning of a line.
    pub(super) fn insert_lines(&mut self, at: u32, indent: &str, lines: &[String]) {
        let newline = self.newline();
        let mut text = String::new();
        for line in lines {
            if !line.is_empty() {
                text += indent;
                text += line;
            }
            text += newline;
        }
        self.replace(Span::new(at, at), text);
    }

    /// Removes the lines of a statement, with a comment behind it.
    pub(super) fn remove_lines(&mut self, span: Span) {
        let lines = Span::new(self.line_start(span.start), self.line_end(span.end));
        self.replace(lines, "");
    }

    /// Removes the lines of a definition, with the blank lines above it.
    pub(super) fn remove_block(&mut self, span: Span) {
        let mut start = self.line_start(span.start);
        while let Some((above, line)) = self.line_above(start) {
            if !line.trim().is_empty() {
                break;
            }
            start = above;
        }
        self.replace(Span::new(start, self.line_end(span.end)), "");
    }

    /// Where the comments begin that stand right above a line, but not those that begin the text, nor any above `top`.
    pub(super) fn above_comments(&self, line: u32, top: u32) -> u32 {
        let mut start = line;
        while let Some((above, text)) = self.line_above(start) {
            if above < top || !text.starts_with('#') {
                break;
            }
            start = above;
        }
        // A text may begin with how it is run and how it is encoded.
        if start == 0 { line } else { start }
    }

    /// The line before the one that begins here, and its text.
    fn line_above(&self, start: u32) -> Option<(u32, &'s str)> {
        let before = self.source.get(..start as usize)?.strip_suffix('\n')?;
        let above = before.rfind('\n').map_or(0, |newline| newline + 1);
        Some((above as u32, &before[above..]))
    }

    /// The line end that the text uses.
    pub(super) fn newline(&self) -> &'static str {
        if self.source.contains("\r\n") {
            "\r\n"
        } else {
            "\n"
        }
    }

    /// Where the line of an offset begins.
    pub(super) fn line_start(&self, at: u32) -> u32 {
        let before = self.source.get(..at as usize).unwrap_or_default();
        before
            .rfind(['\n', '\r'])
            .map_or(0, |newline| newline as u32 + 1)
    }

    /// Where the next line begins.
    pub(super) fn line_end(&self, at: u32) -> u32 {
        let rest = self.source.get(at as usize..).unwrap_or_default();
        rest.find('\n')
            .map_or(self.source.len() as u32, |newline| at + newline as u32 + 1)
    }

    /// The white space in front of an offset's line.
    pub(super) fn indent(&self, at: u32) -> &'s str {
        let line = self
            .source
            .get(self.line_start(at) as usize..)
            .unwrap_or_default();
        let end = line
            .find(|c| c != ' ' && c != '\t' && c != '\x0c')
            .unwrap_or(line.len());
        &line[..end]
    }
}
