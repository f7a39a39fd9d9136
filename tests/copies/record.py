#!/usr/bin/env python3
"""Record what CPythons make of the objects of programs.txt: each attempt of the matrix, on an object `obj` made anew.

    record.py --driver >driver.py       one script with all programs in it, for any interpreter
    pythonX.Y driver.py >BUILD.json     once for each build, Pyodide's too
    record.py --merge BUILD.json ...    writes recorded.json.gz; files are named after the builds

programs.txt holds small programs, each behind a line `### name`. The recording has, for each program, its
answers and the builds that gave them. Addresses are written `0x…`.
"""
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, '..', 'recorded'))
from record import main

DRIVER = r'''
import builtins, copy, functools, io, json, pickle, pickletools, re, sys, types, weakref


def without_addresses(text):
    return re.sub(r'0x[0-9a-f]{6,}', '0x…', text)


def parts(obj):
    found = {}
    for cls in reversed(type(obj).__mro__):
        for name, value in vars(cls).items():
            if isinstance(value, types.MemberDescriptorType) and cls.__module__ == '__main__':
                try:
                    found[name] = value.__get__(obj)
                except AttributeError:
                    pass
    found.update(getattr(obj, '__dict__', {}))
    return found


def same(a, b, seen):
    if a is b or (id(a), id(b)) in seen:
        return True
    seen.add((id(a), id(b)))
    try:
        if a == b:
            return True
    except Exception:
        pass
    if type(a) is not type(b):
        return False
    if type(a).__module__ == '__main__' or isinstance(a, (list, tuple, dict)):
        return not lost(a, b, seen)
    return without_addresses(repr(a)) == without_addresses(repr(b))


def lost(a, b, seen):
    if a is b:
        return []
    if type(a) is not type(b):
        return [f'its class ({type(b).__qualname__} came back)']
    found = []
    if isinstance(a, (list, tuple)):
        if len(a) != len(b) or not all(same(list.__getitem__(a, i) if isinstance(a, list) else tuple.__getitem__(a, i),
                                            list.__getitem__(b, i) if isinstance(b, list) else tuple.__getitem__(b, i), seen)
                                       for i in range(len(a))):
            found.append('its items')
    elif isinstance(a, dict):
        if not same(list(dict.items(a)), list(dict.items(b)), seen):
            found.append('its items')
    elif isinstance(a, BaseException):
        if not same(a.args, b.args, seen):
            found.append('args')
    elif isinstance(a, int) and int(a) != int(b):
        found.append('its value')
    mine, other = parts(a), parts(b)
    found += [name for name in mine if name not in other or not same(mine[name], other[name], seen)]
    found += [f'{name} (was not set)' for name in other if name not in mine]
    return found


def fresh(name, source):
    main = sys.modules['__main__'] = types.ModuleType('__main__')
    main.__dict__['__builtins__'] = builtins
    exec(compile(source, name, 'exec'), main.__dict__)
    return main.__dict__['obj']


def cached(obj):
    for cls in type(obj).__mro__:
        for name, value in vars(cls).items():
            if isinstance(value, functools.cached_property):
                return getattr(obj, name)
    made = functools.cached_property(type)
    made.__set_name__(type(obj), 'cached')
    made.__get__(obj, type(obj))


def attempt(label, obj, row):
    if label.startswith('pickle'):
        data = pickle.dumps(obj, int(label[-1]))
        row['size'] = len(data)
        out = io.StringIO()
        pickletools.dis(data, out)
        row['opcodes'] = out.getvalue().splitlines()
        return pickle.loads(data)
    if label == 'weakref.ref':
        return weakref.ref(obj)()
    if label == 'cached_property':
        cached(obj)
        return obj
    return getattr(copy, label.split('.')[1])(obj)


def reduced(label, obj):
    protocol = int(label[-1]) if label.startswith('pickle') else 4
    own = {'copy.copy': '__copy__', 'copy.deepcopy': '__deepcopy__'}.get(label)
    if label in ('weakref.ref', 'cached_property', 'copy.replace') or own and hasattr(type(obj), own):
        return None
    try:
        return without_addresses(repr(obj.__reduce_ex__(protocol)))
    except Exception:
        return None


def ask(label, obj):
    row = {'label': label, 'size': None, 'opcodes': []}
    try:
        back = attempt(label, obj, row)
        row['lost'] = lost(obj, back, set())
    except Exception as error:
        row['raised'] = [type(error).__name__, without_addresses(str(error)),
                         [without_addresses(note) for note in getattr(error, '__notes__', [])]]
    row['reduce'] = reduced(label, obj)
    return row


labels = [f'pickle, protocol {n}' for n in range(6)] + ['copy.copy', 'copy.deepcopy']
if sys.version_info >= (3, 13):
    labels.append('copy.replace')
labels += ['weakref.ref', 'cached_property']
answers = {}
for name, source in PROGRAMS.items():
    # Pyodide ends with the stack of its engine where another build raises RecursionError.
    if name in ('proxy_getattr', 'recursive_tuple') and sys.platform == 'emscripten':
        continue
    rows = []
    for label in labels:
        obj = fresh(name, source)
        if label != 'copy.replace' or hasattr(type(obj), '__replace__'):
            rows.append(ask(label, obj))
    answers[name] = rows
print(json.dumps(answers))
'''

main(HERE, 'rows', DRIVER, __doc__)
