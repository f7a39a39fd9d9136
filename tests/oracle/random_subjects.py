"""What random programs do beside their classes: methods with right and wrong arguments, formats, copies and pickles,
tables that grow and shrink, exceptions, and the classes that the standard library helps to make.

Like random_programs.py it knows names and syntax, but nothing about what CPython does with them. Each function adds to a
`random_programs.Maker`.
"""

METHODS = {
    "str": (
        ("'text'", "'a b\\tc'", "''", "'\\xe9t\\xe9'", "'A1'"),
        "capitalize casefold center count encode endswith expandtabs find format format_map index isalnum isalpha isascii isdecimal isdigit "
        "isidentifier islower isnumeric isprintable isspace istitle isupper join ljust lower lstrip maketrans partition removeprefix removesuffix "
        "replace rfind rindex rjust rpartition rsplit rstrip split splitlines startswith strip swapcase title translate upper zfill __getitem__ "
        "__mod__ __mul__ __add__ __contains__ __format__ __lt__ __rmul__ __getnewargs__",
    ),
    "list": (
        ("[3, 1, 2]", "[]", "[[1], 'a']", "list('abc')"),
        "append clear copy count extend index insert pop remove reverse sort __add__ __iadd__ __imul__ __mul__ __getitem__ __setitem__ "
        "__delitem__ __contains__ __eq__ __lt__ __init__ __reversed__ __iter__ __rmul__",
    ),
    "tuple": (("(1, 2, 1)", "()", "('a', [])"), "count index __add__ __mul__ __getitem__ __contains__ __eq__ __lt__ __iter__ __getnewargs__"),
    "dict": (
        ("{'k': 1, 2: 'b'}", "{}", "dict(a=1, b=[])"),
        "clear copy fromkeys get items keys pop popitem setdefault update values __getitem__ __setitem__ __delitem__ __contains__ __or__ __ior__ "
        "__ror__ __eq__ __lt__ __init__ __reversed__ __iter__",
    ),
    "set": (
        ("{1, 2}", "set()", "{(1,), 3}"),
        "add clear copy difference difference_update discard intersection intersection_update isdisjoint issubset issuperset pop remove "
        "symmetric_difference symmetric_difference_update union update __and__ __or__ __sub__ __xor__ __iand__ __ior__ __isub__ __ixor__ __le__ "
        "__lt__ __rsub__ __contains__ __init__",
    ),
    "frozenset": (("frozenset({1, 2})", "frozenset()"), "copy difference intersection isdisjoint issubset union __and__ __or__ __sub__ __ge__ add"),
    "bytes": (
        ("b'a b'", "b''", "b'\\xff\\x00'"),
        "capitalize center count decode endswith expandtabs find fromhex hex index isalnum join ljust lower lstrip partition replace rfind rjust "
        "rsplit split splitlines startswith strip title translate upper zfill removeprefix __getitem__ __mod__ __mul__ __add__ __contains__ __bytes__",
    ),
    "bytearray": (
        ("bytearray(b'ab')", "bytearray()"),
        "append clear copy decode extend hex insert pop remove reverse __setitem__ __delitem__ __getitem__ __iadd__ __imul__ __add__ __init__ find upper",
    ),
    "int": (
        ("(5)", "(-7)", "(2**70)", "True"),
        "as_integer_ratio bit_count bit_length conjugate from_bytes to_bytes __pow__ __divmod__ __truediv__ __floordiv__ __mod__ __round__ __lshift__ "
        "__rshift__ __and__ __rpow__ __index__ __format__ __eq__ __lt__ __getnewargs__ is_integer __trunc__ __ceil__",
    ),
    "float": (
        ("(1.5)", "(-0.0)", "(1e300)", "float('inf')"),
        "as_integer_ratio conjugate fromhex hex is_integer __round__ __pow__ __divmod__ __mod__ __floordiv__ __truediv__ __rpow__ __format__ __eq__ "
        "__lt__ __int__ __trunc__ __floor__ __getnewargs__ from_number",
    ),
    "complex": (
        ("(2j)", "(1.5-1j)", "complex(0, -0.0)", "complex('inf')"),
        "conjugate __pow__ __truediv__ __mul__ __rpow__ __divmod__ __format__ __eq__ __lt__ __abs__ __getnewargs__ __complex__ __rtruediv__ __sub__ from_number",
    ),
    "range": (("range(5)", "range(9, 0, -3)"), "count index __getitem__ __contains__ __eq__ __len__ __reversed__ __iter__"),
    "collections.OrderedDict": (
        ("collections.OrderedDict(a=1, b=2)",),
        "move_to_end popitem pop setdefault update copy clear fromkeys keys __or__ __ior__ __eq__ __reversed__ __getitem__ __delitem__ __init__",
    ),
    "collections.Counter": (("collections.Counter('aab')",), "most_common elements subtract update total copy fromkeys __add__ __sub__ __and__ __or__ __getitem__ __le__"),
    "collections.defaultdict": (("collections.defaultdict(list)", "collections.defaultdict(None, a=1)"), "copy __missing__ __getitem__ get pop __or__ __init__ update"),
    "collections.deque": (("collections.deque([1, 2], 3)",), "append appendleft pop popleft rotate extend extendleft remove index insert count copy reverse __getitem__"),
    "slice": (("slice(1, 9, 2)",), "indices __eq__ __lt__"),
    "property": (("property(len)",), "getter setter deleter __get__ __set__ __delete__ __set_name__ __init__"),
    "object": (
        ("object()", "type", "len", "ValueError(1)"),
        "__reduce_ex__ __eq__ __format__ __setattr__ __delattr__ __getattribute__ __init__ __init_subclass__ __subclasshook__ __dir__ __sizeof__ __call__ __or__",
    ),
    "type": (("int", "object", "type"), "mro __subclasses__ __call__ __instancecheck__ __subclasscheck__ __prepare__ __or__ __setattr__ __dir__ __sizeof__"),
}
WRONG = (
    "1", "-1", "0", "'a'", "'text'", "b'a'", "None", "[]", "(1, 2)", "{}", "1.5", "2j", "object()", "'ab', 'cd'", "int", "True", "2**70", "{1}", "[1, 2]",
    "'t'", "''", "slice(0, 1)", "iter([1])", "len", "'k'", "2", "3",
)
SMALL = ("1", "-1", "0", "3", "2", "'a'", "None", "1.5", "-0.5", "2j", "1-1j", "[]", "True", "0.0", "10", "(1, 2)", "0j")  # what may be multiplied
KEYWORDS = ("key=1", "reverse=True", "sep=None", "maxsplit=1", "default=2", "k=1", "encoding='ascii'", "last=False", "length=2", "byteorder='big'", "iterable=[]", "*[1]", "**{'a': 1}")
FILLS = ("", "", "", "<", ">", "^", "=", "*<", "0>", "\\xe9^", "x=")
TYPES = ("", "", "", "d", "s", "f", "e", "g", "x", "X", "b", "o", "c", "n", "%", "E", "G", "F", "r", "z", "i")
EXCEPTIONS = (
    "Exception", "ValueError", "KeyError", "OSError", "StopIteration", "SystemExit", "UnicodeDecodeError", "UnicodeEncodeError", "AttributeError", "NameError",
    "ImportError", "SyntaxError", "BaseException", "IndexError", "FileNotFoundError", "ExceptionGroup", "BaseExceptionGroup", "TypeError", "KeyboardInterrupt",
)
RAISED = (
    "", "'text'", "1", "1, 2", "'a', 'b'", "2, 'No such file'", "2, 'gone', 'file'", "'utf-8', b'ab', 0, 1, 'why'", "'utf-8', 'ab', 0, 1, 'why'", "'m', [ValueError(1)]",
    "'m', []", "'m', [1]", "1, [ValueError()]", "'m', [KeyboardInterrupt()]", "'x', name='n'", "'x', name='n', obj=3", "k=1", "'t', ('f', 1, 2, 'line')", "None", "(1, 2)", "'m', (KeyError('k'),)",
    "1, 2, 3, 4, 5, 6", "'x', path='p'",
)
ATTRIBUTES = ("args", "errno", "strerror", "filename", "name", "obj", "value", "code", "start", "object", "reason", "msg", "__cause__", "__suppress_context__", "__notes__", "exceptions", "message", "__dict__", "text", "lineno")
TABLES = (
    "{}", "dict(a=1)", "set()", "{1, 2, 3}", "[]", "collections.OrderedDict()", "collections.OrderedDict(a=1)", "dict.fromkeys('abc')", "bytearray()", "frozenset({1, 7})", "collections.defaultdict(list)",
    "list(range(5))", "set(range(9))", "dict(zip('abcdef', range(6)))", "{n: n for n in range(11)}", "[*'abc']", "collections.Counter()", "dict([(1, 2)])", "{**{'a': 1}}", "collections.deque()", "{'a': 1}.copy()",
)
CHANGES = (
    "t['{n}'] = {v}", "t[{i}] = {v}", "del t['{n}']", "del t[{i}]", "t.add({v})", "t.append({v})", "t.update(x=1)", "t.update({{1, 2}})", "t.pop()", "t.pop({i})", "t.popitem()", "t.clear()", "t.discard({i})", "t.remove({i})",
    "t.extend(range({i}))", "t.insert({i}, {v})", "t.move_to_end('{n}')", "t.move_to_end('{n}', False)", "t |= {{{i}: 1}}", "t += [{v}]", "t *= {i}", "t[:] = [{v}]", "t[{i}:] = []", "t.setdefault('{n}', {v})", "t |= {{{i}}}", "t -= {{{i}}}",
    "t = t.copy()", "t = type(t)(t)", "t.update(zip(range({i}), range(40)))", "t.update(range({i}))", "t.sort()", "t.reverse()", "t &= {{1, {i}}}", "t ^= {{{i}, 9}}", "t.popitem(last=False)", "del t[:{i}]", "t = t | t", "t = [*t]", "t['{n}']",
    "for n in range({i} * 4): t[n] = n", "for n in range({i} * 4): t.add(n)", "for n in range({i} * 4): t.append(n)", "for n in range({i}): t.pop()", "t.get('{n}').x", "t.appendleft({v})", "t.subtract('ab')",
)
SEEN = ("sys.getsizeof(t)", "t", "len(t)", "list(t)", "t == t.copy()", "reversed(t)", "sorted(t)", "sys.getsizeof(t.copy())", "{v} in t", "t.__sizeof__()", "list(t.items())", "t.keys() & {'a'}", "t.keys()", "iter(t)", "type(t)(t) == t", "sys.getsizeof(iter(t))", "bool(t)", "t.values()")
STORED = (
    "pickle.dumps({o}, {p})", "pickle.loads(pickle.dumps({o}, {p}))", "type(pickle.loads(pickle.dumps({o}, {p})))", "vars(pickle.loads(pickle.dumps({o}, {p})))", "copy.copy({o})", "copy.deepcopy({o})", "copy.copy({o}) is {o}", "vars(copy.copy({o}))",
    "sys.getsizeof(copy.copy({o}))", "sys.getsizeof(copy.deepcopy({o}).__dict__)", "{o}.__reduce_ex__({p})", "{o}.__reduce__()", "{o}.__getstate__()", "copy.replace({o}, {n}=1)", "{o}.__replace__({n}=1)", "pickle.dumps([{o}, {o}], {p})", "pickle.dumps(type({o}), {p})",
    "copy.deepcopy([{o}, {o}])", "copy.copy(type({o})) is type({o})", "{o} == copy.copy({o})", "{o} == pickle.loads(pickle.dumps({o}, {p}))", "copy.deepcopy({{'k': {o}}})", "copyreg.__newobj__(type({o}))", "{o}.__copy__()", "{o}.__deepcopy__({{}})", "{o}.__reduce_ex__()", "{o}.__setstate__({{'{n}': 1}})", "len(pickle.dumps({o}, {p}))",
    "sys.getsizeof(pickle.loads(pickle.dumps({o}, {p})).__dict__)", "pickle.dumps(({v}, {v}, {o}), {p})", "pickle.loads(pickle.dumps([{v}, {{{v}: {v}}}], {p}))",
)
CALLED = (
    "super({c}, {o})", "super({c})", "super({o}, {c})", "super(1)", "super()", "super({c}, {o}, 1)", "super(k=1)", "isinstance({o}, ({c}, int))", "isinstance({o}, {v})", "issubclass({o}, {c})", "getattr({o}, {v})", "setattr({o}, 'a')", "hasattr({o}, {v})", "vars({v})",
    "dir({v})", "type({o}, {c})", "type('T', ({c},), {{}})", "type('T', {c}, {{}})", "type('T', ({c},), 3)", "type({v}, ({c},), {{}})", "len({v})", "iter({v}, 1)", "next(iter({o}), 1)", "max({v}, {v})", "min({o}, key=len)", "sum({o}, {v})", "sorted({o}, key=1)",
    "sorted([{o}, {v}])", "zip({o}, {v})", "map({o}, {v})", "list(map(len, {v}))", "list(zip({o}, {v}, strict=True))", "round({v}, {s})", "pow({s}, {s}, {s})", "divmod({v}, {v})", "abs({v})", "int({v}, {v})", "float({v})", "complex({v}, {v})", "str({v}, {v})", "bytes({v})",
    "chr({v})", "ord({v})", "hex({v})", "bin({o})", "type(hash({v}))", "id({v}, 1)", "range({s}, {s})", "slice({v}, {v})", "enumerate({v}, {v})", "reversed({v})", "filter({v}, {v})", "all({v})", "any({o})", "repr({v}, 1)", "ascii({v})", "format({v}, {v})", "{v} < {v}",
    "{v} @ {v}", "({s}) ** {s}", "{v} // {v}", "{v} / {v}", "{v} % {v}", "{v} - {v}", "{v} & {v}", "({v})[{v}]", "({v})({v})", "({v}).x", "{v} in {v}", "-{v}", "{s} << {s}", "{v} == {v}", "[*{v}]", "dict({v})", "dict({v}, {v})", "sorted(set({v}), key=repr)", "sorted(frozenset({v}), key=repr)", "list({v})", "tuple({v})",
    "tuple({v}, 1)", "list(k={v})", "object({v})", "{c}.__new__({c})", "{c}.__new__({v})", "object.__new__({c}, 1)", "object.__init__({o}, 1)", "print({v}, sep={v})", "callable({v})", "staticmethod({v})", "classmethod({v}).__get__({o})", "property({v}, {v}).fget",
    "memoryview({v})", "bytearray({v}, {v})", "type({o}).__call__({v})", "sys.getsizeof({v})", "sys.getsizeof({v}, 5)", "sys.getsizeof()", "weakref.ref({v})", "gc.is_tracked({v})", "{c}.__subclasscheck__({v})", "{c}.__instancecheck__({o})", "types.MappingProxyType({v})",
    "types.SimpleNamespace({v})", "types.SimpleNamespace(a={v})", "functools.partial({v}, 1)", "functools.partial(len, {v})()", "functools.reduce({v}, {v})", "operator.attrgetter('a')({o})", "operator.itemgetter({v})({o})", "operator.index({v})", "itertools.chain({v}, {o})",
    "list(itertools.islice({v}, {v}))", "[c.__name__ for c in type(itertools.count()).__mro__]", "collections.namedtuple({v}, {v})", "collections.OrderedDict({v})", "collections.Counter({v})", "collections.defaultdict({v})", "collections.ChainMap({v})['a']", "types.new_class('N', ({c},))",
    "typing.get_type_hints({c})", "typing.Optional[{c}]", "typing.Union[int, {c}]", "list[{c}]", "{c} | None", "dict[str, {c}]", "tuple[{v}]", "typing.cast({c}, {o}) is {o}", "types.GenericAlias({c}, ({v},))", "type[{c}]", "abc.get_cache_token() is None", "enum.Enum({v})",
)
GENERICS = (
    "{c}[int]", "{c}[int, str]", "{c}[()]", "{c}[T]", "{c}[T][int]", "{c}[1]", "{c}[int].__origin__.__name__", "{c}[int].__args__", "{c}.__parameters__", "{c}[T].__parameters__", "{c}.__orig_bases__", "type({c}[int]())", "{c}[int]().__orig_class__", "{c}[int] == {c}[int]",
    "issubclass({c}, typing.Generic)", "isinstance({o}, {c}[int])", "{c}.__class_getitem__(int)", "[b.__name__ for b in {c}.__mro__]", "hash({c}[int]) == hash({c}[int])", "{c}[int].a", "list({c}.__dict__)", "sys.getsizeof({c})", "{c}[int].__mro_entries__(())", "vars({c}[int]())",
    "sorted({c}.__abstractmethods__)", "{c}()", "isinstance({o}, {c})", "isinstance(1, {c})", "issubclass(int, {c})", "{c}.register(int)", "{c}._is_protocol", "type({c})", "{c}.__dictoffset__, {c}.__weakrefoffset__, {c}.__basicsize__", "{c}.__subclasshook__(int)", "{c}.__init__", "{c}.__hash__",
)


