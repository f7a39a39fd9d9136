# Flag and IntFlag: composition, what they are called, iteration.
from enum import Enum, Flag, IntFlag, IntEnum, auto, unique
class Perm(Flag):
    R = 4
    W = 2
    X = 1
def t(f):
    try:
        r = f()
        print(repr(r), '|', str(r))
    except Exception as e:
        print(type(e).__name__, e)
t(lambda: Perm.R)
t(lambda: Perm.R | Perm.W)
t(lambda: Perm.R | Perm.W | Perm.X)
t(lambda: Perm.R & Perm.W)
t(lambda: Perm(0))
t(lambda: ~Perm.R)
t(lambda: ~(Perm.R | Perm.W))
t(lambda: ~Perm(0))
t(lambda: Perm.R ^ (Perm.R | Perm.X))
t(lambda: Perm(5))
t(lambda: Perm(5) is Perm.R | Perm.X)
t(lambda: (Perm.R | Perm.X) is (Perm.X | Perm.R))
t(lambda: Perm.R in (Perm.R | Perm.W))
t(lambda: Perm.X in (Perm.R | Perm.W))
t(lambda: bool(Perm(0)))
t(lambda: bool(Perm.R))
t(lambda: (Perm.R | Perm.W).value)
t(lambda: (Perm.R | Perm.W).name)
t(lambda: Perm(0).name)
t(lambda: list(Perm))
t(lambda: len(Perm))
t(lambda: list(Perm.R | Perm.X))
t(lambda: len(Perm.R | Perm.X))
t(lambda: Perm(8))
t(lambda: Perm(-1))
t(lambda: Perm('a'))
t(lambda: Perm.R | 1)
t(lambda: 1 | Perm.R)
t(lambda: Perm.R == 4)
t(lambda: hash(Perm.R | Perm.W) == hash(Perm.W | Perm.R))
t(lambda: f'{Perm.R} {Perm.R | Perm.W}')
t(lambda: 1 in Perm.R)
class Color(Flag):
    RED = auto()
    GREEN = auto()
    BLUE = auto()
    WHITE = RED | GREEN | BLUE
    PURPLE = RED | BLUE
    NONE = 0
t(lambda: list(Color))
t(lambda: Color.WHITE)
t(lambda: Color.PURPLE)
t(lambda: Color.RED | Color.BLUE)
t(lambda: Color.NONE)
t(lambda: Color.WHITE & ~Color.RED)
t(lambda: list(Color.WHITE))
t(lambda: [m.value for m in Color])
t(lambda: list(Color.__members__))
t(lambda: ~Color.RED)
t(lambda: Color['RED'])
t(lambda: Color.RED & Color.GREEN)
class F(IntFlag):
    A = 1
    B = 2
    D = 8
t(lambda: F.A)
t(lambda: F.A | F.B)
t(lambda: F.A | 2)
t(lambda: 2 | F.A)
t(lambda: F.A | 16)
t(lambda: F(0))
t(lambda: ~F.A)
t(lambda: F.A + 1)
t(lambda: F.A == 1)
t(lambda: F(7))
t(lambda: F(-1))
t(lambda: F.A & 3)
t(lambda: F.A ^ F.B)
t(lambda: isinstance(F.A | F.B, F))
t(lambda: isinstance(F.A | F.B, int))
t(lambda: (F.A | F.B).value)
t(lambda: list(F.A | F.D))
t(lambda: f'{F.A} {F.A | F.B:3}')
t(lambda: F.A in F(3))
t(lambda: 1 in F(3))
t(lambda: bool(F(0)))
t(lambda: F.A < F.B)
t(lambda: F('x'))
t(lambda: int(F.A | F.D))
class G(IntFlag):
    ONE = auto()
    TWO = auto()
t(lambda: [g.value for g in G])
class H(Flag):
    A = 1
    def doc(self): return self.name.lower()
t(lambda: H.A.doc())
