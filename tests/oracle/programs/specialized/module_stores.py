import copy as hooked
import string as space

space.count = 0
hooked.count = 0
hooked.__getattr__ = lambda name: 1


def bump():
    space.count = space.count + 1
    return space.count


def read(module):
    return module.count


def missing(module):
    return module.missing


def name(module):
    return module.__name__, module.__dict__


def growing(module):
    return module.count


for i in range(200):
    bump()
    read(hooked)
    missing(hooked)
    name(space)
for i in range(100):
    growing(space)
    setattr(space, "name%d" % i, i)
