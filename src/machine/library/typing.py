# typing: names for annotations; almost nothing here does anything when a program runs.
import _machine
from abc import ABCMeta

_version = _machine.version()


def _type_text(argument):
    if isinstance(argument, type):
        if argument.__module__ == 'builtins':
            return argument.__qualname__
        return f'{argument.__module__}.{argument.__qualname__}'
    if argument is ...:
        return '...'
    return repr(argument)


class _Form:
    def __init__(self, name):
        self._name = name

    def __repr__(self):
        return 'typing.' + self._name

    def __getitem__(self, parameters):
        arguments = parameters if isinstance(parameters, tuple) else (parameters,)
        if self._name == 'Optional':
            if len(arguments) != 1:
                _machine.unsupported('typing.Optional of several types')
            return _make_union((arguments[0], None))
        if self._name == 'Union':
            return _make_union(arguments)
        return _Alias(self, arguments, self._name)

    def __call__(self, *args, **kwds):
        if self._name == 'Any' and _version >= 11:
            raise TypeError('Any cannot be instantiated')
        raise TypeError(f'Cannot instantiate {self!r}')

    def __mro_entries__(self, bases):
        _machine.unsupported(f'a class derived from {self!r}')

    def __or__(self, other):
        return _or(self, other)

    def __ror__(self, other):
        return _or(other, self)


def _make_union(arguments):
    if _version >= 14:
        import types
        union = arguments[0]
        for argument in arguments[1:]:
            for part in (union, argument):
                if isinstance(part, (_Form, _Alias, TypeVar, str)):
                    return _Alias(Union, arguments, 'Union')
            union = types._make_union(union, argument)
        return union
    flat = []
    for argument in arguments:
        if argument is None:
            argument = type(None)
        parts = argument.__args__ if type(argument) is _Alias and argument.__origin__ is Union else (argument,)
        flat += [part for part in parts if part not in flat]
    return flat[0] if len(flat) == 1 else _Alias(Union, tuple(flat), 'Union')


def _or(left, right):
    if _version < 10:
        _machine.unsupported('| of names of typing before 3.10')
    # Any is a class from 3.11 on.
    if Any in (left, right) and 11 <= _version <= 13:
        _machine.unsupported('| of typing.Any')
    return Union[left, right]


class _Alias:
    def __init__(self, origin, args, name=None):
        self.__dict__['__origin__'] = origin
        self.__dict__['__args__'] = args
        self.__dict__['_name'] = name

    @property
    def __parameters__(self):
        return _parameters(self.__args__)

    def __getitem__(self, parameters):
        _machine.unsupported('parameters for a generic that has some already')

    def __getattr__(self, name):
        if name.startswith('__') and name.endswith('__'):
            raise AttributeError(name)
        return getattr(self.__origin__, name)

    def __call__(self, *args, **kwds):
        if isinstance(self.__origin__, _Form):
            raise TypeError(f'Cannot instantiate {self!r}')
        result = self.__origin__(*args, **kwds)
        try:
            result.__orig_class__ = self
        except AttributeError:
            pass
        return result

    def __mro_entries__(self, bases):
        origin = self.__origin__
        if isinstance(origin, _Form):
            raise TypeError(f'Cannot subclass {self!r}')
        if not self._name:
            return (origin,)
        later = bases[bases.index(self) + 1:]
        generic_later = any(isinstance(base, _Alias) or isinstance(base, type) and issubclass(base, Generic)
                            for base in later)
        if self._name and origin is not Generic and origin is not Protocol:
            return (origin,) if generic_later or origin in bases else (origin, Generic)
        if origin is Generic:
            if Protocol in bases or any(isinstance(base, _Alias) and base is not self for base in later):
                return ()
        return (origin,)

    def __eq__(self, other):
        if not isinstance(other, _Alias):
            return NotImplemented
        if self.__origin__ is Union and other.__origin__ is Union:
            return set(self.__args__) == set(other.__args__)
        return self.__origin__ == other.__origin__ and self.__args__ == other.__args__

    def __hash__(self):
        return hash((self.__origin__, frozenset(self.__args__)))

    def __instancecheck__(self, obj):
        raise TypeError('Subscripted generics cannot be used with class and instance checks')

    def __subclasscheck__(self, cls):
        raise TypeError('Subscripted generics cannot be used with class and instance checks')

    def __repr__(self):
        if self.__origin__ is Union and _version < 14:
            shown = [_type_text(argument) for argument in self.__args__]
            if len(shown) == 2 and type(None) in self.__args__:
                shown.remove('NoneType')
                return f'typing.Optional[{shown[0]}]'
            return f'typing.Union[{", ".join(shown)}]'
        if self.__origin__ in (Union, Optional, Callable, Annotated, Literal):
            _machine.unsupported(f'repr() of typing.{self._name}[...]')
        name = f'typing.{self._name}' if self._name else _type_text(self.__origin__)
        return f'{name}[{", ".join(_type_text(argument) for argument in self.__args__)}]'

    def __or__(self, other):
        return _or(self, other)

    def __ror__(self, other):
        return _or(other, self)


