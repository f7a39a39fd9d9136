//! Read-only properties of a class: functions that return one expression.

use super::edits::Edits;
use super::list::{Item, Places, change_item, matching};
use super::members::is_empty;
use super::{ClassCard, Method, decorated, right_side, text};
use crate::python::tree::*;
use crate::text::Span;
use serde::{Deserialize, Serialize};

/// What a function under `@property` answers.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Property {
    /// The expression that it returns; empty where it does more than that.
    pub value: String,
    /// Whether it is nothing but that `return`, and nothing sets or deletes it: then it can be edited.
    pub plain: bool,
}

/// A function of the body as a property; none where it is another function.
pub(super) fn property(source: &str, function: &Function, body: &[Stmt]) -> Option<Property> {
    let is_property = |decorator: &Decorator| matches!(&decorator.expr.kind, ExprKind::Name(name) if &**name == "property");
    if !function.decorators.iter().any(is_property) {
        return None;
    }
    let same_name = |stmt: &&Stmt| matches!(&stmt.kind, StmtKind::Function(other) if other.name.id == function.name.id);
    let alone = function.decorators.len() == 1
        && function.params.iter().count() == 1
        && body.iter().filter(same_name).count() == 1;
    let place = returned(source, function).filter(|_| alone);
    Some(Property {
        value: place.map_or(String::new(), |place| text(source, place)),
        plain: place.is_some(),
    })
}

/// The expression of a function that does nothing but return it.
fn returned(source: &str, function: &Function) -> Option<Span> {
    match function.body.get(usize::from(function.doc.is_some())..)? {
        [stmt] => match &stmt.kind {
            StmtKind::Return(Some(value)) => {
                let after = stmt.span.start + "return".len() as u32;
                Some(right_side(source, after, stmt.span, value.span))
            }
            _ => None,
        },
        _ => None,
    }
}

/// Changes the properties to what the edited card says; how many came and went.
pub(super) fn change_properties(
    edits: &mut Edits<'_>,
    class: &Class,
    current: &ClassCard,
    edited: &ClassCard,
    indent: &str,
) -> (usize, usize) {
    let source = edits.source;
    let items = |card: &ClassCard| -> Vec<Item> {
        let plain = |method: &&Method| method.property.as_ref().is_some_and(|found| found.plain);
        let plain = card.methods.iter().filter(plain);
        plain.map(|method| item(source, class, method)).collect()
    };
    let (known, wanted) = (items(current), items(edited));
    let matches = matching(&known, &wanted);
    let (mut added, mut removed) = (0, 0);
    for (i, old) in known.iter().enumerate() {
        if !matches.contains(&Some(i)) {
            edits.remove_block(old.span);
            removed += 1;
        }
    }
    let end = class.body.last().map(|last| edits.line_end(last.span.end));
    for (new, found) in wanted.iter().zip(matches) {
        match (found, end) {
            (Some(old), _) => change_item(edits, &known[old], new),
            (None, Some(at)) => {
                let mut lines = vec![
                    "@property".to_string(),
                    format!("def {}(self):", new.name),
                    format!("    return {}", new.value.as_deref().unwrap_or("None")),
                ];
                if added > 0 || class.body.iter().any(|stmt| !is_empty(stmt)) {
                    lines.insert(0, String::new());
                }
                edits.insert_lines(at, indent, &lines);
                added += 1;
            }
            (None, None) => {}
        }
    }
    (added, removed)
}

fn item(source: &str, class: &Class, method: &Method) -> Item {
    let value = method
        .property
        .as_ref()
        .map(|property| property.value.clone());
    let function = class.body.iter().find_map(|stmt| match &stmt.kind {
        StmtKind::Function(function)
            if decorated(&function.decorators, stmt.span) == method.span =>
        {
            Some(&**function)
        }
        _ => None,
    });
    Item {
        name: method.name.clone(),
        // The function's other text is not compared.
        text: format!("{} {}", method.name, value.clone().unwrap_or_default()),
        value,
        span: method.span,
        places: Places {
            name: function.map(|function| function.name.span),
            annotation: None,
            value: function.and_then(|function| returned(source, function)),
        },
        ..Item::default()
    }
}
