#!/usr/bin/env python3
"""Records what the interpreter that runs this file specialises attribute accesses to: tests/oracle/specialized/BUILD.json.gz.

    python tests/oracle/specialized.py

Needs CPython 3.11 or later, and `fork`. Each program of tests/oracle/programs/specialized runs as `__main__` in a process
of its own, often enough for every site to settle. Then `dis` reads, with `adaptive=True`, every code object of it.

A program's recording is a list of sites in the order of the bytecode: the qualified name of the code, the line, the name
of the attribute, "load" or "store" or "super", and the opcode. An opcode that is not specialised is the plain one:
`LOAD_ATTR_ADAPTIVE` of 3.11 is `LOAD_ATTR`, and what has not run often enough to be tried says the same.
"""
import dis
import gzip
import json
import os
import pathlib
import sys
import types

HERE = pathlib.Path(__file__).resolve().parent
KINDS = {"LOAD_ATTR": "load", "LOAD_METHOD": "load", "STORE_ATTR": "store", "LOAD_SUPER_ATTR": "super"}


def kind_of(opcode):
    return next((kind for plain, kind in KINDS.items() if opcode == plain or opcode.startswith(f"{plain}_")), None)


def sites(code):
    name = code.co_qualname
    for instruction in dis.get_instructions(code, adaptive=True):
        kind = kind_of(instruction.opname)
        if kind:
            opcode = instruction.opname.removesuffix("_ADAPTIVE")
            yield [name, instruction.positions.lineno, instruction.argval, kind, opcode]
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            yield from sites(constant)


def answer(path):
    code = compile(path.read_text(encoding="utf-8"), path.name, "exec", dont_inherit=True)
    module = sys.modules["__main__"] = types.ModuleType("__main__")
    exec(code, vars(module))
    return list(sites(code))


def ask(path):
    """`answer` in a process of its own."""
    reading, writing = os.pipe()
    if not os.fork():
        with open(writing, "w") as out:
            json.dump(answer(path), out)
        os._exit(0)
    os.close(writing)
    with open(reading) as text:
        result = json.load(text)
    if os.wait()[1]:
        raise SystemExit(path.name)
    return result


def record():
    build = f"{sys.implementation.name}-3.{sys.version_info.minor}-64"
    programs = sorted((HERE / "programs" / "specialized").glob("*.py"))
    recorded = {path.name: ask(path) for path in programs}
    text = json.dumps({"version": "%d.%d.%d" % sys.version_info[:3], "programs": recorded}, indent=1, sort_keys=True)
    path = HERE / "specialized" / f"{build}.json.gz"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(gzip.compress(f"{text}\n".encode(), mtime=0))


if __name__ == "__main__":
    record()
