# _enum_flag: enumerations whose members are combined bit by bit; all of it is enum's.
import _machine
import _operator
import enum
from _enum import _early, _late
from enum import CONFORM, EJECT, KEEP, STRICT, Enum, ReprEnum

__name__ = 'enum'
_version = _machine.version()


def _bits(value, count):
    return f'0b{int(value < 0)} {value & (1 << count) - 1:0{count}b}'


def _next_value(name, start, count, last_values):
    if not count:
        return start if start is not None else 1
    last = max(last_values) if _version >= 11 else last_values[-1]
    try:
        return 2 ** last.bit_length()
    except Exception:
        raise TypeError(('invalid flag value %r' if _version >= 11 else 'Invalid Flag value: %r') % last) from None


def _decomposed(cls, value):
    # Lib/enum.py up to 3.10, _decompose: the members of a value, and what none of them covers.
    known, rest, members = cls._value2member_map_, value, []
    for made in cls:
        bits = made._value_
        if bits and bits & value == bits:
            members.append(made)
            rest &= ~bits
    left = rest if value >= 0 else 0
    while left:
        bit = 2 ** (left.bit_length() - 1)
        if bit in known:
            members.append(known[bit])
            rest &= ~bit
        left &= ~bit
    if not members and value in known:
        members.append(known[value])
    members.sort(key=lambda made: made._value_, reverse=True)
    if len(members) > 1 and members[0]._value_ == value:
        members.pop(0)
    return members, rest


class Flag(Enum, **({'boundary': CONFORM if _early else STRICT} if _version >= 11 else {})):
    def _generate_next_value_(name, start, count, last_values):
        return _next_value(name, start, count, last_values)

    if _version >= 11:
        _numeric_repr_ = repr

        @classmethod
        def _iter_member_by_value_(cls, value):
            value &= cls._flag_mask_
            bit = 1
            while bit <= value:
                if value & bit:
                    yield cls._value2member_map_.get(bit)
                bit <<= 1

        _iter_member_ = _iter_member_by_value_

        @classmethod
        def _iter_member_by_def_(cls, value):
            yield from sorted(cls._iter_member_by_value_(value), key=lambda made: made._sort_order_)

        @classmethod
        def _missing_(cls, value):
            if not isinstance(value, int):
                raise ValueError(f'{value!r} is not a valid {cls.__qualname__}')
            mask, every, boundary = cls._flag_mask_, cls._all_bits_, cls._boundary_
            singles = mask if _early else cls._singles_mask_
            given = None
            if not ~every <= value <= every or value & (every ^ mask):
                if boundary is STRICT:
                    count = max(value.bit_length(), mask.bit_length())
                    raise ValueError(f'{cls!r} invalid value {value!r}\n    given {_bits(value, count)}\n'
                                     f'  allowed {_bits(mask, count)}')
                if boundary is CONFORM:
                    value &= mask
                elif boundary is EJECT:
                    return value
                elif boundary is KEEP and value < 0:
                    value += max(every + 1, 2 ** value.bit_length())
            if value < 0:
                given = value
                if _version >= 15 and boundary not in (EJECT, KEEP):
                    value &= singles
                else:
                    value += every + 1
            unknown, aliases, single = value & ~mask, 0 if _early else value & ~singles, value & singles
            if unknown and boundary is not KEEP:
                raise ValueError(f'{cls.__name__}({value!r}) -->  unknown values {unknown!r} [{bin(unknown)}]')
            if cls._member_type_ is object:
                made = object.__new__(cls)
            else:
                made = cls._member_type_.__new__(cls, value)
            if not hasattr(made, '_value_'):
                made._value_ = value
            made._name_ = None
            if single or aliases:
                members = list(cls._iter_member_(single))
                combined = 0
                for part in members:
                    combined |= part._value_
                if aliases:
                    value = single | aliases
                    for part in cls._member_map_.values():
                        if part not in members and part._value_ and part._value_ & value == part._value_:
                            members.append(part)
                            combined |= part._value_
                unknown = value ^ combined
                if combined:
                    if unknown and boundary is STRICT:
                        raise ValueError(f'{cls!r}: no members with value {unknown!r}')
                    names = [part._name_ for part in members]
                    if unknown:
                        names.append(cls._numeric_repr_(unknown))
                    made._name_ = '|'.join(names)
            if not (_early and unknown):
                made = cls._value2member_map_.setdefault(value, made)
                if given is not None:
                    cls._value2member_map_[given] = made
            return made

        if _early:
            def __reduce_ex__(self, proto):
                cls, known = self.__class__, self._value_ & self._flag_mask_
                if self._value_ != known and known:
                    return _operator.or_, (cls(known), self._value_ & ~known)
                bit = known & -known
                if known != bit:
                    return _operator.or_, (cls(known & ~bit), cls._value2member_map_.get(bit))
                return (cls, (self._value_,)) if self._name_ is None else (getattr, (cls, self._name_))

        def __iter__(self):
            yield from self._iter_member_(self._value_)

        def __len__(self):
            return bin(self._value_).count('1')

        def __repr__(self):
            cls = self.__class__
            value = (cls._value_repr_ or repr)(self._value_)
            return f'<{cls.__name__}: {value}>' if self._name_ is None else f'<{cls.__name__}.{self._name_}: {value}>'

        def __str__(self):
            if self._name_ is None:
                return f'{self.__class__.__name__}({self._value_!r})'
            return f'{self.__class__.__name__}.{self._name_}'
    else:
        @classmethod
        def _missing_(cls, value):
            made = cls._create_pseudo_member_(~value if value < 0 else value)
            return ~made if value < 0 else made

        @classmethod
        def _create_pseudo_member_(cls, value):
            made = cls._value2member_map_.get(value)
            if made is None:
                if _decomposed(cls, value)[1]:
                    raise ValueError(f'{value!r} is not a valid {cls.__qualname__}')
                made = object.__new__(cls)
                made._name_ = None
                made._value_ = value
                made = cls._value2member_map_.setdefault(value, made)
            return made

        def _names(self):
            if self._name_ is not None:
                return self._name_
            return '|'.join([str(part._name_ or part._value_) for part in _decomposed(self.__class__, self._value_)[0]])

        def __repr__(self):
            return f'<{self.__class__.__name__}.{Flag._names(self)}: {self._value_!r}>'

        def __str__(self):
            return f'{self.__class__.__name__}.{Flag._names(self)}'

    def __contains__(self, other):
        if not isinstance(other, self.__class__):
            left, right = type(other).__qualname__, self.__class__.__qualname__
            raise TypeError(f"unsupported operand type(s) for 'in': {left!r} and {right!r}")
        return other._value_ & self._value_ == other._value_

    def __bool__(self):
        return bool(self._value_)

    def _get_value(self, flag):
        if isinstance(flag, self.__class__):
            return flag._value_
        if _version >= 11 and self._member_type_ is not object and isinstance(flag, self._member_type_):
            return flag
        return NotImplemented

    def _with(self, other, sign):
        value = self._get_value(other)
        if value is NotImplemented:
            return value
        if _late:
            for flag in (self, other):
                if self._get_value(flag) is None:
                    raise TypeError(f"'{flag}' cannot be combined with other flags with {sign}")
        mine = self._value_
        return self.__class__(mine | value if sign == '|' else mine & value if sign == '&' else mine ^ value)

    def __or__(self, other):
        return self._with(other, '|')

    def __and__(self, other):
        return self._with(other, '&')

    def __xor__(self, other):
        return self._with(other, '^')

    def __invert__(self):
        if _late and self._get_value(self) is None:
            raise TypeError(f"'{self}' cannot be inverted")
        if _version >= 11:
            if self._inverted_ is None:
                if self._boundary_ is KEEP or self._boundary_ is EJECT and not _early:
                    inverted = ~self._value_
                else:
                    inverted = self._flag_mask_ ^ self._value_ if _early else self._singles_mask_ & ~self._value_
                self._inverted_ = self.__class__(inverted)
                if _early and isinstance(self._inverted_, self.__class__):
                    self._inverted_._inverted_ = self
            return self._inverted_
        members = _decomposed(self.__class__, self._value_)[0]
        inverted = self.__class__(0)
        for made in self.__class__:
            if made not in members and not made._value_ & self._value_:
                inverted = inverted | made
        return self.__class__(inverted)

    if _version >= 11:
        __ror__, __rand__, __rxor__ = __or__, __and__, __xor__


