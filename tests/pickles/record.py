#!/usr/bin/env python3
"""Record what CPythons write into pickles: programs.txt, run by each, goes to recorded.json.gz.

    record.py --driver >driver.py       one script with all programs in it, for any interpreter
    pythonX.Y driver.py >BUILD.json     once for each build, Pyodide's too
    record.py --merge BUILD.json ...    writes recorded.json.gz; files are named after the builds

programs.txt holds small programs, each behind a line `### name`; what stands before the first one comes
before each of them. The recording has, for each program, its outputs and the builds that printed them.
"""
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, '..', 'recorded'))
from record import main

DRIVER = '''
import builtins, contextlib, copyreg, io, json, sys, types
answers = {}
for name, source in PROGRAMS.items():
    main = sys.modules['__main__'] = types.ModuleType('__main__')
    main.__dict__['__builtins__'] = builtins
    for registry in (copyreg._extension_registry, copyreg._inverted_registry, copyreg._extension_cache):
        registry.clear()
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(compile(source, name, 'exec'), main.__dict__)
    answers[name] = out.getvalue()
print(json.dumps(answers))
'''

main(HERE, 'output', DRIVER, __doc__)
