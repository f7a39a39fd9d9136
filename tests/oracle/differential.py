#!/usr/bin/env python3
"""Random programs on every installed CPython and on the simulator: do they agree?

    make differential N=1000 SEED=1
    python tests/oracle/differential.py [--count N] [--seed SEED] [--pythons 3.9=COMMAND,…] [--bin PATH] [--keep FOLDER]

A COMMAND may be more than one word. Without --pythons (or SLOTSCOPE_PYTHONS, the same list or the name of a file with
one entry a line) the interpreters are python3.9 … python3.15 on PATH and those of pyenv. Every tenth program is measured
instead (`make(i)`, see record.py).

An answer of the simulator is
    right        output, error and facts about the classes are what CPython says
    unsupported  it says itself that the program is outside its subset, and what it printed until then is right
    wrong        anything else
    crashed      no answer: a panic, or no end within the time
Differences of one kind are shrunk once, to the smallest program that still differs, and shown with both answers. The
exit status is 1 if there are any. Each program runs in a fork of a fresh interpreter, with PYTHONHASHSEED=0.
"""
import argparse
import collections
import concurrent.futures
import gc
import importlib
import json
import os
import pathlib
import re
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
VERSIONS = [f"3.{minor}" for minor in range(9, 16)]
COUNTS = (1, 10, 100)
BATCH = 200
SECONDS = 10  # for one program
ADDRESS = re.compile(r"0x[0-9a-f]{6,}")


def answer_here(files):
    """In a CPython: prints one answer a line, each from a fork of this process."""
    sys.path.insert(0, str(HERE))
    import random_programs
    import record

    for module in random_programs.MODULES:  # once, not in each fork
        importlib.import_module(module)
    gc.collect()
    gc.freeze()
    for file in files:
        sys.stdout.flush()
        if child := os.fork():
            os.waitpid(child, 0)
            continue
        signal.alarm(SECONDS)
        if is_memory(file):
            found = {"memory": {str(count): record.memory(file, count) for count in COUNTS}}
        else:
            found = record.program(file)
        print(json.dumps({"file": file, **found}), flush=True)
        os._exit(0)


def is_memory(file):
    return os.path.basename(file).startswith("memory")


def lines_of(command, **options):
    """The JSON objects that a command prints, by file; and the last it said."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, errors="replace", timeout=SECONDS * 30, **options)
        out, last = done.stdout, done.stderr.strip()[-300:]
    except subprocess.TimeoutExpired as late:
        out, last = (late.stdout or b"").decode(errors="replace"), "no end"
    found = {}
    for line in out.splitlines():
        try:
            answer = json.loads(line)
            found[answer["file"]] = answer
        except (ValueError, KeyError):
            continue
    return found, last


class Build:
    """One CPython and the simulator's image of it."""

    def __init__(self, version, command, binary):
        self.version = version
        self.command = shlex.split(command)
        self.binary = binary

    def cpython(self, files):
        settings = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
        found, last = lines_of([*self.command, "-B", "-S", __file__, "--answer", *files], env={**settings, "PYTHONHASHSEED": "0"})
        if not found:
            raise SystemExit(f"{self.version}: {last}")
        return found

    def simulator(self, files):
        found = {}
        for command, extra in (("run", ()), ("memory", ("--counts", ",".join(map(str, COUNTS))))):
            chosen = [file for file in files if is_memory(file) == (command == "memory")]
            call = [self.binary, command, "--build", f"cpython-{self.version}-64", "--format", "json", *extra]
            while chosen:
                answers, last = lines_of([*call, *chosen])
                found.update(answers)
                chosen = [file for file in chosen if file not in found]
                if chosen:  # the first without an answer is the one that failed
                    found[chosen.pop(0)] = {"crash": last or "no answer"}
        return found

    def verdicts(self, files):
        """{file: (verdict, why, CPython's answer, ours)} of those that CPython answers."""
        expected, ours = self.cpython(files), self.simulator(files)
        return {file: (*verdict(expected[file], ours[file]), expected[file], ours[file]) for file in files if file in expected}


