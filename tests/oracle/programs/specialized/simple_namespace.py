from types import SimpleNamespace


def read(space):
    return space.x


def write(space):
    space.x = 2


space = SimpleNamespace(x=1)
for i in range(100):
    read(space)
    write(space)
