//! The algorithms behind Python's builtin values: plain Rust in, plain Rust out.
//!
//! No heap, no objects, no calls back into a program; where CPython would call one (`__str__` for `%s`, `__eq__` for
//! a set, `__lt__` for a sort), the caller is asked, step by step.
//!
//! | values | files |
//! | --- | --- |
//! | int | `int_text`, `int_math`, `int_bytes` |
//! | float, complex | `float_text`, `float_hex`, `float_math`, `float_format`, `complex_text` |
//! | str | `str_index`, `str_search`, `str_split`, `str_case`, `str_pad`, `str_repr`, `unicode` |
//! | bytes | `bytes_methods`, `codecs` |
//! | formatting | `format_spec`, `format_value`, `percent`, `percent_conversion`, `str_format` |
//! | sets, lists | `hash`, `set_order`, `sorting` |
//!
//! Integers that are too large for a machine word, and lengths, the caller holds against its budget before.
//! `tests/values` holds what real CPythons answer, and the scripts that ask them.

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
