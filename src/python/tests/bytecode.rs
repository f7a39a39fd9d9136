//! Instructions of the constructs, and what differs between versions.

use super::{VERSIONS, code, find};
use crate::python::code::Op;
use crate::python::show::show;

/// The instructions of the module without the `return None` at its end, separated by `;`.
fn ops(minor: u8, source: &str) -> String {
    let text = show(&code(minor, source));
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let end = lines
        .windows(2)
        .position(|pair| pair == ["Const None", "Return"]);
    lines[..end.unwrap_or(lines.len())].join("; ")
}

fn check(source: &str, expected: &str) {
    for minor in VERSIONS {
        assert_eq!(ops(minor, source), expected, "3.{minor}: {source}");
    }
}

/// From one version on it is another.
fn check_from(source: &str, before: &str, since: u8, after: &str) {
    for minor in VERSIONS {
        let expected = if minor < since { before } else { after };
        assert_eq!(ops(minor, source), expected, "3.{minor}: {source}");
    }
}

#[test]
fn expressions() {
    check(
        "a + b * c",
        "Name a; Name b; Name c; Binary(Mul); Binary(Add); Pop",
    );
    check(
        "-a, not b",
        "Name a; Unary(Neg); Name b; Not; BuildTuple(2); Pop",
    );
    check(
        "a and b or c",
        "Name a; JumpIfFalseOrPop L1; Name b; L1:; JumpIfTrueOrPop L2; Name c; L2:; Pop",
    );
    check(
        "a[b:c]",
        "Name a; Name b; Name c; BuildSlice(false); Subscript; Pop",
    );
    check(
        "a[::c]",
        "Name a; Const None; Const None; Name c; BuildSlice(true); Subscript; Pop",
    );
    check("(a := b)", "Name b; Dup; StoreName a; Pop");
    check(
        "a if b else c",
        "Name b; PopJumpIfFalse L1; Name a; Jump L2; L1:; Name c; L2:; Pop",
    );
    check(
        "a < b < c",
        "Name a; Name b; Dup; RotateDown(3); Compare(Lt); JumpIfFalseOrPop L1; Name c; Compare(Lt); \
         Jump L2; L1:; Swap(2); Pop; L2:; Pop",
    );
}

#[test]
fn constants_are_folded() {
    check(
        "x = -1, 2 + 3, 'a' * 3, 1 << 4, 7 // -2, 2 ** 10",
        "Const (-1, 5, \"aaa\", 16, -4, 1024); StoreName x",
    );
    check("x = (1, (2, None))", "Const (1, (2, None)); StoreName x");
    check(
        "x = 2 ** 200",
        "Const 2; Const 200; Binary(Pow); StoreName x",
    );
    check(
        "x = 'a' * 5000",
        "Const \"a\"; Const 5000; Binary(Mul); StoreName x",
    );
    check(
        "x = 1 / 0",
        "Const 1; Const 0; Binary(TrueDiv); StoreName x",
    );
    check(
        "x = 1 << -1",
        "Const 1; Const -1; Binary(LShift); StoreName x",
    );
}

#[test]
fn displays_decide_capacity() {
    check("[a, 1]", "Name a; Const 1; BuildList(2); Pop");
    check("[1, 2]", "Const 1; Const 2; BuildList(2); Pop");
    check(
        "[1, 2, 3]",
        "BuildList(0); Const (1, 2, 3); ListExtend; Pop",
    );
    check(
        "{1, 2, 3}",
        "BuildSet(0); Const frozenset(1, 2, 3); SetUpdate; Pop",
    );
    check(
        "[*a, 1]",
        "BuildList(0); Name a; ListExtend; Const 1; ListAppend(1); Pop",
    );
    check(
        "(a, *b)",
        "Name a; BuildList(1); Name b; ListExtend; ListToTuple; Pop",
    );
    check(
        "{a: 1, **b}",
        "Name a; Const 1; BuildDict(1); Name b; DictUpdate; Pop",
    );
    check(
        "{**b, a: 1}",
        "BuildDict(0); Name b; DictUpdate; Name a; Const 1; BuildDict(1); DictUpdate; Pop",
    );
    check_from(
        "[1, 2, 3, *a]",
        "Const 1; Const 2; Const 3; BuildList(3); Name a; ListExtend; Pop",
        14,
        "BuildList(0); Const (1, 2, 3); ListExtend; Name a; ListExtend; Pop",
    );
}

