# Docstrings that dataclasses make of signatures, frozen classes with slots, what the types of exceptions and
# namespaces have of their own, annotations deleted, ints measured as objects, unset slots under special names.
import copy
import dataclasses
import functools
import gc
import pickle
import types
import typing
from dataclasses import dataclass


def show(function):
    try:
        print(repr(function()).split(' at 0x')[0])
    except Exception as e:
        print(type(e).__name__, e)


def own_init():
    @dataclass
    class A:
        x: int

        def __init__(self, y, /, z: int = 3, *args, k, j: "str" = 'x', **kw) -> int:
            pass
    return A


def starred():
    @dataclass
    class A:
        x: int

        def __init__(*args, **kw):
            pass
    return A


def only_by_name():
    @dataclass
    class A:
        x: int

        def __init__(self, *, k=1):
            pass
    return A


def without_self():
    @dataclass
    class A:
        x: int

        def __init__(*, k=1):
            pass
    return A


def own_new():
    @dataclass
    class A:
        x: int = 1

        def __new__(cls, a, b=2):
            return object.__new__(cls)
    return A


def own_new_and_init():
    @dataclass
    class A:
        x: int = 1

        def __new__(cls, a, b=2):
            return object.__new__(cls)

        def __init__(self, q):
            pass
    return A


def inherited_new():
    class B:
        def __new__(cls, a, b=2):
            return object.__new__(cls)

    @dataclass
    class A(B):
        x: int = 1
    return A


def inherited_new_alone():
    class B:
        def __new__(cls, a, b=2):
            return object.__new__(cls)

    @dataclass(init=False)
    class A(B):
        x: int = 1
    return A


def inherited_init_alone():
    class B:
        def __init__(self, a, b=2):
            pass

    @dataclass(init=False)
    class A(B):
        x: int = 1
    return A


def inherited_both():
    class B:
        def __init__(self, a, b=2):
            pass

    class C(B):
        def __new__(cls, c):
            return object.__new__(cls)

    class D(C):
        def __init__(self, d):
            pass

    @dataclass(init=False)
    class A(D):
        x: int = 1
    return A


def no_init():
    @dataclass(init=False)
    class A:
        x: int = 1
    return A


def error_without_init():
    @dataclass(init=False)
    class A(ValueError):
        x: int = 1
    return A


def slot_for_init():
    @dataclass
    class A:
        __slots__ = '__init__'
    return A


def slot_for_new():
    @dataclass
    class A:
        __slots__ = '__new__'
    return A


def init_is_none():
    @dataclass
    class A:
        __init__ = None
    return A


def metaclass_call():
    class M(type):
        def __call__(cls, m, n=1):
            return type.__call__(cls)

    @dataclass
    class A(metaclass=M):
        x: int
    return A


def returning():
    @dataclass
    class A:
        def __new__(cls) -> 'A':
            return object.__new__(cls)
    return A


def by_position():
    @dataclass
    class A:
        def __init__(self, a, b, /):
            pass
    return A


def self_by_position():
    @dataclass
    class A:
        def __init__(self, /, a):
            pass
    return A


def wrapped():
    def decorate(function):
        @functools.wraps(function)
        def inner(*args, **kw):
            return function(*args, **kw)
        return inner

    @dataclass
    class A:
        @decorate
        def __init__(self, a, b):
            pass
    return A


def typed():
    @dataclass
    class A:
        a: typing.List[int]
        b: list[int]
        c: typing.Optional[int] = None
        d: typing.Any = 1
    return A


for make in (own_init, starred, only_by_name, without_self, own_new, own_new_and_init, inherited_new, inherited_new_alone,
             inherited_init_alone, inherited_both, no_init, error_without_init, slot_for_init, slot_for_new, init_is_none,
             metaclass_call, returning, by_position, self_by_position, wrapped, typed):
    print(make.__name__, end=' ')
    show(lambda: make().__doc__)


@dataclass(frozen=True)
class Point:
    b: int


show(lambda: setattr(Point(1), 'q', 1))
show(lambda: delattr(Point(1), 'b'))


class Plain:
    pass


class Asked(Plain):
    x: int


@dataclass
class Derived(Asked):
    y: int


print([name for name in dir(Asked) if 'annot' in name] == [name for name in dir(Plain) + ['x'] if 'annot' in name])

class Error(KeyError):
    pass


class Numbers(list):
    pass


for c in (Error, types.SimpleNamespace, Numbers, int, KeyError, float, str, frozenset, dict, tuple, property, set, range,
          slice, bytes, bytearray, complex, enumerate, zip, map, filter, reversed, types.MethodType, type, super, bool):
    for name in ('__setattr__', '__delattr__', '__getattribute__'):
        print(c.__name__, getattr(c, name), name in c.__mro__[-2].__dict__)
