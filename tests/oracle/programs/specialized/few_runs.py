class A:
    def __init__(self):
        self.x = 1


def once(a):
    return a.x


def twice(a):
    return a.x


def seven(a):
    return a.x


def eight(a):
    return a.x


def nine(a):
    return a.x


def loop(a):
    for i in range(7):
        a.x
    return 0


def longer(a):
    for i in range(8):
        a.x
    return 0


def waiting(a):
    i = 0
    while i < 20:
        a.x
        i += 1


def never(a):
    return a.x


a = A()
once(a)
for i in range(2):
    twice(a)
for i in range(7):
    seven(a)
for i in range(8):
    eight(a)
for i in range(9):
    nine(a)
loop(a)
longer(a)
waiting(a)
