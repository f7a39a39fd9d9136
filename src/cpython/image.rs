//! The byte image of an instance: what each word of its memory is.

use super::build::Build;
use super::instances::InlineValues;
use super::keys::values_bytes;
use super::structs::fields;
use super::types::{SlotOffsets, TypeLayout};
use std::rc::Rc;

/// A run of bytes of an object's memory with one meaning; most are one word long.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Bytes from the object pointer, negative before it.
    pub offset: i64,
    /// Its bytes.
    pub size: u64,
    /// What it is.
    pub role: PartRole,
}

/// What a part of an object's memory is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PartRole {
    /// A word of the managed pre-header that this type does not use.
    Unused,
    /// The head of the weakref list, before the object (3.12+).
    ManagedWeakref,
    /// The dict, before the object (3.11+). In 3.12 the same word, with its low bit set, points to
    /// the array of values while there is no dict.
    ManagedDict,
    /// The array of values (3.11), before the object.
    ManagedValues,
    /// The garbage collector's list, two words.
    GcHead,
    /// A field of the built-in struct, by its name in CPython; nameless if unknown. The first two
    /// of every object are `ob_refcnt` and `ob_type`.
    Field(&'static str),
    /// One item of a variable-sized object.
    Item(u64),
    /// The one item more than needed that is always allocated.
    SpareItem,
    /// A slot: the place of its class in the chain, its name.
    Slot(usize, Rc<str>),
    /// A word reserved for a slot name that was given twice: nothing can reach it.
    DuplicateSlot(usize, Rc<str>),
    /// The dict pointer in the body (up to 3.10; variable-sized objects also in 3.11); the class.
    Dict(usize),
    /// The head of the weakref list in the body (up to 3.11); the class.
    WeakrefList(usize),
    /// Header of the values (3.13+), a byte each: capacity, size, whether they are inline, valid.
    ValuesHeader,
    /// An attribute's value: its index among the shared keys.
    Value(usize),
    /// The order in which the values were set, one byte each; in 3.11 and 3.12 from behind, with
    /// their number and the size of this part in the last two bytes.
    ValuesOrder,
    /// Allocated for inline values, but beyond their capacity.
    Dead,
    /// Between fields, or behind the last.
    Padding,
}

/// A class of the chain: its layout and the slots it adds.
pub type Link<'a> = (&'a TypeLayout, &'a SlotOffsets);

