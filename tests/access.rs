//! Attribute accesses step by step: what each comes upon, and that it ends as CPython ends it.
#![cfg(not(target_arch = "wasm32"))]

use slotscope::cpython::Build;
use slotscope::report::{AccessReport, Options};

const PROGRAM: &str = "class Base:
    __slots__ = ('x',)
    shared = 1
    def method(self): return 1
    @property
    def half(self): return self.x / 2
class Open(Base):
    def __getattr__(self, name):
        if name == 'magic':
            return 42
        raise AttributeError(name)
class Meta(type):
    z = 3
class Made(metaclass=Meta):
    pass
class Guard:
    def __setattr__(self, name, value): pass
p = Base()
p.x = 4
q = Open()
q.y = 5
g = Guard()
m = Made()
m.w = 7
raise ValueError('the end')
";

fn made(text: &str) -> AccessReport {
    let build = Build::from_id("cpython-3.13-64").expect("a build");
    slotscope::access(PROGRAM, &Options::new(build), text)
}

/// Result, and the places that were looked at: as CPython 3.13 answers and Objects/object.c goes.
#[test]
fn every_kind_of_attribute() {
    let cases: &[(&str, &str, &[&str])] = &[
        ("p.x", "4", &["type(p).__mro__", "word at 16"]),
        ("p.x = 9", "done", &["type(p).__mro__", "word at 16"]),
        ("del p.x", "done", &["type(p).__mro__", "word at 16"]),
        ("p.half", "2.0", &["type(p).__mro__", "half.__get__"]),
        ("p.shared", "1", &["type(p).__mro__", "p", "Base again"]),
        (
            "p.y",
            "AttributeError: 'Base' object has no attribute 'y'",
            &["type(p).__mro__", "p", "nowhere"],
        ),
        (
            "p.y = 1",
            "AttributeError: 'Base' object has no attribute 'y' and no __dict__ for setting new attributes",
            &["type(p).__mro__", "p", "nowhere"],
        ),
        (
            "p.shared = 1",
            "AttributeError: 'Base' object attribute 'shared' is read-only",
            &["type(p).__mro__", "p", "nowhere"],
        ),
        ("q.y", "5", &["type(q).__mro__", "q.__dict__"]),
        (
            "q.x",
            "AttributeError: x",
            &["type(q).__mro__", "word at 16", "__getattr__"],
        ),
        (
            "q.magic",
            "42",
            &["type(q).__mro__", "q.__dict__", "__getattr__"],
        ),
        (
            "del q.z",
            "AttributeError: 'Open' object has no attribute 'z'",
            &["type(q).__mro__", "q.__dict__", "nowhere"],
        ),
        ("Base.shared", "1", &["type(Base).__mro__", "Base.__mro__"]),
        (
            "Made.z",
            "3",
            &["type(Made).__mro__", "Made.__mro__", "Meta again"],
        ),
        ("g.anything = 1", "done", &["type(g)"]),
        ("m.w", "7", &["type(m).__mro__", "values of m"]),
        ("m.v = 1", "done", &["type(m).__mro__", "values of m"]),
        (
            "m.z",
            "AttributeError: 'Made' object has no attribute 'z'",
            &["type(m).__mro__", "values of m", "nowhere"],
        ),
    ];
    for (text, result, places) in cases {
        let report = made(text);
        assert_eq!(report.nothing, None, "{text}");
        assert_eq!(report.result, *result, "{text}");
        let seen: Vec<&str> = report
            .steps
            .iter()
            .map(|step| step.place.as_str())
            .collect();
        assert_eq!(seen, *places, "{text}");
        let ends = report.steps.iter().filter(|step| step.ends).count();
        assert_eq!(ends, 1, "{text}");
    }
}

#[test]
fn it_ends_in_a_word() {
    let read = made("p.x");
    assert_eq!(read.word.map(|(_, offset)| offset), Some(16));
    assert_eq!(
        read.member.map(|member| (member.class, member.offset)),
        Some(("Base".to_string(), 16))
    );
    assert_eq!(made("m.w").word.map(|(_, offset)| offset), Some(24));
    assert_eq!(made("p.y").word, None);
}

/// As `dis` with `adaptive=True` shows on CPython 3.13 after a hundred times.
#[test]
fn the_specialised_opcode() {
    let cases = [
        ("p.x", Some("LOAD_ATTR_SLOT")),
        ("p.x = 1", Some("STORE_ATTR_SLOT")),
        ("q.y", Some("LOAD_ATTR")),
        ("del p.x", None),
    ];
    for (text, opcode) in cases {
        let site = made(text).site;
        assert_eq!(
            site.and_then(|site| site.opcode).as_deref(),
            opcode,
            "{text}"
        );
    }
}

#[test]
fn what_is_no_access_is_refused() {
    for text in [
        "",
        "p",
        "p.x = = 1",
        "p.x; q.y",
        "nobody.x",
        "p.x = nobody",
        "1 + 1",
    ] {
        let report = made(text);
        assert!(report.nothing.is_some(), "{text}");
        assert!(report.steps.is_empty(), "{text}");
    }
}
