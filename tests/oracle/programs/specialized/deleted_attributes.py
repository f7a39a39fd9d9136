class Plain:
    def __init__(self):
        self.x = 1
        self.y = 2


class Slotted:
    __slots__ = ("x",)


def cycle(thing):
    thing.x = 1
    del thing.x


def read(thing):
    return thing.y


def hidden(thing):
    try:
        return thing.x
    except AttributeError:
        return 0


plain, slotted = Plain(), Slotted()
for i in range(200):
    cycle(plain)
    cycle(slotted)
    read(plain)
    hidden(plain)
