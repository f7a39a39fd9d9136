class Empty:
    pass


class Closed:
    __slots__ = ()


def plain(thing):
    try:
        return thing.nothing
    except AttributeError:
        return 0


def closed(thing):
    try:
        return thing.nothing
    except AttributeError:
        return 0


def on_class():
    try:
        return Empty.nothing
    except AttributeError:
        return 0


def refuse(thing):
    try:
        thing.nothing = 1
    except AttributeError:
        return 0


def asked(thing):
    return getattr(thing, "nothing", 0)


empty, none = Empty(), Closed()
for i in range(200):
    plain(empty)
    closed(none)
    on_class()
    refuse(none)
    asked(empty)
