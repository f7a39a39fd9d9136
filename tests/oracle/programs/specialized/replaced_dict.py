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


plain = Plain()
plain.__dict__ = {"x": 5, "y": 6}
for i in range(200):
    read(plain)
    write(plain)
    call(plain)
