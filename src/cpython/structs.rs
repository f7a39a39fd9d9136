//! The C structs that objects start with: the names of their fields, for pictures of memory.

use super::build::{Abi, Build};
use super::builtins::{builtin_base, builtin_layout};

/// One field of a struct.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    /// Bytes from the start of the object.
    pub offset: u64,
    /// Its bytes; padding behind it is not counted.
    pub size: u64,
    /// Its name in CPython's headers.
    pub name: &'static str,
}

/// Fields that a struct adds to the one it extends: (name, first version, last version, size).
/// Sizes: W a word, I an int, L a 64-bit number, B a byte, otherwise that many words.
type Row = (&'static str, &'static [(&'static str, u8, u8, Size)]);

#[derive(Clone, Copy)]
enum Size {
    W,
    I,
    L,
    B,
    Words(u64),
}

use Size::{B, I, L, W, Words};

const ALL: u8 = u8::MAX;

const STRUCTS: &[Row] = &[
    (
        "object",
        &[("ob_refcnt", 0, ALL, W), ("ob_type", 0, ALL, W)],
    ),
    ("int", &[("ob_size", 0, 11, W), ("lv_tag", 12, ALL, W)]),
    ("float", &[("ob_fval", 0, ALL, L)]),
    (
        "complex",
        &[("cval.real", 0, ALL, L), ("cval.imag", 0, ALL, L)],
    ),
    (
        "str",
        &[
            ("length", 0, ALL, W),
            ("hash", 0, ALL, W),
            ("state", 0, ALL, I),
            ("wstr", 0, 11, W),
            ("utf8_length", 0, ALL, W),
            ("utf8", 0, ALL, W),
            ("wstr_length", 0, 11, W),
            ("data", 0, ALL, W),
        ],
    ),
    (
        "bytes",
        &[
            ("ob_size", 0, ALL, W),
            ("ob_shash", 0, ALL, W),
            ("ob_sval", 0, ALL, B),
        ],
    ),
    (
        "bytearray",
        &[
            ("ob_size", 0, ALL, W),
            ("ob_alloc", 0, ALL, W),
            ("ob_bytes", 0, ALL, W),
            ("ob_start", 0, ALL, W),
            ("ob_exports", 0, ALL, W),
            ("ob_bytes_object", 15, ALL, W),
        ],
    ),
    ("tuple", &[("ob_size", 0, ALL, W), ("ob_hash", 14, ALL, W)]),
    (
        "list",
        &[
            ("ob_size", 0, ALL, W),
            ("ob_item", 0, ALL, W),
            ("allocated", 0, ALL, W),
        ],
    ),
    (
        "dict",
        &[
            ("ma_used", 0, ALL, W),
            ("ma_version_tag", 0, 13, L),
            ("_ma_watcher_tag", 14, ALL, L),
            ("ma_keys", 0, ALL, W),
            ("ma_values", 0, ALL, W),
        ],
    ),
    ("defaultdict", &[("default_factory", 0, ALL, W)]),
    (
        "OrderedDict",
        &[
            ("od_fast_nodes", 0, ALL, W),
            ("od_fast_nodes_size", 0, ALL, W),
            ("od_resize_sentinel", 0, ALL, W),
            ("od_state", 0, ALL, W),
            ("od_first", 0, ALL, W),
            ("od_last", 0, ALL, W),
            ("od_inst_dict", 0, ALL, W),
            ("od_weakreflist", 0, ALL, W),
        ],
    ),
    ("set", SET),
    ("frozenset", SET),
    (
        "deque",
        &[
            ("ob_size", 0, ALL, W),
            ("leftblock", 0, ALL, W),
            ("rightblock", 0, ALL, W),
            ("leftindex", 0, ALL, W),
            ("rightindex", 0, ALL, W),
            ("state", 0, ALL, W),
            ("maxlen", 0, ALL, W),
            ("numfreeblocks", 11, ALL, W),
            ("freeblocks", 11, ALL, Words(16)),
            ("weakreflist", 0, ALL, W),
        ],
    ),
    ("SimpleNamespace", &[("ns_dict", 0, ALL, W)]),
    (
        "property",
        &[
            ("prop_get", 0, ALL, W),
            ("prop_set", 0, ALL, W),
            ("prop_del", 0, ALL, W),
            ("prop_doc", 0, ALL, W),
            ("prop_name", 10, ALL, W),
            ("getter_doc", 0, ALL, I),
        ],
    ),
    (
        "staticmethod",
        &[("sm_callable", 0, ALL, W), ("sm_dict", 0, ALL, W)],
    ),
    (
        "classmethod",
        &[("cm_callable", 0, ALL, W), ("cm_dict", 0, ALL, W)],
    ),
    (
        "BaseException",
        &[
            ("dict", 0, ALL, W),
            ("args", 0, ALL, W),
            ("notes", 11, ALL, W),
            ("traceback", 0, ALL, W),
            ("context", 0, ALL, W),
            ("cause", 0, ALL, W),
            ("suppress_context", 0, ALL, B),
        ],
    ),
    ("StopIteration", &[("value", 0, ALL, W)]),
    ("SystemExit", &[("code", 0, ALL, W)]),
    (
        "AttributeError",
        &[("obj", 10, ALL, W), ("name", 10, ALL, W)],
    ),
    ("NameError", &[("name", 10, ALL, W)]),
    (
        "ImportError",
        &[
            ("msg", 0, ALL, W),
            ("name", 0, ALL, W),
            ("path", 0, ALL, W),
            ("name_from", 12, ALL, W),
        ],
    ),
    (
        "OSError",
        &[
            ("myerrno", 0, ALL, W),
            ("strerror", 0, ALL, W),
            ("filename", 0, ALL, W),
            ("filename2", 0, ALL, W),
            ("written", 0, ALL, W),
        ],
    ),
    (
        "SyntaxError",
        &[
            ("msg", 0, ALL, W),
            ("filename", 0, ALL, W),
            ("lineno", 0, ALL, W),
            ("offset", 0, ALL, W),
            ("end_lineno", 10, ALL, W),
            ("end_offset", 10, ALL, W),
            ("text", 0, ALL, W),
            ("print_file_and_line", 0, ALL, W),
            ("metadata", 14, ALL, W),
        ],
    ),
    ("UnicodeDecodeError", UNICODE_ERROR),
    ("UnicodeEncodeError", UNICODE_ERROR),
    ("UnicodeTranslateError", UNICODE_ERROR),
];

const SET: &[(&str, u8, u8, Size)] = &[
    ("fill", 0, ALL, W),
    ("used", 0, ALL, W),
    ("mask", 0, ALL, W),
    ("table", 0, ALL, W),
    ("hash", 0, ALL, W),
    ("finger", 0, ALL, W),
    ("smalltable", 0, ALL, Words(16)),
    ("weakreflist", 0, ALL, W),
];

const UNICODE_ERROR: &[(&str, u8, u8, Size)] = &[
    ("encoding", 0, ALL, W),
    ("object", 0, ALL, W),
    ("start", 0, ALL, W),
    ("end", 0, ALL, W),
    ("reason", 0, ALL, W),
];

/// The fields of the struct of this built-in type, from the start of the object. What lies
/// between them is padding; what follows the last one, where this table does not know the
/// struct, is one nameless field.
pub fn fields(build: Build, builtin: &str) -> Vec<Field> {
    let mut fields = match builtin_base(builtin) {
        Some(base) => fields(build, base),
        None => Vec::new(),
    };
    let end = builtin_layout(build, builtin).map_or(0, |layout| layout.basicsize.cast_unsigned());
    let known = STRUCTS.iter().find(|(name, _)| *name == builtin);
    let extended = fields.len();
    for &(name, first, last, size) in known.map_or(&[][..], |(_, fields)| fields) {
        if !(first..=last).contains(&build.version.minor) {
            continue;
        }
        let (size, mut align) = size.of(build);
        // A struct that another one extends ends aligned, as its widest field wants it.
        if fields.len() == extended && builtin_base(builtin) == Some("dict") {
            align = align.max(counter_align(build));
        }
        let offset = next_offset(&fields, align);
        fields.push(Field { offset, size, name });
    }
    let offset = next_offset(&fields, build.word());
    if offset < end && known.is_none() {
        fields.push(Field {
            offset,
            size: end - offset,
            name: "",
        });
    }
    fields
}

/// Where a field with this alignment goes.
fn next_offset(fields: &[Field], align: u64) -> u64 {
    let end = fields.last().map_or(0, |field| field.offset + field.size);
    end.next_multiple_of(align)
}

impl Size {
    /// Bytes and alignment.
    fn of(self, build: Build) -> (u64, u64) {
        let word = build.word();
        match self {
            W => (word, word),
            I => (4, 4),
            L => (8, counter_align(build)),
            B => (1, 1),
            Words(words) => (words * word, word),
        }
    }
}

fn counter_align(build: Build) -> u64 {
    if build.abi == Abi::I386 { 4 } else { 8 }
}

#[cfg(test)]
mod tests {
    use super::super::build::BUILDS;
    use super::*;

    /// The fields of each known struct fill it, so none is missing or of the wrong size.
    #[test]
    fn fields_fill_the_struct() {
        for build in BUILDS {
            for (name, _) in STRUCTS {
                let Some(layout) = builtin_layout(build, name) else {
                    continue;
                };
                let fields = fields(build, name);
                let end = fields.last().map_or(0, |field| field.offset + field.size);
                let size = layout.basicsize.cast_unsigned();
                let padding = size.checked_sub(end);
                let nameless = fields.iter().any(|field| field.name.is_empty());
                let filled = !nameless && padding.is_some_and(|bytes| bytes < 8);
                assert!(filled, "{} {name} {fields:?}", build.id());
            }
        }
    }
}
