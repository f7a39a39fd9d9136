# Each instance tries to delete an attribute that it has not.
class Point:
    def __init__(self, i):
        self.x = i

def make(i):
    p = Point(i)
    try:
        del p.missing
    except AttributeError:
        pass
    return p
