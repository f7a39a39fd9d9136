# enum: classes with a fixed set of instances.
import _machine

_version = _machine.version()


class auto:
    def __init__(self, value=None):
        if value is not None:
            _machine.unsupported('enum.auto with a value')


def _is_sunder(name):
    return len(name) > 2 and name[0] == name[-1] == '_' and name[1] != '_' and name[-2] != '_'


def _is_dunder(name):
    return len(name) > 4 and name[:2] == name[-2:] == '__' and name[2] != '_' and name[-3] != '_'


class _EnumDict(dict):
    def __init__(self, class_name):
        super().__init__()
        self._class_name = class_name
        self._members = {}
        self._last_values = []
        self._generate = None

    def __setitem__(self, key, value):
        if key.startswith(f'_{self._class_name}__') or key == '_ignore_':
            _machine.unsupported(f'the name {key} in an enumeration')
        if _is_sunder(key):
            if key == '_generate_next_value_':
                self._generate = value
            elif key != '_order_' and key != '_missing_':
                _machine.unsupported(f'the name {key} in an enumeration')
        elif _is_dunder(key):
            pass
        elif key in self._members:
            if _version >= 11:
                raise TypeError(f'{key!r} already defined as {self[key]!r}')
            raise TypeError(f'Attempted to reuse key: {key!r}')
        elif hasattr(value, '__get__') or hasattr(value, '__set__') or hasattr(value, '__delete__'):
            if isinstance(value, type):
                _machine.unsupported('a class as a value in an enumeration')
        else:
            if key in self:
                raise TypeError(f'{key!r} already defined as {self[key]!r}')
            if isinstance(value, auto):
                if self._generate is None:
                    value = _next_value(self._last_values)
                else:
                    value = self._generate(key, 1, len(self._members), self._last_values[:])
            elif isinstance(value, tuple) and any(isinstance(item, auto) for item in value):
                _machine.unsupported('enum.auto in a tuple')
            self._members[key] = value
            self._last_values.append(value)
        super().__setitem__(key, value)


def _next_value(last_values):
    if not last_values:
        return 1
    if not all(type(value) is int for value in last_values):
        _machine.unsupported('enum.auto after values that are no integers')
    return max(last_values) + 1 if _version >= 13 else last_values[-1] + 1


Flag = _StrEnum = None


def _check_str(values):
    if len(values) > 3:
        raise TypeError(f'too many arguments for str(): {values!r}')
    for value, what in zip(values if len(values) == 1 else values[1:], ('encoding', 'errors')):
        if not isinstance(value, str):
            raise TypeError(f'{value!r} is not a string' if len(values) == 1 else f'{what} must be a string, not {value!r}')


def _data_type(bases):
    # Lib/enum.py, _find_data_type: what holds the values.
    for chain in bases:
        found = None
        for base in chain.__mro__:
            if '__dataclass_fields__' in base.__dict__:
                _machine.unsupported('a dataclass in an enumeration')
            if isinstance(base, type(Enum)):
                if base._member_type_ is not object:
                    return base._member_type_
                break
            if base is object:
                break
            found = found or base
            if '__new__' in base.__dict__:
                return found
    return object


def _is_flag(cls):
    return Flag is not None and Flag in cls.__mro__


