"""Makes random programs about classes, attributes and sizes; the same seed makes the same program.

`program(seed)` is an ordinary program, `memory_program(seed)` one that defines `make(i)`. They know Python's syntax, but
nothing about what CPython does: whatever may fail is guarded, and the exception is printed. Addresses are never printed.
"""
import random
import re

import random_subjects

NAMES = ("a", "b", "c", "x", "y", "_q", "__p")
COMMON = ("object", "int", "str", "tuple", "list", "dict", "set", "frozenset", "bytes", "float", "Exception", "type")
RARE = (
    "bytearray", "complex", "ValueError", "KeyError", "OSError", "bool", "property", "staticmethod", "collections.OrderedDict",
    "collections.defaultdict", "collections.Counter", "types.SimpleNamespace", "BaseException", "range", "NoneType", "StopIteration",
)
BUILTINS = COMMON * 3 + RARE
VALUES = (
    "0", "1", "-5", "2**70", "'s'", "'\\xe9t\\xe9'", "'long ' * 9", "b'z'", "None", "True", "1.5", "2j", "()", "(1, 2)",
    "[]", "[1, 2]", "{}", "{'k': 1}", "{1, 2}", "frozenset({3})", "range(3)", "...", "int", "len", "'\\u20ac'",
)
ARGUMENTS = ("", "", "", "1", "'7'", "[1, 2]", "{'k': 1}", "b'z'", "1, 2", "1, 2, 3", "x=1", "1, y=2", "zz=0", "(3, 4)", "*'ab'", "'a', (), {}")
SLOTS = (
    "()", "()", "'a'", "('a',)", "('a',)", "('a', 'b')", "('a', 'b', 'c')", "['x', 'y']", "('a', 'a')", "('__p',)", "('__p', '_C0__p')",
    "'__dict__'", "('a', '__dict__')", "('a', '__weakref__')", "('__dict__', '__weakref__')", "('__dict__', '__dict__')", "{'a': 'text'}",
    "{'a': 'text', 'b': None}", "(n for n in 'ab')", "'ab'", "'1a'", "('a b',)", "('',)", "(1,)", "('a', None)", "b'a'", "3", "None",
    "'__class__'", "('__slots__',)", "('__init__',)", "('__hash__',)", "('x', '_q')", "{'x', 'y'}", "['b', 'a']", "iter(['x'])", "'for'",
    "('__module__',)", "('__qualname__',)", "('\\xe9',)", "'_'", "('a', '__weakref__', '__weakref__')", "dict.fromkeys('xy')", "('__doc__',)",
)
MODULES = (
    "abc", "collections", "collections.abc", "copy", "copyreg", "dataclasses", "enum", "functools", "gc", "inspect", "itertools", "operator", "pickle", "sys", "types", "typing",
    "weakref",
)
FACTS = ("__basicsize__", "__itemsize__", "__dictoffset__", "__weakrefoffset__")
SPECIAL = {
    "__len__": ("self", ("2", "-1", "'n'", "len(vars(self))")),
    "__bool__": ("self", ("True", "False", "1")),
    "__eq__": ("self, other", ("True", "NotImplemented", "type(self) is type(other)")),
    "__ne__": ("self, other", ("True", "NotImplemented")),
    "__lt__": ("self, other", ("True", "NotImplemented")),
    "__le__": ("self, other", ("'le'", "NotImplemented")),
    "__hash__": ("self", ("1", "'h'", "-1", "2**64")),
    "__repr__": ("self", ("'R'", "1", "f'<{type(self).__name__}>'")),
    "__str__": ("self", ("'S'", "None")),
    "__format__": ("self, spec", ("'F' + spec", "3")),
    "__call__": ("self, *args, **kwargs", ("(args, kwargs)", "self.a")),
    "__iter__": ("self", ("iter([1, 2])", "5", "iter('ab')")),
    "__next__": ("self", ("1",)),
    "__contains__": ("self, item", ("item == 1", "[]")),
    "__getitem__": ("self, key", ("key", "[1, 2][key]", "super().__getitem__(key)")),
    "__setitem__": ("self, key, value", ("print('setitem', key)",)),
    "__delitem__": ("self, key", ("print('delitem', key)",)),
    "__missing__": ("self, key", ("'missing'",)),
    "__add__": ("self, other", ("'add'", "NotImplemented")),
    "__radd__": ("self, other", ("'radd'", "NotImplemented")),
    "__iadd__": ("self, other", ("self", "NotImplemented", "7")),
    "__mul__": ("self, other", ("'mul'", "NotImplemented")),
    "__or__": ("self, other", ("'or'", "NotImplemented")),
    "__neg__": ("self", ("'neg'",)),
    "__index__": ("self", ("1", "'i'", "True")),
    "__int__": ("self", ("3", "2.5", "True")),
    "__float__": ("self", ("2.5", "1")),
    "__bytes__": ("self", ("b'b'", "'no'")),
    "__dir__": ("self", ("['z', 'a']", "3")),
    "__sizeof__": ("self", ("10", "-1", "super().__sizeof__() + 1", "'n'")),
    "__enter__": ("self", ("'in'",)),
    "__exit__": ("self, *exc", ("True", "None")),
    "__length_hint__": ("self", ("3", "-1")),
    "__del__": ("self", ("print('del')",)),
    "__class_getitem__": ("cls, item", ("item",)),
    "__instancecheck__": ("cls, item", ("True",)),
    "__prepare__": ("*args", ("{}",)),
    "__mro_entries__": ("self, bases", ("()", "(dict,)")),
    "__reversed__": ("self", ("iter('r')",)),
    "__getnewargs__": ("self", ("()", "(1,)", "[1]")),
    "__getnewargs_ex__": ("self", ("((), {})", "((), {'x': 2})", "3")),
    "__getstate__": ("self", ("{'a': 1}", "None", "({'a': 1}, {'b': 2})", "'s'", "vars(self)")),
    "__setstate__": ("self, state", ("print('state', state)", "setattr(self, 'x', state)")),
    "__reduce__": ("self", ("(type(self), ())", "'C0'", "(int, ('7',))", "(object.__new__, (type(self),), {'a': 1})", "3", "super().__reduce__()")),
    "__reduce_ex__": ("self, protocol", ("super().__reduce_ex__(protocol)", "(type(self), (protocol,))", "super().__reduce_ex__(2)")),
    "__copy__": ("self", ("'copied'",)),
    "__deepcopy__": ("self, memo", ("('deep', len(memo))", "self")),
    "__replace__": ("self, **changes", ("sorted(changes)",)),
    "__set__": ("self, instance, value", ("None",)),
    "__delete__": ("self, instance", ("print('__delete__')",)),
    "__subclasshook__": ("cls", ("True", "NotImplemented")),
    "__complex__": ("self", ("2j", "1")),
    "__round__": ("self, *digits", ("digits",)),
    "__divmod__": ("self, other", ("'divmod'", "NotImplemented")),
    "__rmul__": ("self, other", ("'rmul'", "NotImplemented")),
    "__imul__": ("self, other", ("self", "NotImplemented")),
    "__ror__": ("self, other", ("'ror'",)),
    "__pow__": ("self, other, modulo=None", ("(other, modulo)", "NotImplemented")),
    "__slots_missing__": ("self", ("1",)),
    "__gt__": ("self, other", ("True", "NotImplemented")),
    "__sub__": ("self, other", ("'sub'", "NotImplemented")),
    "__matmul__": ("self, other", ("'matmul'",)),
}
OPERATIONS = (
    "{o} + {v}", "{v} + {o}", "{o} * 2", "{o} == {v}", "{o} != {p}", "{o} < {p}", "{o} <= {v}", "{o} | {v}", "-{o}", "{o}[0]", "{o}['k']",
    "{o}[:1]", "{o} % 2", "{o} // 2", "~{o}", "{o} in ({v}, {p})", "1 in {o}", "not {o}", "bool({o})", "len({o})", "list({o})", "int({o})",
    "float({o})", "str({o})", "repr({o})", "hash({o}) == hash({p})", "format({o}, '')", "format({o}, '>3')", "callable({o})", "{o}()", "{o}(1)",
    "iter({o})", "next({o})", "abs({o})", "divmod({o}, 2)", "{o} ** 2", "sorted({o})", "bytes({o})", "{o} is {p}", "tuple({o})", "dict({o})",
    "{o}.args", "{o}.real", "{o}.append(1)", "{o}.update({v})", "{o}.keys()", "{o}.copy()", "{o}.__reduce_ex__", "{o}.__doc__", "{o}.upper()",
    "{o} + {p}", "{o} - {p}", "{o} & {p}", "sum({o})", "max({o})", "[*{o}]", "{{**{o}}}", "f'{{{o}!s:>4}}'", "{o} @ {p}", "{o} >> 1", "reversed({o})",
    "type({o} + {p})", "type({o} * 2)", "type({o}[:])", "type({o}.copy())", "type({o}.real)", "type(+{o})", "{o}.__class__", "sorted(set({o}), key=repr)", "enumerate({o})",
    "{o}.__init__()", "{o}.__init__(1)", "{o}.__len__()", "{o}.__eq__({v})", "{o}.__sizeof__()", "{o}.__format__('')",
    "{o}.__module__", "{o}.__slots__", "{o}.__annotations__", "{o}.__dict__", "{o}.__weakref__", "{o}.__str__()", "{o}.__bool__()", "{o}.__getstate__()",
)


