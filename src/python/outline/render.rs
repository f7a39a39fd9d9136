//! Cards as source text.

use super::{Attribute, ClassCard, Dataclass, Slots, Variable};

/// `(A, B, metaclass=M)`, or nothing.
pub(super) fn arguments(card: &ClassCard) -> String {
    let all: Vec<&str> = card
        .bases
        .iter()
        .chain(&card.keywords)
        .map(String::as_str)
        .collect();
    if all.is_empty() {
        String::new()
    } else {
        format!("({})", all.join(", "))
    }
}

/// `__slots__ = ('a', 'b')`, or nothing.
pub(super) fn slots(slots: &Slots) -> Option<String> {
    let value = match slots {
        Slots::None => return None,
        Slots::Dynamic(text) => text.clone(),
        Slots::Names(names) => {
            let quoted: Vec<String> = names.iter().map(|name| quoted(name)).collect();
            match &quoted[..] {
                [only] => format!("({only},)"),
                all => format!("({})", all.join(", ")),
            }
        }
    };
    Some(format!("__slots__ = {value}"))
}

fn quoted(name: &str) -> String {
    format!("'{}'", name.replace('\\', "\\\\").replace('\'', "\\'"))
}

pub(super) fn variable(variable: &Variable) -> String {
    assignment(
        &variable.name,
        variable.annotation.as_deref(),
        variable.value.as_deref(),
    )
}

pub(super) fn attribute(object: &str, attribute: &Attribute) -> String {
    let target = format!("{object}.{}", attribute.name);
    assignment(
        &target,
        attribute.annotation.as_deref(),
        Some(&attribute.value),
    )
}

fn assignment(target: &str, annotation: Option<&str>, value: Option<&str>) -> String {
    let annotation = annotation.map_or(String::new(), |text| format!(": {text}"));
    let value = value.map_or(String::new(), |text| format!(" = {text}"));
    format!("{target}{annotation}{value}")
}

/// The arguments of a dataclass decorator.
pub(super) fn options(dataclass: &Dataclass) -> String {
    if dataclass.options.is_empty() {
        return String::new();
    }
    let option = |(name, value): &(String, String)| format!("{name}={value}");
    let options: Vec<String> = dataclass.options.iter().map(option).collect();
    format!("({})", options.join(", "))
}

/// A whole `__init__` that stores these attributes.
pub(super) fn init(attributes: &[Attribute]) -> Vec<String> {
    let mut params = vec!["self"];
    for attribute in attributes {
        if attribute.value == attribute.name && !params.contains(&&*attribute.name) {
            params.push(&attribute.name);
        }
    }
    let mut lines = vec![format!("def __init__({}):", params.join(", "))];
    lines.extend(
        attributes
            .iter()
            .map(|stored| format!("    {}", attribute("self", stored))),
    );
    lines
}

/// A whole class, as lines; `decorator` is how a dataclass decorator is spelled.
pub(super) fn class(card: &ClassCard, decorator: &str) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(dataclass) = &card.dataclass {
        lines.push(format!("@{decorator}{}", options(dataclass)));
    }
    lines.push(format!("class {}{}:", card.name, arguments(card)));
    let mut body: Vec<String> = slots(&card.slots).into_iter().collect();
    body.extend(card.variables.iter().map(variable));
    if !card.attributes.is_empty() {
        if !body.is_empty() {
            body.push(String::new());
        }
        body.extend(init(&card.attributes));
    }
    if body.is_empty() {
        body.push("pass".into());
    }
    let indented = |line: String| {
        if line.is_empty() {
            line
        } else {
            format!("    {line}")
        }
    };
    lines.extend(body.into_iter().map(indented));
    lines
}
