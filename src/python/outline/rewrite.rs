//! An edited card back into the text: only that class changes, and in it only what was edited.

use super::arguments::change_arguments;
use super::dataclass::{change_dataclass, import_dataclass};
use super::edits::Edits;
use super::list::Item;
use super::members::change_body;
use super::{ClassCard, closed, render};
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
    let mut changed = change(&text, build, index, &current, edited)?;
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
        import_dataclass(&module, source.len() as u32, &mut edits)
    } else {
        String::new()
    };
    let mut text = edits.apply();
    if !text.is_empty() {
        let blank = text.len() - text.trim_end_matches(['\n', '\r']).len();
        let newlines = blank / newline.len();
        text += &newline.repeat(3_usize.saturating_sub(newlines));
    }
    text += &render::class(card, &decorator).join(newline);
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
    original: &ClassCard,
    edited: &ClassCard,
) -> Result<String, Vec<Problem>> {
    let module = parse(source, build)?;
    let Some((class, span)) = super::classes(&module).nth(index) else {
        return Err(Vec::new());
    };
    let current = super::card(source, &module, class, span);
    let mut edits = Edits::new(source);
    let edited = &relocated(edited, original, &current);
    change_dataclass(&mut edits, &module, class, &current, edited);
    change_header(&mut edits, class, &current, edited);
    change_body(&mut edits, class, &current, edited);
    Ok(edits.apply())
}

/// The edited card with the places that its members have by now: `original` is the card of the text that it was made
/// from, `current` the one of the text that is to be changed, with the same members.
fn relocated(edited: &ClassCard, original: &ClassCard, current: &ClassCard) -> ClassCard {
    let mut card = edited.clone();
    // What was not there is nowhere, unless it is new.
    let nowhere = Span::new(u32::MAX, u32::MAX);
    let move_to = |span: &mut Span, old: Vec<Span>, new: Vec<Span>| {
        let at = old.iter().position(|place| place == span);
        if *span != Span::default() {
            *span = at.and_then(|at| new.get(at).copied()).unwrap_or(nowhere);
        }
    };
    macro_rules! relocate {
        ($list:ident) => {
            for member in &mut card.$list {
                let places = |card: &ClassCard| card.$list.iter().map(|m| m.span).collect();
                move_to(&mut member.span, places(original), places(current));
            }
        };
    }
    relocate!(variables);
    relocate!(attributes);
    relocate!(methods);
    card
}

fn change_header(edits: &mut Edits<'_>, class: &Class, current: &ClassCard, edited: &ClassCard) {
    let name_end = class.name.span.end;
    if current.name != edited.name {
        edits.replace(class.name.span, &*edited.name);
    }
    if current.bases != edited.bases || current.keywords != edited.keywords {
        let source = edits.source;
        let item = |text: &String, span: Span| Item {
            name: text.clone(),
            text: text.clone(),
            span,
            ..Item::default()
        };
        let new = |text: &String| item(text, Span::default());
        let keyword = |(text, keyword): (&String, &Keyword)| {
            let start = match &keyword.name {
                Some(name) => name.span.start,
                // The two stars stand before it.
                None => source
                    .get(..keyword.value.span.start as usize)
                    .and_then(|before| before.rfind("**"))
                    .map_or(keyword.value.span.start, |at| at as u32),
            };
            let value = closed(source, start, keyword.value.span);
            item(text, Span::new(start, value.end))
        };
        let arguments = &class.arguments;
        let bases = current.bases.iter().zip(&arguments.args);
        let keywords = current.keywords.iter().zip(&arguments.keywords);
        let known: Vec<Item> = bases
            .map(|(text, base)| item(text, base.span))
            .chain(keywords.map(keyword))
            .collect();
        let known = crate::order::by_key(known, |item| item.span.start);
        let wanted = edited.bases.iter().chain(&edited.keywords).map(new);
        let wanted: Vec<Item> = wanted.collect();
        let parentheses = Span::new(name_end, class.header.end);
        change_arguments(edits, &known, &wanted, parentheses);
    }
}