def method(maker, o):
    """A method of a builtin type, or of one that an object derives from, with what may be right or wrong."""
    name = maker.one(sorted(METHODS))
    receivers, names = METHODS[name]
    receiver = maker.random.choices((maker.one(receivers), o, name), (70, 20, 10))[0]
    code = f"{receiver}.{maker.one(names.split())}({arguments(maker)})"
    # The order of strings in a set is that of their hashes.
    show(maker, f"(lambda r: sorted(r, key=repr) if isinstance(r, (set, frozenset)) else r)({code})" if name in ("set", "frozenset") else code)


def arguments(maker):
    count = maker.random.choices((0, 1, 2, 3, 4), (15, 45, 25, 10, 5))[0]
    return ", ".join([maker.one(WRONG) for _ in range(count)] + ([maker.one(KEYWORDS)] if maker.chance(8) else []))


def called(maker, o):
    """A builtin function or an operator with what may be right or wrong."""
    code = maker.one(CALLED)
    while "{v}" in code:
        code = code.replace("{v}", maker.value() if maker.chance(50) else maker.one(WRONG[:17]), 1)
    while "{s}" in code:
        code = code.replace("{s}", maker.one(SMALL), 1)
    show(maker, code.replace("{o}", o).replace("{c}", maker.cls()).replace("{{}}", "{}"))