#[test]
fn long_displays() {
    let list = |item: &str, count: usize| format!("[{}]", vec![item; count].join(","));
    let begins = |minor, source: &str, expected: &str| {
        let ops = ops(minor, source);
        assert!(ops.starts_with(expected), "3.{minor}: {source} is {ops}");
    };
    for minor in VERSIONS {
        begins(minor, &list("a", 30), "Name a; Name a");
        let appended = "BuildList(0); Name a; ListAppend(1)";
        begins(
            minor,
            &list("a", 31),
            if minor < 10 {
                "Name a; Name a"
            } else {
                appended
            },
        );
        let extended = "BuildList(0); Const (";
        let appended = "BuildList(0); Const 1; ListAppend(1)";
        begins(
            minor,
            &list("1", 31),
            if minor < 14 { extended } else { appended },
        );
        let dict = format!("{{{}}}", "a: 1, ".repeat(16));
        let added = "BuildDict(0); Name a; Const 1; DictAdd(1)";
        begins(
            minor,
            &dict,
            if minor < 10 {
                "Name a; Const 1; Name a"
            } else {
                added
            },
        );
    }
}

#[test]
fn calls() {
    check("f(a, b)", "Name f; Name a; Name b; Call(2); Pop");
    check("f(a, k=b)", "Name f; Name a; Name b; CallKw 2 (\"k\"); Pop");
    check("a.f(b)", "Name a; Method f; Name b; CallMethod(1); Pop");
    check(
        "a.f(k=b)",
        "Name a; Method f; Name b; CallMethodKw 1 (\"k\"); Pop",
    );
    check("f(*a)", "Name f; Name a; CallEx(false); Pop");
    check("a.f(*b)", "Name a; Attr f; Name b; CallEx(false); Pop");
    check(
        "f(a, *b, k=c, **d)",
        "Name f; Name a; BuildList(1); Name b; ListExtend; ListToTuple; Const \"k\"; Name c; BuildDict(1); \
         Name d; DictMerge; CallEx(true); Pop",
    );
    check(
        "f(**d)",
        "Name f; BuildTuple(0); BuildDict(0); Name d; DictMerge; CallEx(true); Pop",
    );
}

#[test]
fn assignments() {
    check("a = b = c", "Name c; Dup; StoreName a; StoreName b");
    check("a.x = b", "Name b; Name a; StoreAttr x");
    check("a[b] = c", "Name c; Name a; Name b; StoreSubscript");
    check(
        "a, *b, c = d",
        "Name d; UnpackEx(1, 1); StoreName a; StoreName b; StoreName c",
    );
    check("a += b", "Name a; Name b; Inplace(Add); StoreName a");
    check(
        "a.x += b",
        "Name a; Dup; Attr x; Name b; Inplace(Add); Swap(2); StoreAttr x",
    );
    check(
        "a[b] += c",
        "Name a; Name b; DupTwo; Subscript; Name c; Inplace(Add); RotateDown(3); StoreSubscript",
    );
    check(
        "del a, b.x, c[d]",
        "DeleteName a; Name b; DeleteAttr x; Name c; Name d; DeleteSubscript",
    );
}

#[test]
fn f_strings() {
    check("f'{a}'", "Name a; Format(None, false); Pop");
    check(
        "f'x{a!r:>{b}}' 'y'",
        "Const \"x\"; Name a; Const \">\"; Name b; Format(None, false); \
         BuildString(2); Format(Repr, true); Const \"y\"; BuildString(3); Pop",
    );
    check(
        "f'{a = }'",
        "Const \"a = \"; Name a; Format(Repr, false); BuildString(2); Pop",
    );
    check(
        "f'{a=:>3}'",
        "Const \"a=\"; Name a; Const \">3\"; Format(None, true); BuildString(2); Pop",
    );
    check("f'{{}}'", "Const \"{}\"; Pop");
    check("f''", "Const \"\"; Pop");
    check(
        "x = '\\N{SNAKE}\u{fffd}\\ufffd\\N{bullet}'",
        "Const \"🐍\u{fffd}\u{fffd}•\"; StoreName x",
    );
}

