class A:
    def __init__(self):
        self.x = 1


class B:
    def __init__(self):
        self.y = 0
        self.x = 2


def read(thing):
    return thing.x


def write(thing):
    thing.x = 3


a, b = A(), B()
for i in range(500):
    read(a)
    write(a)
    if i % 10 == 0:
        read(b)
        write(b)
