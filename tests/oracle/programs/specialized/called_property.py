class Thing:
    @property
    def handler(self):
        return len

    def __init__(self):
        self.callback = len


class Slotted:
    __slots__ = ("callback",)


def by_property(thing):
    return thing.handler("a")


def by_attribute(thing):
    return thing.callback("a")


def by_slot(thing):
    return thing.callback("a")


thing, slotted = Thing(), Slotted()
slotted.callback = len
for i in range(100):
    by_property(thing)
    by_attribute(thing)
    by_slot(slotted)
