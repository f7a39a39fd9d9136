# The dict of an instance is cleared first, then a del that fails lets the class forget its shared keys.
class C:
    pass


def make(i):
    o = C()
    o.__dict__.clear()
    try:
        del o.x
    except AttributeError:
        pass
    o.b = 1
    return o
