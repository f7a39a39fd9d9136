//! The one type for anything wrong or noteworthy in the learner's program.

use crate::text::{Lines, Span};
use serde::{Deserialize, Serialize};

/// What kind of problem it is; the page, the command line and the tests tell them apart by this.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Code {
    /// Not Python, or not Python of the chosen version. Said in our words, unless there is an `exception`.
    Syntax,
    /// Python that is outside of the subset this simulator knows.
    Unsupported,
    /// A budget ran out: steps, objects, bytes, output, nesting.
    Stopped,
}

/// Something wrong in the learner's program, said in one sentence, with its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// What kind of problem it is.
    pub code: Code,
    /// One sentence that names the construct.
    pub message: String,
    /// Where in the source; none where the program as a whole is meant.
    pub span: Option<Span>,
    /// What to do about it, if there is something to do.
    pub hint: Option<String>,
    /// The type of the exception that CPython raises instead of running the program: then the message is CPython's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exception: Option<String>,
    /// What CPython writes between `File "…", line …` and that exception: the line of the program without its indent,
    /// and its carets; none where they are not certain.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub excerpt: Option<String>,
}

impl Problem {
    /// Python that is outside of the subset: `what` is a noun phrase, "async functions".
    pub fn unsupported(what: impl Into<String>, span: Option<Span>) -> Self {
        Self {
            code: Code::Unsupported,
            message: what.into(),
            span,
            hint: None,
            exception: None,
            excerpt: None,
        }
    }

    /// Wrong syntax, in our own words.
    pub fn syntax(message: impl Into<String>, span: Option<Span>) -> Self {
        Self {
            code: Code::Syntax,
            message: message.into(),
            span,
            hint: None,
            exception: None,
            excerpt: None,
        }
    }

    /// Wrong syntax, with the type (SyntaxError or derived from it) and the words of CPython's exception.
    pub fn refused(exception: &str, message: impl Into<String>, span: Option<Span>) -> Self {
        Self {
            exception: Some(exception.to_string()),
            ..Self::syntax(message, span)
        }
    }

    /// A budget ran out: "stopped after 1,000,000 steps".
    pub fn stopped(message: impl Into<String>, span: Option<Span>) -> Self {
        Self {
            code: Code::Stopped,
            message: message.into(),
            span,
            hint: None,
            exception: None,
            excerpt: None,
        }
    }

    /// All that CPython writes to stderr about wrong syntax in a file of that name; none where that is not certain.
    pub fn traceback(&self, file: &str, source: &str) -> Option<String> {
        let (exception, excerpt) = (self.exception.as_ref()?, self.excerpt.as_ref()?);
        let line = Lines::new(source).line(self.span?.start);
        let message = &self.message;
        Some(format!(
            "  File \"{file}\", line {line}\n{excerpt}{exception}: {message}\n"
        ))
    }

    /// The same problem with something to do about it.
    pub fn with_hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}
