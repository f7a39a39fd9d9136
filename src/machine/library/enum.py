# enum: classes with a fixed set of instances.
import _machine
from _enum import (_EnumDict, _break_on_call_reduce, _builtin_property, _cannot_be_pickled, _early, _late, _make_members,
                   _no_value, _proto_member, _single_bit, auto, member, nonmember, property)

_version = _machine.version()
# Those that are told from the others while they are made.
ReprEnum = Flag = Enum = STRICT = CONFORM = EJECT = KEEP = None
if _version >= 13:
    EnumDict = _EnumDict


# What shows the values: the `__repr__` of the data type.
def _data_repr(bases):
    for chain in bases:
        for base in chain.__mro__:
            if isinstance(base, EnumMeta):
                return base._value_repr_
            if base is not object and '__repr__' in base.__dict__:
                return base.__dict__['__repr__']
    return None


# Flags of 3.15 on: a negative value stands for all bits of the others but those of its complement.
def _make_positive(members):
    every, negative = 0, []
    for made in members:
        several = isinstance(made.value, tuple) and made.value
        bits = made.value[0] if several else made.value
        if isinstance(bits, int) and bits < 0:
            negative.append((made, several, bits))
        elif isinstance(bits, int):
            every |= bits
    for made, several, bits in negative:
        made.value = (every & bits, *several[1:]) if several else every & bits


