//! Which line an instruction is on: that of CPython's traceback if it raises.

use super::{VERSIONS, code};
use crate::python::code::{Code, Const};
use crate::text::Lines;
use std::rc::Rc;

/// All lines of the instructions that are called so, inner code objects behind.
fn lines_of(code: &Rc<Code>, lines: &Lines, name: &str, found: &mut Vec<u32>) {
    for (op, span) in code.ops.iter().zip(&code.spans) {
        let debug = format!("{op:?}");
        if debug.split('(').next() == Some(name) {
            found.push(lines.line(span.start));
        }
    }
    for value in &code.consts {
        if let Const::Code(inner) = value {
            lines_of(inner, lines, name, found);
        }
    }
}

/// The line of the last such instruction, from each of these versions on.
fn check(source: &str, name: &str, expected: &[(u8, u32)]) {
    let lines = Lines::new(source);
    for minor in VERSIONS {
        let Some((_, line)) = expected.iter().rev().find(|(since, _)| *since <= minor) else {
            continue;
        };
        let mut found = Vec::new();
        lines_of(&code(minor, source), &lines, name, &mut found);
        assert_eq!(found.last(), Some(line), "3.{minor}: {name} in {source}");
    }
}

#[test]
fn attributes_and_methods() {
    check("(x\n .\n foo)", "Attr", &[(9, 1), (10, 3)]);
    check("(x\n .\n foo) = 3", "StoreAttr", &[(9, 1), (10, 3)]);
    check("del (x\n .\n foo)", "DeleteAttr", &[(9, 1), (11, 3)]);
    check("(x\n .y) += (\n3)", "StoreAttr", &[(9, 1), (10, 2)]);
    check("(x\n .foo\n .bar(\n1))", "CallMethod", &[(9, 1), (10, 3)]);
    check("(x\n .bar(\na=1))", "CallMethodKw", &[(9, 1), (11, 2)]);
    check("(x\n .bar(\n*a))", "CallEx", &[(9, 1)]);
    let zero_argument_super = "class A:\n def f(self):\n  (super()\n  .foo)";
    check(zero_argument_super, "Attr", &[(9, 3), (10, 4), (12, 3)]);
}

#[test]
fn operators_and_calls() {
    check("(1\n +\n a)", "Binary", &[(9, 1)]);
    check("print(\nlen(\n1))", "Call", &[(9, 1)]);
    check("(\n(\nlen\n)\n)(1)", "Call", &[(9, 1)]);
    check("x[\na\n]", "Subscript", &[(9, 1)]);
    check("x += (\n1)", "Inplace", &[(9, 1)]);
}

#[test]
fn conditions() {
    check("if (\nb): pass", "PopJumpIfFalse", &[(9, 1), (12, 2)]);
    check(
        "if 0: pass\nelif (\nb): pass",
        "PopJumpIfFalse",
        &[(9, 2), (12, 3)],
    );
    check(
        "while (a and\nb): pass",
        "PopJumpIfFalse",
        &[(9, 1), (12, 2)],
    );
    check("if (\na < b): pass", "PopJumpIfFalse", &[(9, 1), (10, 2)]);
    check(
        "x = (1\nif\nb\nelse 2)",
        "PopJumpIfFalse",
        &[(9, 1), (12, 3)],
    );
    check("assert (\nx)", "Raise", &[(9, 1), (13, 2)]);
    check(
        "assert (\nx < y)",
        "Raise",
        &[(9, 1), (11, 2), (12, 1), (13, 2)],
    );
}

#[test]
fn loops_and_comprehensions() {
    check("for x in (\ny): pass", "GetIter", &[(9, 1), (13, 2)]);
    check("for x in (\ny): pass", "ForIter", &[(9, 1), (13, 2)]);
    check("[a\nfor b in\nc]", "GetIter", &[(9, 1), (13, 3)]);
    check(
        "[\na\nfor b in c\nfor d in\n e]",
        "GetIter",
        &[(9, 5), (10, 1), (13, 5)],
    );
    check("{\na\nfor b in c}", "SetAdd", &[(9, 2), (10, 1), (12, 2)]);
    check(
        "[\na\nfor b in c\nif\nd]",
        "PopJumpIfFalse",
        &[(9, 5), (10, 1), (12, 5)],
    );
}

#[test]
fn with_and_decorators() {
    check("with (\na): pass", "WithEnter", &[(9, 1), (13, 2)]);
    check(
        "with (\na):\n b\n pass",
        "WithExceptStart",
        &[(9, 4), (10, 1), (13, 2)],
    );
    check(
        "with (\na):\n def f():\n  b",
        "WithExceptStart",
        &[(9, 3), (10, 1), (13, 2)],
    );
    check("@a\n\n@b\nclass C: pass", "StoreName", &[(13, 4)]);
    let decorated = "@a\n\n@b\ndef f(): pass";
    check(decorated, "Call", &[(9, 4), (11, 1)]);
    for minor in VERSIONS {
        let module = code(minor, decorated);
        let first = module.consts.iter().find_map(|value| match value {
            Const::Code(inner) => Some(inner.first_line),
            _ => None,
        });
        assert_eq!(first, Some(1));
    }
    check(
        "class A:\n pass\nclass B(\n A,\n A): pass",
        "Call",
        &[(9, 3)],
    );
}

#[test]
fn strings_and_handlers() {
    check("f'''\n{a}\n{b:c}'''", "Format", &[(9, 1), (12, 3)]);
    check("f'''\n{a}\n{b.c}'''", "Attr", &[(9, 3)]);
    check("try: a\nexcept (\n B): pass", "MatchException", &[(9, 2)]);
    check("def f(\na=b): pass", "Name", &[(9, 2)]);
}
