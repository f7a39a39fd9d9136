# operator: the functions are the machine's own; here are the callables that remember arguments.
import _machine
import _operator

_version = _machine.version()
_names = ('add', 'iadd', 'sub', 'isub', 'mul', 'imul', 'matmul', 'imatmul', 'truediv', 'itruediv', 'floordiv',
          'ifloordiv', 'mod', 'imod', 'pow', 'ipow', 'lshift', 'ilshift', 'rshift', 'irshift', 'and_', 'iand',
          'or_', 'ior', 'xor', 'ixor', 'lt', 'le', 'eq', 'ne', 'gt', 'ge', 'neg', 'pos', 'inv', 'invert', 'abs',
          'index', 'truth', 'not_', 'is_', 'is_not', 'contains', 'getitem', 'setitem', 'delitem', 'concat',
          'countOf', 'indexOf')
_public = globals()
for _name in _names:
    _public[_name] = getattr(_operator, _name)
for _name in ('add', 'iadd', 'sub', 'isub', 'mul', 'imul', 'matmul', 'imatmul', 'truediv', 'itruediv', 'floordiv',
              'ifloordiv', 'mod', 'imod', 'pow', 'ipow', 'lshift', 'ilshift', 'rshift', 'irshift', 'iand', 'ior',
              'xor', 'ixor', 'lt', 'le', 'eq', 'ne', 'gt', 'ge', 'neg', 'pos', 'inv', 'invert', 'abs', 'index',
              'contains', 'getitem', 'setitem', 'delitem', 'concat'):
    _public[f'__{_name}__'] = _public[_name]
__and__, __or__, __not__ = and_, or_, not_
if _version >= 14:
    def is_none(a, /):
        return a is None

    def is_not_none(a, /):
        return a is not None

if _version >= 11:
    def call(obj, /, *args, **kwargs):
        return obj(*args, **kwargs)


def _attribute(obj, path):
    for name in path.split('.'):
        obj = getattr(obj, name)
    return obj


@_machine.as_builtin
class itemgetter:
    __slots__ = ('_items',)

    def __new__(cls, /, *items):
        if not items:
            raise TypeError('itemgetter expected 1 argument, got 0')
        self = super().__new__(cls)
        self._items = items
        return self

    def __call__(self, obj, /):
        if len(self._items) == 1:
            return obj[self._items[0]]
        return tuple([obj[item] for item in self._items])

    def __repr__(self):
        return f'operator.itemgetter({", ".join([repr(item) for item in self._items])})'

    def __sizeof__(self):
        _machine.unsupported('the size of an itemgetter')


@_machine.as_builtin
class attrgetter:
    __slots__ = ('_attrs',)

    def __new__(cls, /, *attrs):
        if not attrs:
            raise TypeError('attrgetter expected 1 argument, got 0')
        for attr in attrs:
            if not isinstance(attr, str):
                raise TypeError('attribute name must be a string')
        self = super().__new__(cls)
        self._attrs = attrs
        return self

    def __call__(self, obj, /):
        if len(self._attrs) == 1:
            return _attribute(obj, self._attrs[0])
        return tuple([_attribute(obj, attr) for attr in self._attrs])

    def __repr__(self):
        return f'operator.attrgetter({", ".join([repr(attr) for attr in self._attrs])})'

    def __sizeof__(self):
        _machine.unsupported('the size of an attrgetter')


@_machine.as_builtin
class methodcaller:
    __slots__ = ('_name', '_args', '_kwargs')

    def __new__(cls, /, *args, **kwargs):
        if not args:
            raise TypeError('methodcaller needs at least one argument, the method name')
        if not isinstance(args[0], str):
            raise TypeError('method name must be a string')
        self = super().__new__(cls)
        self._name = args[0]
        self._args = args[1:]
        self._kwargs = kwargs
        return self

    def __call__(self, obj, /):
        return getattr(obj, self._name)(*self._args, **self._kwargs)

    def __repr__(self):
        shown = [repr(self._name)] + [repr(arg) for arg in self._args]
        shown += [f'{name}={value!r}' for name, value in self._kwargs.items()]
        return f'operator.methodcaller({", ".join(shown)})'

    def __sizeof__(self):
        _machine.unsupported('the size of a methodcaller')