def formats(maker, o):
    """format(), str.format, f-strings and % with made-up specifications."""
    value = o if maker.chance(15) else maker.one(("1", "-5", "2**70", "1.5", "-0.0", "1e20", "float('nan')", "2j", "1-1.5j", "'s'", "True", "None", "[1]", "123456", "0", "12345.678", "b'z'"))
    width = maker.one(("", "", "5", "12", "0", "08", "1"))
    precision = maker.one(("", "", "", ".0", ".2", ".10", "."))
    spec = maker.one(FILLS) + maker.one(("", "", "+", "-", " ")) + maker.one(("", "", "", "#", "z")) + width + maker.one(("", "", "", ",", "_")) + precision + maker.one(TYPES)
    percent = "%" + maker.one(("", "", "-", "+", "0", " ", "#")) + width + precision + maker.one(TYPES[3:] + ("a", "u"))
    code = maker.one((
        f"format({value}, '{spec}')", f"format({value}, '{spec}')", f"'{{:{spec}}}'.format({value})", f"'{percent}' % {value}", f"'{percent}' % ({value},)", f"'{percent} %s' % ({value},)", f"'%(a){percent[1:]}' % {{'a': {value}}}", f"'%(b)s' % {{'a': {value}}}",
        f"b'{percent}' % {value}" if maker.chance(20) else f"'{percent}' % ({value}, 1)", f"'{{0.{maker.name()}}}'.format({o})", f"'{{0[{maker.one(('k', '0', 'x'))}]}}'.format({value})", f"'{maker.one(('{', '}', '{}{}', '{1}', '{a}', '{!r}', '{!x}', '{0}{}', '{:{}}', '{0!s:>4}'))}'.format({value})",
        f"round({value}, {maker.one(('1', '-1', '0', 'None'))})", f"str({value})", f"repr({value})", f"int({value})", f"float({value})", f"complex({value})", f"({value}) ** {maker.one(('2', '0.5', '-1', '2j', '0'))}", f"divmod({value}, {maker.one(('2', '0', '2j', '1.5'))})", f"{value} / {maker.one(('2j', '0', '1+1j', '0j', '3'))}",
    ))
    show(maker, code)