class EnumType(type):
    @classmethod
    def __prepare__(metacls, cls, bases, **kwds):
        for base in bases:
            metacls._check_extension(cls, base)
        namespace = _EnumDict(cls)
        for base in bases:
            generate = getattr(base, '_generate_next_value_', None)
            if generate is not None:
                namespace._generate = generate
        return namespace

    @staticmethod
    def _check_extension(name, base):
        if isinstance(base, EnumMeta) and base._member_map_:
            if _version >= 11:
                raise TypeError(f'<enum {name!r}> cannot extend {base!r}')
            raise TypeError(f'{name}: cannot extend enumeration {base.__name__!r}')

    def __new__(metacls, name, bases, namespace, **kwds):
        if 'boundary' in kwds:
            _machine.unsupported('the boundary of a Flag')
        members = getattr(namespace, '_members', {})
        if 'mro' in members:
            raise ValueError("invalid enum member name(s) 'mro'" if _version >= 11 else 'Invalid enum member name: mro')
        plain = {key: value for key, value in namespace.items() if key not in members}
        cls = super().__new__(metacls, name, bases, plain, **kwds)
        if _version < 11:
            cls.mro()
        type.__setattr__(cls, '_member_names_', [])
        type.__setattr__(cls, '_member_map_', {})
        type.__setattr__(cls, '_value2member_map_', {})
        data_type = _data_type(bases)
        type.__setattr__(cls, '_member_type_', data_type)
        flag = _is_flag(cls)
        if flag and not all(type(value) is int and value >= 0 for value in members.values()):
            _machine.unsupported('a Flag with values that are no positive integers')
        if data_type is not object:
            replaced = ('__repr__', '__str__', '__format__')
            if any(base.__name__ == 'ReprEnum' for base in cls.__mro__):
                replaced = ('__repr__',)
            for method in replaced:
                if method not in plain and getattr(cls, method) is getattr(data_type, method):
                    type.__setattr__(cls, method, getattr(Enum, method))
        if members and any('__new__' in base.__dict__ for base in cls.__mro__ if base is not Enum and base not in data_type.__mro__):
            _machine.unsupported('__new__ in an enumeration')
        for key, value in members.items():
            arguments = value if isinstance(value, tuple) else (value,)
            if data_type is tuple:
                arguments = (arguments,)
            elif _StrEnum is not None and _StrEnum in cls.__mro__:
                _check_str(arguments)
            if data_type is object:
                member = object.__new__(cls)
            else:
                member = data_type.__new__(cls, *arguments)
            if data_type is not object:
                value = data_type(*arguments)
            member._value_ = value
            member._name_ = key
            member.__objclass__ = cls
            member.__init__(*arguments)
            for known in cls._member_map_.values():
                if known._value_ == value:
                    member = known
                    break
            else:
                if _version >= 11:
                    member._sort_order_ = len(cls._member_names_)
                if not flag or _version < 11 or value and not value & value - 1:
                    cls._member_names_.append(key)
            cls._member_map_[key] = member
            type.__setattr__(cls, key, member)
            try:
                cls._value2member_map_.setdefault(value, member)
            except TypeError:
                pass
        if flag:
            every = single = 0
            for value in members.values():
                every |= value
                if value and not value & value - 1:
                    single |= value
            if every != single and _version >= 11:
                _machine.unsupported('a Flag with an alias of bits that have no names')
            type.__setattr__(cls, '_flag_mask_', every)
        return cls

    def __call__(cls, value, names=None, *values, module=None, qualname=None, type=None, start=1):
        if values and _version < 12:
            raise TypeError(f'{EnumMeta.__call__.__qualname__ if _version >= 10 else "__call__"}() takes from 2 to 3 '
                            f'positional arguments but {3 + len(values)} were given')
        if names is not None and cls._member_map_:
            if _version < 11:
                raise TypeError('Cannot extend enumerations')
            if _version == 11:
                raise TypeError(f'<enum {value!r}> cannot extend {cls!r}')
            # Empty names counted as none in the first micro versions of 3.12, 3.12.1 among them.
            if not names and _version == 12 and _machine.micro() < 7:
                return cls._of_value(value)
            return cls._of_value((value, names, *values))
        if names is not None:
            return _made_by_call(cls, value, names, module or _machine.caller_module(1), qualname, type, start)
        # Said so since a 3.11 after 3.11.3.
        if not cls._member_map_ and (_version > 11 or _version == 11 and _machine.micro() > 3):
            if _version == 11:
                raise TypeError(f'{cls!r} has no members defined')
            raise TypeError(f'{cls!r} has no members; specify `names=()` if you meant to create a new, empty, enum')
        return cls._of_value(value)

    def _of_value(cls, value):
        if type(value) is cls:
            return value
        try:
            if value in cls._value2member_map_:
                return cls._value2member_map_[value]
        except TypeError:
            pass
        for member in cls._member_map_.values():
            if member._value_ == value:
                return member
        unknown = ValueError(f'{value!r} is not a valid {cls.__qualname__}')
        try:
            member = cls._missing_(value)
        except Exception as error:
            if not isinstance(error, ValueError):
                error.__context__ = unknown
            raise
        if isinstance(member, cls):
            return member
        if member is None:
            raise unknown
        error = TypeError(f'error in {cls.__name__}._missing_: returned {member!r} instead of None or a valid member')
        error.__context__ = unknown
        raise error

    if _version < 12:
        def __getattr__(cls, name):
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

    def __contains__(cls, member):
        if not isinstance(member, Enum):
            if _version < 12:
                raise TypeError(f"unsupported operand type(s) for 'in': '{type(member).__qualname__}' "
                                f"and '{cls.__class__.__qualname__}'")
            if _is_flag(cls):
                _machine.unsupported('a value in a Flag')
            return any(known._value_ == member for known in cls._member_map_.values())
        return isinstance(member, cls) and (_version >= 12 or member._name_ in cls._member_map_)

    @property
    def __members__(cls):
        return _machine.type_of('mappingproxy')(cls._member_map_)

    def __setattr__(cls, name, value):
        if name in cls.__dict__.get('_member_map_', {}):
            if _version >= 11:
                raise AttributeError(f'cannot reassign member {name!r}')
            raise AttributeError('Cannot reassign members.')
        super().__setattr__(name, value)

    def __delattr__(cls, name):
        if name in cls._member_map_:
            if _version >= 11:
                raise AttributeError(f'{cls.__name__!r} cannot delete member {name!r}.')
            raise AttributeError(f'{cls.__name__}: cannot delete Enum member.')
        super().__delattr__(name)

    def __repr__(cls):
        return f'<{"flag" if _version >= 11 and _is_flag(cls) else "enum"} {cls.__name__!r}>'

    def __dir__(cls):
        _machine.unsupported('dir() of an enumeration')


