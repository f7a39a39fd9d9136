//! The tokens of a text as CPython's tokenizer makes them, up to the first one it refuses (Parser/tokenizer.c, tok_get).
//!
//! A string is one token here, an f-string too. What lies in the replacement fields of an f-string is not looked at.

use crate::cpython::Build;
use crate::cpython::messages::syntax;

/// What a token is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    Name,
    Number,
    String,
    Op,
    Newline,
    Indent,
    Dedent,
    End,
}

/// A token, and how many brackets are open behind it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub kind: Kind,
    pub start: usize,
    pub end: usize,
    pub level: usize,
}

/// What the tokenizer says when it stops.
pub(super) enum Fault {
    /// An error that is raised even if the parser has failed before: message, start of the token, line, and the character
    /// that the caret is under.
    Raised(String, usize, usize, usize),
    /// An indentation that fits no other, at the first character of its line.
    Dedent(usize),
    /// An indentation that depends on the width of a tab.
    Tabs(usize),
    /// The end of the text, with this bracket open.
    Unclosed(usize),
    /// Something that is not looked at closely enough.
    Unknown,
}

/// The tokens before the first fault.
pub(super) struct Scan<'s> {
    pub tokens: Vec<Token>,
    pub fault: Option<Fault>,
    source: &'s str,
    build: Build,
    pos: usize,
    /// Where the current token begins.
    token: usize,
    brackets: Vec<usize>,
}

type Step = Result<(), Fault>;

/// Reads the whole text.
pub(super) fn scan(source: &str, build: Build) -> Scan<'_> {
    let mut scan = Scan {
        tokens: Vec::new(),
        fault: None,
        source,
        build,
        pos: if source.starts_with('\u{feff}') { 3 } else { 0 },
        token: 0,
        brackets: Vec::new(),
    };
    scan.fault = scan.run().err();
    scan
}

/// The line of a place, from 1.
pub(super) fn line(source: &str, at: usize) -> usize {
    let before = &source.as_bytes()[..at.min(source.len())];
    1 + before.iter().filter(|&&byte| byte == b'\n').count()
}

