# 10,000 instances of a class with __slots__, and the sum of their attributes; twenty times.
class Point:
    __slots__ = ("x", "y")

    def __init__(self, x, y):
        self.x = x
        self.y = y


def run(count):
    points = [Point(i, i + 1) for i in range(count)]
    total = 0
    for point in points:
        total += point.x + point.y
    return total


print([run(10_000) for _ in range(20)])
