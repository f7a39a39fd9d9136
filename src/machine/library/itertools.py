# itertools: iterators as classes; each says itself what comes next.
import _machine
import _operator
from sys import maxsize as _maxsize

_version = _machine.version()
_nothing = object()


def _iter(self):
    return self


def _sizeof(self):
    _machine.unsupported(f'the size of an itertools.{type(self).__name__}')


def _copied(self, *protocol):
    _machine.unsupported(f'copying an itertools.{type(self).__name__}')


def _next(self):
    return next(self._rest)


def _iterator(cls):
    cls.__iter__, cls.__sizeof__ = _iter, _sizeof
    cls.__reduce__ = cls.__reduce_ex__ = _copied
    if '__next__' not in cls.__dict__:
        cls.__next__ = _next
    return _machine.as_builtin(cls)


# A bound of islice, or -1 for what is none (Modules/itertoolsmodule.c, islice_new).
def _bound(value):
    try:
        value = _operator.index(value)
    except Exception:
        return -1
    return value if -_maxsize <= value <= _maxsize else -1


@_iterator
class count:
    __slots__ = ('_next', '_step')

    def __new__(cls, start=0, step=1):
        for value in (start, step):
            if not hasattr(value, '__add__') or isinstance(value, (str, list, tuple, bytes)):
                raise TypeError('a number is required')
        self = super().__new__(cls)
        self._next, self._step = start, step
        return self

    def __next__(self):
        value = self._next
        self._next = value + self._step
        return value

    def __repr__(self):
        if type(self._step) is int and self._step == 1:
            return f'count({self._next!r})'
        return f'count({self._next!r}, {self._step!r})'


@_iterator
class cycle:
    __slots__ = ('_rest', '_saved')

    def __new__(cls, iterable, /):
        self = super().__new__(cls)
        self._rest = iter(iterable)
        self._saved = []
        return self

    def __next__(self):
        saved = self._saved
        if self._rest is not None:
            for item in self._rest:
                saved.append(item)
                return item
            self._rest = None
        if not saved:
            raise StopIteration
        item = saved.pop(0)
        saved.append(item)
        return item


@_iterator
class repeat:
    __slots__ = ('_object', '_times')

    def __new__(cls, object, times=_nothing):
        self = super().__new__(cls)
        self._object = object
        self._times = None if times is _nothing else max(times.__index__(), 0)
        return self

    def __next__(self):
        if self._times is not None:
            if self._times == 0:
                raise StopIteration
            self._times -= 1
        return self._object

    def __length_hint__(self):
        if self._times is None:
            raise TypeError('len() of unsized object')
        return self._times

    def __repr__(self):
        if self._times is None:
            return f'repeat({self._object!r})'
        return f'repeat({self._object!r}, {self._times})'


@_iterator
class chain:
    __slots__ = ('_iterables', '_current')

    def __new__(cls, *iterables):
        return cls.from_iterable(iterables)

    @classmethod
    def from_iterable(cls, iterable, /):
        self = super().__new__(cls)
        self._iterables = iter(iterable)
        self._current = None
        return self

    def __next__(self):
        while True:
            if self._current is None:
                self._current = iter(next(self._iterables))
            for item in self._current:
                return item
            self._current = None


@_iterator
class islice:
    __slots__ = ('_rest',)

    def __new__(cls, iterable, /, *bounds):
        if not bounds or len(bounds) > 3:
            bound = 'at least 2' if not bounds else 'at most 4'
            raise TypeError(f'islice expected {bound} arguments, got {len(bounds) + 1}')
        start, stop, step = 0, None, 1
        if len(bounds) > 1 and bounds[0] is not None:
            start = _bound(bounds[0])
        last = bounds[min(len(bounds) - 1, 1)]
        if last is not None:
            stop = _bound(last)
            if stop == -1:
                raise ValueError('Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.')
        if start < 0 or stop is not None and stop < 0:
            raise ValueError('Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.')
        if len(bounds) == 3 and bounds[2] is not None:
            step = _bound(bounds[2])
        if step < 1:
            raise ValueError('Step for islice() must be a positive integer or None.')
        self = super().__new__(cls)
        self._rest = cls._items(iter(iterable), start, stop, step)
        return self

    @staticmethod
    def _items(rest, start, stop, step):
        place, wanted = 0, start
        while stop is None or wanted < stop:
            while place < wanted:
                if next(rest, _nothing) is _nothing:
                    return
                place += 1
            item = next(rest, _nothing)
            if item is _nothing:
                return
            place += 1
            yield item
            wanted += step
        while place < min(wanted, stop):
            if next(rest, _nothing) is _nothing:
                return
            place += 1


