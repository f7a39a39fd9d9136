//! How much room a list has for items: CPython's over-allocation, for every way to make or change one.
//!
//! A capacity is `ob_allocated`, a number of items. What a list costs follows from it:
//! [`super::sizes::list_reported`] and [`items_block`].

use super::build::Build;
use super::memory::{Block, Role};

/// Where the items of `list(x)`, `l.extend(x)`, `[*x]`, `sorted(x)` come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// A list or a tuple.
    Sequence,
    /// A set, a frozenset, a dict or a view of one.
    Hashed,
    /// Anything else with a `__len__`: str, bytes, range.
    Sized,
    /// An iterator that says how many items it expects, `__length_hint__`: of a list, of a range.
    Hint(usize),
    /// An iterator that does not: generators, map, filter, zip, enumerate.
    Unknown,
}

/// The capacity of a list of `size` items with room for `allocated` when it is to have
/// `new_size` (Objects/listobject.c, `list_resize`).
///
/// Since 3.14.3 a list with room for no more than 32 items does not shrink.
pub fn resized(build: Build, allocated: usize, size: usize, new_size: usize) -> usize {
    let small = build.at_least_micro(14, 3) && allocated <= 32;
    if allocated >= new_size && (new_size >= allocated / 2 || small) {
        return allocated;
    }
    if new_size == 0 {
        return 0;
    }
    let room = (new_size + (new_size >> 3) + 6) & !3;
    if new_size.saturating_sub(size) > room - new_size {
        (new_size + 3) & !3
    } else {
        room
    }
}

/// After `l.pop()`, `l.pop(i)` and `l.remove(x)`; `size` counts the item that goes.
/// An emptied list gives its room back (`list_pop_impl`, `list_ass_slice`).
pub fn popped(build: Build, allocated: usize, size: usize) -> usize {
    sliced(build, allocated, size, size - 1)
}

/// After `del l[i]`; `size` counts the item that goes (`list_ass_item`): from 3.13 the room
/// stays, from 3.14.3 it is resized again.
pub fn item_deleted(build: Build, allocated: usize, size: usize) -> usize {
    if build.at_least_micro(14, 3) {
        resized(build, allocated, size, size - 1)
    } else if build.at_least(13) {
        allocated
    } else {
        popped(build, allocated, size)
    }
}

/// After an assignment to, or deletion of, a slice with step 1 that changes the number of items
/// from `size` to `new_size` (`list_ass_slice`).
pub fn sliced(build: Build, allocated: usize, size: usize, new_size: usize) -> usize {
    if new_size == 0 {
        0
    } else if new_size == size {
        allocated
    } else {
        resized(build, allocated, size, new_size)
    }
}

/// After the deletion of a slice with another step that leaves `new_size` items
/// (`list_ass_subscript`).
pub fn stepped_slice_deleted(build: Build, allocated: usize, new_size: usize) -> usize {
    resized(build, allocated, new_size, new_size)
}

/// After `l *= times` of a list of `size` items (`list_inplace_repeat`).
pub fn repeated_in_place(build: Build, allocated: usize, size: usize, times: usize) -> usize {
    if size == 0 || times == 1 {
        allocated
    } else {
        sliced(build, allocated, size, size * times)
    }
}

/// After `l.extend(x)` or `l += x` where `x` gives `count` items (`list_extend`). A display
/// `[*x]` and `sorted(x)` extend an empty list.
pub fn extended(
    build: Build,
    allocated: usize,
    size: usize,
    source: Source,
    count: usize,
) -> usize {
    let expected = match source {
        Source::Sequence | Source::Hashed | Source::Sized => count,
        Source::Hint(hint) => hint,
        Source::Unknown => 8,
    };
    let by_table = source == Source::Hashed && build.at_least(13);
    let mut room = if allocated == 0 && rounds_to_even(build) && !by_table {
        preallocated(build, expected)
    } else {
        resized(build, allocated, size, size + expected)
    };
    let end = size + count;
    for next in size + 1..=end {
        if next > room {
            room = resized(build, room, next - 1, next);
        }
    }
    match source {
        Source::Sequence => room,
        _ if by_table => room,
        // What was expected too much is given back.
        _ => resized(build, room, end, end),
    }
}

/// The room of `list(x)` where `x` gives `count` items (`list___init___impl`): up to 3.10.5
/// exactly as much as `len(x)` says.
pub fn made_from(build: Build, source: Source, count: usize) -> usize {
    let exact = match source {
        Source::Sequence | Source::Hashed | Source::Sized if !rounds_to_even(build) => count,
        _ => 0,
    };
    extended(build, exact, 0, source, count)
}

/// The room of a list that `str.split` made of `pieces` (Objects/stringlib/split.h): there is
/// room for 12 pieces at first, from 3.12 for no more than there can be. `text` and `separator`
/// are lengths, the separator's None for white space; `most` is `maxsplit`, None if it is -1.
pub fn split(
    build: Build,
    text: usize,
    separator: Option<usize>,
    most: Option<usize>,
    pieces: usize,
) -> usize {
    let possible = match (most, separator) {
        (Some(most), _) => most,
        (None, Some(separator)) if text < separator => 0,
        (None, _) if !build.at_least(12) => usize::MAX - 1,
        (None, None) => text.saturating_sub(1) / 2 + 1,
        (None, Some(separator)) => text / separator + 1,
    };
    let prealloc = (possible + 1).min(12);
    let mut room = prealloc;
    for next in prealloc + 1..=pieces {
        if next > room {
            room = resized(build, room, next - 1, next);
        }
    }
    room
}

/// The memory of a list's items besides the list object; none for an empty capacity.
pub fn items_block(build: Build, capacity: usize) -> Option<Block> {
    (capacity > 0).then(|| Block::new(Role::Items, capacity as u64 * build.word()))
}

/// `list_preallocate_exact`, which rounds up to an even number since 3.10.6 (gh-92914).
fn preallocated(build: Build, count: usize) -> usize {
    if rounds_to_even(build) {
        count.next_multiple_of(2)
    } else {
        count
    }
}

fn rounds_to_even(build: Build) -> bool {
    build.at_least_micro(10, 6)
}
