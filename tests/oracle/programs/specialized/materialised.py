class Plain:
    def __init__(self):
        self.x = 1


def read(plain):
    return plain.x


def write(plain):
    plain.x = 2


def read_dict(plain):
    return plain.__dict__


plain = Plain()
plain.__dict__
for i in range(200):
    read(plain)
    write(plain)
    read_dict(plain)
