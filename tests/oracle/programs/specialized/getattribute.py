class Custom:
    def __init__(self):
        self.x = 1

    def __getattribute__(self, name):
        return name


class Loose:
    def __getattribute__(self, *names):
        return names


class Both:
    def __getattribute__(self, name):
        return name

    def __getattr__(self, name):
        return 1


class Derived(Custom):
    pass


def read(thing):
    return thing.x


def loose(thing):
    return thing.x


def both(thing):
    return thing.x


def derived(thing):
    return thing.x


def call(thing):
    return thing.x.upper()


def call_it(thing):
    try:
        return thing.x()
    except TypeError:
        return 0


def write(thing):
    thing.x = 2


def on_class():
    return Custom.__init__


a, b, c, d = Custom(), Loose(), Both(), Derived()
for i in range(100):
    read(a)
    loose(b)
    both(c)
    derived(d)
    call(a)
    call_it(a)
    write(a)
    on_class()
