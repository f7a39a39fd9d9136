//! The table of built-in types: one row each, in words, with the versions that changed them.
//!
//! The figures are those that `type.__basicsize__`, `__itemsize__`, `__dictoffset__`,
//! `__weakrefoffset__` and `__flags__` give on every recorded build.

use super::build::{Abi, Build};

/// `type.__flags__`: `Py_TPFLAGS_BASETYPE`.
pub(super) const BASE: u8 = 1;
/// `Py_TPFLAGS_HAVE_GC`.
pub(super) const GC: u8 = 2;
/// `Py_TPFLAGS_SEQUENCE` (3.10+).
pub(super) const SEQUENCE: u8 = 4;
/// `Py_TPFLAGS_MAPPING` (3.10+).
pub(super) const MAPPING: u8 = 8;
/// `Py_TPFLAGS_DISALLOW_INSTANTIATION` (3.10+).
pub(super) const NO_CALL: u8 = 16;

/// Values by version: (first minor version, value), ascending.
type Since = &'static [(u8, u64)];

/// A size or offset: the same number of words everywhere, a formula of its own in bytes, or what
/// the base has.
pub(super) enum Figure {
    Words(Since),
    Bytes(fn(Build) -> u64),
    Inherited,
}

impl Figure {
    /// In bytes; None where it is the base's.
    pub(super) fn value(&self, build: Build) -> Option<i64> {
        let bytes = match self {
            Self::Words(since) => since_value(build, since)? * build.word(),
            Self::Bytes(formula) => formula(build),
            Self::Inherited => return None,
        };
        Some(bytes.cast_signed())
    }
}

pub(super) struct Row {
    pub(super) name: &'static str,
    pub(super) base: &'static str,
    pub(super) flags: u8,
    pub(super) size: Figure,
    pub(super) item: fn(Build) -> u64,
    pub(super) dict: Figure,
    pub(super) weakref: Figure,
    /// First minor version in which it is a heap type.
    pub(super) heap: u8,
    /// First minor version in which it is no acceptable base any more.
    pub(super) sealed: u8,
    /// First and last minor version that has the type.
    pub(super) versions: (u8, u8),
}

const NEVER: u8 = u8::MAX;

const fn row(name: &'static str, base: &'static str, flags: u8, words: Since) -> Row {
    Row {
        name,
        base,
        flags,
        size: Figure::Words(words),
        item: |_| 0,
        dict: Figure::Inherited,
        weakref: Figure::Inherited,
        heap: NEVER,
        sealed: NEVER,
        versions: (0, NEVER),
    }
}

/// An exception class without a struct of its own.
const fn exception(name: &'static str, base: &'static str) -> Row {
    Row {
        size: Figure::Inherited,
        ..row(name, base, BASE | GC, &[])
    }
}

/// A type of `itertools`, a heap type since 3.12.
const fn iterator(name: &'static str, words: Since) -> Row {
    row(name, "object", BASE | GC, words).heap(12)
}

impl Row {
    const fn bytes(self, size: fn(Build) -> u64) -> Self {
        Self {
            size: Figure::Bytes(size),
            ..self
        }
    }

    const fn item(self, item: fn(Build) -> u64) -> Self {
        Self { item, ..self }
    }

    const fn dict(self, words: Since) -> Self {
        Self {
            dict: Figure::Words(words),
            ..self
        }
    }

    const fn weakref(self, words: Since) -> Self {
        Self {
            weakref: Figure::Words(words),
            ..self
        }
    }

    const fn dict_at(self, offset: fn(Build) -> u64) -> Self {
        Self {
            dict: Figure::Bytes(offset),
            ..self
        }
    }

    const fn weakref_at(self, offset: fn(Build) -> u64) -> Self {
        Self {
            weakref: Figure::Bytes(offset),
            ..self
        }
    }

    const fn heap(self, since: u8) -> Self {
        Self {
            heap: since,
            ..self
        }
    }

    const fn sealed(self, since: u8) -> Self {
        Self {
            sealed: since,
            ..self
        }
    }

    const fn versions(self, first: u8, last: u8) -> Self {
        Self {
            versions: (first, last),
            ..self
        }
    }
}

