//! Stepping through programs: where each step is, what it says, and that looking changes nothing.
#![cfg(not(target_arch = "wasm32"))]

use slotscope::cpython::Build;
use slotscope::report::{Options, StepReport};

const OPENING: &str = include_str!("../src/ui/opening.py");

fn options(build: &str) -> Options {
    Options::new(Build::from_id(build).expect("a build"))
}

/// Every step of a program.
fn steps(source: &str, build: &str) -> Vec<StepReport> {
    let options = options(build);
    let timeline = slotscope::timeline(source, &options);
    let at = 0..=timeline.steps.len();
    at.map(|at| slotscope::at_step(source, &options, at))
        .collect()
}

fn told(source: &str, build: &str) -> Vec<String> {
    let steps = steps(source, build).into_iter().skip(1);
    steps.map(|step| step.says).collect()
}

/// The `line` events that `sys.settrace` of CPython 3.9 to 3.15 sees, without those of headers that it sees again: of
/// `class` when the class is made, of `except`.
#[test]
fn statements_begin_in_the_order_of_cpython() {
    let source = r#"class P:
    __slots__ = ("x",)
    def __init__(self, x):
        self.x = x

def double(n):
    if n > 2:
        return n * 2
    return n

i = 0
while i < 2:
    p = P(double(i + 1))
    i += 1
try:
    p.y = 1
except AttributeError:
    print("no y")
def gen():
    yield 1
    yield 2
for v in gen():
    print(v)
for v in (1, 2, 3):
    if v == 2:
        continue
    print(v)
else:
    print("all")
with open as f:
    pass
"#;
    let expected = [
        1, 2, 3, 6, 11, 12, 13, 7, 9, 4, 14, 12, 13, 7, 9, 4, 14, 12, 15, 16, 18, 19, 22, 20, 23,
        22, 21, 23, 22, 24, 25, 27, 24, 25, 26, 24, 25, 27, 24, 29, 30,
    ];
    for build in ["cpython-3.9-64", "cpython-3.13-64", "pyodide-3.12-32"] {
        let timeline = slotscope::timeline(source, &options(build));
        let lines: Vec<u32> = timeline.steps.iter().map(|step| step.line).collect();
        assert_eq!(lines, expected, "{build}");
        assert!(!timeline.cut);
    }
}

#[test]
fn each_step_is_told() {
    assert_eq!(
        told(OPENING, "cpython-3.13-64"),
        [
            "Line 3 begins the body of class Point.",
            "Line 4 makes the class Point.",
            "Line 9 begins the body of class SlottedPoint.",
            "Line 10 runs.",
            "Line 12 makes the class SlottedPoint.",
            "Line 17 makes a Point (336 bytes allocated) and calls Point.__init__.",
            "Line 5 fills the inline value x of self.",
            "Line 6 fills the inline value y of self.",
            "Line 7 fills the inline value label of p, binds p and returns from Point.__init__.",
            "Line 18 makes a SlottedPoint (64 bytes allocated) and calls SlottedPoint.__init__.",
            "Line 13 fills the slot x of self.",
            "Line 14 fills the slot y of self.",
            "Line 15 fills the slot label of q, binds q and returns from SlottedPoint.__init__.",
            "Line 20 fills the inline value z of p.",
            "Line 21 prints p.z = 1.",
            "Line 22 ends the program with AttributeError.",
        ]
    );
}

#[test]
fn growing_is_told() {
    let source = "class P:\n    pass\np = P()\np.x = 1\np.__dict__\ndel p.x\nq = P()\nq.x = 2\nq.x = 3\nl = []\nl.append(p)";
    let told = told(source, "cpython-3.13-64");
    assert_eq!(
        told[4..],
        [
            "Line 5 gives p a __dict__ object and makes p grow from 336 to 400 bytes allocated.",
            "Line 6 empties the inline value x of p.",
            "Line 7 makes a P (320 bytes allocated) and binds q.",
            "Line 8 fills the inline value x of q.",
            "Line 9 changes the inline value x of q.",
            "Line 10 binds l.",
            "Line 11 makes l grow from 64 to 96 bytes allocated.",
        ]
    );
}

/// The last step is the end of the run as `analyze` has it, addresses included.
#[test]
fn the_last_step_is_the_end() {
    for build in ["cpython-3.9-64", "cpython-3.12-64", "cpython-3.15-64"] {
        for source in [
            OPENING,
            "class P: pass\np = P()\nprint(p)\nprint(id(p))\nq = [p]\nprint(q)\n",
        ] {
            let whole = slotscope::analyze(source, &options(build));
            let last = steps(source, build).pop().expect("a step");
            assert_eq!(last.report.output, whole.output, "{build}");
            assert_eq!(last.report.objects, whole.objects, "{build}");
            assert_eq!(last.report.names, whole.names, "{build}");
            assert_eq!(last.next, None);
        }
    }
}

#[test]
fn what_is_running_shows_its_names() {
    let source = "def f(a):\n    b = [a]\n    return b\nc = f(1)";
    let step = &steps(source, "cpython-3.13-64")[3];
    assert_eq!((step.line, step.next), (Some(2), Some(3)));
    let names = step.report.names.iter();
    let names: Vec<_> = names
        .map(|name| (name.scope.as_deref(), name.name.as_str()))
        .collect();
    assert_eq!(names, [(None, "f"), (Some("f"), "a"), (Some("f"), "b")]);
    assert_eq!(
        step.changes.names,
        [(Some("f".to_string()), "b".to_string())]
    );
    assert!(
        step.report
            .objects
            .iter()
            .any(|object| object.names[0] == "b")
    );
}

#[test]
fn changed_words_are_marked() {
    let source = "class P:\n    __slots__ = ('x', 'y')\np = P()\np.y = 1";
    let step = steps(source, "cpython-3.13-64").pop().expect("a step");
    let id = step.report.objects[0].id;
    assert_eq!(step.changes.words, [(id, 24)]);
    assert!(step.changes.blocks.len() <= 1, "the int 1 alone is new");
}

/// Endless and broken programs have a timeline as far as they get.
#[test]
fn programs_that_do_not_end() {
    let options = options("cpython-3.13-64");
    let endless = slotscope::timeline("i = 0\nwhile True:\n    i += 1", &options);
    assert_eq!((endless.steps.len(), endless.cut), (10_000, true));
    let step = slotscope::at_step("i = 0\nwhile True:\n    i += 1", &options, 9_999);
    assert_eq!(step.next, Some(2));
    let native = slotscope::timeline("x = 1\nlist(range(10 ** 9))\ny = 2", &options);
    assert_eq!(native.steps.len(), 2);
    assert!(
        native
            .problem
            .is_some_and(|problem| problem.message.contains("stopped after"))
    );
    let broken = slotscope::timeline("x = = 1", &options);
    assert!(broken.steps.is_empty() && broken.problem.is_some());
    assert_eq!(
        slotscope::at_step("x = = 1", &options, 3)
            .report
            .problems
            .len(),
        1
    );
}
