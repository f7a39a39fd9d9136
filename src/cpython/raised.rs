//! An exception that a rule of CPython raises: its type and its exact text.

use std::fmt;

/// An exception: the name of its type and `str(exception)`, exactly as the build words it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Raised {
    /// The exception's type: `TypeError`, `AttributeError` …
    pub exception: &'static str,
    /// Its text.
    pub text: String,
    /// Whether an AttributeError gets `.name` and `.obj` of what was asked (never in 3.9, which has
    /// no such attributes).
    pub names: bool,
}

impl Raised {
    /// A TypeError.
    pub fn type_error(text: impl Into<String>) -> Self {
        Self::new("TypeError", text)
    }

    /// A ValueError.
    pub fn value_error(text: impl Into<String>) -> Self {
        Self::new("ValueError", text)
    }

    /// An AttributeError.
    pub fn attribute_error(text: impl Into<String>) -> Self {
        Self::new("AttributeError", text)
    }

    /// An exception of the type of this name.
    pub fn new(exception: &'static str, text: impl Into<String>) -> Self {
        Self {
            exception,
            text: text.into(),
            names: false,
        }
    }

    /// The same, with `.name` and `.obj` set or not.
    pub(super) fn naming(self, names: bool) -> Self {
        Self { names, ..self }
    }
}

impl fmt::Display for Raised {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.exception, self.text)
    }
}
