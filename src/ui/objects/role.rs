//! What a word is for, as the style sheet tells it.

use crate::report::Role;

/// The family of a role: gives the word its tint and its pattern.
pub(super) fn family(role: &Role) -> &'static str {
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

/// How a row names the role: attributes by their own name, everything else by the role's label.
pub(super) fn title(role: &Role) -> (String, bool) {
    match role {
        Role::Slot(name) | Role::InlineValue(Some(name)) | Role::Value(Some(name)) => {
            (format!(".{name}"), true)
        }
        _ => (role.label(), false),
    }
}

/// The kind of an attribute's word, beside its name.
pub(super) fn kind(role: &Role) -> Option<&'static str> {
    match role {
        Role::Slot(_) => Some("slot"),
        Role::InlineValue(Some(_)) => Some("inline value"),
        Role::Value(Some(_)) => Some("value"),
        _ => None,
    }
}
