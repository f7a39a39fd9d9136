"""What a mappingproxy sends to its mapping; bytearrays filled by __init__; a byte put in the wrong place."""
import types


def show(call):
    try:
        print(call())
    except Exception as e:
        print(type(e).__name__, e)


proxy = types.MappingProxyType({"a": 1})
show(lambda: proxy | {"b": 2})
show(lambda: {"b": 2} | proxy)
show(lambda: proxy | proxy)
show(lambda: proxy | 3)
show(lambda: 3 | proxy)
show(lambda: proxy.__ror__({"a": 5, "c": 3}))
show(lambda: proxy.__ior__({}))
show(lambda: hash(proxy))
show(lambda: list(reversed(proxy)))
show(lambda: list(proxy.__reversed__()))
show(lambda: ("a" in proxy, proxy.get("b", 7), len(proxy), proxy.copy()))
try:
    same = proxy
    same |= {}
except TypeError as e:
    print(e)
table = {"z": 1}
table |= proxy
print(table)


class Hashed(dict):
    def __hash__(self):
        return 5


show(lambda: hash(types.MappingProxyType(Hashed())))


class Point:
    x = 1


print(sorted(vars(Point) | {"y": 2})[-2:])
print("real" in vars(int), vars(list)["append"], vars(int).get("zz"))


class Buffer(bytearray):
    def __init__(self, *args):
        print("init", bytes(self))
        super().__init__(b"later")


print(Buffer(b"first", 2, 3), bytearray.__new__(bytearray, 3, 4, 5, 6))
data = bytearray(b"ab")
for wrong in 256, "a", -1:
    try:
        data[0] = wrong
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
try:
    data[5] = 1
except IndexError as e:
    print(e)
