//! The two layouts that cannot be one, side by side.

use super::classes::words;
use crate::cpython::Build;
use crate::cpython::bases::LAYOUT_CONFLICT;
use crate::machine::{LayoutConflict, Machine, TypeId, tid};
use crate::report::{Conflict, ConflictRow, Layout, Output, Word};
use crate::text::Lines;
use std::iter::successors;

/// The conflict that ended the program; where none did, the first one that it met.
pub(super) fn conflict(machine: &Machine, source: &str, output: &Output) -> Option<Conflict> {
    match machine.layout_conflicts() {
        [] => None,
        conflicts => told(machine, source, output, conflicts),
    }
}

/// Of these, the one that [`conflict`] tells of, and whether it ended the program.
pub(super) fn chosen<'a>(
    conflicts: &'a [LayoutConflict],
    error: Option<&str>,
) -> Option<(&'a LayoutConflict, bool)> {
    let ended = error == Some(LAYOUT_CONFLICT);
    let conflict = match ended {
        true => conflicts.last(),
        false => conflicts.first(),
    };
    conflict.map(|conflict| (conflict, ended))
}

#[cold]
#[inline(never)]
fn told(
    machine: &Machine,
    source: &str,
    output: &Output,
    conflicts: &[LayoutConflict],
) -> Option<Conflict> {
    let error = output.error.as_ref();
    let (conflict, ended) = chosen(conflicts, error.map(|error| error.message.as_str()))?;
    let solids = conflict.between.map(|side| side.solid);
    let shared = common(machine, solids);
    let line = |at| Lines::new(source).line(at);
    Some(Conflict {
        class: conflict.name.clone(),
        line: conflict.span.map(|span| line(span.start)),
        ended,
        layouts: conflict.between.map(|side| {
            let layout = &machine.ty(side.solid).layout;
            Layout {
                base: machine.type_qualname(side.base),
                solid: machine.type_qualname(side.solid),
                basicsize: layout.basicsize.cast_unsigned(),
                itemsize: layout.itemsize.cast_unsigned(),
            }
        }),
        rows: rows(machine, solids, machine.ty(shared).layout.basicsize),
        why: why(machine, solids, shared),
    })
}

/// The class whose layout both continue: `object` at last.
fn common(machine: &Machine, [one, other]: [TypeId; 2]) -> TypeId {
    let continued = |id| successors(Some(id), |&id| machine.ty(id).base);
    let mut all = continued(one);
    all.find(|id| continued(other).any(|of_other| of_other == *id))
        .unwrap_or(tid::OBJECT)
}

/// Both layouts by offset; what lies behind the first `shared` bytes is not the same in both.
fn rows(machine: &Machine, solids: [TypeId; 2], shared: i64) -> Vec<ConflictRow> {
    let words = solids.map(|id| {
        let all = words(machine, id).into_iter().map(|class| class.word);
        all.filter(|word| word.offset >= 0).collect::<Vec<Word>>()
    });
    let mut offsets: Vec<i64> = words.iter().flatten().map(|word| word.offset).collect();
    offsets.sort_unstable();
    offsets.dedup();
    let covers =
        |word: &Word, at: i64| word.offset <= at && at < word.offset + i64::from(word.size);
    let row = |offset| ConflictRow {
        offset,
        words: [0, 1].map(|side: usize| {
            let mut words = words[side].iter();
            words.find(|word| word.offset == offset).cloned()
        }),
        clashes: offset >= shared
            && words
                .iter()
                .all(|words| words.iter().any(|word| covers(word, offset))),
    };
    offsets.into_iter().map(row).collect()
}

fn why(machine: &Machine, solids: [TypeId; 2], shared: TypeId) -> String {
    let name = |id| machine.type_qualname(id);
    let bytes = |id| {
        let layout = &machine.ty(id).layout;
        match layout.itemsize {
            0 => format!("{} bytes", layout.basicsize),
            size => format!("{} bytes and items of {size}", layout.basicsize),
        }
    };
    let [one, other] = solids;
    format!(
        "An instance can continue one layout only, but `{}` ({}) and `{}` ({}) each continue `{}` ({}) in their own \
         way, and neither derives from the other (Objects/typeobject.c, {}).",
        name(one),
        bytes(one),
        name(other),
        bytes(other),
        name(shared),
        bytes(shared),
        rule(machine.build)
    )
}

/// The functions that say so.
fn rule(build: Build) -> &'static str {
    match build.at_least(12) {
        true => "best_base; shape_differs compares `__basicsize__` and `__itemsize__`",
        false => {
            "best_base; extra_ivars compares the sizes without a `__dict__` and a `__weakref__` at their end"
        }
    }
}
