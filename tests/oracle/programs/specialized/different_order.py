class A:
    pass


def read(thing):
    return thing.x


def make(first, second):
    thing = A()
    thing.__dict__ = {first: 1, second: 2}
    return thing


def write(thing):
    thing.x = 3


one, two = make("x", "y"), make("y", "x")
for i in range(100):
    read(one)
    write(one)
for i in range(200):
    read(two)
    write(two)
    if i % 5 == 0:
        read(one)
        write(one)
