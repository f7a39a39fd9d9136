//! `@dataclass` on a class: read from the text, its options changed, its import added.

use super::arguments::change_arguments;
use super::edits::Edits;
use super::list::{Item, Places};
use super::members::start_of;
use super::{ClassCard, closed, render, text};
use crate::cpython::Build;
use crate::python::tree::*;
use crate::text::Span;
use serde::{Deserialize, Serialize};

/// A dataclass decorator.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Dataclass {
    /// Its arguments by name, with the text of their values: `("slots", "True")`.
    pub options: Vec<(String, String)>,
    /// The decorator as it is written, where it has other arguments: only the code can change it.
    pub fixed: Option<String>,
    /// The decorator, from its `@`.
    pub span: Span,
}

/// A switch of `dataclass()`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DataclassOption {
    /// The name of the parameter.
    pub name: &'static str,
    /// What it is where nothing is said.
    pub default: bool,
    /// It is there from 3.`since` on.
    pub since: u8,
}

impl DataclassOption {
    /// Whether this build has it.
    pub const fn is_known(&self, build: Build) -> bool {
        build.at_least(self.since)
    }
}

/// The parameters of `dataclass()`, Lib/dataclasses.py: `match_args`, `kw_only` and `slots` came with 3.10,
/// `weakref_slot` with 3.11.
pub const DATACLASS_OPTIONS: [DataclassOption; 10] = [
    option("slots", false, 10),
    option("frozen", false, 7),
    option("eq", true, 7),
    option("order", false, 7),
    option("kw_only", false, 10),
    option("weakref_slot", false, 11),
    option("unsafe_hash", false, 7),
    option("init", true, 7),
    option("repr", true, 7),
    option("match_args", true, 10),
];

const fn option(name: &'static str, default: bool, since: u8) -> DataclassOption {
    DataclassOption {
        name,
        default,
        since,
    }
}

/// The decorator of a class that makes it a dataclass: by the function's own names or by what they are imported as.
pub(super) fn dataclass(source: &str, module: &Module, class: &Class) -> Option<Dataclass> {
    let known = imported(module, class.header.start);
    let decorator = class.decorators.iter().find(|decorator| {
        let callee = spelled(called(decorator).0);
        callee.is_some_and(|callee| {
            matches!(&*callee, "dataclass" | "dataclasses.dataclass") || known.contains(&callee)
        })
    })?;
    let arguments = called(decorator).1;
    let mut options = Vec::new();
    let mut fixed = arguments.is_some_and(|arguments| !arguments.args.is_empty());
    for keyword in arguments.iter().flat_map(|arguments| &arguments.keywords) {
        match &keyword.name {
            Some(name) => options.push((name.id.to_string(), text(source, keyword.value.span))),
            None => fixed = true,
        }
    }
    Some(Dataclass {
        options,
        fixed: fixed.then(|| text(source, decorator.span)),
        span: decorator.span,
    })
}

/// What a decorator calls, and with which arguments.
fn called(decorator: &Decorator) -> (&Expr, Option<&Arguments>) {
    match &decorator.expr.kind {
        ExprKind::Call { func, arguments } => (func, Some(arguments)),
        _ => (&decorator.expr, None),
    }
}

/// `name` or `module.name`.
fn spelled(expr: &Expr) -> Option<String> {
    match &expr.kind {
        ExprKind::Name(name) => Some(name.to_string()),
        ExprKind::Attribute { value, name } => match &value.kind {
            ExprKind::Name(module) => Some(format!("{module}.{}", name.id)),
            _ => None,
        },
        _ => None,
    }
}

/// How `dataclass` can be spelled at this place, by the imports of the module above it.
fn imported(module: &Module, at: u32) -> Vec<String> {
    let bound = |alias: &Alias| {
        let name = alias.asname.as_ref().unwrap_or(&alias.name);
        name.id.to_string()
    };
    let mut found = Vec::new();
    for stmt in module.body.iter().filter(|stmt| stmt.span.end <= at) {
        match &stmt.kind {
            StmtKind::ImportFrom { module, names } if &**module == "dataclasses" => {
                let named = names.iter().filter(|alias| &*alias.name.id == "dataclass");
                found.extend(named.map(bound));
            }
            StmtKind::ImportStar { module } if &**module == "dataclasses" => {
                found.push("dataclass".to_string());
            }
            StmtKind::Import(names) => {
                let named = names
                    .iter()
                    .filter(|alias| &*alias.name.id == "dataclasses");
                found.extend(named.map(|alias| format!("{}.dataclass", bound(alias))));
            }
            _ => {}
        }
    }
    found
}