def stored(maker, o):
    """Copies and pickles of an object: as text, by protocol, or as a new object."""
    code = maker.one(STORED).replace("{p}", str(maker.random.randint(0, 5))).replace("{n}", maker.name()).replace("{o}", o)
    while "{v}" in code:
        code = code.replace("{v}", maker.value(), 1)
    code = code.replace("{{", "{").replace("}}", "}")
    if maker.chance(25):
        name = f"o{len(maker.objects)}"
        maker.guarded([f"{name} = {maker.one((f'copy.copy({o})', f'copy.deepcopy({o})', f'pickle.loads(pickle.dumps({o}, {maker.random.randint(0, 5)}))'))}"], [f"{name} = None"])
        maker.objects.append(name)
    else:
        show(maker, code)


def table(maker, o):
    """A dict, a set or a list through some changes, with its size in between."""
    start = maker.one(TABLES)
    maker.add(f"t = {start}")
    for _ in range(maker.random.randint(2, 8)):
        values = ("1", "(1, 2)", "[]", "2.0", "1.0", "True") + (() if "set" in start or start[:2] == "{1" else ("'s'", "None"))
        code = maker.one(CHANGES).format(n=maker.name(), i=maker.random.randint(0, 12), v=maker.one(values))
        maker.guarded([code])
        if maker.chance(60):
            show(maker, maker.one(SEEN).replace("{v}", maker.one(("1", "'a'", "[]"))))


