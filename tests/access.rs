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
    made_on("cpython-3.13-64", PROGRAM, text)
}

fn made_on(build: &str, program: &str, text: &str) -> AccessReport {
    let build = Build::from_id(build).expect("a build");
    slotscope::access(program, &Options::new(build), text)
}

fn places(report: &AccessReport) -> Vec<&str> {
    let steps = report.steps.iter();
    steps.map(|step| step.place.as_str()).collect()
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
        ("m.w", "7", &["type(m).__mro__", "inline values of m"]),
        (
            "m.v = 1",
            "done",
            &["type(m).__mro__", "inline values of m"],
        ),
        (
            "m.z",
            "AttributeError: 'Made' object has no attribute 'z'",
            &["type(m).__mro__", "inline values of m", "nowhere"],
        ),
    ];
    for (text, result, places) in cases {
        let report = made(text);
        assert_eq!(report.nothing, None, "{text}");
        assert_eq!(report.result, *result, "{text}");
        assert_eq!(self::places(&report), *places, "{text}");
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

const OBJECTS: &str = "import weakref
class B:
    __slots__ = ('x', '__weakref__')
    @property
    def half(self): return 1
class G:
    def __set__(self, o, v): pass
class C:
    g = G()
    def method(self): pass
class N(B): pass
class E(Exception): pass
b = B(); c = C(); n = N(); e = E()
d = C(); d.v = 1; d.__dict__
r = C(); r.__dict__ = {'v': 1}
s = super(N, n)
proxy = weakref.proxy(b)
def function(): pass
";

/// Where an object's own attributes are: the state of its dict differs between builds.
#[test]
fn what_an_object_has_itself_by_build() {
    let cases = [
        ("b.v", "b", "b", "b"),
        ("c.v", "c.__dict__", "values of c", "inline values of c"),
        ("d.v", "d.__dict__", "d.__dict__", "inline values of d"),
        ("d.w = 1", "d.__dict__", "d.__dict__", "inline values of d"),
        ("r.v", "r.__dict__", "r.__dict__", "r.__dict__"),
        ("n.v", "n.__dict__", "values of n", "n.__dict__"),
        ("e.v = 1", "e.__dict__", "e.__dict__", "e.__dict__"),
    ];
    for (text, old, apart, inline) in cases {
        for (build, place) in [
            ("cpython-3.9-64", old),
            ("cpython-3.12-64", apart),
            ("cpython-3.13-64", inline),
        ] {
            let report = made_on(build, OBJECTS, text);
            assert_eq!(places(&report)[1], place, "{build} {text}");
        }
    }
    for (text, unmade) in [("n.v", true), ("r.v", false), ("c.v", false)] {
        let report = made_on("cpython-3.13-64", OBJECTS, text);
        let says = report.steps[1].says.contains("not been made yet");
        assert_eq!(says, unmade, "{text}");
    }
}

/// Results as CPython 3.9 and 3.13 print them; what refuses says so in its step.
#[test]
fn what_refuses() {
    let cases = [
        (
            "int.x = 1",
            "TypeError: can't set attributes of built-in/extension type 'int'",
            "TypeError: cannot set 'x' attribute of immutable type 'int'",
            "int",
        ),
        (
            "del int.x",
            "TypeError: can't set attributes of built-in/extension type 'int'",
            "TypeError: cannot set 'x' attribute of immutable type 'int'",
            "int",
        ),
        (
            "b.half = 1",
            "AttributeError: can't set attribute",
            "AttributeError: property 'half' of 'B' object has no setter",
            "half.__set__",
        ),
        (
            "del b.half",
            "AttributeError: can't delete attribute",
            "AttributeError: property 'half' of 'B' object has no deleter",
            "half.__delete__",
        ),
        (
            "del c.g",
            "AttributeError: __delete__",
            "AttributeError: __delete__",
            "g.__delete__",
        ),
        (
            "del C.zz",
            "AttributeError: zz",
            "AttributeError: type object 'C' has no attribute 'zz'",
            "nowhere",
        ),
        (
            "del n.u",
            "AttributeError: u",
            "AttributeError: 'N' object has no attribute 'u'",
            "nowhere",
        ),
    ];
    for (text, old, new, place) in cases {
        for (build, result) in [("cpython-3.9-64", old), ("cpython-3.13-64", new)] {
            let report = made_on(build, OBJECTS, text);
            assert_eq!(report.result, result, "{build} {text}");
            let last = report.steps.last().expect("a step");
            assert_eq!(last.place, place, "{build} {text}");
            assert!(last.says.contains(result), "{build} {text}: {}", last.says);
        }
    }
}

/// A descriptor without `__get__` decides what is written, but the class has the value that is read.
#[test]
fn a_descriptor_that_only_sets() {
    let read = made_on("cpython-3.13-64", OBJECTS, "c.g");
    let expected = ["type(c).__mro__", "inline values of c", "C again"];
    assert_eq!(places(&read), expected);
    let write = made_on("cpython-3.13-64", OBJECTS, "c.g = 1");
    assert_eq!(places(&write), ["type(c).__mro__", "g.__set__"]);
    assert_eq!(write.result, "done");
}

/// Objects whose types have a `tp_getattro` of their own, and functions.
#[test]
fn what_is_not_shown_step_by_step() {
    for text in [
        "weakref.ref",
        "s.x",
        "proxy.x",
        "c.method.__self__",
        "function.x = 1",
        "len.x",
        "list[int].x",
    ] {
        let nothing = made_on("cpython-3.13-64", OBJECTS, text).nothing;
        let nothing = nothing.unwrap_or_default();
        assert!(
            nothing.ends_with("not shown step by step."),
            "{text}: {nothing}"
        );
    }
}