# Makes an iterator of a function and an iterable. Keywords are refused up to 3.10 only by the type itself, from 3.11 on
# by all classes that have not replaced `__init__`.
def _applied(builtin, cls, given, named):
    if named and (cls is builtin or _version >= 11 and cls.__init__ is object.__init__):
        raise TypeError(f'{builtin.__name__}() takes no keyword arguments')
    if len(given) != 2:
        raise TypeError(f'{builtin.__name__} expected 2 arguments, got {len(given)}')
    self = object.__new__(cls)
    self._function, self._rest = given[0], iter(given[1])
    return self


@_iterator
class takewhile:
    __slots__ = ('_function', '_rest', '_done')

    def __new__(cls, /, *given, **named):
        self = _applied(takewhile, cls, given, named)
        self._done = False
        return self

    def __next__(self):
        if not self._done:
            item = next(self._rest)
            if self._function(item):
                return item
            self._done = True
        raise StopIteration


@_iterator
class dropwhile:
    __slots__ = ('_function', '_rest', '_started')

    def __new__(cls, /, *given, **named):
        self = _applied(dropwhile, cls, given, named)
        self._started = False
        return self

    def __next__(self):
        while True:
            item = next(self._rest)
            if self._started:
                return item
            if not self._function(item):
                self._started = True
                return item


@_iterator
class filterfalse:
    __slots__ = ('_function', '_rest')

    def __new__(cls, /, *given, **named):
        return _applied(filterfalse, cls, given, named)

    def __next__(self):
        while True:
            item = next(self._rest)
            if not (item if self._function is None or self._function is bool else self._function(item)):
                return item


@_iterator
class compress:
    __slots__ = ('_data', '_selectors')

    def __new__(cls, data, selectors):
        self = super().__new__(cls)
        self._data, self._selectors = iter(data), iter(selectors)
        return self

    def __next__(self):
        while True:
            item = next(self._data)
            if next(self._selectors):
                return item


@_iterator
class starmap:
    __slots__ = ('_function', '_rest')

    def __new__(cls, /, *given, **named):
        return _applied(starmap, cls, given, named)

    def __next__(self):
        return self._function(*next(self._rest))


@_iterator
class accumulate:
    __slots__ = ('_rest', '_function', '_total', '_initial')

    def __new__(cls, iterable, func=None, *, initial=None):
        self = super().__new__(cls)
        self._rest, self._function, self._total, self._initial = iter(iterable), func, _nothing, initial
        return self

    def __next__(self):
        if self._initial is not None:
            self._total, self._initial = self._initial, None
            return self._total
        item = next(self._rest)
        if self._total is _nothing:
            self._total = item
        elif self._function is None:
            self._total = self._total + item
        else:
            self._total = self._function(self._total, item)
        return self._total


@_iterator
class zip_longest:
    __slots__ = ('_iterators', '_fill', '_left')

    def __new__(cls, /, *iterables, fillvalue=None):
        self = super().__new__(cls)
        self._iterators = [iter(iterable) for iterable in iterables]
        self._fill, self._left = fillvalue, len(iterables)
        return self

    def __next__(self):
        if not self._left:
            raise StopIteration
        items = []
        for place, iterator in enumerate(self._iterators):
            item = _nothing if iterator is None else next(iterator, _nothing)
            if item is _nothing:
                if iterator is not None:
                    self._iterators[place] = None
                    self._left -= 1
                    if not self._left:
                        raise StopIteration
                item = self._fill
            items.append(item)
        return tuple(items)


@_iterator
class groupby:
    __slots__ = ('_rest', '_key', '_current_key', '_current', '_target', '_group')

    def __new__(cls, iterable, key=None):
        self = super().__new__(cls)
        self._rest, self._key = iter(iterable), key
        self._current_key = self._current = self._target = _nothing
        self._group = None
        return self

    def _step(self):
        self._current = next(self._rest)
        self._current_key = self._current if self._key is None else self._key(self._current)

    def __next__(self):
        self._group = None
        while self._current_key is _nothing or (
                self._target is not _nothing and self._target == self._current_key):
            self._step()
        self._target = self._current_key
        self._group = _grouper(self, self._target)
        return self._current_key, self._group


@_iterator
class _grouper:
    __slots__ = ('_parent', '_target')

    def __new__(cls, parent, target):
        self = super().__new__(cls)
        self._parent, self._target = parent, target
        return self

    def __next__(self):
        parent = self._parent
        if parent._group is not self:
            raise StopIteration
        if parent._current is _nothing:
            parent._step()
        if not self._target == parent._current_key:
            raise StopIteration
        item, parent._current = parent._current, _nothing
        return item