class _Builtin(_Form):
    def __init__(self, name, origin):
        self._name = name
        self.__origin__ = origin

    def __getitem__(self, parameters):
        arguments = parameters if isinstance(parameters, tuple) else (parameters,)
        return _Alias(self.__origin__, arguments, self._name)

    def __call__(self, *args, **kwds):
        raise TypeError(f'Type {self._name} cannot be instantiated; use {self.__origin__.__name__}() instead')

    def __mro_entries__(self, bases):
        return (self.__origin__, Generic)

    def __instancecheck__(self, obj):
        return isinstance(obj, self.__origin__)

    def __subclasscheck__(self, cls):
        return issubclass(cls, self.__origin__)


List = _Builtin('List', list)
Dict = _Builtin('Dict', dict)
Set = _Builtin('Set', set)
FrozenSet = _Builtin('FrozenSet', frozenset)
Tuple = _Builtin('Tuple', tuple)
Type = _Builtin('Type', type)
Any = _Form('Any')
ClassVar = _Form('ClassVar')
Final = _Form('Final')
Optional = _Form('Optional')
Union = _Form('Union')
Literal = _Form('Literal')
Callable = _Form('Callable')
Annotated = _Form('Annotated')
NoReturn = _Form('NoReturn')
Iterable = _Form('Iterable')
Iterator = _Form('Iterator')
Sequence = _Form('Sequence')
Mapping = _Form('Mapping')
Hashable = _Form('Hashable')
Text = str
TYPE_CHECKING = False
if _version >= 11:
    Self = _Form('Self')
    Never = _Form('Never')


class TypeVar:
    def __init__(self, name, *constraints, bound=None, covariant=False, contravariant=False, infer_variance=False):
        self.__name__ = name
        self.__constraints__ = constraints
        self.__bound__ = bound
        self.__covariant__ = covariant
        self.__contravariant__ = contravariant

    def __repr__(self):
        return ('+' if self.__covariant__ else '-' if self.__contravariant__ else '~') + self.__name__

    def __or__(self, other):
        return _or(self, other)

    def __ror__(self, other):
        return _or(other, self)


def _parameters(args):
    found = []
    for argument in args:
        inner = (argument,) if isinstance(argument, TypeVar) else getattr(argument, '__parameters__', ())
        if isinstance(argument, type):
            inner = ()
        for parameter in inner:
            if parameter not in found:
                found.append(parameter)
    return tuple(found)


