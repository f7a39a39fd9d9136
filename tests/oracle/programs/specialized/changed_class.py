class A:
    def __init__(self):
        self.x = 1

    def who(self):
        return 1


class B:
    def who(self):
        return 2


def read(thing):
    return thing.x


def write(thing):
    thing.x = 2


def who(thing):
    return thing.who()


thing, other = A(), A()
for i in range(50):
    read(thing)
    write(thing)
    who(thing)
thing.__class__ = B
for i in range(200):
    read(thing)
    write(thing)
    who(thing)