/// Changes the decorator to what the edited card says.
pub(super) fn change_dataclass(
    edits: &mut Edits<'_>,
    module: &Module,
    class: &Class,
    current: &ClassCard,
    edited: &ClassCard,
) {
    match (&current.dataclass, &edited.dataclass) {
        (Some(current), None) => edits.remove_lines(current.span),
        (None, Some(wanted)) => {
            let spelled = import_dataclass(module, class.header.start, edits);
            let at = edits.line_start(class.header.start);
            let line = format!("@{spelled}{}", render::options(wanted));
            let indent = edits.indent(class.header.start);
            edits.insert_lines(at, indent, &[line]);
        }
        (Some(current), Some(wanted)) if current.options != wanted.options => {
            let found = |decorator: &&Decorator| decorator.span == current.span;
            if let (Some(decorator), None) = (class.decorators.iter().find(found), &current.fixed) {
                change_options(edits, decorator, wanted);
            }
        }
        _ => {}
    }
}

fn change_options(edits: &mut Edits<'_>, decorator: &Decorator, wanted: &Dataclass) {
    let (callee, arguments) = called(decorator);
    let source = edits.source;
    let new = |(name, value): &(String, String)| Item {
        name: name.clone(),
        value: Some(value.clone()),
        text: format!("{name}={value}"),
        ..Item::default()
    };
    let known = |keyword: &Keyword| {
        let name = keyword.name.as_ref()?;
        let whole = closed(source, name.span.end, keyword.value.span);
        Some(Item {
            span: name.span.cover(whole),
            places: Places {
                value: Some(keyword.value.span),
                ..Places::default()
            },
            ..new(&(name.id.to_string(), text(source, keyword.value.span)))
        })
    };
    let keywords = arguments.map_or(&[][..], |arguments| &arguments.keywords);
    let current: Vec<Item> = keywords.iter().filter_map(known).collect();
    let wanted: Vec<Item> = wanted.options.iter().map(new).collect();
    let parentheses = Span::new(callee.span.end, decorator.expr.span.end);
    change_arguments(edits, &current, &wanted, parentheses);
}

/// How `dataclass` can be spelled at this place; imports it if it is not there yet.
pub(super) fn import_dataclass(module: &Module, at: u32, edits: &mut Edits<'_>) -> String {
    if let Some(name) = imported(module, at).into_iter().next() {
        return name;
    }
    let mut lines = vec!["from dataclasses import dataclass".to_string()];
    let opens = |stmt: &Stmt| matches!(&stmt.kind, StmtKind::ImportFrom { module, .. } if &**module == "__future__");
    // Below the docstring and what must stand first, on a line where a statement begins.
    let mut above = 0;
    let mut place = None;
    for (i, stmt) in module.body.iter().enumerate() {
        let first = i == 0 && module.doc.is_some() || opens(stmt);
        let start = edits.line_start(start_of(stmt));
        if !first && start >= above {
            place = Some((start, stmt));
            break;
        }
        above = stmt.span.end;
    }
    let at = match place {
        Some((start, stmt)) => {
            let import = matches!(
                stmt.kind,
                StmtKind::Import(_) | StmtKind::ImportFrom { .. } | StmtKind::ImportStar { .. }
            );
            if import {
                start
            } else {
                let definition = matches!(stmt.kind, StmtKind::Class(_) | StmtKind::Function(_));
                lines.resize(if definition { 3 } else { 2 }, String::new());
                edits.above_comments(start, above)
            }
        }
        None => {
            let end = edits.source.len() as u32;
            if edits.line_start(end) != end {
                lines.insert(0, String::new());
            }
            end
        }
    };
    edits.insert_lines(at, "", &lines);
    "dataclass".to_string()
}
