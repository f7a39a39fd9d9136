class Meta(type):
    limit = 10

    @property
    def label(cls):
        return "label"

    def build(cls):
        return cls

    def __len__(cls):
        return 3


class Made(metaclass=Meta):
    own = 1
    limit = 11

    @classmethod
    def make(cls):
        return cls

    def method(self):
        return self

    @staticmethod
    def static():
        return 2


def own():
    return Made.own


def limit():
    return Made.limit


def label():
    return Made.label


def build():
    return Made.build()


def make():
    return Made.make()


def rest(made):
    return Made.method(made), Made.static(), Made.__name__, Made.__dict__


made = Made()
for i in range(100):
    own(), limit(), label(), build(), make(), rest(made)
