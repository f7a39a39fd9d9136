# _collections: the containers that CPython has in C.
import _machine
import _operator

OrderedDict = _machine.type_of('OrderedDict')
defaultdict = _machine.type_of('defaultdict')

_version = _machine.version()


# The walk over a deque, forwards and backwards; only the first minds a change when it is over.
class _deque_iterator:
    __slots__ = ('_deque', '_left', '_size')

    def __new__(cls, deque, /):
        self = object.__new__(cls)
        self._deque = deque._items
        self._left = self._size = len(deque._items)
        return self

    def __iter__(self):
        return self

    def __next__(self):
        items, left = self._deque, self._left
        if len(items) != self._size:
            self._left = 0
            raise RuntimeError('deque mutated during iteration')
        if not left:
            raise StopIteration
        self._left = left - 1
        return items[-left]

    def __length_hint__(self):
        return self._left

    def __sizeof__(self):
        _machine.unsupported('the size of a deque')

    def __reduce_ex__(self, protocol):
        _machine.unsupported('copying a deque')


class _deque_reverse_iterator:
    __slots__ = ('_deque', '_left', '_size')
    __new__, __iter__, __length_hint__ = _deque_iterator.__new__, _deque_iterator.__iter__, _deque_iterator.__length_hint__
    __sizeof__, __reduce_ex__ = _deque_iterator.__sizeof__, _deque_iterator.__reduce_ex__

    def __next__(self):
        items, left = self._deque, self._left
        if not left:
            raise StopIteration
        if len(items) != self._size:
            self._left = 0
            raise RuntimeError('deque mutated during iteration')
        self._left = left - 1
        return items[left - 1]


def _refuse(self, name):
    raise TypeError(f"descriptor '{name}' for 'collections.deque' objects doesn't apply to a '{type(self).__name__}' object")


def _refuse_wrapper(self, name):
    raise TypeError(f"descriptor '{name}' requires a 'collections.deque' object but received a '{type(self).__name__}'")