class Maker:
    """One program in the making: the lines so far, and which classes and objects they name."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.lines = []
        self.classes = []
        self.metaclasses = []
        self.descriptors = []
        self.objects = []
        self.watched = self.chance(20)  # the size is asked for after each change

    def chance(self, percent):
        return self.random.random() * 100 < percent

    def one(self, choices):
        return self.random.choice(choices)

    def name(self):
        return self.one(NAMES)

    def value(self):
        if self.objects and self.chance(5):
            return self.one(self.objects)
        return self.one(VALUES)

    def cls(self):
        return self.one(self.classes) if self.classes and not self.chance(4) else self.one(BUILTINS)

    def add(self, *lines):
        self.lines += lines

    def guarded(self, lines, otherwise=()):
        self.add("try:", *indented(lines), "except Exception as e:", "    print(type(e).__name__, e)", *indented(otherwise))

    def show(self, expression):
        self.guarded([f"print({expression})"])

    def body(self):
        """The lines of a class body."""
        lines = []
        if self.chance(8):
            lines.append("'text'")
        if self.chance(45):
            lines.append(f"__slots__ = {self.one(SLOTS)}")
        for _ in range(self.random.randint(0, 4)):
            lines += self.member()
        return lines or ["pass"]

    def member(self):
        kinds = (
            (self.variable, 6), (self.initialiser, 6), (self.prop, 3), (self.described, 3), (self.method, 3), (self.hook, 4), (self.special, 6),
            (self.annotation, 1), (self.maker, 1), (self.cached, 1), (self.nested, 1),
        )
        make, = self.random.choices([kind for kind, _ in kinds], [weight for _, weight in kinds])
        return make()

    def variable(self):
        return [f"{self.name()} = {self.value()}"]

    def annotation(self):
        return [f"{self.name()}: int" + (f" = {self.value()}" if self.chance(50) else "")]

    def initialiser(self):
        names = self.random.sample(NAMES, self.random.randint(0, 3))
        lines = [f"def __init__(self, x=1, y={self.one(VALUES[:14])}{', *args' if self.chance(15) else ''}):"]
        if self.chance(25):
            lines.append(f"    super().__init__({self.one(('', '', 'x', 'x, y', 'x=x'))})")
        lines += [f"    self.{name} = {self.one(('x', 'y', '0', '[]', 'self'))}" for name in names]
        return lines if len(lines) > 1 else [lines[0], "    pass"]

    def prop(self):
        name, to = self.name(), self.name()
        lines = ["@property", f"def {name}(self):", f"    return {self.one(('1', f'self.{to}', f'self._{name}'))}"]
        if self.chance(40):
            lines += [f"@{name}.setter", f"def {name}(self, value):", f"    self.{to} = value"]
        if self.chance(20):
            lines += [f"@{name}.deleter", f"def {name}(self):", f"    del self.{to}"]
        return lines

    def cached(self):
        return ["@functools.cached_property", f"def {self.name()}(self):", f"    return {self.value()}"]

    def described(self):
        return [f"{self.name()} = {self.one(self.descriptors)}()"] if self.descriptors else self.variable()

    def method(self):
        name = self.name()
        decorator = self.one(("", "", "@classmethod", "@staticmethod", "@functools.lru_cache"))
        lines = [decorator] if decorator else []
        first = "" if decorator == "@staticmethod" else "self"
        rest = self.one(("", "n=1", "*args", "n, /", "*, key", "**kwargs"))
        return lines + [f"def {name}({', '.join(filter(None, (first, rest)))}):", f"    return {self.one(('1', 'type(self).__name__', f'self.{self.name()}', 'super()', '__class__.__name__'))}"]

    def nested(self):
        return [f"class {self.name()}{self.one(('', '(int)', '(list)'))}:", f"    __slots__ = {self.one(SLOTS)}"]

    def maker(self):
        return ["def __new__(cls, *args, **kwargs):", f"    return {self.one(('super().__new__(cls)', 'super().__new__(cls, *args, **kwargs)', 'object.__new__(cls)', '1', 'super().__new__(cls, *args)'))}"]

    def special(self):
        name = self.one(sorted(SPECIAL))
        if self.chance(6):
            return [f"{name} = {self.one(('None', '1', 'len'))}"]
        parameters, results = SPECIAL[name]
        decorator = ["@classmethod"] if name == "__prepare__" else []
        return decorator + [f"def {name}({parameters}):", f"    return {self.one(results)}"]

    def hook(self):
        name = self.name()
        return self.one((
            ["def __getattr__(self, name):", f"    return {self.one(('name', 'super().__getattr__(name)', f'[name]'))}"],
            ["def __getattr__(self, name):", f"    if name == {name!r}:", "        return 'hooked'", "    raise AttributeError(name)"],
            ["def __getattribute__(self, name):", f"    {self.one(('pass', 'print(name)', f'if name == {name!r}: return 0'))}", "    return super().__getattribute__(name)"],
            ["def __setattr__(self, name, value):", "    print('set', name)", f"    {self.one(('super().__setattr__(name, value)', 'object.__setattr__(self, name, value)', 'self.__dict__[name] = value', 'pass'))}"],
            ["def __delattr__(self, name):", "    print('del', name)", f"    {self.one(('super().__delattr__(name)', 'object.__delattr__(self, name)', 'pass'))}"],
            ["def __init_subclass__(cls, **kwargs):", "    print('subclass', cls.__name__, kwargs)", f"    {self.one(('super().__init_subclass__()', 'super().__init_subclass__(**kwargs)', 'cls.x = 9'))}"],
            ["def __get__(self, instance, owner):", f"    return {self.one(('self', '5', 'owner.__name__'))}"],
            ["def __set__(self, instance, value):", "    print('__set__', type(instance).__name__)"],
            ["def __set_name__(self, owner, name):", "    print('__set_name__', owner.__name__, name)"],
        ))

    def descriptor(self):
        name = f"D{len(self.descriptors)}"
        lines = [f"class {name}:"]
        if self.chance(75):
            lines += ["    def __get__(self, instance, owner=None):", f"        return {self.one((repr('got'), 'self if instance is None else 1', 'instance is None', 'type(owner).__name__', 'instance.__dict__'))}"]
        if self.chance(50):
            lines += ["    def __set__(self, instance, value):", f"        {self.one(('print(repr(value))', f'instance.__dict__[{self.name()!r}] = value', 'raise AttributeError(value)'))}"]
        if self.chance(35):
            lines += ["    def __delete__(self, instance):", "        print('__delete__')"]
        if self.chance(35):
            lines += ["    def __set_name__(self, owner, name):", f"        {self.one(('print(owner.__name__, name)', 'self.name = name', 'raise ValueError(name)', 'owner.extra = name'))}"]
        self.add(*(lines if len(lines) > 1 else [lines[0], "    pass"]))
        self.descriptors.append(name)

    def metaclass(self):
        name = f"M{len(self.metaclasses)}"
        lines = [f"class {name}({self.one(('type', 'type', self.one(self.metaclasses) if self.metaclasses else 'type'))}):"]
        lines += indented(self.one((
            ["pass"], ["a = 'meta'"], ["__slots__ = ()"], ["__slots__ = ('z',)"],
            ["def __call__(cls, *args, **kwargs):", "    print('call', cls.__name__, args)", "    return super().__call__(*args, **kwargs)"],
            ["def __new__(meta, name, bases, body, **kwargs):", "    body['b'] = len(bases)", "    return super().__new__(meta, name, bases, body)"],
            ["def __init__(cls, *args, **kwargs):", "    print('init', cls.__name__, sorted(kwargs))", "    super().__init__(*args)"],
            ["@property", "def x(cls):", "    return cls.__name__"],
            ["def __getattr__(cls, name):", "    return 'meta ' + name"],
            ["def __setattr__(cls, name, value):", "    print('setting', name)", "    super().__setattr__(name, value)"],
            ["@classmethod", "def __prepare__(meta, name, bases, **kwargs):", "    return {'c': name}"],
            ["def mro(cls):", "    return super().mro()"],
            ["def __instancecheck__(cls, other):", "    return True"],
            ["def __repr__(cls):", "    return 'M:' + cls.__name__"],
            ["def __len__(cls):", "    return 3"], ["def __iter__(cls):", "    return iter('mm')"], ["def __dir__(cls):", "    return ['q']"],
            ["def __contains__(cls, item):", "    return item == 1"], ["def __eq__(cls, other):", "    return True"], ["def __or__(cls, other):", "    return 'union'"],
        )))
        self.guarded(lines, [f"class {name}(type): pass"])
        self.metaclasses.append(name)

    def bases(self):
        bases = []
        for _ in range(self.random.choices((0, 1, 2, 3), (30, 45, 20, 5))[0]):
            builtin = not self.classes or self.chance(35)
            bases.append(self.one(BUILTINS) if builtin else self.one(self.classes[-4:]))
        if bases and not self.chance(4):
            bases = list(dict.fromkeys(bases))
        return bases

    def define(self):
        name = f"C{len(self.classes)}"
        make, = self.random.choices(
            (self.define_class, self.define_dataclass, self.define_namedtuple, self.define_type, *(self.subject(make) for make in
             (random_subjects.enumeration, random_subjects.named, random_subjects.generic, random_subjects.made_dataclass))),
            (58, 14, 4, 6, 5, 4, 7, 2),
        )
        make(name)
        self.classes.append(name)

    def define_class(self, name):
        heads = self.bases()
        if self.metaclasses and self.chance(35):
            heads.append(f"metaclass={self.one(self.metaclasses)}")
        if self.chance(4):
            heads.append("k=1")
        lines = [f"class {name}({', '.join(heads)}):" if heads else f"class {name}:", *indented(self.body())]
        if self.chance(3):
            lines.insert(0, "@functools.total_ordering")
        self.guarded(lines, [f"class {name}: a = 1"])

    def define_type(self, name):
        body = {repr(self.name()): self.value() for _ in range(self.random.randint(0, 2))}
        if self.chance(50):
            body["'__slots__'"] = self.one(SLOTS)
        if self.chance(15):
            body[self.one(("'__module__'", "'__doc__'", "'__qualname__'", "'__hash__'", "'__getattr__'", "3", "'__eq__'"))] = self.one(("'t'", "None", "len"))
        bases = "".join(base + ", " for base in self.bases())
        metaclass = self.one(self.metaclasses) if self.metaclasses and self.chance(20) else "type"
        self.guarded([f"{name} = {metaclass}({name!r}, ({bases}), {{{', '.join(f'{k}: {v}' for k, v in body.items())}}})"], [f"class {name}: b = 1"])

    def define_dataclass(self, name):
        options = {}
        for option in ("init", "repr", "eq", "order", "unsafe_hash", "frozen", "match_args", "kw_only", "slots", "weakref_slot"):
            if self.chance(30 if option in ("slots", "frozen") else 12):
                options[option] = self.one(("True", "True", "False"))
        lines = [f"@dataclasses.dataclass({', '.join(f'{k}={v}' for k, v in options.items())})" if options else "@dataclasses.dataclass"]
        dataclasses = [base for base in self.classes[-4:] if self.chance(25)]
        lines.append(f"class {name}({', '.join(dataclasses)}):" if dataclasses else f"class {name}:")
        fields = []
        for field in self.random.sample(NAMES, self.random.randint(1, 4)):
            default = self.one((
                "", "", "", f" = {self.value()}", f" = {self.one(VALUES[:13])}", " = dataclasses.field(default_factory=list)",
                " = dataclasses.field(default=3, repr=False)", " = dataclasses.field(init=False)", " = dataclasses.field(compare=False, hash=True)",
                " = dataclasses.field(kw_only=True)", " = dataclasses.field(default=1, init=False)", " = dataclasses.field(default=1, default_factory=int)",
            ))
            kind = self.one(("int", "int", "str", "list", "'int'", "typing.ClassVar[int]", "typing.ClassVar", "dataclasses.InitVar[int]"))
            fields.append(f"{field}: {kind}{default}")
        if self.chance(10):
            fields.insert(self.random.randint(0, len(fields)), "_: dataclasses.KW_ONLY")
        if self.chance(25):
            fields += ["def __post_init__(self, *args):", f"    {self.one(('print(args)', f'self.{self.name()} = 5', 'super().__post_init__()'))}"]
        if self.chance(15):
            fields.insert(0, f"__slots__ = {self.one(SLOTS)}")
        if self.chance(20):
            fields += self.member()
        self.guarded(lines + indented(fields), [f"class {name}: c = 1"])

    def define_namedtuple(self, name):
        fields = self.one(("'a b'", "'a, b, c'", "['x', 'y']", "''", "'a a'", "'class x'", "'_q'", "('x', '1')", "'a b c'"))
        options = self.one(("", "", ", defaults=(1,)", ", defaults=(1, 2, 3, 4)", ", rename=True", ", module='m'"))
        self.guarded([f"{name} = collections.namedtuple({name!r}, {fields}{options})"], [f"{name} = collections.namedtuple({name!r}, 'x y')"])
        if self.chance(50):
            self.guarded([f"class {name}({name}):", *indented(self.body())])

    def subject(self, make):
        return lambda name: make(self, name)

    def create(self):
        name = f"o{len(self.objects)}"
        self.guarded([f"{name} = {self.cls()}({self.one(ARGUMENTS)})"], [f"{name} = {self.one(self.classes or BUILTINS)}.__new__({self.one(self.classes or BUILTINS)})" if self.chance(15) else f"{name} = None"])
        self.objects.append(name)

    def act(self):
        """One thing done to an object or a class."""
        o = self.one(self.objects)
        subjects = (random_subjects.method, random_subjects.called, random_subjects.formats, random_subjects.stored, random_subjects.table, random_subjects.exceptions, random_subjects.data)
        make, = self.random.choices(
            (self.read, self.write, self.delete, self.size, self.table, self.fact, self.operate, self.class_change, self.class_fact, self.descriptor_call, self.look,
             *map(self.subject, subjects)),
            (10, 14, 7, 14, 9, 8, 9, 6, 7, 3, 6, 8, 7, 4, 9, 2, 3, 3),
        )
        make(o)
        if self.watched and make in (self.write, self.delete, self.table, self.class_change):
            self.size(o)

    def read(self, o):
        name = self.name()
        self.show(self.one((f"{o}.{name}", f"getattr({o}, {name!r})", f"getattr({o}, {name!r}, 'none')", f"hasattr({o}, {name!r})", f"{self.cls()}.{name}", f"object.__getattribute__({o}, {name!r})", f"{o}.{name}()", f"{o}.{name}(2)", f"type({o}).{name}")))

    def write(self, o):
        name = self.name()
        self.guarded([self.one((f"{o}.{name} = {self.value()}", f"{o}.{name} = {self.value()}", f"setattr({o}, {name!r}, {self.value()})", f"{o}.{name} += {self.value()}", f"object.__setattr__({o}, {name!r}, {self.value()})"))])

    def delete(self, o):
        name = self.name()
        self.guarded([self.one((f"del {o}.{name}", f"delattr({o}, {name!r})", f"object.__delattr__({o}, {name!r})"))])

    def size(self, o):
        self.show(self.one((f"sys.getsizeof({o})", f"sys.getsizeof({o})", f"sys.getsizeof({o}.__dict__)", f"sys.getsizeof(vars({o}))", f"object.__sizeof__({o})", f"{o}.__sizeof__()")))

    def table(self, o):
        name = self.name()
        code = self.one((
            f"{o}.__dict__ = {{{name!r}: 1}}", f"del {o}.__dict__", f"{o}.__dict__[{name!r}] = {self.value()}", f"{o}.__dict__.pop({name!r}, None)", f"{o}.__dict__.update(a=1, b=2)",
            f"{o}.__dict__.clear()", f"{o}.__dict__[1] = 2", f"{o}.__dict__ = {self.one(self.objects)}.__dict__", f"{o}.__dict__ = {self.value()}", f"{o}.__dict__.setdefault({name!r}, 0)",
            f"d = {o}.__dict__", f"d.update({{{name!r}: 0}})", f"del {o}.__dict__[{name!r}]", f"for n in range({self.random.randint(1, 40)}): setattr({o}, f'n{{n}}', n)",
            f"{o}.__dict__.popitem()", f"{o}.__dict__ |= {{'x': 3}}", f"d = dict({o}.__dict__)", f"d = vars({o}).copy()", f"{o}.__dict__ = {o}.__dict__",
        ))
        self.guarded([code])
        if self.chance(40):
            self.show(self.one((f"list({o}.__dict__)", "sys.getsizeof(d)", f"sys.getsizeof({o}.__dict__)", f"sys.getsizeof({o})")))

    def look(self, o):
        self.show(self.one((f"list({o}.__dict__)", f"list(vars({o}))", f"[n for n in dir({o}) if n[:2] != '__']", f"dir({o})", f"weakref.ref({o})() is {o}", f"repr({o}).split(' at 0x')[0]", f"vars({o})", f"{o}.__weakref__", f"len(dir({o}))", f"gc.is_tracked({o})", f"inspect.getattr_static({o}, {self.name()!r})" if self.chance(3) else f"type({o}).__name__")))

    def fact(self, o):
        cls = self.cls()
        self.show(self.one((
            f"{cls}.{self.one(FACTS)}", f"{cls}.{self.one(FACTS)}", f"[getattr({cls}, n) for n in ('__basicsize__', '__itemsize__', '__dictoffset__', '__weakrefoffset__')]",
            f"[c.__name__ for c in {cls}.__mro__]", f"[c.__name__ for c in {cls}.__bases__]", f"{cls}.__base__.__name__", f"isinstance({o}, {cls})", f"issubclass({cls}, {self.cls()})",
            f"type({cls}).__name__", f"[c.__name__ for c in {cls}.__subclasses__()]", f"{self.one(self.classes)}.__doc__", f"{cls}.__qualname__", f"{cls}.__module__", f"repr({cls})", f"{cls}.__hash__ is None",
        )))

    def class_fact(self, o):
        cls, name = self.cls(), self.name()
        self.show(self.one((
            f"list({cls}.__dict__)" if cls in self.classes else f"len({cls}.__name__)", f"{cls}.__slots__", f"{name!r} in {cls}.__dict__", f"type({cls}.__dict__[{name!r}]).__name__", f"{cls}.__annotations__",
            f"[n for n in dir({cls}) if n[:2] != '__']", f"sys.getsizeof({cls})" if cls in self.classes else "0", f"dataclasses.fields({cls})[0].name", f"dataclasses.asdict({o})", f"dataclasses.replace({o}, a=1)", f"{cls}.__match_args__",
            f"dataclasses.astuple({o})", f"{cls}._fields", f"{o}._asdict()", f"{o}._replace(x=1)", f"{cls}.__static_attributes__", f"{cls}.__abstractmethods__", f"dir({cls})", f"{cls}[int]", f"{cls} | int", f"{cls}.mro()[-1]",
            f"{cls}.__name__", f"super({cls}, {o}).{name}", f"super({cls}, {cls}).{name}", f"{cls}.__firstlineno__ > 0", f"{self.one(self.classes)}.__type_params__", f"type({cls}.__dict__['__dict__']).__name__",
        )))

    def class_change(self, o):
        cls, other, name = self.one(self.classes), self.cls(), self.name()
        self.guarded([self.one((
            f"{cls}.{name} = {self.value()}", f"{cls}.{name} = {self.value()}", f"del {cls}.{name}", f"{o}.__class__ = {other}", f"{o}.__class__ = {other}", f"{o}.__class__ = {other}", f"{cls}.__bases__ = ({other},)", f"{cls}.__name__ = 'Renamed'",
            f"{cls}.__slots__ = ('z',)", f"{cls}.{name} = property(lambda self: 7)", f"{cls}.__getattr__ = lambda self, name: name", f"del {cls}.__slots__", f"{cls}.__dict__[{name!r}] = 1", f"{cls}.__class__ = {other}",
            f"{cls}.__doc__ = 'doc'", f"{cls}.__eq__ = lambda self, other: True", f"{cls}.__len__ = lambda self: 4", f"{cls}.__qualname__ = {self.value()}", f"{cls}.__name__ = {self.value()}", f"{cls}.__new__ = lambda cls: 3", f"del {cls}.__init__",
            f"{cls}.{name} = {self.one(self.classes)}.__dict__[{name!r}]", f"{cls}.__hash__ = None", f"{cls}.__init__ = lambda self: None", f"{cls}.__module__ = 'mod'", f"{cls}.__bases__ = ({other}, {self.cls()})", f"{cls}.__dict__ = {{}}", f"{cls}.__annotations__ = {{'a': int}}",
            f"{cls}.__mro__ = ()", f"{cls}.__abstractmethods__ = {{'m'}}", f"{cls}.__repr__ = lambda self: 'changed'", f"{cls}.__base__ = object", f"{cls}.__setattr__ = object.__setattr__", f"{cls}.__call__ = lambda self: 'called'",
        ))])

    def descriptor_call(self, o):
        cls, name = self.cls(), self.name()
        what = f"{cls}.__dict__[{name!r}]"
        self.show(self.one((
            f"{what}.__get__({o}, {cls})", f"{what}.__get__(None, {cls})", f"{what}.__set__({o}, {self.value()})", f"{what}.__delete__({o})", f"{what}.__name__", f"{what}.__objclass__.__name__", f"repr({what}).split(' at 0x')[0]", f"{what}.__doc__",
            f"{what}.__get__()", f"{what}.__get__(None)", f"{what}.__set__({o})", f"{what}.__qualname__", f"{what}.__isabstractmethod__", f"{what} == {what}", f"sys.getsizeof({what})", f"hasattr({what}, '__set__')", f"{what}.fget", f"{what}.__func__",
        )))

    def operate(self, o):
        self.show("repr(" + self.one(OPERATIONS).format(o=o, v=self.value(), p=self.one(self.objects)) + ").split(' at 0x')[0]")


def indented(lines):
    return ["    " + line for line in lines]


def imports(lines):
    text = "\n".join(lines)
    wanted = [f"import {module}" for module in MODULES if re.search(rf"(?<![\w.]){module}\.", text)]
    if "NoneType" in text:
        wanted.append("NoneType = type(None)")
    return "\n".join([*wanted, text]) + "\n"


def program(seed):
    """The text of an ordinary program."""
    maker = Maker(seed)
    if maker.chance(35):
        maker.descriptor()
    if maker.chance(25):
        maker.metaclass()
    for _ in range(maker.random.randint(1, 4)):
        maker.define()
    for _ in range(maker.random.randint(1, 3)):
        maker.create()
    for _ in range(maker.random.randint(6, 25)):
        chosen = maker.random.random()
        if chosen < 0.03:
            maker.define()
        elif chosen < 0.10:
            maker.create()
        else:
            maker.act()
    return imports(maker.lines)


def memory_program(seed):
    """The text of a program that defines `make(i)`."""
    maker = Maker(seed)
    if maker.chance(15):
        maker.descriptor()
    for _ in range(maker.random.randint(1, 3)):
        maker.define()
    cls = maker.one(maker.classes)
    lines = ["def make(i):", "    try:", f"        o = {cls}({maker.one(ARGUMENTS + ('i', 'i, i', '[i]', 'x=i'))})", "    except Exception:", "        return None"]
    maker.objects.append("o")
    for _ in range(maker.random.randint(0, 5)):
        before = len(maker.lines)
        maker.one((maker.write, maker.write, maker.write, maker.delete, maker.table))("o")
        act, maker.lines = maker.lines[before + 1], maker.lines[:before]
        lines += ["    try:", "    " + act, "    except Exception:", "        pass"]
    return imports(["def print(*values): pass", *maker.lines, *lines, "    return o"])