pub(super) const TYPES: &[Row] = &[
    row("object", "", BASE, &[(0, 2)]),
    row("int", "object", BASE, &[(0, 3)]).item(digit_size),
    row("bool", "int", 0, &[]).item(digit_size).bytes(|build| {
        let digits = if build.at_least(12) {
            0
        } else {
            digit_size(build)
        };
        (3 * word(build) + digits).next_multiple_of(word(build))
    }),
    row("float", "object", BASE, &[]).bytes(|build| 2 * word(build) + 8),
    row("complex", "object", BASE, &[]).bytes(|build| 2 * word(build) + 16),
    row("str", "object", BASE, &[(0, 10), (12, 8)]),
    row("bytes", "object", BASE, &[])
        .bytes(|build| 4 * word(build) + 1)
        .item(|_| 1),
    row("bytearray", "object", BASE, &[(0, 7), (15, 8)]),
    row("tuple", "object", BASE | GC | SEQUENCE, &[(0, 3), (14, 4)]).item(word),
    row("list", "object", BASE | GC | SEQUENCE, &[(0, 5)]),
    row("dict", "object", BASE | GC | MAPPING, &[]).bytes(dict_size),
    row("frozendict", "object", BASE | GC | MAPPING, &[])
        .bytes(|build| (dict_size(build) + word(build)).next_multiple_of(counter_align(build)))
        .versions(15, NEVER),
    row("set", "object", BASE | GC, &[(0, 25)]).weakref(&[(0, 24)]),
    row("frozenset", "object", BASE | GC, &[(0, 25)]).weakref(&[(0, 24)]),
    row("type", "object", BASE | GC, TYPE_WORDS)
        .item(|build| 5 * word(build))
        .dict(&[(0, 33)])
        .weakref(&[(0, 46)]),
    row("NoneType", "object", 0, &[(0, 2)]),
    row("NotImplementedType", "object", 0, &[(0, 2)]),
    row("ellipsis", "object", 0, &[(0, 2)]),
    row("range", "object", SEQUENCE, &[(0, 6)]),
    row("slice", "object", GC, &[(0, 5)]),
    row("property", "object", BASE | GC, &[(0, 7), (10, 8)]),
    row("staticmethod", "object", BASE | GC, &[(0, 4)]).dict(&[(0, 3)]),
    row("classmethod", "object", BASE | GC, &[(0, 4)]).dict(&[(0, 3)]),
    row("super", "object", BASE | GC, &[(0, 5)]),
    row("module", "object", BASE | GC, &[(0, 7), (15, 13)])
        .dict(&[(0, 2)])
        .weakref(&[(0, 5), (15, 4)]),
    row("SimpleNamespace", "object", BASE | GC, &[(0, 3)]).dict(&[(0, 2)]),
    row(
        "function",
        "object",
        GC,
        &[(0, 15), (10, 16), (11, 17), (12, 18), (14, 19)],
    )
    .dict(&[(0, 9), (10, 11)])
    .weakref(&[(0, 10), (10, 12)]),
    row("method", "object", GC, &[(0, 6)]).weakref(&[(0, 4)]),
    row(
        "builtin_function_or_method",
        "object",
        GC | NO_CALL,
        &[(0, 7)],
    )
    .weakref(&[(0, 5)]),
    row("method_descriptor", "object", GC | NO_CALL, &[(0, 7)]),
    row("classmethod_descriptor", "object", GC | NO_CALL, &[(0, 7)]),
    row("wrapper_descriptor", "object", GC | NO_CALL, &[(0, 7)]),
    row("method-wrapper", "object", GC | NO_CALL, &[(0, 4)]),
    row("member_descriptor", "object", GC | NO_CALL, &[(0, 6)]),
    row("getset_descriptor", "object", GC | NO_CALL, &[(0, 6)]),
    row("cell", "object", GC, &[(0, 3)]),
    row("mappingproxy", "object", GC | MAPPING, &[(0, 3)]),
    row("traceback", "object", GC, &[])
        .bytes(|build| (4 * word(build) + 8).next_multiple_of(counter_align(build))),
    row("generator", "object", GC | NO_CALL, &[])
        .bytes(generator_size)
        .item(|build| if build.at_least(11) { word(build) } else { 0 })
        .weakref(&[(0, 5), (10, 4), (11, 3), (12, 2)]),
    row("code", "object", 0, &[])
        .bytes(code_size)
        .item(|build| if build.at_least(11) { 2 } else { 0 })
        .weakref_at(code_weakref),
    row("memoryview", "object", GC | SEQUENCE, &[])
        .bytes(|build| (18 + memoryview_pad(build)) * word(build))
        .item(word)
        .weakref_at(|build| (17 + memoryview_pad(build)) * word(build)),
    row("GenericAlias", "object", BASE | GC, &[(0, 6), (11, 8)]).weakref(&[(0, 5)]),
    row("UnionType", "object", GC | NO_CALL, &[(10, 4)]).versions(10, 13),
    row("ReferenceType", "object", BASE | GC, &[(0, 7), (11, 8)]),
    row("ProxyType", "object", GC | NO_CALL, &[(0, 7), (11, 8)]),
    row(
        "CallableProxyType",
        "object",
        GC | NO_CALL,
        &[(0, 7), (11, 8)],
    ),
    row("list_iterator", "object", GC | NO_CALL, &[(0, 4)]),
    row("list_reverseiterator", "object", GC | NO_CALL, &[(0, 4)]),
    row("tuple_iterator", "object", GC | NO_CALL, &[(0, 4)]),
    row("str_iterator", "object", GC | NO_CALL, &[(0, 4)]),
    row("str_ascii_iterator", "object", GC | NO_CALL, &[(11, 4)]).versions(11, NEVER),
    row("bytes_iterator", "object", GC | NO_CALL, &[(0, 4)]),
    row("bytearray_iterator", "object", GC | NO_CALL, &[(0, 4)]),
    row("callable_iterator", "object", GC | NO_CALL, &[(0, 4)]),
    row("set_iterator", "object", GC | NO_CALL, &[(0, 6)]),
    row("range_iterator", "object", NO_CALL, &[(0, 6), (12, 5)]),
    row("longrange_iterator", "object", NO_CALL, &[(0, 6), (12, 5)]),
    row("dict_keys", "object", GC | NO_CALL, &[(0, 3)]),
    row("dict_values", "object", GC | NO_CALL, &[(0, 3)]),
    row("dict_items", "object", GC | NO_CALL, &[(0, 3)]),
    row("dict_keyiterator", "object", GC | NO_CALL, &[(0, 7)]),
    row("dict_valueiterator", "object", GC | NO_CALL, &[(0, 7)]),
    row("dict_itemiterator", "object", GC | NO_CALL, &[(0, 7)]),
    row("dict_reversekeyiterator", "object", GC | NO_CALL, &[(0, 7)]),
    row(
        "dict_reversevalueiterator",
        "object",
        GC | NO_CALL,
        &[(0, 7)],
    ),
    row(
        "dict_reverseitemiterator",
        "object",
        GC | NO_CALL,
        &[(0, 7)],
    ),
    row("enumerate", "object", BASE | GC, &[(0, 6), (11, 7)]),
    row("filter", "object", BASE | GC, &[(0, 4)]),
    row("map", "object", BASE | GC, &[(0, 4), (14, 5)]),
    row("reversed", "object", BASE | GC, &[(0, 4)]),
    row("zip", "object", BASE | GC, &[(0, 5), (10, 6)]),
    row("OrderedDict", "dict", BASE | GC | MAPPING, &[])
        .bytes(|build| dict_size(build) + 8 * word(build))
        .dict_at(|build| dict_size(build) + 6 * word(build))
        .weakref_at(|build| dict_size(build) + 7 * word(build)),
    row("odict_keys", "dict_keys", GC, &[(0, 3)]),
    row("odict_iterator", "object", GC | NO_CALL, &[(0, 8)]),
    row("defaultdict", "dict", BASE | GC | MAPPING, &[])
        .bytes(|build| (dict_size(build) + word(build)).next_multiple_of(counter_align(build)))
        .heap(12),
    row(
        "deque",
        "object",
        BASE | GC | SEQUENCE,
        &[(0, 10), (11, 27)],
    )
    .weakref(&[(0, 9), (11, 26)])
    .heap(12),
    row("_deque_iterator", "object", GC, &[(0, 7)]).heap(12),
    row("_deque_reverse_iterator", "object", GC, &[(0, 7)]).heap(12),
    row("_tuplegetter", "object", GC, &[(0, 4)]).heap(12),
    row("partial", "object", BASE | GC, &[(0, 8), (14, 10)])
        .dict(&[(0, 5)])
        .weakref(&[(0, 6)])
        .heap(10),
    row(
        "_lru_cache_wrapper",
        "object",
        BASE | GC,
        &[(0, 17), (10, 19)],
    )
    .dict(&[(0, 15), (10, 17)])
    .weakref(&[(0, 16), (10, 18)])
    .heap(10)
    .sealed(10),
    row("itemgetter", "object", GC, &[(0, 5), (11, 6)]).heap(10),
    row("attrgetter", "object", GC, &[(0, 4), (11, 5)]).heap(10),
    row("methodcaller", "object", GC, &[(0, 5), (13, 8)]).heap(10),
    iterator("accumulate", &[(0, 6), (12, 7)]),
    iterator("batched", &[(12, 4), (13, 5)]).versions(12, NEVER),
    iterator("chain", &[(0, 4)]),
    iterator("combinations", &[(0, 7)]),
    iterator("combinations_with_replacement", &[(0, 7)]),
    iterator("compress", &[(0, 4)]),
    iterator("count", &[(0, 5)]),
    iterator("cycle", &[]).bytes(|build| {
        let five = build.at_least(15) || build.at_least_micro(14, 3);
        if five {
            5 * word(build)
        } else {
            6 * word(build)
        }
    }),
    iterator("dropwhile", &[(0, 5)]),
    iterator("filterfalse", &[(0, 4)]),
    iterator("groupby", &[(0, 8), (12, 9)]),
    iterator("islice", &[(0, 7)]),
    iterator("pairwise", &[(10, 4), (13, 5)]).versions(10, NEVER),
    iterator("permutations", &[(0, 8)]),
    iterator("product", &[(0, 6)]),
    iterator("repeat", &[(0, 4)]),
    iterator("starmap", &[(0, 4)]),
    iterator("takewhile", &[(0, 5)]),
    iterator("zip_longest", &[(0, 7)]),
    row("BaseException", "object", BASE | GC, &[(0, 8), (11, 9)]).dict(&[(0, 2)]),
    row("BaseExceptionGroup", "BaseException", BASE | GC, &[])
        .bytes(|build| (11 + u64::from(keeps_group_text(build))) * word(build))
        .versions(11, NEVER),
    // Its layout is that of a class: exception_group.
    exception("ExceptionGroup", "BaseExceptionGroup").versions(11, NEVER),
    exception("GeneratorExit", "BaseException"),
    exception("KeyboardInterrupt", "BaseException"),
    row(
        "SystemExit",
        "BaseException",
        BASE | GC,
        &[(0, 9), (11, 10)],
    ),
    exception("Exception", "BaseException"),
    exception("ArithmeticError", "Exception"),
    exception("FloatingPointError", "ArithmeticError"),
    exception("OverflowError", "ArithmeticError"),
    exception("ZeroDivisionError", "ArithmeticError"),
    exception("AssertionError", "Exception"),
    row(
        "AttributeError",
        "Exception",
        BASE | GC,
        &[(10, 10), (11, 11)],
    ),
    exception("BufferError", "Exception"),
    exception("EOFError", "Exception"),
    row(
        "ImportError",
        "Exception",
        BASE | GC,
        &[(0, 11), (11, 12), (12, 13)],
    ),
    exception("ImportCycleError", "ImportError").versions(15, NEVER),
    exception("ModuleNotFoundError", "ImportError"),
    exception("LookupError", "Exception"),
    exception("IndexError", "LookupError"),
    exception("KeyError", "LookupError"),
    exception("MemoryError", "Exception"),
    row("NameError", "Exception", BASE | GC, &[(10, 9), (11, 10)]),
    exception("UnboundLocalError", "NameError"),
    row("OSError", "Exception", BASE | GC, &[(0, 13), (11, 14)]),
    exception("BlockingIOError", "OSError"),
    exception("ChildProcessError", "OSError"),
    exception("ConnectionError", "OSError"),
    exception("BrokenPipeError", "ConnectionError"),
    exception("ConnectionAbortedError", "ConnectionError"),
    exception("ConnectionRefusedError", "ConnectionError"),
    exception("ConnectionResetError", "ConnectionError"),
    exception("FileExistsError", "OSError"),
    exception("FileNotFoundError", "OSError"),
    exception("InterruptedError", "OSError"),
    exception("IsADirectoryError", "OSError"),
    exception("NotADirectoryError", "OSError"),
    exception("PermissionError", "OSError"),
    exception("ProcessLookupError", "OSError"),
    exception("TimeoutError", "OSError"),
    exception("ReferenceError", "Exception"),
    exception("RuntimeError", "Exception"),
    exception("NotImplementedError", "RuntimeError"),
    exception("PythonFinalizationError", "RuntimeError").versions(13, NEVER),
    exception("RecursionError", "RuntimeError"),
    exception("StopAsyncIteration", "Exception"),
    row("StopIteration", "Exception", BASE | GC, &[(0, 9), (11, 10)]),
    row(
        "SyntaxError",
        "Exception",
        BASE | GC,
        &[(0, 14), (10, 16), (11, 17), (14, 18)],
    ),
    exception("IndentationError", "SyntaxError"),
    exception("TabError", "IndentationError"),
    exception("SystemError", "Exception"),
    exception("TypeError", "Exception"),
    exception("ValueError", "Exception"),
    exception("UnicodeError", "ValueError"),
    row(
        "UnicodeDecodeError",
        "UnicodeError",
        BASE | GC,
        &[(0, 13), (11, 14)],
    ),
    row(
        "UnicodeEncodeError",
        "UnicodeError",
        BASE | GC,
        &[(0, 13), (11, 14)],
    ),
    row(
        "UnicodeTranslateError",
        "UnicodeError",
        BASE | GC,
        &[(0, 13), (11, 14)],
    ),
    exception("Warning", "Exception"),
    exception("BytesWarning", "Warning"),
    exception("DeprecationWarning", "Warning"),
    exception("EncodingWarning", "Warning").versions(10, NEVER),
    exception("FutureWarning", "Warning"),
    exception("ImportWarning", "Warning"),
    exception("PendingDeprecationWarning", "Warning"),
    exception("ResourceWarning", "Warning"),
    exception("RuntimeWarning", "Warning"),
    exception("SyntaxWarning", "Warning"),
    exception("UnicodeWarning", "Warning"),
    exception("UserWarning", "Warning"),
];

