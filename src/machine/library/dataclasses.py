# dataclasses: methods written from the annotations of a class.
import _machine
from typing import ClassVar

_version = _machine.version()
_micro = _machine.micro()
# From these releases on, methods of a class made anew for its slots see the new class.
_super_follows = _version >= 14 or (_version == 13 and _micro >= 14)
_frozen_follows = _version >= 15 or (_version == 14 and _micro >= 3) or (_version == 13 and _micro >= 14)


class FrozenInstanceError(AttributeError):
    pass


class _HAS_DEFAULT_FACTORY_CLASS:
    def __repr__(self):
        return '<factory>'


class _MISSING_TYPE:
    if _version >= 15:
        def __repr__(self):
            return 'MISSING'


class _KW_ONLY_TYPE:
    if _version >= 15:
        def __repr__(self):
            return 'KW_ONLY'


class _FIELD_BASE:
    __slots__ = ('name',)

    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return self.name


_FIELD, _FIELD_CLASSVAR, _FIELD_INITVAR = map(_FIELD_BASE, ('_FIELD', '_FIELD_CLASSVAR', '_FIELD_INITVAR'))
_HAS_DEFAULT_FACTORY = _HAS_DEFAULT_FACTORY_CLASS()
MISSING = _MISSING_TYPE()
if _version >= 10:
    KW_ONLY = _KW_ONLY_TYPE()


class InitVar:
    __slots__ = ('type',)

    def __init__(self, type):
        self.type = type

    def __repr__(self):
        name = self.type.__name__ if isinstance(self.type, type) else repr(self.type)
        return f'dataclasses.InitVar[{name}]'

    def __class_getitem__(cls, type):
        return InitVar(type)


class Field:
    __slots__ = ('name', 'type', 'default', 'default_factory', 'repr', 'hash', 'init', 'compare', 'metadata',
                 *(('kw_only',) if _version >= 10 else ()), *(('doc',) if _version >= 14 else ()), '_field_type')

    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only, doc):
        self.name = None
        self.type = None
        self.default = default
        self.default_factory = default_factory
        self.init = init
        self.repr = repr
        self.hash = hash
        self.compare = compare
        self.metadata = _machine.type_of('mappingproxy')({} if metadata is None else metadata)
        if _version >= 10:
            self.kw_only = kw_only
        if _version >= 14:
            self.doc = doc
        self._field_type = None

    def __repr__(self):
        _machine.unsupported('repr() of a dataclass field')

    def __sizeof__(self):
        _machine.unsupported('the size of a dataclass field')

    def __set_name__(self, owner, name):
        method = getattr(type(self.default), '__set_name__', None)
        if method:
            method(self.default, owner, name)


if _version < 10:
    Field.kw_only = False
if _version < 14:
    Field.doc = None


class _DataclassParams:
    def __init__(self, **options):
        for name, value in options.items():
            setattr(self, name, value)

    def __repr__(self):
        _machine.unsupported('repr() of the parameters of a dataclass')


def _field(default, default_factory, init, repr, hash, compare, metadata, kw_only=MISSING, doc=None):
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError('cannot specify both default and default_factory')
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only, doc)


if _version >= 14:
    def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None, compare=True,
              metadata=None, kw_only=MISSING, doc=None):
        return _field(default, default_factory, init, repr, hash, compare, metadata, kw_only, doc)
elif _version >= 10:
    def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None, compare=True,
              metadata=None, kw_only=MISSING):
        return _field(default, default_factory, init, repr, hash, compare, metadata, kw_only)
else:
    def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None, compare=True,
              metadata=None):
        return _field(default, default_factory, init, repr, hash, compare, metadata)


def _is_kind(annotation, kind, name):
    if annotation is kind or isinstance(annotation, InitVar) and kind is InitVar:
        return True
    if type(annotation).__name__ == '_Alias' and annotation.__origin__ is kind:
        return True
    if isinstance(annotation, str):
        head = annotation.split('[')[0].split('.')[-1].strip()
        return head == name
    return False


