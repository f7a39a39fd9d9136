//! Attributes: reading, setting and deleting what is not there or not allowed.

use super::{cut, quoted};
use crate::cpython::{Build, Raised};

/// Reading, setting or deleting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// `obj.name`
    Get,
    /// `obj.name = value`
    Set,
    /// `del obj.name`
    Delete,
}

/// An object has no such attribute (Objects/object.c, `_PyObject_GenericGetAttrWithDict`).
pub fn no_attribute(build: Build, class: &str, name: &str) -> Raised {
    let class = cut(class, if build.at_least(12) { 100 } else { 50 });
    Raised::attribute_error(format!("'{class}' object has no attribute '{name}'"))
        .naming(build.at_least(10))
}

/// A class has no such attribute (Objects/typeobject.c, `type_getattro`).
pub fn no_type_attribute(build: Build, class: &str, name: &str) -> Raised {
    let class = cut(class, if build.at_least(12) { 100 } else { 50 });
    Raised::attribute_error(format!("type object '{class}' has no attribute '{name}'"))
        .naming(build.at_least(10))
}

/// A module has no such attribute; `module` is its `__name__`, None if it lost that.
pub fn no_module_attribute(build: Build, module: Option<&str>, name: &str) -> Raised {
    let text = match module {
        Some(module) => format!("module '{module}' has no attribute '{name}'"),
        None => format!("module has no attribute '{name}'"),
    };
    Raised::attribute_error(text).naming(build.at_least(10))
}

/// A slot that is not set is read (Python/structmember.c, `PyMember_GetOne`). `full_name` is the
/// class's qualified name, with its module in front unless that is `builtins` or `__main__`; 3.13
/// uses it.
pub fn unset_slot(build: Build, class: &str, full_name: &str, name: &str) -> Raised {
    let text = match build.version.minor {
        ..=9 => name.to_owned(),
        10..=12 => format!("'{}' object has no attribute '{name}'", cut(class, 200)),
        _ => format!("'{full_name}' object has no attribute '{name}'"),
    };
    Raised::attribute_error(text).naming(build.at_least(10))
}

/// A slot that is not set is deleted (`PyMember_SetOne`).
pub fn delete_unset_slot(name: &str) -> Raised {
    Raised::attribute_error(name)
}

/// An unknown name is set on, or deleted from, an object without a `__dict__`.
/// `generic_setattr`: the class overrides neither `__setattr__` nor `__delattr__`, so `tp_setattro`
/// is `PyObject_GenericSetAttr`, which 3.13 looks at.
pub fn set_unknown(build: Build, class: &str, name: &str, generic_setattr: bool) -> Raised {
    let class = cut(class, 100);
    let suffix = if build.at_least(13) && generic_setattr {
        " and no __dict__ for setting new attributes"
    } else {
        ""
    };
    Raised::attribute_error(format!(
        "'{class}' object has no attribute '{name}'{suffix}"
    ))
    .naming(build.at_least(13))
}

/// A class attribute is set or deleted through an object without a `__dict__`.
pub fn read_only(build: Build, class: &str, name: &str) -> Raised {
    let class = cut(class, if build.at_least(12) { 100 } else { 50 });
    Raised::attribute_error(format!("'{class}' object attribute '{name}' is read-only"))
}

/// An attribute that the instance does not have is deleted from its `__dict__`. `inline_values`:
/// the class has them ([`crate::cpython::TypeLayout`]); 3.13 and 3.14 forget `.name` there.
pub fn delete_missing(build: Build, class: &str, name: &str, inline_values: bool) -> Raised {
    if !build.at_least(11) {
        return Raised::attribute_error(name);
    }
    let class = cut(class, 100);
    let names = build.at_least(15) || (build.at_least(13) && !inline_values);
    Raised::attribute_error(format!("'{class}' object has no attribute '{name}'")).naming(names)
}

/// An attribute that a class does not have itself is deleted from it.
pub fn delete_missing_from_type(build: Build, class: &str, name: &str) -> Raised {
    if !build.at_least(11) {
        return Raised::attribute_error(name);
    }
    let class = cut(class, 50);
    Raised::attribute_error(format!("type object '{class}' has no attribute '{name}'"))
        .naming(build.at_least(13))
}

/// An attribute of a built-in type is set or deleted (Objects/typeobject.c, `type_setattro`).
pub fn immutable_type(build: Build, class: &str, name: &str) -> Raised {
    Raised::type_error(if build.at_least(10) {
        format!(
            "cannot set {} attribute of immutable type '{class}'",
            quoted(name)
        )
    } else {
        format!("can't set attributes of built-in/extension type '{class}'")
    })
}

