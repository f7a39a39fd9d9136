//! What CPython's compiler refuses, in its words; and what is outside of our subset.

use super::{VERSIONS, build};
use crate::problem::Code;
use crate::python::compile;
use crate::text::Lines;

/// The code, message and line of the problem.
fn problem(minor: u8, source: &str) -> Option<(Code, String, Option<u32>)> {
    let problem = compile(source, build(minor)).err()?.remove(0);
    let line = problem.span.map(|span| Lines::new(source).line(span.start));
    Some((problem.code, problem.message, line))
}

fn check(source: &str, message: &str, line: u32) {
    for minor in VERSIONS {
        let expected = (Code::Syntax, message.to_string(), Some(line));
        assert_eq!(
            problem(minor, source),
            Some(expected),
            "3.{minor}: {source}"
        );
    }
}

#[test]
fn parameters() {
    for minor in VERSIONS {
        let word = if minor < 15 { "argument" } else { "parameter" };
        let message = format!("duplicate {word} 'a' in function definition");
        for source in [
            "def f(a, a): pass",
            "lambda a, *a: 1",
            "def f(*, a, **a): pass",
        ] {
            let expected = (Code::Syntax, message.clone(), Some(1));
            assert_eq!(
                problem(minor, source),
                Some(expected),
                "3.{minor}: {source}"
            );
        }
    }
}

#[test]
fn scopes() {
    check(
        "nonlocal x",
        "nonlocal declaration not allowed at module level",
        1,
    );
    check(
        "def f():\n  nonlocal x",
        "no binding for nonlocal 'x' found",
        2,
    );
    check(
        "def f(x):\n  global x",
        "name 'x' is parameter and global",
        2,
    );
    check(
        "def f():\n  x = 1\n  global x",
        "name 'x' is assigned to before global declaration",
        3,
    );
    check(
        "def f():\n  print(x)\n  global x",
        "name 'x' is used prior to global declaration",
        3,
    );
    check(
        "def f():\n  x: int\n  global x",
        "annotated name 'x' can't be global",
        3,
    );
    check(
        "def f():\n  global x\n  x: int = 1",
        "annotated name 'x' can't be global",
        3,
    );
    check("return 1", "'return' outside function", 1);
    check("class A:\n  return", "'return' outside function", 2);
    check("yield", "'yield' outside function", 1);
    check("from __future__ import braces", "not a chance", 1);
    check(
        "from __future__ import x",
        "future feature x is not defined",
        1,
    );
    let late = "from __future__ imports must occur at the beginning of the file";
    check("x = 1\nfrom __future__ import annotations", late, 2);
    check(
        "class A:\n  x = [(y := 0) for i in z]",
        "assignment expression within a comprehension cannot be used in a class body",
        2,
    );
    check(
        "[(i := 0) for i in z]",
        "assignment expression cannot rebind comprehension iteration variable 'i'",
        1,
    );
    check(
        "[i for i in (j := z)]",
        "assignment expression cannot be used in a comprehension iterable expression",
        1,
    );
}

#[test]
fn statements() {
    check("break", "'break' outside loop", 1);
    check("continue", "'continue' not properly in loop", 1);
    check("while 1:\n  def f(): break", "'break' outside loop", 2);
    check(
        "*a, *b = c",
        "multiple starred expressions in assignment",
        1,
    );
    check(
        "*a = 1",
        "starred assignment target must be in a list or tuple",
        1,
    );
    check("x = *a", "can't use starred expression here", 1);
    check("f(a=1, a=2)", "keyword argument repeated: a", 1);
    check("class A(x=1, x=2): pass", "keyword argument repeated: x", 1);
    check("__debug__ = 1", "cannot assign to __debug__", 1);
    check(
        "try: pass\nexcept: pass\nexcept A: pass",
        "default 'except:' must be last",
        2,
    );
}