def exceptions(maker, o):
    """An exception made, raised, caught, and what it holds then."""
    name = maker.one([cls for cls in maker.classes if maker.chance(20)] or EXCEPTIONS)
    maker.guarded([f"e1 = {name}({maker.one(RAISED)})"], ["e1 = e"])
    for _ in range(maker.random.randint(1, 4)):
        show(maker, maker.one(("str(e1)", "repr(e1)", "e1.args", "e1." + maker.one(ATTRIBUTES), "e1." + maker.one(ATTRIBUTES), "sys.getsizeof(e1)", "e1.__reduce__()", "vars(e1)", "e1.add_note('n')", "e1.with_traceback(None) is e1", "e1.__setstate__({'a': 1})", "e1.with_traceback(1)",
                                 "e1.subgroup(ValueError)", "e1.split(KeyError)", "e1.derive([e1])", "pickle.dumps(e1, 2)", "copy.copy(e1)", "e1 == copy.copy(e1)", "type(e1).__mro__", "e1.__traceback__", "e1.__init__(3)", "str(e1)")))
        if maker.chance(25):
            maker.guarded([maker.one(("e1.args = (1,)", "e1.args = 3", "e1.x = 1", "del e1.args", "e1.__cause__ = ValueError()", "e1.__cause__ = 1", "e1.__context__ = 2", "e1.code = 5", "e1.errno = 9", "e1.filename = 'f'", "e1.name = 1", "e1.__notes__ = 1", "e1.__traceback__ = 1", "del e1.__cause__", "e1.__dict__ = {}", "e1.msg = 'm'", "del e1.name", "e1.start = 'x'", "e1.__suppress_context__ = 2"))])
    if maker.chance(50):
        caught = maker.one(("Exception", "(KeyError, ValueError)", "BaseException", "1", "LookupError", name))
        raised = maker.one(("raise e1", "raise e1 from None", "raise e1 from ValueError(2)", f"raise {name}", "raise e1 from 1", "raise 1", "raise", "raise KeyError('k') from e1"))
        maker.guarded(["try:", f"    {raised}", f"except {caught} as f:", "    print('caught', repr(f), repr(f.__cause__), repr(f.__context__), f.__suppress_context__)", f"    {maker.one(('pass', 'pass', 'raise', 'raise TypeError(f)', 'del f'))}", "else:", "    print('else')", "finally:", "    print('finally')"])


