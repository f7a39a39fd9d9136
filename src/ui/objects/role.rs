//! What a word is for, as the style sheet tells it.

use crate::report::Role;

/// The family of a role: gives the word its tint and its pattern.
pub fn family(role: &Role) -> &'static str {
    match role {
        Role::GcHead | Role::Refcount | Role::Type | Role::Size => "is-head",
        Role::ManagedDict
        | Role::ManagedValues
        | Role::ManagedWeakref
        | Role::DictPointer
        | Role::WeakList => "is-link",
        Role::Slot(_)
        | Role::InlineValue(Some(_))
        | Role::Value(Some(_))
        | Role::EntryKey
        | Role::EntryValue
        | Role::EntryHash
        | Role::Item(_)
        | Role::Payload(_)
        | Role::Characters => "is-data",
        Role::InlineHeader
        | Role::InlineOrder
        | Role::ValuesPrefix
        | Role::KeysHeader(_)
        | Role::KeysIndices => "is-frame",
        Role::InlineValue(None) | Role::Value(None) | Role::Unused => "is-free",
        Role::Padding | Role::Dead(_) => "is-dead",
        Role::Left(_) => "is-left",
    }
}

/// How a row names the role: attributes by their own name, fields as CPython's sources call them,
/// everything else by the role's label; and whether it is an attribute.
pub fn title(role: &Role) -> (String, bool) {
    match role {
        Role::Slot(name) | Role::InlineValue(Some(name)) | Role::Value(Some(name)) => {
            (format!(".{name}"), true)
        }
        Role::Refcount => ("ob_refcnt".into(), false),
        Role::Type => ("ob_type".into(), false),
        Role::Size => ("ob_size".into(), false),
        Role::Dead(_) => ("dead".into(), false),
        _ => (role.label(), false),
    }
}

/// What a family is, for the legend, in the order of memory.
pub(super) const FAMILIES: [(&str, &str); 6] = [
    ("is-head", "object header"),
    ("is-link", "links to dict and weakrefs"),
    ("is-data", "attributes and items"),
    ("is-frame", "bookkeeping"),
    ("is-free", "kept free"),
    ("is-dead", "never usable"),
];

/// The kind of an attribute's word, beside its name.
pub(super) fn kind(role: &Role) -> Option<&'static str> {
    match role {
        Role::Slot(_) => Some("slot"),
        Role::InlineValue(Some(_)) => Some("inline"),
        Role::Value(Some(_)) => Some("value"),
        _ => None,
    }
}
