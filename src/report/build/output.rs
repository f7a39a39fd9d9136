//! What the program printed, and its exception with a plain sentence.

use super::error::advice;
use crate::machine::{Outcome, Raised};
use crate::report::{ErrorReport, Output};
use crate::text::Span;

/// Characters of an exception that are shown.
const SHOWN: usize = 5_000;

/// Output and exception of a run.
pub(super) fn output(outcome: Outcome, source: &str) -> Output {
    let mut text = outcome.output;
    let ended = outcome.error.filter(|raised| {
        if raised.exit {
            text.push_str(&raised.traceback);
        }
        !raised.exit
    });
    Output {
        text,
        error: ended.map(|raised| error(raised, source)),
    }
}

fn error(raised: Raised, source: &str) -> ErrorReport {
    let (plain, fix) = match advice(&raised.name, &raised.message) {
        Some((plain, fix)) => (Some(shortened(plain)), fix.map(shortened)),
        None => (None, None),
    };
    ErrorReport {
        kind: raised.name,
        message: shortened(raised.message),
        line: raised.line.unwrap_or(1),
        span: raised.span.map(|span| first_line(span, source)),
        traceback: shortened(raised.traceback),
        plain,
        fix,
    }
}

/// A text that can be laid out at once: the end of a very long one is only counted.
fn shortened(text: String) -> String {
    let count = text.chars().count();
    if count <= SHOWN {
        return text;
    }
    let shown: String = text.chars().take(SHOWN).collect();
    format!("{shown}… and {} more characters", count - SHOWN)
}

fn first_line(span: Span, source: &str) -> Span {
    let text = source.get(span.range()).unwrap_or_default();
    let line = text.split(['\n', '\r']).next().unwrap_or_default();
    Span::new(span.start, span.start + line.trim_end().len() as u32)
}