class Generic:
    __slots__ = ()
    _is_protocol = False

    def __class_getitem__(cls, params):
        if not isinstance(params, tuple):
            params = (params,)
        if not params and (_version < 11 or cls is Generic or cls is Protocol):
            raise TypeError(f'Parameter list to {cls.__qualname__}[...] cannot be empty')
        if _version == 9:
            for param in params:
                if not (param is None or callable(param) or isinstance(param, (str, _Form, _Alias, TypeVar))):
                    raise TypeError(f'Parameters to generic types must be types. Got {param!r}.')
        if cls is Generic or cls is Protocol:
            if not all(isinstance(param, TypeVar) for param in params):
                also = ' or parameter specification variables.' if _version >= 10 else ''
                raise TypeError(f'Parameters to {cls.__name__}[...] must all be type variables{also}')
            if len(set(params)) != len(params):
                raise TypeError(f'Parameters to {cls.__name__}[...] must all be unique')
            return _Alias(cls, params, cls.__name__)
        expected = len(getattr(cls, '__parameters__', ()))
        if not expected:
            raise TypeError(f'{cls} is not a generic class')
        if len(params) != expected:
            count = 'many' if len(params) > expected else 'few'
            what = 'arguments' if _version >= 10 else 'parameters'
            if count == 'few' and _version >= 13:
                expected = f'at least {len(params) + 1}'
            raise TypeError(f'Too {count} {what} for {cls}; actual {len(params)}, expected {expected}')
        if any(param is None or isinstance(param, str) for param in params):
            _machine.unsupported('None or a text as a type argument')
        return _Alias(cls, params)

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        bases = cls.__dict__.get('__orig_bases__', ())
        if (Generic in bases) if bases else (Generic in cls.__bases__ and cls.__name__ != 'Protocol'):
            raise TypeError('Cannot inherit from plain Generic')
        cls.__parameters__ = _parameters(bases)


if _version >= 12:
    _machine.as_builtin(Generic)


def _no_init_or_replace_init(self, *args, **kwargs):
    cls = type(self)
    if cls._is_protocol:
        raise TypeError('Protocols cannot be instantiated')
    if cls.__init__ is not _no_init_or_replace_init:
        return
    # A class derived from a protocol takes the first `__init__` that is not this one, when first called.
    found = object.__init__
    for base in cls.__mro__:
        if base.__dict__.get('__init__', _no_init_or_replace_init) is not _no_init_or_replace_init:
            found = base.__dict__['__init__']
            break
    cls.__init__ = found
    cls.__init__(self, *args, **kwargs)


# Up to 3.12.1 a protocol was asked for its methods when it was made, not when it became checkable.
_asked_early = _version == 12 and _machine.micro() < 2
_not_members = {'__parameters__', '__orig_bases__', '__orig_class__', '_is_protocol', '_is_runtime_protocol',
                '__abstractmethods__', '__annotations__', '__dict__', '__doc__', '__init__', '__module__', '__new__',
                '__slots__', '__subclasshook__', '__weakref__', '__class_getitem__', '_MutableMapping__marker'}
if _version >= 11:
    _not_members.add('__final__')
if _version >= 12:
    _not_members |= {'__protocol_attrs__', '__match_args__', '__type_params__',
                     '__callable_proto_members_only__' if _asked_early else '__non_callable_proto_members__'}
if _version >= 13:
    _not_members |= {'__static_attributes__', '__firstlineno__'}
if _version >= 14:
    _not_members |= {'__annotate__', '__annotate_func__', '__annotations_cache__'}
if _version >= 15:
    _not_members.add('__typing_is_deprecated_inherited_runtime_protocol__')


def _protocol_attributes(cls):
    names = set()
    for base in cls.__mro__[:-1]:
        if base.__name__ not in ('Protocol', 'Generic'):
            for name in (*base.__dict__, *getattr(base, '__annotations__', {})):
                if not name.startswith('_abc_') and name not in _not_members:
                    names.add(name)
    return names


def _only_methods(cls):
    return all(callable(getattr(cls, name, None)) for name in _protocol_attributes(cls))


def _check_bases(bases):
    for base in bases:
        if not (base in (object, Generic)
                or base.__module__ == 'contextlib' and base.__name__ == 'AbstractContextManager'
                or issubclass(base, Generic) and getattr(base, '_is_protocol', False)):
            raise TypeError('Protocols can only inherit from other protocols, got ' + repr(base))


_unchecked = 'Instance and class checks can only be used with @runtime_checkable protocols'
_no_methods = "Protocols with non-method members don't support issubclass()"


