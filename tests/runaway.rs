//! Programs that run away: each ends within the page's limits, in CPython's own exception or stopped, and never in a panic.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use slotscope::cpython::Build;
use slotscope::machine::{Limits, Machine, Program};
use slotscope::problem::Code;
use slotscope::python;
use std::thread;
use std::time::{Duration, Instant};

/// The stack of a browser's thread; what is not optimised needs more.
const STACK: usize = if cfg!(debug_assertions) { 8 } else { 1 } << 20;
/// What a keystroke may cost; what is not optimised costs more.
const MOST: Duration = Duration::from_millis(if cfg!(debug_assertions) { 1500 } else { 100 });

/// How a program ends: `ok OUTPUT`, `TYPE: MESSAGE` or `stopped …`.
fn end(build: Build, limits: Limits, source: &'static str) -> String {
    let run = move || {
        let start = Instant::now();
        let end = match python::compile(source, build) {
            Err(problems) => problems[0].message.clone(),
            Ok(code) => {
                let (machine, outcome) = Machine::run(&Program {
                    build,
                    limits,
                    name: "program.py",
                    source,
                    code,
                });
                drop(machine);
                match (outcome.problem, outcome.error) {
                    (Some(problem), _) if problem.code == Code::Stopped => problem.message,
                    (Some(problem), _) => format!("unsupported: {}", problem.message),
                    (None, Some(error)) => format!("{}: {}", error.name, error.message),
                    (None, None) => format!("ok {}", outcome.output.trim_end()),
                }
            }
        };
        (end, start.elapsed())
    };
    let thread = thread::Builder::new().stack_size(STACK).spawn(run).unwrap();
    let (end, time) = thread.join().unwrap();
    assert!(time < MOST, "{} ms: {source}", time.as_millis());
    end
}

/// The program ends on every kind of build as one of the expected texts begins, parted by ` | `.
fn check(source: &'static str, expected: &str) {
    ends(Limits::PAGE, source, expected);
}

/// The same where objects may be nested deeper than the page lets them.
fn deep(source: &'static str, expected: &str) {
    let limits = Limits {
        objects: 400_000,
        bytes: 64 << 20,
        ..Limits::PAGE
    };
    ends(limits, source, expected);
}

fn ends(limits: Limits, source: &'static str, expected: &str) {
    for id in ["cpython-3.9-64", "cpython-3.14-64", "pyodide-3.12-32"] {
        let end = end(Build::from_id(id).unwrap(), limits, source);
        let fits = expected.split(" | ").any(|start| end.starts_with(start));
        assert!(fits, "{id} {source:?}: {end:.200}");
    }
}

