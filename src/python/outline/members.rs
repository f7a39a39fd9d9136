//! The members of a class: slots, variables, what `__init__` stores and its parameters.

use super::edits::Edits;
use super::{Attribute, ClassCard, render};
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
    let items = |card: &ClassCard| -> Vec<Item> {
        let editable = card
            .variables
            .iter()
            .filter(|v| v.plain || v.span == Span::default());
        editable
            .map(|v| Item::new(&v.name, render::variable(v), v.span))
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
    fill(edits, &class.body, added, removed, &indent);
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

/// One assignment of a list that is edited.
struct Item {
    name: String,
    text: String,
    span: Span,
}

impl Item {
    fn new(name: &str, text: String, span: Span) -> Self {
        Self {
            name: name.to_string(),
            text,
            span,
        }
    }
}

/// Brings the assignments `current` to what `wanted` says; how many came and went. Lines stay where
/// they are as long as the order allows it. New ones follow their neighbour, or stand at `first`.
fn change_list(
    edits: &mut Edits<'_>,
    current: &[Item],
    wanted: &[Item],
    first: u32,
    indent: &str,
) -> (usize, usize) {
    let matches = matching(current, wanted);
    let kept: Vec<usize> = matches.iter().filter_map(|found| *found).collect();
    if !kept.is_sorted() {
        return change_in_place(edits, current, wanted, indent);
    }
    let mut counts = (0, 0);
    for (i, item) in current.iter().enumerate() {
        if !kept.contains(&i) {
            edits.remove_lines(item.span);
            counts.1 += 1;
        }
    }
    let mut at = first;
    for (item, found) in wanted.iter().zip(matches) {
        match found.map(|i| &current[i]) {
            Some(old) => {
                if old.text != item.text {
                    edits.replace(old.span, &*item.text);
                }
                at = edits.line_end(old.span.end);
            }
            None => {
                edits.insert_lines(at, indent, std::slice::from_ref(&item.text));
                counts.0 += 1;
            }
        }
    }
    counts
}

/// For every wanted item the current one of the same name, each used once.
fn matching(current: &[Item], wanted: &[Item]) -> Vec<Option<usize>> {
    let mut used = vec![false; current.len()];
    let mut find = |item: &Item| {
        let free = |i: &usize| !used[*i] && current[*i].name == item.name;
        let found = (0..current.len()).find(free)?;
        used[found] = true;
        Some(found)
    };
    wanted.iter().map(&mut find).collect()
}

/// In another order: every place gets the text that now belongs there.
fn change_in_place(
    edits: &mut Edits<'_>,
    current: &[Item],
    wanted: &[Item],
    indent: &str,
) -> (usize, usize) {
    for (old, new) in current.iter().zip(wanted) {
        if old.text != new.text {
            edits.replace(old.span, &*new.text);
        }
    }
    for gone in current.iter().skip(wanted.len()) {
        edits.remove_lines(gone.span);
    }
    let more = wanted.get(current.len()..).unwrap_or_default();
    if let (Some(last), false) = (current.last(), more.is_empty()) {
        let at = edits.line_end(last.span.end);
        let lines: Vec<String> = more.iter().map(|item| item.text.clone()).collect();
        edits.insert_lines(at, indent, &lines);
    }
    (more.len(), current.len().saturating_sub(wanted.len()))
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
            .map(|a| Item::new(&a.name, render::attribute(&object, a), a.span))
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
