#!/usr/bin/env python3
"""Record what CPythons write into pickles: programs.txt, run by each, goes to recorded.json.gz.

    record.py --driver >driver.py       one script with all programs in it, for any interpreter
    pythonX.Y driver.py >BUILD.json     once for each build, Pyodide's too
    record.py --merge BUILD.json ...    writes recorded.json.gz; files are named after the builds

programs.txt holds small programs, each behind a line `### name`; what stands before the first one comes
before each of them. The recording has, for each program, its outputs and the builds that printed them.
"""
import gzip
import json
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
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


def programs():
    with open(os.path.join(HERE, 'programs.txt'), encoding='utf-8') as file:
        first, *rest = file.read().split('### ')
    parts = (part.split('\n', 1) for part in rest)
    return {name: first + source for name, source in parts}


def merge(files):
    recorded = {name: [] for name in programs()}
    for path in sorted(files):
        build = os.path.basename(path)[:-len('.json')]
        with open(path, encoding='utf-8') as file:
            answers = json.loads(file.read().splitlines()[-1])
        for name, output in answers.items():
            for known in recorded[name]:
                if known['output'] == output:
                    known['builds'].append(build)
                    break
            else:
                recorded[name].append({'builds': [build], 'output': output})
    data = json.dumps(recorded, indent=0, sort_keys=True).encode()
    with open(os.path.join(HERE, 'recorded.json.gz'), 'wb') as file:
        file.write(gzip.compress(data, 9, mtime=0))


if sys.argv[1:] == ['--driver']:
    print(f'PROGRAMS = {programs()!r}{DRIVER}')
elif sys.argv[1:2] == ['--merge'] and sys.argv[2:]:
    merge(sys.argv[2:])
else:
    sys.exit(__doc__)