def _own_fields(cls, kw_only):
    fields = []
    annotations = cls.__dict__.get('__annotations__', {}) if _version < 14 else cls.__annotations__
    seen_kw_only = False
    for name, annotation in annotations.items():
        if _version >= 10 and _is_kind(annotation, KW_ONLY, 'KW_ONLY'):
            if seen_kw_only:
                raise TypeError(f'{name!r} is KW_ONLY, but KW_ONLY has already been specified')
            seen_kw_only = kw_only = True
            continue
        default = getattr(cls, name, MISSING)
        if isinstance(default, Field):
            made = default
        else:
            if type(default).__name__ in ('member_descriptor', 'getset_descriptor'):
                default = MISSING
            made = _field(default, MISSING, True, True, None, True, None)
        made.name = name
        made.type = annotation
        made._field_type = _FIELD
        if _is_kind(annotation, ClassVar, 'ClassVar'):
            made._field_type = _FIELD_CLASSVAR
        elif _is_kind(annotation, InitVar, 'InitVar'):
            made._field_type = _FIELD_INITVAR
        if made._field_type is not _FIELD and made.default_factory is not MISSING:
            raise TypeError(f'field {name} cannot have a default factory')
        if made._field_type is _FIELD_CLASSVAR:
            if _version >= 10 and made.kw_only is not MISSING:
                raise TypeError(f'field {name} is a ClassVar but specifies kw_only')
        elif made.kw_only is MISSING:
            made.kw_only = kw_only
        if made._field_type is _FIELD:
            unhashable = (isinstance(made.default, (list, dict, set)) if _version < 11
                          else made.default.__class__.__hash__ is None)
            if unhashable:
                raise ValueError(f'mutable default {type(made.default)} for field {name} is not allowed: '
                                 'use default_factory')
        fields.append(made)
    return fields, annotations


def _make(cls, name, parameters, body, scope, returns=''):
    scope['__name__'] = cls.__module__
    lines = ''.join(f'    {line}\n' for line in body or ['pass'])
    made = _machine.compile_function(f'def {name}({parameters}){returns}:\n{lines}', scope)
    owner = cls.__qualname__ if _version >= 10 else '__create_fn__.<locals>'
    made.__qualname__ = f'{owner}.{name}'
    return made


def _init(cls, fields, frozen, slots):
    params = [made for made in fields if made._field_type is not _FIELD_CLASSVAR]
    standard = [made for made in params if made.init and not made.kw_only]
    keyword = [made for made in params if made.init and made.kw_only]
    seen_default = None
    for made in standard:
        if made.default is not MISSING or made.default_factory is not MISSING:
            seen_default = made
        elif seen_default:
            if _version >= 13:
                raise TypeError(f'non-default argument {made.name!r} follows default argument '
                                f'{seen_default.name!r}')
            raise TypeError(f'non-default argument {made.name!r} follows default argument')
    me = '__dataclass_self__' if any(made.name == 'self' for made in fields) else 'self'
    scope = {'__dataclass_HAS_DEFAULT_FACTORY__': _HAS_DEFAULT_FACTORY, '__dataclass_object__': object}
    body = []
    for made in params:
        name = made.name
        scope[f'__dataclass_type_{name}__'] = made.type
        scope[f'__dataclass_dflt_{name}__'] = (
            made.default if made.default_factory is MISSING else made.default_factory)
        if made._field_type is _FIELD_INITVAR:
            continue
        if made.default_factory is not MISSING:
            value = f'__dataclass_dflt_{name}__()'
            if made.init:
                value += f' if {name} is __dataclass_HAS_DEFAULT_FACTORY__ else {name}'
        elif made.init:
            value = name
        elif slots and made.default is not MISSING:
            value = f'__dataclass_dflt_{name}__'
        else:
            continue
        if frozen:
            body.append(f'__dataclass_object__.__setattr__({me}, {name!r}, {value})')
        else:
            body.append(f'{me}.{name} = {value}')
    if hasattr(cls, '__post_init__'):
        given = ', '.join(made.name for made in params if made._field_type is _FIELD_INITVAR)
        body.append(f'{me}.__post_init__({given})')

    def parameter(made):
        text = f'{made.name}: __dataclass_type_{made.name}__'
        if made.default_factory is not MISSING:
            return text + ' = __dataclass_HAS_DEFAULT_FACTORY__'
        return text if made.default is MISSING else text + f' = __dataclass_dflt_{made.name}__'
    names = [me] + [parameter(made) for made in standard]
    if keyword:
        names += ['*'] + [parameter(made) for made in keyword]
    return _make(cls, '__init__', ', '.join(names), body, scope, ' -> None')


def _repr(cls, fields):
    text = ', '.join(f'{made.name}={{self.{made.name}!r}}' for made in fields)
    body = [
        'key = id(self)',
        'if key in running:',
        '    return "..."',
        'running.add(key)',
        'try:',
        f'    return self.__class__.__qualname__ + f"({text})"',
        'finally:',
        '    running.discard(key)',
    ]
    return _make(cls, '__repr__', 'self', body, {'running': set()})


