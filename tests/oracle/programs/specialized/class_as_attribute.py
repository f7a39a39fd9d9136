class Inner:
    pass


class Single:
    pass


class Meta(type):
    pass


class Special(metaclass=Meta):
    pass


class Outer:
    Inner = Inner
    special = Special
    length = len
    number = 5


Single.only = Single()


def on_class():
    return Outer.Inner, Outer.special, Outer.length, Outer.number, Single.only


def on_instance(outer):
    return outer.Inner, outer.special, outer.length, outer.number


def called(outer):
    return Outer.Inner(), outer.Inner(), outer.length("a"), Outer.length("a")


def single(thing):
    return thing.only


outer, thing = Outer(), Single()
for i in range(100):
    on_class()
    on_instance(outer)
    called(outer)
    single(thing)
