# A dict is cleared whose class has lost its shared keys to a failed del; what is stored then asks for a table.
class C:
    pass


def make(i):
    o = C()
    try:
        del o.x
    except AttributeError:
        pass
    o.__dict__.clear()
    o.b = 1
    return o
