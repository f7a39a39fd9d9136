//! slotscope: see how CPython stores objects.
//!
//! The road, one way, from text to picture:
//! 1. [`python::compile`] turns the learner's text into bytecode, or answers problems;
//! 2. [`machine::Machine::run`] runs it over simulated objects, asking [`cpython`] for every size,
//!    offset, table and message of the chosen [`cpython::Build`];
//! 3. [`report`] writes down what happened as plain data;
//! 4. [`charts`] and [`ui`] draw it, [`cli`] prints it.

#[cfg(feature = "web")]
pub mod charts;
#[cfg(not(target_arch = "wasm32"))]
pub mod cli;
pub mod cpython;
pub mod machine;
mod measure;
mod order;
pub mod problem;
pub mod python;
pub mod report;
pub mod text;
#[cfg(feature = "web")]
pub mod ui;

pub use measure::measure;
pub use python::outline::{new_class, rewrite};
pub use report::{access, analyze, at_step, copies, timeline, way_out};
