//! Which names the builder takes, before the program is asked.

use crate::report::{KEYWORDS, Outline};

/// Why this text cannot be a name; none where it can.
pub fn refusal(name: &str) -> Option<String> {
    let mut characters = name.chars();
    let starts = characters
        .next()
        .is_some_and(|first| first.is_alphabetic() || first == '_');
    if name.is_empty() {
        Some("A name has at least one character.".into())
    } else if !starts || !characters.all(|next| next.is_alphanumeric() || next == '_') {
        Some(format!(
            "“{name}” is no name: letters, digits and _ only, no digit first."
        ))
    } else if KEYWORDS.contains(&name) {
        Some(format!("“{name}” is a keyword of Python."))
    } else {
        None
    }
}

/// A name that no class of the program has: `New`, `New2`, …
pub fn unused_name(outline: &Outline) -> String {
    let taken = |name: &str| outline.classes.iter().any(|class| class.name == name);
    let numbered = (2..).map(|number| format!("New{number}"));
    std::iter::once("New".to_string())
        .chain(numbered)
        .find(|name| !taken(name))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_checked_before_the_program_is_asked() {
        for name in ["x", "_x1", "größe", "match"] {
            assert_eq!(refusal(name), None);
        }
        for name in ["", "1x", "a b", "class", "x-y", "'"] {
            assert!(refusal(name).is_some(), "{name}");
        }
    }

    #[test]
    fn a_new_class_gets_a_name_of_its_own() {
        assert_eq!(unused_name(&Outline::default()), "New");
    }
}
