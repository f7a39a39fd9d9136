//! Arguments that methods of str, bytes and bytearray share: bounds, counts and widths.

use crate::cpython::messages;
use crate::machine::function::Args;
use crate::machine::object::{Int, Value};
use crate::machine::symbol::sym;
use crate::machine::types::tid;
use crate::machine::{Machine, Res};

impl Machine {
    /// `start` and `end` of `find`, `count`, `startswith` …: the arguments behind the first one.
    pub(super) fn search_bounds(&mut self, args: &Args) -> Res<(Option<i64>, Option<i64>)> {
        let mut at = |i: usize| -> Res<Option<i64>> {
            match args.pos.get(i) {
                Some(value) if !self.is_none(value) => {
                    if self.lookup(value.ty(), sym::INDEX).is_none() {
                        return self.type_error(
                            "slice indices must be integers or None or have an __index__ method",
                        );
                    }
                    self.index_clipped(value).map(Some)
                }
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

    /// A width, a count or the like: an int of a C `Py_ssize_t`, else OverflowError. What is made of it counts.
    pub(super) fn width(&mut self, value: &Value) -> Res<i64> {
        let n = match self.index(value)? {
            Int::Small(n) if self.build.word() == 8 || i32::try_from(n).is_ok() => n,
            _ => {
                return self.raise(
                    tid::OVERFLOW_ERROR,
                    "Python int too large to convert to C ssize_t",
                );
            }
        };
        Ok(n)
    }

    /// A width of padding: so many bytes may come of it.
    pub(super) fn charged_width(&mut self, value: &Value) -> Res<i64> {
        let width = self.width(value)?;
        self.charge(usize::try_from(width.max(0)).unwrap_or(usize::MAX))?;
        Ok(width)
    }
}