/// The parts of an instance, in the order of their addresses and without gaps.
///
/// `chain` goes along `__base__`, from the first class above the built-in payload down to the
/// object's own; it is empty for an instance of a built-in type, whose layout is `layout`. `items`
/// as in [`TypeLayout::requested`].
pub fn image(
    build: Build,
    layout: &TypeLayout,
    chain: &[Link<'_>],
    items: u64,
    inline: Option<&InlineValues>,
) -> Vec<Part> {
    let mut parts = before(build, layout);
    let mut body: Vec<Part> = fields(build, layout.payload)
        .into_iter()
        .map(|field| {
            part(
                field.offset.cast_signed(),
                field.size,
                PartRole::Field(field.name),
            )
        })
        .collect();
    let word = build.word();
    // Slots of a variable-sized object follow its items (3.15, Py_AFTER_ITEMS).
    let shift = if layout.itemsize == 0 {
        0
    } else {
        (items * layout.itemsize.cast_unsigned()).cast_signed()
    };
    for (class, (of_class, offsets)) in chain.iter().enumerate() {
        slots_of(&mut body, build, class, of_class, offsets, shift);
        let base = class.checked_sub(1).map(|base| chain[base].0);
        let inherited = |get: fn(&TypeLayout) -> i64| base.map_or(0, get);
        let dict = of_class.dictoffset;
        if dict > 0 && dict != inherited(|base| base.dictoffset) && !in_struct(&body, dict) {
            body.push(part(dict, word, PartRole::Dict(class)));
        }
        let weakref = of_class.weakrefoffset;
        if weakref > 0
            && weakref != inherited(|base| base.weakrefoffset)
            && !in_struct(&body, weakref)
        {
            body.push(part(weakref, word, PartRole::WeakrefList(class)));
        }
        // A dict pointer behind the items: dictoffset counts from the end (up to 3.11).
        if dict < 0 && !of_class.managed_dict && dict != inherited(|base| base.dictoffset) {
            let end = end_of_items(of_class, items).next_multiple_of(word) - word;
            body.push(part(end.cast_signed(), word, PartRole::Dict(class)));
        }
    }
    items_of(&mut body, layout, items);
    let body = crate::order::by_key(body, |part| part.offset);
    // Only instances of classes are allocated with a spare item.
    let (end, rest) = match (chain.is_empty(), layout.itemsize) {
        (false, 1..) => {
            let end = layout.requested(build, items) - layout.pre_header(build);
            (end, PartRole::SpareItem)
        }
        _ => (end_of_items(layout, items), PartRole::Padding),
    };
    parts.extend(padded(body, end.cast_signed(), rest));
    if let Some(values) = inline {
        let (capacity, bytes) = (values.capacity(), values.bytes());
        parts.extend(values_parts(build, layout.basicsize, capacity, bytes));
    }
    parts
}

fn part(offset: i64, size: u64, role: PartRole) -> Part {
    Part { offset, size, role }
}

const fn end_of_items(layout: &TypeLayout, items: u64) -> u64 {
    (layout.basicsize + items.cast_signed() * layout.itemsize).cast_unsigned()
}

/// The words before the object pointer.
fn before(build: Build, layout: &TypeLayout) -> Vec<Part> {
    let word = build.word().cast_signed();
    let mut parts = Vec::new();
    if layout.managed_dict || layout.managed_weakref {
        let (first, second) = if build.at_least(12) {
            (
                if layout.managed_weakref {
                    PartRole::ManagedWeakref
                } else {
                    PartRole::Unused
                },
                if layout.managed_dict {
                    PartRole::ManagedDict
                } else {
                    PartRole::Unused
                },
            )
        } else {
            (PartRole::ManagedValues, PartRole::ManagedDict)
        };
        parts.push(part(-4 * word, build.word(), first));
        parts.push(part(-3 * word, build.word(), second));
    }
    if layout.has_gc {
        parts.push(part(-2 * word, build.word(), PartRole::GcHead));
        parts.push(part(-word, build.word(), PartRole::GcHead));
    }
    parts
}

/// The slots of one class, each word that its name reserves.
fn slots_of(
    body: &mut Vec<Part>,
    build: Build,
    class: usize,
    of_class: &TypeLayout,
    offsets: &SlotOffsets,
    shift: i64,
) {
    let Some((_, first)) = offsets.first() else {
        return;
    };
    let mut offset = *first;
    for name in of_class.slots.iter().flat_map(|names| names.iter()) {
        let reachable = offsets.iter().any(|(_, known)| *known == offset);
        let role = if reachable {
            PartRole::Slot
        } else {
            PartRole::DuplicateSlot
        };
        body.push(part(
            offset + shift,
            build.word(),
            role(class, name.clone()),
        ));
        offset += build.word().cast_signed();
    }
}

fn in_struct(body: &[Part], offset: i64) -> bool {
    body.iter().any(|part| part.offset == offset)
}

/// The items of a variable-sized object. The final zero of bytes, for which their struct has
/// room, moves behind them.
fn items_of(body: &mut Vec<Part>, layout: &TypeLayout, items: u64) {
    let size = layout.itemsize.cast_unsigned();
    let mut first = 0;
    for part in body.iter_mut() {
        match part.role {
            PartRole::Field("ob_sval") => {
                first = part.offset;
                part.offset += (items * size).cast_signed();
                break;
            }
            PartRole::Field(_) => first = first.max(part.offset + part.size.cast_signed()),
            _ => {}
        }
    }
    if size > 0 {
        let item = |index: u64| {
            part(
                first + (index * size).cast_signed(),
                size,
                PartRole::Item(index),
            )
        };
        body.extend((0..items).map(item));
    }
}

/// The body without gaps, up to its end; `rest` is what follows its last part.
fn padded(body: Vec<Part>, end: i64, rest: PartRole) -> Vec<Part> {
    let mut parts = Vec::with_capacity(body.len());
    let mut at = 0;
    for next in body {
        if next.offset > at {
            parts.push(gap(at, next.offset, PartRole::Padding));
        }
        at = next.offset + next.size.cast_signed();
        parts.push(next);
    }
    if at < end {
        parts.push(gap(at, end, rest));
    }
    parts
}

fn gap(start: i64, end: i64, role: PartRole) -> Part {
    part(start, (end - start).cast_unsigned(), role)
}

/// The parts of an array of values of its own (not of inline ones), from its start.
pub fn values_image(build: Build, capacity: usize) -> Vec<Part> {
    let bytes = values_bytes(build, capacity);
    values_parts(build, 0, capacity, bytes)
}

/// Header, values and order bytes, in this order from 3.13 (Include/internal/pycore_dict.h,
/// `_dictvalues`). 3.11 and 3.12 have order bytes and two sizes in front, and their pointers point
/// at the first value; earlier there are only values.
fn values_parts(build: Build, start: i64, capacity: usize, bytes: u64) -> Vec<Part> {
    let word = build.word();
    let values_size = capacity as u64 * word;
    let (header, order) = match build.version.minor {
        ..=10 => (0, 0),
        11 | 12 => (0, bytes - values_size),
        _ => (word, (capacity as u64).next_multiple_of(word)),
    };
    let in_front = if build.at_least(13) { 0 } else { order };
    let mut sizes = vec![
        (PartRole::ValuesOrder, in_front),
        (PartRole::ValuesHeader, header),
    ];
    sizes.extend((0..capacity).map(|index| (PartRole::Value(index), word)));
    sizes.push((PartRole::ValuesOrder, order - in_front));
    sizes.push((PartRole::Dead, bytes - values_size - header - order));
    let mut at = start;
    let mut parts = Vec::with_capacity(sizes.len());
    for (role, size) in sizes {
        if size > 0 {
            parts.push(part(at, size, role));
            at += size.cast_signed();
        }
    }
    parts
}
