//! Arguments that methods of str, bytes and bytearray share: bounds, counts and widths.

use crate::cpython::messages;
use crate::machine::function::Args;
use crate::machine::object::{Int, Kind, Value};
use crate::machine::symbol::sym;
use crate::machine::types::tid;
use crate::machine::{Machine, Res};

impl Machine {
    /// `start` and `end` of `find`, `count`, `startswith` …: the arguments behind the first one.
    pub(super) fn search_bounds(&mut self, args: &Args) -> Res<(Option<i64>, Option<i64>)> {
        let mut at = |i: usize| -> Res<Option<i64>> {
            match args.pos.get(i) {
                Some(value) if !self.is_none(value) => self.slice_index(value).map(Some),
                _ => Ok(None),
            }
        };
        Ok((at(2)?, at(3)?))
    }

    /// `old`, `new` and `count` of `replace`; `count` can be given by name in newer versions.
    pub(super) fn replace_arguments(
        &mut self,
        class: &str,
        args: &Args,
        named: bool,
    ) -> Res<[Option<Value>; 3]> {
        let given = args.pos.len() - 1;
        let count = self.sym("count");
        if !args.kw.is_empty() && !named {
            return self.type_error(format!("{class}.replace() takes no keyword arguments"));
        }
        if let (Some((name, _)), true) =
            (args.kw.iter().find(|(name, _)| *name != count), given >= 2)
        {
            let name = self.symbols.text(*name);
            let text = format!("replace() got an unexpected keyword argument '{name}'");
            return self.type_error(text);
        }
        if !(2..=3).contains(&given) {
            let text = match (named, given < 2) {
                (false, _) => messages::clinic_arity("replace", 2, 3, given),
                (true, true) => {
                    format!("replace() takes at least 2 positional arguments ({given} given)")
                }
                (true, false) => {
                    format!("replace() takes at most 3 arguments ({given} given)")
                }
            };
            return self.type_error(text);
        }
        let given = |i: usize| args.pos.get(i).cloned();
        Ok([
            given(1),
            given(2),
            given(3).or_else(|| args.named(count).cloned()),
        ])
    }

    /// A place in a sequence, however large (Python/ceval.c, _PyEval_SliceIndex).
    pub(in crate::machine) fn slice_index(&mut self, value: &Value) -> Res<i64> {
        if !matches!(value.kind, Kind::Int(_)) && self.lookup(value.ty(), sym::INDEX).is_none() {
            let none = if self.build.at_least(15) {
                ""
            } else {
                "None or "
            };
            return self.type_error(format!(
                "slice indices must be integers or {none}have an __index__ method"
            ));
        }
        self.index_clipped(value)
    }

    /// A width, a count or the like: an int of a C `Py_ssize_t`, else OverflowError.
    pub(in crate::machine) fn width(&mut self, value: &Value) -> Res<i64> {
        self.refuse_float(value)?;
        match self.ssize(value)? {
            Some(n) => Ok(n),
            None => self.raise(
                tid::OVERFLOW_ERROR,
                "Python int too large to convert to C ssize_t",
            ),
        }
    }

    /// A count that memory is asked for by, else OverflowError (PyNumber_AsSsize_t).
    pub(in crate::machine) fn index_sized(&mut self, value: &Value) -> Res<i64> {
        match self.ssize(value)? {
            Some(n) => Ok(n),
            None => {
                let class = self.error_name(value.ty());
                let text = format!("cannot fit '{class}' into an index-sized integer");
                self.raise(tid::OVERFLOW_ERROR, text)
            }
        }
    }

    /// The int that a value is, if it is one of a C `Py_ssize_t`.
    fn ssize(&mut self, value: &Value) -> Res<Option<i64>> {
        Ok(match self.index(value)? {
            Int::Small(n) if self.build.word() == 8 || i32::try_from(n).is_ok() => Some(n),
            _ => None,
        })
    }

    /// An int of a C `int`, else OverflowError (PyArg_Parse's `i`).
    pub(in crate::machine) fn c_int(&mut self, value: &Value) -> Res<i64> {
        self.refuse_float(value)?;
        if !self.build.at_least(10) && self.lookup(value.ty(), sym::INDEX).is_none() {
            if self.is_instance(value, tid::COMPLEX) {
                return self.type_error("can't convert complex to int");
            }
            if self.lookup(value.ty(), sym::INT).is_some() {
                return self.unsupported("an object with __int__ where an int is wanted");
            }
            let given = self.error_name(value.ty());
            return self.type_error(format!("an integer is required (got type {given})"));
        }
        match self.index(value)? {
            Int::Small(n) if i32::try_from(n).is_ok() => Ok(n),
            _ => self.raise(
                tid::OVERFLOW_ERROR,
                "Python int too large to convert to C int",
            ),
        }
    }

    /// 3.9 refuses floats in words of its own (PyArg_Parse's `i` and `n`).
    fn refuse_float(&mut self, value: &Value) -> Res<()> {
        if !self.build.at_least(10) && self.is_instance(value, tid::FLOAT) {
            return self.type_error("integer argument expected, got float");
        }
        Ok(())
    }

    /// `keepends`: a truth since 3.12, an int before.
    pub(super) fn keepends(&mut self, args: &Args) -> Res<bool> {
        let given = self.parse_keywords("splitlines", &["keepends"], 0, &args.pos[1..], args.kw)?;
        match &given[0] {
            Some(keep) if self.build.at_least(12) => self.truth(keep),
            Some(keep) => Ok(self.c_int(keep)? != 0),
            None => Ok(false),
        }
    }

    /// A width of padding: so many bytes may come of it.
    pub(super) fn charged_width(&mut self, value: &Value) -> Res<i64> {
        let width = self.width(value)?;
        self.charge(usize::try_from(width.max(0)).unwrap_or(usize::MAX))?;
        Ok(width)
    }
}
