"""Counters, deques, islice and generic aliases: texts, types and results that differ by version."""
import collections
import itertools
import operator
import types


def show(name, call):
    try:
        print(name, repr(call()).split(' at 0x')[0])
    except Exception as error:
        print(name, type(error).__name__, error)


Counter = collections.Counter
many, few = Counter(a=3, b=1, c=-2), Counter('aab')
for operation in (operator.le, operator.lt, operator.ge, operator.gt, operator.eq, operator.ne):
    show(operation.__name__, lambda: operation(few, Counter('aab')))
    show(operation.__name__, lambda: operation(many, few))
    show(operation.__name__, lambda: operation(few, 1))
for operation in (operator.add, operator.sub, operator.or_, operator.and_):
    show(operation.__name__, lambda: operation(many, few))
    show(operation.__name__, lambda: operation(few, many))
    show(operation.__name__, lambda: operation(few, {'a': 1}))
show('add', lambda: Counter.__add__(few, 1))
show('pos', lambda: +many)
show('neg', lambda: -many)
show('texts', lambda: Counter({'a': 's', 'b': [1]}))
show('copy', lambda: Counter({'a': 's'}).copy() == Counter(a='s'))
show('update', lambda: few.update({'a': 's'}))
show('elements', lambda: Counter(a=2).elements())
show('elements', lambda: list(Counter(a=2, b=0, c=-1, d=1).elements()))
show('elements', lambda: Counter.elements([]))
show('most', lambda: many.most_common(2))

deque = collections.deque([1, 2, 3], 4)
show('iter', lambda: iter(deque))
show('reversed', lambda: reversed(deque))
show('hint', lambda: iter(deque).__length_hint__())
show('list', lambda: (list(iter(deque)), list(reversed(deque))))
show('remove', lambda: deque.remove(7))
show('index', lambda: deque.index('a'))
show('rotate', lambda: deque.rotate('a'))
for name in ('append', 'appendleft', 'extend', 'extendleft', 'count', 'index', 'remove'):
    show(name, lambda: getattr(collections.deque, name)('s', [1]))
for name in ('pop', 'popleft', 'clear', 'copy', 'reverse', 'rotate'):
    show(name, lambda: getattr(collections.deque, name)(5))
items = iter(deque)
next(items)
deque.append(4)
show('changed', lambda: next(items))
show('ended', lambda: next(items))
print(type(collections.namedtuple('N', 'a').a))


class Three:
    def __index__(self):
        return 3


for bounds in ((int,), ('a',), (1.5,), (-1,), (-5,), (2 ** 70,), (Three(),), (True,), (None,), (1, int), (int, 1), (1, 2, int), (1, 2, 0),
               (1, 2, -1), (None, None), (None, -1), (-1, None), (1, 2 ** 70), (1, -5), ('a', int), (1, None, None), (2, 1), (0, 5, 2)):
    show('islice', lambda: list(itertools.islice([1, 2, 3, 4, 5], *bounds)))
show('islice', lambda: itertools.islice(5, 'a'))
show('islice', lambda: itertools.islice(5, 1))


class A:
    def method(self):
        pass


class Meta(type):
    def __getattribute__(cls, name):
        if name == '__qualname__':
            raise AttributeError(name)
        return type.__getattribute__(cls, name)


class Nameless(metaclass=Meta):
    pass


class Homeless:
    __module__ = None


for argument in (type(None), None, len, show, A().method, A, Nameless, Homeless, list[int], ..., 'a', [int, A], {}):
    show('alias', lambda: list[argument])
show('alias', lambda: types.GenericAlias(len, (1,)))
