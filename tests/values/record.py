"""Asks real CPythons what the algorithms of src/machine/values must answer.

    PYTHONHASHSEED=0 python3.N tests/values/record.py >DIR/BUILD      for every build: 3.9 … 3.15, w3.10 … w3.14 (Pyodide)
    python3 tests/values/record.py DIR                                writes tests/values/*.tsv

A line of a table: the operation, its arguments, the builds, the answer, with tabs between them. An answer that begins
with `!` is an exception. `\\u{…}` is a character outside of printable ASCII.
"""

import sys

BUILDS = ["3.9", "3.10", "3.11", "3.12", "3.13", "3.14", "3.15", "w3.10", "w3.11", "w3.12", "w3.13", "w3.14"]


def lcg(seed):
    """Random numbers that are the same on every version."""
    while True:
        seed = (seed * 6364136223846793005 + 1442695040888963407) % 2**64
        yield seed >> 11


def random_floats(seed, count):
    import struct

    numbers = lcg(seed)
    while count:
        bits = next(numbers) << 11 ^ next(numbers)
        (x,) = struct.unpack("d", struct.pack("Q", bits % 2**64))
        if x == x and abs(x) != float("inf"):
            yield x
            count -= 1


# ---- the subjects: operations by name, and the cases asked ----

FLOATS = """0.0 -0.0 1.0 -1.5 0.1 0.3 1e15 1e16 1e17 123456789012345680.0 9999999999999998.0 1e-3 1e-4 1e-5 0.00012345 5e-324
1.7976931348623157e308 2.2250738585072014e-308 1e22 1e23 inf -inf nan 2.5 3.5 0.5 -0.5 1234567.891 4.35 2.675 1e300
9007199254740993.0 4503599627370496.5 2147483648.0 -2147483649.0 1e100""".split()


def float_text():
    ops = {
        "repr": lambda x: repr(float(x)),
        "parse": lambda s: repr(float(s)),
        "hex": lambda x: float(x).hex(),
        "from_hex": lambda s: repr(float.fromhex(s)),
        "to_int": lambda x: str(int(float(x))),
        "ratio": lambda x: "%d %d" % float(x).as_integer_ratio(),
        "is_integer": lambda x: str(float(x).is_integer()),
        "round": lambda x: str(round(float(x))),
        "round_to": lambda x, n: repr(round(float(x), int(n))),
    }
    random = [repr(x) for x in random_floats(1, 30)]
    cases = [[op, x] for op in ops if op not in ("parse", "from_hex", "round_to") for x in FLOATS + random[:8]]
    cases += [["repr", x] for x in random]
    texts = """1 1. .5 . +1 -1 --1 1e5 1E+5 1e 1e+ 1_0 1__0 _1 1_ 1_.5 1._5 1.5_5 1e1_0 1e_1 1_e1 inf -INF +Infinity infinit nan -nan
    NaN nan1 0x10 1e400 -1e400 1e-400 1,5 1.5.5 e5 1d5 1f""".split()
    texts += ["", " ", " 1 ", "\t1\n", "1 1", "\x0b1\x0c", "\xa01\u2003", "\x1c1", "\x1c\u0661", "\u0661\u0662.\u0665", "\u4e2d", "1\0", "\xb2", "it's", "'\"", "1\u20281"]
    cases += [["parse", s] for s in texts]
    hexes = """0x1.8p1 0x1p0 1p0 0x.8 0x 1.8 -0x1.8p-3 inf -inf nan 0x1p1024 0x1.fffffffffffff8p1023 0x1.fffffffffffff7p1023 0x1p-1074
    0x1p-1075 0x1.8p-1075 0x3p-1075 0x1p-1080 0x1p-9999999999999999999999 0x1p99999999999999999999 0x 0x1p 0x1.p1 0xg 0x1p+5 +0x1p5
    0x1.00000000000008p0 0x1.000000000000081p0 0x1.000000000000180p0 0x0p99999 0x123456789abcdef0 0x1.g . 0x.p1 infinity INF""".split()
    cases += [["from_hex", s] for s in hexes + ["", " 0x1 ", "0x1 p1"]]
    for x in "2.675 0.5 1.5 2.5 0.125 0.375 1234.5678 -1234.5678 5e-324 1.7976931348623157e308 1e16 25.0 15.0 50.0 49.9 -55.5 0.0 -0.0 inf nan".split():
        cases += [["round_to", x, n] for n in "0 1 2 3 15 -1 -2 -3 -308 -309 323 324".split()]
    cases += [["round_to", x, n] for x in random[8:14] for n in "0 5 -3 -100 100".split()]
    return ops, cases


INTS = """0 1 -1 7 -7 255 -256 1000000007 2147483647 2147483648 -2147483648 4294967296 9223372036854775807 9223372036854775808
-9223372036854775808 -9223372036854775809 18446744073709551616 2305843009213693951 123456789012345678901234567890
-123456789012345678901234567890""".split()


