# collections: named tuples, counters, and the dicts of the interpreter.
import _machine

OrderedDict = _machine.type_of('OrderedDict')
defaultdict = _machine.type_of('defaultdict')

_version = _machine.version()
_keywords = ('False', 'None', 'True', 'and', 'as', 'assert', 'async', 'await', 'break', 'class', 'continue',
             'def', 'del', 'elif', 'else', 'except', 'finally', 'for', 'from', 'global', 'if', 'import', 'in',
             'is', 'lambda', 'nonlocal', 'not', 'or', 'pass', 'raise', 'return', 'try', 'while', 'with', 'yield')
if _version == 9:
    _keywords += ('__peg_parser__',)


def _field_names(typename, field_names, rename):
    if isinstance(field_names, str):
        field_names = field_names.replace(',', ' ').split()
    names = [str(name) for name in field_names]
    if rename:
        seen = set()
        for index, name in enumerate(names):
            if not name.isidentifier() or name in _keywords or name.startswith('_') or name in seen:
                names[index] = f'_{index}'
            seen.add(name)
    for name in [typename] + names:
        if type(name) is not str:
            raise TypeError('Type names and field names must be strings')
        if not name.isidentifier():
            raise ValueError(f'Type names and field names must be valid identifiers: {name!r}')
        if name in _keywords:
            raise ValueError(f'Type names and field names cannot be a keyword: {name!r}')
    seen = set()
    for name in names:
        if name.startswith('_') and not rename:
            raise ValueError(f'Field names cannot start with an underscore: {name!r}')
        if name in seen:
            raise ValueError(f'Encountered duplicate field name: {name!r}')
        seen.add(name)
    return tuple(names)


def _make_new(typename, names, defaults):
    arguments = ', '.join(names) + (',' if len(names) == 1 else '')
    parameters = ''.join(name + ', ' for name in names)
    scope = {'_tuple_new': tuple.__new__, '__name__': f'namedtuple_{typename}'}
    if _version == 9:
        source = f'new = lambda _cls, {parameters}: _tuple_new(_cls, ({arguments}))\n'
    else:
        source = f'__new__ = lambda _cls, {parameters}: _tuple_new(_cls, ({arguments}))\n'
    new = _machine.compile_function(source, scope)
    new.__name__ = '__new__'
    new.__qualname__ = f'{typename}.__new__'
    new.__doc__ = f'Create new instance of {typename}({arguments})'
    if defaults is not None:
        new.__defaults__ = defaults
    return new


def namedtuple(typename, field_names, *, rename=False, defaults=None, module=None):
    typename = str(typename)
    names = _field_names(typename, field_names, rename)
    field_defaults = {}
    if defaults is not None:
        defaults = tuple(defaults)
        if len(defaults) > len(names):
            raise TypeError('Got more default values than field names')
        field_defaults = dict(reversed(list(zip(reversed(names), reversed(defaults)))))
    count = len(names)

    @classmethod
    def _make(cls, iterable):
        result = tuple.__new__(cls, iterable)
        if len(result) != count:
            raise TypeError(f'Expected {count} arguments, got {len(result)}')
        return result

    def _replace(self, /, **kwds):
        result = self._make([kwds.pop(name, old) for name, old in zip(names, self)])
        if kwds:
            error = TypeError if _version >= 13 else ValueError
            raise error(f'Got unexpected field names: {list(kwds)!r}')
        return result

    def __repr__(self):
        'Return a nicely formatted representation string'
        shown = ', '.join(f'{name}={value!r}' for name, value in zip(names, tuple(self)))
        return f'{self.__class__.__name__}({shown})'

    def _asdict(self):
        'Return a new dict which maps field names to their values.'
        return dict(zip(self._fields, self))

    def __getnewargs__(self):
        'Return self as a plain tuple.  Used by copy and pickle.'
        return tuple(self)

    _make.__func__.__doc__ = f'Make a new {typename} object from a sequence or iterable'
    _replace.__doc__ = f'Return a new {typename} object replacing specified fields with new values'
    for method in (_make.__func__, _replace, __repr__, _asdict, __getnewargs__):
        method.__qualname__ = f'{typename}.{method.__name__}'

    namespace = {
        '__doc__': f'{typename}({", ".join(names)}{"," if count == 1 else ""})',
        '__slots__': (),
        '_fields': names,
        '_field_defaults': field_defaults,
        '__new__': _make_new(typename, names, defaults),
        '_make': _make,
    }
    if _version >= 13:
        namespace['__replace__'] = _replace
    namespace['_replace'] = _replace
    namespace['__repr__'] = __repr__
    namespace['_asdict'] = _asdict
    namespace['__getnewargs__'] = __getnewargs__
    if _version >= 10:
        namespace['__match_args__'] = names
    for index, name in enumerate(names):
        namespace[name] = _machine.tuplegetter(index, f'Alias for field number {index}')
    result = type(typename, (tuple,), namespace)
    if module is None:
        module = _machine.caller_module(1)
    if module is not None:
        result.__module__ = module
    return result


