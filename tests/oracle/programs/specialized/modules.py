import math
import math as m
from math import sqrt


def area(r):
    return math.pi * r * r


def root(x):
    return math.sqrt(x)


def renamed(x):
    return m.floor(x)


def local(x):
    import math as inner

    return inner.sqrt(x), inner.e


def held(module):
    return module.tau, module.sqrt(1)


for i in range(100):
    area(i)
    root(i)
    renamed(i)
    local(i)
    held(math)
    math.sqrt(i)
    sqrt(i)
