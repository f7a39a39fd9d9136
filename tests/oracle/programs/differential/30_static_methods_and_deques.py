# Subclasses of staticmethod and classmethod that do not call the `__init__` of their base; what is no place in a deque.
import collections


def told(call):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, error)


class S(staticmethod):
    def __init__(self, *a, **k): pass
class C(classmethod):
    def __init__(self, *a, **k): pass
class P(property):
    def __init__(self, *a, **k): pass
def n(x):
    return x.__func__
for c in S, C:
    told(lambda: n(c()))
    told(lambda: n(c(1)))
    told(lambda: n(c(1,2)))
    told(lambda: n(c(x=1)))
    told(lambda: n(c(1,x=1)))
    told(lambda: n(c.__new__(c)))
    told(lambda: n(c.__new__(c, 1)))
    told(lambda: n(c.__new__(c, 1, 2)))
    told(lambda: n(c.__new__(c, x=2)))
    for b in c.__bases__:
        told(lambda: n(b()))
        told(lambda: n(b(1,2)))
        told(lambda: n(b(x=1)))
        told(lambda: n(b.__new__(b)))
        told(lambda: n(b.__new__(b,5)))
        told(lambda: b(len).__init__())
        told(lambda: n(b.__new__(b,1,2)))
told(lambda: P().fget)
told(lambda: P(1).fget)
told(lambda: n(S(len)))
D=collections.deque
d=D([1,2],3)
for k in ('a', 1.5, None, len, -5, slice(0,1), [1], True):
    told(lambda: d[k])
    told(lambda: d.__getitem__(k))
    told(lambda: d.__setitem__(k,1))
    told(lambda: d.__delitem__(k) if not k is True else 0)
    def s(): d[k]=1
    def u(): del d[k]
    if k is not True:
        told(s)
        told(u)
    told(lambda: d.rotate(k))
    told(lambda: d.insert(k, 1))
    told(lambda: d.index(1, k))
print(d)
told(lambda: D.__getitem__('text', 1))
told(lambda: D.__setitem__('text', 1, 2))
told(lambda: D.__delitem__('text', 1))