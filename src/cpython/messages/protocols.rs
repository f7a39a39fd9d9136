//! Subscripts, iteration, `with`, `super` and special methods that answer something wrong.

use super::cut;
use crate::cpython::{Build, Raised};

/// `obj[key]` of an object that has no items.
pub fn not_subscriptable(class: &str) -> Raised {
    Raised::type_error(format!("'{}' object is not subscriptable", cut(class, 200)))
}

/// `C[key]` of a class without `__class_getitem__`; `metaclass` is its type.
pub fn type_not_subscriptable(build: Build, class: &str, metaclass: &str) -> Raised {
    if build.at_least(11) {
        Raised::type_error(format!("type '{class}' is not subscriptable"))
    } else {
        not_subscriptable(metaclass)
    }
}

/// `hash()` of a value that has none.
pub fn unhashable(class: &str) -> Raised {
    Raised::type_error(format!("unhashable type: '{}'", cut(class, 200)))
}

/// The same where `role` was wanted: "a dict key" or "a set element", which 3.14 tells; `text` is what `hash()` said
/// (Objects/dictobject.c, `dict_unhashable_type`).
pub fn unhashable_as(build: Build, class: &str, role: &str, text: &str) -> Raised {
    Raised::type_error(if build.at_least(14) {
        format!("cannot use '{class}' as {role} ({text})")
    } else {
        text.to_owned()
    })
}

/// `a, b = …` of more values; `found` is their number where the value is a list, tuple or dict,
/// which 3.14 tells.
pub fn too_many_to_unpack(build: Build, expected: usize, found: Option<usize>) -> Raised {
    let got = match found {
        Some(found) if build.at_least(14) => format!(", got {found}"),
        _ => String::new(),
    };
    Raised::value_error(format!(
        "too many values to unpack (expected {expected}{got})"
    ))
}

/// What a special method must answer, in 3.15's words and in the earlier ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Special {
    /// `__bool__`
    Bool,
    /// `__repr__`
    Repr,
    /// `__str__`
    Str,
    /// `__iter__`
    Iter,
    /// `__index__`
    Index,
}

/// A special method of `class` answered a value of the type `given`.
pub fn special_returned(build: Build, method: Special, class: &str, given: &str) -> Raised {
    let (name, wanted) = match method {
        Special::Bool => ("__bool__", "a bool"),
        Special::Repr => ("__repr__", "a str"),
        Special::Str => ("__str__", "a str"),
        Special::Iter => ("__iter__", "an iterator"),
        Special::Index => ("__index__", "an int"),
    };
    if build.at_least(15) {
        return Raised::type_error(format!(
            "{class}.{name}() must return {wanted}, not {given}"
        ));
    }
    let given = cut(given, 200);
    Raised::type_error(match method {
        Special::Bool => format!("__bool__ should return bool, returned {given}"),
        Special::Iter => format!("iter() returned non-iterator of type '{given}'"),
        Special::Index => format!("__index__ returned non-int (type {given})"),
        Special::Repr | Special::Str => format!("{name} returned non-string (type {given})"),
    })
}

/// `isinstance(x, 1)`
pub fn isinstance_argument(build: Build) -> Raised {
    Raised::type_error(if build.at_least(10) {
        "isinstance() arg 2 must be a type, a tuple of types, or a union"
    } else {
        "isinstance() arg 2 must be a type or tuple of types"
    })
}

/// `issubclass(C, 1)`
pub fn issubclass_argument(build: Build) -> Raised {
    Raised::type_error(if build.at_least(10) {
        "issubclass() arg 2 must be a class, a tuple of classes, or a union"
    } else {
        "issubclass() arg 2 must be a class or tuple of classes"
    })
}

/// `super(1)`
pub fn super_argument(build: Build, given: &str) -> Raised {
    let article = if build.at_least(11) { "a " } else { "" };
    Raised::type_error(format!(
        "super() argument 1 must be {article}type, not {given}"
    ))
}

/// `super(C, obj)` where `obj` is no C. `obj` is told as "instance of X" or "type X".
pub fn super_refuses(build: Build, object: &str, class: &str) -> Raised {
    Raised::type_error(if build.at_least(13) {
        format!("super(type, obj): obj ({object}) is not an instance or subtype of type ({class}).")
    } else {
        "super(type, obj): obj must be an instance or subtype of type".to_owned()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cpython::build::Abi;

    #[test]
    fn texts_of_protocols_change_with_the_version() {
        let build = |minor| Build::new(minor, 3, Abi::Lp64);
        let wanted =
            |minor, role| unhashable_as(build(minor), "list", role, &unhashable("list").text);
        let returned = |minor, method| special_returned(build(minor), method, "Z", "int");
        for (raised, expected) in [
            (
                type_not_subscriptable(build(10), "K", "type"),
                "'type' object is not subscriptable",
            ),
            (
                type_not_subscriptable(build(11), "K", "type"),
                "type 'K' is not subscriptable",
            ),
            (wanted(13, "a dict key"), "unhashable type: 'list'"),
            (
                wanted(14, "a dict key"),
                "cannot use 'list' as a dict key (unhashable type: 'list')",
            ),
            (
                wanted(14, "a set element"),
                "cannot use 'list' as a set element (unhashable type: 'list')",
            ),
            (
                too_many_to_unpack(build(13), 2, Some(3)),
                "too many values to unpack (expected 2)",
            ),
            (
                too_many_to_unpack(build(14), 2, Some(3)),
                "too many values to unpack (expected 2, got 3)",
            ),
            (
                too_many_to_unpack(build(14), 2, None),
                "too many values to unpack (expected 2)",
            ),
            (
                returned(14, Special::Bool),
                "__bool__ should return bool, returned int",
            ),
            (
                returned(15, Special::Bool),
                "Z.__bool__() must return a bool, not int",
            ),
            (
                returned(14, Special::Repr),
                "__repr__ returned non-string (type int)",
            ),
            (
                returned(15, Special::Str),
                "Z.__str__() must return a str, not int",
            ),
            (
                returned(14, Special::Iter),
                "iter() returned non-iterator of type 'int'",
            ),
            (
                returned(15, Special::Iter),
                "Z.__iter__() must return an iterator, not int",
            ),
            (
                returned(14, Special::Index),
                "__index__ returned non-int (type int)",
            ),
            (
                returned(15, Special::Index),
                "Z.__index__() must return an int, not int",
            ),
            (
                super_refuses(build(12), "instance of str", "int"),
                "super(type, obj): obj must be an instance or subtype of type",
            ),
            (
                super_refuses(build(13), "instance of str", "int"),
                "super(type, obj): obj (instance of str) is not an instance or subtype of type (int).",
            ),
            (
                super_argument(build(10), "int"),
                "super() argument 1 must be type, not int",
            ),
            (
                super_argument(build(11), "int"),
                "super() argument 1 must be a type, not int",
            ),
        ] {
            assert_eq!(raised.text, expected);
        }
    }
}