def _check_class(other):
    if not isinstance(other, type):
        raise TypeError('issubclass() arg 1 must be a class')


# The abstract classes ask each other without minding what may be asked: what their caller is decides.
def _from_abc(depth):
    return _machine.caller_module(depth + 1) in ('abc', 'functools')


def _matches(cls, other, names):
    for name in names:
        for base in other.__mro__:
            if name in base.__dict__:
                if base.__dict__[name] is None:
                    return NotImplemented
                break
            if name in getattr(base, '__annotations__', {}) and issubclass(other, Generic) \
                    and getattr(other, '_is_protocol', False):
                break
        else:
            return NotImplemented
    return True


@classmethod
def _proto_hook(cls, other):
    if not cls.__dict__.get('_is_protocol', False):
        return NotImplemented
    return _matches(cls, other, cls.__protocol_attrs__)


def _static(obj, name):
    # inspect.getattr_static: the attribute without asking a descriptor.
    for source in ((obj,) if isinstance(obj, type) else ()) + (type(obj),):
        for base in source.__mro__:
            if name in base.__dict__:
                return base.__dict__[name]
    return object.__getattribute__(obj, '__dict__')[name]


class _ProtocolMeta(ABCMeta):
    if _version >= 12:
        def __new__(mcls, name, bases, namespace, /, **kwargs):
            if name != 'Protocol' and Protocol in bases:
                _check_bases(bases)
            return super().__new__(mcls, name, bases, namespace, **kwargs)

        def __init__(cls, *args, **kwargs):
            super().__init__(*args, **kwargs)
            if getattr(cls, '_is_protocol', False):
                cls.__protocol_attrs__ = _protocol_attributes(cls)
                if _asked_early:
                    cls.__callable_proto_members_only__ = all(
                        callable(getattr(cls, name, None)) for name in cls.__protocol_attrs__)

        def __subclasscheck__(cls, other):
            if cls is Protocol:
                return type.__subclasscheck__(cls, other)
            if getattr(cls, '_is_protocol', False) and not _from_abc(1):
                if _asked_early:
                    _check_class(other)
                    if not cls.__callable_proto_members_only__ and cls.__dict__.get('__subclasshook__') is _proto_hook:
                        raise TypeError(_no_methods)
                if not getattr(cls, '_is_runtime_protocol', False):
                    _check_class(other)
                    raise TypeError(_unchecked)
                if not _asked_early and cls.__non_callable_proto_members__ \
                        and cls.__dict__.get('__subclasshook__') is _proto_hook:
                    _check_class(other)
                    names = sorted(cls.__non_callable_proto_members__)
                    names = f'. Non-method members: {str(names)[1:-1]}.' if _version >= 13 else ''
                    raise TypeError(_no_methods + names)
            return super().__subclasscheck__(other)

        def __instancecheck__(cls, instance):
            if cls is Protocol:
                return type.__instancecheck__(cls, instance)
            if not getattr(cls, '_is_protocol', False):
                return super().__instancecheck__(instance)
            if not getattr(cls, '_is_runtime_protocol', False) and not _from_abc(1):
                raise TypeError(_unchecked)
            if super().__instancecheck__(instance):
                return True
            for name in cls.__protocol_attrs__:
                try:
                    value = _static(instance, name)
                except (AttributeError, KeyError):
                    return False
                if value is None and (callable(getattr(cls, name, None)) if _asked_early
                                      else name not in cls.__non_callable_proto_members__):
                    return False
            return True
    else:
        def __instancecheck__(cls, instance):
            if _version >= 10 and getattr(cls, '_is_protocol', False) \
                    and not getattr(cls, '_is_runtime_protocol', False) and not _from_abc(1):
                raise TypeError(_unchecked)
            if (not getattr(cls, '_is_protocol', False) or _only_methods(cls)) and issubclass(instance.__class__, cls):
                return True
            if cls._is_protocol:
                for name in _protocol_attributes(cls):
                    if not hasattr(instance, name):
                        break
                    if callable(getattr(cls, name, None)) and getattr(instance, name) is None:
                        break
                else:
                    return True
            return super().__instancecheck__(instance)


