//! What CPython says of mistakes inside of brackets: elements, arguments, parameters.

use super::super::tokens::Kind;
use super::super::{Marked, Said};
use super::{Place, WORDS, is_keyword};
use crate::cpython::messages::syntax;
use ruff_python_parser::{ParseError, ParseErrorType as E, parse_expression};
use std::ops::Range;

impl Place<'_> {
    /// The first token of the element of brackets that the place is in: after a bracket, a comma, `:` or `=`.
    pub(super) fn element(&self) -> Option<usize> {
        let level = self.level(self.at - 1);
        let mut index = self.at;
        while index > self.head {
            let before = index - 1;
            let outer = self.level(before);
            let text = self.text(before);
            if outer == level && matches!(text, "," | ":" | "=" | "(" | "[" | "{") {
                return Some(index);
            }
            if outer == level
                && (WORDS[3..].contains(&text) || is_keyword(text) && !WORDS.contains(&text))
            {
                return None;
            }
            index -= 1;
        }
        None
    }

    /// The bracket around the place.
    pub(super) fn bracket(&self) -> Option<usize> {
        let level = self.level(self.at - 1);
        let opens = |index: &usize| {
            self.level(*index) == level && matches!(self.text(*index), "(" | "[" | "{")
        };
        let opening = (self.head..self.at).rev().find(opens)?;
        Some(opening)
    }

    /// Two expressions beside each other in brackets (invalid_expression).
    pub(super) fn comma(&self) -> Option<Said> {
        let atom = match self.kind(self.at) {
            Kind::Name => !is_keyword(self.text(self.at)),
            Kind::Number | Kind::String => true,
            _ => false,
        };
        if !atom || self.level(self.at) == 0 {
            return None;
        }
        let open = self.bracket()?;
        if self.text(open) == "(" && open > self.head + 1 && self.text(open - 2) == "def" {
            let names =
                matches!(self.text(self.at - 2), "," | "(") && self.kind(self.at - 1) == Kind::Name;
            return (names || self.at == open + 1)
                .then(|| self.invalid())
                .flatten();
        }
        let header = matches!(
            self.text(self.head),
            "from" | "import" | "del" | "with" | "for" | "global" | "case" | "async"
        );
        if header || !self.build.at_least(10) {
            return (!header).then(|| self.invalid()).flatten();
        }
        let first = self.element()?;
        let before = self.text(first.saturating_sub(1));
        let inside = self.tokens[open + 1..]
            .iter()
            .take_while(|token| token.level >= self.level(open));
        let pairs = inside.filter(|token| {
            token.level == self.level(open) && &self.source[token.start..token.end] == ":"
        });
        if self.text(self.at + 1) == "="
            || self.text(open) == "{" && before != ":" && pairs.count() > 0
        {
            return None;
        }
        // A soft keyword is let alone; up to 3.12 what a soft keyword begins with is taken for it.
        let words = ["match", "case", "_", "type", "lazy", "print", "exec"];
        let word = self.text(first);
        let soft = words.contains(&word)
            || matches!(word, "*" | "**")
            || !self.build.at_least(13) && words.iter().any(|soft| soft.starts_with(word));
        let strings = self.tokens[first..]
            .iter()
            .take_while(|token| token.kind != Kind::Newline);
        let strings = strings.filter(|token| token.kind == Kind::String).count();
        if soft
            || first == self.at
            || self.line(first) != self.line(self.at - 1)
            || self.kind(first) == Kind::String && strings > 1
        {
            return None;
        }
        let text = self.text(first + 1);
        let plain = !self.build.at_least(12) || text.starts_with(['"', '\'']);
        let named = self.kind(first) == Kind::Name
            && !is_keyword(word)
            && !matches!(word, "True" | "False" | "None");
        if named && self.kind(first + 1) == Kind::String {
            let plain = plain && matches!(self.text(first + 2), "," | ")" | "]" | "}");
            return plain.then(|| self.invalid()).flatten();
        }
        Said::syntax(syntax::COMMA, self.line(first)).under(self.beside_each_other(first))
    }

    /// Two expressions beside each other: from the first token of one to the end of the other, which begins at the place.
    fn beside_each_other(&self, first: usize) -> Option<Range<usize>> {
        let level = self.level(self.at - 1);
        let ends = |index: &usize| {
            self.level(*index) < level
                || self.level(*index) == level
                    && (matches!(self.text(*index), "," | ":" | "=" | ":=")
                        || is_keyword(self.text(*index)) && !WORDS.contains(&self.text(*index)))
        };
        let end = (self.at..self.tokens.len()).find(ends)?;
        let parses = |range: Range<usize>| parse_expression(&self.source[range]).is_ok();
        let whole =
            parses(self.ranges(first, self.at - 1)) && parses(self.ranges(self.at, end - 1));
        whole.then(|| self.ranges(first, end - 1))
    }

    /// Whether the innermost bracket is a function's list of parameters.
    pub(super) fn in_parameters(&self) -> bool {
        self.at > 0
            && self.bracket().is_some_and(|open| {
                self.text(open) == "(" && open > self.head + 1 && self.text(open - 2) == "def"
            })
    }

    /// `f(1=2)` (invalid_kwarg).
    pub(super) fn keyword_argument(&self, error: &ParseError) -> Option<Said> {
        let whole = parse_expression(&self.source[error.location]).map(|parsed| parsed.into_expr());
        let single = whole.is_ok_and(|expr| !expr.is_generator_expr());
        let first = single && self.at > 0 && matches!(self.text(self.at - 1), "(" | ",");
        let says = first
            && self.one_line()
            && self.kind(self.at) != Kind::Op
            && self.text(self.at) != "lambda";
        let name = self.text(self.at);
        let message = match name {
            "True" | "False" | "None"
                if self.build.at_least(10) && self.text(self.at + 1) == "=" =>
            {
                syntax::cannot_assign(name, false)
            }
            _ => "expression cannot contain assignment, perhaps you meant \"==\"?".into(),
        };
        let level = self.level(self.at);
        let equals = |index: &usize| self.text(*index) == "=" && self.level(*index) == level;
        let equals = (self.at..self.tokens.len()).find(equals);
        let caret = equals.map(|equals| self.ranges(self.at, equals));
        says.then(|| Said::syntax(message, self.here()).under(caret))
            .flatten()
    }

    /// Arguments in the wrong order (invalid_arguments).
    pub(super) fn arguments(&self, error: &E) -> Option<Said> {
        if !self.one_line() {
            return None;
        }
        let open = (self.head..self.at).rev().find(|&index| {
            self.level(index) == self.level(self.at - 1) && self.text(index) == "("
        })?;
        let unpacks = |index: usize| {
            self.text(index) == "**"
                && matches!(self.text(index - 1), "(" | ",")
                && self.level(index) == self.level(open)
        };
        let message = match error {
            E::InvalidArgumentUnpackingOrder => {
                "iterable argument unpacking follows keyword argument unpacking"
            }
            _ if (open + 1..self.at).any(unpacks) => {
                "positional argument follows keyword argument unpacking"
            }
            _ => "positional argument follows keyword argument",
        };
        let close =
            (self.at..self.tokens.len()).find(|&index| self.level(index) < self.level(open));
        let caret = match error {
            E::InvalidArgumentUnpackingOrder => None,
            _ => close.map(|close| self.range(close)),
        };
        Said::syntax(message, self.here()).under(caret)
    }

    /// `{a = 1}`, the first element.
    pub(super) fn equals_in_brackets(&self) -> Option<Said> {
        let open = self.bracket()?;
        let first = self.at == open + 2 && self.text(open) == "{" && self.text(self.at + 2) == "}";
        if !first || !self.build.at_least(10) {
            return None;
        }
        match self.kind(open + 1) {
            Kind::Name
                if !is_keyword(self.text(open + 1))
                    && !matches!(self.text(open + 1), "True" | "False" | "None") =>
            {
                let whole = self.ranges(open + 1, self.at + 1);
                Said::syntax(syntax::EQUALS, self.here()).under(whole)
            }
            Kind::Number => Said::syntax(syntax::cannot_assign("literal", true), self.here())
                .under(self.range(open + 1)),
            _ => None,
        }
    }
}