def verdict(expected, ours):
    """What the simulator's answer is worth, and why."""
    if "crash" in ours:
        return "crashed", ours["crash"]
    if ours["unsupported"]:
        printed, wanted = plain(ours.get("stdout", "")), plain(expected.get("stdout", ""))
        if not wanted.startswith(printed.rsplit("\n", 1)[0]):
            return "wrong", first_difference(wanted, printed) + " (then unsupported)"
        return "unsupported", ours["unsupported"]["what"]
    for key, wanted in expected.items():
        got = ours.get(key)
        if key == "stdout":
            wanted, got = plain(wanted), plain(got)
            if wanted != got:
                return "wrong", first_difference(wanted, got)
        elif key == "error" and wanted and got:
            wanted, got = ({**error, "message": plain(error["message"])} for error in (wanted, got))
        if wanted != got:
            if isinstance(wanted, dict) and isinstance(got, dict):
                name = next(name for name in [*wanted, *got] if wanted.get(name) != got.get(name))
                wanted, got = wanted.get(name), got.get(name)
                key = f"{key} {name}"
                if isinstance(wanted, dict) and isinstance(got, dict):
                    name = next(name for name in [*wanted, *got] if wanted.get(name) != got.get(name))
                    wanted, got, key = wanted.get(name), got.get(name), f"{key} {name}"
            return "wrong", f"{key}: CPython {wanted!r}, here {got!r}"
    return "right", ""


def plain(text):
    return ADDRESS.sub("0x…", text)


def first_difference(wanted, got):
    for a, b in zip(wanted.splitlines() + [""], got.splitlines() + [""]):
        if a != b:
            return f"CPython {a!r}, here {b!r}"
    return "the output is longer or shorter"


def kind_of(why):
    """Differences that look alike are of one kind."""
    return re.sub(r"\d+", "0", re.sub(r"\b([CMDo]\d+|a|b|c|x|y|_q|__p|_C\d__p)\b", "N", why))


def pythons(text):
    """{version: command} of the interpreters that the list names, or of those that are found."""
    if text:
        if os.path.isfile(text):
            text = pathlib.Path(text).read_text()
        return dict(entry.strip().split("=", 1) for entry in re.split(r"[,\n]", text) if entry.strip())
    found = {version: shutil.which(f"python{version}") for version in VERSIONS}
    for version in VERSIONS:
        found[version] = found[version] or next(map(str, pathlib.Path.home().glob(f".pyenv/versions/{version}.*/bin/python")), None)
    return {version: command for version, command in found.items() if command}