#[test]
fn imports() {
    check("import a.b", "Import a.b first; StoreName a");
    check("import a.b as c", "Import a.b; StoreName c");
    check(
        "from a import b, c as d",
        "Import a; ImportFrom b; StoreName b; ImportFrom c; StoreName d; Pop",
    );
    check("from a import *", "Import a; ImportStar");
}

#[test]
fn exceptions_and_with() {
    check(
        "try: a\nexcept B as e: c\nelse: d\nfinally: f",
        "SetupTry L6; SetupTry L1; Name a; Pop; PopTry; Name d; Pop; Jump L5; L1:; Name B; MatchException; \
         PopJumpIfFalse L4; StoreName e; SetupTry L2; Name c; Pop; PopTry; PopExcept; Const None; StoreName e; \
         DeleteName e; Jump L3; L2:; Const None; StoreName e; DeleteName e; Reraise; L3:; Jump L5; L4:; \
         Reraise; L5:; PopTry; Name f; Pop; Jump L7; L6:; Name f; Pop; Reraise; L7:",
    );
    check(
        "with a as b: c",
        "Name a; WithEnter; SetupWith L1; StoreName b; Name c; Pop; PopTry; Const None; Const None; Const None; \
         Call(3); Pop; Jump L3; L1:; WithExceptStart; PopJumpIfTrue L2; Reraise; L2:; Pop; PopExcept; Pop; L3:",
    );
}

#[test]
fn variables_live_where_cpython_puts_them() {
    let source = "def f(a, b=1, *, c):\n def g():\n  nonlocal a\n  a = b\n  return [a for d in c if d]\n return g";
    let module = code(13, source);
    let f = find(&module, "f").expect("f is there");
    let names = |list: &[std::rc::Rc<str>]| list.iter().map(|n| n.to_string()).collect::<Vec<_>>();
    assert_eq!(names(&f.locals), ["a", "b", "c", "g"]);
    assert_eq!(names(&f.cells), ["a", "b", "c"]);
    assert_eq!(f.cell_params, [(0, 0), (1, 1), (2, 2)]);
    let g = find(&module, "f.<locals>.g").expect("g is there");
    assert_eq!(names(&g.frees), ["a", "b", "c"]);
    assert!(g.locals.is_empty());
    let comprehension = find(&module, "f.<locals>.g.<locals>.<listcomp>").expect("it is there");
    assert_eq!(names(&comprehension.locals), [".0", "d"]);
    assert_eq!(names(&comprehension.frees), ["a"]);
}

#[test]
fn class_bodies() {
    let source = "class A(B):\n 'doc'\n x: int = 1\n def f(self): self.b = super(); self.__a = 1\n";
    let stores = |minor| {
        let class = find(&code(minor, source), "A").expect("the class is there");
        let name = |op: &Op| match op {
            Op::StoreName(name) => Some(class.names[*name as usize].to_string()),
            Op::SetupAnnotations => Some("__annotations__".to_string()),
            _ => None,
        };
        class
            .ops
            .iter()
            .filter_map(name)
            .collect::<Vec<_>>()
            .join(" ")
    };
    let old = "__module__ __qualname__ __annotations__ __doc__ x f __classcell__";
    let with_line = "__module__ __qualname__ __firstlineno__ __annotations__ __doc__ x f \
                     __static_attributes__ __classcell__";
    let lazy = "__module__ __qualname__ __firstlineno__ __doc__ x f __annotate_func__ \
                __static_attributes__ __classdictcell__ __classcell__";
    for minor in VERSIONS {
        let expected = match minor {
            ..13 => old,
            13 => with_line,
            _ => lazy,
        };
        assert_eq!(stores(minor), expected, "3.{minor}");
    }
    let text = show(&code(13, source));
    assert!(
        text.contains("Const (\"__a\", \"b\")\n  StoreName __static_attributes__"),
        "{text}"
    );
    assert!(text.contains("StoreAttr _A__a"), "{text}");
}

