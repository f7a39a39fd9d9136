class Plain:
    pass


class Custom:
    def __init__(self):
        self.x = 1

    def __getattribute__(self, name):
        return 1


def read(thing):
    try:
        return thing.x
    except AttributeError:
        return 0


plain, custom = Plain(), Custom()
plain.x = 1
for i in range(10):
    read(plain)
for i in range(53):
    read(custom)