EnumMeta = EnumType
if _version < 11:
    EnumType.__name__ = EnumType.__qualname__ = 'EnumMeta'
    EnumType.__call__.__qualname__ = 'EnumMeta.__call__'


def _made_by_call(cls, name, names, module, qualname, data_type, start):
    if isinstance(names, str):
        names = names.replace(',', ' ').split()
    bases = (cls,) if data_type is None else (data_type, cls)
    namespace = type(cls).__prepare__(name, bases)
    if isinstance(names, (tuple, list)) and names and isinstance(names[0], str):
        values = []
        for count, key in enumerate(names):
            values.append(cls._generate_next_value_(key, start, count, values[:]))
        names = list(zip(names, values))
    for item in names:
        if isinstance(item, str):
            item = item, names[item]
        namespace[item[0]] = item[1]
    namespace['__module__'] = module
    if qualname is not None:
        namespace['__qualname__'] = qualname
    return type(cls)(name, bases, namespace)


class _Readable:
    def __init__(self, name, slot):
        self.name = name
        self.slot = slot

    def __get__(self, instance, owner=None):
        if instance is None:
            if self.name in owner._member_map_:
                return owner._member_map_[self.name]
            raise AttributeError(self.name)
        return getattr(instance, self.slot)

    def __set__(self, instance, value):
        if _version >= 11:
            raise AttributeError(f"<enum 'Enum'> cannot set attribute {self.name!r}")
        raise AttributeError("can't set attribute")

    def __delete__(self, instance):
        if _version >= 11:
            raise AttributeError(f"<enum 'Enum'> cannot delete attribute {self.name!r}")
        raise AttributeError("can't delete attribute")


