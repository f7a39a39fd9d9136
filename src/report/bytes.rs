//! Byte counts that carry their working.

use serde::{Deserialize, Serialize};

/// The three different numbers that are all called "the size".
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ByteCounts {
    /// What the object asks the allocator for, with every block that it owns alone.
    pub requested: ByteCount,
    /// What the allocator hands out for these requests.
    pub allocated: ByteCount,
    /// What `sys.getsizeof` says.
    pub reported: ByteCount,
}

/// A number of bytes and how it comes about.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ByteCount {
    /// The sum of the terms.
    pub total: u64,
    /// What is added up, in the order of memory.
    pub terms: Vec<Term>,
}

/// One summand of a byte count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    /// What the bytes are for: "GC head", "three slots".
    pub label: String,
    /// How many.
    pub bytes: u64,
    /// The rule with the numbers put in: `3 × 8`, `round 88 up to 16`.
    pub formula: String,
    /// Where CPython says so: `Objects/typeobject.c, _PyType_AllocNoTrack`.
    pub source: String,
}

impl ByteCount {
    /// The count with these terms.
    pub fn of(terms: Vec<Term>) -> Self {
        Self {
            total: terms.iter().map(|term| term.bytes).sum(),
            terms,
        }
    }
}

impl Term {
    /// A summand with its rule and the place of the rule.
    pub fn new(
        label: impl Into<String>,
        bytes: u64,
        formula: impl Into<String>,
        source: impl Into<String>,
    ) -> Self {
        Self {
            label: label.into(),
            bytes,
            formula: formula.into(),
            source: source.into(),
        }
    }
}
