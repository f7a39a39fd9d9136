//! What CPython says of headers and their blocks, of statements beside each other and of what is missing in one.

use super::super::tokens::Kind;
use super::super::{Marked, Said};
use super::Place;
use crate::cpython::messages::syntax;
use ruff_python_parser::parse_expression;

impl Place<'_> {
    /// A header without its colon at the end of the line.
    pub(super) fn colon(&self) -> Option<Said> {
        match self.text(self.head) {
            "match" | "case" if !self.build.at_least(10) => None,
            "except"
                if (self.head..self.at)
                    .any(|index| self.text(index) == "," && self.level(index) == 0) =>
            {
                None
            }
            _ if self.tokens[self.head..self.at]
                .iter()
                .any(|token| &self.source[token.start..token.end] == "lambda") =>
            {
                None
            }
            _ => self.since(10, syntax::expected(":")),
        }
    }

    /// A header whose block is missing (invalid_def_raw and the like).
    pub(super) fn block(&self) -> Option<Said> {
        let newline = (0..=self.at)
            .rev()
            .find(|&index| self.kind(index) == Kind::Newline)?;
        let begins = |index: &usize| {
            matches!(
                self.kind(*index),
                Kind::Newline | Kind::Indent | Kind::Dedent
            )
        };
        let mut head = (0..newline).rev().find(begins).map_or(0, |index| index + 1);
        head += usize::from(self.text(head) == "async");
        let keyword = self.text(head);
        if matches!(keyword, "match" | "case") && !self.build.at_least(10) {
            return None;
        }
        if newline == 0
            || self.text(newline - 1) != ":"
            || keyword == "except" && self.text(head + 1) == "*"
        {
            return None;
        }
        let next =
            (newline + 1..self.tokens.len()).find(|&index| self.kind(index) != Kind::Dedent)?;
        let at = if self.kind(next) == Kind::End {
            self.last_line
        } else {
            self.line(next)
        };
        Said::indentation(
            syntax::expected_block(self.build, keyword, self.line(head)),
            at,
        )
        .under(self.indentation(next))
    }

    pub(super) fn unfinished_try(&self) -> Option<Said> {
        let at_end = self.tokens[self.at].start >= self.source.trim_end().len();
        if self.at > 0 && self.kind(self.at - 1) == Kind::Indent
            || self.kind(self.at) == Kind::Indent
        {
            return None;
        }
        if !self.build.at_least(10) && self.at > 1 && self.kind(self.at - 2) == Kind::Dedent {
            return None;
        }
        let at = if at_end { self.last_line } else { self.here() };
        let message = match (self.build.at_least(10), at_end) {
            (true, _) => "expected 'except' or 'finally' block",
            (false, true) => "unexpected EOF while parsing",
            (false, false) => syntax::INVALID,
        };
        // A dedent further than that of the block is what fits no rule; it has no place on the line.
        let dedents = (0..self.at)
            .rev()
            .take_while(|&index| self.kind(index) == Kind::Dedent)
            .count();
        let caret = match (at_end, dedents) {
            (true, _) => self.range(self.tokens.len()),
            (false, 0 | 1) => self.range(self.at),
            (false, _) => 0..0,
        };
        Said::syntax(message, at).under(caret)
    }

    /// Two expressions beside each other outside of brackets.
    pub(super) fn beside(&self) -> Option<Said> {
        let legacy = self.at > self.head && matches!(self.text(self.at - 1), "print" | "exec");
        if !legacy {
            let mut words =
                (self.at..self.tokens.len()).take_while(|&index| self.kind(index) != Kind::Newline);
            let conditional = words.any(|index| self.text(index) == "if");
            let strings = (self.head..self.at).any(|index| self.kind(index) == Kind::String);
            let strings = strings && self.kind(self.at) == Kind::String && self.build.at_least(14);
            let opens = strings || matches!(self.text(self.at), "[" | "{");
            return (!conditional && !opens).then(|| self.invalid()).flatten();
        }
        let starts = self.at == self.head + 1 || matches!(self.text(self.at - 2), ":" | ";");
        let end = (self.at..self.tokens.len())
            .find(|&index| self.kind(index) == Kind::Newline || self.text(index) == ";")?;
        let rest = &self.source[self.tokens[self.at].start..self.tokens[end].start];
        let whole = parse_expression(rest).is_ok();
        let says = self.build.at_least(10) && starts && whole;
        says.then(|| {
            Said::syntax(
                syntax::missing_parentheses(self.text(self.at - 1)),
                self.line(self.at - 1),
            )
            .under(self.ranges(self.at - 1, end - 1))
        })
        .flatten()
    }

    /// Something is missing at the end of a line, before an operator or a comma.
    pub(super) fn nothing(&self) -> Option<Said> {
        let found = self.text(self.at);
        let before = if self.at > 0 {
            self.text(self.at - 1)
        } else {
            ""
        };
        let says = match self.kind(self.at) {
            _ if self.at == 0 => false,
            _ if before == "->" => false,
            Kind::Newline => self.outside(),
            Kind::Op
                if before == "<"
                    && found == ">"
                    && self.tokens[self.at - 1].end == self.tokens[self.at].start =>
            {
                return self.not_equal();
            }
            Kind::Op if found == "," => {
                let starred = |index: usize| {
                    matches!(self.text(index), "*" | "**")
                        && matches!(self.text(index - 1), "(" | ",")
                };
                matches!(before, "," | "[" | "(") && !(self.head + 1..self.at).any(starred)
            }
            Kind::Op if found == "}" && before == ":" => {
                let caret = self.at - usize::from(self.build.at_least(10));
                return self
                    .since(10, "expression expected after dictionary key and ':'")
                    .under(self.range(caret));
            }
            Kind::Op => {
                self.outside()
                    && !matches!(found, "*" | "**" | ")" | "]" | "}")
                    && (found.len() == 1 || !found.ends_with('='))
            }
            _ => false,
        };
        says.then(|| self.invalid()).flatten()
    }

    /// Whether there is a rule for `<>`: in later micro versions of 3.13 and 3.14.
    pub(super) fn knows_not_equal(&self) -> bool {
        let first = if self.build.at_least(14) {
            (14, 3)
        } else {
            (13, 3)
        };
        self.build.at_least_micro(first.0, first.1)
    }

    /// `<>`
    fn not_equal(&self) -> Option<Said> {
        let caret = self.ranges(self.at - 1, self.at);
        if !self.knows_not_equal() {
            return self.invalid().under(caret);
        }
        Said::syntax(
            "invalid syntax.  Maybe you meant '!=' instead of '<>'?",
            self.here(),
        )
        .under(caret)
    }

    /// A word or an operator that no statement goes on or begins with.
    pub(super) fn statement(&self) -> Option<Said> {
        let head = self.text(self.head);
        let lambda = self.tokens[self.head..self.at]
            .iter()
            .any(|token| &self.source[token.start..token.end] == "lambda");
        let says = match self.text(self.at) {
            "else" | "except" | "finally" => self.at == self.head,
            "elif" => self.at == self.head && !self.build.at_least(14),
            ":=" => {
                self.level(self.at) == 0
                    && self.at > self.head
                    && self.kind(self.at - 1) == Kind::Name
                    && (self.at == self.head + 1 || self.text(self.at - 2) == "=")
                    && !lambda
                    && !matches!(head, "assert" | "with")
            }
            "=" => head == "return",
            ":" => {
                self.level(self.at) == 0
                    && self.tokens[self.head..self.at]
                        .iter()
                        .any(|token| &self.source[token.start..token.end] == "=")
            }
            _ => false,
        };
        says.then(|| self.invalid()).flatten()
    }
}
