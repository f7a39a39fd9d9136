class Watched:
    def __setattr__(self, name, value):
        object.__setattr__(self, name, value)


class NoDelete:
    def __delattr__(self, name):
        pass


def write(thing):
    thing.x = 1


def write_other(thing):
    thing.x = 1


def read(thing):
    return thing.x


a, b = Watched(), NoDelete()
for i in range(100):
    write(a)
    write_other(b)
    read(a)
