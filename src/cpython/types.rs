//! Type layout: what a type says about the memory of its instances, and how a new class gets its own.

use super::build::Build;
use super::slots::SlotPlan;
use super::{Raised, builtins};
use std::rc::Rc;

/// Slots with their offsets in bytes from the start of the object, in the order of their words.
pub type SlotOffsets = Vec<(Rc<str>, i64)>;

/// The layout of one type. Offsets and sizes are in bytes, as the type's attributes report them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypeLayout {
    /// `__basicsize__`.
    pub basicsize: i64,
    /// `__itemsize__`: bytes of one item of a variable-sized object.
    pub itemsize: i64,
    /// `__dictoffset__`: 0 where instances have no `__dict__`; negative where it is found otherwise.
    pub dictoffset: i64,
    /// `__weakrefoffset__`: 0 where instances cannot be weakly referenced.
    pub weakrefoffset: i64,
    /// `Py_TPFLAGS_HAVE_GC`: instances carry a GC head.
    pub has_gc: bool,
    /// `Py_TPFLAGS_MANAGED_DICT` (3.11+): the dict pointer stands before the object.
    pub managed_dict: bool,
    /// `Py_TPFLAGS_MANAGED_WEAKREF` (3.12+): the weakref list stands before the object.
    pub managed_weakref: bool,
    /// `Py_TPFLAGS_INLINE_VALUES` (3.13+): attribute values stand behind the object.
    pub inline_values: bool,
    /// `Py_TPFLAGS_HEAPTYPE`.
    pub heap: bool,
    /// Attributes of the type cannot be set: built-in types, whether or not they are heap types.
    pub immutable: bool,
    /// `Py_TPFLAGS_BASETYPE`: an acceptable base class.
    pub basetype: bool,
    /// The nearest built-in type that owns the C struct an instance starts with: `object`, `int`,
    /// `BaseException` (for `KeyError`, too), `OSError` …
    pub payload: &'static str,
    /// `ht_slots`: names of the words this class adds, mangled and sorted; a name given twice stands
    /// twice. None without `__slots__` (and in 3.15 if no name is left of them).
    pub slots: Option<Rc<[Rc<str>]>>,
}

impl TypeLayout {
    /// Whether instances begin with the struct of `builtin` or of one that extends it.
    pub fn extends(&self, builtin: &str) -> bool {
        builtins::is_subtype(self.payload, builtin)
    }

    /// Made by a class statement or a call of `type`: `tp_dealloc` is `subtype_dealloc`.
    pub const fn user_class(&self) -> bool {
        self.heap && !self.immutable
    }

    /// Whether the class has a keys object that the dicts of its instances share
    /// (`ht_cached_keys`, Objects/typeobject.c, `init_cached_keys` and `type_new_alloc`).
    pub const fn shares_keys(&self, build: Build) -> bool {
        self.user_class()
            && if build.at_least(11) {
                self.managed_dict
            } else {
                self.dictoffset != 0
            }
    }

    /// Bytes before the object pointer: the GC head, and the two managed words
    /// (Include/internal/pycore_object.h, `_PyType_PreHeaderSize`; both words even if one is unused).
    pub const fn pre_header(&self, build: Build) -> u64 {
        let mut words = 0;
        if self.has_gc {
            words += 2;
        }
        if self.managed_dict || self.managed_weakref {
            words += 2;
        }
        words * build.word()
    }

    /// Requested bytes of an instance with `items` items, without inline values: one spare item
    /// is always allocated (Objects/typeobject.c, `_PyType_AllocNoTrack` and its predecessors).
    ///
    /// Items are what [`Self::itemsize`] counts: members of a tuple, bytes, digits of an int.
    pub const fn requested(&self, build: Build, items: u64) -> u64 {
        let body = self.basicsize as u64 + (items + 1) * self.itemsize as u64;
        self.pre_header(build) + body.next_multiple_of(build.word())
    }

    /// Reported bytes (`sys.getsizeof`) of an instance with `items` items, for types that use
    /// `object.__sizeof__`; int, str, list, dict, set and type have their own ([`super::sizes`]).
    pub const fn reported(&self, build: Build, items: u64) -> u64 {
        self.pre_header(build) + self.basicsize as u64 + items * self.itemsize as u64
    }

    /// The layout flags that this version has, by name: what recordings of classes list.
    pub fn layout_flags(&self, build: Build) -> Vec<(&'static str, bool)> {
        [
            ("HAVE_GC", 9, self.has_gc),
            ("MANAGED_DICT", 11, self.managed_dict),
            ("MANAGED_WEAKREF", 12, self.managed_weakref),
            ("INLINE_VALUES", 13, self.inline_values),
        ]
        .into_iter()
        .filter(|(_, since, _)| build.at_least(*since))
        .map(|(name, _, set)| (name, set))
        .collect()
    }
}

