//! Arguments in parentheses that come, go and change: the bases of a class, the options of a decorator.

use super::edits::Edits;
use super::list::{Item, matching};
use crate::text::Span;

/// Brings the arguments `current`, in the order of the text, to what `wanted` says. `parentheses` is where they stand,
/// from the end of what is called; empty where there are none. Comments between arguments that stay are kept.
pub(super) fn change_arguments(
    edits: &mut Edits<'_>,
    current: &[Item],
    wanted: &[Item],
    parentheses: Span,
) {
    let matches = matching(current, wanted);
    let kept: Vec<usize> = matches.iter().filter_map(|found| *found).collect();
    let joined = |items: &[Item]| {
        let texts: Vec<&str> = items.iter().map(|item| &*item.text).collect();
        texts.join(", ")
    };
    let (Some(first), Some(last)) = (current.first(), current.last()) else {
        let inside = between(edits, parentheses).find('(');
        match inside {
            _ if wanted.is_empty() => {}
            Some(at) => {
                let at = parentheses.start + at as u32 + 1;
                edits.replace(Span::new(at, at), joined(wanted));
            }
            None => edits.replace(
                Span::new(parentheses.start, parentheses.start),
                format!("({})", joined(wanted)),
            ),
        }
        return;
    };
    if wanted.is_empty() && !between(edits, parentheses).contains('#') {
        edits.replace(parentheses, "");
    } else if !kept.is_sorted() && wanted.len() == current.len() && kept.len() == current.len() {
        for (old, new) in current.iter().zip(wanted) {
            if old.text != new.text {
                edits.replace(old.span, &*new.text);
            }
        }
    } else if !wanted.is_empty() && (kept.is_empty() || !kept.is_sorted()) {
        edits.replace(first.span.cover(last.span), joined(wanted));
    } else {
        add_and_change(edits, current, wanted, &matches);
        remove(edits, current, &kept);
    }
}

/// New ones follow their neighbour, or stand before the first that stays.
fn add_and_change(
    edits: &mut Edits<'_>,
    current: &[Item],
    wanted: &[Item],
    matches: &[Option<usize>],
) {
    let mut before: Option<&Item> = None;
    let first = matches.iter().find_map(|found| *found);
    for (item, found) in wanted.iter().zip(matches) {
        match (found, before, first) {
            (Some(old), ..) => {
                let old = &current[*old];
                super::list::change_item(edits, old, item);
                before = Some(old);
            }
            (None, Some(neighbour), _) => {
                let at = neighbour.span.end;
                edits.replace(Span::new(at, at), format!(", {}", item.text));
            }
            (None, None, Some(first)) => {
                let at = current[first].span.start;
                edits.replace(Span::new(at, at), format!("{}, ", item.text));
            }
            (None, None, None) => {}
        }
    }
}

/// Removes what is not kept, with one comma each; whole lines where an argument has its own.
fn remove(edits: &mut Edits<'_>, current: &[Item], kept: &[usize]) {
    for (i, item) in current.iter().enumerate() {
        if kept.contains(&i) {
            continue;
        }
        let comma = comma_behind(edits, item.span.end);
        let whole = Span::new(item.span.start, comma.unwrap_or(item.span.end));
        let next = current.get(i + 1).map(|next| next.span.start);
        let before = i.checked_sub(1).map(|before| current[before].span.end);
        if has_own_lines(edits, whole) {
            edits.remove_lines(whole);
        } else if let Some(next) = next.filter(|&next| is_plain(edits, item.span.end, next)) {
            edits.replace(Span::new(item.span.start, next), "");
        } else if let (Some(before), true) = (before, next.is_none())
            && is_plain(edits, before, item.span.start)
            && kept.contains(&(i - 1))
        {
            edits.replace(Span::new(before, item.span.end), "");
        } else {
            edits.replace(whole, "");
        }
    }
}

fn between<'s>(edits: &Edits<'s>, span: Span) -> &'s str {
    edits.source.get(span.range()).unwrap_or_default()
}

/// Whether nothing but a comma and white space stands there.
fn is_plain(edits: &Edits<'_>, start: u32, end: u32) -> bool {
    let plain = |c: char| c == ',' || c.is_whitespace();
    start <= end && between(edits, Span::new(start, end)).chars().all(plain)
}

/// The place behind the comma that follows.
fn comma_behind(edits: &Edits<'_>, at: u32) -> Option<u32> {
    let rest = edits.source.get(at as usize..)?;
    let white = rest.len() - rest.trim_start().len();
    rest[white..]
        .starts_with(',')
        .then_some(at + white as u32 + 1)
}

/// Whether nothing else but a comment shares its lines.
fn has_own_lines(edits: &Edits<'_>, span: Span) -> bool {
    let before = between(edits, Span::new(edits.line_start(span.start), span.start));
    let behind = between(edits, Span::new(span.end, edits.line_end(span.end))).trim();
    before.trim().is_empty() && (behind.is_empty() || behind.starts_with('#'))
}
