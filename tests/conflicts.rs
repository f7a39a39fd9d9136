//! Classes whose bases' layouts cannot be one: what is told of them, and that every way out leads out.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use slotscope::cpython::Build;
use slotscope::report::{BUILDS, Conflict, Options, Way, WayOut};

const SLOTS: &str = "class A:
    __slots__ = ('x',)
class B:
    __slots__ = ('y',)
class C(A, B):
    __slots__ = ()
c = C()
c.x, c.y = 1, 2
";

fn options(build: &str) -> Options {
    Options::new(Build::from_id(build).unwrap())
}

fn conflict(source: &str, build: &str) -> Option<Conflict> {
    let report = slotscope::analyze(source, &options(build));
    report.conflict.map(|conflict| (*conflict).clone())
}

/// The rows of a conflict: `16 slot x | slot y !`.
fn rows(source: &str, build: &str) -> Vec<String> {
    let conflict = conflict(source, build).unwrap();
    let row = |row: &slotscope::report::ConflictRow| {
        let mut words = row.words.iter().map(|word| match word {
            Some(word) => word.role.label(),
            None => "-".to_string(),
        });
        let (one, other) = (words.next().unwrap(), words.next().unwrap());
        let clash = if row.clashes { " !" } else { "" };
        format!("{} {one} | {other}{clash}", row.offset)
    };
    conflict.rows.iter().map(row).collect()
}

#[test]
fn layouts_lie_side_by_side() {
    let check = |source: &str, build: &str, expected: &[&str]| {
        assert_eq!(rows(source, build), expected, "{build}\n{source}");
    };
    let head = ["0 refcount | refcount", "8 type | type"];
    let with = |more: &[&'static str]| [&head[..], more].concat();
    for build in ["cpython-3.9-64", "cpython-3.15-64"] {
        check(SLOTS, build, &with(&["16 slot x | slot y !"]));
    }
    let wasm = [
        "0 refcount | refcount",
        "4 type | type",
        "8 slot x | slot y !",
    ];
    check(SLOTS, "pyodide-3.12-32", &wasm);
    let derived = "class P: __slots__ = ('p',)
class A(P): __slots__ = ('x',)
class B(P): __slots__ = ('y', 'z')
class D(B): pass
class C(D, A): pass
";
    let expected = [
        "16 slot p | slot p",
        "24 slot y | slot x !",
        "32 slot z | -",
    ];
    check(derived, "cpython-3.13-64", &with(&expected));
    let builtin = "class C(list, float): pass\n";
    let expected = ["16 size | ob_fval !", "24 ob_item | -", "32 allocated | -"];
    check(builtin, "cpython-3.13-64", &with(&expected));
}

/// Which one is told of: that which ended the program, or the first one.
#[test]
fn one_conflict_is_told_of() {
    let caught = format!(
        "{}try:\n    class K(A, B): pass\nexcept TypeError: pass\n",
        SLOTS.split("class C").next().unwrap()
    );
    let check = |source: &str, expected: Option<(&str, u32, bool)>| {
        let found = conflict(source, "cpython-3.13-64");
        let found = found.map(|found| (found.class, found.line.unwrap(), found.ended));
        let expected = expected.map(|(class, line, ended)| (class.to_string(), line, ended));
        assert_eq!(found, expected, "{source}");
    };
    check(SLOTS, Some(("C", 5, true)));
    check(&caught, Some(("K", 6, false)));
    check(
        &format!("{caught}type('L', (B, A), {{}})\n"),
        Some(("L", 8, true)),
    );
    check("class A: pass\nclass B(A, bool): pass\n", None);
    check("class A: pass\nclass B(A): pass\n", None);
}

fn ways(source: &str, options: &Options) -> Vec<WayOut> {
    let ways = Way::ALL.map(|way| slotscope::way_out(source, options, way));
    ways.into_iter().flatten().collect()
}

const PROGRAMS: &[(&str, &str, &[Way])] = &[
    ("slots", SLOTS, &Way::ALL),
    (
        "a list",
        "class Named:\n    __slots__ = ('name',)\nclass Names(Named, list):\n    __slots__ = ()\nn = Names([1])\nn.name = 'n'\nprint(n, n.name)\n",
        &Way::ALL,
    ),
    (
        "a tuple",
        "class Named:\n    __slots__ = ('name',)\nclass Pair(Named, tuple): pass\np = Pair((1, 2))\np.name = 'n'\nprint(p, p.name)\n",
        &Way::ALL,
    ),
    (
        "two builtins",
        "class Both(int, str):\n    def twice(self): return self * 2\nprint(Both(4).twice())\n",
        &[Way::Hold],
    ),
    (
        "caught",
        "class A: __slots__ = 'x'\nclass B: __slots__ = ['y', '__weakref__']\ntry:\n    class C(A, B): pass\n    c = C()\n    c.x = c.y = 1\n    print(c.x, c.y)\nexcept TypeError as e: print(e)\n",
        &[Way::Empty, Way::Drop],
    ),
    (
        "private names, a chain",
        "class P:\n    __slots__ = ('p',)\nclass A(P):\n    __slots__ = ('x',)\n    def __init__(self, x=0): self.x = x\nclass B:\n    __slots__ = ('__y', 'x')\n    def set(self): self.__y = 5; return self.__y\nclass C(A, B):\n    \"\"\"Both.\"\"\"\n    __slots__ = ('c',)\nc = C(3)\nprint(c.x, c.set() if hasattr(c, 'set') else c.b.set())\n",
        &Way::ALL,
    ),
    (
        "dataclasses",
        "from dataclasses import dataclass\n@dataclass\nclass A:\n    x: int = 1\n    __slots__ = ()\nclass B:\n    __slots__ = ('y',)\nclass D:\n    __slots__ = ('z',)\n    def __init__(self): self.z = 1\nclass C(A, B, D):\n    def __init__(self):\n        super().__init__()\nprint(type(C()).__name__)\n",
        &[Way::Empty, Way::Drop, Way::Hold],
    ),
    (
        "made by a call",
        "class A: __slots__ = ('x',)\nclass B: __slots__ = ('y',)\nC = type('C', (A, B), {})\n",
        &[Way::Empty, Way::Drop],
    ),
];

/// Each is tried here again, by the page's own door. Seven CPythons made the classes of these changed programs, too.
#[test]
fn every_way_leads_out() {
    for build in BUILDS {
        let options = Options::new(build);
        for (name, source, expected) in PROGRAMS {
            let ways = ways(source, &options);
            let found: Vec<Way> = ways.iter().map(|way| way.way).collect();
            assert_eq!(found, *expected, "{} {name}: {ways:#?}", build.id());
            for way in ways {
                let report = slotscope::analyze(&way.source, &options);
                assert!(
                    report.problems.is_empty() && report.conflict.is_none(),
                    "{}",
                    way.source
                );
                let error = report.output.error.as_ref().map(|error| &error.message);
                assert_eq!(error.is_some(), way.then.is_some(), "{}", way.source);
            }
        }
    }
}

#[test]
fn nothing_is_offered_without_a_conflict() {
    for source in [
        "class A: pass\n",
        "class A(",
        "1 / 0\n",
        "while True: pass\n",
    ] {
        assert_eq!(ways(source, &options("cpython-3.13-64")), [], "{source}");
    }
}
