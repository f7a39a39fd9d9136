//! An edited card back into the text: only that class changes, and in it only what was edited.

use super::edits::Edits;
use super::members::{change_body, start_of};
use super::{ClassCard, Dataclass, render};
use crate::cpython::Build;
use crate::problem::Problem;
use crate::python::parse;
use crate::python::tree::*;
use crate::text::Span;

/// The text in which the class number `index` of the outline is as `edited` says. Comments and code
/// that the card does not speak of stay as they are. Problems: the text does not parse, before or
/// after; or the change cannot be made in this class without touching other code.
pub fn rewrite(
    source: &str,
    build: Build,
    index: usize,
    edited: &ClassCard,
) -> Result<String, Vec<Problem>> {
    let current = read(source, build, index)?;
    if bare(&current) == bare(edited) {
        return Ok(source.to_string());
    }
    let with_newline = format!("{source}\n");
    let ends_well = source.is_empty() || source.ends_with('\n');
    let text = if ends_well { source } else { &with_newline };
    let text = spread(text, build, index, &current, edited)?;
    let mut changed = change(&text, build, index, edited)?;
    if !ends_well && changed.ends_with('\n') {
        changed.pop();
    }
    let found = read(&changed, build, index)?;
    if bare(&found) == bare(edited) {
        Ok(changed)
    } else {
        Err(vec![cannot(current.header)])
    }
}

/// The text with a new class at its end.
pub fn new_class(source: &str, build: Build, card: &ClassCard) -> Result<String, Vec<Problem>> {
    let module = parse(source, build)?;
    let mut edits = Edits::new(source);
    let newline = edits.newline();
    let decorator = if card.dataclass.is_some() {
        import_dataclass(&module, &mut edits)
    } else {
        ""
    };
    let mut text = edits.apply();
    if !text.is_empty() {
        let blank = text.len() - text.trim_end_matches(['\n', '\r']).len();
        let newlines = blank / newline.len();
        text += &newline.repeat(3_usize.saturating_sub(newlines));
    }
    text += &render::class(card, decorator).join(newline);
    text += newline;
    let outline = super::outline(&text, &parse(&text, build)?);
    match outline.classes.last() {
        Some(found) if bare(found) == bare(card) => Ok(text),
        _ => Err(vec![cannot(card.header)]),
    }
}

fn cannot(place: Span) -> Problem {
    let message = "a change that would touch other code of the class";
    Problem::unsupported(message, Some(place))
}

fn read(source: &str, build: Build, index: usize) -> Result<ClassCard, Vec<Problem>> {
    let module = parse(source, build)?;
    let mut classes = super::outline(source, &module).classes;
    if index < classes.len() {
        Ok(classes.swap_remove(index))
    } else {
        Err(vec![Problem::unsupported(
            "a class that is not there",
            None,
        )])
    }
}

/// What a card says, without places; `__init__` comes and goes with the attributes.
fn bare(card: &ClassCard) -> ClassCard {
    let mut card = card.clone();
    card.header = Span::default();
    card.span = Span::default();
    card.slots_span = None;
    card.attributes.iter_mut().for_each(|attribute| {
        attribute.span = Span::default();
        attribute.plain = true;
    });
    card.variables.iter_mut().for_each(|variable| {
        variable.span = Span::default();
        variable.plain = true;
    });
    card.methods.retain(|method| method.name != "__init__");
    card.methods
        .iter_mut()
        .for_each(|method| method.span = Span::default());
    if let Some(dataclass) = &mut card.dataclass {
        dataclass.span = Span::default();
    }
    card
}

/// The text with every statement of the class body on a line of its own, and every one of `__init__`
/// where the attributes change.
fn spread(
    source: &str,
    build: Build,
    index: usize,
    current: &ClassCard,
    edited: &ClassCard,
) -> Result<String, Vec<Problem>> {
    let module = parse(source, build)?;
    let mut edits = Edits::new(source);
    if let Some((class, _)) = super::classes(&module).nth(index) {
        spread_block(&mut edits, class.header, &class.body);
    }
    let text = edits.apply();
    if bare(current).attributes == bare(edited).attributes {
        return Ok(text);
    }
    spread_init(&text, build, index)
}

fn spread_init(source: &str, build: Build, index: usize) -> Result<String, Vec<Problem>> {
    let module = parse(source, build)?;
    let mut edits = Edits::new(source);
    if let Some((class, _)) = super::classes(&module).nth(index)
        && let Some(init) = super::init(class)
    {
        spread_block(&mut edits, init.header, &init.body);
    }
    Ok(edits.apply())
}

