class Odd:
    @staticmethod
    def x():
        return 1


class Even:
    def __init__(self):
        self.x = 2


def read20(thing):
    return thing.x


def read100(thing):
    return thing.x


def read500(thing):
    return thing.x


odd, even = Odd(), Even()
for i in range(20):
    read20(odd)
for i in range(20):
    read20(even)
for i in range(100):
    read100(odd)
for i in range(100):
    read100(even)
for i in range(500):
    read500(odd)
for i in range(200):
    read500(even)