class Counter(dict):
    def __init__(self, iterable=None, /, **kwds):
        super().__init__()
        self.update(iterable, **kwds)

    def __missing__(self, key):
        return 0

    def total(self):
        return sum(self.values())

    def most_common(self, n=None):
        ordered = sorted(self.items(), key=lambda item: item[1], reverse=True)
        if n is None:
            return ordered
        if not isinstance(n, int):
            _machine.unsupported('Counter.most_common() of what is no int')
        return ordered[:max(n, 0)]

    def elements(self):
        for element, count in self.items():
            for _ in range(count):
                yield element

    @classmethod
    def fromkeys(cls, iterable, v=None):
        raise NotImplementedError('Counter.fromkeys() is undefined.  Use Counter(iterable) instead.')

    def update(self, iterable=None, /, **kwds):
        if iterable is not None:
            if isinstance(iterable, dict):
                for element, count in iterable.items():
                    self[element] = count + self.get(element, 0)
            else:
                for element in iterable:
                    self[element] = self.get(element, 0) + 1
        if kwds:
            self.update(kwds)

    def subtract(self, iterable=None, /, **kwds):
        if iterable is not None:
            if isinstance(iterable, dict):
                for element, count in iterable.items():
                    self[element] = self.get(element, 0) - count
            else:
                for element in iterable:
                    self[element] = self.get(element, 0) - 1
        if kwds:
            self.subtract(kwds)

    def copy(self):
        return self.__class__(self)

    def __reduce__(self):
        return self.__class__, (dict(self),)

    def __delitem__(self, element):
        if element in self:
            super().__delitem__(element)

    def __repr__(self):
        if not self:
            return f'{self.__class__.__name__}()'
        try:
            ordered = dict(self.most_common())
        except TypeError:
            ordered = dict(self)
        return f'{self.__class__.__name__}({ordered!r})'

    def __eq__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return all(self[element] == other[element] for both in (self, other) for element in both)

    def __ne__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return not self == other

    def _keep_positive(self, other=None, combine=None):
        if combine is None:
            for element in [element for element, count in self.items() if not count > 0]:
                del self[element]
            return self
        if not isinstance(other, Counter):
            return NotImplemented
        result = Counter()
        for element in list(self) + [element for element in other if element not in self]:
            count = combine(self[element], other[element])
            if count > 0:
                result[element] = count
        return result

    def __add__(self, other):
        return self._keep_positive(other, lambda a, b: a + b)

    def __sub__(self, other):
        return self._keep_positive(other, lambda a, b: a - b)

    def __or__(self, other):
        return self._keep_positive(other, max)

    def __and__(self, other):
        return self._keep_positive(other, min)

    def __iadd__(self, other):
        for element, count in other.items():
            self[element] += count
        return self._keep_positive()

    def __isub__(self, other):
        for element, count in other.items():
            self[element] -= count
        return self._keep_positive()

    def __ior__(self, other):
        for element, count in other.items():
            if count > self[element]:
                self[element] = count
        return self._keep_positive()

    def __iand__(self, other):
        for element, count in self.items():
            if other[element] < count:
                self[element] = other[element]
        return self._keep_positive()

    if _version >= 15:
        def __xor__(self, other):
            _machine.unsupported('^ of Counters')

        __ixor__ = __xor__


if _version < 10:
    del Counter.total


