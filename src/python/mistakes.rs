//! What CPython says of a text that is not Python, where that is certain; otherwise nothing.
//!
//! CPython's parser fails at the first token that fits no rule, then reads the text again with rules for known
//! mistakes (the `invalid_` rules of Grammar/python.gram). What its tokenizer refuses further on is raised instead of
//! that (3.10+, Parser/pegen_errors.c, _PyPegen_tokenize_full_source_to_check_for_errors). ruff finds the same first
//! token; which mistake it is follows from the tokens around it (`rules`).

mod rules;
mod tokens;
mod typos;

use super::{excerpt, guard};
use crate::cpython::Build;
use crate::cpython::messages::syntax;
use crate::problem::Problem;
use crate::text::Span;
use ruff_python_ast::PythonVersion;
use ruff_python_parser::{Mode, ParseError, ParseErrorType, ParseOptions, parse_unchecked};
use std::ops::Range;
use tokens::{Fault, Kind, Scan, line, scan};

/// Texts above this many bytes are not looked at.
const MAX_BYTES: usize = 20_000;

/// What CPython raises: the exception, its message, its line, and what its carets are under, if that is certain.
struct Said {
    exception: &'static str,
    message: String,
    line: usize,
    caret: Option<Range<usize>>,
}

impl Said {
    fn new(exception: &'static str, message: impl Into<String>, line: usize) -> Self {
        Self {
            exception,
            message: message.into(),
            line,
            caret: None,
        }
    }

    fn syntax(message: impl Into<String>, line: usize) -> Option<Self> {
        Some(Self::new("SyntaxError", message, line))
    }

    fn indentation(message: impl Into<String>, line: usize) -> Option<Self> {
        Some(Self::new("IndentationError", message, line))
    }
}

/// What of CPython's words has a place.
trait Marked {
    /// With one caret, or as many as the range is long.
    fn under(self, caret: impl Into<Option<Range<usize>>>) -> Self;
}

impl Marked for Option<Said> {
    fn under(self, caret: impl Into<Option<Range<usize>>>) -> Self {
        let caret = caret.into();
        self.map(|said| Said { caret, ..said })
    }
}

/// CPython's exception for a text that ruff or the guard refuses; `errors` are ruff's, in the order of the text.
#[cold]
#[inline(never)]
pub(super) fn retell(source: &str, build: Build, errors: &[ParseError]) -> Option<Problem> {
    // Names of characters are not known here, and what follows grows with the square of the text.
    if source.contains("\\N{") || source.len() > MAX_BYTES {
        return None;
    }
    let scan = scan(source, build);
    let said = match &scan.fault {
        None if errors.is_empty() => stray(&scan, source, build),
        None => rules::said(&scan, source, build, errors),
        Some(fault) => of_tokenizer(&scan, fault, source, build),
    }?;
    let typo = build.at_least(14) && typos::may_be(source, &said, build);
    let caret = said.caret.filter(|_| !typo);
    let excerpt = caret.and_then(|caret| excerpt::excerpt(source, said.line, caret, build));
    let problem = Problem::refused(said.exception, said.message, Some(span(source, said.line)));
    Some(Problem { excerpt, ..problem })
}

/// The end of the line of a place.
fn line_end(source: &str, at: usize) -> Range<usize> {
    let end = source[at..].find('\n').map_or(source.len(), |end| at + end);
    end..end
}

/// The end of the last line.
fn source_end(source: &str) -> Range<usize> {
    let end = source.strip_suffix('\n').unwrap_or(source).len();
    end..end
}

/// The line, from its first character that is not a space.
fn span(source: &str, number: usize) -> Span {
    let start: usize = source
        .split_inclusive('\n')
        .take(number - 1)
        .map(str::len)
        .sum();
    let text = source[start..].split('\n').next().unwrap_or_default();
    let indent = text.len() - text.trim_start().len();
    Span::new((start + indent) as u32, (start + text.len()) as u32)
}

fn of_tokenizer(scan: &Scan, fault: &Fault, source: &str, build: Build) -> Option<Said> {
    match fault {
        Fault::Unknown => None,
        Fault::Raised(message, at, number, caret) => {
            let reached = source[..*at].trim_end();
            // These do not outdo what the parser has failed at.
            let late = message == syntax::CONTINUATION
                || message.contains("f-string")
                || message.contains("t-string");
            let place = if late && message != syntax::CONTINUATION {
                "''"
            } else {
                ""
            };
            let mut before = errors_before(source, *at, place, build)?;
            let same_line = !source[reached.len()..*at].contains('\n');
            let limit = match (place, same_line || build.at_least(10)) {
                ("", true) => reached.len(),
                ("", false) => *at,
                _ => at + 1,
            };
            let block = |error: &ParseError| {
                error.location.start().to_usize() >= reached.len()
                    && matches!(&error.error, ParseErrorType::OtherError(text) if text.starts_with("Expected an indented"))
            };
            before.retain(|error| error.location.start().to_usize() < limit && !block(error));
            if !before.is_empty() && late || indented(scan, source) {
                return None;
            }
            if build.at_least(10) {
                let indent = |error: &ParseError| match &error.error {
                    ParseErrorType::UnexpectedIndentation => true,
                    ParseErrorType::OtherError(text) => {
                        text.starts_with("Expected class, function")
                    }
                    _ => false,
                };
                // Early micro versions of 3.10 raise what the parser has failed at.
                let first = !before.is_empty() && !build.at_least_micro(10, 13);
                if first || before.iter().any(indent) {
                    return None;
                }
            } else if !before.is_empty() || source.contains("print ") {
                return None;
            }
            Said::syntax(message.clone(), *number).under(*caret..*caret)
        }
        Fault::Dedent(at) | Fault::Tabs(at) => {
            let start = source[..*at].rfind('\n').map_or(0, |at| at + 1);
            let before = errors_before(source, start, "", build)?;
            if !before.is_empty() {
                return rules::said(scan, source, build, &before);
            }
            let number = line(source, *at);
            match fault {
                Fault::Tabs(_) => {
                    Some(Said::new("TabError", syntax::TABS, number)).under(start..start)
                }
                _ => Said::indentation(syntax::DEDENT, number).under(line_end(source, *at)),
            }
        }
        Fault::Unclosed(at) => unclosed(scan, *at, source, build),
    }
}