class EnumType(type):
    @classmethod
    def __prepare__(metacls, cls, bases, **kwds):
        for chain in bases:
            for base in chain.__mro__:
                if isinstance(base, EnumMeta) and base._member_names_:
                    if _version >= 11:
                        raise TypeError(f'<enum {cls!r}> cannot extend {base!r}')
                    raise TypeError(f'{cls}: cannot extend enumeration {base.__name__!r}')
        namespace = _EnumDict(cls)
        first = metacls._get_mixins_(cls, bases)[1]
        if first is not None:
            namespace['_generate_next_value_'] = getattr(first, '_generate_next_value_', None)
        return namespace

    def __new__(metacls, cls, bases, classdict, *, boundary=None, **kwds):
        classdict.setdefault('_ignore_', []).append('_ignore_')
        for key in classdict['_ignore_']:
            classdict.pop(key, None)
        if _version < 11:
            data_type, first = metacls._get_mixins_(cls, bases)
            new, save_new, use_args = metacls._find_new_(classdict, data_type, first)
        names = classdict._member_names
        if 'mro' in names or '' in names:
            wrong = ','.join([repr(name) if _version >= 11 else name for name in names if name in ('mro', '')])
            if _version < 11:
                raise ValueError(f'Invalid enum member name: {wrong}')
            raise ValueError(f'invalid enum member name(s) {wrong}')
        order = classdict.pop('_order_', None)
        namespace = dict(classdict.items())
        if _version >= 12 and namespace.get('_generate_next_value_') is not None:
            generate = namespace['_generate_next_value_']
            if type(generate) is not staticmethod:
                namespace['_generate_next_value_'] = staticmethod(generate)
        if _version >= 11:
            data_type, first = metacls._get_mixins_(cls, bases)
            new, save_new, use_args = metacls._find_new_(namespace, data_type, first)
            enum_class = metacls._made(cls, bases, namespace, names, data_type, first, new, use_args, boundary, kwds)
        else:
            members = {name: namespace.pop(name) for name in names}
            namespace.setdefault('__doc__', 'An enumeration.')
            enum_class = type.__new__(metacls, cls, bases, namespace, **kwds)
            enum_class._member_names_ = []
            enum_class._member_map_ = {}
            enum_class._member_type_ = data_type
            enum_class._value2member_map_ = {}
            if _cannot_be_pickled(bases, namespace, data_type):
                enum_class.__reduce_ex__ = _break_on_call_reduce
                enum_class.__module__ = '<unknown>'
            _make_members(enum_class, members, new, use_args)
        for name in ('__repr__', '__str__', '__format__', '__reduce_ex__'):
            if name not in namespace:
                found, of_data = getattr(enum_class, name), getattr(data_type, name)
                if found == of_data or _version >= 11 and found == getattr(object, name):
                    setattr(enum_class, name, getattr(first, name))
        flag = Flag is not None and issubclass(enum_class, Flag)
        if flag and _version >= 11:
            for name in ('__or__', '__and__', '__xor__', '__ror__', '__rand__', '__rxor__', '__invert__'):
                if name not in namespace:
                    setattr(enum_class, name, getattr(Flag, name))
        if Enum is not None:
            if save_new:
                enum_class.__new_member__ = new
            enum_class.__new__ = Enum.__new__
        if flag and _early:
            enum_class._flag_mask_ = 0
            for known in enum_class._member_map_.values():
                enum_class._flag_mask_ |= known._value_ if _single_bit(known._value_) else 0
        if flag and _version >= 11:
            values = [known._value_ for known in enum_class]
            if values != sorted(values):
                enum_class._iter_member_ = enum_class._iter_member_by_def_
        if order is not None:
            order = order.replace(',', ' ').split() if isinstance(order, str) else order
            named, known = enum_class._member_names_, enum_class._member_map_
            if _version >= 11:
                order = [name for name in order if name not in known or name in named]
            if order != named and (order or _version < 11):
                more = f':\n  {named!r}\n  {order!r}' if _version >= 11 else ''
                raise TypeError('member order does not match _order_' + more)
        return enum_class

    @classmethod
    def _made(metacls, cls, bases, namespace, names, data_type, first, new, use_args, boundary, kwds):
        namespace['_new_member_'] = new
        namespace['_use_args_'] = use_args
        for name in names:
            namespace[name] = _proto_member(namespace[name])
        namespace['_member_names_'] = []
        namespace['_member_map_'] = {}
        namespace['_value2member_map_'] = {}
        if _version >= 13:
            namespace['_hashable_values_'] = []
        namespace['_unhashable_values_'] = []
        if _version >= 13:
            namespace['_unhashable_values_map_'] = {}
        namespace['_member_type_'] = data_type
        namespace['_value_repr_'] = _data_repr(bases)
        if cls == 'Flag' and Flag is None or Flag is not None and any([issubclass(base, Flag) for base in bases]):
            namespace['_boundary_'] = boundary or getattr(first, '_boundary_', None)
            if _early:
                mask = 0
                for name in names:
                    mask |= namespace[name].value if isinstance(namespace[name].value, int) else 0
                namespace['_flag_mask_'], namespace['_all_bits_'] = mask, 2 ** mask.bit_length() - 1
            else:
                namespace['_flag_mask_'] = namespace['_singles_mask_'] = namespace['_all_bits_'] = 0
            namespace['_inverted_'] = None
            if _version >= 15 and Flag is not None:
                _make_positive([namespace[name] for name in names])
        if _version >= 13:
            namespace[f'_{cls}__in_progress'] = True
        try:
            enum_class = type.__new__(metacls, cls, bases, namespace, **kwds)
        except Exception as error:
            if _version == 11 and isinstance(error, RuntimeError):
                error = error.__cause__ or error
            elif _version == 12:
                made = type(error)(str(error))
                made.__cause__, made.__context__ = error.__cause__, error.__context__
                error = made
            elif hasattr(error, '__notes__'):
                del error.__notes__
            raise error
        if _version >= 13:
            delattr(enum_class, f'_{cls}__in_progress')
            del namespace[f'_{cls}__in_progress']
        namespace.update(enum_class.__dict__)
        if ReprEnum is not None and ReprEnum in bases:
            if data_type is object:
                raise TypeError('ReprEnum subclasses must be mixed with a data type (i.e. int, str, float, etc.)')
            if '__format__' not in namespace:
                enum_class.__format__ = namespace['__format__'] = data_type.__format__
            if '__str__' not in namespace:
                method = data_type.__str__
                method = data_type.__repr__ if method == object.__str__ else method
                enum_class.__str__ = namespace['__str__'] = method
        return enum_class

    @staticmethod
    def _get_mixins_(class_name, bases):
        if not bases:
            return object, Enum
        first = bases[-1]
        if not isinstance(first, EnumMeta):
            raise TypeError('new enumerations should be created as `EnumName([mixin_type, ...] [data_type,] enum_type)`')
        found = []
        for chain in bases:
            candidate = None
            for base in chain.__mro__:
                if '__dataclass_fields__' in base.__dict__:
                    _machine.unsupported('a dataclass in an enumeration')
                if isinstance(base, EnumMeta):
                    if base._member_type_ is not object:
                        found.append(base._member_type_)
                        break
                elif base is not object:
                    candidate = candidate or base
                    if '__new__' in base.__dict__:
                        found.append(candidate)
                        break
        if len(set(found)) > 1:
            _machine.unsupported('an enumeration of several data types')
        if first._member_names_:
            if _version >= 11:
                raise TypeError(f'<enum {class_name!r}> cannot extend {first!r}')
            raise TypeError('Cannot extend enumerations')
        return (found[0] if found else object), first

    @staticmethod
    def _find_new_(namespace, data_type, first):
        new = namespace.get('__new__')
        save_new = new is not None and (_version < 11 or first is not None)
        if new is None:
            ours = (None, None.__new__, object.__new__, Enum.__new__)
            for method in ('__new_member__', '__new__'):
                for possible in (data_type, first):
                    target = getattr(possible, method, None)
                    if new is None and target not in ours:
                        new = target
            new = new or object.__new__
        return new, save_new, new is not object.__new__ and not (_version >= 11 and (first is None or new is Enum.__new__))

    if _late:
        def __call__(cls, value, names=_no_value, *values, module=None, qualname=None, type=None, start=1, boundary=None):
            if cls._member_map_:
                return cls.__new__(cls, value if names is _no_value else (value, names) + values)
            if names is _no_value and type is None:
                raise TypeError(f'{cls!r} has no members; specify `names=()` if you meant to create a new, empty, enum')
            return _create(cls, value, None if names is _no_value else names, module, qualname, type, start, boundary)
    elif _version == 12:
        def __call__(cls, value, names=None, *values, module=None, qualname=None, type=None, start=1, boundary=None):
            if cls._member_map_:
                return cls.__new__(cls, (value, names) + values if names else value)
            if names is None and type is None:
                raise TypeError(f'{cls!r} has no members; specify `names=()` if you meant to create a new, empty, enum')
            return _create(cls, value, names, module, qualname, type, start, boundary)
    elif _version == 11:
        def __call__(cls, value, names=None, *, module=None, qualname=None, type=None, start=1, boundary=None):
            if names is None:
                return cls.__new__(cls, value)
            return _create(cls, value, names, module, qualname, type, start, boundary)
    else:
        def __call__(cls, value, names=None, *, module=None, qualname=None, type=None, start=1):
            if names is None:
                return cls.__new__(cls, value)
            return _create(cls, value, names, module, qualname, type, start)

    if _version < 12:
        def __getattr__(cls, name):
            if name[:2] != '__' and name in cls._member_map_:
                return cls._member_map_[name]
            raise AttributeError(name)

    def __getitem__(cls, name):
        return cls._member_map_[name]

    def __iter__(cls):
        return (cls._member_map_[name] for name in cls._member_names_)

    def __reversed__(cls):
        return (cls._member_map_[name] for name in reversed(cls._member_names_))

    def __len__(cls):
        return len(cls._member_names_)

    def __bool__(cls):
        return True

    def __contains__(cls, value):
        if _version < 12:
            if not isinstance(value, Enum):
                raise TypeError(f"unsupported operand type(s) for 'in': '{type(value).__qualname__}' "
                                f"and '{cls.__class__.__qualname__}'")
            return isinstance(value, cls) and value._name_ in cls._member_map_
        if isinstance(value, cls):
            return True
        if _version == 12:
            return value in cls._value2member_map_ or value in cls._unhashable_values_
        if issubclass(cls, Flag):
            try:
                return isinstance(cls._missing_(value), cls)
            except ValueError:
                pass
        return value in cls._unhashable_values_ or value in cls._hashable_values_

    @_builtin_property
    def __members__(cls):
        return _machine.type_of('mappingproxy')(cls._member_map_)

    def __setattr__(cls, name, value):
        if name in cls.__dict__.get('_member_map_', {}):
            if _version >= 11:
                raise AttributeError(f'cannot reassign member {name!r}')
            raise AttributeError('Cannot reassign members.')
        super().__setattr__(name, value)

    def __delattr__(cls, attr):
        if attr in cls._member_map_:
            if _version >= 11:
                raise AttributeError(f'{cls.__name__!r} cannot delete member {attr!r}.')
            raise AttributeError(f'{cls.__name__}: cannot delete Enum member.')
        super().__delattr__(attr)

    def __repr__(cls):
        flag = _version >= 11 and Flag is not None and issubclass(cls, Flag)
        return f'<{"flag" if flag else "enum"} {cls.__name__!r}>'

    def __dir__(cls):
        _machine.unsupported('dir() of an enumeration')


