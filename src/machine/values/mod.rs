//! The algorithms behind Python's builtin values: plain Rust in, plain Rust out.
//!
//! No heap, no objects, no calls back into a program; where CPython would call one (`__str__` for `%s`,
//! `__eq__` for a set), the caller gets a plan or a candidate and goes on from there.

pub mod bytes_methods;
#[cfg(test)]
mod bytes_tests;
pub mod codecs;
pub mod complex_text;
mod fault;
pub mod float_format;
pub mod float_hex;
pub mod float_math;
pub mod float_text;
pub mod format_spec;
pub mod format_value;
pub mod hash;
pub mod int_bytes;
pub mod int_math;
pub mod int_text;
pub mod percent;
pub mod percent_conversion;
#[cfg(test)]
mod percent_tests;
pub mod set_order;
#[cfg(test)]
mod set_tests;
mod sort_merge;
mod sort_runs;
pub mod sorting;
pub mod str_case;
pub mod str_format;
pub mod str_index;
pub mod str_pad;
pub mod str_repr;
pub mod str_search;
pub mod str_split;
#[cfg(test)]
mod str_tests;
pub mod unicode;
mod unicode_data;
#[cfg(test)]
mod vectors;

pub use fault::ValueFault;