#[test]
fn loops() {
    check("while True: pass", "stopped after 750,000 steps");
    check("for i in range(10**9): pass", "stopped after 750,000 steps");
    check("def f():\n    while True: yield 1\nlist(f())", "stopped");
    check("def f():\n    while True: yield 1\nsum(f())", "stopped");
    check("def f():\n    while True: yield 1\n2 in f()", "stopped");
    check("def f():\n    while True: yield 1\n[*f()]", "stopped");
    check(
        "def f():\n    while True: yield 1\na, b, c = f()",
        "ValueError: too many values",
    );
    check(
        "def f():\n    while True: yield 1\n''.join(map(str, f()))",
        "stopped",
    );
    check("def f():\n    while True: yield 1\nprint(*f())", "stopped");
    check("l = [1]\nfor x in l: l.append(x)", "stopped");
    check("while True: print('x' * 1000)", "stopped");
    check(
        "class A:\n    def __iter__(self): return self\n    def __next__(self): return 1\nlist(A())",
        "stopped",
    );
    check(
        "class A:\n    def __getitem__(self, i): return i\nlist(A())",
        "stopped",
    );
    check("list(range(10**12))", "stopped");
    check("list(range(10**9))", "stopped");
    check("tuple(range(10**9))", "stopped");
    check("set(range(10**9))", "stopped");
    check("dict.fromkeys(range(10**9))", "stopped");
    check("sum(range(10**9))", "stopped");
    check("max(range(10**9))", "stopped");
    check("sorted(range(10**9))", "stopped");
    check("print(-1.5 in range(10**9))", "stopped");
    check("for x in zip(*[range(10**9)] * 3): pass", "stopped");
    check("list(enumerate(range(10**9)))", "stopped");
    check(
        "l = [0] * 1000000\nl == l[:]\nfor i in range(1000): l == l[:]",
        "stopped",
    );
    check("l = list(range(10000))\nwhile True: l.sort()", "stopped");
    check("l = list(range(10000))\nwhile True: 0.5 in l", "stopped");
    check("l = list(range(10000))\nwhile True: l.reverse()", "stopped");
    check(
        "l = list(range(10000))\nwhile True: l.insert(0, l.pop())",
        "stopped",
    );
    check("l = list(range(10000))\nwhile True: sum(l)", "stopped");
    check("s = 'a' * 10000\nwhile True: 'b' in s", "stopped");
    check("s = 'a' * 10000\nwhile True: s.count('a')", "stopped");
    check("s = 'a' * 1000000\nwhile True: hash(s + 'a')", "stopped");
    check(
        "s = 'a' * 1000000\nwhile True: s == s[:-1] + 'a'",
        "stopped",
    );
    check("s = 'a' * 100000\nwhile True: s.split('b')", "stopped");
    check(
        "s = 'a' * 100000 + 'b'\nt = 'a' * 50000 + 'c'\nwhile True: s.find(t)",
        "stopped",
    );
    check("t = tuple(range(10000))\nwhile True: hash(t)", "stopped");
    check("s = set(range(10000))\nwhile True: s | s", "stopped");
    check("s = set(range(10000))\nwhile True: s & s", "stopped");
    check(
        "d = dict.fromkeys(range(10000))\nwhile True: d == dict(d)",
        "stopped",
    );
    check(
        "d = dict.fromkeys(range(10000))\nwhile True: d.copy()",
        "stopped",
    );
    check(
        "d = dict.fromkeys(range(10000))\nwhile True: list(d)",
        "stopped",
    );
    check(
        "d = dict.fromkeys(range(10000))\nwhile True: str(d)",
        "stopped",
    );
    check("n = 10**4000\nwhile True: str(n)", "stopped");
    check("n = 10**4000\nwhile True: n * n", "stopped");
    check("n = 10**100000\nwhile True: n // 7", "stopped");
    check("n = 10**100000\nwhile True: n % 7", "stopped");
    check("n = 10**100000\nwhile True: n == n + 0", "stopped");
    check("n = 10**40000\nwhile True: n // 10**20000", "stopped");
}