/// Words of PyHeapTypeObject, which is what the type `type` calls its basicsize.
const TYPE_WORDS: Since = &[
    (0, 110),
    (10, 111),
    (11, 113),
    (12, 115),
    (13, 116),
    (14, 117),
    (15, 118),
];

/// Bytes of a digit of an int: 30-bit digits, but 15-bit ones on 32-bit platforms up to 3.10
/// (Include/longintrepr.h). Pyodide's 3.10 is configured for 30 bits.
pub(super) fn digit_size(build: Build) -> u64 {
    let wide = match build.abi {
        Abi::Lp64 => true,
        Abi::Wasm32 => build.at_least(10),
        Abi::I386 => build.at_least(11),
    };
    if wide { 4 } else { 2 }
}

const fn word(build: Build) -> u64 {
    build.word()
}

/// Alignment of a 64-bit integer in a struct.
fn counter_align(build: Build) -> u64 {
    if build.abi == Abi::I386 { 4 } else { 8 }
}

/// PyDictObject: head, ma_used, a 64-bit ma_version_tag, two pointers.
fn dict_size(build: Build) -> u64 {
    let align = counter_align(build);
    let before = (3 * word(build)).next_multiple_of(align);
    (before + 8 + 2 * word(build)).next_multiple_of(align)
}

