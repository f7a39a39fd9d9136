//! How deep a program may recurse: Python's frames, and the C functions that count.

use super::function::Sig;
use super::object::{Int, Value};
use super::types::{TypeId, tid};
use super::{Begun, Machine, Res};
use crate::cpython::recursion::{self, Level};

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
        if self.frame.levels == 0 {
            self.native_levels += recursion::frame_levels(self.build);
        }
        self.frame.levels = self.native_levels - before;
        begun
    }

    /// Calls a builtin function, which is a level in older versions.
    pub(super) fn native_level<T>(
        &mut self,
        sig: Sig,
        run: impl FnOnce(&mut Self) -> Res<T>,
    ) -> Res<T> {
        if !recursion::function_counts(self.build, sig == Sig::One) {
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

    /// Levels of calling a type.
    pub(super) fn levels_of_type_call(&self, ty: TypeId) -> &'static [Level] {
        let counts = match ty {
            tid::STR => recursion::type_call_counts(self.build, "str"),
            tid::BOOL => recursion::type_call_counts(self.build, "bool"),
            _ => self.ty(ty).layout.heap,
        };
        if counts { &[Level::Call] } else { &[] }
    }

    /// Raises RecursionError where one more frame is too much.
    pub(super) fn check_frames(&mut self) -> Res<()> {
        // The outermost frame that waits is the machine's own, not a Python one.
        let mut depth = self.depth() - self.inlined_frames;
        if !recursion::frames_apart(self.build) {
            depth += self.native_levels;
        } else if self.native_levels >= self.native_limit() {
            return self.raised(recursion::too_deep(None));
        }
        if depth >= self.recursion_limit {
            return self.raised(recursion::too_deep(None));
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
        let mut depth = self.depth() - self.inlined_frames;
        if !recursion::frames_apart(self.build) {
            // The function that sets the limit is a level itself.
            depth += self.native_levels + 1;
        }
        match recursion::new_limit(limit, depth) {
            Ok(limit) => self.recursion_limit = limit,
            Err(raised) => return self.raised(raised),
        }
        Ok(())
    }

    /// Counts levels until the caller takes them back from `native_levels`, or raises RecursionError.
    pub(super) fn enter_levels(&mut self, levels: &[Level]) -> Res<()> {
        for (i, &level) in levels.iter().enumerate() {
            let frames = if recursion::frames_apart(self.build) {
                0
            } else {
                self.depth()
            };
            if frames + self.native_levels >= self.native_limit() {
                self.native_levels -= i;
                return self.raised(recursion::too_deep(Some(level)));
            }
            self.native_levels += 1;
        }
        Ok(())
    }

    fn native_limit(&self) -> usize {
        recursion::native_limit(self.build, self.recursion_limit)
    }
}