/// Whether the last line read is indented where no block begins: that is raised first.
fn indented(scan: &Scan, source: &str) -> bool {
    let tokens = &scan.tokens;
    let Some(indent) = tokens
        .iter()
        .rposition(|token| matches!(token.kind, Kind::Newline | Kind::Indent))
    else {
        return false;
    };
    let header = indent >= 2 && &source[tokens[indent - 2].start..tokens[indent - 2].end] == ":";
    tokens[indent].kind == Kind::Indent && !header
}

/// A character that is a token of its own and fits no rule.
fn stray(scan: &Scan, source: &str, build: Build) -> Option<Said> {
    let found = |token: &&tokens::Token| matches!(&source[token.start..token.end], "$" | "?" | "`");
    let index = scan.tokens.iter().position(|token| found(&token))?;
    let at = scan.tokens[index].start;
    let begins =
        |token: &tokens::Token| matches!(token.kind, Kind::Newline | Kind::Indent | Kind::Dedent);
    let head = scan.tokens[..index]
        .iter()
        .rposition(begins)
        .map_or(0, |index| index + 1);
    let head = &source[scan.tokens[head].start..scan.tokens[head].end];
    // After a dedent it may be a `try` that is not finished.
    if index > 0 && matches!(scan.tokens[index - 1].kind, Kind::Indent | Kind::Dedent)
        || matches!(
            head,
            "def" | "import" | "from" | "try" | "match" | "case" | "print" | "lambda"
        )
    {
        return None;
    }
    let reached = source[..at].trim_end().len();
    let reached = if source[reached..at].contains('\n') {
        at
    } else {
        reached
    };
    let mut before = errors_before(source, at, "", build)?;
    before.retain(|error| error.location.start().to_usize() < reached);
    before
        .is_empty()
        .then(|| Said::syntax(syntax::INVALID, line(source, at)).under(at..at))
        .flatten()
}

/// A bracket that is open at the end: the parser fails behind its line, unless it has failed before.
fn unclosed(scan: &Scan, at: usize, source: &str, build: Build) -> Option<Said> {
    let end = source[at..].find('\n').map_or(source.len(), |end| at + end);
    let before = errors_before(source, end, "", build)?;
    let number = line(source, at);
    if !before.is_empty() {
        let first = before[0].location.start().to_usize();
        let mut ends = scan
            .tokens
            .iter()
            .filter(|token| token.start >= first && token.kind == Kind::Newline);
        let earlier = ends
            .next()
            .is_some_and(|end| line(source, end.start) < number);
        let earlier = earlier && build.at_least(10);
        return earlier
            .then(|| rules::said(scan, source, build, &before))
            .flatten();
    }
    if build.at_least(10) {
        let open = source.as_bytes()[at] as char;
        return Said::syntax(syntax::never_closed(open), number).under(at..at);
    }
    let next = scan.tokens.partition_point(|token| token.start < end);
    let deletes = |token: &tokens::Token| &source[token.start..token.end] == "del";
    match scan.tokens.get(next) {
        None if !source.contains("print ") && !scan.tokens.iter().any(deletes) => {
            Said::syntax("unexpected EOF while parsing", scan.last_line()).under(source_end(source))
        }
        _ => None,
    }
}

/// ruff's errors in the text before a place, with `more` there and brackets closed.
fn errors_before(source: &str, at: usize, more: &str, build: Build) -> Option<Vec<ParseError>> {
    let before = scan(&source[..at], build);
    if !matches!(before.fault, None | Some(Fault::Unclosed(_))) {
        return None;
    }
    let mut text = source[..at].to_string();
    text.push_str(more);
    text.extend(before.closers());
    text.push('\n');
    if guard::check(&text).is_some() {
        return None;
    }
    let version = PythonVersion {
        major: 3,
        minor: build.version.minor,
    };
    let parsed = parse_unchecked(
        &text,
        ParseOptions::from(Mode::Module).with_target_version(version),
    );
    if !parsed.unsupported_syntax_errors().is_empty() {
        return None;
    }
    let errors = parsed.errors().iter();
    Some(
        errors
            .filter(|error| error.location.start().to_usize() < at + more.len())
            .cloned()
            .collect(),
    )
}
