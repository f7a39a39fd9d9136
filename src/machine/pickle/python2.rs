//! Names as Python 2 had them: protocols 0 to 2 write and read these (Lib/_compat_pickle.py).

/// Module and name in Python 3, then in Python 2.
type Renamed = ((&'static str, &'static str), (&'static str, &'static str));

/// Modules that were renamed: Python 3, Python 2.
const MODULES: &[(&str, &str)] = &[
    ("builtins", "__builtin__"),
    ("copyreg", "copy_reg"),
    ("queue", "Queue"),
    ("reprlib", "repr"),
    ("_thread", "thread"),
    ("configparser", "ConfigParser"),
    ("socketserver", "SocketServer"),
    ("collections.abc", "_abcoll"),
    ("subprocess", "commands"),
    ("pickle", "cPickle"),
];
/// Modules that only writing renames.
const WRITTEN_MODULES: &[(&str, &str)] = &[("_functools", "functools"), ("_pickle", "pickle")];
/// Modules that only reading renames.
const READ_MODULES: &[(&str, &str)] = &[
    ("collections", "UserDict"),
    ("collections", "UserList"),
    ("collections", "UserString"),
    ("io", "StringIO"),
    ("io", "cStringIO"),
];
/// Names that were renamed or moved.
const NAMES: &[Renamed] = &[
    (("builtins", "range"), ("__builtin__", "xrange")),
    (("functools", "reduce"), ("__builtin__", "reduce")),
    (("sys", "intern"), ("__builtin__", "intern")),
    (("builtins", "chr"), ("__builtin__", "unichr")),
    (("builtins", "str"), ("__builtin__", "unicode")),
    (("builtins", "int"), ("__builtin__", "long")),
    (("builtins", "zip"), ("itertools", "izip")),
    (("builtins", "map"), ("itertools", "imap")),
    (("builtins", "filter"), ("itertools", "ifilter")),
    (("itertools", "filterfalse"), ("itertools", "ifilterfalse")),
    (("itertools", "zip_longest"), ("itertools", "izip_longest")),
    (
        ("collections", "UserDict"),
        ("UserDict", "IterableUserDict"),
    ),
    (("collections", "UserList"), ("UserList", "UserList")),
    (("collections", "UserString"), ("UserString", "UserString")),
];
/// Names that only writing renames.
const WRITTEN_NAMES: &[Renamed] = &[(("_functools", "reduce"), ("__builtin__", "reduce"))];
/// Names that only reading renames.
const READ_NAMES: &[Renamed] = &[
    (("builtins", "str"), ("__builtin__", "basestring")),
    (("builtins", "Exception"), ("exceptions", "StandardError")),
    (("collections", "UserDict"), ("UserDict", "UserDict")),
];
/// Exceptions that Python 2 did not have, and which it had instead.
const NEW_EXCEPTIONS: &[(&str, &str)] = &[
    ("BrokenPipeError", "OSError"),
    ("ChildProcessError", "OSError"),
    ("ConnectionAbortedError", "OSError"),
    ("ConnectionError", "OSError"),
    ("ConnectionRefusedError", "OSError"),
    ("ConnectionResetError", "OSError"),
    ("FileExistsError", "OSError"),
    ("FileNotFoundError", "OSError"),
    ("InterruptedError", "OSError"),
    ("IsADirectoryError", "OSError"),
    ("NotADirectoryError", "OSError"),
    ("PermissionError", "OSError"),
    ("ProcessLookupError", "OSError"),
    ("TimeoutError", "OSError"),
    ("ModuleNotFoundError", "ImportError"),
];
/// The exceptions that Python 2 had, in its module `exceptions`.
const EXCEPTIONS: &[&str] = &[
    "ArithmeticError",
    "AssertionError",
    "AttributeError",
    "BaseException",
    "BufferError",
    "BytesWarning",
    "DeprecationWarning",
    "EOFError",
    "EnvironmentError",
    "Exception",
    "FloatingPointError",
    "FutureWarning",
    "GeneratorExit",
    "IOError",
    "ImportError",
    "ImportWarning",
    "IndentationError",
    "IndexError",
    "KeyError",
    "KeyboardInterrupt",
    "LookupError",
    "MemoryError",
    "NameError",
    "NotImplementedError",
    "OSError",
    "OverflowError",
    "PendingDeprecationWarning",
    "ReferenceError",
    "RuntimeError",
    "RuntimeWarning",
    "StopIteration",
    "SyntaxError",
    "SyntaxWarning",
    "SystemError",
    "SystemExit",
    "TabError",
    "TypeError",
    "UnboundLocalError",
    "UnicodeDecodeError",
    "UnicodeEncodeError",
    "UnicodeError",
    "UnicodeTranslateError",
    "UnicodeWarning",
    "UserWarning",
    "ValueError",
    "Warning",
    "ZeroDivisionError",
];

/// How a name of Python 3 is written.
pub(super) fn written(module: &str, name: &str) -> (String, String) {
    let key = (module, name);
    if let Some((_, (module, name))) = NAMES
        .iter()
        .chain(WRITTEN_NAMES)
        .find(|(new, _)| *new == key)
    {
        return (module.to_string(), name.to_string());
    }
    if module == "builtins" {
        if let Some((_, old)) = NEW_EXCEPTIONS.iter().find(|(new, _)| *new == name) {
            return ("exceptions".to_string(), old.to_string());
        }
        if EXCEPTIONS.contains(&name) {
            return ("exceptions".to_string(), name.to_string());
        }
    }
    // `pickle` itself is not renamed in writing, only `cPickle` in reading.
    let known = MODULES.iter().filter(|(new, _)| *new != "pickle");
    let module = known
        .chain(WRITTEN_MODULES)
        .find(|(new, _)| *new == module)
        .map_or(module, |(_, old)| old);
    (module.to_string(), name.to_string())
}

/// Which name of Python 3 a written one means.
pub(super) fn read(module: &str, name: &str) -> (String, String) {
    let key = (module, name);
    if let Some(((module, name), _)) = NAMES.iter().chain(READ_NAMES).find(|(_, old)| *old == key) {
        return (module.to_string(), name.to_string());
    }
    if module == "exceptions" && EXCEPTIONS.contains(&name) {
        return ("builtins".to_string(), name.to_string());
    }
    let module = MODULES
        .iter()
        .chain(READ_MODULES)
        .find(|(_, old)| *old == module)
        .map_or(module, |(new, _)| new);
    (module.to_string(), name.to_string())
}