class Enum(metaclass=EnumType):
    name = _Readable('name', '_name_')
    value = _Readable('value', '_value_')

    def _generate_next_value_(name, start, count, last_values):
        return _next_value(last_values) if last_values else start

    @classmethod
    def _missing_(cls, value):
        return None

    def __repr__(self):
        return f'<{self.__class__.__name__}.{self._name_}: {self._value_!r}>'

    def __str__(self):
        return f'{self.__class__.__name__}.{self._name_}'

    def __init__(self, *args, **kwds):
        pass

    def __format__(self, spec):
        # Up to 3.10 a member is its value, unless it says itself what its text is.
        if _version < 11 and self._member_type_ is not object and type(self).__str__ in (Enum.__str__, Flag.__str__):
            return self._member_type_.__format__(self._value_, spec)
        return str.__format__(str(self), spec)

    def __hash__(self):
        return hash(self._name_)

    def __dir__(self):
        _machine.unsupported('dir() of a member of an enumeration')

    def __reduce_ex__(self, protocol):
        # By name in the first micro versions of 3.11, 3.11.3 among them.
        if _version == 11 and _machine.micro() < 7:
            return getattr, (self.__class__, self._name_)
        return self.__class__, (self._value_,)

    # The first micro versions of 3.11, 3.11.3 among them, did without.
    if _version > 11 or _version == 11 and _machine.micro() > 3:
        def __copy__(self):
            return self

        def __deepcopy__(self, memo):
            return self


class ReprEnum(Enum):
    pass


class IntEnum(int, ReprEnum if _version >= 11 else Enum):
    if _version >= 11:
        def __str__(self):
            return int.__repr__(self)

        def __format__(self, spec):
            return int.__format__(self, spec)
    else:
        def __format__(self, spec):
            return int.__format__(self._value_, spec)


if _version >= 11:
    class StrEnum(str, ReprEnum):
        def _generate_next_value_(name, start, count, last_values):
            return name.lower()

        def __str__(self):
            return str.__str__(self)

        def __format__(self, spec):
            return str.__format__(self, spec)

    _StrEnum = StrEnum


def _combined(cls, value, name):
    if cls._member_type_ is object:
        member = object.__new__(cls)
    else:
        member = cls._member_type_.__new__(cls, value)
    member._name_ = name
    member._value_ = value
    return cls._value2member_map_.setdefault(value, member)


def _bits(value, count):
    return f'0b{int(value < 0)} {value & (1 << count) - 1:0{count}b}'


