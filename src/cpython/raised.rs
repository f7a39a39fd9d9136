//! An exception that a rule of CPython raises: its type and its exact text.

use std::fmt;

/// An exception: the name of its type and `str(exception)`, exactly as the build words it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Raised {
    /// The exception's type: `TypeError`, `AttributeError` …
    pub exception: &'static str,
    /// Its text.
    pub text: String,
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
        }
    }
}

impl fmt::Display for Raised {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.exception, self.text)
    }
}
