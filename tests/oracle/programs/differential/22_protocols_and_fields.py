"""What protocols and dataclasses keep in their classes, and what they say of other classes."""
import dataclasses
import typing

T = typing.TypeVar('T')


def show(name, call):
    try:
        print(name, repr(call()).split(' at 0x')[0])
    except Exception as error:
        print(name, type(error).__name__, error)


class Empty(typing.Protocol):
    pass


@typing.runtime_checkable
class Method(typing.Protocol):
    def m(self): ...


@typing.runtime_checkable
class Value(typing.Protocol[T]):
    x: int


class Derived(Empty):
    pass


class Init(typing.Protocol):
    def __init__(self, a):
        self.a = a


class Inherits(Init):
    pass


class Own(Method):
    def __init__(self):
        self.x = 1


class Nothing:
    m = None


class Slots:
    __slots__ = ('x', 'm')


classes = (Empty, Method, Value, Derived, Init, Inherits, Own, Nothing, Slots)
for cls in classes:
    print(cls.__name__, type(cls.__init__).__name__)
    show('init', lambda: cls.__init__ if type(cls.__init__).__name__ == 'function' else None)
    show('made', lambda: cls())
for cls in (Empty, Method, Value, Derived, Own):
    for other in (int, Own, Nothing, Slots, 5):
        show(f'{cls.__name__} {other}', lambda: issubclass(other, cls))
    for value in (1, Own(), Nothing(), Slots()):
        show(f'{cls.__name__} {type(value).__name__}', lambda: isinstance(value, cls))
show('init', lambda: Derived.__init__(5))
show('init', lambda: Empty.__init__(5))
show('checkable', lambda: typing.runtime_checkable(Derived))
for cls in (Empty, Method, Derived, Init):
    print([name for name in cls.__dict__ if not name.startswith('__') or name.startswith(('__proto', '__call', '__non', '__sub', '__init'))])


@dataclasses.dataclass
class Point:
    x: int
    y: typing.ClassVar = 1
    z: dataclasses.InitVar[int] = 2


for field in Point.__dataclass_fields__.values():
    print(field.name, field._field_type)


@dataclasses.dataclass(init=False)
class Plain:
    a: str = 's'


print(Plain.__doc__)
if hasattr(dataclasses, 'KW_ONLY'):
    show('keywords', lambda: dataclasses.KW_ONLY)
show('missing', lambda: dataclasses.MISSING)