#[test]
fn giants() {
    check("'x' * 10**9", "stopped");
    check(
        "'x' * 10**30",
        "OverflowError: cannot fit 'int' into an index-sized integer",
    );
    check("b'x' * 10**9", "stopped");
    check("(1,) * 10**9", "stopped");
    check("[0] * 10**9", "stopped");
    check(
        "[0] * 10**30",
        "OverflowError: cannot fit 'int' into an index-sized integer",
    );
    check("l = [0]\nl *= 10**9", "stopped");
    check("bytes(10**9)", "stopped");
    check("bytearray(10**9)", "stopped");
    check("10**10**10", "stopped");
    check("10**10**6", "ok | stopped");
    check("9**9**9**9", "stopped");
    check("2**10**8", "stopped");
    check("2**10**30", "stopped");
    check("1 << 10**9", "stopped");
    check("1 << 10**30", "OverflowError: too many digits in integer");
    check("pow(3, 10**9)", "stopped");
    check("print(pow(3, 10**9, 7))", "ok 4");
    check("print(pow(3, 10**3000, 10**3000+7) > 0)", "stopped");
    check("x = 1 << 10**7\nx * x", "stopped");
    check("x = 3\nwhile True: x *= x", "stopped");
    check("x = 1\nwhile True: x += x", "stopped");
    check("s = 'x'\nwhile True: s += s", "stopped");
    check("s = [0]\nwhile True: s += s", "stopped");
    check("s = (0,)\nwhile True: s += s", "stopped");
    check("s = b'x'\nwhile True: s += s", "stopped");
    check(
        "s = 'x' * 10**6\nwhile True: s = s.replace('x', 'xx')",
        "stopped",
    );
    check("s = 'x' * 10**6\ns.join(['y'] * 10**6)", "stopped");
    check("s = 'x' * 10**6\ns.replace('x', s)", "stopped");
    check("('x' * 10**4).replace('', 'y' * 10**6)", "stopped");
    check("'x'.center(10**9)", "stopped");
    check("'x'.ljust(10**9)", "stopped");
    check("'x'.zfill(10**9)", "stopped");
    check("'\\t'.expandtabs(10**9)", "stopped");
    check("f'{1:1000000000d}'", "stopped");
    check("f'{1:>1000000000}'", "stopped");
    check("f\"{'x':>1000000000}\"", "stopped");
    check("f'{1.5:.1000000000f}'", "");
    check("f'{1.5:1000000000}'", "stopped");
    check("f'{1.5:.100000000f}'", "");
    check(
        "f'{1:99999999999999999999d}'",
        "ValueError: Too many decimal digits in format string",
    );
    check("'{:1000000000}'.format(1)", "stopped");
    check("'{:{}}'.format(1, 10**9)", "stopped");
    check("format(1, '1000000000')", "stopped");
    check("'%1000000000d' % 1", "stopped");
    check("'%.1000000000d' % 1", "");
    check("'%1000000000s' % 1", "stopped");
    check("'%.1000000000f' % 1", "");
    check("'%.100000f' % 1", "");
    check("'%*d' % (10**9, 1)", "stopped");
    check("'%99999999999999999999d' % 1", "ValueError: width too big");
    check("x = [object() for i in range(10**6)]", "stopped");
    check("class A: pass\nx = [A() for i in range(10**6)]", "stopped");
    check(
        "class A: pass\nfor i in range(10**6): setattr(A, 'a%d' % i, 1)",
        "stopped",
    );
    check(
        "class A: pass\na = A()\nfor i in range(10**6): setattr(a, 'a%d' % i, 1)",
        "stopped",
    );
    check(
        "class A: pass\nwhile True:\n    class A(A): pass",
        "stopped",
    );
    check("while True:\n    class A: pass", "stopped");
    check(
        "type('A', (), {'__slots__': ['a%d' % i for i in range(10**5)]})",
        "",
    );
    check("type('A', (), {'__slots__': ['a'] * 10**6})", "");
    check(
        "class A: pass\nl = []\nwhile True: l.append(type('B', (A,), {}))",
        "stopped",
    );
    check(
        "class A: pass\nl = []\nfor i in range(3000): l.append(type('B', (A,), {}))\nwhile True: A.x = 1",
        "stopped",
    );
    check("int('1' * 4000)", "ok");
    check("int('1' * 1000000)", "");
    check("str(10**5000)", "");
    check("str(1 << 10**6)", "");
    check("hex(1 << 10**6)", "ok");
    check("float('1' * 1000000)", "ok");
    check(
        "1.0 * (1 << 10**6)",
        "OverflowError: int too large to convert to float",
    );
    check(
        "(1 << 10**6) / 3",
        "OverflowError: integer division result too large for a float",
    );
    check("x = 1\nfor i in range(10**6): x = (x,)", "stopped");
    check("d = {}\nfor i in range(10**6): d[i] = i", "stopped");
    check("x = range(10**30)\nprint(x[10**29])", "ok");
    check("slice(10**30)\n[1][:10**30]", "ok");
    check("[0] * -10**30", "OverflowError");
    check("' ' * -5", "ok");
    check("'a'.join(str(i) for i in range(10**7))", "stopped");
    check("print(*[1] * 10**6)", "stopped");
    check("def f(*a): pass\nf(*[1] * 10**6)", "");
    deep(
        "def f(**a): pass\nf(**{'a%d' % i: 1 for i in range(30000)})",
        "",
    );
    check("round(1 << 10**6, -10**9)", "");
    check("round(1.5, 10**9)", "ok");
    check("(1 << 10**6).bit_length()", "ok");
    check(
        "~(1 << 10**6)\n-(1 << 10**6)\nwhile True: ~(1 << 10**6)",
        "stopped",
    );
    check(
        "import sys\nsys.setrecursionlimit(10**9)\ndef f(): f()\nf()",
        "",
    );
}

