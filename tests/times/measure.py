#!/usr/bin/env python3
"""How long the interpreter that runs this file takes to read, write and make: a line for the table of
src/report/times.rs, in tenths of nanoseconds.

    python tests/times/measure.py

Each is repeated 20 times in a row, so that the loop around it hardly counts, and what the loop takes alone is
subtracted; of 200 such runs the shortest is taken, the ways in turns: whatever else the machine does only makes runs longer.
"""
import sys
from time import perf_counter_ns

RUNS, LOOPS, REPEATED = 200, 500, 20


class Plain:
    def __init__(self, x, y, z):
        self.x = x
        self.y = y
        self.z = z


class Slotted:
    __slots__ = 'x', 'y', 'z'

    def __init__(self, x, y, z):
        self.x = x
        self.y = y
        self.z = z


def loop(statement):
    """A function that runs a statement on `p` and answers the nanoseconds."""
    body = '\n        '.join([statement] * REPEATED)
    text = f"""
def run(p, made):
    start = clock()
    for _ in repeated:
        {body}
    return clock() - start
"""
    names = {'clock': perf_counter_ns, 'repeated': range(LOOPS)}
    exec(text, names)
    return names['run']


def main():
    touched = Plain(1, 2, 3)
    touched.__dict__
    plain, slotted = Plain(1, 2, 3), Slotted(1, 2, 3)
    ways = [('pass', plain)]
    ways += [('p.y', each) for each in (plain, slotted, touched)]
    ways += [('p.y = 1', each) for each in (plain, slotted, touched)]
    ways += [('made(1, 2, 3)', each) for each in (plain, slotted)]
    timed = [(loop(statement), each, []) for statement, each in ways]
    for _ in range(RUNS):
        for run, each, times in timed:
            times.append(run(each, type(each)))
    best = [min(times) for _, _, times in timed]
    figures = [round((each - best[0]) * 10 / (LOOPS * REPEATED)) for each in best[1:]]
    version = '.'.join(map(str, sys.version_info[:3]))
    print(f'("{version}", {figures}),')


main()
