//! Classes: making them, making instances of them, changing their `__class__` and `__bases__`.
//!
//! Errors of slots, layouts and the MRO come from the rules themselves: [`crate::cpython::slots`],
//! [`crate::cpython::bases`].

use super::quoted;
use crate::cpython::{Build, Raised};

/// `type(name, bases, dict)` with an argument of the wrong type: its number, 1 to 3.
pub fn type_argument(build: Build, number: u8, given: &str) -> Raised {
    let wanted = match number {
        1 => "str",
        2 => "tuple",
        _ if build.at_least(15) => "dict or frozendict",
        _ => "dict",
    };
    Raised::type_error(format!(
        "type.__new__() argument {number} must be {wanted}, not {given}"
    ))
}

/// A base of `type(name, bases, dict)` that is no class but has `__mro_entries__`.
pub fn mro_entries_refused() -> Raised {
    Raised::type_error("type() doesn't support MRO entry resolution; use types.new_class()")
}

/// The metaclasses of the bases do not derive from one another.
pub fn metaclass_conflict() -> Raised {
    Raised::type_error(
        "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of \
         the metaclasses of all its bases",
    )
}

/// A base that is no class, where the metaclass did not fail before.
pub fn base_not_a_type() -> Raised {
    Raised::type_error("bases must be types")
}

/// The name of a class contains NUL.
pub fn null_in_name() -> Raised {
    Raised::value_error("type name must not contain null characters")
}

/// `__qualname__` in the namespace is no str.
pub fn qualname_not_str(given: &str) -> Raised {
    Raised::type_error(format!("type __qualname__ must be a str, not {given}"))
}

/// `__classcell__` (or, from 3.12, `__classdictcell__`) in the namespace is no cell; `given` is the
/// `repr` of its type.
pub fn not_a_cell(name: &str, given: &str) -> Raised {
    Raised::type_error(format!("{name} must be a nonlocal cell, not {given}"))
}

/// A metaclass kept `__classcell__` from `type.__new__`; `class` is the `repr` of the new class.
pub fn class_cell_lost(name: &str, class: &str) -> Raised {
    Raised::new(
        "RuntimeError",
        format!(
            "__class__ not set defining {} as {class}. Was __classcell__ propagated to type.__new__?",
            quoted(name)
        ),
    )
}

/// What `__set_name__` raised comes with these words: up to 3.11 as a RuntimeError caused by it,
/// from 3.12 as a note on it.
pub fn set_name_failed(descriptor_class: &str, name: &str, class: &str) -> Raised {
    Raised::new(
        "RuntimeError",
        format!(
            "Error calling __set_name__ on '{descriptor_class}' instance {} in '{class}'",
            quoted(name)
        ),
    )
}

/// Keyword arguments that no `__init_subclass__` takes; `class` is the new class.
pub fn init_subclass_arguments(class: &str) -> Raised {
    Raised::type_error(format!(
        "{class}.__init_subclass__() takes no keyword arguments"
    ))
}

/// Arguments for a class with neither `__new__` nor `__init__` of its own.
pub fn takes_no_arguments(class: &str) -> Raised {
    Raised::type_error(format!("{class}() takes no arguments"))
}

/// Too many arguments for `object.__init__`. `overrides`: the class has an `__init__` of its own,
/// which passed them on.
pub fn init_arguments(class: &str, overrides: bool) -> Raised {
    let class = if overrides { "object" } else { class };
    Raised::type_error(format!(
        "{class}.__init__() takes exactly one argument (the instance to initialize)"
    ))
}

/// Too many arguments for `object.__new__` from a `__new__` that passed them on.
pub fn new_arguments() -> Raised {
    Raised::type_error("object.__new__() takes exactly one argument (the type to instantiate)")
}

/// `object.__new__(int)`: another built-in type has to make the instance.
pub fn unsafe_new(of: &str, class: &str, owner: &str) -> Raised {
    Raised::type_error(format!(
        "{of}.__new__({class}) is not safe, use {owner}.__new__()"
    ))
}

/// `int.__new__(str)`
pub fn new_of_no_subtype(of: &str, class: &str) -> Raised {
    Raised::type_error(format!(
        "{of}.__new__({class}): {class} is not a subtype of {of}"
    ))
}

/// `int.__new__(5)`; the parenthesis names the type of what was given.
pub fn new_of_no_type(of: &str, given: &str) -> Raised {
    Raised::type_error(format!("{of}.__new__(X): X is not a type object ({given})"))
}

/// `__init__` returned something.
pub fn init_returned(given: &str) -> Raised {
    Raised::type_error(format!("__init__() should return None, not '{given}'"))
}

/// An abstract class is called; `methods` are its abstract ones, sorted
/// (Objects/typeobject.c, `object_new`).
pub fn abstract_class(build: Build, class: &str, methods: &[&str]) -> Raised {
    let plural = if methods.len() == 1 { "" } else { "s" };
    Raised::type_error(if build.at_least(12) {
        format!(
            "Can't instantiate abstract class {class} without an implementation for abstract \
             method{plural} '{}'",
            methods.join("', '")
        )
    } else {
        format!(
            "Can't instantiate abstract class {class} with abstract method{plural} {}",
            methods.join(", ")
        )
    })
}

/// `del obj.__class__`
pub fn delete_class() -> Raised {
    Raised::type_error("can't delete __class__ attribute")
}

/// `obj.__class__ = 5`
pub fn class_not_a_type(given: &str) -> Raised {
    Raised::type_error(format!(
        "__class__ must be set to a class, not '{given}' object"
    ))
}

/// `C.__bases__ = […]`
pub fn bases_not_tuple(class: &str, given: &str) -> Raised {
    Raised::type_error(format!(
        "can only assign tuple to {class}.__bases__, not {given}"
    ))
}

/// `C.__bases__ = ()`
pub fn bases_empty(class: &str) -> Raised {
    Raised::type_error(format!(
        "can only assign non-empty tuple to {class}.__bases__, not ()"
    ))
}

/// `C.__bases__ = (5,)`
pub fn bases_item(class: &str, given: &str) -> Raised {
    Raised::type_error(format!(
        "{class}.__bases__ must be tuple of classes, not '{given}'"
    ))
}

/// `C.__name__ = 5` and `C.__qualname__ = 5`
pub fn class_name_not_str(class: &str, attribute: &str, given: &str) -> Raised {
    Raised::type_error(format!(
        "can only assign string to {class}.{attribute}, not '{given}'"
    ))
}

/// `del C.__bases__`, `del C.__name__`, `del C.__module__`, `del C.__doc__` … of a class made by a
/// class statement (Objects/typeobject.c, `check_set_special_type_attr`).
pub fn delete_class_attribute(build: Build, class: &str, attribute: &str) -> Raised {
    Raised::type_error(match build.version.minor {
        ..=9 => format!("can't delete {class}.{attribute}"),
        10..=14 => format!("cannot delete '{attribute}' attribute of immutable type '{class}'"),
        _ => format!("cannot delete '{attribute}' attribute of type '{class}'"),
    })
}
