//! "Did you mean …?" below a traceback: the closest name to one that is not there (3.10+).

use super::Machine;
use super::exception;
use super::object::{Kind, Value};
use super::symbol::sym;
use super::types::tid;
use crate::cpython::{members, suggestions};

/// Modules of the standard library that learners use without importing them.
const MODULES: [&str; 40] = [
    "abc",
    "argparse",
    "array",
    "ast",
    "asyncio",
    "bisect",
    "collections",
    "copy",
    "csv",
    "ctypes",
    "dataclasses",
    "datetime",
    "decimal",
    "enum",
    "fractions",
    "functools",
    "gc",
    "heapq",
    "inspect",
    "io",
    "itertools",
    "json",
    "logging",
    "math",
    "operator",
    "os",
    "pathlib",
    "pickle",
    "random",
    "re",
    "statistics",
    "string",
    "struct",
    "sys",
    "threading",
    "time",
    "timeit",
    "types",
    "typing",
    "weakref",
];

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
            return Some(if self.build.at_least(15) {
                format!(". Did you mean '.{close}' instead of '.{name}'?")
            } else {
                format!(". Did you mean: '{close}'?")
            });
        }
        if !self.is_instance(error, tid::NAME_ERROR) {
            return None;
        }
        let close = self.close_name(error, &name);
        let import = self.build.at_least(12) && MODULES.contains(&name.as_str());
        match (close, import) {
            (Some(close), true) => Some(format!(
                ". Did you mean: '{close}'? Or did you forget to import '{name}'?"
            )),
            (Some(close), false) => Some(format!(". Did you mean: '{close}'?")),
            (None, true) => Some(format!(". Did you forget to import '{name}'?")),
            (None, false) => None,
        }
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
        let mut builtins: Vec<String> = members::names_of(self.build, "builtins")
            .map(str::to_string)
            .collect();
        builtins.sort_by_key(|name| place_in_builtins(name));
        if self.build.at_least(13) {
            let all = [locals, globals, builtins].concat();
            return suggestions::closest(name, &all);
        }
        [locals, globals, builtins]
            .iter()
            .find_map(|names| suggestions::closest(name, names))
    }
}

/// Where a name stands in the namespace of builtins (Python/bltinmodule.c, builtin_methods and _PyBuiltin_Init).
fn place_in_builtins(name: &str) -> (usize, usize, String) {
    const CONSTANTS: [&str; 5] = ["None", "Ellipsis", "NotImplemented", "False", "True"];
    const TYPES: [&str; 26] = [
        "bool",
        "memoryview",
        "bytearray",
        "bytes",
        "classmethod",
        "complex",
        "dict",
        "enumerate",
        "filter",
        "float",
        "frozenset",
        "property",
        "int",
        "list",
        "map",
        "object",
        "range",
        "reversed",
        "set",
        "slice",
        "staticmethod",
        "str",
        "super",
        "tuple",
        "type",
        "zip",
    ];
    let at = |names: &[&str]| names.iter().position(|known| *known == name);
    if let Some(at) = at(&CONSTANTS) {
        return (2, at, String::new());
    }
    if let Some(at) = at(&TYPES) {
        return (3, at, String::new());
    }
    match name {
        "__build_class__" => (0, 0, String::new()),
        "__import__" => (0, 1, String::new()),
        "aiter" => (1, 0, "iter+".to_string()),
        "anext" => (1, 0, "next+".to_string()),
        "open" | "quit" | "exit" | "copyright" | "credits" | "license" | "help" => {
            (5, 0, String::new())
        }
        name if name.starts_with(char::is_uppercase) => (4, 0, String::new()),
        name => (1, 0, name.to_string()),
    }
}
