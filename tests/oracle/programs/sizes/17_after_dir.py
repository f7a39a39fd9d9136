# dir() merges the names of the classes into a copy of the instance's dict, which may share its keys.
import sys


class Plain:
    def __init__(self, y):
        self.y = y


class Named:
    x = 1

    def f(self):
        pass


class Items(list):
    def __init__(self):
        self.a = 1
        self.b = 2


one = Plain(1)
names = dir(one)
one.__dict__['a'] = 'a'
print(sys.getsizeof(one.__dict__), sys.getsizeof(vars(Plain(1))))
named = Named()
named.a = 1
print('f' in dir(named), sys.getsizeof(vars(named)))
other = Named()
other.x = other.a = other.b = 3
print(sys.getsizeof(vars(other)))
for i in range(20):
    setattr(other, f'n{i}', i)
print(sys.getsizeof(vars(other)))
last = Named()
print(sys.getsizeof(vars(last)))
last.zz = 1
print(sys.getsizeof(vars(last)))
items = Items()
dir(items)
print(sys.getsizeof(vars(items)))
items.c = 1
print(sys.getsizeof(vars(items)))
more = Items()
print(sys.getsizeof(vars(more)))
more.z = 1
print(sys.getsizeof(vars(more)))
