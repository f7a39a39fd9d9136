//! What the program printed, and its exception with a plain sentence.

use super::error::advice;
use crate::machine::{Outcome, Raised};
use crate::report::{ErrorReport, Output};

/// Output and exception of a run.
pub(super) fn output(outcome: Outcome) -> Output {
    Output {
        text: outcome.output,
        error: outcome.error.map(error),
    }
}

fn error(raised: Raised) -> ErrorReport {
    let (plain, fix) = match advice(&raised.name, &raised.message) {
        Some((plain, fix)) => (Some(plain), fix),
        None => (None, None),
    };
    ErrorReport {
        kind: raised.name,
        message: raised.message,
        line: raised.line.unwrap_or(1),
        span: raised.span,
        plain,
        fix,
    }
}
