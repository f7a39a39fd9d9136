"""Makes src/machine/values/unicode_data.rs from what real CPythons know of every character.

    python3.N tests/values/unicode.py dump >DIR/3.N      on one CPython of each Unicode version: 3.10 … 3.15
    python3 tests/values/unicode.py rust DIR >src/machine/values/unicode_data.rs
    python3.N tests/values/unicode.py digest             the numbers that the test in unicode.rs expects
"""

import sys

SINCE = ["3.10", "3.11", "3.12", "3.13", "3.14", "3.15"]  # Unicode 13, 14, 15, 15.1, 16, 17
SURROGATES = range(0xD800, 0xE000)


def flags(c):
    return (
        c.isprintable()
        | c.isalpha() << 1
        | c.isdecimal() << 2
        | c.isdigit() << 3
        | c.isnumeric() << 4
        | c.isspace() << 5
        | c.isidentifier() << 6
        | ("a" + c).isidentifier() << 7
    )


def cases(c):
    return [c.lower(), c.upper(), c.title(), c.casefold()]


def characters():
    return (chr(i) for i in range(0x110000) if i not in SURROGATES)


def dump():
    import unicodedata

    for c in characters():
        assigned = unicodedata.category(c) != "Cn"
        kind = c.islower() | c.isupper() << 1 | c.istitle() << 2
        print(f"{ord(c):x}", int(assigned), flags(c), kind, *map(ascii, cases(c)), sep="\t")


def digest():
    """FNV-1a over all that the table answers, as the test computes it."""

    def fnv(data):
        x = 0xCBF29CE484222325
        for byte in data:
            x = (x ^ byte) * 0x100000001B3 & 0xFFFFFFFFFFFFFFFF
        return x

    kinds = bytearray()
    mapped = []
    for c in characters():
        kinds.append(flags(c))
        kinds.append(c.islower() | c.isupper() << 1)
        if cases(c) != [c] * 4:
            mapped += [c, *cases(c)]
    print(f"{sys.version_info.minor}: 0x{fnv(kinds):016x}, 0x{fnv(''.join(mapped).encode()):016x}")


def rust(folder):
    rows = {}
    for version in SINCE:
        with open(f"{folder}/{version}") as lines:
            rows[version] = [line.rstrip("\n").split("\t") for line in lines]
    latest = rows[SINCE[-1]]

    classes, before = [], None
    for row in latest:
        if row[2] != before:
            classes.append((int(row[0], 16), int(row[2])))
            before = row[2]

    ages = []  # (first, last, minor version that knows them)
    for i, row in enumerate(latest):
        if row[1] == "0" or rows[SINCE[0]][i][1] == "1":
            continue
        code = int(row[0], 16)
        minor = next(int(v[2:]) for v in SINCE if rows[v][i][1] == "1")
        if ages and ages[-1][1] == code - 1 and ages[-1][2] == minor:
            ages[-1] = (ages[-1][0], code, minor)
        else:
            ages.append((code, code, minor))

    changed = []  # (character, minor version, flags before, kind before)
    for i, row in enumerate(latest):
        old = [(v, rows[v][i]) for v in SINCE if rows[v][i][1] == "1"]
        for (_, one), (later, two) in zip(old, old[1:]):
            if (one[2], one[3]) != (two[2], two[3]):
                changed.append((int(row[0], 16), int(later[2:]), int(one[2]), int(one[3])))

    titles = []
    for row in latest:
        code = int(row[0], 16)
        if row[6] != row[5] and not 0x10D0 <= code <= 0x10FF:
            titles.append((code, row[6][1:-1]))
    def literal(text):
        return '"' + "".join(c if c.isascii() else f"\\u{{{ord(c):x}}}" for c in eval(f"'{text}'")) + '"'

    def table(name, kind, doc, items):
        print(f"\n/// {doc}\n#[rustfmt::skip]\npub(super) const {name}: &[{kind}] = &[")
        line = "   "
        for item in items:
            if len(line) + len(item) > 116:
                print(line)
                line = "   "
            line += f" {item},"
        print(line)
        print("];")

    print("//! What CPython's `Objects/unicodetype_db.h` says of every character; made by `tests/values/unicode.py`.")
    table("CLASSES", "u32", "First character of a run, shifted by 8, and the flags of the run in Unicode 17 (`unicode.rs` names the bits).",
          [f"0x{code << 8 | bits:x}" for code, bits in classes])
    table("AGES", "(u32, u32, u8)", "First and last character of a run, and the minor version of CPython that knows them; all others 3.9 knows.",
          [f"(0x{a:x}, 0x{b:x}, {minor})" for a, b, minor in ages])
    table("CHANGES", "(u32, u8, u8, u8)", "A character, the minor version from which Unicode 17's word holds, its flags before, and its case (1 lower, 2 upper) before.",
          [f"(0x{code:x}, {minor}, {bits}, {kind})" for code, minor, bits, kind in changed])
    table("TITLES", "(char, &str)", "Characters whose titlecase is not their uppercase (the Georgian letters left out).",
          [f"('\\u{{{code:x}}}', {literal(text)})" for code, text in titles])


if sys.argv[1] == "dump":
    dump()
elif sys.argv[1] == "digest":
    digest()
else:
    rust(sys.argv[2])
