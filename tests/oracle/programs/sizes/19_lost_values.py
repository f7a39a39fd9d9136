# What is asked of an object whose __dict__ was deleted decides which dict it gets next.
import sys


class Plain:
    shared = 1

    def method(self):
        return 2


def size(ask):
    o = Plain()
    del o.__dict__
    ask(o)
    return sys.getsizeof(o.__dict__)


def missing(o):
    try:
        o.nothing
    except AttributeError:
        pass


def store(o):
    o.x = 1


print("nothing", size(lambda o: None))
print("__class__", size(lambda o: o.__class__))
print("method called", size(lambda o: o.method()))
print("method read", size(lambda o: o.method))
print("shared", size(lambda o: o.shared))
print("missing", size(missing))
print("hasattr", size(lambda o: hasattr(o, "x")))
print("reduce", size(lambda o: o.__reduce_ex__(2)))
print("stored", size(store))
print("nothing", size(lambda o: None))
