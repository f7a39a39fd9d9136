//! Which mistake it is that CPython's parser fails at: its `invalid_` rules, told from the tokens around the place.

use super::Said;
use super::tokens::{Kind, Scan, Token, line};
use crate::cpython::Build;
use crate::cpython::messages::syntax;
use ruff_python_ast::token::TokenKind;
use ruff_python_ast::{Expr, Number, UnaryOp};
use ruff_python_parser::{
    InterpolatedStringErrorType, LexicalErrorType, ParseError, ParseErrorType as E,
    parse_expression,
};

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
    let free = !matches!(place.text(at), ":=" | "=");
    let alone = match free && is_token(&error.error) {
        true => others.all(|other| {
            let at = other.location.start().to_usize();
            at > start && !is_target(&other.error) && !in_string(at)
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

    fn level(&self, index: usize) -> usize {
        self.tokens.get(index).map_or(0, |token| token.level)
    }

    fn here(&self) -> usize {
        self.line(self.at)
    }

    /// The message of a rule since 3.`minor`, before that what no rule names.
    fn since(&self, minor: u8, message: impl Into<String>) -> Option<Said> {
        if self.build.at_least(minor) {
            Said::syntax(message, self.here())
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
            && !(starred && self.level(self.at - 1) > 0);
        plain
            .then(|| Said::syntax(syntax::INVALID, self.here()))
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
        match &error.error {
            E::UnexpectedIndentation => Said::indentation(syntax::INDENT, self.here()),
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
                    self.since(14, "cannot use attribute as import target")
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
                Said::syntax(syntax::cannot_augment(name), self.here())
            }
            E::InvalidDeleteTarget => {
                let name = self.name(error)?;
                Said::syntax(format!("cannot delete {name}"), self.here())
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
            }
            E::PositionalAfterKeywordArgument
            | E::PositionalAfterKeywordUnpacking
            | E::InvalidArgumentUnpackingOrder => self.arguments(&error.error),
            E::UnparenthesizedGeneratorExpression => {
                Said::syntax("Generator expression must be parenthesized", self.here())
            }
            E::NonDefaultParamAfterDefaultParam => {
                let message = syntax::default_first(self.build);
                self.one_line()
                    .then(|| Said::syntax(message, self.here()))
                    .flatten()
            }
            E::ExpectedKeywordParam => {
                let message = format!(
                    "named {}s must follow bare *",
                    syntax::parameter(self.build)
                );
                self.one_line()
                    .then(|| Said::syntax(message, self.here()))
                    .flatten()
            }
            E::ParamAfterVarKeywordParam => {
                let what = syntax::parameter(self.build);
                self.since(11, format!("{what}s cannot follow var-keyword {what}"))
            }
            E::VarParameterWithDefault => {
                let kind = if self.text(self.at - 2) == "**" {
                    "keyword"
                } else {
                    "positional"
                };
                let what = syntax::parameter(self.build);
                self.since(11, format!("var-{kind} {what} cannot have default value"))
            }
            E::InvalidAnnotatedAssignmentTarget => {
                let target = parse_expression(&self.source[error.location])
                    .ok()?
                    .into_expr();
                let single = !matches!(target, Expr::List(_) | Expr::Tuple(_) | Expr::Starred(_));
                single
                    .then(|| Said::syntax("illegal target for annotation", self.here()))
                    .flatten()
            }
            E::UnparenthesizedTupleExpression
                if self.text(self.head) == "raise" && self.one_line() =>
            {
                self.invalid()
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
            }
            E::OtherError(text)
                if text == "Trailing comma not allowed" && self.text(self.head) == "from" =>
            {
                Said::syntax(
                    "trailing comma not allowed without surrounding parentheses",
                    self.here(),
                )
            }
            E::OtherError(text) if text.starts_with("Multiple exception types") => {
                let types = &self.source[error.location];
                let whole = self.one_line() && !types.trim_end().ends_with(',');
                whole.then(|| self.exceptions()).flatten()
            }
            E::OtherError(text) if text == "Expected a statement" => self.statement(),
            E::OtherError(text) if text.starts_with("Exception missing") => self.since(
                15,
                "did you forget an expression between 'raise' and 'from'?",
            ),
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

    /// Whether the statement ends on the line of the place: some messages have the line of the token read last.
    fn one_line(&self) -> bool {
        let end = (self.at..self.tokens.len()).find(|&index| self.kind(index) == Kind::Newline);
        end.is_some_and(|end| self.line(end) == self.here() && self.line(self.head) == self.here())
    }

    /// A header without its colon at the end of the line.
    fn colon(&self) -> Option<Said> {
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
    fn block(&self) -> Option<Said> {
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
    }

    fn unfinished_try(&self) -> Option<Said> {
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
        Said::syntax(message, at)
    }

    /// Two expressions beside each other outside of brackets.
    fn beside(&self) -> Option<Said> {
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
        })
        .flatten()
    }

    /// The first token of the element of brackets that the place is in: after a bracket, a comma, `:` or `=`.
    fn element(&self) -> Option<usize> {
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
    fn bracket(&self) -> Option<usize> {
        let level = self.level(self.at - 1);
        let opens = |index: &usize| {
            self.level(*index) == level && matches!(self.text(*index), "(" | "[" | "{")
        };
        let opening = (self.head..self.at).rev().find(opens)?;
        Some(opening)
    }

    /// Two expressions beside each other in brackets (invalid_expression).
    fn comma(&self) -> Option<Said> {
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
        Said::syntax(syntax::COMMA, self.line(first))
    }

    /// `if x = 3:` (invalid_named_expression).
    fn equals(&self) -> Option<Said> {
        if !self.build.at_least(10) {
            return self.invalid();
        }
        if !matches!(self.text(self.head), "if" | "elif" | "while") || self.level(self.at) > 0 {
            return None;
        }
        let left = &self.source[self.tokens[self.head + 1].start..self.tokens[self.at].start];
        let end = (self.at..self.tokens.len())
            .find(|&index| self.text(index) == ":" && self.level(index) == 0)?;
        let right = &self.source[self.tokens[self.at].end..self.tokens[end].start];
        if !is_operand(right.trim()) {
            return None;
        }
        match parse_expression(left.trim()).ok()?.into_expr() {
            Expr::Name(_) => Said::syntax(syntax::EQUALS, self.here()),
            left @ (Expr::Attribute(_) | Expr::Subscript(_) | Expr::Call(_)) => Said::syntax(
                syntax::cannot_assign(name_of(&left, self.build)?, true),
                self.here(),
            ),
            _ => None,
        }
    }

    fn name(&self, error: &ParseError) -> Option<&'static str> {
        let text = &self.source[error.location];
        name_of(&parse_expression(text).ok()?.into_expr(), self.build)
    }

    /// What cannot be assigned to (invalid_assignment, invalid_for_target, invalid_with_item).
    fn target(&self, error: &ParseError) -> Option<Said> {
        let text = &self.source[error.location];
        let target = parse_expression(text).ok()?.into_expr();
        let name = name_of(&target, self.build)?;
        let end = error.location.end().to_usize();
        let next = self.tokens.iter().position(|token| token.start >= end)?;
        let plain = Said::syntax(syntax::cannot_assign(name, false), self.here());
        if !self.build.at_least(10)
            || self.text(self.head) == "for"
            || self.text(self.head) == "with"
        {
            return plain;
        }
        let stop = (next..self.tokens.len()).find(|&index| self.kind(index) == Kind::Newline)?;
        let equal = |index: &usize| self.text(*index) == "=" && self.level(*index) == 0;
        let equals: Vec<usize> = (self.head..stop).filter(equal).collect();
        let &[equal] = equals.as_slice() else {
            return None;
        };
        let right = self.source[self.tokens[equal].end..self.tokens[stop].start].trim();
        let first = self.at == self.head;
        if equal != next
            || !first
            || !is_operand(right.split(',').next().unwrap_or_default().trim())
        {
            return None;
        }
        match target {
            Expr::BooleanLiteral(_)
            | Expr::NoneLiteral(_)
            | Expr::Compare(_)
            | Expr::Lambda(_)
            | Expr::If(_)
            | Expr::BoolOp(_)
            | Expr::Generator(_) => plain,
            Expr::UnaryOp(unary) if unary.op == UnaryOp::Not => plain,
            _ => Said::syntax(syntax::cannot_assign(name, true), self.here()),
        }
    }

    /// Arguments in the wrong order (invalid_arguments).
    fn arguments(&self, error: &E) -> Option<Said> {
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
        Said::syntax(message, self.here())
    }

    /// Something is missing at the end of a line, before an operator or a comma.
    fn nothing(&self) -> Option<Said> {
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
                return self.since(13, "invalid syntax.  Maybe you meant '!=' instead of '<>'?");
            }
            Kind::Op if found == "," => {
                let starred = |index: usize| {
                    matches!(self.text(index), "*" | "**")
                        && matches!(self.text(index - 1), "(" | ",")
                };
                matches!(before, "," | "[" | "(") && !(self.head + 1..self.at).any(starred)
            }
            Kind::Op if found == "}" && before == ":" => {
                return self.since(10, "expression expected after dictionary key and ':'");
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

    /// A word or an operator that no statement goes on or begins with.
    fn statement(&self) -> Option<Said> {
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

    /// Whether the innermost bracket is a function's list of parameters.
    fn in_parameters(&self) -> bool {
        self.at > 0
            && self.bracket().is_some_and(|open| {
                self.text(open) == "(" && open > self.head + 1 && self.text(open - 2) == "def"
            })
    }

    /// `f(1=2)` (invalid_kwarg).
    fn keyword_argument(&self, error: &ParseError) -> Option<Said> {
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
        says.then(|| Said::syntax(message, self.here())).flatten()
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

    /// `{a = 1}`, the first element.
    fn equals_in_brackets(&self) -> Option<Said> {
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
                Said::syntax(syntax::EQUALS, self.here())
            }
            Kind::Number => Said::syntax(syntax::cannot_assign("literal", true), self.here()),
            _ => None,
        }
    }

    /// What lies in a string: an escape or a replacement field.
    fn in_string(&self, error: &E, start: usize) -> Option<Said> {
        let token = self
            .tokens
            .iter()
            .find(|token| token.start < start && start <= token.end)?;
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
        Said::syntax(message, number)
    }

    /// Whether a line is one statement.
    fn whole_line(&self, number: usize) -> bool {
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

fn is_keyword(word: &str) -> bool {
    const KEYWORDS: [&str; 33] = [
        "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del",
        "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is",
        "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while", "with",
        "yield", ":=",
    ];
    KEYWORDS.contains(&word)
}

/// Whether a text is what both sides of `=` may be in the rules for conditions: bitwise_or.
fn is_operand(text: &str) -> bool {
    let parsed = parse_expression(text).map(|parsed| parsed.into_expr());
    parsed.is_ok_and(|expr| {
        !matches!(
            expr,
            Expr::Compare(_)
                | Expr::BoolOp(_)
                | Expr::Lambda(_)
                | Expr::If(_)
                | Expr::Named(_)
                | Expr::Yield(_)
                | Expr::YieldFrom(_)
                | Expr::Starred(_)
        )
    })
}

/// What an expression is called that cannot be assigned to (Parser/pegen.c, _PyPegen_get_expr_name).
fn name_of(expr: &Expr, build: Build) -> Option<&'static str> {
    let newer = build.at_least(10);
    Some(match expr {
        Expr::Call(_) => "function call",
        Expr::Attribute(_) => "attribute",
        Expr::Subscript(_) => "subscript",
        Expr::Name(_) => "name",
        Expr::Lambda(_) => "lambda",
        Expr::BoolOp(_) | Expr::BinOp(_) | Expr::UnaryOp(_) => match newer {
            true => "expression",
            false => "operator",
        },
        Expr::Compare(_) => "comparison",
        Expr::If(_) => "conditional expression",
        Expr::Generator(_) => "generator expression",
        Expr::ListComp(_) => "list comprehension",
        Expr::SetComp(_) => "set comprehension",
        Expr::DictComp(_) => "dict comprehension",
        Expr::Dict(_) => match newer {
            true => "dict literal",
            false => "dict display",
        },
        Expr::Set(_) => "set display",
        Expr::FString(_) => "f-string expression",
        Expr::NoneLiteral(_) => "None",
        Expr::BooleanLiteral(literal) if literal.value => "True",
        Expr::BooleanLiteral(_) => "False",
        Expr::StringLiteral(_) | Expr::BytesLiteral(_) => "literal",
        Expr::NumberLiteral(literal)
            if matches!(literal.value, Number::Int(_) | Number::Float(_)) =>
        {
            "literal"
        }
        _ => return None,
    })
}
