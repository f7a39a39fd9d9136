//! Runs bytecode over simulated objects.

pub mod values;
