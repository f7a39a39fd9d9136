//! Lists of a class whose items are matched with the edited ones: assignments that come, go and change.

use super::edits::Edits;
use crate::text::Span;

/// One assignment or argument of a list that is edited.
#[derive(Debug, Clone, Default)]
pub(super) struct Item {
    pub(super) name: String,
    /// What stands behind the colon and behind `=`.
    pub(super) annotation: Option<String>,
    pub(super) value: Option<String>,
    /// The whole.
    pub(super) text: String,
    /// Where it is; empty for what is new.
    pub(super) span: Span,
    /// Where its parts are, as far as they can be changed by themselves.
    pub(super) places: Places,
}

/// The places of a name, an annotation and a value.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Places {
    pub(super) name: Option<Span>,
    pub(super) annotation: Option<Span>,
    pub(super) value: Option<Span>,
}

/// Whether a current item is what became of a wanted one.
type Rule<'r> = &'r dyn Fn(&Item, &Item) -> bool;

/// For every wanted item the current one of its name, in its place if there are several; or else, as it is renamed, the
/// one in its place. Each is used once.
pub(super) fn matching(current: &[Item], wanted: &[Item]) -> Vec<Option<usize>> {
    let mut used = vec![false; current.len()];
    let mut found = vec![None; wanted.len()];
    let same_place = |old: &Item, new: &Item| old.span != Span::default() && old.span == new.span;
    let same_name = |old: &Item, new: &Item| old.name == new.name;
    let both = |old: &Item, new: &Item| same_name(old, new) && same_place(old, new);
    let rules: [Rule<'_>; 3] = [&both, &same_name, &same_place];
    for rule in rules {
        for (new, found) in wanted.iter().zip(&mut found) {
            if found.is_some() {
                continue;
            }
            *found = (0..current.len()).find(|&i| !used[i] && rule(&current[i], new));
            if let Some(i) = *found {
                used[i] = true;
            }
        }
    }
    found
}

/// Brings the assignments `current` to what `wanted` says; how many came and went. Lines stay where
/// they are as long as the order allows it. New ones follow their neighbour, or stand at `first`.
pub(super) fn change_list(
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
                change_item(edits, old, item);
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

/// Changes only those parts that are other.
pub(super) fn change_item(edits: &mut Edits<'_>, old: &Item, new: &Item) {
    if old.text == new.text {
        return;
    }
    let places = &old.places;
    let end = Span::new(old.span.end, old.span.end);
    let value = match (&old.value, &new.value, places.value, places.annotation) {
        (Some(_), Some(value), Some(place), _) => Some((place, value.clone())),
        (None, Some(value), _, Some(_)) => Some((end, format!(" = {value}"))),
        (Some(_), None, Some(_), Some(place)) => {
            Some((Span::new(place.end, old.span.end), String::new()))
        }
        _ => None,
    };
    let annotation = match (&old.annotation, &new.annotation, places.annotation) {
        (Some(_), Some(text), Some(place)) => Some((place, text.clone())),
        _ => None,
    };
    let name = places.name.map(|place| (place, new.name.clone()));
    let parts = [
        (old.name != new.name, name),
        (old.annotation != new.annotation, annotation),
        (old.value != new.value, value),
    ];
    let known = |(other, part): &(bool, Option<_>)| !other || part.is_some();
    if parts.iter().all(known) && parts.iter().any(|(other, _)| *other) {
        for (other, part) in parts {
            if let (true, Some((place, text))) = (other, part) {
                edits.replace(place, text);
            }
        }
    } else {
        edits.replace(old.span, &*new.text);
    }
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
