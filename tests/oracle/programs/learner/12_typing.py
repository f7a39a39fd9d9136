# TypedDict, NamedTuple, protocols and generics.
def t(*fs):
    for f in fs:
        try: print(repr(f()))
        except Exception as e: print(type(e).__name__, "|", e)
from typing import TypedDict, NamedTuple, Protocol, runtime_checkable, Generic, TypeVar, Optional
class TD(TypedDict,total=False):
    a: int
class T2(TD):
    b: str
print(TD(a=1), TD.__annotations__, TD.__total__, type(TD()), T2(a=1,b='x'), sorted(T2.__annotations__), T2.__required_keys__, T2.__optional_keys__, TD.__name__, TD.__mro__)
t(lambda: isinstance({},TD))
class NT(NamedTuple):
    a: int
    b: str='d'
    def m(s): return s.a*2
nt=NT(1); print(nt, nt.m(), NT._fields, NT.__annotations__, NT._field_defaults, nt._replace(a=5)); t(lambda: NT())
@runtime_checkable
class Pr(Protocol):
    def run(self) -> int: ...
class Im:
    def run(self): return 1
print(isinstance(Im(),Pr), isinstance(5,Pr)); t(lambda: Pr())
T=TypeVar('T')
class Box(Generic[T]):
    def __init__(s,v): s.v=v
print(Box[int](5).v, Box[int], Box.__parameters__, T, Box.__mro__)
print(Optional[int], list[int], dict[str,'Box'])
import operator, math
t(lambda: operator.neg(), lambda: math.sqrt(), lambda: math.gcd('a'), lambda: len(), lambda: operator.add(1,'a'))
