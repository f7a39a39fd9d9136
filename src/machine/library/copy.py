# copy: shallow and deep copies, and replace.
import copyreg
import types
import _machine
from weakref import ref

_version = _machine.version()


class Error(Exception):
    pass


error = Error
if _version >= 13:
    __all__ = ['Error', 'copy', 'deepcopy', 'replace']
else:
    __all__ = ['Error', 'copy', 'deepcopy']

_unset = object()
# Objects of these types are their own deep copies ...
_deep_atomic = {type(None), type(...), type(NotImplemented), int, float, bool, complex, bytes, str, types.CodeType, type,
                types.BuiltinFunctionType, types.FunctionType, ref, property}
if _version >= 10:
    _deep_atomic.add(range)
# ... and of these their own shallow copies.
_atomic = {type(None), int, float, bool, complex, str, tuple, bytes, frozenset, type, range, slice, property,
           types.BuiltinFunctionType, type(...), type(NotImplemented), types.FunctionType, types.CodeType, ref}
if _version >= 14:
    _atomic.add(super)
_containers = {list, dict, set, bytearray}


def copy(x):
    cls = type(x)
    if cls in _atomic:
        return x
    if cls in _containers:
        return cls.copy(x)
    if issubclass(cls, type):
        return x
    copier = getattr(cls, '__copy__', None)
    if copier is not None:
        return copier(x)
    reduced = _reduction(x, cls, 'shallow')
    if isinstance(reduced, str):
        return x
    return _reconstruct(x, None, *reduced)


def _reduction(x, cls, how):
    reductor = copyreg.dispatch_table.get(cls)
    if reductor is not None:
        return reductor(x)
    reductor = getattr(x, '__reduce_ex__', None)
    if reductor is not None:
        return reductor(4)
    reductor = getattr(x, '__reduce__', None)
    if reductor:
        return reductor()
    raise Error(f'un({how})copyable object of type {cls}')


def deepcopy(x, memo=None, _nil=_unset):
    if _version >= 14:
        cls = type(x)
        if cls in _deep_atomic:
            return x
    d = id(x)
    if memo is None:
        memo = {}
    else:
        y = memo.get(d, _unset)
        if y is not _unset:
            return y
    cls = type(x)
    if cls in _deep_atomic:
        y = x
    elif cls in _deep:
        y = _deep[cls](x, memo)
    elif issubclass(cls, type):
        y = x
    else:
        copier = getattr(x, '__deepcopy__', None)
        if copier is not None:
            y = copier(memo)
        else:
            reduced = _reduction(x, cls, 'deep')
            if isinstance(reduced, str):
                y = x
            else:
                y = _reconstruct(x, memo, *reduced)
    if y is not x:
        memo[d] = y
        _keep_alive(x, memo)
    return y


def _deepcopy_list(x, memo):
    y = []
    memo[id(x)] = y
    append = y.append
    for item in x:
        append(deepcopy(item, memo))
    return y


def _deepcopy_tuple(x, memo):
    y = [deepcopy(item, memo) for item in x]
    # A list inside of the tuple may have brought the tuple's own copy.
    try:
        return memo[id(x)]
    except KeyError:
        pass
    for old, new in zip(x, y):
        if old is not new:
            return tuple(y)
    return x


def _deepcopy_dict(x, memo):
    y = {}
    memo[id(x)] = y
    for key, value in x.items():
        y[deepcopy(key, memo)] = deepcopy(value, memo)
    return y


def _deepcopy_method(x, memo):
    return type(x)(x.__func__, deepcopy(x.__self__, memo))


_deep = {list: _deepcopy_list, tuple: _deepcopy_tuple, dict: _deepcopy_dict, types.MethodType: _deepcopy_method}


# What is copied lives as long as the memo, or its id could be given to another object.
def _keep_alive(x, memo):
    try:
        memo[id(memo)].append(x)
    except KeyError:
        memo[id(memo)] = [x]


def _reconstruct(x, memo, func, args, state=None, listiter=None, dictiter=None):
    deep = memo is not None
    if deep and args:
        args = [deepcopy(arg, memo) for arg in args]
    y = func(*args)
    if deep:
        memo[id(x)] = y
    if state is not None:
        if deep:
            state = deepcopy(state, memo)
        if hasattr(y, '__setstate__'):
            y.__setstate__(state)
        else:
            slots = None
            if isinstance(state, tuple) and len(state) == 2:
                state, slots = state
            if state is not None:
                y.__dict__.update(state)
            if slots is not None:
                for name, value in slots.items():
                    setattr(y, name, value)
    if listiter is not None:
        for item in listiter:
            y.append(deepcopy(item, memo) if deep else item)
    if dictiter is not None:
        for key, value in dictiter:
            if deep:
                y[deepcopy(key, memo)] = deepcopy(value, memo)
            else:
                y[key] = value
    return y


if _version >= 13:
    def replace(obj, /, **changes):
        cls = obj.__class__
        func = getattr(cls, '__replace__', None)
        if func is None:
            raise TypeError(f'replace() does not support {cls.__name__} objects')
        return func(obj, **changes)