@_machine.as_builtin
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
        self._items.append(x)
        if self._maxlen is not None and len(self._items) > self._maxlen:
            del self._items[0]

    def appendleft(self, x, /):
        self._items.insert(0, x)
        if self._maxlen is not None and len(self._items) > self._maxlen:
            del self._items[-1]

    def extend(self, iterable, /):
        for x in list(iterable) if iterable is self else iterable:
            self.append(x)

    def extendleft(self, iterable, /):
        for x in list(iterable) if iterable is self else iterable:
            self.appendleft(x)

    def pop(self):
        if not self._items:
            raise IndexError('pop from an empty deque')
        return self._items.pop()

    def popleft(self):
        if not self._items:
            raise IndexError('pop from an empty deque')
        return self._items.pop(0)

    def clear(self):
        self._items.clear()

    def copy(self):
        return self.__class__(self, self._maxlen) if type(self) is deque else self.__class__(self)

    __copy__ = copy

    def count(self, x, /):
        return self._items.count(x)

    def index(self, x, /, *bounds):
        try:
            return self._items.index(x, *bounds)
        except ValueError:
            if _version >= 14:
                raise ValueError('deque.index(x): x not in deque') from None
            raise ValueError(f'{x!r} is not in deque') from None

    def insert(self, i, x, /):
        if self._maxlen is not None and len(self._items) >= self._maxlen:
            raise IndexError('deque already at its maximum size')
        self._items.insert(i, x)

    def remove(self, x, /):
        try:
            self._items.remove(x)
        except ValueError:
            if _version >= 14:
                raise ValueError('deque.remove(x): x not in deque') from None
            raise ValueError('deque.remove(x): x not in deque') from None

    def reverse(self):
        self._items.reverse()

    def rotate(self, n=1, /):
        items = self._items
        if items:
            n = n % len(items)
            items[:] = items[-n:] + items[:-n] if n else items

    def _place(self, i):
        if isinstance(i, slice) or not hasattr(type(i), '__index__'):
            raise TypeError(f'sequence index must be integer, not {type(i).__name__!r}')
        i = i.__index__()
        if not -len(self._items) <= i < len(self._items):
            raise IndexError('deque index out of range')
        return i

    def __getitem__(self, i, /):
        return self._items[self._place(i)]

    def __setitem__(self, i, value, /):
        self._items[self._place(i)] = value

    def __delitem__(self, i, /):
        del self._items[self._place(i)]

    def __len__(self):
        return len(self._items)

    def __bool__(self):
        return bool(self._items)

    def __contains__(self, x, /):
        return x in self._items

    def __iter__(self):
        size = len(self._items)
        for x in self._items:
            yield x
            if len(self._items) != size:
                raise RuntimeError('deque mutated during iteration')

    def __reversed__(self):
        return reversed(list(self._items))

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


class ChainMap:
    def __init__(self, *maps):
        self.maps = list(maps) or [{}]

    def __missing__(self, key):
        raise KeyError(key)

    def __getitem__(self, key):
        for mapping in self.maps:
            try:
                return mapping[key]
            except KeyError:
                pass
        return self.__missing__(key)

    def get(self, key, default=None):
        return self[key] if key in self else default

    def __len__(self):
        return len(set().union(*self.maps))

    def __iter__(self):
        d = {}
        for mapping in map(dict.fromkeys, reversed(self.maps)):
            d.update(mapping)
        return iter(d)

    def __contains__(self, key):
        return any([key in mapping for mapping in self.maps])

    def __bool__(self):
        return any(self.maps)

    def __repr__(self):
        return f'{self.__class__.__name__}({", ".join([repr(mapping) for mapping in self.maps])})'

    def keys(self):
        return dict(self._pairs()).keys()

    def values(self):
        return dict(self._pairs()).values()

    def items(self):
        return dict(self._pairs()).items()

    def _pairs(self):
        return [(key, self[key]) for key in self]

    def __eq__(self, other):
        if not isinstance(other, (dict, ChainMap)):
            return NotImplemented
        return dict(self._pairs()) == dict(other.items())

    def copy(self):
        return self.__class__(self.maps[0].copy(), *self.maps[1:])

    def new_child(self, m=None, **kwargs):
        if m is None:
            m = kwargs
        elif kwargs:
            m.update(kwargs)
        return self.__class__(m, *self.maps)

    @property
    def parents(self):
        return self.__class__(*self.maps[1:])

    def __setitem__(self, key, value):
        self.maps[0][key] = value

    def __delitem__(self, key):
        try:
            del self.maps[0][key]
        except KeyError:
            raise KeyError(f'Key not found in the first mapping: {key!r}')

    def pop(self, key, *args):
        try:
            return self.maps[0].pop(key, *args)
        except KeyError:
            raise KeyError(f'Key not found in the first mapping: {key!r}')

    def clear(self):
        self.maps[0].clear()

    def update(self, other=(), /, **kwds):
        self.maps[0].update(other, **kwds)

    def setdefault(self, key, default=None):
        if key not in self:
            self[key] = default
        return self[key]
