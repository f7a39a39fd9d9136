#!/usr/bin/env python3
"""Records what the interpreter that runs this file says about programs: tests/oracle/golden/BUILD.json.gz.

    python tests/oracle/record.py [PREFIX]         all programs, or those whose name starts with PREFIX
    node tests/oracle/record.mjs PYODIDE [PREFIX]  the same inside Pyodide

Needs CPython 3.9 or later and its standard library. With PREFIX, what the recording holds of other programs stays.

A file of tests/oracle/programs is a program, named by its path below. It runs as `__main__` in a process of its own
(in Pyodide: in a namespace of its own). Recorded are its `stdout`; its `error` (type, str(), and the line of the
innermost traceback entry in the program, or the one a SyntaxError names); and `types`: by `__qualname__`, a second of
the same name with `#2`, every class of `__main__` that a module-level name is bound to at the end.

`slots` are offsets from `id(instance)`, found by looking for a stored object's address in a bare instance. A slot that a
derived class repeats is the derived class's; without ctypes or without an instance the entry is missing.

The programs of memory/ define `make(i)`. Recorded are the bytes requested that N results hold and give back when they
are dropped (tracemalloc, garbage collected around both readings), for N results of a class with no earlier instance.
The list that holds them and the numbers 0 to N - 1 do not count. A failing program has its error in place of the number.
"""
import array
import contextlib
import copyreg
import gc
import gzip
import io
import json
import os
import pathlib
import shlex
import subprocess
import sys
import tracemalloc
import types

try:
    import ctypes
except ImportError:  # some Pyodide builds
    ctypes = None

HERE = pathlib.Path(__file__).resolve().parent
COUNTS = (1, 10, 100, 1000)
WORD = 8 if sys.maxsize > 2**32 else 4
HEAPTYPE = 1 << 9
# Include/object.h, Py_TPFLAGS_*: the bit, and the first version that gives it this meaning.
FLAGS = {
    "HAVE_GC": (1 << 14, 9),
    "MANAGED_DICT": (1 << 4, 11),
    "MANAGED_WEAKREF": (1 << 3, 12),
    "INLINE_VALUES": (1 << 2, 13),
}


@contextlib.contextmanager
def main_module():
    """A fresh `__main__`; afterwards what a program may have changed in the interpreter is as before."""
    before, reducers, collecting = sys.modules["__main__"], dict(copyreg.dispatch_table), gc.isenabled()
    module = sys.modules["__main__"] = types.ModuleType("__main__")
    try:
        with contextlib.redirect_stdout(io.StringIO()) as out:
            yield module, out
    finally:
        sys.modules["__main__"] = before
        copyreg.dispatch_table.clear()
        copyreg.dispatch_table.update(reducers)
        gc.enable() if collecting else gc.disable()


def run(name, module):
    source = (HERE / "programs" / name).read_text(encoding="utf-8")
    exec(compile(source, name, "exec", dont_inherit=True), vars(module))


def error_of(error, name):
    line, entry = None, error.__traceback__
    while entry:
        if entry.tb_frame.f_code.co_filename == name:
            line = entry.tb_lineno
        entry = entry.tb_next
    if line is None and isinstance(error, SyntaxError) and error.filename == name:
        line = error.lineno
    return {"type": type(error).__name__, "message": str(error), "line": line}


def program(name):
    error = None
    with main_module() as (module, out):
        try:
            run(name, module)
        except KeyboardInterrupt:
            raise
        except BaseException as caught:
            error = error_of(caught, name)
        printed = out.getvalue()
        return {"stdout": printed, "error": error, "types": types_of(vars(module))}


def of_type(cls, name):
    """What `type` itself says, whatever the class or its metaclass defines under that name."""
    return vars(type)[name].__get__(cls)


def is_ours(value):
    return issubclass(type(value), type) and of_type(value, "__dict__").get("__module__") == "__main__"


def types_of(names):
    classes = {id(value): value for value in names.values() if is_ours(value)}
    facts = {}
    for cls in classes.values():
        qualname = name = of_type(cls, "__qualname__")
        number = 2
        while name in facts:
            name, number = f"{qualname}#{number}", number + 1
        facts[name] = type_facts(cls)
    return facts


def type_facts(cls):
    facts = {name: of_type(cls, f"__{name}__") for name in ("basicsize", "itemsize", "dictoffset", "weakrefoffset")}
    flags = of_type(cls, "__flags__")
    facts["flags"] = {name: bool(flags & bit) for name, (bit, since) in FLAGS.items() if sys.version_info >= (3, since)}
    facts["mro"] = [of_type(base, "__name__") for base in of_type(cls, "__mro__")]
    offsets = slot_offsets(cls)
    if offsets is not None:
        facts["slots"] = offsets
    return facts