def _tuple_text(obj, fields):
    return '(' + ''.join(f'{obj}.{made.name}, ' for made in fields) + ')'


def _compared(cls, name, sign, fields):
    pair = f'{_tuple_text("self", fields)}{sign}{_tuple_text("other", fields)}'
    body = ['if other.__class__ is self.__class__:', f'    return {pair}', 'return NotImplemented']
    if sign == '==' and _version >= 13:
        terms = ' and '.join(f'self.{made.name}==other.{made.name}' for made in fields) or 'True'
        body = ['if self is other:', '    return True', body[0], f'    return {terms}', body[2]]
    return _make(cls, name, 'self, other', body, {})


def _set_new(cls, name, value):
    if name in cls.__dict__:
        return True
    setattr(cls, name, value)
    return False


def _frozen_methods(cls, fields):
    scope = {'__dataclass_class__': cls, 'FrozenInstanceError': FrozenInstanceError,
             'names': tuple(made.name for made in fields)}
    for name, extra, verb in (('__setattr__', ', value', 'assign to'), ('__delattr__', '', 'delete')):
        body = ['if type(self) is __dataclass_class__ or name in names:',
                f'    raise FrozenInstanceError(f"cannot {verb} field {{name!r}}")',
                f'super(__dataclass_class__, self).{name}(name{extra})']
        if _set_new(cls, name, _make(cls, name, f'self, name{extra}', body, scope)):
            raise TypeError(f'Cannot overwrite attribute {name} in class {cls.__name__}')


def _set_hash(cls, unsafe_hash, eq, frozen, explicit, fields):
    if unsafe_hash and explicit:
        raise TypeError(f'Cannot overwrite attribute __hash__ in class {cls.__name__}')
    if unsafe_hash or (eq and frozen and not explicit):
        hashed = [made for made in fields if (made.compare if made.hash is None else made.hash)]
        cls.__hash__ = _make(cls, '__hash__', 'self', [f'return hash({_tuple_text("self", hashed)})'], {})
    elif eq and not frozen and not explicit:
        cls.__hash__ = None


def _annotation_text(annotation):
    if getattr(annotation, '__module__', None) == 'typing':
        return repr(annotation).replace('typing.', '')
    if type(annotation).__name__ == 'GenericAlias':
        return str(annotation)
    if isinstance(annotation, type):
        if annotation.__module__ == 'builtins':
            return annotation.__qualname__
        return f'{annotation.__module__}.{annotation.__qualname__}'
    return repr(annotation)


def _doc(cls, fields):
    if _version == 14:
        _ask_annotations(cls)
    parts = []
    starred = False
    for made in sorted((made for made in fields if made.init and made._field_type is not _FIELD_CLASSVAR),
                       key=lambda made: bool(made.kw_only)):
        if made.kw_only and not starred:
            starred = True
            parts.append('*')
        text = f'{made.name}: {_annotation_text(made.type)}'
        if made.default_factory is not MISSING:
            text += ' = <factory>'
        elif made.default is not MISSING:
            text += f' = {made.default!r}'
        parts.append(text)
    return f'({", ".join(parts)})'


def _ask_annotations(cls):
    # 3.14: the annotations of the new __init__ are those of all classes in the MRO, which keep the answer.
    for base in reversed(cls.__mro__):
        if _machine.is_heap_type(base):
            try:
                base.__annotations__
            except NameError:
                pass


def _signature(cls):
    try:
        import _signature
        return _signature.of_class(cls)
    except (TypeError, ValueError):
        if (_version, _micro) < (11, 4):
            raise
        return ''


def _slots_of(cls):
    slots = cls.__dict__.get('__slots__')
    if slots is None:
        if (_version >= 13 or _version == 12 and _micro >= 7) and cls.__weakrefoffset__ != 0:
            yield '__weakref__'
    elif isinstance(slots, str):
        yield slots
    elif hasattr(slots, '__next__'):
        raise TypeError(f"Slots of '{cls.__name__}' cannot be determined")
    else:
        yield from slots


def _getstate(self):
    return [getattr(self, made.name) for made in fields(self)]


def _setstate(self, state):
    for made, value in zip(fields(self), state):
        object.__setattr__(self, made.name, value)


_getstate.__name__ = '_dataclass_getstate'
_getstate.__qualname__ = '_dataclass_getstate'
_setstate.__name__ = '_dataclass_setstate'
_setstate.__qualname__ = '_dataclass_setstate'


