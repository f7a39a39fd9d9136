class A:
    def kind(self):
        return self.__class__.__name__


class B:
    __class__ = int


def kind(thing):
    return thing.__class__


def other(thing):
    return thing.__class__


def assign(thing):
    thing.__class__ = A


def builtin():
    return (1).__class__, "".__class__, None.__class__


def doc(thing):
    return thing.__doc__, thing.__module__


a, b = A(), B()
for i in range(100):
    kind(a)
    a.kind()
    other(b)
    assign(a)
    builtin()
    doc(a)