#[test]
fn recursion() {
    const DEEP: &str = "RecursionError: maximum recursion depth exceeded";
    // Through builtins that work on containers, the page's stack is at its end before Python's.
    const DEEP_OR_STOPPED: &str = "RecursionError: maximum recursion depth exceeded | stopped";
    check("def f(): f()\nf()", DEEP);
    check("def f(): return 1 + f()\nf()", DEEP);
    check("f = lambda: f()\nf()", DEEP);
    check("class A:\n    def __init__(self): A()\nA()", DEEP);
    check("class A:\n    def __new__(cls): return A()\nA()", DEEP);
    check(
        "class A:\n    def __getattribute__(self, name): return self.x\nA().y",
        DEEP,
    );
    check(
        "class A:\n    def __getattr__(self, name): return self.x\nA().y",
        DEEP,
    );
    check(
        "class A:\n    def __setattr__(self, name, value): self.x = 1\nA().y = 1",
        DEEP,
    );
    check(
        "class A:\n    def __delattr__(self, name): del self.x\ndel A().y",
        DEEP,
    );
    check(
        "class A:\n    def __repr__(self): return repr(self)\nrepr(A())",
        DEEP,
    );
    check(
        "class A:\n    def __repr__(self): return f'{self}'\nprint(A())",
        DEEP,
    );
    check(
        "class A:\n    def __repr__(self): return str([self])\nprint(A())",
        DEEP_OR_STOPPED,
    );
    check(
        "class A:\n    def __str__(self): return str(self)\nprint(A())",
        DEEP,
    );
    check(
        "class A:\n    def __eq__(self, other): return self == other\nA() == A()",
        DEEP,
    );
    check(
        "class A:\n    def __eq__(self, other): return [self] == [other]\nA() == A()",
        DEEP_OR_STOPPED,
    );
    check(
        "class A:\n    def __lt__(self, other): return self < other\nsorted([A(), A()])",
        DEEP,
    );
    check(
        "class A:\n    def __lt__(self, other): return sorted([self, other])\nA() < A()",
        DEEP_OR_STOPPED,
    );
    check(
        "class A:\n    def __hash__(self): return hash(self)\nhash(A())",
        DEEP,
    );
    check(
        "class A:\n    def __hash__(self): return hash((self,))\nhash(A())",
        DEEP_OR_STOPPED,
    );
    check(
        "class A:\n    def __hash__(self): return {self: 1}\nhash(A())",
        DEEP_OR_STOPPED,
    );
    check(
        "class A:\n    def __len__(self): return len(self)\nlen(A())",
        DEEP,
    );
    check(
        "class A:\n    def __bool__(self): return bool(self)\nbool(A())",
        DEEP,
    );
    check(
        "class A:\n    def __bool__(self): return not self\nnot A()",
        DEEP,
    );
    check(
        "class A:\n    def __call__(self): return self()\nA()()",
        DEEP,
    );
    check(
        "class A:\n    def __add__(self, o): return self + o\nA() + 1",
        DEEP,
    );
    check(
        "class A:\n    def __radd__(self, o): return o + self\n1 + A()",
        DEEP,
    );
    check(
        "class A:\n    def __getitem__(self, o): return self[o]\nA()[1]",
        DEEP,
    );
    check(
        "class A:\n    def __contains__(self, o): return o in self\n1 in A()",
        DEEP,
    );
    check(
        "class A:\n    def __iter__(self): return iter(self)\niter(A())",
        DEEP,
    );
    check(
        "class A:\n    def __next__(self): return next(self)\nnext(A())",
        DEEP,
    );
    check(
        "class A:\n    def __index__(self): return [1][self]\n[1][A()]",
        DEEP_OR_STOPPED,
    );
    check(
        "class A:\n    def __format__(self, s): return format(self)\nformat(A())",
        DEEP,
    );
    check(
        "class A:\n    @property\n    def x(self): return self.x\nA().x",
        DEEP,
    );
    check(
        "class D:\n    def __get__(self, o, c): return o.x\nclass A:\n    x = D()\nA().x",
        DEEP,
    );
    check(
        "class D:\n    def __set__(self, o, v): o.x = v\nclass A:\n    x = D()\nA().x = 1",
        DEEP,
    );
    check(
        "class A:\n    def __init_subclass__(cls):\n        class B(A): pass\nclass C(A): pass",
        DEEP_OR_STOPPED,
    );
    check(
        "class M(type):\n    def __call__(cls): return cls()\nclass A(metaclass=M): pass\nA()",
        DEEP,
    );
    check(
        "class M(type):\n    def __new__(m, *a): return M('x', (), {})\nclass A(metaclass=M): pass",
        DEEP,
    );
    check(
        "class M(type):\n    def __instancecheck__(c, o): return isinstance(o, c)\nclass A(metaclass=M): pass\nisinstance(1, A)",
        DEEP,
    );
    check("def f(): return [f() for _ in [1]]\nf()", DEEP);
    check("def f(): yield from f()\nlist(f())", DEEP);
    check(
        "def f(): return list(map(lambda x: f(), [1]))\nf()",
        DEEP_OR_STOPPED,
    );
    check("def f(x): return sorted([1], key=f)\nf(1)", DEEP_OR_STOPPED);
    check(
        "def f(): return max([1], key=lambda x: f())\nf()",
        DEEP_OR_STOPPED,
    );
    check("def f():\n    class A: x = f()\nf()", DEEP);
    check("def f():\n    try: f()\n    finally: f()\nf()", "");
    check(
        "def f():\n    try: f()\n    except RecursionError: f()\nf()",
        "",
    );
    check("class A:\n    def __del__(self): A()\nA()", "");
    check(
        "class A:\n    def __enter__(self):\n        with self: pass\n    def __exit__(self, *a): pass\nwith A(): pass",
        DEEP,
    );
    check(
        "class A:\n    def __class_getitem__(cls, x): return cls[x]\nA[1]",
        DEEP,
    );
    check(
        "class A:\n    def __missing__(self, x): return self[x]\nclass B(A, dict): pass\nB()[1]",
        DEEP_OR_STOPPED,
    );
    check(
        "class A:\n    def __dir__(self): return dir(self)\ndir(A())",
        DEEP,
    );
    check(
        "class A:\n    def __sizeof__(self):\n        import sys\n        return sys.getsizeof(self)\nimport sys\nsys.getsizeof(A())",
        DEEP,
    );
}

