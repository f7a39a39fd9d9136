//! The layouts of the built-in types, by name.

use super::build::Build;
use super::builtin_table::{BASE, GC, MAPPING, NO_CALL, Row, SEQUENCE, TYPES};
use super::slots::SlotPlan;
use super::types::{TypeLayout, new_layout};
use std::collections::HashMap;
use std::sync::LazyLock;

/// The layout of the built-in type with this `__name__`; None where the version has no such type
/// or this table does not know it. Types of modules go by their bare name: `deque`, `partial`,
/// `SimpleNamespace`, `ReferenceType` (also where it is called `weakref`).
pub fn builtin_layout(build: Build, name: &str) -> Option<TypeLayout> {
    if name == "ExceptionGroup" {
        return exception_group(build);
    }
    let row = find(name)?;
    let (first, last) = row.versions;
    if build.version.minor < first || build.version.minor > last {
        return None;
    }
    let base = builtin_layout(build, row.base);
    let inherited = |get: fn(&TypeLayout) -> i64| base.as_ref().map_or(0, get);
    let own = row.size.value(build);
    Some(TypeLayout {
        basicsize: own.unwrap_or_else(|| inherited(|base| base.basicsize)),
        itemsize: (row.item)(build).cast_signed(),
        dictoffset: row
            .dict
            .value(build)
            .unwrap_or_else(|| inherited(|base| base.dictoffset)),
        weakrefoffset: row
            .weakref
            .value(build)
            .unwrap_or_else(|| inherited(|base| base.weakrefoffset)),
        has_gc: row.flags & GC != 0,
        managed_dict: false,
        managed_weakref: false,
        inline_values: false,
        heap: build.at_least(row.heap),
        immutable: true,
        basetype: row.flags & BASE != 0 && !build.at_least(row.sealed),
        payload: match &base {
            Some(base) if own.is_none() => base.payload,
            _ => row.name,
        },
        slots: None,
    })
}

/// Objects/exceptions.c, `create_exception_group_class`: a class made by calling `type`.
fn exception_group(build: Build) -> Option<TypeLayout> {
    let base = builtin_layout(build, "BaseExceptionGroup")?;
    let plan = SlotPlan {
        add_weakref: true,
        ..SlotPlan::default()
    };
    let (layout, _) = new_layout(build, "BaseExceptionGroup", &base, &plan).ok()?;
    Some(layout)
}

/// The `__base__` of a built-in type of this table; None for `object` and unknown names.
pub fn builtin_base(name: &str) -> Option<&'static str> {
    find(name)
        .map(|row| row.base)
        .filter(|base| !base.is_empty())
}

/// The names of the built-in types that this version has, bases before what derives from them.
pub fn builtin_names(build: Build) -> impl Iterator<Item = &'static str> {
    TYPES
        .iter()
        .filter(move |row| (row.versions.0..=row.versions.1).contains(&build.version.minor))
        .map(|row| row.name)
}

/// Whether the built-in type `name` is `ancestor` or derives from it.
pub(super) fn is_subtype(name: &str, ancestor: &str) -> bool {
    std::iter::successors(Some(name), |name| builtin_base(name)).any(|name| name == ancestor)
}

/// Flag bits of the row: (sequence, mapping, no instantiation).
pub(super) fn row_flags(name: &str) -> (bool, bool, bool) {
    let flags = find(name).map_or(0, |row| row.flags);
    let has = |bit| flags & bit != 0;
    (has(SEQUENCE), has(MAPPING), has(NO_CALL))
}

fn find(name: &str) -> Option<&'static Row> {
    // Every start of a machine asks for every type, and for its bases.
    static BY_NAME: LazyLock<HashMap<&str, &Row>> =
        LazyLock::new(|| TYPES.iter().rev().map(|row| (row.name, row)).collect());
    BY_NAME.get(name).copied()
}
