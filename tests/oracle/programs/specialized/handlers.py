class Thing:
    def __init__(self):
        self.x = 1

    def __enter__(self):
        return self.x

    def __exit__(self, *what):
        return False


def guarded(thing):
    try:
        return thing.x
    except AttributeError:
        return thing.x
    finally:
        thing.x = 2


def within(thing):
    with thing as x:
        thing.x = x
    return thing.x


def branches(thing, which):
    if which:
        return thing.x + 1 if thing.x > 1 else thing.x
    return thing.x and thing.x


thing = Thing()
for i in range(100):
    guarded(thing)
    within(thing)
    branches(thing, i % 2)
