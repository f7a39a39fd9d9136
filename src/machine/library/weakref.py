# weakref: references of the machine, and the containers built on them.
import _machine

ReferenceType = ref = _machine.type_of('ReferenceType')
ProxyType = _machine.type_of('weakproxy')
CallableProxyType = _machine.type_of('weakcallableproxy')
ProxyTypes = (ProxyType, CallableProxyType)
proxy = _machine.proxy


def getweakrefs(object):
    return _machine.weakrefs(object)


def getweakrefcount(object):
    return len(_machine.weakrefs(object))


class WeakSet:
    def __init__(self, data=None):
        self.data = set()

        def _remove(item, selfref=ref(self)):
            owner = selfref()
            if owner is not None:
                owner.data.discard(item)
        self._remove = _remove
        if data is not None:
            self.update(data)

    def __iter__(self):
        for reference in list(self.data):
            item = reference()
            if item is not None:
                yield item

    def __len__(self):
        return len(self.data)

    def __contains__(self, item):
        try:
            reference = ref(item)
        except TypeError:
            return False
        return reference in self.data

    def add(self, item):
        self.data.add(ref(item, self._remove))

    def clear(self):
        self.data.clear()

    def remove(self, item):
        self.data.remove(ref(item))

    def discard(self, item):
        self.data.discard(ref(item))

    def update(self, other):
        for item in other:
            self.add(item)

    def copy(self):
        return self.__class__(self)


class WeakMethod(ref):
    __slots__ = ('_func_ref', '_meth_type', '_alive', '__weakref__')

    def __new__(cls, meth, callback=None):
        try:
            obj = meth.__self__
            func = meth.__func__
        except AttributeError:
            raise TypeError(f'argument should be a bound method, not {type(meth)}') from None

        def _cb(arg):
            self = self_wr()
            if self._alive:
                self._alive = False
                if callback is not None:
                    callback(self)
        self = ref.__new__(cls, obj, _cb)
        self._func_ref = ref(func, _cb)
        self._meth_type = type(meth)
        self._alive = True
        self_wr = ref(self)
        return self

    def __call__(self):
        obj = super().__call__()
        func = self._func_ref()
        if obj is None or func is None:
            return None
        return self._meth_type(func, obj)

    def __eq__(self, other):
        if isinstance(other, WeakMethod):
            if not self._alive or not other._alive:
                return self is other
            return ref.__eq__(self, other) and self._func_ref == other._func_ref
        return NotImplemented

    def __ne__(self, other):
        if isinstance(other, WeakMethod):
            if not self._alive or not other._alive:
                return self is not other
            return ref.__ne__(self, other) or self._func_ref != other._func_ref
        return NotImplemented

    __hash__ = ref.__hash__


class _KeyedRef(ref):
    __slots__ = ('key',)


class WeakValueDictionary:
    def __init__(self, other=(), **kw):
        def remove(reference, selfref=ref(self)):
            owner = selfref()
            if owner is not None and owner.data.get(reference.key) is reference:
                del owner.data[reference.key]
        self._remove = remove
        self.data = {}
        self.update(other, **kw)

    def __getitem__(self, key):
        value = self.data[key]()
        if value is None:
            raise KeyError(key)
        return value

    def __setitem__(self, key, value):
        reference = _KeyedRef(value, self._remove)
        reference.key = key
        self.data[key] = reference

    def __delitem__(self, key):
        del self.data[key]

    def __len__(self):
        return len(self.data)

    def __contains__(self, key):
        return key in self.data and self.data[key]() is not None

    def __iter__(self):
        return self.keys()

    def __repr__(self):
        return f'<{self.__class__.__name__} at {id(self):#x}>'

    def get(self, key, default=None):
        if key not in self.data:
            return default
        value = self.data[key]()
        return default if value is None else value

    def items(self):
        for key, reference in list(self.data.items()):
            value = reference()
            if value is not None:
                yield key, value

    def keys(self):
        for key, reference in list(self.data.items()):
            if reference() is not None:
                yield key

    def values(self):
        for reference in list(self.data.values()):
            value = reference()
            if value is not None:
                yield value

    def valuerefs(self):
        return list(self.data.values())

    def update(self, other=(), **kw):
        pairs = other.items() if hasattr(other, 'items') else other
        for key, value in pairs:
            self[key] = value
        for key, value in kw.items():
            self[key] = value

    def setdefault(self, key, default=None):
        value = self.get(key)
        if value is None:
            self[key] = value = default
        return value

    def pop(self, key, *default):
        value = self.data.pop(key)() if key in self.data else None
        if value is not None:
            return value
        if default:
            return default[0]
        raise KeyError(key)

    def clear(self):
        self.data.clear()


class WeakKeyDictionary:
    def __init__(self, dict=None):
        self.data = {}

        def remove(key, selfref=ref(self)):
            owner = selfref()
            if owner is not None and key in owner.data:
                del owner.data[key]
        self._remove = remove
        if dict is not None:
            self.update(dict)

    def __getitem__(self, key):
        return self.data[ref(key)]

    def __setitem__(self, key, value):
        self.data[ref(key, self._remove)] = value

    def __delitem__(self, key):
        del self.data[ref(key)]

    def __len__(self):
        return len(self.data)

    def __contains__(self, key):
        try:
            reference = ref(key)
        except TypeError:
            return False
        return reference in self.data

    def __iter__(self):
        return self.keys()

    def __repr__(self):
        return f'<{self.__class__.__name__} at {id(self):#x}>'

    def get(self, key, default=None):
        return self.data.get(ref(key), default)

    def items(self):
        for reference, value in list(self.data.items()):
            key = reference()
            if key is not None:
                yield key, value

    def keys(self):
        for reference in list(self.data):
            key = reference()
            if key is not None:
                yield key

    def values(self):
        for reference, value in list(self.data.items()):
            if reference() is not None:
                yield value

    def keyrefs(self):
        return list(self.data)

    def update(self, dict=None, **kwargs):
        if dict is not None:
            pairs = dict.items() if hasattr(dict, 'items') else dict
            for key, value in pairs:
                self[key] = value
        for key, value in kwargs.items():
            self[key] = value

    def setdefault(self, key, default=None):
        return self.data.setdefault(ref(key, self._remove), default)

    def pop(self, key, *args):
        return self.data.pop(ref(key), *args)

    def clear(self):
        self.data.clear()


class finalize:
    __slots__ = ()
    _registry = {}

    def __init__(self, obj, func, /, *args, **kwargs):
        self._registry[self] = (ref(obj, self), func, args, kwargs)

    def __call__(self, _=None):
        entry = self._registry.pop(self, None)
        if entry is not None:
            return entry[1](*entry[2], **entry[3])

    def detach(self):
        entry = self._registry.get(self)
        obj = entry and entry[0]()
        if obj is not None and self._registry.pop(self, None):
            return obj, entry[1], entry[2], entry[3]

    def peek(self):
        entry = self._registry.get(self)
        obj = entry and entry[0]()
        if obj is not None:
            return obj, entry[1], entry[2], entry[3]

    @property
    def alive(self):
        return self in self._registry

    @property
    def atexit(self):
        _machine.unsupported('finalize.atexit')

    @atexit.setter
    def atexit(self, value):
        if value:
            _machine.unsupported('finalize.atexit')
