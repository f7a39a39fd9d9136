# Code that is replaced, functions chosen by abstract classes, and functions of modules by their names.
import abc
import math
import operator
import pickle
from functools import singledispatch


def one():
    return 1


def two(x=5):
    return 2


def around():
    x = 3

    def inside():
        return x
    return inside


one.__code__ = two.__code__
print(one.__name__, one.__code__.co_name)
for other in 3, around().__code__:
    try:
        one.__code__ = other
    except (TypeError, ValueError) as error:
        print(error)


class Shape(abc.ABC):
    pass


class Square:
    pass


class Round:
    pass


class Small(Square):
    pass


Shape.register(Square)


@singledispatch
def draw(x):
    return "anything"


@draw.register(Shape)
def _(x):
    return "a shape"


@draw.register
def _(x: int):
    return "a number"


print(draw(Square()), draw(Small()), draw(Round()), draw(True), draw("a"))
print(draw.dispatch(Small) is draw.registry[Shape])
print(math.sqrt.__module__, operator.add.__module__)
print(pickle.dumps(math.sqrt, 2), pickle.dumps(operator.add, 4))
print(pickle.loads(pickle.dumps(math.floor)) is math.floor)
try:
    print(dict.__dict__["fromkeys"].__reduce__())
except TypeError as error:
    print(error)
