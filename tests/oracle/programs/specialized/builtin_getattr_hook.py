class Rows(list):
    __slots__ = ("a",)

    def __getattr__(self, name):
        return 8


class Text(str):
    __slots__ = ("a",)

    def __getattr__(self, name):
        return 8


class Trouble(Exception):
    def __getattr__(self, name):
        return 8

    def method(self):
        return 1


def rows(thing):
    return thing.a


def text(thing):
    return thing.a


def trouble(thing):
    return thing.method()


first, second = Rows(), Text()
first.a = second.a = 1
for i in range(100):
    rows(first)
    text(second)
    trouble(Trouble())