class Protocol(Generic, metaclass=_ProtocolMeta):
    __slots__ = ()
    _is_protocol = True
    _is_runtime_protocol = False

    if _version >= 12:
        def __init_subclass__(cls, *args, **kwargs):
            super().__init_subclass__(*args, **kwargs)
            if not cls.__dict__.get('_is_protocol', False):
                cls._is_protocol = Protocol in cls.__bases__
            if '__subclasshook__' not in cls.__dict__:
                cls.__subclasshook__ = _proto_hook
            if cls._is_protocol and cls.__init__ is Protocol.__init__:
                cls.__init__ = _no_init_or_replace_init
            if _version >= 15 and cls._is_protocol and getattr(cls, '_is_runtime_protocol', False):
                cls.__typing_is_deprecated_inherited_runtime_protocol__ = True
    else:
        def __init_subclass__(cls, *args, **kwargs):
            super().__init_subclass__(*args, **kwargs)
            if not cls.__dict__.get('_is_protocol', False):
                cls._is_protocol = Protocol in cls.__bases__

            def _proto_hook(other):
                if not cls.__dict__.get('_is_protocol', False):
                    return NotImplemented
                if not getattr(cls, '_is_runtime_protocol', False):
                    if _from_abc(2):
                        return NotImplemented
                    raise TypeError(_unchecked)
                if not _only_methods(cls):
                    if _from_abc(2):
                        return NotImplemented
                    raise TypeError(_no_methods)
                _check_class(other)
                return _matches(cls, other, _protocol_attributes(cls))

            if '__subclasshook__' not in cls.__dict__:
                cls.__subclasshook__ = _proto_hook
            if cls._is_protocol:
                _check_bases(cls.__bases__)
                if _version < 11 or cls.__init__ is Protocol.__init__:
                    cls.__init__ = _no_init_or_replace_init


if _version >= 12:
    del Generic.__slots__, Generic._is_protocol
    for _class in (Generic, TypeVar):
        _machine.as_builtin(_class)


def runtime_checkable(cls):
    if not (issubclass(cls, Generic) and getattr(cls, '_is_protocol', False)):
        raise TypeError('@runtime_checkable can be only applied to protocol classes, got ' + repr(cls))
    cls._is_runtime_protocol = True
    if _version >= 15 and hasattr(cls, '__typing_is_deprecated_inherited_runtime_protocol__'):
        cls.__typing_is_deprecated_inherited_runtime_protocol__ = False
    if _version >= 12 and not _asked_early:
        cls.__non_callable_proto_members__ = set()
        for name in cls.__protocol_attrs__:
            try:
                known = callable(getattr(cls, name, None))
            except Exception as error:
                raise TypeError(f'Failed to determine whether protocol member {name!r} is a method member') from error
            if not known:
                cls.__non_callable_proto_members__.add(name)
    return cls


class NamedTupleMeta(type):
    def __new__(cls, typename, bases, ns):
        import collections
        if len(bases) > 1:
            if any(base is not _NamedTuple and base is not Generic for base in bases):
                raise TypeError('can only inherit from a NamedTuple type and Generic')
            _machine.unsupported('a generic NamedTuple')
        if _version >= 14 and '__classcell__' in ns:
            raise TypeError('uses of super() and __class__ are unsupported in methods of NamedTuple subclasses')
        types = ns.get('__annotations__')
        if types is None:
            annotate = ns.get('__annotate_func__') or ns.get('__annotate__')
            types = annotate(1) if annotate else {}
        with_default = []
        for name in types:
            if name in ns:
                with_default.append(name)
            elif with_default:
                raise TypeError(f'Non-default namedtuple field {name} cannot follow default '
                                f'field{"s" if len(with_default) > 1 else ""} {", ".join(with_default)}')
        made = collections.namedtuple(typename, list(types), defaults=[ns[name] for name in with_default],
                                      module=ns['__module__'])
        _annotate(made, types)
        for key in ns:
            if key in _prohibited:
                raise AttributeError('Cannot overwrite NamedTuple attribute ' + key)
            if key not in _special and key not in made._fields:
                setattr(made, key, ns[key])
        return made


