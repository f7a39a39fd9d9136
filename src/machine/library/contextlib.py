# contextlib: context managers from generators, and small ready-made ones.
import _machine
from abc import ABC, abstractmethod
from functools import wraps

_version = _machine.version()


class AbstractContextManager(ABC):
    def __enter__(self):
        return self

    @abstractmethod
    def __exit__(self, exc_type, exc_value, traceback):
        return None

    @classmethod
    def __subclasshook__(cls, C):
        if cls is AbstractContextManager:
            for name in ('__enter__', '__exit__'):
                for base in C.__mro__:
                    if name in base.__dict__:
                        if base.__dict__[name] is None:
                            return NotImplemented
                        break
                else:
                    return NotImplemented
            return True
        return NotImplemented


class ContextDecorator:
    def _recreate_cm(self):
        return self

    def __call__(self, func):
        @wraps(func)
        def inner(*args, **kwds):
            with self._recreate_cm():
                return func(*args, **kwds)
        return inner


class _GeneratorContextManager(ContextDecorator, AbstractContextManager):
    def __init__(self, func, args, kwds):
        self.gen = func(*args, **kwds)
        self.func, self.args, self.kwds = func, args, kwds
        doc = getattr(func, '__doc__', None)
        if doc is None:
            doc = type(self).__doc__
        self.__doc__ = doc

    def _recreate_cm(self):
        return self.__class__(self.func, self.args, self.kwds)

    def __enter__(self):
        del self.args, self.kwds, self.func
        try:
            return next(self.gen)
        except StopIteration:
            raise RuntimeError("generator didn't yield") from None

    def __exit__(self, typ, value, traceback):
        if typ is None:
            try:
                next(self.gen)
            except StopIteration:
                return False
            else:
                try:
                    raise RuntimeError("generator didn't stop")
                finally:
                    if _version >= 13:
                        self.gen.close()
        else:
            if value is None:
                value = typ()
            try:
                self.gen.throw(value)
            except StopIteration as exc:
                return exc is not value
            except RuntimeError as exc:
                if exc is value:
                    exc.__traceback__ = traceback
                    return False
                if isinstance(value, StopIteration) and exc.__cause__ is value:
                    value.__traceback__ = traceback
                    return False
                raise
            except BaseException as exc:
                if exc is not value:
                    raise
                return False
            try:
                raise RuntimeError("generator didn't stop after throw()")
            finally:
                if _version >= 13:
                    self.gen.close()


def contextmanager(func):
    @wraps(func)
    def helper(*args, **kwds):
        return _GeneratorContextManager(func, args, kwds)
    return helper


class closing(AbstractContextManager):
    def __init__(self, thing):
        self.thing = thing

    def __enter__(self):
        return self.thing

    def __exit__(self, *exc_info):
        self.thing.close()


class suppress(AbstractContextManager):
    def __init__(self, *exceptions):
        self._exceptions = exceptions

    def __enter__(self):
        pass

    def __exit__(self, exctype, excinst, exctb):
        if exctype is None:
            return None
        if issubclass(exctype, self._exceptions):
            return True
        if _version >= 12 and issubclass(exctype, BaseExceptionGroup):
            match, rest = excinst.split(self._exceptions)
            if rest is None:
                return True
            raise rest
        return False


class nullcontext(AbstractContextManager):
    def __init__(self, enter_result=None):
        self.enter_result = enter_result

    def __enter__(self):
        return self.enter_result

    def __exit__(self, *excinfo):
        pass


class ExitStack(AbstractContextManager):
    def __init__(self):
        self._exit_callbacks = []

    def pop_all(self):
        new_stack = type(self)()
        new_stack._exit_callbacks = self._exit_callbacks
        self._exit_callbacks = []
        return new_stack

    def push(self, exit):
        cls = type(exit)
        if hasattr(cls, '__exit__'):
            method = cls.__exit__
            self._exit_callbacks.append(lambda *details: method(exit, *details))
        else:
            self._exit_callbacks.append(exit)
        return exit

    def enter_context(self, cm):
        cls = type(cm)
        if _version >= 11:
            if not hasattr(cls, '__enter__') or not hasattr(cls, '__exit__'):
                if _version >= 14:
                    _machine.unsupported('enter_context() of what is no context manager')
                raise TypeError(f"'{cls.__module__}.{cls.__qualname__}' object does not support the context "
                                'manager protocol')
        enter, exit = cls.__enter__, cls.__exit__
        result = enter(cm)
        self._exit_callbacks.append(lambda *details: exit(cm, *details))
        return result

    def callback(self, callback, /, *args, **kwds):
        def call(exc_type, exc, tb):
            callback(*args, **kwds)
        self._exit_callbacks.append(call)
        return callback

    def close(self):
        self.__exit__(None, None, None)

    def __exit__(self, *details):
        exc = details[1]
        received = exc is not None
        suppressed = False
        pending = None
        while self._exit_callbacks:
            callback = self._exit_callbacks.pop()
            try:
                kind = None if exc is None else type(exc)
                trace = None if exc is None else exc.__traceback__
                if callback(kind, exc, trace):
                    suppressed = True
                    pending = None
                    exc = None
            except BaseException as new:
                if exc is not None and new.__context__ is None:
                    new.__context__ = exc
                pending = exc = new
        if pending is not None:
            raise pending
        return received and suppressed


def redirect_stdout(new_target):
    _machine.unsupported('contextlib.redirect_stdout')


def redirect_stderr(new_target):
    _machine.unsupported('contextlib.redirect_stderr')
