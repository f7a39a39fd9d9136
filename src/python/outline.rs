//! The classes of a program as cards: what the page's builder shows and edits.
//!
//! Reading is here; [`rewrite`] puts an edited card back into the text, [`new_class`] adds one.

mod arguments;
mod dataclass;
mod edits;
mod list;
mod members;
mod methods;
mod properties;
mod render;
mod rewrite;
#[cfg(test)]
mod tests;

pub use dataclass::{DATACLASS_OPTIONS, Dataclass, DataclassOption};
pub use methods::{add_methods, guard_getattr};
pub use properties::Property;
pub use rewrite::{new_class, rewrite};

use super::code::Const;
use super::tree::*;
use crate::text::Span;
use serde::{Deserialize, Serialize};

/// The top-level classes of a program, in the order of the text.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Outline {
    /// The classes.
    pub classes: Vec<ClassCard>,
}

/// One class. All texts are source text; spans are places in the text the card was read from, and
/// empty for what is new.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ClassCard {
    /// The name.
    pub name: String,
    /// The bases, in order: `Base`, `module.Base`, `*bases`.
    pub bases: Vec<String>,
    /// The other arguments: `metaclass=Meta`.
    pub keywords: Vec<String>,
    /// What is said about slots.
    pub slots: Slots,
    /// Where `__slots__` is assigned.
    pub slots_span: Option<Span>,
    /// What `__init__` stores on the instance, in order.
    pub attributes: Vec<Attribute>,
    /// Names that the body binds to values, without `__slots__`.
    pub variables: Vec<Variable>,
    /// `@dataclass` with its options.
    pub dataclass: Option<Dataclass>,
    /// The functions and inner classes of the body.
    pub methods: Vec<Method>,
    /// The name and the bases.
    pub header: Span,
    /// The whole class, decorators included.
    pub span: Span,
}

/// The `__slots__` of a class.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Slots {
    /// There is none.
    #[default]
    None,
    /// A literal of these names; a single string is one name.
    Names(Vec<String>),
    /// Anything else, as it is written.
    Dynamic(String),
}

/// What `__init__` stores: `self.name = value`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Attribute {
    /// The name, as written (not mangled).
    pub name: String,
    /// The value; the same as the name where a parameter is stored.
    pub value: String,
    /// The annotation.
    pub annotation: Option<String>,
    /// Whether it is a statement of its own at the top of `__init__`, which can be edited.
    pub plain: bool,
    /// The statement.
    pub span: Span,
}

/// A name in the body of a class: `name: annotation = value`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Variable {
    /// The name.
    pub name: String,
    /// The value.
    pub value: Option<String>,
    /// The annotation.
    pub annotation: Option<String>,
    /// Whether it is a statement of its own, which can be edited.
    pub plain: bool,
    /// The statement.
    pub span: Span,
}

/// A function or class in the body of a class.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Method {
    /// The name.
    pub name: String,
    /// What it answers, where it is a property.
    pub property: Option<Property>,
    /// From the first decorator to the end.
    pub span: Span,
}

/// The cards of all top-level classes.
pub fn outline(source: &str, module: &Module) -> Outline {
    let classes = classes(module).map(|(class, span)| card(source, module, class, span));
    Outline {
        classes: classes.collect(),
    }
}

/// The top-level classes with their spans, decorators included.
fn classes(module: &Module) -> impl Iterator<Item = (&Class, Span)> {
    module.body.iter().filter_map(|stmt| match &stmt.kind {
        StmtKind::Class(class) => Some((&**class, decorated(&class.decorators, stmt.span))),
        _ => None,
    })
}

fn decorated(decorators: &[Decorator], span: Span) -> Span {
    decorators
        .first()
        .map_or(span, |first| first.span.cover(span))
}

fn text(source: &str, span: Span) -> String {
    source.get(span.range()).unwrap_or_default().to_string()
}

fn card(source: &str, module: &Module, class: &Class, span: Span) -> ClassCard {
    let text = |span| text(source, span);
    let mut card = ClassCard {
        name: class.name.id.to_string(),
        bases: class
            .arguments
            .args
            .iter()
            .map(|base| text(base.span))
            .collect(),
        keywords: Vec::new(),
        dataclass: dataclass::dataclass(source, module, class),
        header: Span::new(class.name.span.start, class.header.end),
        span,
        ..ClassCard::default()
    };
    for keyword in &class.arguments.keywords {
        let value = text(keyword.value.span);
        card.keywords.push(match &keyword.name {
            Some(name) => format!("{}={value}", name.id),
            None => format!("**{value}"),
        });
    }
    for stmt in &class.body {
        member(source, &class.body, stmt, &mut card);
    }
    if let Some(init) = init(class) {
        card.attributes = attributes(source, init);
    }
    card
}

