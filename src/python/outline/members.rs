//! The members of a class: slots, variables, what `__init__` stores and its parameters.

use super::edits::Edits;
use super::list::{Item, Places, change_list};
use super::properties::change_properties;
use super::{Attribute, ClassCard, Variable, render, right_side};
use crate::python::tree::*;
use crate::text::Span;

/// Changes the body of a class to what the edited card says.
pub(super) fn change_body(
    edits: &mut Edits<'_>,
    class: &Class,
    current: &ClassCard,
    edited: &ClassCard,
) {
    let Some(first) = class.body.first() else {
        return;
    };
    let indent = edits.indent(first.span.start).to_string();
    let top = match &class.doc {
        Some(_) => edits.line_end(first.span.end),
        None => edits.line_start(start_of(first)),
    };
    let mut added = 0;
    let mut removed = 0;
    match (current.slots_span, render::slots(&edited.slots)) {
        _ if current.slots == edited.slots => {}
        (Some(span), Some(text)) => edits.replace(span, text),
        (Some(span), None) => {
            edits.remove_lines(span);
            removed += 1;
        }
        (None, Some(text)) => {
            edits.insert_lines(top, &indent, &[text]);
            added += 1;
        }
        (None, None) => {}
    }
    let below_slots = current
        .slots_span
        .map_or(top, |span| edits.line_end(span.end));
    // Those that only the code can change are among them, so that new ones find their neighbour.
    let items = |card: &ClassCard| -> Vec<Item> {
        let variables = card.variables.iter();
        variables
            .map(|variable| item(edits.source, &class.body, variable))
            .collect()
    };
    let known = items(current);
    let place = known
        .first()
        .map_or(below_slots, |item| edits.line_start(item.span.start));
    let counts = change_list(edits, &known, &items(edited), place, &indent);
    added += counts.0;
    removed += counts.1;
    match super::init(class) {
        Some(init) => change_init(edits, init, &current.attributes, &edited.attributes),
        None if edited.attributes.is_empty() => {}
        None => {
            let data = |stmt: &&Stmt| {
                matches!(stmt.kind, StmtKind::Assign { .. } | StmtKind::AnnAssign(_))
            };
            let last = class.body.iter().rfind(data);
            let at = last.map_or(below_slots, |stmt| edits.line_end(stmt.span.end));
            let mut lines = render::init(&edited.attributes);
            if last.is_some() || class.doc.is_some() || added > 0 {
                lines.insert(0, String::new());
            }
            if class
                .body
                .iter()
                .any(|stmt| start_of(stmt) >= at && !is_empty(stmt))
            {
                lines.push(String::new());
            }
            edits.insert_lines(at, &indent, &lines);
            added += 1;
        }
    }
    let counts = change_properties(edits, class, current, edited, &indent);
    added += counts.0;
    removed += counts.1;
    fill(edits, &class.body, added, removed, &indent);
}

/// A variable, with the places of its parts where its statement is in the body.
fn item(source: &str, body: &[Stmt], variable: &Variable) -> Item {
    let statement = body.iter().find(|stmt| stmt.span == variable.span);
    let places = match statement.map(|stmt| (stmt.span, &stmt.kind)) {
        Some((span, StmtKind::Assign { targets, value })) => match &targets[..] {
            [target] => Places {
                name: Some(target.span),
                annotation: None,
                value: Some(right_side(source, target.span.end, span, value.span)),
            },
            _ => Places::default(),
        },
        Some((span, StmtKind::AnnAssign(assign))) => Places {
            name: Some(assign.target.span),
            annotation: Some(assign.annotation.span),
            value: assign
                .value
                .as_ref()
                .map(|value| right_side(source, assign.annotation.span.end, span, value.span)),
        },
        _ => Places::default(),
    };
    Item {
        name: variable.name.clone(),
        annotation: variable.annotation.clone(),
        value: variable.value.clone(),
        text: render::variable(variable),
        span: variable.span,
        places,
    }
}

/// Where a statement begins, decorators included.
pub(super) fn start_of(stmt: &Stmt) -> u32 {
    let decorators = match &stmt.kind {
        StmtKind::Function(function) => &function.decorators,
        StmtKind::Class(class) => &class.decorators,
        _ => return stmt.span.start,
    };
    decorators
        .first()
        .map_or(stmt.span.start, |first| first.span.start)
}

/// A block is never empty, and has no `pass` without need.
pub(super) fn fill(
    edits: &mut Edits<'_>,
    body: &[Stmt],
    added: usize,
    removed: usize,
    indent: &str,
) {
    let placeholders = body.iter().filter(|stmt| is_empty(stmt));
    if added > 0 {
        placeholders.for_each(|stmt| edits.remove_lines(stmt.span));
    } else if removed == body.len()
        && let Some(last) = body.last()
    {
        let at = edits.line_end(last.span.end);
        edits.insert_lines(at, indent, &["pass".into()]);
    }
}

