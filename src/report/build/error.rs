//! Exceptions in plain words: what happened, and what to do about it.

/// A kind of exception, told by its type and by a part of its text.
struct Rule {
    kind: &'static str,
    parts: &'static [&'static str],
    plain: &'static str,
    fix: &'static str,
}

/// The first rule that fits holds; `{0}`, `{1}` are the quoted names of CPython's text.
const RULES: &[Rule] = &[
    Rule {
        kind: "AttributeError",
        parts: &["has no attribute", "no __dict__ for setting new attributes"],
        plain: "{0} has slots and no __dict__, so an instance has room for the named attributes only, and {1} is not one of them.",
        fix: "Add '{1}' to __slots__, or '__dict__' if instances should take any name.",
    },
    Rule {
        kind: "AttributeError",
        parts: &["is read-only"],
        plain: "The name belongs to the class, and instances have neither a slot of that name nor a __dict__ to keep their own value in.",
        fix: "Add the name to __slots__ and remove the class variable, or set it on the class.",
    },
    Rule {
        kind: "ValueError",
        parts: &["in __slots__ conflicts with class variable"],
        plain: "A slot and a class variable cannot share the name {0}: both would be an entry of that name in the class.",
        fix: "Remove the class variable and set the default in __init__, or take '{0}' out of __slots__.",
    },
    Rule {
        kind: "TypeError",
        parts: &["multiple bases have instance lay-out conflict"],
        plain: "Two of the bases add words of their own to an instance, and an instance can extend only one of these layouts.",
        fix: "Give all bases but one an empty __slots__ = (), or keep one of them as an attribute.",
    },
    Rule {
        kind: "TypeError",
        parts: &["cannot create weak reference to"],
        plain: "An instance of {0} has no word for a list of weak references.",
        fix: "Add '__weakref__' to __slots__.",
    },
    Rule {
        kind: "TypeError",
        parts: &["__dict__ slot disallowed"],
        plain: "A base gives instances a __dict__ already; a second one has no place.",
        fix: "Take '__dict__' out of __slots__.",
    },
    Rule {
        kind: "TypeError",
        parts: &["__weakref__ slot disallowed"],
        plain: "A base gives instances a weak reference list already, or instances of this kind cannot have one.",
        fix: "Take '__weakref__' out of __slots__.",
    },
    Rule {
        kind: "TypeError",
        parts: &["nonempty __slots__ not supported for subtype of"],
        plain: "Instances of {0} end with items of varying number, so there is no fixed place for slots behind them.",
        fix: "Use __slots__ = (), or keep the data beside the instance.",
    },
    Rule {
        kind: "TypeError",
        parts: &["arbitrary __slots__ not supported for subtype of"],
        plain: "Instances of {0} end with items of varying number, so there is no fixed place for slots behind them.",
        fix: "Use __slots__ = (), or keep the data beside the instance.",
    },
    Rule {
        kind: "TypeError",
        parts: &["__slots__ must be identifiers"],
        plain: "A slot becomes an attribute, and its name must be one that can be written behind a dot.",
        fix: "",
    },
    Rule {
        kind: "TypeError",
        parts: &["object layout differs"],
        plain: "An object keeps its words when its __class__ changes, so both classes must have the same layout.",
        fix: "Give both classes the same slots in the same order, or make a new object.",
    },
    Rule {
        kind: "TypeError",
        parts: &["Cannot create a consistent method resolution"],
        plain: "The bases ask for contradicting orders: one must come before the other and also behind it.",
        fix: "List derived classes before their own bases.",
    },
    Rule {
        kind: "TypeError",
        parts: &["is not an acceptable base type"],
        plain: "No class can derive from this builtin type.",
        fix: "Keep one as an attribute instead.",
    },
    Rule {
        kind: "TypeError",
        parts: &["metaclass conflict"],
        plain: "The bases have different metaclasses, and none of them derives from all the others.",
        fix: "Write a metaclass that derives from all of them.",
    },
    Rule {
        kind: "TypeError",
        parts: &["a class that defines __slots__ without defining __getstate__"],
        plain: "This way of copying looks for a __dict__ only and would lose what is in the slots.",
        fix: "Use pickle protocol 2 or higher, or define __getstate__.",
    },
    Rule {
        kind: "TypeError",
        parts: &["non-default argument"],
        plain: "A field without a default cannot follow one with a default.",
        fix: "Reorder the fields, or use kw_only=True.",
    },
    Rule {
        kind: "FrozenInstanceError",
        parts: &[],
        plain: "The dataclass is frozen: its instances cannot be changed.",
        fix: "Make a changed copy with dataclasses.replace.",
    },
    Rule {
        kind: "TypeError",
        parts: &["missing", "required"],
        plain: "The call gives fewer arguments than the function needs.",
        fix: "",
    },
    Rule {
        kind: "TypeError",
        parts: &["positional argument", "given"],
        plain: "The call gives more arguments than the function takes; for a method, self counts as one.",
        fix: "",
    },
    Rule {
        kind: "TypeError",
        parts: &["unhashable type"],
        plain: "A key of a dict or an item of a set must be hashable, which mutable builtin containers are not.",
        fix: "",
    },
    Rule {
        kind: "RecursionError",
        parts: &[],
        plain: "Calls were nested too deeply: a function keeps calling itself, perhaps __getattr__ or __setattr__ by the very access they handle.",
        fix: "",
    },
    Rule {
        kind: "ReferenceError",
        parts: &["weakly-referenced object no longer exists"],
        plain: "The object behind the weak proxy is gone: nothing else held it.",
        fix: "Keep a normal reference as long as the object is needed.",
    },
    Rule {
        kind: "NameError",
        parts: &["is not defined"],
        plain: "Nothing has bound the name {0} before this line ran.",
        fix: "",
    },
];