EnumMeta = EnumType
if _version < 11:
    EnumType.__name__ = EnumType.__qualname__ = 'EnumMeta'
    for _name, _function in EnumType.__dict__.items():
        if hasattr(_function, '__code__'):
            _function.__qualname__ = f'EnumMeta.{_name}'


# The functional interface.
def _create(cls, name, names, module, qualname, data_type, start, boundary=None):
    metacls = cls.__class__
    bases = (cls,) if data_type is None else (data_type, cls)
    first = metacls._get_mixins_(name, bases)[1]
    namespace = metacls.__prepare__(name, bases)
    if isinstance(names, str):
        names = names.replace(',', ' ').split()
    if isinstance(names, (tuple, list)) and names and isinstance(names[0], str):
        values = []
        for count, key in enumerate(names):
            values.append(first._generate_next_value_(key, start, count, values[:]))
        names = list(zip(names, values))
    for item in (() if names is None and _version >= 11 else names):
        if isinstance(item, str):
            namespace[item] = names[item]
        else:
            key, value = item
            namespace[key] = value
    if module is None:
        module = _machine.caller_module(2)
    if _version < 11:
        made = metacls.__new__(metacls, name, bases, namespace)
        made.__module__ = module
        if qualname is not None:
            made.__qualname__ = qualname
        return made
    namespace['__module__'] = module
    if qualname is not None:
        namespace['__qualname__'] = qualname
    return metacls.__new__(metacls, name, bases, namespace, boundary=boundary)


