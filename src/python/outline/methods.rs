//! Methods added to a class of the text, and a guard for a `__getattr__` that lacks one.

use super::edits::Edits;
use super::members::{fill, is_empty};
use super::rewrite::spread_block;
use crate::cpython::Build;
use crate::problem::Problem;
use crate::python::parse;
use crate::python::tree::*;

/// The text with these lines at the end of the class number `index` of the outline. Problems: the text does
/// not parse, or has no such class.
pub fn add_methods(
    source: &str,
    build: Build,
    index: usize,
    lines: &[String],
) -> Result<String, Vec<Problem>> {
    let text = spread(source, build, index)?;
    edited(&text, build, index, |edits, class| {
        let (Some(first), Some(last)) = (class.body.first(), class.body.last()) else {
            return;
        };
        let indent = edits.indent(first.span.start).to_string();
        let at = edits.line_end(last.span.end);
        fill(edits, &class.body, 1, 0, &indent);
        let mut lines = lines.to_vec();
        if class.body.iter().any(|stmt| !is_empty(stmt)) {
            lines.insert(0, String::new());
        }
        edits.insert_lines(at, &indent, &lines);
    })
}

/// The text in which the `__getattr__` of the class number `index` refuses names that begin with two
/// underscores. Problems: the text does not parse, or has no such class; without such a method it stays as it is.
pub fn guard_getattr(source: &str, build: Build, index: usize) -> Result<String, Vec<Problem>> {
    let text = spread(source, build, index)?;
    let text = edited(&text, build, index, |edits, class| {
        if let Some(function) = method(class, "__getattr__") {
            spread_block(edits, function.header, &function.body);
        }
    })?;
    edited(&text, build, index, |edits, class| {
        let Some(function) = method(class, "__getattr__") else {
            return;
        };
        let first = function.body.get(usize::from(function.doc.is_some()));
        let first = first.or(function.body.last());
        let (Some(name), Some(first)) = (function.params.positional.get(1), first) else {
            return;
        };
        let name = &name.name.id;
        let indent = edits.indent(first.span.start).to_string();
        let lines = [
            format!("if {name}.startswith('__'):"),
            format!("    raise AttributeError({name})"),
        ];
        edits.insert_lines(edits.line_start(first.span.start), &indent, &lines);
    })
}

/// The text with each statement of the class body on a line of its own.
fn spread(source: &str, build: Build, index: usize) -> Result<String, Vec<Problem>> {
    let ends_well = source.ends_with('\n');
    let whole = format!("{source}{}", if ends_well { "" } else { "\n" });
    edited(&whole, build, index, |edits, class| {
        spread_block(edits, class.header, &class.body);
    })
}

fn method<'a>(class: &'a Class, name: &str) -> Option<&'a Function> {
    class.body.iter().rev().find_map(|stmt| match &stmt.kind {
        StmtKind::Function(function) if &*function.name.id == name => Some(&**function),
        _ => None,
    })
}

fn edited(
    text: &str,
    build: Build,
    index: usize,
    change: impl FnOnce(&mut Edits<'_>, &Class),
) -> Result<String, Vec<Problem>> {
    let module = parse(text, build)?;
    let mut edits = Edits::new(text);
    let Some((class, _)) = super::classes(&module).nth(index) else {
        return Err(vec![Problem::unsupported(
            "a class that is not there",
            None,
        )]);
    };
    change(&mut edits, class);
    let text = edits.apply();
    parse(&text, build)?;
    Ok(text)
}
