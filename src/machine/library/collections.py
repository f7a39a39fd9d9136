# collections: named tuples, counters, and the dicts of the interpreter.
import _machine
from _collections import OrderedDict, defaultdict, deque

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


def _merged(self, other, combine, missing=None):
    # What an operator of two counters makes of the counts; `missing` of those that only the other one has.
    if not isinstance(other, Counter):
        return NotImplemented
    result = Counter()
    for element, count in self.items():
        count = combine(count, other[element])
        if count > 0:
            result[element] = count
    if missing is not None:
        for element, count in other.items():
            if element not in self:
                count = missing(count)
                if count > 0:
                    result[element] = count
    return result


def _is_mapping(iterable):
    return isinstance(iterable, (dict, ChainMap, _machine.type_of('mappingproxy')))


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
        from itertools import chain, repeat, starmap
        return chain.from_iterable(starmap(repeat, self.items()))

    @classmethod
    def fromkeys(cls, iterable, v=None):
        raise NotImplementedError('Counter.fromkeys() is undefined.  Use Counter(iterable) instead.')

    def update(self, iterable=None, /, **kwds):
        if iterable is not None:
            if not _is_mapping(iterable):
                for element in iterable:
                    self[element] = self.get(element, 0) + 1
            elif self:
                get = self.get
                for element, count in iterable.items():
                    self[element] = count + get(element, 0)
            else:
                super().update(iterable)
        if kwds:
            self.update(kwds)

    def subtract(self, iterable=None, /, **kwds):
        if iterable is not None:
            get = self.get
            if _is_mapping(iterable):
                for element, count in iterable.items():
                    self[element] = get(element, 0) - count
            else:
                for element in iterable:
                    self[element] = get(element, 0) - 1
        if kwds:
            self.subtract(kwds)

    def copy(self):
        return self.__class__(self)

    def __reduce__(self):
        return self.__class__, (dict(self),)

    def __delitem__(self, elem):
        if elem in self:
            super().__delitem__(elem)

    def __repr__(self):
        if not self:
            return f'{self.__class__.__name__}()'
        try:
            ordered = dict(self.most_common())
        except TypeError:
            ordered = dict(self)
        return f'{self.__class__.__name__}({ordered!r})'

    if _version >= 10:
        def __eq__(self, other):
            if not isinstance(other, Counter):
                return NotImplemented
            return all(self[element] == other[element] for both in (self, other) for element in both)

        def __ne__(self, other):
            if not isinstance(other, Counter):
                return NotImplemented
            return not self == other

        def __le__(self, other):
            if not isinstance(other, Counter):
                return NotImplemented
            return all(self[element] <= other[element] for both in (self, other) for element in both)

        def __lt__(self, other):
            if not isinstance(other, Counter):
                return NotImplemented
            return self <= other and self != other

        def __ge__(self, other):
            if not isinstance(other, Counter):
                return NotImplemented
            return all(self[element] >= other[element] for both in (self, other) for element in both)

        def __gt__(self, other):
            if not isinstance(other, Counter):
                return NotImplemented
            return self >= other and self != other

    def __add__(self, other):
        return _merged(self, other, lambda a, b: a + b, lambda b: b)

    def __sub__(self, other):
        return _merged(self, other, lambda a, b: a - b, lambda b: 0 - b)

    def __or__(self, other):
        return _merged(self, other, lambda a, b: b if a < b else a, lambda b: b)

    def __and__(self, other):
        return _merged(self, other, lambda a, b: a if a < b else b)

    def __pos__(self):
        return Counter({element: count for element, count in self.items() if count > 0})

    def __neg__(self):
        return Counter({element: 0 - count for element, count in self.items() if count < 0})

    def _keep_positive(self):
        for element in [element for element, count in self.items() if not count > 0]:
            del self[element]
        return self

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
            return _merged(self, other, lambda a, b: abs(a - b), abs)

        def __ixor__(self, other):
            for element, count in self.items():
                self[element] = abs(count - other[element])
            for element, count in other.items():
                if element not in self:
                    self[element] = abs(count)
            return self._keep_positive()


if _version < 10:
    del Counter.total


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