#[test]
fn static_attributes_are_stores_on_self_in_functions() {
    let source = "\
class A:
    def f(self):
        self.a = self.b, [self.c, *self.d] = 1
        for self.e in x: pass
        with x as self.f: pass
        self.g: int = 1
        self.no1: int
        self.no2 += 1
        del self.no3
        self.no4.x = self.no5[0] = 1
        def inner(): self.h = [0 for self.i in x]
        class B:
            def f(self): self.no6 = 1
    def s(x): self.j = 1
    def t(this): this.no7 = 1
    self.no8 = [0 for self.no9 in x]
    y = lambda self: (0 for self.k in x)
";
    let text = show(&code(14, source));
    let expected =
        "Const (\"a\", \"b\", \"c\", \"d\", \"e\", \"f\", \"g\", \"h\", \"i\", \"j\", \"k\")";
    assert!(text.contains(expected), "{text}");
}

#[test]
fn docstrings_lose_their_indentation() {
    for (doc, cleaned) in [
        ("x\n   \n", "x\n   \n"),
        (" \n  a", "\na"),
        ("a\n\tb\n  c", "a\n      b\nc"),
        ("   ", ""),
        ("\n\n    x\n   ", "\n\nx\n"),
        ("x\n  \u{c} y\n   z", "x\n\u{c} y\n z"),
        ("x\n    a\n   \n  ", "x\na\n\n"),
        ("é\tx\n  ü\ty", "é       x\nü     y"),
        (
            "doc\n       more\n         yet\n\n       end   \n   \n    ",
            "doc\nmore\n  yet\n\nend   \n\n",
        ),
    ] {
        let source = format!("def f():\n '''{doc}'''");
        for (minor, expected) in [(12, doc), (13, cleaned), (15, cleaned)] {
            let function = find(&code(minor, &source), "f").expect("the function is there");
            assert_eq!(
                function.doc.as_deref(),
                Some(expected),
                "3.{minor}: {doc:?}"
            );
        }
    }
}

#[test]
fn annotations_as_text() {
    for (annotation, text) in [
        ("'x'", "'x'"),
        ("list[int,\"it's\"]|None", "list[int, \"it's\"] | None"),
        ("(1,2)", "(1, 2)"),
        ("-x**2", "-x ** 2"),
        ("(-x)**2", "(-x) ** 2"),
        ("a-(b-c)", "a - (b - c)"),
        ("{1:2,**x}", "{1: 2, **x}"),
        ("f(1,*a,b=2)[1:2,::3]", "f(1, *a, b=2)[1:2, ::3]"),
        ("a if b else(c,d)", "a if b else (c, d)"),
        ("not(a and b or c)", "not (a and b or c)"),
        ("a<b<=c is not d not in e", "a < b <= c is not d not in e"),
        ("1 .real", "1 .real"),
        ("x[(a,)]", "x[a,]"),
        ("...", "..."),
        ("x[()]", "x[()]"),
    ] {
        let source = format!("from __future__ import annotations\nx: {annotation}");
        for minor in VERSIONS {
            let ops = ops(minor, &source);
            let expected = format!("Const {text:?}; StoreAnnotation x");
            assert!(ops.ends_with(&expected), "3.{minor}: {annotation} is {ops}");
        }
    }
}

#[test]
fn annotations_are_lazy_from_3_14_on() {
    let source = "def f(a: int, *b: str, c: float = 1) -> None: pass";
    for minor in VERSIONS {
        let text = show(&code(minor, source));
        let eager = "Const \"a\"\n  Name int\n  Const \"b\"\n  Name str\n  Const \"c\"\n  Name float\n  Const \"return\"";
        assert_eq!(text.contains(eager), minor < 14, "3.{minor}: {text}");
        assert_eq!(
            text.contains("f.__annotate__:"),
            minor >= 14,
            "3.{minor}: {text}"
        );
    }
}

#[test]
fn statements_are_marked_where_they_begin() {
    let module = code(13, "a = 1\nif a:\n  b\nelif c:\n  pass\nfor d in e: f\n");
    let begins: Vec<&Op> = module
        .statements
        .iter()
        .map(|at| &module.ops[*at as usize])
        .collect();
    assert_eq!(begins.len(), 8);
    assert_eq!(begins[4], &Op::Nop);
    // Of a `for`, the way back to its header as well.
    assert!(matches!(begins[7], Op::Jump(_)));
}
