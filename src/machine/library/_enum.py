# _enum: what the body of an enumeration becomes, and how its members are made; all of it is enum's.
import _machine

__name__ = 'enum'
_version = _machine.version()
# Flags were others up to 3.11.3; what came after 3.12.1 is in 3.12.7.
_early = _version == 11 and _machine.micro() < 4
_late = _version >= 13 or _version == 12 and _machine.micro() >= 7
_builtin_property = property


class _auto_null:
    def __repr__(self):
        return '_auto_null'


_no_value = _auto_null()


class auto:
    def __init__(self, value=_no_value):
        self.value = value

    if _version >= 11:
        def __repr__(self):
            return f'auto({self.value!r})'


class member:
    def __init__(self, value):
        self.value = value


class nonmember(member):
    pass


def _is_sunder(name):
    return len(name) > 2 and name[0] == name[-1] == '_' and name[1] != '_' and name[-2] != '_'


def _is_dunder(name):
    return len(name) > 4 and name[:2] == name[-2:] == '__' and name[2] != '_' and name[-3] != '_'


def _is_descriptor(value):
    if _version < 13 and type(value).__name__ == 'partial' and type(value).__module__ == 'functools':
        return False
    return hasattr(value, '__get__') or hasattr(value, '__set__') or hasattr(value, '__delete__')


def _is_private(class_name, name):
    start = f'_{class_name}__'
    return len(name) > len(start) and name.startswith(start) and (name[-1] != '_' or name[-2] != '_')


def _is_inner_class(class_name, value):
    name = f'{class_name}.{getattr(value, "__name__", "")}'
    return isinstance(value, type) and f'.{value.__qualname__}'.endswith('.' + name)


_reserved = {'_order_', '_generate_next_value_', '_missing_', '_ignore_'}
if _version < 11:
    _reserved.add('_create_pseudo_member_')
else:
    _reserved |= {'_numeric_repr_', '_iter_member_', '_iter_member_by_value_', '_iter_member_by_def_'}
if _version >= 13:
    _reserved |= {'_add_alias_', '_add_value_alias_'}


class _EnumDict(dict):
    def __init__(self, cls_name=None):
        super().__init__()
        self._member_names = {}
        self._last_values = []
        self._ignore = []
        self._auto_called = False
        self._cls_name = cls_name

    def __setitem__(self, key, value):
        if _version >= 11 and _is_private(self._cls_name, key):
            pass
        elif _is_sunder(key):
            if key not in _reserved and not (_version >= 13 and key.startswith('_repr_')):
                if _version < 11:
                    raise ValueError('_names_ are reserved for future Enum use')
                raise ValueError(f'_sunder_ names, such as {key!r}, are reserved for future Enum use')
            if key == '_generate_next_value_':
                if self._auto_called:
                    raise TypeError('_generate_next_value_ must be defined before members')
                plain = _version >= 11 and isinstance(value, staticmethod)
                self._generate_next_value = value.__func__ if plain else value
            elif key == '_ignore_':
                value = value.replace(',', ' ').split() if isinstance(value, str) else list(value)
                self._ignore = value
                already = set(value) & set(self._member_names)
                if already:
                    raise ValueError(f'_ignore_ cannot specify already set names: {already!r}')
        elif _is_dunder(key):
            key = '_order_' if key == '__order__' else key
        elif key in self._member_names:
            if _version >= 11:
                raise TypeError(f'{key!r} already defined as {self[key]!r}')
            raise TypeError(f'Attempted to reuse key: {key!r}')
        elif key in self._ignore:
            pass
        elif _version >= 11 and isinstance(value, nonmember):
            value = value.value
        elif _is_descriptor(value):
            pass
        elif _version >= 13 and _is_inner_class(self._cls_name, value):
            pass
        else:
            if key in self:
                raise TypeError(f'{key!r} already defined as{"" if _version >= 11 else ":"} {self[key]!r}')
            if _version >= 11 and isinstance(value, member):
                value = value.value
            if isinstance(value, auto):
                value = self._automatic(key, value)
                self._last_values.append(value)
            elif (_late and isinstance(value, tuple) or _version >= 11 and type(value) is tuple) \
                    and any(isinstance(part, auto) for part in value):
                parts = []
                for part in value:
                    if isinstance(part, auto):
                        part = self._automatic(key, part)
                        self._last_values.append(part)
                    parts.append(part)
                try:
                    value = type(value)(parts)
                except TypeError:
                    value = type(value)(*parts)
            else:
                self._last_values.append(value)
            self._member_names[key] = None
        super().__setitem__(key, value)

    def _automatic(self, key, made):
        if made.value is _no_value:
            made.value = self._generate_next_value(key, 1, len(self._member_names), self._last_values[:])
            self._auto_called = True
        return made.value


if _version >= 13:
    EnumDict = _EnumDict
    EnumDict.__name__ = EnumDict.__qualname__ = 'EnumDict'
    EnumDict.member_names = _builtin_property(lambda self: list(self._member_names))


# What a class that has members of the same name lets them be reached by (types.DynamicClassAttribute up to 3.10).
class property:
    member = _attr_type = _cls_type = None

    def __init__(self, fget=None, fset=None, fdel=None, doc=None):
        self.fget, self.fset, self.fdel = fget, fset, fdel

    def __set_name__(self, owner, name):
        self.name, self.clsname = name, owner.__name__

    def __get__(self, instance, ownerclass=None):
        if instance is None and self.member is not None:
            return self.member
        if instance is not None:
            if self.fget is not None:
                return self.fget(instance)
            if self._attr_type == 'attr':
                return getattr(self._cls_type, self.name)
            if self._attr_type == 'desc':
                return getattr(instance._value_, self.name)
        if self.name in ownerclass._member_map_:
            return ownerclass._member_map_[self.name]
        raise AttributeError(f'{ownerclass!r} has no attribute {self.name!r}')

    def __set__(self, instance, value):
        if self.fset is not None:
            return self.fset(instance, value)
        if _version < 11:
            raise AttributeError("can't set attribute")
        raise AttributeError(f'<enum {self.clsname!r}> cannot set attribute {self.name!r}')

    def __delete__(self, instance):
        if self.fdel is not None:
            return self.fdel(instance)
        if _version < 11:
            raise AttributeError("can't delete attribute")
        raise AttributeError(f'<enum {self.clsname!r}> cannot delete attribute {self.name!r}')


