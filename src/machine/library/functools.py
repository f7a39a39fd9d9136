# functools: tools for functions.
import _machine

_version = _machine.version()
_missing = object()

WRAPPER_ASSIGNMENTS = ('__module__', '__name__', '__qualname__', '__doc__', '__annotations__')
if _version >= 14:
    WRAPPER_ASSIGNMENTS = ('__module__', '__name__', '__qualname__', '__doc__', '__annotate__', '__type_params__')
elif _version >= 12:
    WRAPPER_ASSIGNMENTS += ('__type_params__',)
WRAPPER_UPDATES = ('__dict__',)


def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    for attr in assigned:
        try:
            value = getattr(wrapped, attr)
        except AttributeError:
            continue
        setattr(wrapper, attr, value)
    for attr in updated:
        getattr(wrapper, attr).update(getattr(wrapped, attr, {}))
    wrapper.__wrapped__ = wrapped
    return wrapper


def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    return lambda wrapper: update_wrapper(wrapper, wrapped, assigned, updated)


class cached_property:
    def __init__(self, func):
        self.func = func
        self.attrname = None
        self.__doc__ = func.__doc__

    def __set_name__(self, owner, name):
        if self.attrname is None:
            self.attrname = name
        elif name != self.attrname:
            raise TypeError('Cannot assign the same cached_property to two different names '
                            f'({self.attrname!r} and {name!r}).')

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        if self.attrname is None:
            raise TypeError('Cannot use cached_property instance without calling __set_name__ on it.')
        try:
            cache = instance.__dict__
        except AttributeError:
            raise TypeError(f"No '__dict__' attribute on {type(instance).__name__!r} "
                            f'instance to cache {self.attrname!r} property.') from None
        value = cache.get(self.attrname, _missing)
        if value is _missing:
            value = self.func(instance)
            try:
                cache[self.attrname] = value
            except TypeError:
                raise TypeError(f"The '__dict__' attribute on {type(instance).__name__!r} instance does not "
                                f'support item assignment for caching {self.attrname!r} property.') from None
        return value


def reduce(function, sequence, initial=_missing, /):
    try:
        rest = iter(sequence)
    except TypeError:
        raise TypeError('reduce() arg 2 must support iteration') from None
    if initial is _missing:
        initial = next(rest, _missing)
        if initial is _missing:
            if _version >= 10:
                raise TypeError('reduce() of empty iterable with no initial value')
            raise TypeError('reduce() of empty sequence with no initial value')
    for item in rest:
        initial = function(initial, item)
    return initial


reduce.__module__ = '_functools'


@_machine.as_builtin
class partial:
    __slots__ = ('func', 'args', 'keywords', '__dict__', '__weakref__')

    def __new__(cls, func, /, *args, **keywords):
        if not callable(func):
            raise TypeError('the first argument must be callable')
        if isinstance(func, partial):
            args = func.args + args
            keywords = {**func.keywords, **keywords}
            func = func.func
        self = super().__new__(cls)
        self.func = func
        self.args = args
        self.keywords = keywords
        return self

    def __call__(self, /, *args, **keywords):
        return self.func(*self.args, *args, **{**self.keywords, **keywords})

    def __get__(self, instance, owner=None):
        if _version >= 14 and instance is not None:
            _machine.unsupported('functools.partial as a method')
        return self

    def __sizeof__(self):
        _machine.unsupported('the size of a functools.partial')

    def __reduce__(self):
        if type(self) is not partial:
            _machine.unsupported('copying a subclass of functools.partial')
        return type(self), (self.func,), (self.func, self.args, self.keywords, self.__dict__ or None)

    def __setstate__(self, state):
        func, args, keywords, more = state
        self.func = func
        self.args = tuple(args)
        self.keywords = dict(keywords or {})
        self.__dict__.update(more or {})

    def __repr__(self):
        shown = [repr(self.func)] + [repr(arg) for arg in self.args]
        shown += [f'{name}={value!r}' for name, value in self.keywords.items()]
        name = 'functools.partial' if type(self) is partial else _name_of(type(self))
        return f'{name}({", ".join(shown)})'


