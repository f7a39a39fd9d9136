//! What CPython says of mistakes inside of string literals: escapes and replacement fields.

use super::super::tokens::{Kind, Token, line};
use super::super::{Marked, Said};
use super::Place;
use crate::cpython::messages::syntax;
use ruff_python_parser::{InterpolatedStringErrorType, LexicalErrorType, ParseErrorType as E};

impl Place<'_> {
    /// What lies in a string: an escape or a replacement field.
    pub(super) fn in_string(&self, error: &E, start: usize) -> Option<Said> {
        let found = |token: &Token| token.start < start && start <= token.end;
        let index = self.tokens.iter().position(found)?;
        let token = &self.tokens[index];
        let number = line(self.source, token.start);
        if token.kind != Kind::String
            || number != line(self.source, token.end)
            || !self.whole_line(number)
        {
            return None;
        }
        let rest = &self.source[start..token.end];
        let found = rest.chars().next()?;
        let before = self.source[token.start..start].trim_end();
        // The literal is looked at when the token behind it has been read.
        let behind = self.range(index + 1);
        let caret = match error {
            E::Lexical(LexicalErrorType::UnicodeError) if self.build.at_least(12) => {
                self.range(index)
            }
            E::Lexical(LexicalErrorType::InvalidByteLiteral) if self.build.at_least(11) => {
                self.range(index)
            }
            E::Lexical(_) => behind.start..behind.start,
            _ if self.build.at_least(12) => start..start,
            _ => behind.start..behind.start,
        };
        let message = match error {
            E::ExpectedExpression if before.ends_with('{') && matches!(found, '}' | '!') => {
                let plain = found == '}' || rest.starts_with("!r}") || rest.starts_with("!s}");
                plain.then(|| syntax::empty_field(self.build, found))?
            }
            E::FStringError(InterpolatedStringErrorType::InvalidConversionFlag)
                if found.is_ascii_lowercase() =>
            {
                let alone = rest[1..].starts_with('}');
                alone.then(|| syntax::invalid_conversion(self.build, found))?
            }
            E::Lexical(LexicalErrorType::UnicodeError) => {
                escape(&self.source[token.start..token.end])?
            }
            E::Lexical(LexicalErrorType::InvalidByteLiteral) => {
                let stop = if self.build.at_least(10) { "" } else { "." };
                format!("bytes can only contain ASCII literal characters{stop}")
            }
            _ => return None,
        };
        Said::syntax(message, number).under(caret)
    }

    /// Whether a line is one statement.
    pub(super) fn whole_line(&self, number: usize) -> bool {
        let on_it = |token: &&Token| line(self.source, token.start) == number;
        let mut tokens = self.tokens.iter().filter(on_it);
        tokens.next().is_some_and(|token| {
            token.level == usize::from(token.kind == Kind::Op && token.level > 0)
        }) && tokens
            .next_back()
            .is_some_and(|token| token.kind == Kind::Newline)
    }
}

/// The first escape of a string literal that has too few digits (Objects/unicodeobject.c, unicode_decode_utf8_escape).
fn escape(literal: &str) -> Option<String> {
    let (quote, body) = literal.split_at(literal.find(['"', '\''])?);
    if !quote.is_empty() || !body.is_ascii() {
        return None;
    }
    let width = if body.starts_with("\"\"\"") || body.starts_with("'''") {
        3
    } else {
        1
    };
    let body = &body.as_bytes()[width..body.len() - width];
    let mut at = 0;
    while at + 1 < body.len() {
        if body[at] != b'\\' {
            at += 1;
            continue;
        }
        let wanted = match body[at + 1] {
            b'x' => 2,
            b'u' => 4,
            b'U' => 8,
            b'N' => return None,
            _ => 0,
        };
        let digits = body[at + 2..]
            .iter()
            .take(wanted)
            .take_while(|byte| byte.is_ascii_hexdigit())
            .count();
        if digits < wanted {
            return Some(syntax::truncated_escape(
                body[at + 1] as char,
                at,
                at + 1 + digits,
            ));
        }
        at += 2 + wanted;
    }
    None
}