/// Reads one statement of a class body into the card.
fn member(source: &str, body: &[Stmt], stmt: &Stmt, card: &mut ClassCard) {
    match &stmt.kind {
        StmtKind::Function(function) => card.methods.push(Method {
            name: function.name.id.to_string(),
            property: properties::property(source, function, body),
            span: decorated(&function.decorators, stmt.span),
        }),
        StmtKind::Class(class) => card.methods.push(Method {
            name: class.name.id.to_string(),
            property: None,
            span: decorated(&class.decorators, stmt.span),
        }),
        StmtKind::Assign { targets, value } => {
            for target in targets {
                bound_names(target, &mut |name| {
                    let plain = targets.len() == 1 && matches!(target.kind, ExprKind::Name(_));
                    if name == "__slots__" {
                        card.slots = slots(source, value, plain);
                        card.slots_span = Some(stmt.span);
                        return;
                    }
                    let place = match plain {
                        true => right_side(source, target.span.end, stmt.span, value.span),
                        false => value.span,
                    };
                    card.variables.push(Variable {
                        name: name.to_string(),
                        value: Some(text(source, place)),
                        annotation: None,
                        plain,
                        span: stmt.span,
                    });
                });
            }
        }
        StmtKind::AnnAssign(assign) => {
            if let (ExprKind::Name(name), true) = (&assign.target.kind, assign.simple) {
                let after = assign.annotation.span.end;
                card.variables.push(Variable {
                    name: name.to_string(),
                    value: assign.value.as_ref().map(|value| {
                        text(source, right_side(source, after, stmt.span, value.span))
                    }),
                    annotation: Some(text(source, assign.annotation.span)),
                    plain: &**name != "__slots__",
                    span: stmt.span,
                });
            }
        }
        _ => {}
    }
}

fn bound_names(target: &Expr, found: &mut impl FnMut(&str)) {
    match &target.kind {
        ExprKind::Name(name) => found(name),
        ExprKind::Starred(inner) => bound_names(inner, found),
        ExprKind::Tuple(items) | ExprKind::List(items) => {
            items.iter().for_each(|item| bound_names(item, found));
        }
        _ => {}
    }
}

fn slots(source: &str, value: &Expr, plain: bool) -> Slots {
    let string = |expr: &Expr| match &expr.kind {
        ExprKind::Const(Const::Str(name)) => Some(name.to_string()),
        _ => None,
    };
    let names: Option<Vec<String>> = match &value.kind {
        ExprKind::Tuple(items) | ExprKind::List(items) => items.iter().map(string).collect(),
        _ => string(value).map(|name| vec![name]),
    };
    match names {
        Some(names) if plain => Slots::Names(names),
        _ => Slots::Dynamic(text(source, value.span)),
    }
}

/// What stands behind the `=` of an assignment or behind `return`, with parentheses around it, which a tree does not
/// have; `after` is where the text before it ends.
fn right_side(source: &str, after: u32, stmt: Span, value: Span) -> Span {
    let gap = source.get(after as usize..value.start as usize);
    let opening = gap.map_or("", |gap| gap.rsplit('=').next().unwrap_or(gap));
    let opening = opening.trim_start();
    if opening.starts_with('(') && !opening.contains(['#', '\\']) {
        Span::new(value.start - opening.len() as u32, stmt.end)
    } else {
        value
    }
}

/// A value with the parentheses around it; `after` is where the text before it ends.
fn closed(source: &str, after: u32, value: Span) -> Span {
    let gap = source.get(after as usize..value.start as usize);
    let mut open = gap.unwrap_or_default().matches('(').count();
    let mut span = value;
    let rest = source.get(value.end as usize..).unwrap_or_default();
    for (at, c) in rest.char_indices() {
        if open == 0 || !(c == ')' || c.is_whitespace()) {
            break;
        }
        if c == ')' {
            open -= 1;
            span.end = value.end + at as u32 + 1;
        }
    }
    span
}

/// The last `__init__` of the body, which is the one that counts.
fn init(class: &Class) -> Option<&Function> {
    class.body.iter().rev().find_map(|stmt| match &stmt.kind {
        StmtKind::Function(function) if &*function.name.id == "__init__" => Some(&**function),
        _ => None,
    })
}

/// What the first parameter of a method is called.
fn self_name(function: &Function) -> &str {
    function
        .params
        .positional
        .first()
        .map_or("self", |first| &first.name.id)
}

fn attributes(source: &str, init: &Function) -> Vec<Attribute> {
    let mut found = Vec::new();
    stored(source, self_name(init), &init.body, true, &mut found);
    found
}

fn stored(source: &str, object: &str, body: &[Stmt], plain: bool, found: &mut Vec<Attribute>) {
    for stmt in body {
        let mut add = |target: &Expr, value: Option<&Expr>, annotation: Option<&Expr>, plain| {
            stores(target, object, &mut |name| {
                found.push(Attribute {
                    name: name.to_string(),
                    value: value.map_or(String::new(), |value| text(source, value.span)),
                    annotation: annotation.map(|value| text(source, value.span)),
                    plain,
                    span: stmt.span,
                });
            });
        };
        match &stmt.kind {
            StmtKind::Assign { targets, value } => {
                for target in targets {
                    let single = matches!(target.kind, ExprKind::Attribute { .. });
                    let plain = plain && single && targets.len() == 1;
                    add(target, Some(value), None, plain);
                }
            }
            StmtKind::AnnAssign(assign) => {
                if let Some(value) = &assign.value {
                    add(&assign.target, Some(value), Some(&assign.annotation), plain);
                }
            }
            StmtKind::For(parts) => add(&parts.target, None, None, false),
            StmtKind::With { items, .. } => {
                for target in items.iter().filter_map(|item| item.target.as_ref()) {
                    add(target, None, None, false);
                }
            }
            _ => {}
        }
        for block in stmt.blocks() {
            stored(source, object, block, false, found);
        }
    }
}

/// The attributes of `object` that a target stores to.
fn stores(target: &Expr, object: &str, found: &mut impl FnMut(&str)) {
    match &target.kind {
        ExprKind::Attribute { value, name } => {
            if matches!(&value.kind, ExprKind::Name(id) if &**id == object) {
                found(&name.id);
            }
        }
        ExprKind::Starred(inner) => stores(inner, object, found),
        ExprKind::Tuple(items) | ExprKind::List(items) => {
            items.iter().for_each(|item| stores(item, object, found));
        }
        _ => {}
    }
}
