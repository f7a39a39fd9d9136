# A failing del looks the name up as a store would: it may make a dict, take a place among the shared keys, or end sharing.
import sys

class Point:
    def __init__(self):
        self.x = 1

def forget(obj, name):
    try:
        delattr(obj, name)
    except AttributeError as e:
        print(e)

a = Point()
forget(a, 'nothing')
b = Point()
print(sys.getsizeof(b.__dict__), sys.getsizeof(a.__dict__))
for n in range(40):
    forget(b, f'n{n}')
c = Point()
print(sys.getsizeof(c), sys.getsizeof(c.__dict__))
c.y = 2
print(sys.getsizeof(c.__dict__), sys.getsizeof(Point().__dict__))

class Bare:
    pass

e = Bare()
forget(e, 'gone')
print(sys.getsizeof(e), sys.getsizeof(e.__dict__))