_prohibited = ('__new__', '__init__', '__slots__', '__getnewargs__', '_fields', '_field_defaults', '_field_types',
               '_make', '_replace', '_asdict', '_source')
_special = ('__module__', '__name__', '__annotations__', '__annotate__', '__annotate_func__',
            '__annotations_cache__')


def NamedTuple(typename, fields=None, /, **kwargs):
    import collections
    if fields is None or kwargs:
        _machine.unsupported('NamedTuple() without a list of fields')
    types = {}
    for field in fields:
        name, types[name] = field
    made = collections.namedtuple(typename, list(types), defaults=(), module=_machine.caller_module(1))
    _annotate(made, types)
    if _version >= 12:
        made.__orig_bases__ = (NamedTuple,)
    return made


def _annotate(made, types):
    if any(annotation is None or isinstance(annotation, str) for annotation in types.values()):
        _machine.unsupported('None or a text as the annotation of a NamedTuple')
    if _version >= 14:
        made.__annotate__ = made.__new__.__annotate__ = lambda format, /: types
    else:
        made.__annotations__ = made.__new__.__annotations__ = types


_NamedTuple = type.__new__(NamedTupleMeta, 'NamedTuple', (), {})


def _namedtuple_mro_entries(bases):
    if len(bases) > 1 and _version < 11:
        raise TypeError('Multiple inheritance with NamedTuple is not supported')
    return (_NamedTuple,)


NamedTuple.__mro_entries__ = _namedtuple_mro_entries


class _TypedDictMeta(type):
    def __new__(meta, name, bases, namespace, total=True):
        for base in bases:
            if type(base) is not _TypedDictMeta and base is not Generic:
                raise TypeError('cannot inherit from both a TypedDict type and a non-TypedDict base class')
        made = type.__new__(_TypedDictMeta, name, (dict,), namespace)
        own = made.__annotations__ if _version >= 14 else made.__dict__.get('__annotations__', {})
        annotations, required, optional = {}, set(), set()
        for base in bases:
            annotations.update(base.__annotations__)
            required |= base.__required_keys__
            optional |= base.__optional_keys__
        for key, annotation in own.items():
            if type(annotation) is _Alias and annotation._name in ('Required', 'NotRequired', 'ReadOnly'):
                _machine.unsupported(f'typing.{annotation._name}')
            annotations[key] = annotation
            (required if total else optional).add(key)
        made.__annotations__ = annotations
        made.__required_keys__ = frozenset(required)
        made.__optional_keys__ = frozenset(optional)
        made.__total__ = total
        return made

    __call__ = dict

    def __subclasscheck__(cls, other):
        raise TypeError('TypedDict does not support instance and class checks')

    __instancecheck__ = __subclasscheck__


def TypedDict(typename, fields=None, /, *, total=True, **kwargs):
    _machine.unsupported('a TypedDict made by a call')


_TypedDict = type.__new__(_TypedDictMeta, 'TypedDict', (), {'__module__': 'typing'})
for _name in ('__required_keys__', '__optional_keys__'):
    setattr(_TypedDict, _name, frozenset())
_TypedDict.__annotations__ = {}
TypedDict.__mro_entries__ = lambda bases: (_TypedDict,)


def cast(typ, val):
    return val


def overload(func):
    return _overload_dummy


def _overload_dummy(*args, **kwds):
    raise NotImplementedError('You should not call an overloaded function. A series of @overload-decorated '
                              'functions outside a stub module should always be followed by an implementation '
                              'that is not @overload-ed.')


def final(f):
    f.__final__ = True
    return f


def get_origin(tp):
    return getattr(tp, '__origin__', None)


def get_args(tp):
    return getattr(tp, '__args__', ())


if _version < 11:
    def final(f):
        return f
