# types: names of the types of the interpreter.
import _machine

SimpleNamespace = _machine.type_of('SimpleNamespace')
FunctionType = LambdaType = _machine.type_of('function')
MethodType = _machine.type_of('method')
BuiltinFunctionType = BuiltinMethodType = _machine.type_of('builtin_function_or_method')
WrapperDescriptorType = _machine.type_of('wrapper_descriptor')
MethodWrapperType = _machine.type_of('method-wrapper')
MethodDescriptorType = _machine.type_of('method_descriptor')
ClassMethodDescriptorType = _machine.type_of('classmethod_descriptor')
MemberDescriptorType = _machine.type_of('member_descriptor')
GetSetDescriptorType = _machine.type_of('getset_descriptor')
MappingProxyType = _machine.type_of('mappingproxy')
ModuleType = _machine.type_of('module')
GeneratorType = _machine.type_of('generator')
CodeType = _machine.type_of('code')
CellType = _machine.type_of('cell')
TracebackType = _machine.type_of('traceback')
if _machine.version() >= 10:
    NoneType = _machine.type_of('NoneType')
    EllipsisType = _machine.type_of('ellipsis')
    NotImplementedType = _machine.type_of('NotImplementedType')


def resolve_bases(bases):
    resolved = []
    changed = False
    for base in bases:
        if not isinstance(base, type) and hasattr(base, '__mro_entries__'):
            changed = True
            resolved.extend(base.__mro_entries__(bases))
        else:
            resolved.append(base)
    return tuple(resolved) if changed else bases


def new_class(name, bases=(), kwds=None, exec_body=None):
    resolved = resolve_bases(bases)
    kwds = dict(kwds) if kwds else {}
    if 'metaclass' in kwds:
        meta = kwds.pop('metaclass')
    elif resolved:
        meta = type(resolved[0])
    else:
        meta = type
    for base in resolved:
        if issubclass(meta, type(base)):
            continue
        if not issubclass(type(base), meta):
            raise TypeError('metaclass conflict: the metaclass of a derived class must be a (non-strict) '
                            'subclass of the metaclasses of all its bases')
        meta = type(base)
    namespace = meta.__prepare__(name, resolved, **kwds)
    if exec_body is not None:
        exec_body(namespace)
    if resolved is not bases:
        namespace['__orig_bases__'] = bases
    return meta(name, resolved, namespace, **kwds)


# Objects/genericaliasobject.c, ga_repr_item: what has a name is shown by it.
def _shown(argument):
    if argument is ...:
        return '...'
    if argument is type(None) and _machine.version() >= 14:
        return 'None'
    if isinstance(argument, list) and _machine.version() >= 12:
        return f'[{", ".join([_shown(part) for part in argument])}]'
    if hasattr(argument, '__origin__') and hasattr(argument, '__args__'):
        return repr(argument)
    name, module = getattr(argument, '__qualname__', None), getattr(argument, '__module__', None)
    if name is None or module is None:
        return repr(argument)
    return str(name) if module == 'builtins' else f'{module}.{name}'