pub(super) fn is_empty(stmt: &Stmt) -> bool {
    match &stmt.kind {
        StmtKind::Pass => true,
        StmtKind::Expr(expr) => {
            matches!(
                expr.kind,
                ExprKind::Const(crate::python::code::Const::Ellipsis)
            )
        }
        _ => false,
    }
}

fn change_init(
    edits: &mut Edits<'_>,
    init: &Function,
    current: &[Attribute],
    wanted: &[Attribute],
) {
    let Some(first) = init.body.first() else {
        return;
    };
    let object = super::self_name(init).to_string();
    let items = |list: &[Attribute]| -> Vec<Item> {
        let plain = list
            .iter()
            .filter(|attribute| attribute.plain || attribute.span == Span::default());
        plain
            .map(|attribute| Item {
                name: attribute.name.clone(),
                text: render::attribute(&object, attribute),
                span: attribute.span,
                ..Item::default()
            })
            .collect()
    };
    let (current_items, wanted_items) = (items(current), items(wanted));
    let indent = edits.indent(first.span.start).to_string();
    let end = init
        .body
        .last()
        .map_or(first.span.end, |last| last.span.end);
    let at = match current_items.first() {
        Some(item) => edits.line_start(item.span.start),
        None if is_empty(first) => edits.line_start(first.span.start),
        None => edits.line_end(end),
    };
    let (added, removed) = change_list(edits, &current_items, &wanted_items, at, &indent);
    fill(edits, &init.body, added, removed, &indent);
    change_params(edits, init, current, wanted);
}

/// A new attribute that stores a parameter of its name gets one; one that is gone takes it along,
/// unless something else uses it.
fn change_params(
    edits: &mut Edits<'_>,
    init: &Function,
    current: &[Attribute],
    wanted: &[Attribute],
) {
    let params = &init.params;
    let has = |name: &str| params.iter().any(|parameter| &*parameter.name.id == name);
    let mut new: Vec<&str> = Vec::new();
    for attribute in wanted
        .iter()
        .filter(|attribute| attribute.value == attribute.name)
    {
        if !has(&attribute.name) && !new.contains(&&*attribute.name) {
            new.push(&attribute.name);
        }
    }
    let gone = |name: &str| {
        let stays = |a: &Attribute| wanted.iter().any(|other| other.name == a.name);
        let stores: Vec<&Attribute> = current.iter().filter(|a| a.value == name).collect();
        let spans: Vec<Span> = stores.iter().map(|attribute| attribute.span).collect();
        let wanted_values = wanted
            .iter()
            .any(|attribute| has_word(&attribute.value, name));
        !stores.is_empty()
            && !stores.into_iter().any(stays)
            && !wanted_values
            && !used(edits.source, init, name, &spans)
    };
    let mut new = new.into_iter();
    let mut positional: Vec<String> = Vec::new();
    let (mut changed, mut default) = (false, false);
    for (i, parameter) in params.positional.iter().enumerate() {
        if i == 0 || !gone(&parameter.name.id) {
            positional.push(parameter_text(edits.source, parameter));
            default = parameter.default.is_some();
        } else {
            changed = true;
            positional.extend(new.next().map(str::to_string));
        }
        if i + 1 == params.positional_only {
            positional.push("/".into());
        }
    }
    for name in new {
        changed = true;
        let default = if default { "=None" } else { "" };
        positional.push(format!("{name}{default}"));
    }
    if changed {
        edits.replace(
            params.span,
            format!("({})", parameter_list(edits.source, params, positional)),
        );
    }
}

fn parameter_list(source: &str, params: &Parameters, mut all: Vec<String>) -> String {
    match &params.varargs {
        Some(varargs) => all.push(format!("*{}", parameter_text(source, varargs))),
        None if !params.keyword_only.is_empty() => all.push("*".into()),
        None => {}
    }
    all.extend(
        params
            .keyword_only
            .iter()
            .map(|parameter| parameter_text(source, parameter)),
    );
    all.extend(
        params
            .varkw
            .iter()
            .map(|p| format!("**{}", parameter_text(source, p))),
    );
    all.join(", ")
}

fn parameter_text(source: &str, parameter: &Parameter) -> String {
    let mut span = parameter.name.span;
    for part in [&parameter.annotation, &parameter.default]
        .into_iter()
        .flatten()
    {
        span = span.cover(part.span);
    }
    super::text(source, span)
}

/// Whether a word stands in the body of a function outside of some statements.
fn used(source: &str, function: &Function, word: &str, except: &[Span]) -> bool {
    let mut statements = function
        .body
        .iter()
        .filter(|stmt| !except.contains(&stmt.span));
    statements.any(|stmt| has_word(&super::text(source, stmt.span), word))
}

fn has_word(text: &str, word: &str) -> bool {
    let part_of_word = |c: char| c.is_alphanumeric() || c == '_';
    text.match_indices(word).any(|(at, _)| {
        let before = text[..at].chars().next_back().is_some_and(part_of_word);
        let after = text[at + word.len()..]
            .chars()
            .next()
            .is_some_and(part_of_word);
        !before && !after
    })
}