def slot_offsets(cls):
    descriptors = {}
    for base in filter(is_ours, of_type(cls, "__mro__")):
        for name, value in of_type(base, "__dict__").items():
            own = isinstance(value, types.MemberDescriptorType) and value.__objclass__ is base
            if own and value.__name__ == name:
                descriptors.setdefault(name, value)
    if not descriptors:
        return {}
    instance = bare_instance(cls) if ctypes else None
    if instance is None:
        return None
    words = (ctypes.c_void_p * (of_type(cls, "__basicsize__") // WORD)).from_address(id(instance))
    offsets = {}
    for name, descriptor in descriptors.items():
        stored = object()
        descriptor.__set__(instance, stored)
        offsets[name] = list(words).index(id(stored)) * WORD
    return offsets


def bare_instance(cls):
    """An instance that no `__init__` has seen, made by the builtin base's `__new__` if it does, else by the class's."""
    if "__abstractmethods__" in of_type(cls, "__dict__"):
        cls.__abstractmethods__ = frozenset()
    builtin = (base for base in of_type(cls, "__mro__") if not of_type(base, "__flags__") & HEAPTYPE)
    news = [of_type(base, "__dict__")["__new__"] for base in builtin if "__new__" in of_type(base, "__dict__")]
    for new in (*news[:1], lambda cls: cls.__new__(cls)):
        with contextlib.suppress(Exception):
            instance = new(cls)
            if type(instance) is cls:
                return instance
    return None


class Practice:
    """Measured before anything else, so that what the interpreter sets up once is there already."""

    def __init__(self, i):
        self.number = i / 3
        self.text = f"practice {i}"
        self.held = [(i,), {i}, {"i": i}]


def traced():
    gc.collect()
    gc.collect()
    return tracemalloc.get_traced_memory()[0]


def held(make, count):
    numbers = list(range(count))
    results = [None] * count
    readings = array.array("q", (0, 0))  # its numbers are no objects, so they do not count
    gc.collect()
    gc.disable()
    tracemalloc.start()
    try:
        for i in numbers:
            results[i] = make(i)
        readings[0] = traced()
        for i in numbers:
            results[i] = None
        readings[1] = traced()
    finally:
        tracemalloc.stop()
        gc.enable()
    return readings[0] - readings[1]


def memory(name, count):
    held(Practice, 10)
    if held(lambda i: None, 10):
        raise SystemExit("nothing was made, and yet there are bytes")
    with main_module() as (module, _):
        try:
            run(name, module)
            return held(module.make, count)
        except Exception as caught:
            return error_of(caught, name)


def answer(name, count=None):
    gc.collect()
    return program(name) if count is None else memory(name, int(count))


def ask(*question):
    """`answer` in a fresh process, where the system has processes."""
    if sys.platform == "emscripten":
        return answer(*question)
    settings = {key: value for key, value in os.environ.items() if key == "PYTHONHOME" or not key.startswith("PYTHON")}
    # PYTHON: the command that starts this interpreter, where that is more than its file.
    python = shlex.split(os.environ.get("PYTHON", sys.executable))
    command = [*python, "-B", "-S", __file__, "--answer", *question]
    done = subprocess.run(command, env={**settings, "PYTHONHASHSEED": "0"}, capture_output=True, timeout=120)
    if done.returncode:
        raise SystemExit(f"{question}: {done.stderr.decode(errors='replace')}")
    return json.loads(done.stdout)


def record(prefix=""):
    kind = "pyodide" if sys.platform == "emscripten" else sys.implementation.name
    path = HERE / "golden" / f"{kind}-3.{sys.version_info.minor}-{WORD * 8}.json.gz"
    about = {
        "implementation": sys.implementation.name,
        "pointer_bytes": WORD,
        "version": ".".join(map(str, sys.version_info[:3])),
    }
    golden = {"programs": {}, "memory": {}}
    if prefix:
        golden = json.loads(gzip.decompress(path.read_bytes()))
        if golden["build"] != about:
            raise SystemExit(f"{path.name} was recorded with {golden['build']}, this is {about}")
    golden["build"] = about
    for file in sorted((HERE / "programs").glob("*/*.py")):
        name = f"{file.parent.name}/{file.name}"
        if not name.startswith(prefix):
            continue
        if name.startswith("memory/"):
            golden["memory"][name] = {str(count): ask(name, str(count)) for count in COUNTS}
        else:
            golden["programs"][name] = ask(name)
    text = json.dumps(golden, indent=1, sort_keys=True) + "\n"
    path.write_bytes(gzip.compress(text.encode(), mtime=0))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--answer"]:
        print(json.dumps(answer(*sys.argv[2:])))
    else:
        record(*sys.argv[1:])
