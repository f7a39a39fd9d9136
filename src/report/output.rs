//! What the program printed, and the exception that ended it.

use super::texts::last_line;
use crate::text::Span;
use serde::{Deserialize, Serialize};

/// What the program printed, and how it ended.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Output {
    /// Everything written to standard output, and the last words of `sys.exit("…")`.
    pub text: String,
    /// The exception that ended the program; none where it ran to its end.
    pub error: Option<ErrorReport>,
}

/// An exception that nothing caught.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ErrorReport {
    /// Name of its type as a traceback shows it: `AttributeError`.
    pub kind: String,
    /// Exactly CPython's text for the chosen build; empty where there is none.
    pub message: String,
    /// Line of the module (from 1) that was running.
    pub line: u32,
    /// The statement or expression that raised; of a statement of several lines the first.
    pub span: Option<Span>,
    /// All that CPython writes about it, frames and source lines included.
    pub traceback: String,
    /// What happened, in one plain sentence.
    pub plain: Option<String>,
    /// What to do about it.
    pub fix: Option<String>,
}

impl ErrorReport {
    /// The last line of CPython's traceback: `AttributeError: …`, or the bare type.
    pub fn last_line(&self) -> String {
        last_line(&self.kind, &self.message)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn last_line_as_in_a_traceback() {
        let mut error = ErrorReport {
            kind: "KeyError".into(),
            message: "'a'".into(),
            line: 1,
            span: None,
            traceback: String::new(),
            plain: None,
            fix: None,
        };
        assert_eq!(error.last_line(), "KeyError: 'a'");
        error.message.clear();
        assert_eq!(error.last_line(), "KeyError");
    }
}
