//! How deep a program may recurse: what counts as a level, how many there may be, what is said beyond.

use super::{Build, Raised};

/// A C function that counts as one level of recursion (Include/internal/pycore_ceval.h, _Py_EnterRecursiveCall).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// Of a type, an object with `__call__` or a builtin function (Objects/call.c).
    Call,
    /// PyObject_Repr
    Repr,
    /// PyObject_Str
    Str,
    /// PyObject_RichCompare
    Compare,
    /// PyObject_IsInstance
    InstanceCheck,
    /// PyObject_IsSubclass
    SubclassCheck,
    /// Modules/_pickle.c, save
    Pickle,
}

/// Levels of the C stack that a frame entered by C code takes (Python/ceval.c, PY_EVAL_C_STACK_UNITS, 3.12+); before,
/// a frame counts as what it is.
pub fn frame_levels(build: Build) -> usize {
    if frames_apart(build) { 2 } else { 0 }
}

/// Whether Python's frames are counted apart from the levels of C functions (3.12+).
pub fn frames_apart(build: Build) -> bool {
    build.at_least(12)
}

/// How many levels of C functions there may be: with the frames up to 3.11, then of the C stack alone
/// (C_RECURSION_LIMIT: 1,500 in 3.12, 10,000 in 3.13), measured in bytes from 3.14 on.
pub fn native_limit(build: Build, recursion_limit: usize) -> usize {
    match build.version.minor {
        ..=11 => recursion_limit,
        12 => 1_500,
        13 => 10_000,
        _ => usize::MAX,
    }
}

/// Whether a call of a builtin function counts: up to 3.10 and, where it takes one argument, in 3.11
/// (METH_FASTCALL is specialised there; Objects/methodobject.c, cfunction_enter_call).
pub fn function_counts(build: Build, one_argument: bool) -> bool {
    !build.at_least(if one_argument { 12 } else { 11 })
}

/// Whether a call of the built-in type with this `__name__` counts: those with `tp_vectorcall` that programs recurse
/// through do not. Calls of classes of a program always do.
pub fn type_call_counts(build: Build, name: &str) -> bool {
    match name {
        "str" => !build.at_least(11),
        "bool" => !build.at_least(10),
        _ => false,
    }
}

/// One level too many: `doing` is the one that was entered, None for a frame.
pub fn too_deep(doing: Option<Level>) -> Raised {
    let doing = match doing {
        None => "",
        Some(Level::Call) => " while calling a Python object",
        Some(Level::Repr) => " while getting the repr of an object",
        Some(Level::Str) => " while getting the str of an object",
        Some(Level::Compare) => " in comparison",
        Some(Level::InstanceCheck) => " in __instancecheck__",
        Some(Level::SubclassCheck) => " in __subclasscheck__",
        Some(Level::Pickle) => " while pickling an object",
    };
    Raised::new(
        "RecursionError",
        format!("maximum recursion depth exceeded{doing}"),
    )
}

/// The limit that `sys.setrecursionlimit(limit)` sets at this depth (Python/sysmodule.c, sys_setrecursionlimit_impl).
pub fn new_limit(limit: i64, depth: usize) -> Result<usize, Raised> {
    match usize::try_from(limit) {
        Ok(0) | Err(_) => Err(Raised::value_error(
            "recursion limit must be greater or equal than 1",
        )),
        Ok(limit) if limit <= depth => Err(Raised::new(
            "RecursionError",
            format!(
                "cannot set the recursion limit to {limit} at the recursion depth {depth}: the limit is too low"
            ),
        )),
        Ok(limit) => Ok(limit),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cpython::build::Abi;

    #[test]
    fn levels_are_counted_by_version() {
        let build = |minor| Build::new(minor, 0, Abi::Lp64);
        for (minor, limit, frame, function, one_argument) in [
            (9, 1_000, 0, true, true),
            (11, 1_000, 0, false, true),
            (12, 1_500, 2, false, false),
            (13, 10_000, 2, false, false),
            (14, usize::MAX, 2, false, false),
        ] {
            let build = build(minor);
            assert_eq!(native_limit(build, 1_000), limit);
            assert_eq!(frame_levels(build), frame);
            assert_eq!(function_counts(build, false), function);
            assert_eq!(function_counts(build, true), one_argument);
        }
    }

    #[test]
    fn a_limit_has_to_leave_room() {
        assert_eq!(new_limit(50, 3), Ok(50));
        for (limit, depth, text) in [
            (
                0,
                0,
                "ValueError: recursion limit must be greater or equal than 1",
            ),
            (
                1,
                1,
                "RecursionError: cannot set the recursion limit to 1 at the recursion depth 1: the limit is too low",
            ),
        ] {
            assert_eq!(
                new_limit(limit, depth).map_err(|raised| raised.to_string()),
                Err(text.to_string())
            );
        }
        assert_eq!(
            too_deep(Some(Level::Compare)).text,
            "maximum recursion depth exceeded in comparison"
        );
    }
}
