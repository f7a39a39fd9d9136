# What enumerations refuse, and members that are made of tuples.
import enum
def tr(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
def e1():
    class A(enum.Enum):
        b = 1
        mro = 2
def e2():
    class A(enum.StrEnum):
        a = 1
def e3():
    class A(enum.StrEnum):
        a = b'x', 3
def e4():
    class A(enum.StrEnum):
        a = 'x', 'y', 'z', 'w'
def e5():
    class A(enum.StrEnum):
        a = 'x', 'y', 5
def e6():
    class A(str, enum.Enum):
        a = ('x', 2)
def e7():
    class A(tuple, enum.Enum):
        a = 3
def e8():
    class A(tuple, enum.Enum):
        a = (3, 4)
        b = [1]
    return list(A), A.a.value
def e9():
    class A(float, enum.Enum):
        a = '7'
        b = 1
    return list(A), A.a.value
def e10():
    class A(enum.Enum):
        a = 1
        def mro(self): pass
def e11():
    class A(enum.Enum):
        a = 1
    return A('a', (), {})
def e12():
    class A(enum.Enum):
        a = 1
    return A()
def e13():
    class A(enum.Enum):
        a = 1
    return A('a','b')
def e14():
    class A(enum.Enum):
        pass
    return A('a')
def e15():
    class A(enum.Enum):
        a = 1
        class B: pass
    return 1
def e16():
    class A(int, enum.Enum):
        a = 't'
def e17():
    class A(enum.IntEnum):
        a = None
def e18():
    class A(enum.IntEnum):
        a = 1.5
    return A.a
def e19():
    class A(int, enum.Enum):
        a = (1, 2)
    return A.a
def e20():
    class A(int, enum.Enum):
        a = [1]
    return A.a
for f in (e1,e2,e3,e4,e5,e6,e7,e8,e9,e10,e11,e12,e13,e14,e16,e17,e18,e19,e20):
    print(f.__name__)
    tr(f)
