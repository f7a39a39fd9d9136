class Base:
    __slots__ = ("a",)


class Derived(Base):
    __slots__ = ("b",)


class Open(Base):
    pass


def both(thing):
    thing.a = 1
    thing.b = 2
    return thing.a + thing.b


def only(thing):
    thing.a = 3
    return thing.a


def other(thing):
    thing.b = 4
    return thing.b


derived, open_ = Derived(), Open()
for i in range(100):
    both(derived)
    only(open_)
    other(open_)
