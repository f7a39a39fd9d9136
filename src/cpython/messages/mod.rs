//! The exact texts of exceptions, where they depend on the version: one function each.
//!
//! `class` is the type's `__name__` unless said otherwise (for built-in types `tp_name`, which may
//! have the module in front: [`tp_name`]).

mod attributes;
mod calls;
mod classes;
mod natives;
mod protocols;
pub mod syntax;

pub use attributes::*;
pub use calls::*;
pub use classes::*;
pub use natives::*;
pub use protocols::*;

use super::build::Build;

/// Text cut to at most `bytes` bytes of UTF-8, as `%.100s` of `PyErr_Format` does; a character cut
/// in half becomes U+FFFD.
pub(crate) fn cut(text: &str, bytes: usize) -> String {
    let end = text.len().min(bytes);
    String::from_utf8_lossy(&text.as_bytes()[..end]).into_owned()
}

/// `repr` of a str that is a name: quoted as Python quotes it.
fn quoted(name: &str) -> String {
    if name.contains('\'') && !name.contains('"') {
        format!("\"{name}\"")
    } else {
        format!("'{}'", name.replace('\'', "\\'"))
    }
}

/// `tp_name` of a built-in type by its `__name__`: most are the same.
pub fn tp_name(build: Build, name: &str) -> &str {
    match name {
        "SimpleNamespace" => "types.SimpleNamespace",
        "ReferenceType" => reference_tp_name(build),
        "OrderedDict" => "collections.OrderedDict",
        "defaultdict" => "collections.defaultdict",
        "deque" => "collections.deque",
        "partial" => "functools.partial",
        name => name,
    }
}

/// `__name__` of the type of weak references: `weakref` up to 3.10.2.
pub fn reference_type_name(build: Build) -> &'static str {
    if build.at_least_micro(10, 3) {
        "ReferenceType"
    } else {
        "weakref"
    }
}

fn reference_tp_name(build: Build) -> &'static str {
    if build.at_least_micro(10, 3) {
        "weakref.ReferenceType"
    } else {
        "weakref"
    }
}
