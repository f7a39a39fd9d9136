# `object.__init__` and `object.__new__` under other names, `type` called in all ways, and what builtin types refuse.
import gc
import types


def told(call):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, error)


told(lambda: type(1, y=2))
told(lambda: type(x=1))
told(lambda: type())
told(lambda: type(1,2))
told(lambda: type('a',(),{},x=1))
told(lambda: type(1,2,3,4))
told(lambda: type.__new__(type))
told(lambda: type.__new__(type,1))
told(lambda: type.__new__(type,'a',(),x=1))
told(lambda: type.__new__())
told(lambda: type.__new__(type,'a'))
told(lambda: type.__new__(type,'a',()))
told(lambda: type.__new__(type,1,2,3))
told(lambda: type.__new__(type,'a',2,3))
told(lambda: type.__new__(type,'a',(),3))
told(lambda: type.__new__(type,'a',(),{},4))
told(lambda: type('a',(),3))
told(lambda: type(1,(),{}))
told(lambda: type('a',3,{}))
told(lambda: type('a',(3,),{}))
class M(type): pass
told(lambda: M(1))
told(lambda: M(1,2))
told(lambda: M())
told(lambda: M('a',(),{},x=1))
told(lambda: M(1,y=2))
told(lambda: M.__new__(M,1))
told(lambda: M('a',(),{},4))
told(lambda: type.__init__(int))
told(lambda: type.__init__(int,1,2))
told(lambda: type.__init__(int,1,2,3))
told(lambda: type.__init__(int,1))
told(lambda: type.__init__(int,x=1))
told(lambda: type.__init__(int,1,x=1))
told(lambda: M.__init__(M('b',(),{})))
class A: pass
class B(A):
    def __init__(self, x=1): super().__init__(x)
class C(A):
    def __init__(self, x=1): super().__init__(k=x)
class D(A):
    def __new__(cls, *a): return super().__new__(cls, *a)
class E(A):
    def __new__(cls, *a): return super().__new__(cls, *a)
    def __init__(self, *a): super().__init__(*a)
class F(A):
    def __new__(cls, *a): return super().__new__(cls)
class G(A):
    def __new__(cls, *a): return super().__new__(cls)
    def __init__(self, *a): super().__init__(*a)
class H:
    __init__ = object.__init__
class I:
    __new__ = object.__new__
class J:
    __init__ = object.__init__
    __new__ = object.__new__
class K:
    __slots__ = ('__init__',)
class L:
    def __init__(self, x): object.__init__(self, x)
class N(F):
    __init__ = object.__init__
class O(int):
    __init__ = object.__init__
class P(list):
    __init__ = object.__init__
class Q(tuple):
    __init__ = object.__init__
class R(Exception):
    __init__ = object.__init__
class S(dict):
    __init__ = object.__init__
class T(set):
    __init__ = object.__init__
class U(str):
    __init__ = object.__init__
class V(frozenset):
    __init__ = object.__init__
for c in (A,B,C,D,E,F,G,H,I,J,K,L,N,O,P,Q,R,S,T,U,V):
    print(c.__name__)
    told(lambda: type(c()).__name__)
    told(lambda: type(c(1)).__name__)
    told(lambda: type(c(1,2)).__name__)
    told(lambda: type(c(x=1)).__name__)
    told(lambda: type(c([1,2])).__name__)
    told(lambda: repr(object.__new__(c))[:6])
    told(lambda: repr(object.__new__(c,1))[:6])
    told(lambda: repr(object.__new__(c,x=1))[:6])
    told(lambda: c.__init__(c()))
    told(lambda: c.__init__(c(),1))
    told(lambda: c.__init__())
    told(lambda: c.__init__(3))
