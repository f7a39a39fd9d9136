//! A small report made by hand, and the comparison of a drawing with its snapshot.

use slotscope::report::graph::{Form, Graph, GraphSeries, Unit};
use slotscope::report::memory::Steps;
#[cfg(feature = "ssr")]
use slotscope::report::{Attempt, CopyOutcome, CopyReport, CopyRow, Failure, Fix};
use slotscope::report::{
    Block, BlockKind, ByteCount, ByteCounts, Curve, MemoryReport, ObjectKind, ObjectReport, Role,
    Series, Term, Twin, Word, WordValue,
};
use std::path::Path;

/// Compares a text with `tests/snapshots/NAME`; `UPDATE_EXPECT=1` writes it instead.
pub(crate) fn check(name: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/snapshots")
        .join(name);
    if std::env::var_os("UPDATE_EXPECT").is_some_and(|value| value == "1") {
        std::fs::write(&path, text).expect("the snapshot can be written");
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        text == expected,
        "{} differs; run with UPDATE_EXPECT=1, then read the difference\n{text}",
        path.display()
    );
}

/// Two ways on three builds, one not measured on one of them.
pub(crate) fn graph(form: Form) -> Graph {
    let series = |name: &str, values: [Option<f64>; 3]| GraphSeries {
        name: name.into(),
        values: values.to_vec(),
    };
    Graph {
        title: "Each takes 96 bytes.".into(),
        below: "CPython 3.13".into(),
        across: "Build".into(),
        places: vec!["3.9".into(), "3.10".into(), "3.11".into()],
        series: vec![
            series("as written", [Some(152.0), Some(152.0), Some(88.0)]),
            series("slots only", [Some(48.0), None, Some(48.0)]),
        ],
        unit: Unit::Bytes,
        form,
    }
}

/// Two curves that cross, one that lies on another, and one that could not be measured.
pub(crate) fn memory() -> MemoryReport {
    let curve = |twin, label: &str, first: &[u64], steady| {
        let steps = Steps {
            first: first.to_vec(),
            steady,
        };
        Curve {
            twin,
            label: label.into(),
            code: String::new(),
            series: Some(Series {
                requested: steps.clone(),
                allocated: steps,
            }),
            unmeasured: None,
        }
    };
    MemoryReport {
        class: Some("Point".into()),
        choices: vec!["Point".into(), "Line".into()],
        how: "Made as on line 9.".into(),
        curves: vec![
            curve(Twin::AsWritten, "as written", &[328, 648, 960], 96),
            curve(Twin::Plain, "plain class", &[328, 648, 960], 96),
            curve(Twin::Slotted, "slots only", &[], 56),
            curve(Twin::Dict, "dict", &[], 184),
            Curve {
                series: None,
                unmeasured: Some("A tuple cannot have these names.".into()),
                ..curve(Twin::NamedTuple, "namedtuple", &[], 0)
            },
        ],
        unmeasured: None,
    }
}

/// One attempt of each outcome.
#[cfg(feature = "ssr")]
pub(crate) fn copies() -> CopyReport {
    let row = |attempt, outcome| CopyRow {
        attempt,
        outcome,
        reduce: None,
        opcodes: Vec::new(),
        size: None,
        came_back: None,
        fix: None,
    };
    let fix = |says: &str, lines: Option<&str>, source: Option<&str>| {
        Some(Fix {
            says: says.into(),
            lines: lines.map(str::to_string),
            source: source.map(str::to_string),
        })
    };
    let failure = |message: &str, notes: &[&str], reading| {
        CopyOutcome::Raised(Failure {
            kind: "TypeError".into(),
            message: message.into(),
            notes: notes.iter().map(|note| note.to_string()).collect(),
            reading,
        })
    };
    CopyReport {
        choices: vec!["bag".into(), "bags[0]".into()],
        chosen: Some(1),
        ran: true,
        type_name: "Bag<T>".into(),
        nothing: None,
        rows: vec![
            CopyRow {
                fix: fix(
                    "Say it.",
                    Some("def __getstate__(self):\n    …"),
                    Some("new"),
                ),
                ..row(
                    Attempt::Pickle(0),
                    failure("no state", &["when serializing Bag"], false),
                )
            },
            CopyRow {
                reduce: Some("(<class Bag>, ())".into()),
                opcodes: vec![
                    "    0: \\x80 PROTO      2".into(),
                    "    2: .    STOP".into(),
                ],
                size: Some(3),
                came_back: Some("Bag(x=1)".into()),
                fix: fix("Add it.", None, None),
                ..row(
                    Attempt::Pickle(2),
                    CopyOutcome::Lost(vec!["y".into(), "z".into()]),
                )
            },
            CopyRow {
                size: Some(40),
                ..row(Attempt::Pickle(5), failure("", &[], true))
            },
            row(Attempt::WeakRef, CopyOutcome::Ok),
            row(
                Attempt::CachedProperty,
                CopyOutcome::Unsupported("this".into()),
            ),
        ],
    }
}

/// An object with one slot and a separate block that it points to.
pub(crate) fn object() -> ObjectReport {
    let word = |offset, role, owner: Option<&str>, value, note: Option<&str>| Word {
        offset,
        size: 8,
        role,
        owner: owner.map(str::to_string),
        value,
        note: note.map(str::to_string),
    };
    let pointer = |to, label: &str| WordValue::Pointer {
        to,
        label: label.into(),
    };
    let words = vec![
        word(
            -8,
            Role::GcHead,
            Some("object"),
            WordValue::Number("0x10".into()),
            None,
        ),
        word(
            0,
            Role::Refcount,
            Some("object"),
            WordValue::Number("1".into()),
            None,
        ),
        word(
            8,
            Role::Type,
            Some("object"),
            pointer(None, "class Bag<T>"),
            None,
        ),
        word(
            16,
            Role::Slot("x".into()),
            Some("Bag"),
            pointer(Some(2), "items"),
            None,
        ),
        word(
            24,
            Role::InlineHeader,
            Some("Bag"),
            WordValue::Bytes(vec![4, 1]),
            Some("room for 4"),
        ),
        word(
            32,
            Role::Dead("no name".into()),
            None,
            WordValue::Nothing,
            None,
        ),
    ];
    let items = vec![Word {
        size: 80,
        ..word(0, Role::Left(10), None, WordValue::Nothing, None)
    }];
    let block = |id, kind, title: &str, shared, words, requested| Block {
        id,
        kind,
        title: title.into(),
        address: 0x7f00,
        shared,
        requested,
        allocated: requested.next_multiple_of(16),
        words,
    };
    ObjectReport {
        id: 1,
        address: 0x7f00,
        type_name: "Bag".into(),
        kind: ObjectKind::Instance,
        repr: "<Bag>".into(),
        names: vec!["bag".into(), "bags[0]".into()],
        blocks: vec![
            block(1, BlockKind::Object, "the object", false, words, 48),
            block(2, BlockKind::Items, "items of bag", true, items, 80),
        ],
        bytes: ByteCounts {
            requested: ByteCount::of(vec![Term::new("GC head", 48, "6 × 8", "Include/object.h")]),
            ..ByteCounts::default()
        },
    }
}
