# What update() is given by name is a dict that is merged at once; dict() itself stores item by item.
import sys

class Plain:
    pass

class Sub(dict):
    pass

for count in (1, 2, 5, 6, 10, 11):
    named = {f'k{n}': n for n in range(count)}
    p = Plain()
    p.__dict__.update(**named)
    d = {}
    d.update(**named)
    full = {1: 2, 3: 4}
    full.update(**named)
    print(count, sys.getsizeof(p.__dict__), sys.getsizeof(d), sys.getsizeof(full), sys.getsizeof(dict(**named)), sys.getsizeof(Sub(**named)))