/// A getset descriptor without a setter: `(1).real = 2`, `obj.__weakref__ = None`. 3.15 has one
/// `__weakref__` (and `__dict__`) descriptor for all classes, that of `object`.
pub fn not_writable(build: Build, class: &str, name: &str) -> Raised {
    let shared = build.at_least(15) && matches!(name, "__weakref__" | "__dict__");
    let class = if shared && class != "type" {
        "object"
    } else {
        class
    };
    let class = cut(class, 100);
    Raised::attribute_error(format!(
        "attribute '{name}' of '{class}' objects is not writable"
    ))
}

/// A read-only member of a class is set: `__basicsize__`, `__base__`; `__mro__` up to 3.11.
pub fn type_member_not_writable(build: Build, name: &str) -> Raised {
    if name == "__mro__" && build.at_least(12) {
        not_writable(build, "type", name)
    } else {
        Raised::attribute_error("readonly attribute")
    }
}

/// A property lacks the function for this access (Objects/descrobject.c, `property_descr_get` and
/// `property_descr_set`). `name` is what `__set_name__` told it, `getter` the `__name__` of its
/// fget; `class` is the qualified name of the object's class.
pub fn property_refuses(
    build: Build,
    access: Access,
    name: Option<&str>,
    getter: Option<&str>,
    class: &str,
) -> Raised {
    let named = if build.at_least(13) {
        name.or(getter)
    } else {
        name
    };
    if build.at_least(11) {
        let function = match access {
            Access::Get => "getter",
            Access::Set => "setter",
            Access::Delete => "deleter",
        };
        let property = match named {
            Some(name) => format!("property {}", quoted(name)),
            None => "property".to_owned(),
        };
        return Raised::attribute_error(format!(
            "{property} of {} object has no {function}",
            quoted(class)
        ))
        .naming(access == Access::Get);
    }
    let what = match access {
        Access::Get => "unreadable attribute",
        Access::Set => "can't set attribute",
        Access::Delete => "can't delete attribute",
    };
    let text = match name {
        Some(name) if build.at_least(10) => format!("{what} {}", quoted(name)),
        _ => what.to_owned(),
    };
    Raised::attribute_error(text).naming(access == Access::Get && build.at_least(10))
}

/// A data descriptor without `__set__` or `__delete__`: the name of what is missing.
pub fn half_descriptor(access: Access) -> Raised {
    Raised::attribute_error(match access {
        Access::Delete => "__delete__",
        _ => "__set__",
    })
}

/// A member, getset or method descriptor is used on an object of another class.
pub fn descriptor_refuses(name: &str, class: &str, given: &str) -> Raised {
    Raised::type_error(format!(
        "descriptor '{name}' for '{}' objects doesn't apply to a '{}' object",
        cut(class, 100),
        cut(given, 100)
    ))
}

/// `descriptor.__get__(None)`
pub fn get_of_nothing() -> Raised {
    Raised::type_error("__get__(None, None) is invalid")
}

/// `getattr(obj, 1)` (`builtin`) and every other way to give a name that is no str.
pub fn attribute_name_not_str(build: Build, builtin: Option<&str>, class: &str) -> Raised {
    Raised::type_error(match builtin {
        Some(function @ ("getattr" | "hasattr")) if !build.at_least(11) => {
            format!("{function}(): attribute name must be string")
        }
        _ => format!("attribute name must be string, not '{}'", cut(class, 200)),
    })
}

/// `obj.__dict__ = something`
pub fn dict_must_be_dict(class: &str) -> Raised {
    Raised::type_error(format!(
        "__dict__ must be set to a dictionary, not a '{}'",
        cut(class, 200)
    ))
}

/// `del exception.__dict__`, and of other built-in types with a dict of their own.
pub fn dict_not_deletable() -> Raised {
    Raised::type_error("cannot delete __dict__")
}

/// `vars(obj)` of an object without a `__dict__`.
pub fn vars_without_dict() -> Raised {
    Raised::type_error("vars() argument must have __dict__ attribute")
}

/// `object.__setattr__(a_class, …)`; `slot` is `__setattr__` or `__delattr__`, `class` the metaclass.
pub fn wrong_setattr(slot: &str, class: &str) -> Raised {
    Raised::type_error(format!("can't apply this {slot} to {class} object"))
}

/// A weak reference to an object whose class has no place for one; `tp_name` of that class.
pub fn weakref_refused(tp_name: &str) -> Raised {
    Raised::type_error(format!(
        "cannot create weak reference to '{tp_name}' object"
    ))
}
