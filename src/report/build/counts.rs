//! The three byte counts of an object, each with its working.

use crate::cpython::Build;
use crate::machine::{Machine, Value, sym};
use crate::report::{Block, BlockKind, ByteCount, ByteCounts, Role, Term, Word};

/// Requested, allocated and reported bytes; of these blocks those that are not shared.
pub(super) fn counts(machine: &mut Machine, value: &Value, blocks: &[Block]) -> ByteCounts {
    let build = machine.build;
    let own = || blocks.iter().filter(|block| !block.shared);
    let mut requested = Vec::new();
    for (index, block) in own().enumerate() {
        if index == 0 {
            requested.extend(parts(build, &block.words));
        } else {
            requested.push(Term::new(
                block.title.clone(),
                block.requested,
                in_words(build, block.requested),
                source(block.kind),
            ));
        }
    }
    let allocated = own().map(|block| {
        Term::new(
            block.title.clone(),
            block.allocated,
            format!("{} → {}", block.requested, block.allocated),
            allocator(build, block.requested),
        )
    });
    ByteCounts {
        requested: ByteCount::of(requested),
        allocated: ByteCount::of(allocated.collect()),
        reported: reported(machine, value),
    }
}

/// What `sys.getsizeof` says, as far as no code of the program would have to be asked.
fn reported(machine: &mut Machine, value: &Value) -> ByteCount {
    let source = "Python/sysmodule.c, _PySys_GetSizeOf";
    if machine.overrides(value.ty(), sym::SIZEOF) {
        return ByteCount::of(vec![Term::new(
            "its own __sizeof__",
            0,
            "not asked: it is code of the program",
            source,
        )]);
    }
    let build = machine.build;
    let before = machine.pre_header(value);
    let Ok(total) = machine.builtin_sizeof(value) else {
        return ByteCount::of(vec![Term::new(
            "unknown",
            0,
            "outside of the subset",
            source,
        )]);
    };
    let ty = machine.ty(value.ty());
    let basicsize = ty.layout.basicsize.cast_unsigned();
    let mut terms = Vec::new();
    if before > 0 {
        terms.push(Term::new(
            "pre-header",
            before,
            in_words(build, before),
            source,
        ));
    }
    if total >= basicsize {
        terms.push(Term::new(
            "basicsize",
            basicsize,
            format!("{}.__basicsize__", ty.name),
            "Objects/typeobject.c, object___sizeof___impl",
        ));
        if total > basicsize {
            let rest = total - basicsize;
            terms.push(Term::new(
                "items and tables",
                rest,
                in_words(build, rest),
                format!("{}.__sizeof__", ty.layout.payload),
            ));
        }
    } else {
        terms.push(Term::new(
            "__sizeof__",
            total,
            in_words(build, total),
            format!("{}.__sizeof__", ty.layout.payload),
        ));
    }
    ByteCount::of(terms)
}

/// The words of an object, those of one purpose and owner together.
fn parts(build: Build, words: &[Word]) -> Vec<Term> {
    let mut terms: Vec<Term> = Vec::new();
    for word in words {
        let (label, source) = purpose(word);
        let bytes = u64::from(word.size);
        match terms.last_mut() {
            Some(last) if last.label == label => last.bytes += bytes,
            _ => terms.push(Term::new(label, bytes, String::new(), source)),
        }
    }
    for term in &mut terms {
        term.formula = in_words(build, term.bytes);
    }
    terms
}

fn purpose(word: &Word) -> (String, &'static str) {
    let owner = word.owner.as_deref().unwrap_or("");
    match &word.role {
        Role::GcHead => ("GC head".into(), "Include/internal/pycore_gc.h, PyGC_Head"),
        Role::ManagedDict | Role::ManagedValues | Role::ManagedWeakref => (
            "managed pre-header".into(),
            "Include/internal/pycore_object.h, _PyType_PreHeaderSize",
        ),
        Role::Unused if word.offset < 0 => (
            "managed pre-header".into(),
            "Include/internal/pycore_object.h, _PyType_PreHeaderSize",
        ),
        Role::Slot(_) => (
            format!("slots of {owner}"),
            "Objects/typeobject.c, type_new_descriptors",
        ),
        Role::DictPointer => (
            "__dict__ pointer".into(),
            "Objects/typeobject.c, type_new_slots",
        ),
        Role::WeakList => (
            "weak reference list".into(),
            "Objects/typeobject.c, type_new_slots",
        ),
        Role::InlineHeader | Role::InlineValue(_) | Role::InlineOrder => (
            "inline values".into(),
            "Objects/typeobject.c, _PyType_AllocNoTrack",
        ),
        Role::Dead(_) if owner.is_empty() => (
            "inline values".into(),
            "Objects/typeobject.c, _PyType_AllocNoTrack",
        ),
        Role::Dead(_) => (
            format!("slots of {owner}"),
            "Objects/typeobject.c, type_new_descriptors",
        ),
        Role::Item(_) => (
            "items".into(),
            "Include/cpython/objimpl.h, _PyObject_VAR_SIZE",
        ),
        Role::Characters => (
            "characters".into(),
            "Objects/unicodeobject.c, PyUnicode_New",
        ),
        Role::Padding => (
            "padding".into(),
            "Include/cpython/objimpl.h, _PyObject_VAR_SIZE",
        ),
        Role::Unused => (
            "spare item".into(),
            "Objects/typeobject.c, _PyType_AllocNoTrack",
        ),
        _ => (
            format!("struct of {owner}"),
            "Include/object.h, PyObject_HEAD",
        ),
    }
}

fn source(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Dict => "Include/cpython/dictobject.h, PyDictObject",
        BlockKind::Keys | BlockKind::SharedKeys => "Objects/dictobject.c, new_keys_object",
        BlockKind::Values => "Objects/dictobject.c, new_values",
        BlockKind::Items => {
            "Objects/listobject.c, list_resize; Objects/setobject.c, set_table_resize"
        }
        BlockKind::Object | BlockKind::Characters => "Objects/unicodeobject.c",
    }
}

/// Where the rounding comes from.
fn allocator(build: Build, requested: u64) -> &'static str {
    use crate::cpython::alloc::{Pools, SMALL_REQUEST_THRESHOLD};
    match Pools::of(build) {
        None => "dlmalloc (emscripten): a word more, in steps of 8",
        Some(_) if requested <= SMALL_REQUEST_THRESHOLD => {
            "Objects/obmalloc.c, pymalloc_alloc: in steps of 16"
        }
        Some(_) => "malloc (glibc), above 512 bytes: a word more, in steps of 16",
    }
}

fn in_words(build: Build, bytes: u64) -> String {
    if bytes.is_multiple_of(build.word()) && bytes > 0 {
        format!("{} × {}", bytes / build.word(), build.word())
    } else {
        format!("{bytes}")
    }
}
