//! Text → tree → bytecode. The only room that knows ruff; it never fails, it answers problems.

pub mod code;

pub use code::Code;