def _with_slots(cls, frozen, weakref_slot):
    if '__slots__' in cls.__dict__:
        raise TypeError(f'{cls.__name__} already specifies __slots__')
    namespace = dict(cls.__dict__)
    own = fields(cls)
    names = tuple(made.name for made in own)
    slots = names
    if _version >= 11:
        inherited = {slot for base in cls.__mro__[1:-1] for slot in _slots_of(base)}
        wanted = names + (('__weakref__',) if weakref_slot else ())
        slots = tuple(name for name in wanted if name not in inherited)
        if any(made.doc is not None for made in own):
            docs = {made.name: made.doc for made in own}
            slots = {name: docs.get(name) for name in slots}
    namespace['__slots__'] = slots
    for name in names:
        namespace.pop(name, None)
    namespace.pop('__dict__', None)
    if _version >= 11:
        namespace.pop('__weakref__', None)
    made = type(cls)(cls.__name__, cls.__bases__, namespace)
    made.__qualname__ = cls.__qualname__
    if frozen:
        if '__getstate__' not in namespace:
            made.__getstate__ = _getstate
        if '__setstate__' not in namespace:
            made.__setstate__ = _setstate
    if _super_follows:
        _retarget(made, cls)
    return made


def _retarget(made, old):
    for member in made.__dict__.values():
        while hasattr(member, '__wrapped__'):
            member = member.__wrapped__
        parts = (member.fget, member.fset, member.fdel) if isinstance(member, property) else (member,)
        for function in parts:
            if _machine.reclass(function, old, made) or _frozen_follows and _follow(function, old, made):
                return


def _follow(function, old, made):
    scope = getattr(function, '__globals__', {})
    if scope.get('__dataclass_class__') is not old:
        return False
    scope['__dataclass_class__'] = made
    return True


def _process(cls, init, repr, eq, order, unsafe_hash, frozen, match_args=False, kw_only=False, slots=False,
             weakref_slot=False):
    cls.__module__
    params = dict(init=init, repr=repr, eq=eq, order=order, unsafe_hash=unsafe_hash, frozen=frozen)
    if _version >= 12:
        params.update(match_args=match_args, kw_only=kw_only, slots=slots, weakref_slot=weakref_slot)
    cls.__dataclass_params__ = _DataclassParams(**params)
    all_fields = {}
    frozen_bases = []
    for base in cls.__mro__[-1:0:-1]:
        base_fields = getattr(base, '__dataclass_fields__', None)
        if base_fields is not None and (_version < 12 or '__dataclass_fields__' in base.__dict__):
            for made in base_fields.values():
                all_fields[made.name] = made
            frozen_bases.append(base.__dataclass_params__.frozen)
    own, annotations = _own_fields(cls, kw_only)
    for made in own:
        all_fields[made.name] = made
        if isinstance(getattr(cls, made.name, None), Field):
            if made.default is MISSING:
                delattr(cls, made.name)
            else:
                setattr(cls, made.name, made.default)
    for name, value in list(cls.__dict__.items()):
        if isinstance(value, Field) and name not in annotations:
            raise TypeError(f'{name!r} is a field but has no type annotation')
    if frozen_bases:
        if any(frozen_bases) and not frozen:
            raise TypeError('cannot inherit non-frozen dataclass from a frozen one')
        if frozen and not (all(frozen_bases) if _version >= 12 else any(frozen_bases)):
            raise TypeError('cannot inherit frozen dataclass from a non-frozen one')
    cls.__dataclass_fields__ = all_fields
    given_hash = cls.__dict__.get('__hash__', MISSING)
    explicit_hash = not (given_hash is MISSING or given_hash is None and '__eq__' in cls.__dict__)
    if order and not eq:
        raise ValueError('eq must be true if order is true')
    everything = list(all_fields.values())
    plain = [made for made in everything if made._field_type is _FIELD]
    compared = [made for made in plain if made.compare]
    if _version >= 13:
        _set_new(cls, '__replace__', _replace)
        _set_hash(cls, unsafe_hash, eq, frozen, explicit_hash, plain)
    own_init = not init or _set_new(cls, '__init__', _init(cls, everything, frozen, slots))
    if repr:
        _set_new(cls, '__repr__', _repr(cls, [made for made in plain if made.repr]))
    if eq:
        _set_new(cls, '__eq__', _compared(cls, '__eq__', '==', compared))
    if order:
        for name, sign in (('__lt__', '<'), ('__le__', '<='), ('__gt__', '>'), ('__ge__', '>=')):
            if _set_new(cls, name, _compared(cls, name, sign, compared)):
                stop = '' if _version >= 13 else '.'
                raise TypeError(f'Cannot overwrite attribute {name} in class {cls.__name__}{stop} '
                                'Consider using functools.total_ordering')
    if frozen:
        _frozen_methods(cls, plain)
    if _version < 13:
        _set_hash(cls, unsafe_hash, eq, frozen, explicit_hash, plain)
    if not getattr(cls, '__doc__'):
        plain = not own_init and '__new__' not in cls.__dict__ and type(cls).__call__ is type.__call__
        signature = _doc(cls, everything) if plain else _signature(cls)
        cls.__doc__ = cls.__name__ + signature.replace(' -> None', '')
    if match_args:
        _set_new(cls, '__match_args__', tuple(made.name for made in everything
                                              if made.init and not made.kw_only and made._field_type is not _FIELD_CLASSVAR))
    if weakref_slot and not slots:
        raise TypeError('weakref_slot is True but slots is False')
    if slots:
        cls = _with_slots(cls, frozen, weakref_slot)
    if _version >= 10 and '__abstractmethods__' in cls.__dict__:
        import abc
        abc.update_abstractmethods(cls)
    return cls