def _name_of(cls):
    return f'{cls.__module__}.{cls.__qualname__}' if _version >= 13 else cls.__name__


@_machine.as_builtin
class _lru_cache_wrapper:
    def __init__(self, function, maxsize, typed):
        update_wrapper(self, function)
        self._function = function
        self._maxsize = maxsize
        self._typed = typed
        self._cache = {}
        self._hits = self._misses = 0

    def __call__(self, /, *args, **kwds):
        key = (args, tuple(kwds.items()))
        if not kwds and len(args) == 1 and type(args[0]) in (int, str):
            key = args[0]
        if self._typed:
            key = (args, tuple(kwds.items()))
            key += (tuple(type(value) for value in args), tuple(type(value) for value in kwds.values()))
        if self._maxsize == 0:
            self._misses += 1
            return self._function(*args, **kwds)
        cache = self._cache
        if key in cache:
            self._hits += 1
            value = cache.pop(key)
            cache[key] = value
            return value
        self._misses += 1
        value = self._function(*args, **kwds)
        if self._maxsize is not None and len(cache) >= self._maxsize and key not in cache:
            del cache[next(iter(cache))]
        cache[key] = value
        return value

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        return _machine.type_of('method')(self, instance)

    def __reduce__(self):
        return self.__qualname__

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def cache_info(self):
        from collections import namedtuple
        info = namedtuple('CacheInfo', ['hits', 'misses', 'maxsize', 'currsize'], module='functools')
        return info(self._hits, self._misses, self._maxsize, len(self._cache))

    def cache_clear(self):
        self._cache.clear()
        self._hits = self._misses = 0

    def cache_parameters(self):
        return {'maxsize': self._maxsize, 'typed': self._typed}

    def __repr__(self):
        return f'<functools._lru_cache_wrapper object at {id(self):#x}>'

    def __sizeof__(self):
        _machine.unsupported('the size of a cached function')


def lru_cache(maxsize=128, typed=False):
    if isinstance(maxsize, int):
        maxsize = max(maxsize, 0)
    elif callable(maxsize) and isinstance(typed, bool):
        return _lru_cache_wrapper(maxsize, 128, typed)
    elif maxsize is not None:
        raise TypeError('Expected first argument to be an integer, a callable, or None')
    return lambda function: _lru_cache_wrapper(function, maxsize, typed)


def cache(user_function, /):
    return lru_cache(maxsize=None)(user_function)


# From one ordering method: how the others follow (`a > b` and so on).
def _negated(method):
    def derived(self, other):
        answer = getattr(type(self), method)(self, other)
        return answer if answer is NotImplemented else not answer
    return derived


def _and_differs(method):
    def derived(self, other):
        answer = getattr(type(self), method)(self, other)
        return answer if answer is NotImplemented else answer and self != other
    return derived


def _or_equal(method):
    def derived(self, other):
        answer = getattr(type(self), method)(self, other)
        return answer if answer is NotImplemented else answer or self == other
    return derived


def _neither(method):
    def derived(self, other):
        answer = getattr(type(self), method)(self, other)
        return answer if answer is NotImplemented else not answer and self != other
    return derived


def _not_or_equal(method):
    def derived(self, other):
        answer = getattr(type(self), method)(self, other)
        return answer if answer is NotImplemented else not answer or self == other
    return derived


_orderings = {
    '__lt__': (('__gt__', _neither), ('__le__', _or_equal), ('__ge__', _negated)),
    '__le__': (('__ge__', _not_or_equal), ('__lt__', _and_differs), ('__gt__', _negated)),
    '__gt__': (('__lt__', _neither), ('__ge__', _or_equal), ('__le__', _negated)),
    '__ge__': (('__le__', _not_or_equal), ('__gt__', _and_differs), ('__lt__', _negated)),
}


