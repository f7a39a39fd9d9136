//! The exception that an algorithm answers instead of a value.

/// A Python exception: its class and `str()` of it, exactly as CPython words it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValueFault {
    /// Name of a builtin exception class: `"ValueError"`; or [`ValueFault::UNSUPPORTED`].
    pub kind: &'static str,
    /// The message.
    pub text: String,
}

impl ValueFault {
    /// The kind of a fault that is none of Python's: CPython has an answer here that this simulator
    /// cannot hold. The text is a noun phrase that says what, for a problem.
    pub const UNSUPPORTED: &'static str = "unsupported";

    /// What CPython can and this simulator cannot.
    pub fn unsupported(what: impl Into<String>) -> Self {
        Self::new(Self::UNSUPPORTED, what)
    }

    /// A `ValueError`.
    pub fn value(text: impl Into<String>) -> Self {
        Self::new("ValueError", text)
    }

    /// A `TypeError`.
    pub fn type_error(text: impl Into<String>) -> Self {
        Self::new("TypeError", text)
    }

    /// An `OverflowError`.
    pub fn overflow(text: impl Into<String>) -> Self {
        Self::new("OverflowError", text)
    }

    /// A `ZeroDivisionError`.
    pub fn zero_division(text: impl Into<String>) -> Self {
        Self::new("ZeroDivisionError", text)
    }

    /// An exception of the builtin class `kind`.
    pub fn new(kind: &'static str, text: impl Into<String>) -> Self {
        let text = text.into();
        Self { kind, text }
    }
}
