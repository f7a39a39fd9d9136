# Exception groups: making, taking apart, their texts.
import sys
def t(f):
    try:
        r = f()
        print(repr(r))
    except BaseException as e:
        print(type(e).__name__, e)
    else:
        return r
eg = ExceptionGroup("m", [ValueError(1), TypeError(2)])
print(repr(eg), '|', str(eg), eg.exceptions, eg.message, eg.args)
print(ExceptionGroup.__mro__, ExceptionGroup.__bases__, BaseExceptionGroup.__bases__)
print(ExceptionGroup, ExceptionGroup.__module__, type(ExceptionGroup))
t(lambda: ExceptionGroup("m", (ValueError(1),)))
t(lambda: ExceptionGroup())
t(lambda: ExceptionGroup("m"))
t(lambda: ExceptionGroup("m", [ValueError(1)], 3))
t(lambda: ExceptionGroup(1, [ValueError(1)]))
t(lambda: ExceptionGroup("m", 5))
t(lambda: ExceptionGroup("m", []))
t(lambda: ExceptionGroup("m", ()))
t(lambda: ExceptionGroup("m", {ValueError(1)}))
t(lambda: ExceptionGroup("m", [1]))
t(lambda: ExceptionGroup("m", [ValueError(1), ValueError]))
t(lambda: ExceptionGroup("m", [KeyboardInterrupt()]))
t(lambda: BaseExceptionGroup("m", [KeyboardInterrupt()]))
t(lambda: BaseExceptionGroup("m", [ValueError()]))
t(lambda: type(BaseExceptionGroup("m", [ValueError()])))
t(lambda: ExceptionGroup(message="m", exceptions=[ValueError()]))
t(lambda: ExceptionGroup("m", [ValueError()], x=1))
t(lambda: setattr(eg, 'message', 'n'))
t(lambda: setattr(eg, 'exceptions', 'n'))
t(lambda: delattr(eg, 'message'))
class Mine(ExceptionGroup): pass
class Base(BaseExceptionGroup): pass
t(lambda: Mine("m", [KeyboardInterrupt()]))
t(lambda: Base("m", [KeyboardInterrupt()]))
t(lambda: Base("m", [ValueError()]))
t(lambda: Mine("m", [ValueError()]))
t(lambda: Mine("m", [ValueError()]).derive([TypeError()]))
n = ExceptionGroup("outer", [ValueError(1), ExceptionGroup("inner", [TypeError(2), ValueError(3)]), OSError(4)])
t(lambda: n.split(ValueError))
t(lambda: n.subgroup(ValueError))
t(lambda: n.split((ValueError, TypeError)))
t(lambda: n.split(KeyError))
t(lambda: n.subgroup(KeyError))
t(lambda: n.split(ExceptionGroup))
t(lambda: n.split(lambda e: isinstance(e, OSError)))
t(lambda: n.subgroup(lambda e: 1/0))
t(lambda: n.split(5))
t(lambda: n.split())
t(lambda: n.split(int))
t(lambda: n.subgroup((ValueError, 3)))
t(lambda: n.derive([KeyError(1)]))
t(lambda: n.derive(3))
class P:
    def __call__(self, e): return isinstance(e, TypeError)
t(lambda: n.split(P()))
t(lambda: n.subgroup(P().__call__))
class D(ExceptionGroup):
    def derive(self, excs):
        return D(self.message + "!", excs)
d = D("d", [ValueError(1), KeyError(2)])
d.add_note("hello")
m, r = d.split(ValueError)
print(repr(m), repr(r), m.__notes__, r.__notes__, m.__notes__ is d.__notes__)
class Bad(ExceptionGroup):
    def derive(self, excs): return 3
t(lambda: Bad("d", [ValueError(1), KeyError(2)]).split(ValueError))
print(ExceptionGroup[int])
print(sys.getsizeof(eg), sys.getsizeof(BaseExceptionGroup("m", [KeyboardInterrupt()])))
import weakref
t(lambda: weakref.ref(eg)() is eg)
t(lambda: weakref.ref(BaseExceptionGroup("m", [KeyboardInterrupt()])))
items = [ValueError(1)]
g = ExceptionGroup("m", items)
items.append(2)
print(repr(g), g.exceptions, g.args)
g.args = ("x",)
print(repr(g), str(g))
class M2(ExceptionGroup):
    def __init__(self, a, b): super().__init__(a)
t(lambda: M2("a", [ValueError()]))
t(lambda: M2("a", [ValueError()]).args)
print(isinstance(eg, Exception), issubclass(ExceptionGroup, Exception), issubclass(BaseExceptionGroup, Exception))
