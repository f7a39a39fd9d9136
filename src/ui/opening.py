# The same point, plain and with slots.
# Change anything: the page follows.
class Point:
    def __init__(self, x, y, label):
        self.x = x
        self.y = y
        self.label = label

class SlottedPoint:
    __slots__ = ("x", "y", "label")

    def __init__(self, x, y, label):
        self.x = x
        self.y = y
        self.label = label

p = Point(3, 4, "home")
q = SlottedPoint(3, 4, "home")

p.z = 1  # takes any name, even a typo
print("p.z =", p.z)
q.z = 1  # has no room for one more
