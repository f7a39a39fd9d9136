class Base:
    kind = 0

    def go(self):
        return self.x


class A(Base):
    def __init__(self):
        self.x = 1


class B(Base):
    __slots__ = ()

    def __init__(self):
        self.x = 2


class C(Base):
    x = 3


class D(Base):
    @property
    def x(self):
        return 4


def read(thing):
    return thing.x


def kind(thing):
    return thing.kind


def go(thing):
    return thing.go()


things = [A(), B(), C(), D()]
for i in range(150):
    for thing in things:
        read(thing)
        kind(thing)
        go(thing)