def _single_bit(value):
    if value == 0:
        return False
    value &= value - 1
    return value == 0


def _arguments(enum_class, value):
    arguments = value if isinstance(value, tuple) else (value,)
    return (arguments,) if enum_class._member_type_ is tuple else arguments


# A member to be: the class makes it when it gives names to what is in its body (3.11 on).
class _proto_member:
    def __init__(self, value):
        self.value = value

    def __set_name__(self, enum_class, name):
        delattr(enum_class, name)
        value = self.value
        arguments = _arguments(enum_class, value)
        if enum_class._use_args_:
            made = enum_class._new_member_(enum_class, *arguments)
        else:
            made = enum_class._new_member_(enum_class)
        if not hasattr(made, '_value_'):
            if enum_class._member_type_ is object:
                made._value_ = value
            else:
                try:
                    made._value_ = enum_class._member_type_(*arguments)
                except Exception as error:
                    raise TypeError('_value_ not set in __new__, unable to create it') from error
        value = made._value_
        made._name_ = name
        made.__objclass__ = enum_class
        made.__init__(*arguments)
        made._sort_order_ = len(enum_class._member_names_)
        flag = hasattr(enum_class, '_flag_mask_')
        if flag and not _early:
            if not _late or isinstance(value, int):
                enum_class._flag_mask_ |= value
                if _single_bit(value):
                    enum_class._singles_mask_ |= value
            enum_class._all_bits_ = 2 ** enum_class._flag_mask_.bit_length() - 1
        try:
            known = enum_class._value2member_map_.get(value)
        except TypeError:
            known = None
            for other in enum_class._member_map_.values():
                if other._value_ == value:
                    known = other
                    break
        if known is not None:
            made = known
        elif not flag or (not _late or isinstance(value, int)) and _single_bit(value):
            enum_class._member_names_.append(name)
        _add_member(enum_class, name, made)
        try:
            enum_class._value2member_map_.setdefault(value, made)
            if _version >= 13 and value not in enum_class._hashable_values_:
                enum_class._hashable_values_.append(value)
        except TypeError:
            enum_class._unhashable_values_.append(value)
            if _version >= 13:
                enum_class._unhashable_values_map_.setdefault(name, []).append(value)


def _add_member(enum_class, name, made):
    found = kind = owner = None
    for base in enum_class.__mro__[1:]:
        attr = base.__dict__.get(name)
        if attr is None:
            continue
        if isinstance(attr, property):
            found, kind, owner = attr, 'enum', base
            break
        if _version < 12:
            if hasattr(attr, 'fget') and hasattr(attr, 'fset') and hasattr(attr, 'fdel'):
                found = attr
        elif _is_descriptor(attr):
            found, kind, owner = attr, kind or 'desc', owner or base
        else:
            kind, owner = 'attr', base
    if found is None:
        setattr(enum_class, name, made)
    else:
        redirect = property()
        redirect.member = made
        redirect.__set_name__(enum_class, name)
        if _version < 12 or kind != 'attr':
            redirect.fget, redirect.fset, redirect.fdel = [getattr(found, part, None) for part in ('fget', 'fset', 'fdel')]
        if _version >= 12:
            redirect._attr_type, redirect._cls_type = kind, owner
        setattr(enum_class, name, redirect)
    enum_class._member_map_[name] = made


# The members of a class up to 3.10.
def _make_members(enum_class, members, new, use_args):
    own = [base.__dict__ for base in enum_class.mro() if _machine.is_heap_type(base)]
    hidden = {name for names in own for name, value in names.items() if isinstance(value, property)}
    data_type = enum_class._member_type_
    for name, value in members.items():
        arguments = _arguments(enum_class, value)
        made = new(enum_class, *arguments) if use_args else new(enum_class)
        if not hasattr(made, '_value_'):
            made._value_ = data_type(*arguments) if use_args and data_type is not object else value
        value = made._value_
        made._name_ = name
        made.__objclass__ = enum_class
        made.__init__(*arguments)
        for known in enum_class._member_map_.values():
            if known._value_ == value:
                made = known
                break
        else:
            enum_class._member_names_.append(name)
        if name not in hidden:
            setattr(enum_class, name, made)
        enum_class._member_map_[name] = made
        try:
            enum_class._value2member_map_[value] = made
        except TypeError:
            pass


_reduces = ('__getnewargs_ex__', '__getnewargs__', '__reduce_ex__', '__reduce__')


def _cannot_be_pickled(bases, namespace, data_type):
    # Up to 3.10: a data type that does not say how it is pickled.
    if '__reduce_ex__' in namespace or data_type is object or any(name in data_type.__dict__ for name in _reduces):
        return False
    if '__new__' in namespace:
        return True
    for chain in bases:
        for base in chain.__mro__:
            if base is not object:
                if any(name in base.__dict__ for name in _reduces):
                    return False
                if '__new__' in base.__dict__:
                    return True
    return False


def _break_on_call_reduce(self, proto):
    raise TypeError(f'{self!r} cannot be pickled')
