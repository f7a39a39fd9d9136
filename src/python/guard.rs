//! A look at the text before it is parsed: may it be parsed at all without running out of stack?
//!
//! The parser, our lowering, the compiler and the dropping of trees recurse, and a browser's stack
//! ends at about 500 nested calls: it cannot be caught, the page would be gone. So everything that
//! can nest is counted first, in one pass over the bytes that knows strings, comments and brackets.
//! Text with an unclosed bracket or string is refused here, because the parser's recovery would
//! read what follows in another way than we did.

use crate::problem::Problem;
use crate::text::Span;
use std::collections::HashSet;

/// Texts above this many bytes are not looked at.
const MAX_BYTES: usize = 1_000_000;
/// MAXLEVEL of Parser/tokenizer.h: open brackets, CPython's own limit.
const MAX_BRACKETS: usize = 200;
/// MAXINDENT of Parser/tokenizer.h: the outermost level counts.
const MAX_INDENTS: usize = 100;
/// Different indentations in the whole text, continuation lines included.
const MAX_DIFFERENT_INDENTS: usize = 150;
/// How deep one expression may be: brackets, operators, attributes and calls that may hold one another.
pub(super) const MAX_DEPTH: usize = 420;

/// The problem that forbids parsing this text, if there is one.
pub(super) fn check(source: &str) -> Option<Problem> {
    if source.len() > MAX_BYTES {
        return Some(Problem::stopped(
            "the program is longer than 1,000,000 bytes",
            None,
        ));
    }
    Scan::new(source).run().err()
}

/// What an open bracket or f-string is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// The text itself, which no bracket encloses.
    Top,
    /// `(`, `[` or `{`.
    Bracket(u8),
    /// An f-string or t-string, in its literal text.
    Text(Quote),
    /// The expression of a replacement field.
    Field(Quote),
    /// The format specification of a replacement field.
    Spec(Quote),
}

/// How a string ends.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Quote {
    byte: u8,
    triple: bool,
    raw: bool,
}

struct Frame {
    kind: Kind,
    at: usize,
    /// Operators that may hold one another, since the last comma.
    depth: usize,
    /// The same for what a comma does not end.
    sticky: usize,
    /// Lambdas whose parameters are being read: their commas separate parameters.
    lambdas: usize,
}

struct Scan<'a> {
    source: &'a str,
    bytes: &'a [u8],
    pos: usize,
    frames: Vec<Frame>,
    brackets: usize,
    depth: usize,
    columns: Vec<usize>,
    indents: HashSet<&'a [u8]>,
}

type Step = Result<(), Problem>;

impl<'a> Scan<'a> {
    fn new(source: &'a str) -> Self {
        let top = Frame {
            kind: Kind::Top,
            at: 0,
            depth: 0,
            sticky: 0,
            lambdas: 0,
        };
        Self {
            source,
            bytes: source.as_bytes(),
            pos: if source.starts_with('\u{feff}') { 3 } else { 0 },
            frames: vec![top],
            brackets: 0,
            depth: 0,
            columns: vec![0],
            indents: HashSet::new(),
        }
    }

    fn run(mut self) -> Step {
        self.line_start()?;
        while self.pos < self.bytes.len() {
            match self.top().kind {
                Kind::Text(quote) => self.text(quote, false)?,
                Kind::Spec(quote) => self.text(quote, true)?,
                Kind::Top | Kind::Bracket(_) | Kind::Field(_) => self.code()?,
            }
        }
        let open = self.top();
        match open.kind {
            Kind::Top => Ok(()),
            Kind::Bracket(byte) => {
                Err(self.syntax(open.at, format!("'{}' was never closed", byte as char)))
            }
            Kind::Text(_) => Err(self.syntax(open.at, "unterminated f-string literal")),
            Kind::Field(_) | Kind::Spec(_) => Err(self.syntax(open.at, "f-string: expecting '}'")),
        }
    }

    fn peek(&self, ahead: usize) -> u8 {
        self.bytes.get(self.pos + ahead).copied().unwrap_or(0)
    }

    fn top(&self) -> &Frame {
        &self.frames[self.frames.len() - 1]
    }

    fn top_mut(&mut self) -> &mut Frame {
        let last = self.frames.len() - 1;
        &mut self.frames[last]
    }

