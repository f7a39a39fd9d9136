#!/usr/bin/env python3
"""Record which names the built-in types and the supported modules have, by version.

    python3.13 members.py say > 3.13.json            # one file from each interpreter
    python3 members.py merge 3.9.json 3.10.json ... > ../../src/cpython/members.txt

`say` needs nothing but the standard library and runs on 3.9 and later, also inside Pyodide. A type is
asked for the names of its own namespace and for its bases, a module for its names. `merge` takes one
file of each minor version or several: a name counts as there if one of them has it.

The merged file has one line for each type or module, or for several with the same names:

    owner owner+11: base base: name name+10 name-12 name+10-12 name=9,11

`+10` says since 3.10, `-12` up to 3.12; without a mark, in all versions that have the owner. `_` stands
for names that begin with one underscore, which are not listed. `.len` is short for `__len__`; `@class` and so
on stand for the names of SHORT. The owner without a name is the standard library; its names are modules.
"""

import json
import re
import sys

# What the types of the module weakref were called up to 3.10.2.
RENAMED = {"weakref": "ReferenceType", "weakproxy": "ProxyType", "weakcallableproxy": "CallableProxyType"}

SHORT = {
    "class": ["__doc__", "__firstlineno__+13", "__module__", "__static_attributes__+13"],
    "module": ["__builtins__", "__cached__-14", "__doc__", "__file__", "__loader__", "__name__", "__package__",
               "__spec__"],
    "abstract": ["__abstractmethods__", "__slots__", "__subclasshook__"],
    "number": [f"__{name}__" for name in (
        "abs add and bool divmod float floordiv index int invert lshift mod mul neg or pos pow radd rand rdivmod "
        "rfloordiv rlshift rmod rmul ror rpow rrshift rshift rsub rtruediv rxor sub truediv xor").split()],
    "order": ["__eq__", "__ge__", "__gt__", "__le__", "__lt__", "__ne__"],
}


def modules():
    import abc, builtins, collections, collections.abc, contextlib, copy, copyreg, dataclasses, enum
    import functools, gc, io, itertools, math, operator, pickle, string, types, typing, weakref

    return [builtins, sys, types, typing, collections, collections.abc, abc, enum, functools,
            dataclasses, weakref, copy, copyreg, pickle, gc, itertools, operator, contextlib, string, math, io]


def specimens():
    """Objects whose types no module names."""
    import collections
    import functools
    import types
    import weakref

    def generator():
        yield

    class Slotted:
        __slots__ = ("a", "__dict__")

        def method(self):
            pass

    yield from (iter([]), reversed([]), iter(()), iter(""), iter("\xe9"), iter(b""), iter(bytearray()),
                iter({}), iter({}.values()), iter({}.items()), reversed({}), reversed({}.values()),
                reversed({}.items()), {}.keys(), {}.values(), {}.items(), iter(set()), iter(range(0)),
                iter(range(1 << 80)), iter(int, 0), generator(), generator, generator.__code__,
                Slotted.a, Slotted.__dict__["__dict__"], Slotted().method, Slotted.__dict__,
                Slotted.__init__, Slotted().__init__, str.join, "".join, dict.__dict__["fromkeys"],
                None, NotImplemented, ..., types.CellType(), weakref.ref(Slotted), weakref.proxy(Slotted),
                weakref.proxy(generator), list[int], sys,
                functools.lru_cache(len), functools.partial(len), functools.cmp_to_key(len),
                collections.deque(), iter(collections.deque()), reversed(collections.deque()),
                collections.OrderedDict().keys(),
                iter(collections.OrderedDict()), memoryview(b""), types.SimpleNamespace())
    if sys.version_info >= (3, 10):
        yield int | str
    try:
        raise ValueError
    except ValueError as error:
        yield error.__traceback__
        yield error.__traceback__.tb_frame