#[test]
fn patterns() {
    for (pattern, message) in [
        (
            "case a: 1\n case 1: 1",
            "name capture 'a' makes remaining patterns unreachable",
        ),
        (
            "case _: 1\n case 1: 1",
            "wildcard makes remaining patterns unreachable",
        ),
        (
            "case a | 1: 1",
            "name capture 'a' makes remaining patterns unreachable",
        ),
        (
            "case [a] | [b]: 1",
            "alternative patterns bind different names",
        ),
        (
            "case [a, a]: 1",
            "multiple assignments to name 'a' in pattern",
        ),
        (
            "case [*a, *b]: 1",
            "multiple starred names in sequence pattern",
        ),
        (
            "case A(x=1, x=2): 1",
            "attribute name repeated in class pattern: x",
        ),
    ] {
        let source = format!("match x:\n {pattern}");
        let expected = (Code::Syntax, message.to_string(), Some(2));
        assert_eq!(problem(13, &source), Some(expected), "{source}");
    }
}

#[test]
fn blocks_nest_twenty_deep() {
    let nested = |levels: usize, line: &str| {
        let header = |level| format!("{}{line}\n", " ".repeat(level));
        (0..levels).map(header).collect::<String>() + &" ".repeat(levels) + "pass\n"
    };
    for minor in VERSIONS {
        let limit = if minor < 13 { 20 } else { 21 };
        for line in ["for x in y:", "while x:", "with x:"] {
            assert_eq!(
                problem(minor, &nested(limit, line)),
                None,
                "3.{minor} {line}"
            );
            let expected = "too many statically nested blocks";
            let found = problem(minor, &nested(limit + 1, line)).map(|(_, message, _)| message);
            assert_eq!(found.as_deref(), Some(expected), "3.{minor} {line}");
        }
        assert_eq!(problem(minor, &nested(50, "if x:")), None);
    }
}

#[test]
fn newer_syntax() {
    for (source, since) in [
        ("match x:\n case 1: pass", 10),
        ("f'{x!r:{'a'}}'", 12),
        ("f'{x + 'a'}'", 12),
        ("x[*a]", 11),
        ("for x in *a, b: pass", 9),
        ("with (a as b, c as d): pass", 9),
        ("@x[1].y\ndef f(): pass", 9),
        ("try: pass\nexcept A, B: pass", 14),
    ] {
        for minor in VERSIONS {
            let refused = problem(minor, source).map(|(code, ..)| code);
            let expected = (minor < since).then_some(Code::Syntax);
            assert_eq!(refused, expected, "3.{minor}: {source}");
        }
    }
}

#[test]
fn outside_of_the_subset() {
    for (source, what, since) in [
        ("async def f(): pass", "async functions", 9),
        ("type X = int", "type statements", 12),
        ("def f[T](): pass", "type parameters", 12),
        ("class A[T]: pass", "type parameters", 12),
        ("t'{x}'", "template strings", 14),
        ("[*x for x in y]", "unpacking in a comprehension", 15),
        ("lazy import x", "lazy imports", 15),
        ("from . import x", "relative imports", 9),
        ("'\\ud800'", "lone surrogates in a string", 9),
        (
            "'\\N{DROMEDARY CAMEL}'",
            "\\N{…} with a name that is not in our table",
            9,
        ),
    ] {
        for minor in VERSIONS {
            let code = if minor < since {
                Code::Syntax
            } else {
                Code::Unsupported
            };
            let found = problem(minor, source).map(|(code, message, _)| (code, message));
            assert_eq!(
                found.as_ref().map(|found| found.0),
                Some(code),
                "3.{minor}: {source}"
            );
            if minor >= since {
                assert_eq!(
                    found.map(|found| found.1).as_deref(),
                    Some(what),
                    "{source}"
                );
            }
        }
    }
}

#[test]
fn names_seen_from_an_inlined_comprehension() {
    for minor in VERSIONS {
        let found = problem(minor, "[locals() for x in y]").map(|(code, ..)| code);
        assert_eq!(
            found,
            (minor >= 12).then_some(Code::Unsupported),
            "3.{minor}"
        );
        assert_eq!(problem(minor, "list(locals() for x in y)"), None);
        assert_eq!(problem(minor, "[dir(x) for x in y]"), None);
    }
}
