//! What the last line of a traceback adds: "Did you mean …?" (3.10+). The names are compared in [`super::suggestions`].

use super::{Build, members};

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

/// After AttributeError: `close` is the attribute closest to `name` (Python/suggestions.c; 3.13+: Lib/traceback.py,
/// _compute_suggestion_error).
pub fn of_attribute(build: Build, name: &str, close: &str) -> String {
    if build.at_least(15) {
        format!(". Did you mean '.{close}' instead of '.{name}'?")
    } else {
        format!(". Did you mean: '{close}'?")
    }
}

/// After NameError: `close` is the name closest to `name`; 3.12+ also knows modules that could be imported. None where
/// there is nothing to say.
pub fn of_name(build: Build, name: &str, close: Option<&str>) -> Option<String> {
    let import = build.at_least(12) && MODULES.contains(&name);
    match (close, import) {
        (Some(close), true) => Some(format!(
            ". Did you mean: '{close}'? Or did you forget to import '{name}'?"
        )),
        (Some(close), false) => Some(format!(". Did you mean: '{close}'?")),
        (None, true) => Some(format!(". Did you forget to import '{name}'?")),
        (None, false) => None,
    }
}

/// The names of builtins in the order of their namespace: of those equally close, the first one is meant.
pub fn builtins(build: Build) -> Vec<String> {
    let names: Vec<String> = members::names_of(build, "builtins")
        .map(str::to_string)
        .collect();
    crate::order::by_key(names, |name| place_in_builtins(name))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cpython::build::Abi;

    fn build(minor: u8) -> Build {
        Build::new(minor, 0, Abi::Lp64)
    }

    #[test]
    fn hints_are_worded_by_version() {
        assert_eq!(
            of_attribute(build(14), "nme", "name"),
            ". Did you mean: 'name'?"
        );
        assert_eq!(
            of_attribute(build(15), "nme", "name"),
            ". Did you mean '.name' instead of '.nme'?"
        );
        let name = |minor, name, close| of_name(build(minor), name, close).unwrap_or_default();
        assert_eq!(name(11, "math", None), "");
        assert_eq!(name(12, "math", None), ". Did you forget to import 'math'?");
        assert_eq!(
            name(12, "math", Some("maths")),
            ". Did you mean: 'maths'? Or did you forget to import 'math'?"
        );
        assert_eq!(name(10, "x", Some("xs")), ". Did you mean: 'xs'?");
    }

    #[test]
    fn builtins_are_in_the_order_of_their_namespace() {
        let names = builtins(build(13));
        let place = |name: &str| names.iter().position(|known| known == name);
        let order = [
            "__build_class__",
            "abs",
            "iter",
            "aiter",
            "len",
            "None",
            "bool",
            "zip",
            "BaseException",
            "open",
        ];
        for pair in order.windows(2) {
            assert!(place(pair[0]) < place(pair[1]), "{pair:?}");
        }
    }
}