class Enum(metaclass=EnumMeta):
    def __new__(cls, value):
        if type(value) is cls:
            return value
        try:
            return cls._value2member_map_[value]
        except KeyError:
            pass
        except TypeError:
            for known in cls._member_map_.values():
                if known._value_ == value:
                    return known
        # Said so since a 3.11 after 3.11.3.
        if not cls._member_map_ and (_version > 11 or _version == 11 and _machine.micro() > 3):
            if getattr(cls, f'_{cls.__name__}__in_progress', False):
                raise TypeError('do not use `super().__new__; call the appropriate __new__ directly') from None
            raise TypeError(f'{cls!r} has no members defined')
        unknown = ValueError(f'{value!r} is not a valid {cls.__qualname__}')
        try:
            found = cls._missing_(value)
        except Exception as error:
            if _version < 11 or not isinstance(error, ValueError):
                error.__context__ = unknown
            raise
        if isinstance(found, cls):
            return found
        if _version >= 11 and EJECT is not None and issubclass(cls, Flag) and cls._boundary_ is EJECT and isinstance(found, int):
            return found
        if found is None:
            raise unknown
        error = TypeError(f'error in {cls.__name__}._missing_: returned {found!r} instead of None or a valid member')
        error.__context__ = unknown
        raise error

    if 11 <= _version < 14:
        def __init__(self, *args, **kwds):
            pass

    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return start
        if _version >= 13:
            try:
                last = sorted(last_values).pop()
            except TypeError:
                raise TypeError('unable to sort non-numeric values') from None
            try:
                return last + 1
            except TypeError:
                raise TypeError(f'unable to increment {last!r}') from None
        for value in reversed(last_values):
            try:
                return value + 1
            except TypeError:
                pass
        return start

    @classmethod
    def _missing_(cls, value):
        return None

    def __repr__(self):
        show = self.__class__._value_repr_ if _version >= 11 else None
        return f'<{self.__class__.__name__}.{self._name_}: {(show or repr)(self._value_)}>'

    def __str__(self):
        return f'{self.__class__.__name__}.{self._name_}'

    def __dir__(self):
        _machine.unsupported('dir() of a member of an enumeration')

    def __format__(self, format_spec):
        # Up to 3.10 a member is its value, unless it says itself what its text is.
        if _version < 11 and self._member_type_ is not object and type(self).__str__ in (Enum.__str__, Flag.__str__):
            return self._member_type_.__format__(self._value_, format_spec)
        return str.__format__(str(self), format_spec)

    def __hash__(self):
        return hash(self._name_)

    def __reduce_ex__(self, proto):
        # By name in the first micro versions of 3.11, 3.11.3 among them.
        if _version == 11 and _machine.micro() < 7:
            return getattr, (self.__class__, self._name_)
        return self.__class__, (self._value_,)

    if _version >= 11 and not _early:
        def __deepcopy__(self, memo):
            return self

        def __copy__(self):
            return self

    @property
    def name(self):
        return self._name_

    @property
    def value(self):
        return self._value_


class ReprEnum(Enum):
    pass


class IntEnum(int, ReprEnum if _version >= 11 else Enum):
    pass


if _version >= 11:
    class StrEnum(str, ReprEnum):
        def __new__(cls, *values):
            if len(values) > 3:
                raise TypeError(f'too many arguments for str(): {values!r}')
            for value, what in zip(values if len(values) == 1 else values[1:], ('encoding', 'errors')):
                if not isinstance(value, str):
                    raise TypeError(f'{value!r} is not a string' if len(values) == 1
                                    else f'{what} must be a string, not {value!r}')
            value = str(*values)
            made = str.__new__(cls, value)
            made._value_ = value
            return made

        def _generate_next_value_(name, start, count, last_values):
            return name.lower()

    class FlagBoundary(StrEnum):
        STRICT = auto()
        CONFORM = auto()
        EJECT = auto()
        KEEP = auto()

    STRICT, CONFORM, EJECT, KEEP = FlagBoundary

from _enum_flag import Flag, IntFlag


def unique(enumeration):
    duplicates = [(alias, known._name_) for alias, known in enumeration._member_map_.items() if alias != known._name_]
    if duplicates:
        details = ', '.join([f'{alias} -> {name}' for alias, name in duplicates])
        raise ValueError(f'duplicate values found in {enumeration!r}: {details}')
    return enumeration


if _version < 11:
    del EnumType, ReprEnum, STRICT, CONFORM, EJECT, KEEP, member, nonmember, property