@_machine.as_builtin
class GenericAlias:
    __slots__ = ('__origin__', '__args__', '__weakref__')

    def __new__(cls, origin, args, /):
        self = object.__new__(cls)
        object.__setattr__(self, '__origin__', origin)
        object.__setattr__(self, '__args__', args if isinstance(args, tuple) else (args,))
        return self

    @property
    def __parameters__(self):
        from typing import _parameters
        return _parameters(self.__args__)

    def __repr__(self):
        inside = ', '.join([_shown(argument) for argument in self.__args__])
        return f'{_shown(self.__origin__)}[{inside or "()"}]'

    def __getitem__(self, key):
        if self.__parameters__:
            _machine.unsupported('parameters for a generic that has some already')
        if _machine.version() >= 11:
            raise TypeError(f'{self!r} is not a generic class')
        raise TypeError(f'There are no type variables left in {self!r}')

    def __getattr__(self, name):
        return getattr(self.__origin__, name)

    def __setattr__(self, name, value):
        _machine.unsupported('an attribute of a generic alias')

    def __call__(self, /, *args, **kwargs):
        result = self.__origin__(*args, **kwargs)
        try:
            result.__orig_class__ = self
        except (AttributeError, TypeError):
            pass
        return result

    def __mro_entries__(self, bases):
        return (self.__origin__,)

    def __eq__(self, other):
        if type(other) is not GenericAlias:
            return NotImplemented
        return self.__origin__ == other.__origin__ and self.__args__ == other.__args__

    def __hash__(self):
        return hash(self.__origin__) ^ hash(self.__args__)

    def __instancecheck__(self, obj):
        raise TypeError('isinstance() argument 2 cannot be a parameterized generic')

    def __subclasscheck__(self, cls):
        raise TypeError('issubclass() argument 2 cannot be a parameterized generic')

    def __sizeof__(self):
        _machine.unsupported('the size of a generic alias')

    def __reduce_ex__(self, protocol):
        _machine.unsupported('copying a generic alias')

    if _machine.version() >= 10:
        def __or__(self, other):
            return _union(self, other)

        def __ror__(self, other):
            return _union(other, self)


class UnionType:
    __slots__ = ('__args__', '__weakref__')

    def __new__(cls, *args):
        raise TypeError("cannot create 'types.UnionType' instances")

    @property
    def __parameters__(self):
        from typing import _parameters
        return _parameters(self.__args__)

    def __repr__(self):
        return ' | '.join(['None' if argument is type(None) else _shown(argument) for argument in self.__args__])

    def __eq__(self, other):
        if type(other) is not UnionType:
            return NotImplemented
        return set(self.__args__) == set(other.__args__)

    def __hash__(self):
        return hash(frozenset(self.__args__))

    def __or__(self, other):
        return _union(self, other)

    def __ror__(self, other):
        return _union(other, self)

    def _classes(self, function):
        if any([type(argument) is GenericAlias for argument in self.__args__]):
            if _machine.version() >= 12:
                _machine.unsupported(f'{function}() with a union of generic aliases')
            raise TypeError(f'{function}() argument 2 cannot be a parameterized generic')
        return self.__args__

    def __instancecheck__(self, obj):
        return isinstance(obj, self._classes('isinstance'))

    def __subclasscheck__(self, cls):
        return issubclass(cls, self._classes('issubclass'))

    def __sizeof__(self):
        _machine.unsupported('the size of a union')

    def __reduce_ex__(self, protocol):
        _machine.unsupported('copying a union')

    def __getattr__(self, name):
        if name in ('__origin__', '__name__', '__qualname__', '__module__', '__getitem__'):
            _machine.unsupported(f'{name} of a union')
        raise AttributeError(f"'{_union_name}' object has no attribute {name!r}", name=name, obj=self)


_union_name = 'types.UnionType'
if _machine.version() >= 14:
    UnionType.__name__ = UnionType.__qualname__ = 'Union'
    UnionType.__module__ = 'typing'
    _union_name = 'typing.Union'
_machine.as_builtin(UnionType)


def _union(left, right):
    args = []
    for part in (left, right):
        if part is None:
            part = type(None)
        if type(part) is UnionType:
            parts = part.__args__
        elif isinstance(part, type) or type(part) is GenericAlias:
            parts = (part,)
        else:
            return NotImplemented
        for argument in parts:
            if not any([argument is known or (type(argument) is GenericAlias and argument == known)
                        for known in args]):
                args.append(argument)
    if len(args) == 1:
        return args[0]
    union = object.__new__(UnionType)
    UnionType.__args__.__set__(union, tuple(args))
    return union


_make_union = _union
if _machine.version() < 10:
    del UnionType.__or__, UnionType.__ror__
