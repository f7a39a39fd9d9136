//! Facts about CPython: pure functions and tables, with the build as a parameter.
//!
//! This room runs nothing, knows no syntax tree and formats nothing for people. Every rule names
//! the CPython file or function it comes from and the versions it holds for.

pub mod build;

pub use build::{Build, Version};
