"""The programs of a `programs.txt` in one script for any interpreter, and what the interpreters answered in one file.

programs.txt holds small programs, each behind a line `### name`; what stands before the first one comes before
each of them. recorded.json.gz has, for each program, its answers and the builds that gave them.
"""
import gzip
import json
import os
import sys


def programs(folder):
    with open(os.path.join(folder, 'programs.txt'), encoding='utf-8') as file:
        first, *rest = file.read().split('### ')
    parts = (part.split('\n', 1) for part in rest)
    return {name: first + source for name, source in parts}


def merge(folder, key, files):
    recorded = {name: [] for name in programs(folder)}
    for path in sorted(files):
        build = os.path.basename(path)[:-len('.json')]
        with open(path, encoding='utf-8') as file:
            answers = json.loads(file.read().splitlines()[-1])
        for name, answer in answers.items():
            for known in recorded[name]:
                if known[key] == answer:
                    known['builds'].append(build)
                    break
            else:
                recorded[name].append({'builds': [build], key: answer})
    data = json.dumps(recorded, indent=0, sort_keys=True).encode()
    with open(os.path.join(folder, 'recorded.json.gz'), 'wb') as file:
        file.write(gzip.compress(data, 9, mtime=0))


def main(folder, key, driver, usage):
    """`driver` answers to PROGRAMS with a line of JSON; each answer is recorded as `key`."""
    if sys.argv[1:] == ['--driver']:
        print(f'PROGRAMS = {programs(folder)!r}{driver}')
    elif sys.argv[1:2] == ['--merge'] and sys.argv[2:]:
        merge(folder, key, sys.argv[2:])
    else:
        sys.exit(usage)
