#!/usr/bin/env python3
"""Records what the interpreter that runs this file writes about the exception that ends a program:
tests/oracle/tracebacks/BUILD.json.gz.

    python tests/oracle/tracebacks.py

Every program of tests/oracle/programs that ends in an exception runs in a process of its own; recorded is what it
writes to stderr, with the program's path below tests/oracle/programs in the place of its full path.
"""
import gzip
import json
import os
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
PROGRAMS = HERE / 'programs'


def traceback_of(path):
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.dup2(writer, 2)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        run(path)
    os.close(writer)
    with open(reader, encoding='utf-8') as stderr:
        text = stderr.read()
    os.waitpid(child, 0)
    return text.replace(str(PROGRAMS) + os.sep, '')


def run(path):
    """Runs the program as `__main__`; the traceback begins in the program."""
    main = type(sys)('__main__')
    main.__dict__['__builtins__'] = __builtins__
    sys.modules['__main__'] = main
    # The frames of this file are not the program's.
    depth, frame = 1, sys._getframe()
    while frame:
        depth, frame = depth + 1, frame.f_back
    sys.setrecursionlimit(sys.getrecursionlimit() + depth - (sys.version_info >= (3, 12)))
    try:
        exec(compile(path.read_text(), str(path), 'exec'), main.__dict__)
    except SystemExit:
        # The interpreter's own end: the code of the exception, and no traceback.
        raise
    except BaseException as error:
        error.__traceback__ = error.__traceback__.tb_next
        sys.excepthook(type(error), error, error.__traceback__)
    sys.stderr.flush()
    os._exit(0)


def main():
    recorded = {}
    for path in sorted(PROGRAMS.glob('*/*.py')):
        if path.parent.name == 'memory':
            continue
        text = traceback_of(path)
        if text:
            recorded[path.relative_to(PROGRAMS).as_posix()] = text
    folder = HERE / 'tracebacks'
    folder.mkdir(exist_ok=True)
    target = folder / f'cpython-3.{sys.version_info[1]}-64.json.gz'
    text = json.dumps(recorded, indent=0, sort_keys=True)
    with open(target, 'wb') as raw, gzip.GzipFile('', 'wb', fileobj=raw, mtime=0) as file:
        file.write(text.encode())


main()