for function in (
    lambda: Error.__setattr__(), lambda: Error.__setattr__(None, 'x', 1), lambda: KeyError.__setattr__(1, 'x', 1),
    lambda: Numbers.__getattribute__(1, 'x'), lambda: Error.__delattr__(Error(), 'x'), lambda: Error.__getattribute__(),
    lambda: Error.__setattr__(Error(), 1, 2), lambda: BaseException.__setattr__(type, 'x', 1),
    lambda: object.__setattr__(Error(), 'x', 1), lambda: object.__setattr__(int, 'x', 1),
    lambda: object.__setattr__([], 'x', 1), lambda: types.SimpleNamespace.__setattr__(3, 'x', 1),
    lambda: str.__getattribute__('a', 'b'), lambda: str.__getattribute__(1, 'b'),
):
    show(function)


class Loud(ValueError):
    def __setattr__(self, name, value):
        print('set', name)
        super().__setattr__(name, value)

    def __delattr__(self, name):
        print('del', name)
        super().__delattr__(name)


loud = Loud(2)
loud.b = 1
loud.args = (3,)
print(loud, loud.b, loud.__dict__)
del loud.b


class Watching:
    def __getattribute__(self, name):
        print(name, end=' ')
        return super().__getattribute__(name)


class WatchingKey(Watching, KeyError):
    pass


class WatchingValue(Watching, ValueError):
    def __init__(self, a):
        super().__init__(a)
        self.x = 1


class WatchingOS(Watching, OSError):
    pass


class WatchingAttribute(Watching, AttributeError):
    pass


for error in (WatchingKey(), WatchingValue(3), WatchingOS(2, 'x'), WatchingAttribute('x')):
    print('--', type(error).__name__)
    again = pickle.loads(pickle.dumps(error))
    copy.copy(error)
    error.__reduce__()
    print(str(error))

class Lined:
    def f(self):
        self.x = 1


Lined.__module__ = 'mod'
print('__firstlineno__' in Lined.__dict__, '__static_attributes__' in Lined.__dict__, Lined.__module__)


class Counted(int):
    pass


for n in (-1, -2**40, 1, 257, 2**30, 2**60, -2**60, 2**95):
    print(n, object.__sizeof__(n) - object.__sizeof__(2**29), n.__sizeof__())
print(object.__sizeof__(True) - object.__sizeof__(Counted(-1)), object.__sizeof__(Counted(-2**70)) - object.__sizeof__(Counted(2**70)))
for args in ((1, None), (15, None), (True, None), (1.5, None)):
    show(lambda: type(args[0]).__round__(*args))
    show(lambda: round(*args))


class Super:
    def f(*args):
        return super()

    def g(*args):
        return super().__repr__()


show(lambda: Super().f())
show(lambda: Super().g())
for protocol in (2j, 2.5, 'x', None):
    show(lambda: (1).__reduce_ex__(protocol))


class Empty(typing.NamedTuple):
    pass


class Row(tuple):
    __slots__ = ()


print([gc.is_tracked(o) for o in (Empty(), Row(), Row([1]), ())])

class Annotated:
    x: int
    y: str


def annotations_of(cls):
    return [name for name in dir(cls) if 'annot' in name and '.' not in name]


def delete(cls):
    del cls.__annotations__


print(Annotated.__annotations__, annotations_of(Annotated))
Annotated.__annotations__ = {'a': int}
print(annotations_of(Annotated), Annotated.__annotations__)
delete(Annotated)
print(annotations_of(Annotated))
show(lambda: Annotated.__annotations__)
show(lambda: delete(Annotated))
show(lambda: delete(Annotated))
show(lambda: delete(Plain))
show(lambda: delete(int))


class Unset:
    __slots__ = ('y', '__init__', '__call__', '__eq__', '__iter__', '__repr__', '__len__', '__str__', '__hash__')


unset = object.__new__(Unset)


def context(function):
    try:
        print(repr(function()).split(' at 0x')[0])
    except Exception as e:
        print(type(e).__name__, e, getattr(e, 'name', None), getattr(e, 'obj', None) is None)


for function in (
    lambda: Unset(), lambda: unset(), lambda: unset.y, lambda: repr(unset), lambda: str(unset), lambda: unset == 1,
    lambda: len(unset), lambda: iter(unset), lambda: [*unset], lambda: hash(unset), lambda: unset.__eq__,
):
    context(function)
