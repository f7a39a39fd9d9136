# Enumerations made by a call, by value, with _missing_ and generated values.
from enum import Enum, IntEnum, auto, unique
def t(f):
    try:
        r = f()
        print(repr(r), '|', str(r))
    except Exception as e:
        print(type(e).__name__, e)
C = Enum('Color', 'RED GREEN BLUE')
t(lambda: C)
t(lambda: list(C))
t(lambda: C.RED)
t(lambda: C(2))
t(lambda: C(9))
t(lambda: C.__module__)
t(lambda: C.__qualname__)
D = Enum('D', ['A', 'B'])
t(lambda: list(D))
t(lambda: list(Enum('D', 'A,B')))
t(lambda: list(Enum('D', 'A, B', start=5)))
t(lambda: list(Enum('D', [('X', 10), ('Y', 'why')])))
t(lambda: list(Enum('D', {'X': 10, 'Y': 20})))
t(lambda: list(IntEnum('D', 'A B')))
t(lambda: list(Enum('D', 'A B', module='m').__module__))
t(lambda: Enum('D', 'A B', qualname='q.D').__qualname__)
t(lambda: list(Enum('D', 'A B', type=str)))
t(lambda: list(Enum('D', [])))
t(lambda: Enum('D', 5))
class P(Enum):
    def hi(self): return 'hi ' + self.name
t(lambda: P('Q', 'A B').A.hi())
t(lambda: list(P('Q', 'A B')))
t(lambda: C('RED'))
t(lambda: C['RED'])
t(lambda: C['PINK'])
t(lambda: C())
t(lambda: C.PINK)
class E(Enum):
    A = 1
    B = 2
    @classmethod
    def _missing_(cls, value):
        if value == 'b': return cls.B
        if value == 'bad': return 5
        if value == 'err': raise KeyError('x')
t(lambda: E('b'))
t(lambda: E('c'))
t(lambda: E('bad'))
t(lambda: E('err'))
def u():
    @unique
    class M(Enum):
        A = 1
        B = 1
    return M
t(u)
class S(Enum):
    A = 'x', 1
    B = 'y', 2
    def __init__(self, a, b):
        self.a, self.b = a, b
t(lambda: [(s.a, s.b, s.value) for s in S])
t(lambda: S(('x', 1)))
t(lambda: S(3))
class Au(Enum):
    def _generate_next_value_(name, start, count, last_values): return name.lower() + str(count) + str(start)
    A = auto()
    B = auto()
t(lambda: list(Au))
class Mixed(str, Enum):
    A = 'a'
    B = 'b'
t(lambda: Mixed.A)
t(lambda: Mixed.A == 'a')
t(lambda: Mixed('a'))
t(lambda: Mixed('c'))
t(lambda: Mixed.A.upper())
class T(Enum):
    A = auto()
    B = 10
    C = auto()
t(lambda: list(T))
t(lambda: T.A.name)
t(lambda: T.A.A)
t(lambda: T.A < T.B)
t(lambda: T.A in T)
t(lambda: hash(T.A) == hash('A'))
t(lambda: E(None))
t(lambda: [e for e in reversed(E)])
def redo():
    E.A = 3
t(redo)
def inh():
    class X(E): pass
t(inh)
def inst():
    E.A.value = 3
t(inst)
