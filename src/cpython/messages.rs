//! Exact exception texts that vary by version, as functions.

use super::build::Build;

/// Reading an attribute that is not there (Objects/object.c, _PyObject_GenericGetAttrWithDict).
/// Class names are cut after 50 characters up to 3.11, after 100 from 3.12.
pub fn no_attribute(build: Build, class: &str, name: &str) -> String {
    let class = cut(class, if build.at_least(12) { 100 } else { 50 });
    format!("'{class}' object has no attribute '{name}'")
}

/// Reading a slot that holds nothing: up to 3.9 just its name (Python/structmember.c, PyMember_GetOne).
pub fn unset_slot(build: Build, class: &str, name: &str) -> String {
    if build.at_least(10) { no_attribute(build, class, name) } else { name.to_string() }
}

/// Setting or deleting a name where there is no dict and no class attribute. From 3.13 it says so,
/// unless the class has a `__setattr__` or `__delattr__` of its own.
pub fn set_unknown(build: Build, class: &str, name: &str, generic_setattr: bool) -> String {
    let class = cut(class, 100);
    let suffix = if build.at_least(13) && generic_setattr { " and no __dict__ for setting new attributes" } else { "" };
    format!("'{class}' object has no attribute '{name}'{suffix}")
}

/// Setting or deleting a class attribute through an instance without a dict.
pub fn read_only(class: &str, name: &str) -> String {
    format!("'{}' object attribute '{name}' is read-only", cut(class, 100))
}

/// Deleting an attribute that the instance dict lacks.
pub fn delete_missing(build: Build, class: &str, name: &str) -> String {
    if build.at_least(11) { format!("'{}' object has no attribute '{name}'", cut(class, 100)) } else { name.to_string() }
}

/// Deleting an attribute that a class's own namespace lacks.
pub fn delete_missing_on_type(build: Build, class: &str, name: &str) -> String {
    if build.at_least(11) { format!("type object '{}' has no attribute '{name}'", cut(class, 100)) } else { name.to_string() }
}

/// Setting or deleting an attribute of a builtin type (Objects/typeobject.c, type_setattro).
pub fn immutable_type(build: Build, class: &str, name: &str) -> String {
    if build.at_least(10) { format!("cannot set '{name}' attribute of immutable type '{class}'") } else { format!("can't set attributes of built-in/extension type '{class}'") }
}

/// Deleting `__name__`, `__bases__` … of a class (check_set_special_type_attr).
pub fn delete_type_attribute(build: Build, class: &str, name: &str) -> String {
    match build.version.minor {
        ..=9 => format!("can't delete {class}.{name}"),
        10..=14 => format!("cannot delete '{name}' attribute of immutable type '{class}'"),
        _ => format!("cannot delete '{name}' attribute of type '{class}'"),
    }
}

/// Setting a descriptor that has no setter (Objects/descrobject.c, descr_setcheck and getset_set;
/// Python/structmember.c for members).
pub fn not_writable(build: Build, owner: &str, name: &str, member: bool) -> String {
    if member && (!build.at_least(12) || name == "__basicsize__") { "readonly attribute".to_string() } else { format!("attribute '{name}' of '{owner}' objects is not writable") }
}

/// A descriptor applied to an object of another class (descr_check).
pub fn descriptor_mismatch(name: &str, owner: &str, given: &str) -> String {
    format!("descriptor '{name}' for '{owner}' objects doesn't apply to a '{given}' object")
}

/// Which function a property lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PropertyPart {
    /// `fget`
    Getter,
    /// `fset`
    Setter,
    /// `fdel`
    Deleter,
}

/// Using a property that lacks a function (property_descr_get and property_descr_set).
/// `name` is the repr of the property's name if it has one, `class` the class's qualified name.
pub fn property_without(build: Build, part: PropertyPart, name: Option<&str>, class: &str) -> String {
    if build.at_least(11) {
        let what = match part {
            PropertyPart::Getter => "getter",
            PropertyPart::Setter => "setter",
            PropertyPart::Deleter => "deleter",
        };
        return match name {
            Some(name) => format!("property {name} of '{class}' object has no {what}"),
            None => format!("property of '{class}' object has no {what}"),
        };
    }
    let text = match part {
        PropertyPart::Getter => "unreadable attribute",
        PropertyPart::Setter => "can't set attribute",
        PropertyPart::Deleter => "can't delete attribute",
    };
    match name {
        Some(name) if build.at_least(10) => format!("{text} {name}"),
        _ => text.to_string(),
    }
}

/// A weak reference to an object whose type has no room for one; `class` is its `tp_name`.
pub fn weakref_refused(build: Build, class: &str) -> String {
    let older = class == "weakref.ReferenceType" && !build.at_least_micro(10, 13);
    format!("cannot create weak reference to '{}' object", if older { "weakref" } else { class })
}

/// Keyword arguments that nobody takes (object.__init_subclass__).
pub fn init_subclass_keywords(class: &str) -> String {
    format!("{class}.__init_subclass__() takes no keyword arguments")
}

/// Making an instance of a class with abstract methods; `names` are sorted.
pub fn abstract_class(build: Build, class: &str, names: &[String]) -> String {
    let s = if names.len() == 1 { "" } else { "s" };
    if build.at_least(12) {
        let quoted: Vec<String> = names.iter().map(|name| format!("'{name}'")).collect();
        return format!("Can't instantiate abstract class {class} without an implementation for abstract method{s} {}", quoted.join(", "));
    }
    format!("Can't instantiate abstract class {class} with abstract method{s} {}", names.join(", "))
}

/// `super(type, obj)` with an object of another class (Objects/typeobject.c, supercheck):
/// `object` is "instance of X" or "type X".
pub fn super_mismatch(build: Build, object: &str, class: &str) -> String {
    if build.at_least(13) { format!("super(type, obj): obj ({object}) is not an instance or subtype of type ({class}).") } else { "super(type, obj): obj must be an instance or subtype of type".to_string() }
}

fn cut(name: &str, chars: usize) -> String {
    name.chars().take(chars).collect()
}
