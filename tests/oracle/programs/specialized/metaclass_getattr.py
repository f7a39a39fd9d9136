class Meta(type):
    def __getattr__(cls, name):
        return 1


class Deep(type):
    def __getattribute__(cls, name):
        return 2


class A(metaclass=Meta):
    x = 1


class B(metaclass=Deep):
    x = 1


def read(cls):
    return cls.x


def missing(cls):
    return cls.y


def read_deep(cls):
    return cls.x


for i in range(100):
    read(A)
    missing(A)
    read_deep(B)