class deque:
    __slots__ = ('_items', '_maxlen', '__weakref__')
    __hash__ = None
    __class_getitem__ = classmethod(lambda cls, item: _alias(cls, item))

    def __new__(cls, *args, **kwargs):
        self = super().__new__(cls)
        self._items = []
        self._maxlen = None
        return self

    def __init__(self, iterable=(), maxlen=None):
        if maxlen is not None:
            if not isinstance(maxlen, int):
                raise TypeError('an integer is required')
            if maxlen < 0:
                raise ValueError('maxlen must be non-negative')
        self._maxlen = maxlen
        self._items.clear()
        self.extend(iterable)

    @property
    def maxlen(self):
        return self._maxlen

    def append(self, x, /):
        try:
            items = self._items
        except AttributeError:
            _refuse(self, 'append')
        items.append(x)
        if self._maxlen is not None and len(items) > self._maxlen:
            del items[0]

    def appendleft(self, x, /):
        try:
            items = self._items
        except AttributeError:
            _refuse(self, 'appendleft')
        items.insert(0, x)
        if self._maxlen is not None and len(items) > self._maxlen:
            del items[-1]

    def extend(self, iterable, /):
        if not isinstance(self, deque):
            _refuse(self, 'extend')
        for x in list(iterable) if iterable is self else iterable:
            deque.append(self, x)

    def extendleft(self, iterable, /):
        if not isinstance(self, deque):
            _refuse(self, 'extendleft')
        for x in list(iterable) if iterable is self else iterable:
            deque.appendleft(self, x)

    def pop(self):
        try:
            items = self._items
        except AttributeError:
            _refuse(self, 'pop')
        if not items:
            raise IndexError('pop from an empty deque')
        return items.pop()

    def popleft(self):
        try:
            items = self._items
        except AttributeError:
            _refuse(self, 'popleft')
        if not items:
            raise IndexError('pop from an empty deque')
        return items.pop(0)

    def clear(self):
        if not isinstance(self, deque):
            _refuse(self, 'clear')
        self._items.clear()

    def copy(self):
        if not isinstance(self, deque):
            _refuse(self, 'copy')
        return self.__class__(self, self._maxlen) if type(self) is deque else self.__class__(self)

    __copy__ = copy

    def count(self, x, /):
        if not isinstance(self, deque):
            _refuse(self, 'count')
        return self._items.count(x)

    def index(self, x, /, *bounds):
        if not isinstance(self, deque):
            _refuse(self, 'index')
        if len(bounds) > 2:
            _machine.unsupported('wrong arguments for deque.index()')
        try:
            return self._items.index(x, *bounds)
        except ValueError:
            if _version >= 14:
                raise ValueError('deque.index(x): x not in deque') from None
            raise ValueError(f'{x!r} is not in deque') from None

    def insert(self, i, x, /):
        if not isinstance(self, deque):
            _refuse(self, 'insert')
        i = _machine.c_size(i)
        if self._maxlen is not None and len(self._items) >= self._maxlen:
            raise IndexError('deque already at its maximum size')
        self._items.insert(i, x)

    def remove(self, x, /):
        if not isinstance(self, deque):
            _refuse(self, 'remove')
        try:
            self._items.remove(x)
        except ValueError:
            if _version >= 14 or _version == 9:
                raise ValueError('deque.remove(x): x not in deque') from None
            raise ValueError(f'{x!r} is not in deque') from None

    def reverse(self):
        if not isinstance(self, deque):
            _refuse(self, 'reverse')
        self._items.reverse()

    def rotate(self, n=1, /):
        if not isinstance(self, deque):
            _refuse(self, 'rotate')
        n = _machine.c_size(n)
        items = self._items
        if items:
            n = n % len(items)
            items[:] = items[-n:] + items[:-n] if n else items

    def _place(self, i):
        if isinstance(i, slice) or not hasattr(type(i), '__index__'):
            if not _machine.by_subscript():
                _operator.index(i)  # wrap_sq_item
            raise TypeError(f'sequence index must be integer, not {type(i).__name__!r}')
        i = i.__index__()
        if not -1 << 31 <= i < 1 << 31:
            _machine.unsupported('a very large index of a deque')
        if not -len(self._items) <= i < len(self._items):
            raise IndexError('deque index out of range')
        return i

    def __getitem__(self, i, /):
        if not isinstance(self, deque):
            _refuse_wrapper(self, '__getitem__')
        return self._items[self._place(i)]

    def __setitem__(self, i, value, /):
        if not isinstance(self, deque):
            _refuse_wrapper(self, '__setitem__')
        self._items[self._place(i)] = value

    def __delitem__(self, i, /):
        if not isinstance(self, deque):
            _refuse_wrapper(self, '__delitem__')
        del self._items[self._place(i)]

    def __len__(self):
        return len(self._items)

    def __bool__(self):
        return bool(self._items)

    def __contains__(self, x, /):
        return x in self._items

    def __iter__(self):
        return _deque_iterator(self)

    def __reversed__(self):
        return _deque_reverse_iterator(self)

    def __add__(self, other, /):
        if not isinstance(other, deque):
            raise TypeError(f'can only concatenate deque (not "{type(other).__name__}") to deque')
        result = self.copy()
        result.extend(other)
        return result

    def __iadd__(self, other, /):
        self.extend(other)
        return self

    def __mul__(self, n, /):
        result = self.__class__((), self._maxlen)
        result.extend(self._items * n)
        return result

    __rmul__ = __mul__

    def __imul__(self, n, /):
        items = self._items * n
        self.clear()
        self.extend(items)
        return self

    def __eq__(self, other, /):
        return self._items == other._items if isinstance(other, deque) else NotImplemented

    def __ne__(self, other, /):
        return self._items != other._items if isinstance(other, deque) else NotImplemented

    def __lt__(self, other, /):
        return self._items < other._items if isinstance(other, deque) else NotImplemented

    def __le__(self, other, /):
        return self._items <= other._items if isinstance(other, deque) else NotImplemented

    def __gt__(self, other, /):
        return self._items > other._items if isinstance(other, deque) else NotImplemented

    def __ge__(self, other, /):
        return self._items >= other._items if isinstance(other, deque) else NotImplemented

    def __repr__(self):
        shown = [repr(x) if x is not self else '[...]' for x in self._items]
        limit = '' if self._maxlen is None else f', maxlen={self._maxlen}'
        return f'{type(self).__name__}([{", ".join(shown)}]{limit})'

    def __sizeof__(self):
        _machine.unsupported('the size of a deque')

    def __reduce_ex__(self, protocol):
        _machine.unsupported('copying a deque')


def _alias(cls, item):
    from types import GenericAlias
    return GenericAlias(cls, item)


deque.__module__ = 'collections'
if _version >= 12:
    _deque_iterator.__module__ = _deque_reverse_iterator.__module__ = 'collections'
for _class in (deque, _deque_iterator, _deque_reverse_iterator):
    _machine.as_builtin(_class)