if _version >= 11:
    def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False,
                  match_args=True, kw_only=False, slots=False, weakref_slot=False):
        def wrap(cls):
            return _process(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots,
                            weakref_slot)
        return wrap if cls is None else wrap(cls)
elif _version == 10:
    def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False,
                  match_args=True, kw_only=False, slots=False):
        def wrap(cls):
            return _process(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots)
        return wrap if cls is None else wrap(cls)
else:
    def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False):
        def wrap(cls):
            return _process(cls, init, repr, eq, order, unsafe_hash, frozen)
        return wrap if cls is None else wrap(cls)


def fields(class_or_instance):
    try:
        found = class_or_instance.__dataclass_fields__
    except AttributeError:
        raise TypeError('must be called with a dataclass type or instance') from None
    return tuple(made for made in found.values() if made._field_type is _FIELD)


def is_dataclass(obj):
    return hasattr(obj if isinstance(obj, type) else type(obj), '__dataclass_fields__')


def _is_instance(obj):
    return hasattr(type(obj), '__dataclass_fields__')


def _copied(obj):
    if type(obj) in (int, str, float, bool, bytes, complex, type(None), type, type(...)):
        return obj
    _machine.unsupported(f'a deep copy of {type(obj).__name__} in asdict() or astuple()')


def _converted(obj, convert):
    if _is_instance(obj):
        return convert(obj)
    if isinstance(obj, tuple) and hasattr(obj, '_fields'):
        return type(obj)(*[_converted(item, convert) for item in obj])
    if type(obj) in (list, tuple):
        return type(obj)([_converted(item, convert) for item in obj])
    if type(obj) is dict:
        return {_converted(key, convert): _converted(value, convert) for key, value in obj.items()}
    return _copied(obj)


def asdict(obj, *, dict_factory=dict):
    if not _is_instance(obj):
        raise TypeError('asdict() should be called on dataclass instances')

    def convert(obj):
        return dict_factory([(made.name, _converted(getattr(obj, made.name), convert)) for made in fields(obj)])
    return convert(obj)


def astuple(obj, *, tuple_factory=tuple):
    if not _is_instance(obj):
        raise TypeError('astuple() should be called on dataclass instances')

    def convert(obj):
        return tuple_factory([_converted(getattr(obj, made.name), convert) for made in fields(obj)])
    return convert(obj)


def _replace(self, /, **changes):
    error = TypeError if _version >= 13 else ValueError
    for made in self.__dataclass_fields__.values():
        if made._field_type is _FIELD_CLASSVAR:
            continue
        if not made.init:
            if made.name in changes:
                raise error(f'field {made.name} is declared with init=False, it cannot be specified with replace()')
            continue
        if made.name not in changes:
            if made._field_type is _FIELD_INITVAR and made.default is MISSING:
                raise error(f'InitVar {made.name!r} must be specified with replace()')
            changes[made.name] = getattr(self, made.name)
    return self.__class__(**changes)


def replace(obj, /, **changes):
    if not _is_instance(obj):
        raise TypeError('replace() should be called on dataclass instances')
    return _replace(obj, **changes)
