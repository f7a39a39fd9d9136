#!/usr/bin/env python3
"""Record the layouts of the built-in types: tests/vectors/builtins.tsv.gz.

    python3.13 layouts.py BUILD >> builtins.tsv

One line for each type: build, name, basicsize, itemsize, dictoffset, weakrefoffset, flags, name of the base.
Needs nothing but the standard library and runs on 3.9 and later, also inside Pyodide.
"""

import sys

sys.path.insert(0, __file__.rpartition("/")[0])
import members

# Bits that change while a type lives (VALID_VERSION_TAG) or say how its instances are called (HAVE_VECTORCALL,
# METHOD_DESCRIPTOR).
IGNORED = 1 << 11 | 1 << 17 | 1 << 19
# Before these versions the bits of STATIC_BUILTIN, INLINE_VALUES, MANAGED_WEAKREF and MANAGED_DICT meant something else, or nothing.
SINCE = {1: 12, 2: 13, 3: 12, 4: 11}


def main():
    found = [value for module in members.modules() for value in vars(module).values() if isinstance(value, type)]
    types = {}
    for type_ in found + [type(specimen) for specimen in members.specimens()]:
        types.setdefault(type_.__name__, type_)  # those of builtins come first
    for name, type_ in sorted(types.items()):
        name = members.RENAMED.get(name, name)
        flags = type_.__flags__ & ~IGNORED
        for bit, since in SINCE.items():
            if sys.version_info[1] < since:
                flags &= ~(1 << bit)
        base = type_.__base__.__name__ if type_.__base__ else ""
        print(sys.argv[1], name, type_.__basicsize__, type_.__itemsize__, type_.__dictoffset__,
              type_.__weakrefoffset__, flags, base, sep="\t")


main()