def int_text():
    ops = {
        "parse": lambda s, base: str(int(s, int(base))),
        "parse_repeated": lambda s, n, base: str(int(s * int(n), int(base)) % 1000003),
        "parse_bytes": lambda s, base: str(int(s.encode("latin-1"), int(base))),
        "str": lambda v: str(int(v)),
        "str_of_power": lambda v, n: str(len(str(int(v) ** int(n)))),
        "hex": lambda v: hex(int(v)),
        "oct": lambda v: oct(int(v)),
        "bin": lambda v: bin(int(v)),
    }
    texts = ["", " ", "x", "12", " 12 ", "+5", "-5", "- 5", "+-5", "1_000", "1__0", "_1", "1_", "0x1f", "0X1F", "0o17", "0b11", "0b2", "0x", "0x_1f", "0x__1",
             "010", "0_0", "00", "0", "-0", "1.5", "1e5", "\u0663", "\uff11\uff12", "\xa05\u3000", "\x1c5", "\x1f5\u0660", "5\0", "it's", "zz", "Zz", "\u4e2d", "9", "8", "1 2", "\xb2", "x" * 250]
    cases = [["parse", s, base] for s in texts for base in ("10", "0", "16")]
    cases += [["parse", s, base] for s in ("zz", "12", "2", "0b1", "0o7", "0x1") for base in "1 2 8 36 37 -1".split()]
    cases += [["parse_bytes", s, "10"] for s in ("12", " 7 ", "x", "\xe9", "1\0", "it's")]
    cases += [["parse_repeated", *c] for c in (("1", "4300", "10"), ("1", "4301", "10"), ("0", "4301", "10"), ("1_1", "4301", "10"), ("1", "5000", "16"), ("1", "5000", "36"), ("1", "4301", "0"))]
    cases += [[op, v] for op in ("str", "hex", "oct", "bin") for v in INTS]
    cases += [["str_of_power", *c] for c in (("10", "4299"), ("10", "4300"), ("-10", "4299"), ("-10", "4300"), ("2", "14284"), ("2", "14285"), ("7", "6000"))]
    return ops, cases


