"""Enumerations: what their classes keep and in which order, how members are found and combined, what is refused."""
import copy
import enum
import pickle


def show(name, call):
    try:
        print(name, '|', repr(call()).split(' at 0x')[0])
    except Exception as error:
        print(name, '|', type(error).__name__, error)


class A(enum.Enum):
    a = 1
    b = 2
    c = 1
print(list(A.__dict__), A.__doc__)
class B(enum.IntEnum):
    a = 1
    def low(self): return self.name
print(list(B.__dict__))
class C(enum.Flag):
    a = 1
    b = 4
    c = 2
print(list(C.__dict__))
class D(str, enum.Enum):
    a = 'x'
    def __str__(self): return 'D'
print(list(D.__dict__))
class I(enum.IntFlag):
    a = enum.auto()
    b = enum.auto()
print(list(I.__dict__))
class N(enum.Enum):
    pass
print(list(N.__dict__), list(enum.Enum('F','a b').__dict__))
class P(tuple, enum.Enum):
    a = (1, 2)
class Q(enum.Enum):
    def __init__(self, x, y=2): self.x = x
    a = 1
    b = (3, 4)
class R(enum.Enum):
    def __new__(cls, v):
        o = object.__new__(cls); o._value_ = v * 2; return o
    a = 1
print(list(R.__dict__))
class S(enum.Enum):
    name = 1
    value = 2
class T2(int, enum.Enum):
    real = 1
    b = 2
show('A.a', lambda: A.a)
show('A(1)', lambda: A(1))
show('A(9)', lambda: A(9))
show("A('q')", lambda: A('q'))
show('A.a.name', lambda: A.a.name)
show('A.name', lambda: A.name)
show('A.zz', lambda: A.zz)
show("A['zz']", lambda: A['zz'])
show('A([1])', lambda: A([1]))
show('A.a.a', lambda: A.a.a)
show('A.a.b.b', lambda: A.a.b.b)
show('C.a|C.b', lambda: C.a|C.b)
show('~C.a', lambda: ~C.a)
show('C(0)', lambda: C(0))
show('C(8)', lambda: C(8))
show('C(3)', lambda: C(3))
show('C(-1)', lambda: C(-1))
show("C('x')", lambda: C('x'))
show('list(C.a|C.c)', lambda: list(C.a|C.c))
show('len(C.a|C.b)', lambda: len(C.a|C.b))
show('C.a in C.b', lambda: C.a in C.b)
show('1 in C', lambda: 1 in C)
show('9 in C', lambda: 9 in C)
show('1 in A', lambda: 1 in A)
show('A.a in A', lambda: A.a in A)
show('[1] in A', lambda: [1] in A)
show('I.a|I.b', lambda: I.a|I.b)
show('I(9)', lambda: I(9))
show('I(-1)', lambda: I(-1))
show('~I.a', lambda: ~I.a)
show('I.a|1', lambda: I.a|1)
show('I.a|8', lambda: I.a|8)
show('I.a+1', lambda: I.a+1)
show('str(I.a)', lambda: str(I.a))
show('repr(I(0))', lambda: repr(I(0)))
show('str(I(0))', lambda: str(I(0)))
show('C.a|1', lambda: C.a|1)
show('1|I.a', lambda: 1|I.a)
show('C.a&C.b', lambda: C.a&C.b)
show("format(I.a,'>4')", lambda: format(I.a,'>4'))
show("format(B.a,'>4')", lambda: format(B.a,'>4'))
show('format(D.a)', lambda: format(D.a))
show('str(B.a)', lambda: str(B.a))
show('D.a', lambda: D.a)
show("D('x')", lambda: D('x'))
show('P.a', lambda: P.a)
show('P((1,2))', lambda: P((1,2)))
show('P.a.value', lambda: P.a.value)
show('Q.a.x', lambda: Q.a.x)
show('Q.b.value', lambda: Q.b.value)
show('R.a.value', lambda: R.a.value)
show('R(2)', lambda: R(2))
show('S.name', lambda: S.name)
show('S.name.name', lambda: S.name.name)
show('S.value.value', lambda: S.value.value)
show('S(1)', lambda: S(1))
show('T2.real', lambda: T2.real)
show('T2.b.real', lambda: T2.b.real)
show('A.__new__(A)', lambda: A.__new__(A))
show('A.__new__(A,1)', lambda: A.__new__(A,1))
show('A.__new__', lambda: A.__new__)
show('B.__new__(B)', lambda: B.__new__(B))
show("type(A)('Z',(enum.Enum,),{})", lambda: type(A)('Z',(enum.Enum,),{}))
show('A()', lambda: A())
show('A(1,2)', lambda: A(1,2))
show("A('N','q')", lambda: A('N','q'))
show('A(1,x=3)', lambda: A(1,x=3))
show('N()', lambda: N())
show("N('N','q')", lambda: N('N','q'))
show('N(1)', lambda: N(1))
show("enum.Enum('M','a b').b.value", lambda: enum.Enum('M','a b').b.value)
show("enum.Enum('M',{'a':5}).a", lambda: enum.Enum('M',{'a':5}).a)
show("enum.Enum('M',3)", lambda: enum.Enum('M',3))
show("enum.Enum('M','a a')", lambda: enum.Enum('M','a a'))
show("enum.Flag('M','a b c').c", lambda: enum.Flag('M','a b c').c)
show("enum.IntFlag('M',['x','y']).y", lambda: enum.IntFlag('M',['x','y']).y)
show('enum.Enum()', lambda: enum.Enum())
show('A.a.name.upper()', lambda: A.a.name.upper())
show('copy.copy(A.a) is A.a', lambda: copy.copy(A.a) is A.a)
show('pickle.loads(pickle.dumps(A.a)) is A.a', lambda: pickle.loads(pickle.dumps(A.a)) is A.a)
show('pickle.loads(pickle.dumps(C.a|C.b)) is C.a|C.b', lambda: pickle.loads(pickle.dumps(C.a|C.b)) is C.a|C.b)
show('A.__members__', lambda: A.__members__)
show('A.a.__reduce_ex__(2)', lambda: A.a.__reduce_ex__(2))
show('A.a.__reduce_ex__()', lambda: A.a.__reduce_ex__())
show('A.a.__init__', lambda: A.a.__init__)
show('type(A.a.__init__)', lambda: type(A.a.__init__))
show('A.a.__dict__', lambda: A.a.__dict__)
show('C.a.__dict__', lambda: C.a.__dict__)
show("hash(A.a)==hash('a')", lambda: hash(A.a)==hash('a'))
show('A.a<A.b', lambda: A.a<A.b)
show('B.a<2', lambda: B.a<2)
show('enum.unique(A)', lambda: enum.unique(A))
show('A.a==1', lambda: A.a==1)
show('isinstance(A.a,A)', lambda: isinstance(A.a,A))
show('A.__class__', lambda: A.__class__)
show('enum.auto()', lambda: enum.auto())
show('A.a.value', lambda: A.a.value)
show('bool(A.a)', lambda: bool(A.a))
show('bool(C(0))', lambda: bool(C(0)))
show('len(A)', lambda: len(A))
show('C.__members__', lambda: C.__members__)
show('enum.Flag.__iter__', lambda: enum.Flag.__iter__)
show('A.a.__class__.__mro__', lambda: A.a.__class__.__mro__)
show('C.a^C.b', lambda: C.a^C.b)
show('C.a.__or__(1)', lambda: C.a.__or__(1))
def attempt(f):
    try: print(f())
    except Exception as x: print(type(x).__name__, x)
