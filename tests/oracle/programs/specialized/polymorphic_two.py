class A:
    def __init__(self):
        self.x = 1

    def go(self):
        return 1


class B:
    __slots__ = ("x",)

    def __init__(self):
        self.x = 1

    def go(self):
        return 2


def read(thing):
    return thing.x


def write(thing):
    thing.x = 1


def go(thing):
    return thing.go()


a, b = A(), B()
for i in range(300):
    for thing in (a, b):
        read(thing)
        write(thing)
        go(thing)