def generic(maker, name):
    """A generic class, a protocol or an abstract class."""
    maker.add("T = typing.TypeVar('T')", "U = typing.TypeVar('U')")
    bases = maker.one((
        "typing.Generic[T]", "typing.Generic[T]", "typing.Generic[T, U]", "typing.Protocol", "typing.Protocol[T]", "abc.ABC", "abc.ABC", "metaclass=abc.ABCMeta", "typing.List[T]", "list[T]", "typing.Generic", "dict[str, T]", "typing.Generic[int]", "typing.Generic[T, T]",
        "typing.Protocol, abc.ABC", "abc.ABC, typing.Generic[T]", "typing.Generic[T], list", "list, typing.Generic[T]", "collections.abc.Sized", "collections.abc.Mapping", "collections.abc.Iterable", "int, abc.ABC", "collections.abc.MutableSequence",
    ))
    parents = [cls for cls in maker.classes[-3:] if maker.chance(20)]
    lines = [f"class {name}({', '.join([*parents, bases])}):"]
    body = maker.body() if maker.chance(60) else []
    for _ in range(maker.random.randint(0, 2)):
        body += maker.one((
            ["@abc.abstractmethod", f"def {maker.name()}(self): pass"], ["@property", "@abc.abstractmethod", f"def {maker.name()}(self): return 1"], [f"def {maker.name()}(self): ..."], [f"{maker.name()}: int"], ["@classmethod", "def __subclasshook__(cls, other):", "    return hasattr(other, 'a') or NotImplemented"],
            ["@classmethod", "@abc.abstractmethod", f"def {maker.name()}(cls): pass"], ["def __len__(self):", "    return 2"],
        ))
    if "Protocol" in bases and maker.chance(60):
        lines.insert(0, "@typing.runtime_checkable")
    maker.guarded(lines + ["    " + line for line in body or ["pass"]], [f"class {name}(typing.Generic[T]): a = 1"])
    for _ in range(maker.random.randint(1, 3)):
        show(maker, maker.one(GENERICS).replace("{c}", name).replace("{o}", maker.one(maker.objects or ["None"])))