#[test]
fn deep_objects() {
    check("l = []\nfor i in range(100000): l = [l]\nrepr(l)", "");
    check(
        "l = []\nfor i in range(100000): l = [l]\nm = []\nfor i in range(100000): m = [m]\nl == m",
        "",
    );
    check("l = ()\nfor i in range(100000): l = (l,)\nhash(l)", "");
    check("l = ()\nfor i in range(100000): l = (l,)\nrepr(l)", "");
    check("l = 0\nfor i in range(100000): l = {1: l}\nrepr(l)", "");
    deep("l = []\nfor i in range(100000): l = [l]\ndel l", "ok");
    deep("l = ()\nfor i in range(100000): l = (l,)\nl = None", "ok");
    deep(
        "class N:\n    __slots__ = 'next'\nn = None\nfor i in range(50000):\n    m = N()\n    m.next = n\n    n = m\ndel m, n",
        "ok",
    );
    deep(
        "class N: pass\nn = None\nfor i in range(50000):\n    m = N()\n    m.next = n\n    n = m\ndel m, n",
        "ok",
    );
    deep(
        "class N:\n    def __del__(self): pass\nn = None\nfor i in range(30000):\n    m = N()\n    m.next = n\n    n = m\ndel m, n",
        "ok",
    );
    deep(
        "f = None\nfor i in range(50000):\n    def g(f=f): pass\n    f = g\ndel f, g",
        "ok",
    );
    deep(
        "def g(f):\n    def h(): return f\n    return h\nf = None\nfor i in range(30000): f = g(f)\ndel f",
        "ok",
    );
    deep(
        "def g(f): yield f\nf = None\nfor i in range(30000): f = g(f)\ndel f",
        "ok",
    );
    deep(
        "f = iter([])\nfor i in range(30000): f = map(str, f)\nlist(f)",
        "",
    );
    deep(
        "f = iter([])\nfor i in range(30000): f = zip(f)\nlist(f)",
        "",
    );
    deep(
        "f = iter([])\nfor i in range(30000): f = enumerate(f)\ndel f",
        "ok",
    );
    check(
        "class A: pass\nc = A\nfor i in range(500): c = type('B', (c,), {})\nprint(len(c.__mro__))",
        "ok 502",
    );
    check(
        "class A: pass\nc = A\nfor i in range(5000): c = type('B', (c,), {})",
        "",
    );
    check(
        "class A: pass\nc = A\nfor i in range(500): c = type('B', (c,), {})\nA.x = 1\ndel c",
        "ok",
    );
    check(
        "e = None\nfor i in range(20000):\n    n = ValueError()\n    n.__context__ = e\n    e = n\nraise e",
        "ValueError",
    );
    check(
        "a = []\na.append(a)\nprint(a)\nb = []\nb.append(b)\na == b",
        "RecursionError: maximum recursion depth exceeded in comparison | stopped",
    );
    check("d = {}\nd[1] = d\nprint(d)", "ok {1: {...}}");
    deep(
        "class A: pass\nfor i in range(30000):\n    a = A()\n    a.a = a",
        "ok",
    );
    check("isinstance(1, ((int,),))", "ok");
    check(
        "t = int\nfor i in range(100000): t = (t,)\nisinstance('', t)",
        "RecursionError: maximum recursion depth exceeded in __instancecheck__ | stopped",
    );
    check("t = 'a'\nfor i in range(1000): t = (t,)\nprint(t)", "");
    deep(
        "x = 0\nfor i in range(50000):\n    x = lambda x=x: x\ndel x",
        "ok",
    );
    check(
        "class A:\n    def m(self): pass\nx = A().m\nimport types\nfor i in range(20000): x = types.MethodType(x, 1)\ndel x",
        "",
    );
    check(
        "x = property()\nfor i in range(20000): x = property(x)\ndel x",
        "ok",
    );
    check(
        "x = len\nfor i in range(20000): x = staticmethod(x)\nx([])",
        "",
    );
}