def int_math():
    ops = {
        "floordiv": lambda a, b: str(int(a) // int(b)),
        "mod": lambda a, b: str(int(a) % int(b)),
        "divmod": lambda a, b: "%d %d" % divmod(int(a), int(b)),
        "truediv": lambda a, b: repr(int(a) / int(b)),
        "float": lambda a: repr(float(int(a))),
        "pow": lambda a, b: str(int(a) ** int(b)),
        "pow_mod": lambda a, b, c: str(pow(int(a), int(b), int(c))),
        "lshift": lambda a, b: str(int(a) << int(b)),
        "rshift": lambda a, b: str(int(a) >> int(b)),
        "bit_length": lambda a: str(int(a).bit_length()),
        "round_to": lambda a, n: str(round(int(a), int(n))),
        "cmp_float": lambda a, x: "%d%d%d" % (int(a) < float(x), int(a) == float(x), int(a) > float(x)),
    }
    some = "7 -7 2 -2 1 -1 0 1000000007 -9223372036854775808 123456789012345678901234567890".split()
    cases = [[op, a, b] for op in ("floordiv", "mod", "divmod", "truediv") for a in some for b in some]
    power = str(10**400)
    cases += [["truediv", a, b] for a, b in ((power, "3"), ("3", power), (power, power + "0"), ("1", str(2**1074)), ("1", str(2**1075)), ("3", str(2**1076)), ("-1", str(2**1080)), (str(2**1024 - 2**970), "1"), (str(2**1024 - 2**970 - 1), "1"), (str(2**53 + 1), "1"), (str(2**54 + 2), "1"), (str(2**54 + 3), "1"), ("0", "-5"), (str(2**60 + 1), str(2**60 - 1)))]
    numbers = lcg(7)
    for size in (5, 20, 60, 100, 300, 1100):
        for other in (3, 60, 300, 1090):
            a = sum(next(numbers) << 53 * i for i in range(size // 53 + 1)) >> (53 - size % 53)
            b = sum(next(numbers) << 53 * i for i in range(other // 53 + 1)) >> (53 - other % 53)
            cases += [["truediv", str(a), str(b or 1)]]
    cases += [["float", a] for a in INTS + [power, "-" + power, str(2**1024 - 2**970), str(2**1024 - 2**970 - 1), str(2**53 + 1), str(2**53 + 3)]]
    cases += [["pow", a, b] for a in "2 -3 0 1 -1 10".split() for b in "0 1 2 5 63 64".split()]
    cases += [["pow", "1", power], ["pow", "-1", power], ["pow", "-1", power[:-1] + "1"], ["pow", "0", power]]
    cases += [["pow_mod", a, b, c] for a in "2 -3 0 10".split() for b in "0 1 5 -1 -2".split() for c in "7 -7 4 1 -1 0 1000000007".split()]
    cases += [["lshift", a, b] for a in "1 -1 0 5".split() for b in ["0", "1", "64", "-1", str(2**70)]]
    cases += [["rshift", a, b] for a in "1 -1 0 1000 -1000".split() for b in ["0", "1", "3", "64", "-1", str(2**70)]]
    cases += [["bit_length", a] for a in INTS]
    cases += [["round_to", a, n] for a in "15 25 35 -15 -25 149 150 151 5 4 -5 123456789012345678901234567890".split() for n in "2 0 -1 -2 -3 -29 -30 -31 -99999".split()]
    cases += [["cmp_float", a, x] for a in ["0", "1", "-1", "9007199254740993", "-9007199254740993", power] for x in "0.0 -0.0 0.5 -0.5 1.0 -1.0 9007199254740992.0 -9007199254740992.0 inf -inf nan 1e308".split()]
    return ops, cases


def float_math():
    ops = {
        "div": lambda a, b: repr(float(a) / float(b)),
        "floordiv": lambda a, b: repr(float(a) // float(b)),
        "mod": lambda a, b: repr(float(a) % float(b)),
        "divmod": lambda a, b: "%r %r" % divmod(float(a), float(b)),
        "pow": lambda a, b: (lambda r: "complex" if isinstance(r, complex) else repr(r))(float(a) ** float(b)),
    }
    some = "0.0 -0.0 1.0 -1.0 0.1 7.5 -7.5 0.3 1e308 inf -inf nan 5e-324".split()
    cases = [[op, a, b] for op in ops if op != "pow" for a in some for b in some]
    cases += [["pow", a, b] for a in "0.0 -0.0 1.0 -1.0 2.0 -8.0 inf -inf nan 1e200".split() for b in "0.0 1.0 -1.0 0.5 2.0 3.0 -2.0 1e300 inf -inf nan".split()]
    return ops, cases


def str_repr():
    ops = {
        "repr": repr,
        "ascii": ascii,
        "bytes_repr": lambda s: repr(s.encode("latin-1")),
        "is_identifier": lambda s: str(s.isidentifier()),
    }
    texts = ["", "abc", "it's", 'say "x"', "both ' and \"", "tab\t nl\n cr\r bs\\ nul\0 esc\x1b del\x7f", "é", "\xa0", "\xad", "中文", "\u2028", "\u200b",
             "\ud7ff", "\ue000", "\ufeff", "😀", "\U000e0001", "\U0010ffff", "\u0378", "\U0001fae8", "\U0001fae9", "\u1c89", "\ua7ce", "\U00031350", "a b"]
    cases = [[op, s] for op in ("repr", "ascii") for s in texts]
    cases += [["bytes_repr", s] for s in ["", "abc", "it's", 'say "x"', "both ' and \"", "\t\n\r\\\0\x1b\x7f\x80\xff"]]
    cases += [["is_identifier", s] for s in ["", "a", "_", "1a", "a1", "a b", "é", "中", "a\u0301", "\u0301", "class", "\xaa", "\u2118", "\u212e", "\xb7", "a\xb7", "\u30fb", "a\u30fb", "x²", "\u1c89"]]
    return ops, cases


def hashes():
    def ints(items):
        return [int(item) for item in items]

    def answered(value):
        return hash(type("C", (), {"__hash__": lambda self: int(value)})())

    ops = {
        "int": lambda v: str(hash(int(v))),
        "float": lambda x: str(hash(float(x))),
        "complex": lambda x, y: str(hash(complex(float(x), float(y)))),
        "str": lambda s: str(hash(s)),
        "bytes": lambda s: str(hash(s.encode("latin-1"))),
        "tuple": lambda *items: str(hash(tuple(ints(items)))),
        "frozenset": lambda *items: str(hash(frozenset(ints(items)))),
        "range": lambda a, b, c: str(hash(range(int(a), int(b), int(c)))),
        "of_answer": lambda v: str(answered(v)),
    }
    if sys.version_info >= (3, 12):
        ops["none"] = lambda: str(hash(None))
    cases = [["int", v] for v in INTS + [str(2**31 - 1), str(2**61 - 2), str(-(2**61)), str(2**100)]]
    cases += [["float", x] for x in FLOATS if x != "nan"] + [["float", repr(x)] for x in random_floats(3, 20)]
    cases += [["complex", *c] for c in (("0.0", "0.0"), ("2.0", "3.0"), ("-1.0", "0.0"), ("1.5", "-2.5"), ("0.0", "1e300"))]
    texts = ["", "a", "ab", "abc", "abcd", "abcde", "abcdefg", "abcdefgh", "abcdefghi", "x" * 100, "é", "naïve café", "中文", "a中", "😀", "mixed é中😀"]
    if not sys.flags.hash_randomization:  # the Pyodide of 3.10 takes no PYTHONHASHSEED
        cases += [["str", s] for s in texts] + [["bytes", s] for s in texts[:12]]
    some = [[], ["1"], ["1", "2"], ["1", "2", "3"], ["-1"], ["0"], ["0", "0"], INTS[:8], ["3", "1", "2"], [str(i) for i in range(20)]]
    cases += [[op, *items] for op in ("tuple", "frozenset") for items in some]
    cases += [["range", *c] for c in (("0", "5", "1"), ("0", "5", "2"), ("5", "0", "-2"), ("-3", "100", "7"))]
    if sys.version_info >= (3, 12):
        cases += [["none"], ["range", "0", "0", "1"], ["range", "3", "4", "9"]]
    cases += [["of_answer", v] for v in INTS]
    return ops, cases


def optional(text):
    return None if text == "-" else int(text)


def str_methods():
    ops = {
        "find": lambda s, sub, a, b: str(s.find(sub, optional(a), optional(b))),
        "rfind": lambda s, sub, a, b: str(s.rfind(sub, optional(a), optional(b))),
        "count": lambda s, sub, a, b: str(s.count(sub, optional(a), optional(b))),
        "startswith": lambda s, sub, a, b: str(s.startswith(sub, optional(a), optional(b))),
        "endswith": lambda s, sub, a, b: str(s.endswith(sub, optional(a), optional(b))),
        "index": lambda s, sub: str(s.index(sub)),
        "replace": lambda s, old, new, n: s.replace(old, new, int(n)),
        "removeprefix": lambda s, t: s.removeprefix(t),
        "removesuffix": lambda s, t: s.removesuffix(t),
        "partition": lambda s, t: "|".join(s.partition(t)),
        "rpartition": lambda s, t: "|".join(s.rpartition(t)),
        "split": lambda s, n: "|".join(s.split(None, int(n))),
        "rsplit": lambda s, n: "|".join(s.rsplit(None, int(n))),
        "split_at": lambda s, t, n: "|".join(s.split(t, int(n))),
        "rsplit_at": lambda s, t, n: "|".join(s.rsplit(t, int(n))),
        "splitlines": lambda s, keep: "|".join(s.splitlines(keep == "1")),
        "strip": lambda s: "|".join([s.strip(), s.lstrip(), s.rstrip()]),
        "strip_of": lambda s, t: "|".join([s.strip(t), s.lstrip(t), s.rstrip(t)]),
        "center": lambda s, n, c: s.center(int(n), c),
        "ljust": lambda s, n, c: s.ljust(int(n), c),
        "rjust": lambda s, n, c: s.rjust(int(n), c),
        "zfill": lambda s, n: s.zfill(int(n)),
        "expandtabs": lambda s, n: s.expandtabs(int(n)),
        "len": lambda s: str(len(s)),
        "slice": lambda s, a, b, c: s[optional(a) : optional(b) : optional(c)],
        "indices": lambda n, a, b, c: "%d %d %d" % slice(optional(a), optional(b), optional(c)).indices(int(n)),
        "at": lambda s, i: s[int(i)],
    }
    for name in "lower upper title capitalize casefold swapcase".split():
        ops[name] = lambda s, name=name: getattr(s, name)()
    for name in "islower isupper istitle isalpha isalnum isdecimal isdigit isnumeric isspace isprintable".split():
        ops[name] = lambda s, name=name: str(getattr(s, name)())
    where = [("-", "-"), ("0", "-"), ("1", "-"), ("3", "-"), ("4", "-"), ("9", "-"), ("-2", "-"), ("-99", "2"), ("2", "1"), ("-", "-1"), ("1", "99"), (str(-(2**63)), str(2**63 - 1))]
    searched = [("abcabc", "bc"), ("abcabc", ""), ("", ""), ("", "a"), ("aaaa", "aa"), ("é中a中a", "中a"), ("abc", "abcd"), ("abc", "x")]
    cases = [[op, s, sub, a, b] for op in ("find", "rfind", "count", "startswith", "endswith") for s, sub in searched for a, b in where]
    cases += [["index", "abc", t] for t in ("c", "d")]
    cases += [["replace", s, old, new, n] for s, old, new in (("aaa", "a", "bb"), ("abc", "", "-"), ("", "", "x"), ("é中é", "é", ""), ("abc", "d", "e")) for n in "-1 0 1 2 99".split()]
    cases += [[op, s, t] for op in ("removeprefix", "removesuffix", "partition", "rpartition") for s, t in (("abcab", "ab"), ("abc", ""), ("", "a"), ("中文中", "中"), ("abc", "x"))]
    spaced = ["", " ", "a", " a ", "  a  b c  ", "a\tb\nc", "\u3000a\xa0b\x1cc ", "a\u200bb", "é  中 "]
    cases += [[op, s, n] for op in ("split", "rsplit") for s in spaced for n in "-1 0 1 2 9".split()]
    cases += [[op, s, t, n] for op in ("split_at", "rsplit_at") for s, t in (("a,b,,c", ","), ("", ","), (",", ","), ("aXXbXXXc", "XX"), ("abc", ""), ("é中é", "中")) for n in "-1 0 1 2".split()]
    cases += [["splitlines", s, keep] for s in ["", "a", "a\n", "a\nb", "\n\n", "a\r\nb\rc\n\rd", "a\x0bb\x0cc\x1cd\x1de\x1ef\x85g\u2028h\u2029i\x1fj"] for keep in "01"]
    cases += [["strip", s] for s in spaced] + [["strip_of", s, t] for s, t in (("xxaxx", "x"), ("abcba", "ab"), ("abc", ""), ("é中é", "é"), ("  a", "x"))]
    cases += [[op, s, n, c] for op in ("center", "ljust", "rjust") for s, c in (("a", " "), ("ab", "*"), ("é中", "中"), ("", "x")) for n in "-1 0 1 2 3 4 5 6".split()]
    cases += [["zfill", s, n] for s in ("", "5", "-5", "+5", "--5", "ab", "-é") for n in "-1 0 1 3 5".split()]
    cases += [["expandtabs", s, n] for s in ("a\tb", "\t", "ab\n\tc\r\td", "é中\tx", "no tabs") for n in "8 4 1 0 -1".split()]
    cases += [["len", s] for s in ("", "abc", "é中", "😀a")] + [["at", s, i] for s in ("abc", "é中😀") for i in "0 2 -1 -3".split()]
    bounds = "- 0 1 3 5 9 -1 -3 -9".split()
    cases += [["slice", s, a, b, c] for s in ("abcde", "aé中😀z", "") for a in bounds[::2] for b in bounds[::2] for c in "- 2 -1 -2".split()]
    cases += [["slice", "abc", "-", "-", "0"]]
    cases += [["indices", n, a, b, c] for n in "0 1 5".split() for a in bounds for b in bounds[1::2] for c in "1 -1 3 -3".split()]
    words = ["", "abc", "ABC", "aBc dEf", "hello world's x-ray", "ß straße", "ŉ ǆ ǅ Ǆ", "ΑΣ ΑΣΑ Σ ΣΑ Α\u0301Σ ΑΣ\u0301 ΑΣ'Α ΑΣ.", "ﬁne ﬀ", "İI ıi", "ა Ა ჯ", "Ꭰ ꭰ ᏸ", "1a2B", "ᾳ ᾼ", "\u0264 \ua7cb", "A\u2160\u24d0",
             "1", "²", "½", "٣", "五", " \t", "\x1c", "a1", "a_b", "Hello World", "HELLO", "Hello WORLD", "ǅabc", "ª", "\u0295", "\U00016ea0\U00016ebb", "Ⅷ", "5五", "\x00", "a\n", "\ue000"]
    cases += [[op, s] for op in ops if op.startswith("is") or op in "lower upper title capitalize casefold swapcase".split() for s in words]
    return ops, cases


def format_spec():
    ops = {
        "int": lambda v, spec: format(int(v), spec),
        "bool": lambda v, spec: format(bool(int(v)), spec),
        "float": lambda x, spec: format(float(x), spec),
        "complex": lambda x, y, spec: format(complex(float(x), float(y)), spec),
        "str": lambda s, spec: format(s, spec),
    }
    common = """., ._ .2, .,f ._f .,d .3,s .,s .,n .,_f ._,f .,,f ,_ _, ,, ,3 _.,f .0,f .10,e .10_g .,% 020,.,f .5,c .,y ,.3 015,.2f =15, #.0f #g
    #.3g .0g .0f .0e z.0f z z5 .17 +z.1f 5.1 *^12.1e .3_r ,s _s _c ,% 0 00 05 <05 =05 x=5 0= # #x #X #_x #012_x #b 012b -#12o >+#12x d n 5n c 5c
    +d -d z#05,.3f Z F E G % .1% s .2s 10 <10 ^10 >10 =10 *<10 *^11 .2d 99999999999999999999 .99999999999999999999f .9999999999f . .d xx +-d e .3e g .3g
    .30f .1f 20.5g 中>5 中^7 ^1 1c +c #c _d 08_d 09_d 010_d 010,d 04_x 06_x _b 020_b +010.2f -010.2f y \x01 é""".split()
    common += [" ", " d", " 5", "5\u0663", ".\u0663f", "\n<3", "> 5", "{<5", " z#05,.3f"]
    cases = [["int", v, spec] for v in ("3", "-1234567") for spec in common]
    cases += [["int", v, spec] for v in ("0", "255", "-255", str(10**25)) for spec in "x X #x o b c , _x _b 020,d ,.2f e g % n 08 #010x".split()]
    cases += [["int", v, "c"] for v in ("97", "20013", "1114111", "1114112", "-1", str(2**40), str(2**70))] + [["int", str(10**400), spec] for spec in ("f", "e", "d>5")]
    cases += [["bool", "1", spec] for spec in ("d", "5", ",", "xx", "s", ".2f")]
    cases += [["float", x, spec] for x in ("3.0", "-1234567.125") for spec in common]
    numeric = "e f g E G % .0f .0e .0g #.0f #.0e #.0g .1f .2f .3g .12g .17g .3 .0 .20 #g #.3g , ,.2f 010.3f +.1f z.1f 08 08, *^12 =+12 n r".split()
    cases += [["float", x, spec] for x in "0.0 -0.0 0.5 1.5 2.5 0.05 -0.04 1e-5 0.0001 123456.0 1234567.0 1e16 1e22 1.5e300 5e-324 inf -inf nan 99999.95 9.995 0.1".split() for spec in numeric]
    cases += [["complex", x, y, spec] for x, y in (("1.0", "2.0"), ("0.0", "-0.5"), ("-1234567.5", "nan")) for spec in common[:30] + numeric + ["s", "d", "x<12", "^25", "05", "=9", "z.0f", "+f", " f"]]
    cases += [["str", s, spec] for s in ("abc", "é中") for spec in common]
    return ops, cases


def percent():
    """The right operand is written as a literal, which the test reads: `i5`, `f1.5`, `sabc`, `n` (None), `l` (a list);
    several behind `t` are a tuple, pairs behind `m` a dict."""

    def value(word):
        kinds = {"i": int, "f": float, "s": str, "n": lambda _: None, "l": lambda _: []}
        return kinds[word[0]](word[1:])

    D = type("dict", (dict,), {"__module__": "builtins", "__repr__": lambda self: "{}"})

    def operand(words):
        if words[:1] == ["t"]:
            return tuple(map(value, words[1:]))
        if words[:1] == ["m"]:
            return D(zip(words[1::2], map(value, words[2::2])))
        return value(words[0])

    ops = {"percent": lambda template, *words: template % operand(list(words))}
    numbers = ["i0", "i42", "i-42", "i1000000", "i255", f"i{10**20}", "f0.0", "f-0.0", "f1.5", "f-1234.5678", "f1e20", "finf", "f-inf", "fnan"]
    cases = []
    for template in "%d %i %u %5d %-5d| %05d %-05d| %+d % d %+5d %+05d % 05d %.3d %8.3d %08.3d %-8.3d| %#d %ld %hd %Ld %lld %s %r %a %10s %-10s| %.2s %5.1s %05s %+s".split(" "):
        cases += [["percent", template, number] for number in numbers]
    for template in "%x %X %o %#x %#X %#o %8x %#8x %#08x %-#8x| %#.5x %#10.5x %#010.5x %+x % X %.0x".split():
        cases += [["percent", template, number] for number in numbers[:6] + ["f1.5", "sa"]]
    for template in "%f %e %g %F %E %G %.0f %#.0f %.2f %8.2f %08.2f %-8.2f| %+.1e % g %#g %.3g %.0e %010g %+010g".split():
        cases += [["percent", template, number] for number in numbers + ["sa", "n"]]
    for template in "%c %5c %-5c| %.0c %05c %s %5s %-5s| %.1s %r %a %8r %.3r %s%% %%".split():
        cases += [["percent", template, word] for word in ["sa", "s中", "sab", "s", "i97", "i20013", "i1114112", "i-1", f"i{2**40}", f"i{2**70}", "f1.5", "n", "l"]]
    for template in "%d %x %s %y %z % %5 %5.2 %- %l %. %5% %-5% %l% %.3% %中 %' %! %~ %( %() %(a %(a)s %(a)d %* %*d %.*d %.* a %% %%%d %\x01 %\x7f %é %99999999999999999999d %.99999999999999999999d %.2147483648d %d%d %d%s %s%(a)s %(a)s%s".split(" "):
        cases += [["percent", template, *words] for words in (["i1"], ["sx"], ["n"], ["l"], ["t"], ["t", "i1"], ["t", "sx"], ["t", "i1", "i2"], ["m"], ["m", "a", "i7"])]
    cases += [["percent", template, *words] for template, *words in (
        ("%*d|", "t", "i5", "i1"), ("%*d|", "t", "i-5", "i1"), ("%.*f|", "t", "i2", "f1.5"), ("%.*f|", "t", "i-2", "f1.5"), ("%*.*f|", "t", "i8", "i2", "f1.5"),
        ("%*d", "t", "sx", "i1"), ("%.*d", "t", "sx", "i1"), ("%*d", "t", "f5.0", "i1"), ("%*d", "t", f"i{10**30}", "i1"), ("%.*d", "t", f"i{10**30}", "i1"), ("%.*d", "t", f"i{2**40}", "i1"), ("%*d", "i5"),
        ("%0*d|", "t", "i5", "i1"), ("%-*d|", "t", "i5", "i1"), ("%d %*d", "t", "i1", "sx", "i1"), ("%s %x", "t", "i1", "sx"), ("%d and %s", "t", "i1", "sx"), ("no", "t"), ("no", "m"), ("no", "m", "a", "i1"), ("no", "l"),
        ("%(a)s %(b)5.2f", "m", "a", "sx", "b", "f1.5"), ("%(a(b)c)s", "m", "a(b)c", "i1"), ("%()s", "m", "", "i1"), ("%(a)x", "m", "a", "sx"), ("%(a)*d", "m", "a", "i1"), ("%(a).*d", "m", "a", "i1"), ("%(a)% %(a)s", "m", "a", "i1"), ("%(a)%", "m", "a", "i1"),
        ("%(a)s %% %(a)s", "m", "a", "i1"), ("%s %(a)s", "m", "a", "i1"), ("%(a)s %s", "m", "a", "i1"), ("%(a)s%", "m", "a", "i1"), ("%(é)c", "m", "é", "n"), ("%(a)y", "m", "a", "i1"), ("中%d %y", "t", "i1", "i2"), ("%d %", "t", "i1"), ("%d %s", "t", "i1"),
        ("%s %s %s", "t", "i1", "i2"), ("%s", "t", "i1", "i2", "i3"), ("%c", "t", "n"), ("%e", "t", "n"), ("%d", "t", "n"), ("%(a)e", "m", "a", "sx"), ("%(a)c", "m", "a", f"i{2**70}"))]
    return ops, cases


class Traced:
    """Shows how it was reached, and says what it was formatted with."""

    def __init__(self, name):
        self.traced_name = name

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return Traced(f"{self.traced_name}.{name}")

    def __getitem__(self, key):
        return Traced(f"{self.traced_name}[{key!r}]")

    def __format__(self, spec):
        return f"<{self.traced_name}|{spec}>"

    def __repr__(self):
        return f"repr({self.traced_name})"

    def __str__(self):
        return f"str({self.traced_name})"


def str_format():
    """The positional arguments are traced values a0, a1, …; the one keyword argument is x."""
    ops = {"format": lambda template, count: template.format(*[Traced(f"a{i}") for i in range(int(count))], x=Traced("x"))}
    templates = """plain {{ }} {{}} { } {}} {{} a{b {} {}{} {0} {1}{0} {} {0} {x} {x.y[z]} {0.a.b[0][k].c} {0[a]b} {0.} {0[]} {0[} {0.[a]} {.a} {[k]} {[1]}
    {0[01]} {0[-1]} {!r} {!s} {!a} {!x} {!} {!r {!r: {!r} {!rr} {!r:5} {:5} {: {:} {:{}} {:{}{}} {0:{1}} {:{x}} {:{:{}}} {:{0}} {0:{}} {:{{}}} {:}} {:{ {:{} {a{}} {{0}} {0!}
    {99999999999999999999} {0[99999999999999999999]} {9999999999} {0[9999999999]} {2} {-1} {+1} {y} {0x} {\u0660} {0[a!b:c}d]} {0[a]} {0!r:>{1}} {0:a{1}b{x}c} {0[[]} {0[]]} {x!s:{x!r}} {0.a!r:b} {:!r} {!\u4e2d} {!\x01}
    {x}{}{x}{} {0}{x}{} {}{0} é中{}é {:中} {0.é} {0[中]} {0[a{b]} {0[a}b]} {0]} {a]} {0.a]b} {0..a} {0[a].} {0[a][]} {0[1]2} }a a} {{{}}} {{{{ }}}} {{}}{ }{ {{a}}{0}{{b}} {:a:b!c} {!r!s} {!!} {!:} {!:}}
    {:{x.y}{0}} {:{x!r}} {:{!x}} {:{{} {:}{}} {0:{{1}} {:{0[a]}} {:{x:{x}}} {0 } {0 .a} {0. a} {0[ 1]} {0[1 ]}""".split()
    templates += ["", "{ }", "{ 0}", "{x y}", "{0 !r}", "{0! r}", "{:\\n}", "{0:{ x}}", "a {} b {} c"]
    cases = [["format", template, count] for template in templates for count in "023"]
    return ops, cases


def set_order():
    import struct

    def run(script):
        s = set()
        for step in script.split(";"):
            op, *words = step.split(" ")
            values = [int(word) for word in words]
            if op == "add":
                for value in values:
                    s.add(value)
            elif op == "discard":
                for value in values:
                    s.discard(value)
            elif op == "dict":
                s.update(dict.fromkeys(values))
            elif op == "or":
                s |= set(values)
            elif op == "and":
                s = s & set(values)
            elif op == "sub":
                s = s - set(values)
            elif op == "subin":
                s -= set(values)
            elif op == "xor":
                s = s ^ set(values)
            elif op == "xorin":
                s ^= set(values)
            elif op == "pop":
                if s:
                    s.pop()
            elif op == "copy":
                s = s.copy()
            else:
                s.clear()
        entry = 2 * struct.calcsize("P")
        slots = (s.__sizeof__() - set().__sizeof__()) // entry or 8
        return "%d slots: %s" % (slots, " ".join(map(str, s)))

    numbers = lcg(11)
    cases = []
    for i in range(90):
        span = [8, 30, 200, 2**20, 2**40, 2**63][i % 6]
        draw = lambda: next(numbers) % span - (span // 2 if i % 4 == 3 else 0)
        steps = ["add " + " ".join(str(draw()) for _ in range(1 + next(numbers) % 12))]
        for _ in range(next(numbers) % 14):
            op = "add add add discard discard discard dict or or and sub subin xor xorin pop pop copy clear".split()[next(numbers) % 18]
            count = 0 if op in ("pop", "copy", "clear") else 1 + next(numbers) % (20 if op in ("add", "discard") else 9)
            steps.append(" ".join([op] + [str(draw()) for _ in range(count)]))
        cases.append(["set", ";".join(steps)])
    return {"set": run}, cases


def sorting():
    """How many comparisons, which ones and the order at the end, the latter two as FNV-1a."""

    def values(kind, count, span):
        numbers = lcg(span)
        random = [next(numbers) % span for _ in range(count)]
        if kind == "random":
            return random
        if kind == "sawtooth":
            return [i % span for i in range(count)]
        if kind == "falling":
            return [i // span for i in reversed(range(count))]
        if kind == "nearly":
            return [i + random[i] % 5 * 7 for i in range(count)]
        return [i * 2 % (count | 1) for i in range(count)]

    def digest(text):
        x = 0xCBF29CE484222325
        for byte in text.encode():
            x = (x ^ byte) * 0x100000001B3 % 2**64
        return x

    def run(kind, count, span, reverse, most):
        log = []

        class Item:
            def __init__(self, place, value):
                self.place, self.value = place, value

            def __lt__(self, other):
                if len(log) == int(most):
                    raise ZeroDivisionError
                log.append(f"{self.place}<{other.place};")
                return self.value < other.value

        items = [Item(*pair) for pair in enumerate(values(kind, int(count), int(span)))]
        try:
            items.sort(reverse=reverse == "1")
            end = "sorted"
        except ZeroDivisionError:
            end = "failed"
        order = " ".join(str(item.place) for item in items)
        return f"{end} {len(log)} {digest(''.join(log)):x} {digest(order):x}"

    cases = []
    for kind in "random sawtooth falling nearly halves".split():
        for count in (0, 1, 2, 3, 5, 10, 33, 63, 64, 65, 100, 129, 257, 500, 1000):
            for span in (3, 1000):
                cases.append(["sort", kind, str(count), str(span), str(count % 2), str(10**9)])
        cases += [["sort", kind, count, span, "0", most] for count, span, most in (("50", "9", "60"), ("200", "50", "700"), ("1000", "100", "3000"), ("1000", "100", "8000"), ("1000", "3", "2500"))]
    return {"sort": run}, cases


def bytes_():
    def latin1(s):
        return s.encode("latin-1")

    ops = {
        "split": lambda s, n: " ".join(map(repr, latin1(s).split(None, int(n)))),
        "rsplit": lambda s, n: " ".join(map(repr, latin1(s).rsplit(None, int(n)))),
        "splitlines": lambda s, keep: " ".join(map(repr, latin1(s).splitlines(keep == "1"))),
        "istitle": lambda s: str(latin1(s).istitle()),
        "hex": lambda s, sep, n: latin1(s).hex(sep, int(n)) if sep else latin1(s).hex(),
        "fromhex": lambda s: repr(bytes.fromhex(s)),
        "decode": lambda s, codec, errors: repr(latin1(s).decode(codec, errors)),
        "encode": lambda s, codec, errors: repr(s.encode(codec, errors)),
        "to_bytes": lambda v, n, order, signed: repr(int(v).to_bytes(int(n), order, signed=signed == "1")),
        "from_bytes": lambda s, order, signed: str(int.from_bytes(latin1(s), order, signed=signed == "1")),
        "complex_repr": lambda x, y: repr(complex(float(x), float(y))),
        "complex": lambda s: repr(complex(s)),
    }
    for name in "lstrip rstrip title capitalize swapcase".split():
        ops[name] = lambda s, name=name: repr(getattr(latin1(s), name)())
    texts = ["", " ", "a b  c ", "\ta\x0bb\x0cc\x1cd\x85e\xa0f\n", "it's Ab CD", "Ab Cd", "a\nb\r\nc\rd\n\r\n", "\xe9T\xc9t"]
    cases = [[op, s, n] for op in ("split", "rsplit") for s in texts for n in "-1 0 1 2".split()]
    cases += [[op, s] for op in "lstrip rstrip title capitalize swapcase istitle".split() for s in texts]
    cases += [["splitlines", s, keep] for s in texts for keep in "01"]
    cases += [["hex", s, sep, n] for s in ("", "a", "abcde") for sep in ("", ":", "é", "::") for n in "0 1 2 -2 3 99".split()]
    cases += [["fromhex", s] for s in ("", "1g", "a", "aa b", "a a", " aa\tbb\n", "aa\xa0bb", "é", "aa é", "abc", "AbCD", "g", "aé", "ab cg")]
    wrong = "\xff a\xc3 a\xc3b \xe4\xb8 \xe4\xb8x \xe4x \xf0\x9f\x98 \xf0\x9f\x98x \xf0\x9fx \xf0x \xf0\x9f\x98\x80 \xed\xa0\x80 \xed\xa0 \xed \xc0\x80 \xc1 \xf5\x80 \xf4\x90\x80\x80 \xe0\x80\x80 \xe0 \xf0\x80 \xf4\x8f\xbf\xbf \x80abc \xc3\xa9\xff\xe4\xb8\xadz abc \xe4\xb8\xe4\xb8\xad".split(" ")
    cases += [["decode", s, codec, errors] for s in wrong + [""] for codec in ("utf-8", "ascii", "latin-1") for errors in ("strict", "ignore", "replace", "backslashreplace")]
    cases += [["encode", s, codec, errors] for s in ("", "abc", "é", "aé中b", "中文", "😀\u0100") for codec in ("utf-8", "ascii", "latin-1", "UTF8", "ISO-8859-1") for errors in ("strict", "ignore", "replace", "backslashreplace", "xmlcharrefreplace")]
    cases += [["to_bytes", v, n, order, signed] for v in "0 5 127 128 255 256 -1 -128 -129 123456789".split() for n in "0 1 2 5".split() for order in ("big", "little") for signed in "01"]
    cases += [["from_bytes", s, order, signed] for s in ("", "\x01", "\xff", "\xff\x01", "\x80\0") for order in ("big", "little") for signed in "01"]
    cases += [["complex_repr", x, y] for x in "0.0 -0.0 1.0 1.5 -inf nan 1e16".split() for y in "0.0 -0.0 2.0 -0.5 inf nan 1e-5".split()]
    cases += [["complex", s] for s in "1+2j 1-2j (1+2j) j -j +J 1j 1e5-0j 1e+5+1e-5j 1 1_0+2_0j nan+infj inf x 1+ 1+2 (1+2j ((1)) () 1j+2 1+2jj 1+-2j ++j 1e5j".split() + ["", " ", " ( 1-2j ) ", "1 +2j", "\u0661+2j", "( 1 )"]]
    return ops, cases


SUBJECTS = [float_text, int_text, int_math, float_math, str_repr, hashes, str_methods, format_spec, percent, str_format, set_order, sorting, bytes_]


# ---- recording and merging ----


def escape(text):
    shown = ""
    for c in text:
        if c == "\\":
            shown += "\\\\"
        elif " " <= c <= "~":
            shown += c
        else:
            shown += "\\u{%x}" % ord(c)
    return shown


def record():
    for subject in SUBJECTS:
        ops, cases = subject()
        for op, *args in cases:
            try:
                answer = ops[op](*args)
            except Exception as error:
                answer = "!%s: %s" % (type(error).__name__, error)
            print("\t".join([subject.__name__.strip("_"), *map(escape, [op, *args, answer])]))


def spans(builds):
    """`3.9-3.11 w3.10`: the builds, those that follow one another as a range."""
    if builds == BUILDS:
        return "*"
    runs = []
    for build in builds:
        i = BUILDS.index(build)
        if runs and runs[-1][-1] == i - 1 and build != "w3.10":
            runs[-1].append(i)
        else:
            runs.append([i])
    return " ".join(BUILDS[run[0]] + ("-" + BUILDS[run[-1]] if len(run) > 1 else "") for run in runs)


def merge(folder):
    answers = {}
    for build in BUILDS:
        with open(f"{folder}/{build}") as lines:
            for line in lines:
                *case, answer = line.rstrip("\n").split("\t")
                answers.setdefault(tuple(case), {}).setdefault(answer, []).append(build)
    files = {}
    for (subject, *case), found in answers.items():
        for answer, builds in found.items():
            files.setdefault(subject, []).append("\t".join([*case, spans(builds), answer]))
    for subject, lines in files.items():
        with open(f"tests/values/{subject}.tsv", "w") as out:
            out.write("\n".join(lines) + "\n")


if len(sys.argv) > 1:
    merge(sys.argv[1])
else:
    record()
