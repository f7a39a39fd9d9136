class Plain:
    def __init__(self):
        self.x = 1

    def method(self):
        return 1


def read(plain):
    return plain.x


def write(plain):
    plain.x = 2


def call(plain):
    return plain.method()


first, second = Plain(), Plain()
for i in range(60):
    read(first)
    write(first)
    call(first)
vars(second)
for i in range(200):
    read(second)
    write(second)
    call(second)
