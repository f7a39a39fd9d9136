//! What a step has done, in one sentence.

use super::changes::{Seen, word_at};
use crate::report::steps::{Changes, Step};
use crate::report::{BlockKind, ObjectKind, ObjectReport, Report, Role, Word, WordValue};

/// Events that the sentence names.
const NAMED: usize = 3;
/// Characters of a printed line that it shows.
const PRINTED: usize = 40;

/// A step, with what there was before it and what there is after it.
pub(super) struct Told<'a> {
    /// The statement that has begun.
    pub ran: &'a Step,
    /// The statement that begins next.
    pub next: Option<&'a Step>,
    /// What there was.
    pub before: &'a Seen,
    /// What there is.
    pub after: &'a Seen,
    /// The difference.
    pub changes: &'a Changes,
    /// Output and error until now.
    pub report: &'a Report,
}

/// What a step has done.
pub(super) fn sentence(told: &Told<'_>) -> String {
    let mut events = made(told);
    events.extend(stored(told));
    events.extend(bound(told));
    events.extend(printed(told));
    if let Some(error) = &told.report.output.error {
        events.push(format!("ends the program with {}", error.kind));
    }
    let left = events.len().saturating_sub(NAMED);
    events.truncate(NAMED);
    if left > 0 {
        events.push(format!("does {left} more things"));
    }
    events.extend(turned(told));
    let what = match events.split_last() {
        None => "runs".to_string(),
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} and {last}", others.join(", ")),
    };
    format!("Line {} {what}.", told.ran.line)
}

/// Classes and instances.
fn made(told: &Told<'_>) -> Vec<String> {
    let mut events = Vec::new();
    for class in &told.after.classes {
        if !told.before.classes.contains(class) {
            events.push(format!("makes the class {class}"));
        }
    }
    let instances = told.after.picture.objects.iter();
    let instances = instances.filter(|object| object.kind == ObjectKind::Instance);
    let new: Vec<_> = instances
        .filter(|object| told.before.same(told.after, object.id).is_none())
        .collect();
    match new.as_slice() {
        [] => {}
        [one] => events.push(format!(
            "makes a {} ({} bytes allocated)",
            one.type_name, one.bytes.allocated.total
        )),
        several => events.push(format!("makes {} objects", several.len())),
    }
    events
}

/// What was stored in objects that were there already, and what they have grown by.
fn stored(told: &Told<'_>) -> Vec<String> {
    let mut events = Vec::new();
    for object in &told.after.picture.objects {
        let Some(old) = told.before.same(told.after, object.id) else {
            continue;
        };
        let name = called(object);
        for block in &object.blocks {
            let earlier = told.before.earlier(Some(old), object, block);
            for word in &block.words {
                if told.changes.words.contains(&(block.id, word.offset)) {
                    let was = earlier.and_then(|earlier| word_at(earlier, word.offset));
                    events.extend(stored_in(word, was, &name));
                }
            }
            if earlier.is_none() && block.kind == BlockKind::Dict {
                events.push(format!("gives {name} a __dict__ object"));
            }
        }
        let (was, is) = (old.bytes.allocated.total, object.bytes.allocated.total);
        if was != is {
            let verb = if was < is { "grow" } else { "shrink" };
            events.push(format!(
                "makes {name} {verb} from {was} to {is} bytes allocated"
            ));
        }
    }
    events
}

fn stored_in(word: &Word, was: Option<&Word>, object: &str) -> Option<String> {
    let (name, place) = match &word.role {
        Role::Slot(name) => (name, "slot"),
        Role::InlineValue(Some(name)) => (name, "inline value"),
        Role::Value(Some(name)) => (name, "value"),
        _ => return None,
    };
    let empty = |value: &WordValue| matches!(value, WordValue::Null | WordValue::Nothing);
    let was_there = was.is_some_and(|was| was.role == word.role && !empty(&was.value));
    Some(match (&word.value, was_there) {
        // Another object of the class has brought the name into the shared keys.
        (value, false) if empty(value) => return None,
        (value, true) if empty(value) => format!("empties the {place} {name} of {object}"),
        (_, false) => format!("fills the {place} {name} of {object}"),
        (_, true) => format!("changes the {place} {name} of {object}"),
    })
}

fn bound(told: &Told<'_>) -> Vec<String> {
    let classes = &told.after.classes;
    // Parameters are bound by the call, and what the body of a class binds the class will have.
    let entered = told.next.filter(|next| next.depth > told.ran.depth);
    let names = told.changes.names.iter();
    let names = names.filter(|(scope, name)| match scope {
        Some(scope) => entered.is_none_or(|next| next.code != *scope),
        None => !classes.contains(name),
    });
    let names: Vec<&str> = names.map(|(_, name)| name.as_str()).collect();
    match names.as_slice() {
        [] => Vec::new(),
        names if names.len() > NAMED => vec![format!("binds {} names", names.len())],
        names => vec![format!("binds {}", names.join(", "))],
    }
}

fn printed(told: &Told<'_>) -> Option<String> {
    let text = told.report.output.text.get(told.before.printed..)?;
    let line = text.lines().next()?;
    let shown: String = line.chars().take(PRINTED).collect();
    let more = if shown.len() < text.trim_end().len() {
        "…"
    } else {
        ""
    };
    Some(format!("prints {shown}{more}"))
}

/// A call that was entered, or one that has ended.
fn turned(told: &Told<'_>) -> Option<String> {
    let (ran, next) = (told.ran, told.next?);
    if next.depth > ran.depth {
        Some(match next.class_body {
            true => format!("begins the body of class {}", next.code),
            false => format!("calls {}", next.code),
        })
    } else if next.depth < ran.depth && !ran.class_body {
        Some(format!("returns from {}", ran.code))
    } else {
        None
    }
}

fn called(object: &ObjectReport) -> String {
    match object.names.first() {
        Some(name) => name.clone(),
        None => format!("a {}", object.type_name),
    }
}
