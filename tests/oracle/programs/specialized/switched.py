class A:
    def __init__(self):
        self.x = 1


class B:
    __slots__ = ("x",)


def read(thing):
    return thing.x


def write(thing):
    thing.x = 3


def short(thing):
    return thing.x


a, b = A(), B()
b.x = 1
for i in range(100):
    read(a)
    write(a)
    short(a)
for i in range(100):
    read(b)
    write(b)
for i in range(40):
    short(b)