enum.Flag = Flag

if _version >= 11:
    class IntFlag(int, ReprEnum, Flag, boundary=KEEP):
        pass
else:
    class IntFlag(int, Flag):
        @classmethod
        def _missing_(cls, value):
            if not isinstance(value, int):
                raise ValueError(f'{value!r} is not a valid {cls.__qualname__}')
            return cls._create_pseudo_member_(value)

        @classmethod
        def _create_pseudo_member_(cls, value):
            known = cls._value2member_map_
            made = known.get(value)
            if made is not None:
                return made
            wanted, rest = [value], _decomposed(cls, value)[1]
            while rest:
                bit = 2 ** (rest.bit_length() - 1)
                if bit not in known and bit not in wanted:
                    wanted.append(bit)
                rest = 0 if rest == -bit else rest ^ bit
            for value in reversed(wanted):
                made = int.__new__(cls, value)
                made._name_ = None
                made._value_ = value
                made = known.setdefault(value, made)
            return made

        def _with(self, other, sign):
            if not isinstance(other, (self.__class__, int)):
                return NotImplemented
            mine, value = self._value_, self.__class__(other)._value_
            return self.__class__(mine | value if sign == '|' else mine & value if sign == '&' else mine ^ value)

        def __or__(self, other):
            return self._with(other, '|')

        def __and__(self, other):
            return self._with(other, '&')

        def __xor__(self, other):
            return self._with(other, '^')

        __ror__, __rand__, __rxor__ = __or__, __and__, __xor__

        def __invert__(self):
            return self.__class__(~self._value_)