/// Types whose instances a class pattern with one positional pattern matches as a whole
/// (`_Py_TPFLAGS_MATCH_SELF`).
const MATCH_SELF: [&str; 12] = [
    "bool",
    "bytearray",
    "bytes",
    "dict",
    "float",
    "frozendict",
    "frozenset",
    "int",
    "list",
    "set",
    "str",
    "tuple",
];

impl TypeLayout {
    /// `__flags__` of the type, as far as its layout decides them. Not among them:
    /// `Py_TPFLAGS_VALID_VERSION_TAG` (1 << 19, up to 3.12), which comes and goes,
    /// `Py_TPFLAGS_IS_ABSTRACT` (1 << 20), and those of callables and descriptors
    /// (`Py_TPFLAGS_HAVE_VECTORCALL`, 1 << 11, `Py_TPFLAGS_METHOD_DESCRIPTOR`, 1 << 17).
    pub fn flag_bits(&self, build: Build) -> u64 {
        let (sequence, mapping, no_call) = builtins::row_flags(self.payload);
        let since = |minor| build.at_least(minor);
        let subclass = |builtin| self.extends(builtin);
        let match_self = MATCH_SELF.iter().any(|builtin| self.extends(builtin));
        [
            (1, !self.heap && since(12)),
            (2, self.inline_values && since(13)),
            (3, self.managed_weakref && since(12)),
            (4, self.managed_dict && since(11)),
            (5, sequence && since(10)),
            (6, mapping && since(10)),
            (7, no_call && since(10) && self.immutable),
            (8, self.immutable && since(10)),
            (9, self.heap),
            (10, self.basetype),
            (12, true),
            (14, self.has_gc),
            (18, !since(10)),
            (22, match_self && since(10)),
            (23, subclass("type") && since(12)),
            (24, subclass("int")),
            (25, subclass("list")),
            (26, subclass("tuple")),
            (27, subclass("bytes")),
            (28, subclass("str")),
            (29, subclass("dict")),
            (30, subclass("BaseException")),
            (31, subclass("type")),
        ]
        .into_iter()
        .filter(|(_, set)| *set)
        .map(|(bit, _)| 1 << bit)
        .sum()
    }
}

/// The layout of a class made from `base` with `plan`, and the offset of each of its slots in the
/// order of their words; of a name that stands twice the first word (Objects/typeobject.c,
/// `type_new_slots` and `type_new_descriptors`, in 3.9 inside `type_new`).
///
/// 3.15 refuses here what earlier versions refuse while they process the slots: named slots
/// behind the items of anything but a tuple.
pub fn new_layout(
    build: Build,
    base_name: &str,
    base: &TypeLayout,
    plan: &SlotPlan,
) -> Result<(TypeLayout, SlotOffsets), Raised> {
    if !plan.names.is_empty() && base.itemsize != 0 && !base.extends("tuple") {
        return Err(Raised::type_error(format!(
            "arbitrary __slots__ not supported for subtype of '{base_name}'"
        )));
    }
    let word = build.word().cast_signed();
    let mut end = base.basicsize;
    let mut offsets = SlotOffsets::new();
    for name in &plan.names {
        if offsets.last().is_none_or(|(last, _)| last != name) {
            offsets.push((name.clone(), end));
        }
        end += word;
    }
    let mut layout = TypeLayout {
        has_gc: true,
        heap: true,
        immutable: false,
        basetype: true,
        inline_values: false,
        slots: plan.ht_slots(build),
        ..base.clone()
    };
    let fixed_size = base.itemsize == 0;
    if build.at_least(12) {
        if plan.add_weakref {
            layout.managed_weakref = true;
            layout.weakrefoffset = -4 * word;
        }
        if plan.add_dict {
            layout.managed_dict = true;
            layout.dictoffset = -1;
        }
    } else {
        let in_body = plan.add_dict && (!build.at_least(11) || !fixed_size);
        if in_body {
            layout.dictoffset = if fixed_size { end } else { -word };
            end += word;
        }
        if plan.add_weakref {
            layout.weakrefoffset = end;
            end += word;
        }
        if plan.add_dict && !in_body {
            layout.managed_dict = true;
            layout.dictoffset = -end - 3 * word;
        }
    }
    layout.basicsize = end;
    // 3.13 inlines values only where nothing but the object's head precedes them; gh-115776.
    layout.inline_values = build.at_least(13)
        && layout.managed_dict
        && fixed_size
        && (build.at_least(14) || end == 2 * word);
    Ok((layout, offsets))
}
