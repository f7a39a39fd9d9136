# Fields of exceptions, what their tracebacks keep alive, and whose name an error tells.
import collections
import enum
import typing


def t(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


class C(OSError):
    def __init__(self, x=1): self.x = x
class D(OSError):
    def __init__(self, *a):
        print(self.args)
        super().__init__(*a)
class E(OSError): pass
class F(AttributeError): pass
t(lambda: C(1).args)
t(lambda: repr(C(1)))
t(lambda: str(C(1)))
t(lambda: (D(1,2).args, D(1,2).errno, str(D(1,2))))
e = FileNotFoundError('m',[1])
t(lambda: str(e))
e.args=(1,)
t(lambda: (str(e), repr(e), e.args))
t(lambda: e.__init__(3))
t(lambda: (str(e), repr(e), e.args))
t(lambda: e.__init__(x=3))
e = E('a','b')
e.__init__('c','d')
t(lambda: (str(e), repr(e), e.errno, e.strerror))
t(lambda: str(OSError(1)))
t(lambda: str(OSError()))
t(lambda: str(OSError('a')))
t(lambda: str(OSError(None,'a')))
t(lambda: str(OSError('a', None)))
t(lambda: OSError('a').errno)
t(lambda: str(SyntaxError()))
t(lambda: str(SyntaxError('a')))
t(lambda: repr(SyntaxError()))
t(lambda: str(IndentationError()))
try: ''.x
except AttributeError as err: e = err
t(lambda: e.name if hasattr(e,'name') else 0)
e.__init__(3)
t(lambda: getattr(e,'name',0))
t(lambda: e.args)
try: import zzz
except ImportError as err: e = err
t(lambda: (e.name, e.path, e.msg))
e.__init__(3)
t(lambda: (e.name,e.path, e.msg))
t(lambda: e.__reduce__())
e.__init__('x',name='n')
t(lambda: e.__reduce__())
try: zz
except NameError as err: e = err
t(lambda: getattr(e,'name',0))
e.__init__(3)
t(lambda: getattr(e,'name',0))
t(lambda: e.__reduce__())
e = ValueError(1)
try: del e.x
except AttributeError as err: print(err)
t(lambda: e.__reduce__())
t(lambda: e.__reduce_ex__(2))
class G(bytes): pass
class H(bytearray): pass
t(lambda: G(b'a')+None)
t(lambda: H(b'a')+1)
t(lambda: b''+'')
t(lambda: bytearray()+'')
t(lambda: G(b'a').__add__(1))
t(lambda: H().__iadd__(1))
def f(x):
    x += 1
t(lambda: f(H()))
t(lambda: f(b''))
class S(str): pass
class SE(str, enum.Enum): a='t'
t(lambda: type(iter(S('ab'))).__name__)
t(lambda: type(iter('ab')).__name__)
t(lambda: type(iter('\u20ac')).__name__)
t(lambda: type(iter(SE.a)).__name__)
t(lambda: {}.pop([]))
t(lambda: {1:2}.pop([]))
t(lambda: {}.pop([],3))
t(lambda: collections.OrderedDict().pop([]))
t(lambda: collections.OrderedDict(a=1).pop([],2))
t(lambda: collections.OrderedDict(a=1).move_to_end([]))
t(lambda: collections.defaultdict(list).pop([]))
t(lambda: collections.OrderedDict(a=1)[[]])
T = typing.TypeVar('T')
class K(typing.Generic[T]): pass
def b(x): K.__bases__ = x
t(lambda: b((list,)))
t(lambda: b((collections.defaultdict,)))
class L: pass
def b(x): L.__bases__ = x
t(lambda: b((collections.defaultdict,)))
t(lambda: b((collections.OrderedDict,)))
t(lambda: len.__get__)
t(lambda: hasattr(len,'__get__'))
t(lambda: hasattr([].append,'__get__'))
t(lambda: hasattr([].__len__,'__get__'))
t(lambda: hasattr(list.append,'__get__'))
t(lambda: hasattr(list.__len__,'__get__'))
t(lambda: hasattr(dict.__dict__['fromkeys'],'__get__'))
t(lambda: hasattr(dict.fromkeys,'__get__'))
t(lambda: list.append.__get__([],list).__name__)
class M:
    a = len
    b = [].append
    c = list.append
t(lambda: M().a([1]))
t(lambda: M().b(1))
t(lambda: M.a)
t(lambda: M().c(3))
class N:
    __slots__ = ('__weakref__','__dict__')
t(lambda: N().__weakref__)
class P:
    def __del__(self): print('del')
    def __init__(self): raise ValueError(2)
t(P)
def g():
    x = Q()
    1/0
class Q:
    def __del__(self): print('freed')
try: g()
except ZeroDivisionError as error: print('caught'); kept = error
print('after')
del kept
print('end')
try:
    try: g()
    except ZeroDivisionError as error:
        raise KeyError(1)
except KeyError as error: print(repr(error.__context__))
print('done')
