class Defaults:
    color = "red"
    size = 1

    def __init__(self):
        self.color = "blue"

    def paint(self):
        return self.color


class Untouched(Defaults):
    def __init__(self):
        pass


def read(thing):
    return thing.color, thing.size


def read_default(thing):
    return thing.color, thing.size


def store(thing):
    thing.size = 2


a, b, c = Defaults(), Untouched(), Untouched()
for i in range(200):
    read(a)
    a.paint()
    read_default(b)
    b.paint()
for i in range(200):
    store(c)
    read_default(c)
