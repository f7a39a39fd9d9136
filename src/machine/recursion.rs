//! How deep a program may recurse: Python's frames, and the C functions that count.

use super::function::Sig;
use super::object::{Int, Value};
use super::types::{TypeId, tid};
use super::{Begun, Machine, Res};
use crate::cpython::Build;

/// A C function that counts as one level of recursion (Include/internal/pycore_ceval.h, _Py_EnterRecursiveCall).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Level {
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

impl Level {
    /// What RecursionError says this was doing.
    fn text(self) -> &'static str {
        match self {
            Level::Call => " while calling a Python object",
            Level::Repr => " while getting the repr of an object",
            Level::Str => " while getting the str of an object",
            Level::Compare => " in comparison",
            Level::InstanceCheck => " in __instancecheck__",
            Level::SubclassCheck => " in __subclasscheck__",
            Level::Pickle => " while pickling an object",
        }
    }
}

/// What a frame that C code enters costs of the C stack (Python/ceval.c, PY_EVAL_C_STACK_UNITS, 3.12+).
const FRAME_LEVELS: usize = 2;

/// Levels that are taken when the module's frame begins to run.
pub(super) fn at_start(build: Build) -> usize {
    if build.at_least(12) { FRAME_LEVELS } else { 0 }
}

impl Machine {
    /// Begins something below C functions that count; a frame that is entered keeps them counted until it is left.
    pub(super) fn counted(
        &mut self,
        levels: &[Level],
        begin: impl FnOnce(&mut Self) -> Res<Begun>,
    ) -> Res<Begun> {
        let (depth, before) = (self.depth(), self.native_levels);
        let begun = self.enter_levels(levels).and_then(|()| begin(self));
        if begun.is_err() || self.depth() == depth {
            self.native_levels = before;
            return begun;
        }
        if self.build.at_least(12) && self.frame.levels == 0 {
            self.native_levels += FRAME_LEVELS;
        }
        self.frame.levels = self.native_levels - before;
        begun
    }

    /// Calls a builtin function, which is a level up to 3.10 and, where it takes one argument, in 3.11
    /// (METH_FASTCALL is specialised there; Objects/methodobject.c, cfunction_enter_call).
    pub(super) fn native_level<T>(
        &mut self,
        sig: Sig,
        run: impl FnOnce(&mut Self) -> Res<T>,
    ) -> Res<T> {
        if self.build.at_least(if sig == Sig::One { 12 } else { 11 }) {
            return run(self);
        }
        self.enter_levels(&[Level::Call])?;
        let result = run(self);
        self.native_levels -= 1;
        result
    }

    /// Runs native code as one level of recursion.
    pub(super) fn level<T>(
        &mut self,
        level: Level,
        run: impl FnOnce(&mut Self) -> Res<T>,
    ) -> Res<T> {
        self.enter_levels(&[level])?;
        let result = self.nested(run);
        self.native_levels -= 1;
        result
    }

    /// Levels of calling a type: the types with `tp_vectorcall` that programs recurse through count none.
    pub(super) fn levels_of_type_call(&self, ty: TypeId) -> &'static [Level] {
        let counts = match ty {
            tid::STR => !self.build.at_least(11),
            tid::BOOL => !self.build.at_least(10),
            _ => self.ty(ty).layout.heap,
        };
        if counts { &[Level::Call] } else { &[] }
    }

    /// Raises RecursionError where one more frame is too much.
    pub(super) fn check_frames(&mut self) -> Res<()> {
        // The outermost frame that waits is the machine's own, not a Python one.
        let mut depth = self.depth() - self.inlined_frames;
        if !self.build.at_least(12) {
            depth += self.native_levels;
        } else if self.native_levels >= self.native_limit() {
            return self.too_deep("");
        }
        if depth >= self.recursion_limit {
            return self.too_deep("");
        }
        Ok(())
    }

    /// `sys.setrecursionlimit(limit)` (Python/sysmodule.c, sys_setrecursionlimit_impl).
    pub(super) fn set_recursion_limit(&mut self, limit: &Value) -> Res<()> {
        let limit = match self.index(limit)? {
            Int::Small(n) if i32::try_from(n).is_ok() => n,
            _ => {
                let text = "Python int too large to convert to C int";
                return self.raise(tid::OVERFLOW_ERROR, text);
            }
        };
        if limit < 1 {
            return self.value_error("recursion limit must be greater or equal than 1");
        }
        let mut depth = self.depth() - self.inlined_frames;
        if !self.build.at_least(12) {
            // The function that sets the limit is a level itself.
            depth += self.native_levels + 1;
        }
        let limit = limit as usize;
        if limit <= depth {
            let text = format!(
                "cannot set the recursion limit to {limit} at the recursion depth {depth}: the limit is too low"
            );
            return self.raise(tid::RECURSION_ERROR, text);
        }
        self.recursion_limit = limit;
        Ok(())
    }

    /// Counts levels until the caller takes them back from `native_levels`, or raises RecursionError.
    pub(super) fn enter_levels(&mut self, levels: &[Level]) -> Res<()> {
        for (i, level) in levels.iter().enumerate() {
            let frames = if self.build.at_least(12) {
                0
            } else {
                self.depth()
            };
            if frames + self.native_levels >= self.native_limit() {
                self.native_levels -= i;
                return self.too_deep(level.text());
            }
            self.native_levels += 1;
        }
        Ok(())
    }

    /// How many levels there may be: with the frames up to 3.11, then of the C stack alone
    /// (C_RECURSION_LIMIT: 1,500 in 3.12, 10,000 in 3.13), measured in bytes from 3.14 on.
    fn native_limit(&self) -> usize {
        match self.build.version.minor {
            ..=11 => self.recursion_limit,
            12 => 1_500,
            13 => 10_000,
            _ => usize::MAX,
        }
    }

    fn too_deep<T>(&mut self, doing: &str) -> Res<T> {
        let text = format!("maximum recursion depth exceeded{doing}");
        self.raise(tid::RECURSION_ERROR, text)
    }
}
