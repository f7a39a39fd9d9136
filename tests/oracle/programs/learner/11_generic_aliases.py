# Generic aliases of builtin classes, and unions of types.
from dataclasses import dataclass, field
@dataclass
class A:
    x: list[int] = field(default_factory=list)
    y: dict[str, list[int]] = field(default_factory=dict)
    z: tuple[int, ...] = ()
print(A())
def f(a: list[int]) -> dict[str,int]: return a
print(f.__annotations__)
for x in (list[int], dict[str,int], tuple[int,...], set['A'], type[A], list[list[A]], tuple[()], frozenset[int]): print(x, x.__origin__, x.__args__, type(x))
print(list[int]==list[int], list[int]==list[str], hash(list[int])==hash(list[int]), list[int](), list[int]('ab'), dict[str,int](a=1))
class L(list[int]): pass
print(L.__mro__, L.__orig_bases__, L([1]))
for g in (lambda: isinstance([],list[int]), lambda: issubclass(list,list[int]), lambda: list[int].append, lambda: list[int].nope, lambda: list[int]|None, lambda: int[5], lambda: list[int].__name__, lambda: list[int][str]):
    try: print(g())
    except Exception as e: print(type(e).__name__, e)
