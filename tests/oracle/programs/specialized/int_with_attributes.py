class Number(int):
    unit = "m"

    def double(self):
        return self + self


def write(n):
    n.label = "a"
    n.note = "b"


def read(n):
    return n.label, n.note, n.unit


def call(n):
    return n.double()


n, bare = Number(3), Number(4)
for i in range(200):
    write(n)
    read(n)
    call(n)
for i in range(200):
    call(bare)
