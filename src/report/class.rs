//! A class of the program and the layout of its instances.

use crate::text::Span;
use serde::{Deserialize, Serialize};

/// A class of the program.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClassReport {
    /// Qualified name.
    pub name: String,
    /// Its `class` statement; none for a class made by a call.
    pub span: Option<Span>,
    /// Names of the direct bases.
    pub bases: Vec<String>,
    /// Method resolution order, this class first, `object` last.
    pub mro: Vec<String>,
    /// The base whose layout it extends (Objects/typeobject.c, best_base).
    pub solid_base: String,
    /// Bytes of an instance without items and without the pre-header (`__basicsize__`).
    pub basicsize: u64,
    /// Bytes of an item (`__itemsize__`).
    pub itemsize: u64,
    /// Where the `__dict__` pointer is (`__dictoffset__`): 0 none, negative as CPython says it.
    pub dictoffset: i64,
    /// Where the weak reference list is (`__weakrefoffset__`): 0 none, negative as CPython says it.
    pub weakrefoffset: i64,
    /// Member descriptors that it adds, in the order of memory.
    pub slots: Vec<SlotReport>,
}

/// A member descriptor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SlotReport {
    /// Name, mangled as CPython mangles it.
    pub name: String,
    /// Bytes from the object pointer.
    pub offset: u64,
}