/// What happened, in one plain sentence, and what to do about it; `None` where CPython's text must do.
pub(super) fn advice(kind: &str, message: &str) -> Option<(String, Option<String>)> {
    if kind == "AttributeError" && is_bare_name(message) {
        return Some((
            format!(
                "The slot '{message}' was never set: its word holds NULL, and a slot has no default."
            ),
            Some(format!("Set {message} in __init__.")),
        ));
    }
    let quoted = quoted(message);
    if kind == "AttributeError"
        && message.contains("has no attribute")
        && !message.contains("for setting")
    {
        return missing(&quoted);
    }
    let rule = RULES
        .iter()
        .find(|rule| rule.kind == kind && rule.parts.iter().all(|part| message.contains(part)))?;
    let plain = filled(rule.plain, &quoted)?;
    Some((
        plain,
        filled(rule.fix, &quoted).filter(|fix| !fix.is_empty()),
    ))
}

/// An attribute that was not found, or that has no room: up to 3.12 the text is the same for both.
fn missing(quoted: &[&str]) -> Option<(String, Option<String>)> {
    let [owner, name, ..] = quoted else {
        return None;
    };
    Some((
        format!(
            "There is no '{name}': neither on the object itself nor on {owner} or its bases; and if it was to be set, \
             instances of {owner} have no __dict__ that would take a new name."
        ),
        Some(format!(
            "Check the spelling; a class with __slots__ takes only the names listed there: add '{name}' to them."
        )),
    ))
}

/// CPython's whole text is the name where a slot was read that is not set (up to 3.x alike).
fn is_bare_name(message: &str) -> bool {
    !message.is_empty()
        && message
            .chars()
            .all(|char| char == '_' || char.is_alphanumeric())
}

fn quoted(message: &str) -> Vec<&str> {
    message.split('\'').skip(1).step_by(2).collect()
}

/// The sentence with the names put in; `None` where the text has fewer.
fn filled(sentence: &str, names: &[&str]) -> Option<String> {
    let mut text = sentence.to_string();
    for (index, name) in names.iter().enumerate() {
        text = text.replace(&format!("{{{index}}}"), name);
    }
    (!text.contains("{0}") && !text.contains("{1}")).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_put_in() {
        let check = |kind: &str, message: &str, plain: &str, fix: Option<&str>| {
            let found = advice(kind, message);
            let (found, how) = found.unwrap_or_default();
            assert!(found.contains(plain), "{found}");
            assert_eq!(how.is_some(), fix.is_some(), "{how:?}");
            assert!(how.unwrap_or_default().contains(fix.unwrap_or_default()));
        };
        check(
            "AttributeError",
            "'Q' object has no attribute 'z' and no __dict__ for setting new attributes",
            "z is not one of them",
            Some("'z'"),
        );
        check("AttributeError", "x", "never set", Some("__init__"));
        check(
            "ValueError",
            "'x' in __slots__ conflicts with class variable",
            "the name x",
            Some("'x'"),
        );
        check(
            "TypeError",
            "cannot create weak reference to 'P' object",
            "of P",
            Some("__weakref__"),
        );
        assert_eq!(advice("KeyError", "'a'"), None);
    }
}