told(lambda: A().__reduce_ex__())
told(lambda: A().__reduce_ex__(1,2))
told(lambda: A().__reduce__(1))
told(lambda: A.__reduce_ex__(A()))
told(lambda: A().__dir__(1))
told(lambda: A().__sizeof__(1))
told(lambda: A().__format__())
told(lambda: object.__reduce_ex__(A()))
told(lambda: A().__init_subclass__(1))
told(lambda: A.__subclasshook__())
told(lambda: V().__contains__())
told(lambda: V.__contains__(V()))
told(lambda: S().__contains__())
told(lambda: Q().__contains__())
told(lambda: types.MappingProxyType())
told(lambda: types.MappingProxyType(1))
told(lambda: types.MappingProxyType(1,2))
told(lambda: types.MappingProxyType(mapping={}))
told(lambda: types.MappingProxyType(x={}))
told(lambda: types.MappingProxyType([]))
told(lambda: types.MappingProxyType({}, x=1))
told(lambda: types.MappingProxyType('ab','cd'))
told(lambda: gc.is_tracked())
told(lambda: gc.is_tracked(1,2))
told(lambda: gc.is_tracked(obj=1))
told(lambda: int(1,2,3))
told(lambda: int('1',2,3))
told(lambda: int(x=1))
told(lambda: O(1,2,3))
told(lambda: int('1',base=2,c=1))
told(lambda: float(1,2))
told(lambda: float(x=1))
told(lambda: str(1,2,3,4))
told(lambda: bool(1,2))
told(lambda: list(1,2))
told(lambda: tuple(1,2))
told(lambda: dict(1,2))
told(lambda: set(1,2))
told(lambda: frozenset(1,2))
told(lambda: P(1,2))
told(lambda: type.__call__(list,1,2))
told(lambda: list.__call__(1,2))
told(lambda: type.__call__(bool,1,2))
told(lambda: type.__call__(type,1))
told(lambda: type.__call__(type,1,2))
told(lambda: type.__call__(float, 1,2))
told(lambda: type.__call__(dict,1,2))
told(lambda: type.__call__(set,1,2))
told(lambda: type.__call__(frozenset,1,2))
told(lambda: type.__call__(tuple,1,2))
told(lambda: type.__call__(range))
told(lambda: type.__call__(range,x=1))
told(lambda: type.__call__(slice))
told(lambda: type.__call__(list,x=1))
told(lambda: type.__call__(tuple,x=1))
told(lambda: type.__call__(set,x=1))
told(lambda: type.__call__(bool,x=1))
class Y(list):
    def __init__(self, *a): super().__init__(*a)
class Z(list):
    def __init__(self, *a, **k): super().__init__(*a, **k)
told(lambda: Y([1],2))
told(lambda: Y(1,2))
told(lambda: Z(x=1))
told(lambda: Z([1],x=1))
class Y(set):
    def __init__(self, *a): super().__init__(*a)
class Z(set):
    def __init__(self, *a, **k): super().__init__(*a, **k)
told(lambda: Y([1],2))
told(lambda: Y(1,2))
told(lambda: Z(x=1))
told(lambda: Z([1],x=1))
told(lambda: set().__init__(x=1))
told(lambda: [].__init__(x=1))
told(lambda: [].__init__(1,2))
told(lambda: Exception.__init__.__qualname__)
told(lambda: ValueError.__init__.__qualname__)
told(lambda: KeyError.__init__.__qualname__)
told(lambda: R.__init__.__qualname__)
told(lambda: OSError.__init__.__qualname__)
told(lambda: SystemExit.__init__.__qualname__)
told(lambda: LookupError.__init__.__qualname__)
told(lambda: IndexError.__init__.__qualname__)
told(lambda: ArithmeticError.__init__.__qualname__)
told(lambda: NameError.__init__.__qualname__)
told(lambda: AttributeError.__init__.__qualname__)
told(lambda: ImportError.__init__.__qualname__)
told(lambda: StopIteration.__init__.__qualname__)
told(lambda: RuntimeError.__init__.__qualname__)
told(lambda: SyntaxError.__init__.__qualname__)
told(lambda: UnicodeDecodeError.__init__.__qualname__)
told(lambda: AssertionError.__init__.__qualname__)
told(lambda: Warning.__init__.__qualname__)