//! Which mistake it is that CPython's parser fails at: its `invalid_` rules, told from the tokens around the place.

mod brackets;
mod statements;
mod strings;
mod targets;

use super::tokens::{Kind, Scan, Token, line};
use super::{Marked, Said, source_end};
use crate::cpython::Build;
use crate::cpython::messages::syntax;
use crate::python::KEYWORDS;
use ruff_python_ast::Expr;
use ruff_python_ast::token::TokenKind;
use ruff_python_parser::{ParseError, ParseErrorType as E, parse_expression};
use std::ops::Range;

/// The text around the place where the parser fails.
struct Place<'s> {
    tokens: &'s [Token],
    source: &'s str,
    build: Build,
    /// The token that fits no rule.
    at: usize,
    /// The first token of its statement.
    head: usize,
    last_line: usize,
}

/// What CPython says where these are ruff's errors; none where that is not certain.
pub(super) fn said(scan: &Scan, source: &str, build: Build, errors: &[ParseError]) -> Option<Said> {
    let error = errors.first()?;
    let start = error.location.start().to_usize();
    let at = scan
        .tokens
        .iter()
        .position(|token| token.start >= start && token.kind != Kind::Dedent)?;
    let begins = |index: &usize| {
        let token = &scan.tokens[*index];
        matches!(token.kind, Kind::Newline | Kind::Indent | Kind::Dedent)
    };
    let place = Place {
        tokens: &scan.tokens,
        source,
        build,
        at,
        head: (0..at).rev().find(begins).map_or(0, |index| index + 1),
        last_line: scan.last_line(),
    };
    let end = (at..place.tokens.len()).find(|&index| place.kind(index) == Kind::Newline);
    let end = end.map_or(source.len(), |end| place.tokens[end].end);
    let begin = place.tokens[place.head.min(at)].start;
    let mut others = errors[1..].iter().filter(|other| {
        let at = other.location.start().to_usize();
        at >= begin && (at < end || end == source.len())
    });
    // Where ruff goes on after a token that fits no rule is of no interest; what it found before that is.
    let in_string = |at: usize| {
        place
            .tokens
            .iter()
            .any(|token| token.kind == Kind::String && token.start < at && at < token.end)
    };
    // `if x = 3:` is looked at as a whole; of `:=` and other `=` all that ruff says counts.
    let header = matches!(
        error.error,
        E::ExpectedToken {
            expected: TokenKind::Colon,
            ..
        }
    );
    let free = header || !matches!(place.text(at), ":=" | "=");
    let alone = match free && is_token(&error.error) {
        true => others.all(|other| {
            let at = other.location.start().to_usize();
            at > start && (header || !is_target(&other.error)) && !in_string(at)
        }),
        false => others.next().is_none(),
    };
    alone.then(|| place.said(error, start)).flatten()
}

/// Whether the parser fails at the place of this error; the others are about an expression before it.
fn is_token(error: &E) -> bool {
    let names = [
        "Expected a parameter name",
        "Only single target",
        "Multiple exception types",
        "Only one '*'",
    ];
    match error {
        E::ExpectedToken { .. }
        | E::ExpectedExpression
        | E::SimpleStatementsOnSameLine
        | E::UnexpectedIndentation
        | E::EmptyImportNames
        | E::EmptyDeleteTargets => true,
        E::OtherError(text) => !names.iter().any(|name| text.starts_with(name)),
        _ => false,
    }
}

fn is_target(error: &E) -> bool {
    matches!(
        error,
        E::InvalidAssignmentTarget
            | E::InvalidAnnotatedAssignmentTarget
            | E::InvalidNamedAssignmentTarget
            | E::InvalidAugmentedAssignmentTarget
            | E::InvalidDeleteTarget
    )
}

/// Operators between expressions that are words.
const WORDS: [&str; 6] = ["and", "or", "not", "is", "in", "if"];