impl Scan<'_> {
    fn peek(&self, ahead: usize) -> u8 {
        *self.source.as_bytes().get(self.pos + ahead).unwrap_or(&0)
    }

    /// `start` is of the token, `caret` of the character that the caret is under.
    fn raised(&self, message: impl Into<String>, start: usize, caret: usize) -> Fault {
        Fault::Raised(message.into(), start, line(self.source, self.pos), caret)
    }

    fn push(&mut self, kind: Kind, start: usize) {
        let level = self.brackets.len();
        let end = self.pos;
        self.tokens.push(Token {
            kind,
            start,
            end,
            level,
        });
    }

    fn run(&mut self) -> Step {
        // Line ends other than "\n" and null bytes are handled before the tokenizer, version by version.
        if self.source.contains(['\r', '\0', '\x0c']) {
            return Err(Fault::Unknown);
        }
        let mut indents = vec![(0, 0)];
        let mut fresh = true;
        while self.pos < self.source.len() {
            if fresh && self.brackets.is_empty() {
                self.indentation(&mut indents)?;
                if self.pos >= self.source.len() {
                    break;
                }
            }
            fresh = self.token()?;
        }
        if let Some(&open) = self.brackets.last() {
            return Err(Fault::Unclosed(open));
        }
        if !fresh
            && self
                .tokens
                .last()
                .is_some_and(|last| last.kind != Kind::Newline)
        {
            self.push(Kind::Newline, self.pos);
        }
        for _ in 1..indents.len() {
            self.push(Kind::Dedent, self.pos);
        }
        self.push(Kind::End, self.pos);
        Ok(())
    }

    /// The indentation of a line: columns with tabs of 8 and of 1, which must agree.
    fn indentation(&mut self, indents: &mut Vec<(usize, usize)>) -> Step {
        let (mut column, mut narrow) = (0, 0);
        loop {
            match self.peek(0) {
                b' ' => (column, narrow) = (column + 1, narrow + 1),
                b'\t' => (column, narrow) = ((column / 8 + 1) * 8, narrow + 1),
                b'\\' => return Err(Fault::Unknown),
                _ => break,
            }
            self.pos += 1;
        }
        if matches!(self.peek(0), b'\n' | b'#' | 0) {
            return Ok(());
        }
        let top = |indents: &[(usize, usize)]| indents.last().copied().unwrap_or_default();
        let (last, last_narrow) = top(indents);
        if column == last {
            if narrow != last_narrow {
                return Err(Fault::Tabs(self.pos));
            }
        } else if column > last {
            if narrow <= last_narrow {
                return Err(Fault::Tabs(self.pos));
            }
            if indents.len() >= 100 {
                return Err(Fault::Unknown);
            }
            indents.push((column, narrow));
            self.push(Kind::Indent, self.pos);
        } else {
            while top(indents).0 > column {
                indents.pop();
                self.push(Kind::Dedent, self.pos);
            }
            if top(indents).0 != column {
                return Err(Fault::Dedent(self.pos));
            }
            if top(indents).1 != narrow {
                return Err(Fault::Tabs(self.pos));
            }
        }
        Ok(())
    }

    /// One token, or what lies between tokens; whether a line begins now.
    fn token(&mut self) -> Result<bool, Fault> {
        let start = self.pos;
        self.token = start;
        match self.peek(0) {
            b' ' | b'\t' => self.pos += 1,
            b'\n' => {
                self.pos += 1;
                let blank = self.tokens.last().is_none_or(|last| {
                    matches!(last.kind, Kind::Newline | Kind::Dedent | Kind::Indent)
                });
                if self.brackets.is_empty() && !blank {
                    self.push(Kind::Newline, start);
                }
                return Ok(true);
            }
            b'#' => {
                let rest = &self.source[start..];
                self.pos += rest.find('\n').unwrap_or(rest.len());
            }
            b'\\' => {
                if self.peek(1) != b'\n' {
                    return Err(self.raised(syntax::CONTINUATION, start, start + 1));
                }
                if start + 2 >= self.source.len() {
                    return Err(Fault::Unknown);
                }
                self.pos += 2;
            }
            b'0'..=b'9' => self.number()?,
            b'.' if self.peek(1).is_ascii_digit() => self.number()?,
            b'"' | b'\'' => self.string("")?,
            b'a'..=b'z' | b'A'..=b'Z' | b'_' | 0x80.. => self.word()?,
            byte => self.operator(byte)?,
        }
        Ok(false)
    }

    fn operator(&mut self, byte: u8) -> Step {
        const OPS: [&str; 23] = [
            "**=", "//=", "<<=", ">>=", "...", "**", "//", "<<", ">>", "==", "!=", "<=", ">=",
            "->", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "@=",
        ];
        let start = self.pos;
        let rest = &self.source[start..];
        if byte.is_ascii_control() {
            return Err(Fault::Unknown);
        }
        let long = OPS
            .iter()
            .find(|op| rest.starts_with(**op))
            .map(|op| op.len());
        let walrus = if rest.starts_with(":=") { 2 } else { 1 };
        self.pos += long.unwrap_or(walrus);
        match byte {
            b'(' | b'[' | b'{' => {
                if self.brackets.len() >= 200 {
                    return Err(Fault::Unknown);
                }
                self.brackets.push(start);
            }
            b')' | b']' | b'}' => {
                let Some(at) = self.brackets.pop() else {
                    return Err(self.raised(syntax::unmatched(byte as char), start, start));
                };
                let open = self.source.as_bytes()[at];
                if open != byte - if byte == b')' { 1 } else { 2 } {
                    let at = line(self.source, at);
                    let at = (at != line(self.source, start)).then_some(at);
                    let message = syntax::mismatched(byte as char, open as char, at);
                    return Err(self.raised(message, start, start));
                }
            }
            _ => {}
        }
        self.push(Kind::Op, start);
        Ok(())
    }

    fn word(&mut self) -> Step {
        let start = self.pos;
        while matches!(self.peek(0), b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' | 0x80..) {
            self.pos += 1;
        }
        let word = &self.source[start..self.pos];
        if matches!(self.peek(0), b'"' | b'\'') && is_prefix(word, self.build) {
            return self.string(word);
        }
        for (at, c) in word.char_indices() {
            let fits = c == '_'
                || if at == 0 {
                    unicode_ident::is_xid_start(c)
                } else {
                    unicode_ident::is_xid_continue(c)
                };
            if !fits {
                let message = syntax::invalid_character(c).ok_or(Fault::Unknown)?;
                return Err(self.raised(message, start, start + at));
            }
        }
        self.push(Kind::Name, start);
        Ok(())
    }

    fn digits(&mut self, digit: fn(u8) -> bool, what: &str) -> Step {
        loop {
            while digit(self.peek(0)) {
                self.pos += 1;
            }
            if self.peek(0) != b'_' {
                return Ok(());
            }
            self.pos += 1;
            self.digit(digit, what)?;
        }
    }

    fn digit(&mut self, digit: fn(u8) -> bool, what: &str) -> Step {
        let next = self.peek(0);
        if digit(next) {
            return Ok(());
        }
        let (message, caret) = if what != "octal" && what != "binary" || !next.is_ascii_digit() {
            (syntax::invalid_number(what), self.pos - 1)
        } else {
            let caret = self.pos - usize::from(!self.build.at_least(10));
            (syntax::invalid_digit(next as char, what), caret)
        };
        Err(self.raised(message, self.token, caret))
    }

    fn number(&mut self) -> Step {
        let start = self.pos;
        type Digit = fn(u8) -> bool;
        let base: Option<(&str, Digit)> = match (self.peek(0), self.peek(1) | 0x20) {
            (b'0', b'x') => Some(("hexadecimal", |byte| byte.is_ascii_hexdigit())),
            (b'0', b'o') => Some(("octal", |byte| matches!(byte, b'0'..=b'7'))),
            (b'0', b'b') => Some(("binary", |byte| matches!(byte, b'0' | b'1'))),
            _ => None,
        };
        if let Some((what, digit)) = base {
            self.pos += 2;
            self.pos += usize::from(self.peek(0) == b'_');
            self.digit(digit, what)?;
            self.digits(digit, what)?;
            if self.peek(0).is_ascii_digit() {
                self.digit(digit, what)?;
            }
            return self.number_end(start, what);
        }
        let decimal = |byte: u8| byte.is_ascii_digit();
        self.digits(decimal, "decimal")?;
        let whole = self.source[start..self.pos].to_string();
        let mut float = false;
        if self.peek(0) == b'.' {
            (self.pos, float) = (self.pos + 1, true);
            if self.peek(0).is_ascii_digit() {
                self.digits(decimal, "decimal")?;
            }
        }
        if self.peek(0) | 0x20 == b'e' {
            let sign = usize::from(matches!(self.peek(1), b'+' | b'-'));
            if self.peek(1 + sign).is_ascii_digit() {
                (self.pos, float) = (self.pos + 1 + sign, true);
                self.digits(decimal, "decimal")?;
            } else if sign == 1 {
                return Err(self.raised(syntax::invalid_number("decimal"), start, self.pos));
            }
        }
        if self.peek(0) | 0x20 == b'j' {
            self.pos += 1;
            return self.number_end(start, "imaginary");
        }
        if !float && whole.starts_with('0') && whole.contains(|c| matches!(c, '1'..='9')) {
            let caret = match self.build.at_least(10) {
                true => start,
                false => self.pos - 1,
            };
            return Err(self.raised(syntax::LEADING_ZEROS, start, caret));
        }
        self.number_end(start, "decimal")
    }

    /// 3.10+: right behind a number only some keywords may follow (verify_end_of_number).
    fn number_end(&mut self, start: usize, what: &str) -> Step {
        let rest = &self.source[self.pos..];
        let words: &[&str] = &["and", "else", "for", "if", "in", "is", "not", "or"];
        let byte = self.peek(0);
        let word = byte.is_ascii_alphanumeric() || byte == b'_';
        // Since a micro version of 3.11 a character that is not ASCII is looked at by itself.
        let wide = byte >= 0x80 && !self.build.at_least_micro(11, 4);
        let part = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_' || *byte >= 0x80;
        let end = rest
            .bytes()
            .position(|byte| !part(&byte))
            .unwrap_or(rest.len());
        let words = words.iter().filter(|word| rest.starts_with(**word));
        let longest = words.map(|word| word.len()).max();
        if self.build.at_least(10) && longest.is_some_and(|longest| longest < end) {
            return Err(Fault::Unknown);
        }
        if self.build.at_least(10) && (word || wide) && longest.is_none() {
            return Err(self.raised(syntax::invalid_number(what), start, self.pos - 1));
        }
        self.push(Kind::Number, start);
        Ok(())
    }

    fn string(&mut self, prefix: &str) -> Step {
        let start = self.pos - prefix.len();
        let raw = prefix.contains(['r', 'R']);
        let quote = self.peek(0);
        let triple = self.peek(1) == quote && self.peek(2) == quote;
        self.pos += if triple { 3 } else { 1 };
        let interpolated = prefix.contains(['f', 'F', 't', 'T']) && self.build.at_least(12);
        let mut escaped = false;
        while self.pos < self.source.len() {
            let byte = self.peek(0);
            if byte == quote && (!triple || (self.peek(1) == quote && self.peek(2) == quote)) {
                self.pos += if triple { 3 } else { 1 };
                self.push(Kind::String, start);
                return Ok(());
            }
            match byte {
                b'\\' => {
                    escaped |= self.peek(1) == quote;
                    self.pos += 1 + usize::from(self.pos + 1 < self.source.len());
                    continue;
                }
                b'\n' if !triple => break,
                b'{' | b'}' if interpolated && self.peek(1) == byte => self.pos += 1,
                b'{' if interpolated => {
                    self.pos += 1;
                    self.field(quote, triple)?;
                    continue;
                }
                b'}' if interpolated && !raw => {
                    return Err(self.raised(syntax::SINGLE_BRACE, start, self.pos));
                }
                _ => {}
            }
            self.pos += 1;
        }
        let kind = prefix.chars().find(|c| interpolated && "fFtT".contains(*c));
        let escaped = escaped && !interpolated;
        let place = self.pos.min(self.source.trim_end_matches('\n').len());
        let ends = if triple {
            self.last_line()
        } else {
            line(self.source, place)
        };
        let message = syntax::unterminated(self.build, triple, kind, ends, escaped);
        let place = if self.build.at_least(10) {
            line(self.source, start)
        } else {
            ends
        };
        let caret = match self.build.at_least(10) {
            true => start,
            false => super::source_end(&self.source[..self.pos]).start,
        };
        Err(Fault::Raised(message, start, place, caret))
    }

    /// A replacement field, up to its closing brace; strings in it are skipped.
    fn field(&mut self, quote: u8, triple: bool) -> Step {
        let mut open = vec![b'{'];
        while let Some(&last) = open.last() {
            match self.peek(0) {
                byte @ (b'{' | b'(' | b'[') => open.push(byte),
                byte @ (b'}' | b')' | b']') => {
                    if last != byte - if byte == b')' { 1 } else { 2 } {
                        return Err(Fault::Unknown);
                    }
                    open.pop();
                }
                b'\n' if !triple => return Err(Fault::Unknown),
                0 | b'#' | b'\\' | b':' | b'!' if self.peek(1) != b'r' && self.peek(0) != b':' => {
                    return Err(Fault::Unknown);
                }
                byte if byte == quote => {
                    let rest = self.source[self.pos + 1..]
                        .split('\n')
                        .next()
                        .unwrap_or_default();
                    if triple || open.len() > 1 || rest.contains([quote as char, '#', '\'', '"']) {
                        return Err(Fault::Unknown);
                    }
                    return Err(self.raised(syntax::EXPECTING_BRACE, self.token, self.pos));
                }
                byte @ (b'"' | b'\'') => {
                    let rest = &self.source[self.pos + 1..];
                    let end = rest.find(byte as char).ok_or(Fault::Unknown)?;
                    if rest[..end].contains(['\n', '\\', '{', '}']) {
                        return Err(Fault::Unknown);
                    }
                    self.pos += 1 + end;
                }
                _ => {}
            }
            self.pos += 1;
        }
        Ok(())
    }

    /// What would close the brackets that are open at the end.
    pub(super) fn closers(&self) -> impl Iterator<Item = char> {
        self.brackets
            .iter()
            .rev()
            .map(|&at| match self.source.as_bytes()[at] {
                b'(' => ')',
                b'[' => ']',
                _ => '}',
            })
    }

    /// The number of the last line, which is where CPython puts what it finds at the end.
    pub(super) fn last_line(&self) -> usize {
        let text = self.source;
        line(text, text.len()) - usize::from(text.ends_with('\n'))
    }
}

fn is_prefix(word: &str, build: Build) -> bool {
    let lower = word.to_ascii_lowercase();
    matches!(
        lower.as_str(),
        "r" | "u" | "b" | "br" | "rb" | "f" | "fr" | "rf"
    ) || build.at_least(14) && matches!(lower.as_str(), "t" | "tr" | "rt")
}
