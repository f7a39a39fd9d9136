# A __dict__ that is refused: up to which version the object has got one nevertheless?
class C:
    def __init__(self, i):
        self.i = i


def make(i):
    o = C(i + 1000)
    try:
        o.__dict__ = 2j
    except TypeError:
        pass
    return o, bytearray(range(20)), bytearray([1, 2])
