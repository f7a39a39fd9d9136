# What a __getattr__ binds first, slots under special names, numbers that know only their own kind, and OrderedDicts
# that store through their own __setitem__.
import collections
import dataclasses
import sys


def show(function):
    try:
        print(function())
    except Exception as e:
        print(type(e).__name__, e)


class Asks:
    def __getattr__(self, name):
        raise AttributeError(name)


class AsksList(list):
    def __getattr__(self, name):
        raise AttributeError(name)


class PlainList(list):
    pass


show(lambda: Asks().__reduce_ex__())
show(lambda: Asks().__sizeof__(1))
show(lambda: AsksList().append())
show(lambda: AsksList().insert(1))
show(lambda: PlainList().append())
append = PlainList().append
show(lambda: append())


class Unhashed:
    __slots__ = '__hash__'


show(lambda: hash(Unhashed()))
show(lambda: {Unhashed(): 1})

show(lambda: True.__pow__(1.5))
show(lambda: (2).__pow__(1.5))
show(lambda: (2).__rpow__(1.5))
show(lambda: (2).__add__(1.5))
show(lambda: (2).__radd__(1.5))
show(lambda: (2).__truediv__(1.5))
show(lambda: (2).__mod__(1.5))
show(lambda: (2).__floordiv__(True))
show(lambda: (2.5).__sub__(1))
show(lambda: (2.5).__mul__(1j))
show(lambda: (1j).__add__(2))
show(lambda: (2) + 1.5)


class Half(int):
    def __add__(self, other):
        return super().__add__(other)


show(lambda: Half(2) + 1.5)
show(lambda: Half(2) + 1)


class Plain:
    pass


class Pair(tuple):
    pass


Both = type('Both', (Pair, Plain), {})
show(lambda: Both().__weakref__)
show(lambda: Plain().__weakref__)
show(lambda: type(collections.OrderedDict.__dict__['__dict__']).__name__)
show(lambda: [name for name in dir(float) if 'format' in name])
show(lambda: bytes(2**70))
show(lambda: bytearray(2**70))
show(lambda: b'ab'[2**70])

try:
    @dataclasses.dataclass(slots=True, **({'weakref_slot': True} if sys.version_info >= (3, 11) else {}))
    class Slotted(Plain):
        pass
    print(Slotted.__slots__)
except TypeError as e:
    print(e)


class Silent(collections.OrderedDict):
    def __setitem__(self, key, value):
        print('set', key)


class Loud(collections.OrderedDict):
    def __setitem__(self, key, value):
        print('set', key)
        super().__setitem__(key, value)


for kind in (Silent, Loud):
    show(lambda: len(kind(zz=0)))
    show(lambda: len(kind({'x': 1}, y=2)))
    made = kind([('x', 1)])
    made.update(z=1)
    made.update({'q': 2})
    made.update([('r', 3)])
    made |= {'u': 1} if sys.version_info >= (3, 9) else {}
    show(lambda: made.setdefault('k', 1))
    show(lambda: made.setdefault('x', 5))
    show(lambda: list(made))
    show(lambda: list(kind.fromkeys('ab')))
    show(lambda: list(kind(made)))
    show(lambda: list(made.copy()))
    show(lambda: list(made | {'v': 1}))