    fn span(&self, at: usize) -> Option<Span> {
        let width = self.source[at..].chars().next().map_or(0, char::len_utf8);
        Some(Span::new(at as u32, (at + width) as u32))
    }

    fn syntax(&self, at: usize, message: impl Into<String>) -> Problem {
        Problem::syntax(message, self.span(at))
    }

    /// One more thing that may hold the next one.
    fn deepen(&mut self, sticky: bool) -> Step {
        let top = self.top_mut();
        if sticky {
            top.sticky += 1;
        } else {
            top.depth += 1;
        }
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            let message = format!("an expression is nested more than {MAX_DEPTH} levels deep");
            return Err(Problem::stopped(message, self.span(self.pos)));
        }
        Ok(())
    }

    fn push(&mut self, kind: Kind, at: usize) -> Step {
        self.deepen(false)?;
        if matches!(kind, Kind::Bracket(_) | Kind::Field(_)) {
            self.brackets += 1;
            if self.brackets > MAX_BRACKETS {
                return Err(self.syntax(at, "too many nested parentheses"));
            }
        }
        self.frames.push(Frame {
            kind,
            at,
            depth: 0,
            sticky: 0,
            lambdas: 0,
        });
        Ok(())
    }

    fn pop(&mut self) {
        if let Some(frame) = self.frames.pop() {
            self.depth -= frame.depth + frame.sticky;
            if !matches!(frame.kind, Kind::Text(_)) {
                self.brackets -= 1;
            }
        }
    }

    /// A comma ends what came before it, but not a lambda's parameters or a `yield`.
    fn comma(&mut self) {
        let top = self.top_mut();
        if top.lambdas == 0 {
            let ended = std::mem::take(&mut top.depth);
            self.depth -= ended;
        }
    }

    fn statement_end(&mut self) {
        if self.top().kind == Kind::Top {
            let top = self.top_mut();
            (top.depth, top.sticky, top.lambdas) = (0, 0, 0);
            self.depth = 0;
        }
    }

    /// At the first byte of a line that is not inside of a string.
    fn line_start(&mut self) -> Step {
        let start = self.pos;
        let mut column = 0;
        loop {
            match self.peek(0) {
                b' ' => column += 1,
                b'\t' => column = (column / 8 + 1) * 8,
                b'\x0c' => column = 0,
                _ => break,
            }
            self.pos += 1;
        }
        if matches!(self.peek(0), b'\n' | b'\r' | b'#' | 0) {
            return Ok(());
        }
        if self.indents.insert(&self.bytes[start..self.pos])
            && self.indents.len() > MAX_DIFFERENT_INDENTS
        {
            let message =
                format!("lines are indented in more than {MAX_DIFFERENT_INDENTS} different ways");
            return Err(Problem::stopped(message, self.span(self.pos)));
        }
        if self.top().kind == Kind::Top {
            while self.columns.last().is_some_and(|&last| last > column) {
                self.columns.pop();
            }
            if self.columns.last() != Some(&column) {
                self.columns.push(column);
                if self.columns.len() > MAX_INDENTS {
                    return Err(self.syntax(self.pos, "too many levels of indentation"));
                }
            }
        }
        Ok(())
    }

    /// One token of ordinary code.
    fn code(&mut self) -> Step {
        let byte = self.peek(0);
        match byte {
            b'\n' | b'\r' => {
                self.pos += 1 + usize::from(byte == b'\r' && self.peek(1) == b'\n');
                self.statement_end();
                return self.line_start();
            }
            b'#' => {
                while self.pos < self.bytes.len() && !matches!(self.peek(0), b'\n' | b'\r') {
                    self.pos += 1;
                }
                return Ok(());
            }
            b'\\' => return self.continuation(),
            b'"' | b'\'' => return self.string(false, false),
            b'0'..=b'9' => return self.number(),
            b'A'..=b'Z' | b'a'..=b'z' | b'_' | 0x80.. => return self.word(),
            b'(' | b'[' | b'{' => self.push(Kind::Bracket(byte), self.pos)?,
            b')' | b']' | b'}' => return self.close(byte),
            b',' => self.comma(),
            b';' => self.statement_end(),
            b':' => return self.colon(),
            b' ' | b'\t' | b'\x0c' | b'=' => {}
            0 => return Err(self.syntax(self.pos, "source code cannot contain null bytes")),
            b'*' | b'/' | b'<' | b'>' if self.peek(1) == byte => {
                self.deepen(false)?;
                self.pos += 1;
            }
            b'+' | b'-' | b'*' | b'/' | b'%' | b'@' | b'&' | b'|' | b'^' | b'~' | b'<' | b'>'
            | b'.' | b'!' => self.deepen(false)?,
            _ => return Err(self.syntax(self.pos, "invalid character")),
        }
        self.pos += 1;
        Ok(())
    }

    fn colon(&mut self) -> Step {
        let walrus = self.peek(1) == b'=';
        let top = self.top_mut();
        if let Kind::Field(quote) = top.kind {
            top.kind = Kind::Spec(quote);
        } else if walrus {
            self.deepen(false)?;
            self.pos += 1;
        } else {
            top.lambdas = top.lambdas.saturating_sub(1);
        }
        self.pos += 1;
        Ok(())
    }

    fn close(&mut self, byte: u8) -> Step {
        let open = self.top();
        let wanted = match open.kind {
            Kind::Bracket(b'(') => b')',
            Kind::Bracket(b'[') => b']',
            Kind::Bracket(_) | Kind::Field(_) => b'}',
            _ => 0,
        };
        if wanted == 0 {
            return Err(self.syntax(self.pos, format!("unmatched '{}'", byte as char)));
        }
        if wanted != byte {
            let open = self.bytes[open.at] as char;
            let message = format!(
                "closing parenthesis '{}' does not match opening parenthesis '{open}'",
                byte as char
            );
            return Err(self.syntax(self.pos, message));
        }
        self.pop();
        self.pos += 1;
        Ok(())
    }

    fn continuation(&mut self) -> Step {
        let length = match (self.peek(1), self.peek(2)) {
            (b'\r', b'\n') => 3,
            (b'\n' | b'\r', _) => 2,
            _ => {
                let message = "unexpected character after line continuation character";
                return Err(self.syntax(self.pos, message));
            }
        };
        self.pos += length;
        self.continuation_indent()
    }

    /// Whether the next line's indentation counts is for the parser to say: it is among the different ones.
    fn continuation_indent(&mut self) -> Step {
        let columns = self.columns.clone();
        let result = self.line_start();
        self.columns = columns;
        result
    }

    /// Letters right behind a number may be its suffix or a word.
    fn number(&mut self) -> Step {
        while matches!(self.peek(0), b'0'..=b'9' | b'_') {
            self.pos += 1;
        }
        let start = self.pos;
        while is_word(self.peek(0)) {
            self.pos += 1;
        }
        if self.pos > start {
            if matches!(self.peek(0), b'"' | b'\'') {
                return Err(self.syntax(start, "invalid number"));
            }
            self.deepen(false)?;
        }
        Ok(())
    }

    fn word(&mut self) -> Step {
        let start = self.pos;
        while is_word(self.peek(0)) {
            self.pos += 1;
        }
        let word = &self.source[start..self.pos];
        if matches!(self.peek(0), b'"' | b'\'') {
            match prefix(word) {
                Some((raw, interpolated)) => return self.string(raw, interpolated),
                None if is_keyword(word) => {}
                None => return Err(self.stray_quote(start)),
            }
        }
        match word {
            "lambda" => {
                self.top_mut().lambdas += 1;
                self.deepen(false)
            }
            "yield" | "async" => self.deepen(true),
            "not" | "await" | "if" | "else" | "for" | "in" | "is" => self.deepen(false),
            _ => Ok(()),
        }
    }

    /// A word with a quote right behind it, which ends the f-string around it or makes no sense.
    fn stray_quote(&self, start: usize) -> Problem {
        let field = |frame: &Frame| match frame.kind {
            Kind::Field(quote) if quote.byte == self.peek(0) => Some(frame.at),
            _ => None,
        };
        match self.frames.iter().rev().find_map(field) {
            Some(at) => self.syntax(at, "f-string: expecting '}'"),
            None => self.syntax(start, "invalid syntax"),
        }
    }

    /// At an opening quote.
    fn string(&mut self, raw: bool, interpolated: bool) -> Step {
        let (start, byte) = (self.pos, self.peek(0));
        let triple = self.peek(1) == byte && self.peek(2) == byte;
        let quote = Quote { byte, triple, raw };
        self.pos += if triple { 3 } else { 1 };
        if interpolated {
            return self.push(Kind::Text(quote), start);
        }
        while self.pos < self.bytes.len() {
            match self.peek(0) {
                b'\\' => self.pos += self.escaped(),
                b'\n' | b'\r' if !triple => break,
                0 => return Err(self.syntax(self.pos, "source code cannot contain null bytes")),
                _ if self.at_end_of(quote) => {
                    self.pos += if triple { 3 } else { 1 };
                    return Ok(());
                }
                _ => self.pos += 1,
            }
        }
        let kind = if triple { "triple-quoted " } else { "" };
        Err(self.syntax(start, format!("unterminated {kind}string literal")))
    }

    fn at_end_of(&self, quote: Quote) -> bool {
        let b = quote.byte;
        self.peek(0) == b && (!quote.triple || (self.peek(1) == b && self.peek(2) == b))
    }

    /// One step in the literal text of an f-string or in a format specification.
    fn text(&mut self, quote: Quote, spec: bool) -> Step {
        let doubled = self.peek(0) == self.peek(1) && !spec;
        match self.peek(0) {
            b'{' if doubled => self.pos += 2,
            b'{' => {
                self.push(Kind::Field(quote), self.pos)?;
                self.pos += 1;
            }
            b'}' if spec => {
                self.pop();
                self.pos += 1;
            }
            b'}' if doubled => self.pos += 2,
            b'}' => return Err(self.syntax(self.pos, "f-string: single '}' is not allowed")),
            b'\\' => self.escape(quote),
            b'\n' | b'\r' if !quote.triple => {
                return Err(self.syntax(self.top().at, "unterminated f-string literal"));
            }
            0 => return Err(self.syntax(self.pos, "source code cannot contain null bytes")),
            _ if self.at_end_of(quote) => {
                if spec {
                    return Err(self.syntax(self.top().at, "f-string: expecting '}'"));
                }
                self.pos += if quote.triple { 3 } else { 1 };
                self.pop();
            }
            _ => self.pos += 1,
        }
        Ok(())
    }

    fn escape(&mut self, quote: Quote) {
        if !quote.raw && self.peek(1) == b'N' && self.peek(2) == b'{' {
            self.pos += 3;
            while !matches!(self.peek(0), b'}' | b'{' | b'\n' | b'\r' | b'"' | b'\'' | 0) {
                self.pos += 1;
            }
            self.pos += usize::from(self.peek(0) == b'}');
        } else {
            let alone = matches!(self.peek(1), b'{' | b'}');
            self.pos += if alone { 1 } else { self.escaped() };
        }
    }

    /// The bytes of a backslash and of what it protects.
    fn escaped(&self) -> usize {
        match (self.peek(1), self.peek(2)) {
            (0, _) => 1,
            (b'\r', b'\n') => 3,
            _ => 2,
        }
    }
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80
}

/// Whether a string prefix is raw, and whether it makes an f-string or t-string.
fn prefix(word: &str) -> Option<(bool, bool)> {
    let (mut raw, mut interpolated, mut kinds) = (0, 0, 0);
    for letter in word.bytes() {
        match letter.to_ascii_lowercase() {
            b'r' => raw += 1,
            b'f' | b't' => (interpolated, kinds) = (interpolated + 1, kinds + 1),
            b'b' => kinds += 1,
            b'u' if word.len() == 1 => kinds += 1,
            _ => return None,
        }
    }
    (raw <= 1 && kinds <= 1).then_some((raw == 1, interpolated == 1))
}

/// The words that a string may follow without a space.
fn is_keyword(word: &str) -> bool {
    const WORDS: [&str; 24] = [
        "and", "as", "assert", "await", "case", "del", "elif", "else", "except", "for", "from",
        "if", "import", "in", "is", "lambda", "match", "not", "or", "raise", "return", "while",
        "with", "yield",
    ];
    WORDS.contains(&word)
}