/// PyGenObject without its locals; from 3.11 the interpreter frame is part of it.
fn generator_size(build: Build) -> u64 {
    let wide = build.abi == Abi::Lp64;
    let words = match build.version.minor {
        ..=9 => 12,
        10 => 11,
        11 if wide => 19,
        11 => 20,
        12 | 13 if wide => 18,
        _ => 19,
    };
    words * word(build)
}

/// PyCodeObject without its bytecode, which is part of it from 3.11.
fn code_size(build: Build) -> u64 {
    let words = match (build.abi, build.version.minor) {
        (Abi::Lp64, ..=10) => 22,
        (Abi::Lp64, minor) => 12 + u64::from(minor).min(14),
        (_, ..=10) => 26,
        (_, 11) => 29,
        (_, 12 | 13) => 31,
        _ => 32,
    };
    words * word(build)
}

fn code_weakref(build: Build) -> u64 {
    let words = match (build.abi, build.at_least(11)) {
        (Abi::Lp64, false) => 17,
        (Abi::Lp64, true) => 18,
        (_, false) => 20,
        (_, true) => 24,
    };
    words * word(build)
}

/// wasm32 pads PyMemoryViewObject by a word.
fn memoryview_pad(build: Build) -> u64 {
    u64::from(build.abi == Abi::Wasm32)
}

/// BaseExceptionGroup keeps a copy of its sequence's text since 3.13.12 and 3.14.3 (gh-141732).
pub fn keeps_group_text(build: Build) -> bool {
    build.at_least(15)
        || build.at_least_micro(14, 3)
        || (build.version.minor == 13 && build.at_least_micro(13, 12))
}

fn since_value(build: Build, since: Since) -> Option<u64> {
    since
        .iter()
        .rev()
        .find(|(minor, _)| build.at_least(*minor))
        .map(|(_, value)| *value)
}
