//! "Did you mean …?" below a traceback: the closest name to one that is not there (3.10+).

use super::Machine;
use super::exception;
use super::object::{Kind, Value};
use super::symbol::sym;
use super::types::tid;
use crate::cpython::{hints, suggestions};

impl Machine {
    /// What the last line of a traceback adds (Python/suggestions.c; 3.13+: Lib/traceback.py,
    /// _compute_suggestion_error); None where nothing is close, or before 3.10.
    pub(super) fn hint(&mut self, error: &Value) -> Option<String> {
        if !self.build.at_least(10) {
            return None;
        }
        let name = exception::field(error, sym::NAME_FIELD)?;
        let Kind::Str(name) = &name.kind else {
            return None;
        };
        let name = name.as_str().to_string();
        if self.is_instance(error, tid::ATTRIBUTE_ERROR) {
            let obj = exception::field(error, sym::OBJ)?;
            let close = self.close_attribute(error, &obj, &name)?;
            return Some(hints::of_attribute(self.build, &name, &close));
        }
        if !self.is_instance(error, tid::NAME_ERROR) {
            return None;
        }
        let close = self.close_name(error, &name);
        hints::of_name(self.build, &name, close.as_deref())
    }

    /// From 3.13 on a name without an underscore leads to none with one, unless in a method of the object itself.
    fn close_attribute(&mut self, error: &Value, obj: &Value, name: &str) -> Option<String> {
        let dir = self.dir_of(obj).ok()?;
        let mut names = Vec::with_capacity(dir.len());
        for name in &dir {
            names.push(self.str_of(name).ok()?);
        }
        let own = || {
            let data = exception::data(error)?.borrow();
            let innermost = data.traceback.first()?;
            let first = innermost.code.locals.first()?;
            Some(self.symbols.text(*first) == "self")
        };
        if self.build.at_least(13) && !name.starts_with('_') && own() != Some(true) {
            names.retain(|name| !name.starts_with('_'));
        }
        suggestions::closest(name, &names)
    }

    /// Locals, globals and builtins; up to 3.12 the first of them that has a close name.
    fn close_name(&mut self, error: &Value, name: &str) -> Option<String> {
        let innermost = exception::data(error)?
            .borrow()
            .traceback
            .first()
            .cloned()?;
        let code = &innermost.code;
        let text = |symbols: &[super::Sym]| -> Vec<String> {
            let names = symbols.iter();
            names
                .map(|&sym| self.symbols.text(sym).to_string())
                .collect()
        };
        let mut locals = text(&code.locals);
        locals.extend(text(&code.cells));
        let globals: Vec<String> = match self.globals() {
            Some(globals) => {
                let keys: Vec<Value> = self
                    .dict_items(&globals)
                    .into_iter()
                    .map(|(key, _)| key)
                    .collect();
                keys.iter()
                    .filter_map(|key| self.str_of(key).ok())
                    .collect()
            }
            None => Vec::new(),
        };
        let builtins = hints::builtins(self.build);
        if self.build.at_least(13) {
            let all = [locals, globals, builtins].concat();
            return suggestions::closest(name, &all);
        }
        [locals, globals, builtins]
            .iter()
            .find_map(|names| suggestions::closest(name, names))
    }
}
