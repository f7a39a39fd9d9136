class Growing:
    def go(self):
        return 1


def go(thing):
    return thing.go()


def fill(thing, name):
    setattr(thing, name, 1)


for i in range(25):
    for j in range(8):
        thing = Growing()
        go(thing)
    fill(thing, "name%d" % i)
    go(thing)
