//! Texts made to break the compiler: it answers, on a stack of one megabyte, in no time.
#![cfg(not(target_arch = "wasm32"))]

use slotscope::cpython::Build;
use slotscope::problem::Code;
use slotscope::python::compile;
use std::time::{Duration, Instant};

/// What a text is answered with: `None` if it compiles.
fn answer(source: String) -> Option<(Code, String)> {
    let build = Build::from_id("cpython-3.13-64").expect("a recorded build");
    let compile = move || {
        compile(&source, build)
            .err()
            .map(|mut problems| problems.remove(0))
    };
    let thread = std::thread::Builder::new().stack_size(1 << 20);
    let problem = thread.spawn(compile).expect("a thread").join();
    problem
        .expect("no panic")
        .map(|problem| (problem.code, problem.message))
}

fn nested(open: &str, middle: &str, close: &str, depth: usize) -> String {
    [&open.repeat(depth), middle, &close.repeat(depth)].concat()
}

/// The deepest that is compiled, and far too deep.
fn check(open: &str, middle: &str, close: &str, deepest: usize, code: Code, message: &str) {
    let at_the_limit = answer(nested(open, middle, close, deepest));
    assert_eq!(at_the_limit, None, "{deepest} times {open:?}");
    for depth in [deepest + 1, 900, 5_000, 15_000, 60_000] {
        let found = answer(nested(open, middle, close, depth));
        let wanted = Some((code, message.to_string()));
        assert_eq!(found, wanted, "{depth} times {open:?}");
    }
}

/// The longest chain that gets past the guard, and far too long ones.
fn check_long(open: &str, middle: &str, close: &str, longest: usize) {
    let stopped = Some((Code::Stopped, DEEP.to_string()));
    let at_the_limit = answer(nested(open, middle, close, longest));
    assert_ne!(at_the_limit, stopped, "{longest} times {open:?} {close:?}");
    for length in [longest + 1, 2_000, 14_000, 30_000] {
        let found = answer(nested(open, middle, close, length));
        assert_eq!(found, stopped, "{length} times {open:?} {close:?}");
    }
}

const DEEP: &str = "an expression is nested more than 420 levels deep";
const BRACKETS: &str = "too many nested parentheses";

#[test]
fn brackets() {
    check("(", "1", ")", 200, Code::Syntax, BRACKETS);
    check("[", "1", "]", 200, Code::Syntax, BRACKETS);
    check("{", "1", "}", 200, Code::Syntax, BRACKETS);
    check("f(", "1", ")", 200, Code::Syntax, BRACKETS);
    check("x[", "1", "]", 200, Code::Syntax, BRACKETS);
    check("{1:", "1", "}", 200, Code::Syntax, BRACKETS);
    check("(lambda:", "1", ")", 200, Code::Syntax, BRACKETS);
    check("[*", "a", "]", 200, Code::Syntax, BRACKETS);
    check("f(*", "a", ")", 200, Code::Syntax, BRACKETS);
    check("f(a=", "a", ")", 200, Code::Syntax, BRACKETS);
    check("[x for x in ", "a", "]", 140, Code::Stopped, DEEP);
}

#[test]
fn prefixes_and_chains() {
    for open in [
        "-", "+", "~", "not ", "lambda:", "1+", "1**", "a.", "await ",
    ] {
        check_long(open, "a", "", 420);
    }
    check_long("x if y else ", "a", "", 210);
    for close in [
        ".x", "[0]", "()", "+1", " < 1", " is a", "|a", "@a", " in a", "**a",
    ] {
        check_long("", "a", close, 420);
    }
    for open in [
        "yield ",
        "async ",
        "lambda a, b: ",
        "lambda a, b, ",
        "* ",
        "**",
        "yield a, ",
    ] {
        let stopped = Some((Code::Stopped, DEEP.to_string()));
        assert_eq!(answer(open.repeat(10_000)), stopped, "{open:?}");
    }
}

