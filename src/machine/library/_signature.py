"""How a class is called, as text: what dataclasses write into a missing docstring (Lib/inspect.py)."""
import _machine
from dataclasses import _annotation_text

_version = _machine.version()
_BUILTIN = 'wrapper_descriptor', 'method-wrapper', 'method_descriptor', 'builtin_function_or_method', 'classmethod_descriptor'


def of_class(cls):
    call = _user_defined(type(cls), '__call__')
    if call is not None:
        return _of_function(call)
    new, init = _user_defined(cls, '__new__'), _user_defined(cls, '__init__')
    chosen = _chosen(cls, new, init)
    if chosen is not None:
        return _of_function(chosen)
    if type in cls.__mro__:
        _machine.unsupported('the signature of this class')
    for base in cls.__mro__[:-1]:
        if not _machine.is_heap_type(base):
            known = issubclass(base, BaseException)
        else:
            known = '--\n\n' not in (base.__dict__.get('__doc__') or '')
        if not known:
            _machine.unsupported('the signature of this class')
    if cls.__init__ is object.__init__ and cls.__new__ is object.__new__:
        return '()'
    raise ValueError(f'no signature found for builtin type {cls!r}')


def _user_defined(cls, name):
    found = next((base.__dict__[name] for base in cls.__mro__ if name in base.__dict__), None)
    kind = type(found).__name__
    if found is None or kind in _BUILTIN:
        return None
    if name == '__new__' and kind == 'staticmethod':
        found = found.__func__
        kind = type(found).__name__
    if kind == 'member_descriptor' and (_version < 13 or name == '__new__'):
        return found
    if kind == 'member_descriptor':
        raise TypeError('a member stands for no function')
    if kind != 'function':
        _machine.unsupported('the signature of this class')
    return found


def _chosen(cls, new, init):
    if (_version, _machine.micro()) < (11, 4):
        if '__new__' in cls.__dict__:
            return new
        if '__init__' in cls.__dict__:
            return init
        return init if new is None else new
    for base in cls.__mro__:
        if new is not None and '__new__' in base.__dict__:
            return new
        if init is not None and '__init__' in base.__dict__:
            return init
    return None


def _of_function(function):
    while hasattr(function, '__wrapped__'):
        function = function.__wrapped__
    if type(function).__name__ != 'function':
        if not callable(function):
            raise TypeError(f'{function!r} is not a callable object')
        _machine.unsupported('the signature of this function')
    if hasattr(function, '__signature__') or hasattr(function, '__partialmethod__'):
        _machine.unsupported('the signature of this function')
    return _text(function, function.__code__, *_machine.stars(function))


def _text(function, code, starred, named):
    try:
        annotations = function.__annotations__
    except NameError:
        _machine.unsupported('the signature of this function')
    positional = code.co_argcount
    keywords = positional + code.co_kwonlyargcount
    names = code.co_varnames
    defaults = dict(zip(reversed(names[:positional]), reversed(function.__defaults__ or ())))
    defaults.update(function.__kwdefaults__ or {})
    if not positional and not starred:
        raise ValueError('invalid method signature')

    def parameter(name, stars=''):
        text = stars + name
        if name in annotations:
            text += f': {_annotation_text(annotations[name])}'
        if name in defaults:
            text += f' = {defaults[name]!r}' if name in annotations else f'={defaults[name]!r}'
        return text

    parts = [parameter(name) for name in names[1:positional]]
    if code.co_posonlyargcount > 1:
        parts.insert(code.co_posonlyargcount - 1, '/')
    if starred:
        parts.append(parameter(names[keywords], '*'))
    elif keywords > positional:
        parts.append('*')
    parts.extend(parameter(name) for name in names[positional:keywords])
    if named:
        parts.append(parameter(names[keywords + bool(starred)], '**'))
    returns = f' -> {_annotation_text(annotations["return"])}' if 'return' in annotations else ''
    return f'({", ".join(parts)}){returns}'