def said():
    types_ = {}
    homes = [module.__name__ for module in modules()] + ["_collections", "_functools", "_weakrefset"]
    found = [value for module in modules() for value in vars(module).values() if isinstance(value, type)]
    for type_ in found + [type(specimen) for specimen in specimens()]:
        for cls in type_.__mro__:
            written_in_python = cls.__flags__ >> 8 & 3 == 2  # a heap type, and not immutable
            public = not (written_in_python and (cls.__name__.startswith("_") or cls.__module__ == "typing"))
            if cls.__module__ in homes and public and '.' not in cls.__name__:
                types_.setdefault(cls.__name__, cls)
    return {
        "version": sys.version_info[1],
        "types": {RENAMED.get(name, name): {
                         "bases": [RENAMED.get(base.__name__, base.__name__) for base in cls.__bases__],
                         "names": sorted(name for name in cls.__dict__ if isinstance(name, str))}
                  for name, cls in types_.items()},
        "modules": {module.__name__: sorted(vars(module)) for module in modules()} | {"": library()},
    }


def library():
    """The modules of the standard library, without submodules."""
    if hasattr(sys, "stdlib_module_names"):
        return sorted(sys.stdlib_module_names)
    import pkgutil

    found = pkgutil.iter_modules([path for path in sys.path if "site-packages" not in path])
    return sorted({module.name for module in found if module.name != "members"} | set(sys.builtin_module_names))


def told(versions, every):
    """"+10" since 3.10, "-11" up to 3.11; nothing for all the versions that have the owner."""
    if versions == every:
        return ""
    since = "" if versions[0] == every[0] else f"+{versions[0]}"
    until = "" if versions[-1] == every[-1] else f"-{versions[-1]}"
    if versions == [version for version in every if versions[0] <= version <= versions[-1]]:
        return since + until
    return "=" + ",".join(map(str, versions))


def is_private(name):
    return name.startswith("_") and not name.startswith("__")


def shortened(names, every):
    """The names, with the first letters of a mark for those that stand in SHORT together."""
    for mark, together in SHORT.items():
        here = [name for name in together if "+" not in name or int(name.split("+")[1]) > every[0]]
        here += [name.split("+")[0] for name in together if name not in here]
        if all(name in names for name in here):
            names = [f"@{mark}"] + [name for name in names if name not in here]
    return [re.sub("^__(.*)__", r".\1", name) for name in names]


def merged(kind, files):
    """Lines "owner owner: bases: name name+10 name-11", owners with the same names on one line."""
    owners = {}
    for file in files:
        for owner, fact in file[kind].items():
            if kind == "modules":
                fact = {"bases": [], "names": fact}
            by_version = owners.setdefault(owner, {}).setdefault(file["version"], {"bases": [], "names": set()})
            by_version["bases"] = fact["bases"]
            by_version["names"] |= set(fact["names"])
    lines = {}
    all_versions = sorted({file["version"] for file in files})
    for owner, facts in sorted(owners.items()):
        every = sorted(facts)
        names = {}
        bases = {}
        for version in every:
            for name in facts[version]["names"]:
                names.setdefault(name, []).append(version)
            for base in facts[version]["bases"]:
                bases.setdefault(base, []).append(version)
        public = [name + told(versions, every) for name, versions in sorted(names.items()) if not is_private(name)]
        if len(public) < len(names):
            public.append("_")
        text = " ".join(base + told(versions, every) for base, versions in bases.items())
        text += ": " + " ".join(shortened(public, every))
        lines.setdefault(text, []).append(owner + told(every, all_versions))
    return [f"{' '.join(owners)}: {text}" for text, owners in lines.items()]


def main():
    if sys.argv[1:] == ["say"]:
        print(json.dumps(said()))
        return
    files = [json.load(open(path, encoding="utf-8")) for path in sys.argv[2:]]
    print("# Names of the built-in types and supported modules, by version: tests/oracle/members.py.")
    print("[types]")
    print("\n".join(merged("types", files)))
    print("[modules]")
    print("\n".join(merged("modules", files)))


if __name__ == "__main__":
    main()