class Flag(Enum):
    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return start
        return 1 << (max(last_values) if _version >= 11 else last_values[-1]).bit_length()

    if _version >= 11:
        @classmethod
        def _missing_(cls, value):
            if not isinstance(value, int):
                raise ValueError(f'{value!r} is not a valid {cls.__qualname__}')
            mask, given = cls._flag_mask_, value
            limit = (1 << mask.bit_length()) - 1
            keeps = issubclass(cls, int)
            if not keeps and (not ~limit <= value <= limit or value & (limit ^ mask)):
                # gh-103365: up to 3.11.3 bits without a name were dropped.
                if _version == 11 and _machine.micro() < 4:
                    return cls(value & mask)
                count = max(value.bit_length(), mask.bit_length())
                raise ValueError(f'{cls!r} invalid value {value!r}\n    given {_bits(value, count)}\n'
                                 f'  allowed {_bits(mask, count)}')
            if value < 0:
                value += max(limit + 1, 1 << value.bit_length())
            member = cls._value2member_map_.get(value)
            if member is None:
                names = [known._name_ for known in cls if known._value_ & value]
                if names and value & ~mask:
                    names.append(str(value & ~mask))
                member = _combined(cls, value, '|'.join(names) or None)
            if given < 0:
                cls._value2member_map_[given] = member
            return member

        def __repr__(self):
            if self._name_ is None:
                return f'<{self.__class__.__name__}: {self._value_!r}>'
            return f'<{self.__class__.__name__}.{self._name_}: {self._value_!r}>'

        def __str__(self):
            if self._name_ is None:
                return f'{self.__class__.__name__}({self._value_!r})'
            return f'{self.__class__.__name__}.{self._name_}'

        def __iter__(self):
            return (member for member in self.__class__ if member._value_ & self._value_)

        def __len__(self):
            return bin(self._value_).count('1')
    else:
        @classmethod
        def _missing_(cls, value):
            if not isinstance(value, int):
                if issubclass(cls, int):
                    raise ValueError(f'{value!r} is not a valid {cls.__qualname__}')
                value < 0
            if not issubclass(cls, int):
                if (~value if value < 0 else value) & ~cls._flag_mask_:
                    raise ValueError(f'{(~value if value < 0 else value)!r} is not a valid {cls.__qualname__}')
                if value < 0:
                    return ~cls(~value)
            return _combined(cls, value, None)

        def _parts(self):
            value, rest, parts = self._value_, self._value_, []
            for member in self.__class__._member_map_.values():
                bits = member._value_
                if bits and bits & value == bits and member not in parts:
                    parts.append(member)
                    rest &= ~bits
            named = {member._value_: member._name_ for member in parts}
            bit = 1
            while value >= 0 and bit <= rest:
                if bit & rest:
                    named[bit] = str(bit)
                bit <<= 1
            if len(named) > 1:
                named.pop(value, None)
            return '|'.join([named[bits] for bits in sorted(named, reverse=True)]) or str(value)

        def __repr__(self):
            return f'<{self.__class__.__name__}.{self._name_ or self._parts()}: {self._value_!r}>'

        def __str__(self):
            return f'{self.__class__.__name__}.{self._name_ or self._parts()}'

    def __contains__(self, other):
        if not isinstance(other, self.__class__):
            raise TypeError(f"unsupported operand type(s) for 'in': {type(other).__qualname__!r} "
                            f"and {self.__class__.__qualname__!r}")
        return other._value_ & self._value_ == other._value_

    def __bool__(self):
        return bool(self._value_)

    def _other(self, other):
        if isinstance(other, self.__class__):
            return other._value_
        return other if isinstance(self, int) and isinstance(other, int) else None

    def __or__(self, other):
        value = self._other(other)
        return NotImplemented if value is None else self.__class__(self._value_ | value)

    def __and__(self, other):
        value = self._other(other)
        return NotImplemented if value is None else self.__class__(self._value_ & value)

    def __xor__(self, other):
        value = self._other(other)
        return NotImplemented if value is None else self.__class__(self._value_ ^ value)

    def __invert__(self):
        if isinstance(self, int):
            return self.__class__(~self._value_)
        if _version >= 11:
            return self.__class__(self._flag_mask_ & ~self._value_)
        value = 0
        for member in self.__class__:
            if not member._value_ & self._value_:
                value |= member._value_
        return self.__class__(value)

    if _version >= 11:
        __ror__, __rand__, __rxor__ = __or__, __and__, __xor__


class IntFlag(int, *((ReprEnum, Flag) if _version >= 11 else (Flag,))):
    __repr__ = Flag.__repr__
    __or__ = __ror__ = Flag.__or__
    __and__ = __rand__ = Flag.__and__
    __xor__ = __rxor__ = Flag.__xor__
    __invert__ = Flag.__invert__
    if _version >= 11:
        def __str__(self):
            return int.__repr__(self)
    else:
        __str__ = Flag.__str__

    def __format__(self, spec):
        return int.__format__(self._value_, spec)


def unique(enumeration):
    duplicates = [(alias, member._name_) for alias, member in enumeration._member_map_.items()
                  if alias != member._name_]
    if duplicates:
        details = ', '.join(f'{alias} -> {name}' for alias, name in duplicates)
        raise ValueError(f'duplicate values found in {enumeration!r}: {details}')
    return enumeration


if _version < 11:
    del EnumType, ReprEnum