def f1():
    class X(A): pass
def f2():
    class X(enum.Enum):
        a = 1
        a = 2
def f3():
    class X(enum.Enum):
        mro = 1
def f4():
    class X(enum.Enum):
        _x_ = 1
def f5():
    class X(enum.Flag):
        a = 't'
        b = enum.auto()
def f6():
    class X(enum.Flag):
        a = [1]
        b = enum.auto()
def f7():
    class X(enum.Enum):
        _ignore_ = ['c']
        c = 1
        a = 2
    return list(X.__dict__)
def f8():
    class X(enum.Enum):
        @staticmethod
        def _generate_next_value_(name, start, count, last): return (name, count)
        a = enum.auto()
        b = enum.auto()
    return list(X), list(X.__dict__)
def f9():
    class X(enum.Enum):
        a = 1
        __p = 3
    return list(X)
def f10():
    A.a = 3
def f11():
    del A.a
def f12():
    A.a.value = 3
def f13():
    A.a.name = 3
def f14():
    class X(enum.Enum):
        a = 1
        class b: pass
    return X.b
def f15():
    class X(enum.Enum, int): pass
def f16():
    class X(int, enum.Enum): a = 'x'
def f17():
    class X(int, enum.Enum):
        a = ('11', 2)
    return X.a, X.a.value
def f18():
    class X(enum.Enum):
        def __eq__(self, o): return True
        a = 1
        b = 2
    return list(X)
def f19():
    class X(enum.Enum):
        a = 1
        @classmethod
        def _missing_(cls, v): return 5
    return X(7)
def f20():
    class X(enum.Flag):
        a = -1
        b = 2
    return list(X), X.a
def f21():
    class X(enum.Flag):
        a = 1.5
        b = 2
    return list(X)
def f22():
    class X(enum.Flag):
        a = None
        b = 'x'
    return list(X)
def f23():
    class X(float, enum.Enum):
        a = 1
    return X.a, X(1.0), list(X.__dict__)
def f24():
    class X(enum.Flag):
        a = 1
        b = 6
    return list(X), X(6), X(2), ~X.a, X(7)
class K: 
    def __repr__(self): return 'K!'
def f25():
    class X(K, enum.Enum):
        a = 1
    return X.a, list(X.__dict__)
def f26():
    class X(enum.StrEnum):
        a = enum.auto()
        b = 'q'
    return X.a, str(X.b), list(X), list(X.__dict__)
def f27():
    class X(enum.StrEnum):
        a = 1
def f28():
    class X(list, enum.Enum):
        a = [1]
    return X.a, list(X.__dict__), X.__module__
def f29():
    class X(enum.Enum):
        a: int = 7
        z: int
        __slots__ = ()
    return list(X.__dict__)
for f in (f1,f2,f3,f4,f5,f6,f7,f8,f9,f10,f11,f12,f13,f14,f15,f16,f17,f18,f19,f20,f21,f22,f23,f24,f25,f26,f27,f28,f29):
    print(f.__name__, end=' ')
    attempt(f)