pub(super) fn spread_block(edits: &mut Edits<'_>, header: Span, body: &[Stmt]) {
    let Some(first) = body.first() else { return };
    let source = edits.source;
    let between = |start: u32, end: u32| source.get(start as usize..end as usize).unwrap_or("\n");
    let gap = between(header.end, first.span.start);
    let inline =
        !gap.contains('\n') && !matches!(first.kind, StmtKind::Function(_) | StmtKind::Class(_));
    let indent = if inline {
        format!("{}    ", edits.indent(header.start))
    } else {
        edits.indent(first.span.start).to_string()
    };
    let break_line = format!("{}{indent}", edits.newline());
    if let (true, Some(colon)) = (inline, gap.find(':')) {
        let after = header.end + colon as u32 + 1;
        edits.replace(Span::new(after, first.span.start), break_line.clone());
    }
    for pair in body.windows(2) {
        let gap = Span::new(pair[0].span.end, pair[1].span.start);
        if between(gap.start, gap.end).trim() == ";" && !between(gap.start, gap.end).contains('\n')
        {
            edits.replace(gap, break_line.clone());
        }
    }
}

fn change(
    source: &str,
    build: Build,
    index: usize,
    edited: &ClassCard,
) -> Result<String, Vec<Problem>> {
    let module = parse(source, build)?;
    let Some((class, span)) = super::classes(&module).nth(index) else {
        return Err(Vec::new());
    };
    let current = super::card(source, class, span);
    let mut edits = Edits::new(source);
    change_dataclass(&mut edits, &module, class, &current, edited);
    change_header(&mut edits, &current, edited);
    change_body(&mut edits, class, &current, edited);
    Ok(edits.apply())
}

fn change_header(edits: &mut Edits<'_>, current: &ClassCard, edited: &ClassCard) {
    let name_end = current.header.start + current.name.len() as u32;
    if current.name != edited.name {
        edits.replace(Span::new(current.header.start, name_end), &*edited.name);
    }
    if current.bases != edited.bases || current.keywords != edited.keywords {
        let arguments = Span::new(name_end, current.header.end);
        edits.replace(arguments, render::arguments(edited));
    }
}

fn change_dataclass(
    edits: &mut Edits<'_>,
    module: &Module,
    class: &Class,
    current: &ClassCard,
    edited: &ClassCard,
) {
    match (&current.dataclass, &edited.dataclass) {
        (Some(current), None) => edits.remove_lines(current.span),
        (None, Some(wanted)) => {
            let spelled = import_dataclass(module, edits);
            let at = edits.line_start(class.header.start);
            let line = format!("@{spelled}{}", render::options(wanted));
            let indent = edits.indent(class.header.start);
            edits.insert_lines(at, indent, &[line]);
        }
        (Some(Dataclass { options, span }), Some(wanted)) if *options != wanted.options => {
            let text = super::text(edits.source, *span);
            let callee = text.split('(').next().unwrap_or_default().trim_end();
            edits.replace(*span, format!("{callee}{}", render::options(wanted)));
        }
        _ => {}
    }
}

/// How `dataclass` can be spelled in this module; imports it if it is not there yet.
fn import_dataclass(module: &Module, edits: &mut Edits<'_>) -> &'static str {
    for stmt in &module.body {
        match &stmt.kind {
            StmtKind::ImportFrom { module, names } if &**module == "dataclasses" => {
                let plain =
                    |alias: &Alias| &*alias.name.id == "dataclass" && alias.asname.is_none();
                if names.iter().any(plain) {
                    return "dataclass";
                }
            }
            StmtKind::Import(names) => {
                let plain =
                    |alias: &Alias| &*alias.name.id == "dataclasses" && alias.asname.is_none();
                if names.iter().any(plain) {
                    return "dataclasses.dataclass";
                }
            }
            _ => {}
        }
    }
    let after_doc = &module.body[usize::from(module.doc.is_some())..];
    let is_future = |stmt: &&Stmt| matches!(&stmt.kind, StmtKind::ImportFrom { module, .. } if &**module == "__future__");
    let at = match after_doc.iter().find(|stmt| !is_future(stmt)) {
        Some(stmt) => edits.line_start(start_of(stmt)),
        None => edits.source.len() as u32,
    };
    edits.insert_lines(at, "", &["from dataclasses import dataclass".into()]);
    "dataclass"
}