def enumeration(maker, name):
    """An Enum with aliases, methods and lookups that may fail."""
    base = maker.one(("enum.Enum", "enum.Enum", "enum.IntEnum", "enum.Flag", "enum.IntFlag", "str, enum.Enum", "float, enum.Enum", "tuple, enum.Enum", "enum.StrEnum"))
    values = ("1", "2", "1", "'t'", "(1, 2)", "enum.auto()", "4", "8", "None", "-1", "1.5", "[1]")
    body = [f"{member} = {maker.one(values)}" for member in maker.random.sample(("a", "b", "c", "x", "_q", "__p", "mro"), maker.random.randint(1, 4))]
    if maker.chance(40):
        body += maker.one((
            ["def __str__(self):", "    return 'E' + self.name"], ["@property", "def low(self):", "    return self.name.lower()"], ["@classmethod", "def _missing_(cls, value):", "    return cls.a"], ["def __init__(self, *args):", "    self.extra = args"], ["z: int"], ["_ignore_ = ['c']"],
            ["def __eq__(self, other):", "    return True"], ["__slots__ = ()"], ["y: int = 7"], ["def method(self):", "    return self.value"],
        ))
    if maker.chance(15):
        body = ["@staticmethod", "def _generate_next_value_(name, start, count, last):", "    return (name, count)", *body]
    if maker.chance(15):
        maker.guarded([f"{name} = {base.split(', ')[-1]}({name!r}, {maker.one((repr('a b'), repr('a,b'), '[' + repr('a') + ']', '{' + repr('a') + ': 3}', '3', repr('a a'), '[(' + repr('a') + ', 1)]'))})"], [f"class {name}: y = 1"])
    else:
        maker.guarded([*(["@enum.unique"] if maker.chance(15) else []), f"class {name}({base}):", *("    " + line for line in body)], [f"class {name}: y = 1"])
    for _ in range(maker.random.randint(1, 4)):
        show(maker, maker.one((
            "list({c})", "{c}.a", "repr({c}.x)", "{c}(1)", "{c}(9)", "{c}['a'].value", "{c}['zz']", "{c}.a.name", "{c}.a | {c}.b", "sys.getsizeof({c}.a)", "{c}.a.__dict__", "{c}.__members__", "len({c})", "{c}.a in {c}", "1 in {c}", "{c}.a == 1", "{c}.a is {c}(1)", "{c}.a < {c}.b", "format({c}.a, '>8')", "str({c}.a)",
            "{c}.a.a", "{c}.zz", "dir({c}.a)", "list(reversed({c}))", "copy.copy({c}.a) is {c}.a", "pickle.dumps({c}.a, {p})", "{c}.a.__reduce_ex__({p})", "hash({c}.a) == hash('a')", "{c}.__doc__", "~{c}.a", "bool({c}.a)", "type({c}).__name__", "'%s' % {c}.a", "{c}.a.extra",
            "list({c}.__dict__)", "{c}.a.low", "{c}.b.method()", "{c}()", "{c}('N', 'q')", "iter({c}.a)", "{c}[1]", "{c}.__call__(1)", "[m.value for m in {c}]", "isinstance({c}.a, {c})", "{c}.__basicsize__, {c}.__dictoffset__",
        )).replace("{c}", name).replace("{p}", str(maker.random.randint(0, 5))))
    if maker.chance(30):
        maker.guarded([maker.one(("{c}.a = 3", "del {c}.a", "{c}.new = 4", "{c}.a.value = 3", "{c}.a.name = 'n'", "{c}.a.x = 1", "class Sub({c}): pass", "class Sub({c}): d = 1", "{c}.a.__class__ = int")).replace("{c}", name)])


def named(maker, name):
    """typing.NamedTuple as a class or as a call, with defaults, methods and names that are refused."""
    fields = [f"{field}: {maker.one(('int', 'str', repr('int'), 'list'))}{maker.one(('', '', ' = 1', ' = None'))}" for field in maker.random.sample(("a", "b", "c", "x", "y", "_q", "count", "__p"), maker.random.randint(0, 4))]
    if maker.chance(30):
        fields += maker.one((["def low(self):", "    return self[0]"], ["'text'"], ["d = 5"], ["def __new__(cls): pass"], ["_fields = ()"], ["__slots__ = ()"], ["def __repr__(self):", "    return 'R'"], ["@property", "def p(self):", "    return 1"]))
    lines = [f"class {name}(typing.NamedTuple{maker.one(('', '', '', '', ', int', ', typing.Generic[T]', ', k=1'))}):", *("    " + line for line in fields or ["pass"])]
    if maker.chance(20):
        lines = [f"{name} = typing.NamedTuple({name!r}, {maker.one(('[(' + repr('a') + ', int)]', '[]', '[' + repr('a') + ']', repr('ab'), '[(' + repr('def') + ', int)]', '{}', 'None'))})"]
    maker.guarded(lines, [f"class {name}(typing.NamedTuple): x: int = 1"])
    for _ in range(maker.random.randint(1, 4)):
        show(maker, maker.one((
            "{c}()", "{c}(1)", "{c}(1, 2)", "{c}(*'abc')", "{c}(a=1)", "{c}._make([1, 2])", "{c}._make(3)", "{c}._fields", "{c}._field_defaults", "{c}.__annotations__", "{c}(1)._asdict()", "{c}(1)._replace(a=3)", "{c}(1)._replace(zz=3)", "list({c}.__dict__)", "sys.getsizeof({c}(1))", "{c}.__doc__", "{c}.a", "{c}.a.__doc__",
            "type({c}.a)", "{c}(1).low()", "{c}.__new__", "{c}.__new__({c}, 1)", "{c}(1) == (1,)", "{c}.__match_args__", "{c}.__bases__", "{c}.__mro__", "{c}.__basicsize__, {c}.__itemsize__", "pickle.dumps({c}(1), {p})", "copy.copy({c}(1))", "copy.replace({c}(1), a=2)", "{c}.__slots__", "{c}(1).zz", "{c}.__orig_bases__", "{c}.__new__.__defaults__",
            "{c}(1).__getnewargs__()", "{c}(1, 2) < {c}(2, 1)", "{c}(1)[0]", "hash({c}(1)) == hash((1,))", "dir({c})",
        )).replace("{c}", name).replace("{p}", str(maker.random.randint(0, 5))))