@_iterator
class _tee:
    __slots__ = ('_shared', '_place')

    def __next__(self):
        rest, items = self._shared
        if self._place == len(items):
            items.append(next(rest))
        self._place += 1
        return items[self._place - 1]


def tee(iterable, n=2, /):
    if n < 0:
        raise ValueError('n must be >= 0')
    shared = (iter(iterable), [])
    copies = []
    for _ in range(n):
        copy = _tee()
        copy._shared, copy._place = shared, 0
        copies.append(copy)
    return tuple(copies)


@_iterator
class product:
    __slots__ = ('_rest',)

    def __new__(cls, *iterables, repeat=1):
        if repeat < 0:
            raise ValueError('repeat argument cannot be negative')
        self = super().__new__(cls)
        self._rest = cls._items([tuple(iterable) for iterable in iterables] * repeat)
        return self

    @staticmethod
    def _items(pools):
        if not all(pools):
            return
        places = [0] * len(pools)
        while True:
            yield tuple([pool[place] for pool, place in zip(pools, places)])
            for i in reversed(range(len(pools))):
                places[i] += 1
                if places[i] < len(pools[i]):
                    break
                places[i] = 0
            else:
                return


def _length(r):
    if not isinstance(r, int):
        raise TypeError('Expected int as r')
    if r < 0:
        raise ValueError('r must be non-negative')
    return r


@_iterator
class permutations:
    __slots__ = ('_rest',)

    def __new__(cls, iterable, r=None):
        pool = tuple(iterable)
        r = len(pool) if r is None else _length(r)
        self = super().__new__(cls)
        self._rest = cls._items(pool, r)
        return self

    @staticmethod
    def _items(pool, r):
        n = len(pool)
        if r > n:
            return
        indices = list(range(n))
        cycles = list(range(n, n - r, -1))
        yield tuple([pool[i] for i in indices[:r]])
        while n:
            for i in reversed(range(r)):
                cycles[i] -= 1
                if cycles[i] == 0:
                    indices[i:] = indices[i + 1:] + indices[i:i + 1]
                    cycles[i] = n - i
                else:
                    j = cycles[i]
                    indices[i], indices[-j] = indices[-j], indices[i]
                    yield tuple([pool[i] for i in indices[:r]])
                    break
            else:
                return


@_iterator
class combinations:
    __slots__ = ('_rest',)

    def __new__(cls, iterable, r):
        pool = tuple(iterable)
        if _length(r) is None:
            return None
        self = super().__new__(cls)
        self._rest = cls._items(pool, r)
        return self

    @staticmethod
    def _items(pool, r):
        n = len(pool)
        if r > n:
            return
        indices = list(range(r))
        while True:
            yield tuple([pool[i] for i in indices])
            for i in reversed(range(r)):
                if indices[i] != i + n - r:
                    break
            else:
                return
            indices[i] += 1
            for j in range(i + 1, r):
                indices[j] = indices[j - 1] + 1


@_iterator
class combinations_with_replacement:
    __slots__ = ('_rest',)

    def __new__(cls, iterable, r):
        pool = tuple(iterable)
        _length(r)
        self = super().__new__(cls)
        self._rest = cls._items(pool, r)
        return self

    @staticmethod
    def _items(pool, r):
        n = len(pool)
        if not n and r:
            return
        indices = [0] * r
        while True:
            yield tuple([pool[i] for i in indices])
            for i in reversed(range(r)):
                if indices[i] != n - 1:
                    break
            else:
                return
            indices[i:] = [indices[i] + 1] * (r - i)


@_iterator
class pairwise:
    __slots__ = ('_rest', '_last')

    def __new__(cls, iterable, /):
        self = super().__new__(cls)
        self._rest, self._last = iter(iterable), _nothing
        return self

    def __next__(self):
        if self._last is _nothing:
            self._last = next(self._rest)
        pair = (self._last, next(self._rest))
        self._last = pair[1]
        return pair


@_iterator
class batched:
    __slots__ = ('_rest', '_n', '_strict')

    def __new__(cls, iterable, n, *, strict=False):
        if n < 1:
            raise ValueError('n must be at least one')
        self = super().__new__(cls)
        self._rest, self._n, self._strict = iter(iterable), n, strict
        return self

    def __next__(self):
        items = []
        for _ in range(self._n):
            item = next(self._rest, _nothing)
            if item is _nothing:
                break
            items.append(item)
        if not items:
            raise StopIteration
        if self._strict and len(items) < self._n:
            raise ValueError('batched(): incomplete batch')
        return tuple(items)


if _version < 10:
    del pairwise
if _version < 12:
    del batched
