from collections import namedtuple
from typing import NamedTuple

Pair = namedtuple("Pair", "a b")


class Typed(NamedTuple):
    a: int
    b: int = 1

    def total(self):
        return self.a + self.b


def read(pair):
    return pair.a, pair.b


def total(typed):
    return typed.total()


def replaced(pair):
    return pair._replace(a=2)


pair, typed = Pair(1, 2), Typed(3)
for i in range(100):
    read(pair)
    total(typed)
    replaced(pair)