class Run:
    """All programs of one call, on all builds."""

    def __init__(self, builds, folder, seed, sample):
        self.builds, self.folder, self.seed, self.sample = builds, pathlib.Path(folder), seed, sample
        self.tally = {build: collections.Counter() for build in builds}
        self.unsupported = collections.Counter()
        self.kinds = {}

    def write(self, numbers):
        import random_programs

        files = []
        for number in numbers:
            kind, make = ("memory", random_programs.memory_program) if number % 10 == 9 else ("program", random_programs.program)
            files.append(str(self.folder / f"{kind}{number:06}.py"))
            pathlib.Path(files[-1]).write_text(make(f"{self.seed}/{number}"), encoding="utf-8")
        return files

    def sampled(self, batch):
        """The builds that run a batch: all, or so many of them in turn."""
        return [self.builds[(batch * self.sample + number) % len(self.builds)] for number in range(self.sample or len(self.builds))]

    def batch(self, numbers, pool):
        files = self.write(numbers)
        builds = self.sampled(numbers[0] // BATCH)
        for build, verdicts in zip(builds, pool.map(lambda build: build.verdicts(files), builds)):
            for file, (verdict, why, *_) in verdicts.items():
                self.tally[build][verdict] += 1
                if verdict == "unsupported":
                    self.unsupported[re.sub(r"\d+", "0", why)] += 1
                elif verdict != "right":
                    self.kinds.setdefault(kind_of(why), []).append((verdict, build, file))
        for file in set(files) - {file for found in self.kinds.values() for *_, file in found}:
            os.remove(file)

    def smallest(self, verdict, build, file):
        """The program shrunk, while the same build differs in the same way: (its text, CPython's answer, ours)."""
        name = "memory" if is_memory(file) else "program"

        def still(sources):
            if not sources:
                return []
            with tempfile.TemporaryDirectory() as folder:
                files = [f"{folder}/{name}{number:04}.py" for number in range(len(sources))]
                for path, source in zip(files, sources):
                    pathlib.Path(path).write_text(source, encoding="utf-8")
                found = build.verdicts(files)
                return [found.get(path, ("",))[0] == verdict for path in files]

        import shrink

        text = shrink.shrink(pathlib.Path(file).read_text(encoding="utf-8"), still)
        small = self.folder / f"{name}-shrunk-{os.path.basename(file)}"
        small.write_text(text, encoding="utf-8")
        return text, build.verdicts([str(small)])[str(small)]

    def report(self, limit, pool):
        for build, tally in self.tally.items():
            print(build.version, *(f"{tally[kind]:6} {kind}" for kind in ("right", "unsupported", "wrong", "crashed")))
        for what, count in self.unsupported.most_common(40):
            print(f"{count:6} unsupported: {what}")
        found = sorted(self.kinds.items(), key=lambda item: (item[1][0][0] != "crashed", -len(item[1])))
        chosen = [min(places, key=lambda place: (place[0] != "crashed", os.path.getsize(place[2]))) for _, places in found[:limit]]
        seen = set()
        for (kind, places), (text, (verdict, why, wanted, got)) in zip(found, pool.map(lambda place: self.smallest(*place), chosen)):
            if text in seen:
                continue
            seen.add(text)
            versions = sorted({build.version for _, build, _ in places}, key=VERSIONS.index)
            print(f"\n=== {verdict} {len(places)} times, on {' '.join(versions)}: {why}\n{text}--- CPython")
            print(shown(wanted), "--- here", shown(got), sep="\n")
        for kind, places in found[limit:]:
            print(f"not shrunk: {len(places)} times {kind} ({places[0][2]})")
        return not self.kinds


def shown(answer):
    return answer["stdout"] + json.dumps(answer["error"]) if "stdout" in answer else json.dumps(answer)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--count", type=int, default=1000, help="how many programs")
    parser.add_argument("--seed", default="1")
    parser.add_argument("--first", type=int, default=0, help="the number of the first program")
    parser.add_argument("--pythons", default=os.environ.get("SLOTSCOPE_PYTHONS"), help="3.9=COMMAND,…")
    parser.add_argument("--bin", default=str(HERE.parents[1] / "target/quick/slotscope"), help="the simulator")
    parser.add_argument("--sample", type=int, default=0, help="run each batch on so many builds only, on each in turn")
    parser.add_argument("--shrink", type=int, default=10, help="how many kinds of differences to shrink")
    parser.add_argument("--keep", help="the folder for programs that differ; without, they are not kept")
    options = parser.parse_args()
    builds = [Build(version, command, options.bin) for version, command in pythons(options.pythons).items()]
    if not builds:
        raise SystemExit("no CPython from 3.9 to 3.15 found; name one with --pythons 3.13=python3")
    with tempfile.TemporaryDirectory() as temporary, concurrent.futures.ThreadPoolExecutor((os.cpu_count() or 1) + 1) as pool:
        if options.keep:
            os.makedirs(options.keep, exist_ok=True)
        run = Run(builds, options.keep or temporary, options.seed, min(options.sample, len(builds)))
        numbers = range(options.first, options.first + options.count)
        for start in range(0, len(numbers), BATCH):
            run.batch(numbers[start:start + BATCH], pool)
        return 0 if run.report(options.shrink, pool) else 1


if __name__ == "__main__":
    if sys.argv[1:2] == ["--answer"]:
        answer_here(sys.argv[2:])
    else:
        sys.exit(main())