def total_ordering(cls):
    roots = {name for name in _orderings if getattr(cls, name, None) is not getattr(object, name, None)}
    if not roots:
        raise ValueError('must define at least one ordering operation: < > <= >=')
    root = max(roots)
    for name, derive in _orderings[root]:
        if name not in roots:
            derived = derive(root)
            derived.__name__ = name
            setattr(cls, name, derived)
    return cls


class _CompareKey:
    __slots__ = ('obj', '_compare')

    def __init__(self, obj, compare):
        self.obj = obj
        self._compare = compare

    def __lt__(self, other):
        return self._compare(self.obj, other.obj) < 0

    def __gt__(self, other):
        return self._compare(self.obj, other.obj) > 0

    def __eq__(self, other):
        return self._compare(self.obj, other.obj) == 0

    def __le__(self, other):
        return self._compare(self.obj, other.obj) <= 0

    def __ge__(self, other):
        return self._compare(self.obj, other.obj) >= 0

    __hash__ = None


def cmp_to_key(mycmp):
    return lambda obj: _CompareKey(obj, mycmp)


def _best_of(cls, registry):
    if cls in registry:
        return registry[cls]
    bases = [base for base in cls.__mro__ if base in registry and base is not object]
    virtual = [known for known in registry if known not in cls.__mro__ and issubclass(cls, known)]
    if virtual and len(bases) + len(virtual) > 1:
        _machine.unsupported('singledispatch by an abstract class that is not the only one to choose')
    return registry[[*bases, *virtual, object][0]]


def singledispatch(func):
    from types import MappingProxyType
    from collections.abc import _Abstract
    registry = {}

    def dispatch(cls):
        return _best_of(cls, registry)

    def register(cls, func=None):
        if type(cls) is _Abstract:
            _machine.unsupported('singledispatch by a class of collections.abc')
        if isinstance(cls, type):
            if func is None:
                return lambda f: register(cls, f)
        else:
            if func is not None:
                raise TypeError(f'Invalid first argument to `register()`. {cls!r} is not a class'
                                f'{" or union type" if _version >= 11 else ""}.')
            annotations = getattr(cls, '__annotations__', {})
            if not annotations:
                raise TypeError(f'Invalid first argument to `register()`: {cls!r}. Use either '
                                '`@register(some_class)` or plain `@register` on an annotated function.')
            func = cls
            cls = [annotations[name] for name in annotations][0]
            if not isinstance(cls, type):
                _machine.unsupported('singledispatch by what is no class')
        registry[cls] = func
        return func

    name = getattr(func, '__name__', 'singledispatch function')

    def wrapper(*args, **kw):
        if not args:
            raise TypeError(f'{name} requires at least 1 positional argument')
        return dispatch(args[0].__class__)(*args, **kw)

    registry[object] = func
    wrapper.register = register
    wrapper.dispatch = dispatch
    wrapper.registry = MappingProxyType(registry)
    wrapper._clear_cache = lambda: None
    update_wrapper(wrapper, func)
    return wrapper


class singledispatchmethod:
    def __init__(self, func):
        if not callable(func) and not hasattr(func, '__get__'):
            raise TypeError(f'{func!r} is not callable or a descriptor')
        self.dispatcher = singledispatch(func)
        self.func = func

    def register(self, cls, method=None):
        return self.dispatcher.register(cls, func=method)

    def __get__(self, obj, cls=None):
        def _method(*args, **kwargs):
            if not args:
                name = getattr(self.func, '__name__', 'singledispatchmethod method')
                raise TypeError(f'{name} requires at least 1 positional argument')
            method = self.dispatcher.dispatch(args[0].__class__)
            return method.__get__(obj, cls)(*args, **kwargs)
        _method.register = self.register
        update_wrapper(_method, self.func)
        return _method
