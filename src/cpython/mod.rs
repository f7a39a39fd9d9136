//! Facts about CPython: pure functions and tables, with the build as a parameter.
//!
//! This room runs nothing, knows no syntax tree and formats nothing for people. Every rule names
//! the CPython file or function it comes from and the versions it holds for.

pub mod adaptive;
pub mod alloc;
pub mod bases;
pub mod build;
mod builtin_table;
pub mod builtins;
pub mod bytearrays;
pub mod carets;
pub mod dicts;
pub mod hints;
pub mod image;
pub mod instances;
pub mod int_results;
pub mod keys;
pub mod lists;
pub mod members;
pub mod memory;
pub mod messages;
pub mod pickle_opcodes;
pub mod raised;
pub mod recursion;
pub mod sets;
pub mod sizes;
pub mod slots;
pub mod specialize;
pub mod structs;
pub mod suggestions;
pub mod types;

pub use build::{Build, Version};
pub use builtin_table::keeps_group_text;
pub use builtins::builtin_layout;
pub use dicts::{Key, Table};
pub use instances::InstanceValues;
pub use keys::{KeysRef, SharedKeys};
pub use memory::{Block, Role};
pub use raised::Raised;
pub use types::TypeLayout;
