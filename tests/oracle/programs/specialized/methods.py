class Plain:
    def method(self):
        return 1


class Slotted:
    __slots__ = ("x",)

    def method(self):
        return 1


class Derived(Plain):
    def __init__(self):
        self.x = 1


class Numbers(list):
    def method(self):
        return 1


def plain(thing):
    return thing.method()


def slotted(thing):
    return thing.method()


def derived(thing):
    return thing.method()


def numbers(thing):
    thing.append(1)
    return thing.method()


def bound(thing):
    method = thing.method
    return method()


a, b, c, d = Plain(), Slotted(), Derived(), Numbers()
for i in range(100):
    plain(a)
    slotted(b)
    derived(c)
    numbers(d)
    bound(a)