def made_dataclass(maker, name):
    """make_dataclass, and what the functions of dataclasses say of a class, its fields and its instances."""
    fields = [maker.one((f"'{n}'", f"('{n}', int)", f"('{n}', int, 1)", f"('{n}', list, dataclasses.field(default_factory=list))", f"('{n}', 'int', dataclasses.field(default=2, repr=False))", f"('{n}',)", "1")) for n in maker.random.sample(("a", "b", "c", "x", "y", "for", "_q"), maker.random.randint(0, 3))]
    options = "".join(f", {option}={maker.one(('True', 'False'))}" for option in ("frozen", "slots", "order", "eq", "kw_only", "unsafe_hash", "weakref_slot", "repr") if maker.chance(15))
    more = maker.one(("", "", "", ", bases=(int,)", ", namespace={'z': 1}", ", namespace={'a': 3}", f", bases=({maker.cls()},)", ", module='m'", ", namespace={'low': lambda self: 1}"))
    maker.guarded([f"{name} = dataclasses.make_dataclass({maker.one((repr(name), repr(name), repr(name), '1', repr('a b')))}, [{', '.join(fields)}]{more}{options})"], [f"{name} = dataclasses.make_dataclass({name!r}, ['a', ('b', int, 1)])"])


DATA = (
    "dataclasses.fields({c})", "repr(dataclasses.fields({c})[0])", "[f.name for f in dataclasses.fields({c})]", "{c}.__dataclass_params__", "dataclasses.asdict({o})", "dataclasses.astuple({o})", "dataclasses.asdict({o}, dict_factory=list)", "dataclasses.astuple({o}, tuple_factory=list)",
    "dataclasses.replace({o})", "dataclasses.replace({o}, {n}=1)", "dataclasses.replace({o}, zz=1)", "dataclasses.is_dataclass({c})", "dataclasses.is_dataclass({o})", "{c}.__match_args__", "{c}.__dataclass_fields__['{n}']", "{c}.__dataclass_fields__['{n}']._field_type", "{c}.__annotations__", "type(hash({o}))", "{o} < {o}",
    "{o} == {o}", "{c}()", "{c}(1)", "{c}(1, 2)", "{c}(1, [2], {{3: (4,)}})", "dataclasses.asdict({c}(1))", "dataclasses.astuple({c}([{o}]))", "dataclasses.asdict({c}({{'k': {o}}}))", "{c}.__doc__", "list({c}.__dict__)", "dataclasses.fields(1)", "dataclasses.asdict(1)", "dataclasses.field(default=1, default_factory=int)", "dataclasses.field(default=1)",
    "dataclasses.field(kw_only=True)", "dataclasses.field(1)", "dataclasses.MISSING", "dataclasses.KW_ONLY", "dataclasses.InitVar[int]", "dataclasses.dataclass(1)", "dataclasses.dataclass(zz=1)", "{c}.__init__.__annotations__", "{c}.__init__.__defaults__", "{c}.__slots__", "{c}.__eq__({o}, {o})", "{c}.__hash__", "{c}.__init__.__qualname__",
    "copy.replace({o}, {n}=2)", "{c}.__replace__", "sys.getsizeof({c}(1))", "dataclasses.dataclass({c}) is {c}", "dataclasses.dataclass(slots=True)({c}) is {c}", "{c}.__setattr__({o}, '{n}', 1)", "{c}.__delattr__({o}, '{n}')", "{c}.__getstate__", "{o}.__reduce_ex__(2)", "pickle.loads(pickle.dumps({o}))", "{c}.__weakref__", "dataclasses.fields({c})[0].type", "dataclasses.fields({c})[-1].default",
)


def data(maker, o):
    """What dataclasses says of a class and of an object."""
    show(maker, maker.one(DATA).format(c=maker.cls(), o=o, n=maker.name()))


def show(maker, code):
    """Prints a result without its address; an iterator is left alone."""
    maker.show(f"repr({code}).split(' at 0x')[0]")