impl<'s> Place<'s> {
    fn text(&self, index: usize) -> &'s str {
        let token = self.tokens.get(index);
        token.map_or("", |token| &self.source[token.start..token.end])
    }

    fn kind(&self, index: usize) -> Kind {
        self.tokens.get(index).map_or(Kind::End, |token| token.kind)
    }

    fn line(&self, index: usize) -> usize {
        self.tokens.get(index).map_or(self.last_line, |token| {
            line(self.source, token.start).min(self.last_line)
        })
    }

    /// What a token takes of the text; the end of a line takes nothing.
    fn range(&self, index: usize) -> Range<usize> {
        match self.tokens.get(index) {
            Some(token) if token.kind == Kind::Newline => token.start..token.start,
            // `<>` is one token where no rule is for it.
            Some(token)
                if self.text(index) == "<"
                    && self.source[token.end..].starts_with('>')
                    && !self.knows_not_equal() =>
            {
                token.start..token.end + 1
            }
            Some(token) if token.kind != Kind::End => token.start..token.end,
            _ => source_end(self.source),
        }
    }

    /// From a token to another.
    fn ranges(&self, first: usize, last: usize) -> Range<usize> {
        self.range(first).start..self.range(last).end
    }

    /// What the carets of an IndentationError are under: up to 3.12 there is one.
    fn indentation(&self, index: usize) -> Range<usize> {
        let range = self.range(index);
        match self.build.at_least(13) {
            true => range,
            false => range.start..range.start,
        }
    }

    fn level(&self, index: usize) -> usize {
        self.tokens.get(index).map_or(0, |token| token.level)
    }

    fn here(&self) -> usize {
        self.line(self.at)
    }

    /// The message of a rule since 3.`minor`, before that what no rule names.
    fn since(&self, minor: u8, message: impl Into<String>) -> Option<Said> {
        if self.build.at_least(minor) {
            Said::syntax(message, self.here()).under(self.range(self.at))
        } else {
            self.invalid()
        }
    }

    fn invalid(&self) -> Option<Said> {
        let plain = !matches!(self.kind(self.at), Kind::Indent | Kind::Dedent | Kind::End);
        // 3.9 looks for Python 2 in the text of the line (Objects/exceptions.c, _report_missing_parentheses).
        let text = self.source.lines().nth(self.here() - 1).unwrap_or_default();
        let legacy =
            !self.build.at_least(10) && (text.contains("print ") || text.contains("exec "));
        let starred = self.at > 0 && matches!(self.text(self.at - 1), "*" | "**");
        let indented = self.at > 0 && self.kind(self.at - 1) == Kind::Indent;
        let word = |word: &str| (self.head + 1..self.at).any(|index| self.text(index) == word);
        let head = self.text(self.head);
        let newer = self.build.at_least(15)
            && (head == "case"
                || head == "raise" && word("from")
                || head == "import" && self.text(self.at) == "from");
        let conditional = word("if") && !word("else");
        let plain = plain
            && !indented
            && !legacy
            && !newer
            && !conditional
            && (!starred || self.level(self.at - 1) == 0);
        // 3.9 reads on behind `:=` when it looks for mistakes.
        let last = self.build.at_least(10) || self.text(self.at) != ":=";
        // Behind an expression `not` wants an `in`.
        let negated = self.text(self.at) == "not" && self.at > self.head;
        let caret = last.then(|| self.range(self.at + usize::from(negated)));
        plain
            .then(|| Said::syntax(syntax::INVALID, self.here()).under(caret))
            .flatten()
    }

    /// Whether the rules for mistakes see one in what the parser has read already: `print -1` is a difference.
    fn misread(&self) -> bool {
        let sign = |index: usize| {
            matches!(
                self.text(index),
                "+" | "-" | "~" | "*" | "[" | "{" | "lambda" | "not"
            )
        };
        let misread = |index: usize| match self.text(index) {
            "print" | "exec" => sign(index + 1),
            "match" | "case" => self.text(index + 1) == "(",
            _ => false,
        };
        (0..self.at).any(misread)
    }

    /// Whether no bracket is open before and behind the place.
    fn outside(&self) -> bool {
        self.level(self.at) == 0 && (self.at == 0 || self.level(self.at - 1) == 0)
    }

    fn said(&self, error: &ParseError, start: usize) -> Option<Said> {
        if self.misread() {
            return None;
        }
        let printed = |index: usize| {
            matches!(self.text(index), "print" | "exec")
                && self.text(index + 1) != "("
                && !(index + 1 == self.at && error.error == E::SimpleStatementsOnSameLine)
        };
        if self.kind(self.at) == Kind::String && self.kind(self.at + 1) == Kind::String
            || (self.head..=self.at).any(printed)
        {
            return None;
        }
        let found = self.text(self.at);
        let exact = self.tokens[self.at].start == start;
        let location = error.location.start().to_usize()..error.location.end().to_usize();
        match &error.error {
            E::UnexpectedIndentation => {
                let start = self.range(self.at).start.saturating_sub(1);
                Said::indentation(syntax::INDENT, self.here()).under(start..start)
            }
            E::OtherError(text) if text.starts_with("Expected an indented block") => self.block(),
            E::OtherError(text) if text.starts_with("Expected `except` or") => {
                self.unfinished_try()
            }
            _ if !exact => self.in_string(&error.error, start),
            E::ExpectedToken {
                expected: TokenKind::Colon,
                found: TokenKind::Newline,
            } => self.colon(),
            E::ExpectedToken {
                expected: TokenKind::Colon,
                ..
            } if found == "=" => self.equals(),
            E::ExpectedToken {
                expected: TokenKind::Colon,
                ..
            } if self.level(self.at) == 0 => {
                let plain = matches!(self.kind(self.at), Kind::Name | Kind::Number | Kind::String)
                    || matches!(found, ";" | ".");
                match self.text(self.head) {
                    "else" | "try" | "finally" if self.at == self.head + 1 => {
                        self.since(10, syntax::expected(":"))
                    }
                    "if" | "while" | "elif" if plain => self.invalid(),
                    "class" if plain && self.build.version.minor != 10 => self.invalid(),
                    _ => None,
                }
            }
            E::ExpectedToken {
                expected: TokenKind::In,
                ..
            } if self.level(self.at) == 0 && self.text(self.head) == "for" => self.invalid(),
            E::ExpectedToken {
                expected: TokenKind::Newline,
                found: TokenKind::Else,
            } => self.invalid(),
            E::ExpectedToken {
                expected: TokenKind::Lpar,
                ..
            } if self.text(self.head) == "def" => self.since(11, syntax::expected("(")),
            E::ExpectedToken {
                expected: TokenKind::Else,
                ..
            } => {
                let says = found != ":" && self.one_line();
                says.then(|| self.since(10, "expected 'else' after 'if' expression"))
                    .flatten()
                    .under(self.conditional())
            }
            E::ExpectedToken {
                expected: TokenKind::Comma,
                found: TokenKind::Dot,
            } => match self.text(self.head) {
                "import"
                    if self.text(self.at - 2) == "as"
                        && self.kind(self.at + 1) == Kind::Name
                        && self.kind(self.at + 2) == Kind::Newline =>
                {
                    let caret = match self.build.at_least(14) {
                        true => self.ranges(self.at - 1, self.at + 1),
                        false => self.range(self.at),
                    };
                    self.since(14, "cannot use attribute as import target")
                        .under(caret)
                }
                "from" if self.text(self.at - 2) == "import" => self.invalid(),
                "def" if self.in_parameters() => self.invalid(),
                _ => None,
            },
            E::ExpectedToken {
                expected: TokenKind::Rpar,
                ..
            } if self.in_parameters() && is_keyword(found) => {
                matches!(self.text(self.at - 1), "(" | ",")
                    .then(|| self.invalid())
                    .flatten()
            }
            E::SimpleStatementsOnSameLine => self.beside(),
            E::ExpectedToken {
                expected: TokenKind::Comma | TokenKind::Rpar | TokenKind::Colon,
                ..
            } => self.comma(),
            E::InvalidAssignmentTarget => self.target(error),
            E::InvalidAugmentedAssignmentTarget => {
                let name = self.name(error)?;
                Said::syntax(syntax::cannot_augment(name), self.here()).under(location)
            }
            E::InvalidDeleteTarget => {
                let name = self.name(error)?;
                Said::syntax(format!("cannot delete {name}"), self.here()).under(location)
            }
            E::InvalidNamedAssignmentTarget => {
                let group = self.at > 0 && self.text(self.at - 1) == "(";
                let called = self.at > 1
                    && (self.kind(self.at - 2) == Kind::Name
                        && !is_keyword(self.text(self.at - 2))
                        || matches!(self.text(self.at - 2), ")" | "]"));
                if !group || called {
                    return None;
                }
                let name = self.name(error)?;
                Said::syntax(
                    format!("cannot use assignment expressions with {name}"),
                    self.here(),
                )
                .under(location)
            }
            E::PositionalAfterKeywordArgument
            | E::PositionalAfterKeywordUnpacking
            | E::InvalidArgumentUnpackingOrder => self.arguments(&error.error),
            E::UnparenthesizedGeneratorExpression => {
                Said::syntax("Generator expression must be parenthesized", self.here())
                    .under(location)
            }
            E::NonDefaultParamAfterDefaultParam => {
                let message = syntax::default_first(self.build);
                let next = self.at + usize::from(!self.build.at_least(10));
                let bare = matches!(self.text(self.at + 1), "," | ")");
                let caret = bare.then(|| self.range(next));
                self.one_line()
                    .then(|| Said::syntax(message, self.here()).under(caret))
                    .flatten()
            }
            E::ExpectedKeywordParam => {
                let message = format!(
                    "named {}s must follow bare *",
                    syntax::parameter(self.build)
                );
                let star = self.text(self.at) == "*" && self.text(self.at + 1) == ")";
                let caret = self.at + usize::from(!self.build.at_least(10));
                let caret = star.then(|| self.range(caret));
                self.one_line()
                    .then(|| Said::syntax(message, self.here()).under(caret))
                    .flatten()
            }
            E::ParamAfterVarKeywordParam => {
                let what = syntax::parameter(self.build);
                self.since(11, format!("{what}s cannot follow var-keyword {what}"))
                    .under(self.bare_parameter())
            }
            E::VarParameterWithDefault => {
                let kind = if self.text(self.at - 2) == "**" {
                    "keyword"
                } else {
                    "positional"
                };
                let what = syntax::parameter(self.build);
                self.since(11, format!("var-{kind} {what} cannot have default value"))
                    .under(None)
            }
            E::InvalidAnnotatedAssignmentTarget => {
                let target = parse_expression(&self.source[error.location])
                    .ok()?
                    .into_expr();
                let single = !matches!(target, Expr::List(_) | Expr::Tuple(_) | Expr::Starred(_));
                single
                    .then(|| {
                        Said::syntax("illegal target for annotation", self.here()).under(location)
                    })
                    .flatten()
            }
            E::UnparenthesizedTupleExpression
                if self.text(self.head) == "raise" && self.one_line() =>
            {
                let level = self.level(self.at);
                let comma = |index: &usize| self.text(*index) == "," && self.level(*index) == level;
                let comma = (self.at..self.tokens.len()).find(comma);
                self.invalid().under(comma.map(|comma| self.range(comma)))
            }
            E::EmptyDeleteTargets if self.kind(self.at) == Kind::Newline => self.invalid(),
            E::EmptyImportNames if self.kind(self.at) == Kind::String || found == "(" => {
                self.invalid()
            }
            E::OtherError(text) if text == "Expected a parameter name" => {
                self.keyword_argument(error)
            }
            E::EmptyImportNames if self.kind(self.at) == Kind::Newline => {
                self.since(13, "Expected one or more names after 'import'")
            }
            E::OtherError(text) if text == "Only one '*' parameter allowed" => {
                let what = if self.build.at_least(15) {
                    ""
                } else {
                    " argument"
                };
                self.since(11, format!("*{what} may appear only once"))
            }
            E::OtherError(text) if text == "Only single target (not tuple) can be annotated" => {
                Said::syntax(
                    "only single target (not tuple) can be annotated",
                    self.here(),
                )
                .under(matches!(self.text(self.head + 1), ",").then(|| self.range(self.head)))
            }
            E::OtherError(text)
                if text == "Trailing comma not allowed" && self.text(self.head) == "from" =>
            {
                let end = (self.at..self.tokens.len())
                    .find(|&index| self.kind(index) == Kind::Newline)?;
                let message = "trailing comma not allowed without surrounding parentheses";
                (self.text(end - 1) == ",")
                    .then(|| Said::syntax(message, self.here()).under(self.range(end)))
                    .flatten()
            }
            E::OtherError(text) if text.starts_with("Multiple exception types") => {
                let types = &self.source[error.location];
                let whole = self.one_line() && !types.trim_end().ends_with(',');
                let colon = (self.at..self.tokens.len())
                    .find(|&index| self.text(index) == ":" && self.level(index) == 0);
                let comma = (self.at..self.tokens.len()).find(|&index| self.text(index) == ",");
                let caret = match self.build.at_least(10) {
                    true => colon.map(|colon| self.ranges(self.at, colon - 1)),
                    false => comma.map(|comma| self.range(comma)),
                };
                whole.then(|| self.exceptions().under(caret)).flatten()
            }
            E::OtherError(text) if text == "Expected a statement" => self.statement(),
            E::OtherError(text) if text.starts_with("Exception missing") => self
                .since(
                    15,
                    "did you forget an expression between 'raise' and 'from'?",
                )
                .under(None),
            E::OtherError(text)
                if text.starts_with("Expected class, function") && !self.build.at_least(10) =>
            {
                None
            }
            E::OtherError(text) if text.starts_with("Expected an identifier") => {
                let plain = self.outside()
                    && self.at > 0
                    && (self.text(self.head) != "for" || self.at == self.head + 1)
                    && self.text(self.at - 1) != "else";
                plain.then(|| self.invalid()).flatten()
            }
            E::OtherError(text) if text.starts_with("Expected a parameter or") && found == "," => {
                self.invalid()
            }
            E::OtherError(text)
                if text.starts_with("Expected the start of an expression after `with`") =>
            {
                self.invalid()
            }
            E::OtherError(text)
                if text.starts_with("Expected an expression or a") && found == "=" =>
            {
                self.equals_in_brackets()
            }
            E::ExpectedExpression | E::OtherError(_) => self.nothing(),
            _ => None,
        }
    }

    /// The parameter at the place, if it has no annotation.
    fn bare_parameter(&self) -> Option<Range<usize>> {
        let bare = self.text(self.at + 1) != ":" || !self.build.at_least(11);
        bare.then(|| self.range(self.at))
    }

    /// `1 if x` before the place, up to 3.9 the place.
    fn conditional(&self) -> Option<Range<usize>> {
        if !self.build.at_least(10) {
            return Some(self.range(self.at));
        }
        let level = self.level(self.at - 1);
        let starts = |index: &usize| {
            self.level(*index) <= level
                && (matches!(self.text(*index), "=" | "(" | "[" | "{" | "," | ":")
                    || is_keyword(self.text(*index)) && self.text(*index) != "if")
        };
        let start = (self.head..self.at).rev().find(starts);
        let start = start.map_or(self.head, |index| index + 1);
        let range = self.ranges(start, self.at - 1);
        let text = self.source.get(range.clone())?;
        parse_expression(&format!("{text} else 0"))
            .is_ok()
            .then_some(range)
    }

    /// Whether the statement ends on the line of the place: some messages have the line of the token read last.
    fn one_line(&self) -> bool {
        let end = (self.at..self.tokens.len()).find(|&index| self.kind(index) == Kind::Newline);
        end.is_some_and(|end| self.line(end) == self.here() && self.line(self.head) == self.here())
    }

    /// `except A, B:` up to 3.13, `except A, B as e:`.
    fn exceptions(&self) -> Option<Said> {
        let using = if self.build.at_least(14) {
            " when using 'as'"
        } else {
            ""
        };
        self.since(
            10,
            format!("multiple exception types must be parenthesized{using}"),
        )
    }
}

/// Whether no expression begins or goes on with a word as with a name.
fn is_keyword(word: &str) -> bool {
    word == ":=" || KEYWORDS.contains(&word) && !matches!(word, "True" | "False" | "None")
}
