class A:
    def __init__(self):
        self.v = 1


class B:
    def __init__(self):
        self.v = 2


class C:
    def __init__(self):
        self.v = 3


class D:
    __slots__ = ("v",)

    def __init__(self):
        self.v = 4


class E:
    v = 5


def read(thing):
    return thing.v


def rarely(thing):
    return thing.v


things = [A(), B(), C(), D(), E()]
for i in range(1000):
    read(things[i * i % 5])
for i in range(1000):
    rarely(things[0 if i % 7 else 3])