#[test]
fn everything_at_its_deepest() {
    // One hundred levels of statements, and in the innermost the deepest expressions.
    for statement in ["if x:", "class A:", "def f():", "for x in y:", "while x:"] {
        let levels = if statement.starts_with(['f', 'w']) {
            19
        } else {
            98
        };
        let mut source = String::new();
        for level in 0..levels {
            source += &format!("{}{statement}\n", " ".repeat(level));
        }
        let indent = " ".repeat(levels);
        for (open, middle, close) in [
            ("(-", "1", ")"),
            ("f(-", "a", ")"),
            ("", "a", ".x()"),
            ("[-", "a", "]"),
            ("x[-", "a", "]"),
            ("(lambda:", "a", ")"),
            ("(not ", "a", ")"),
            ("{1:-", "a", "}"),
            ("[a for a in ", "a", "]"),
        ] {
            let deepest = if open.contains("for") { 139 } else { 200 };
            source += &format!("{indent}x = {}\n", nested(open, middle, close, deepest));
        }
        source += &format!("{indent}x = {}1\n", "- ".repeat(400));
        source += &format!("{indent}x = {}1\n", "a + ".repeat(400));
        assert_eq!(answer(source), None, "{statement}");
    }
}

#[test]
fn indentation() {
    let levels = |count: usize| {
        let mut source = String::new();
        for level in 0..count {
            source += &format!("{}class A:\n", " ".repeat(level));
        }
        source + &" ".repeat(count) + "pass\n"
    };
    assert_eq!(answer(levels(99)), None);
    let refused = Some((Code::Syntax, "too many levels of indentation".to_string()));
    for count in [100, 500, 1400] {
        assert_eq!(answer(levels(count)), refused);
    }
    let bracketed = format!("(\n{}", levels(1400).replace("class A:", "if x:"));
    assert!(answer(bracketed.clone()).is_some());
    assert!(answer(bracketed + "\n)").is_some());
}

#[test]
fn ten_megabytes() {
    for piece in [
        "[", "(", "x", "-", "\n", "1+", "a.b", "f()", "'", "\"\"\"", "f'{", "\\\n", "\0", "é", "#",
    ] {
        let source = piece.repeat(10_000_000 / piece.len());
        let start = Instant::now();
        let found = answer(source);
        let message = "the program is longer than 1,000,000 bytes";
        assert_eq!(found, Some((Code::Stopped, message.into())));
        assert!(start.elapsed() < Duration::from_millis(100), "{piece:?}");
    }
}

#[test]
fn one_megabyte() {
    for piece in [
        "[",
        "(",
        "x",
        "-",
        "\n",
        "1+",
        "a.b",
        "f()",
        "'",
        "\"\"\"",
        "f'{",
        "\\\n",
        "\0",
        "é",
        "#",
        "x=1\n",
        "x,",
        "lambda a,b:",
        "yield ",
        "async ",
        "await ",
        "*",
        "@x\n",
        "if x:1\n",
        "'a'",
        "f'a'",
        "f'{a}'",
        "x=y=",
        "a and ",
        "a or b and ",
        "class A:pass\n",
        "def f():pass\n",
        "f'{a:{b}}' ",
        "a,*b,",
        "x if y else ",
        "[1,2,3],",
        "match x:\n case 1|2:pass\n",
        "try:\n x\nfinally:\n y\n",
        "'\\N{SNAKE}'",
        "1e5,",
        "0xfffffffffffffff",
        "9",
        "a[b],",
        ";",
        ":",
        "{}",
        "==",
        "\u{feff}",
        "\r",
        "\t",
        "\r\n ",
        "with a:b\n",
        "print(x)\n",
        "    x\n",
        "x\n y\n",
        "\\",
        "$",
        "?",
        "!",
        "t'{a}'",
        "rb'\\x'",
        "x:int\n",
    ] {
        let source = piece.repeat(999_000 / piece.len());
        let start = Instant::now();
        let _ = answer(source);
        let time = start.elapsed();
        println!("{piece:?} {time:?}");
        assert!(time < Duration::from_secs(4), "{piece:?} took {time:?}");
    }
}
