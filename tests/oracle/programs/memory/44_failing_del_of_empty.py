# An instance without attributes, of which one is deleted all the same.
class Empty:
    pass

def make(i):
    e = Empty()
    try:
        delattr(e, 'missing')
    except AttributeError:
        pass
    return e
