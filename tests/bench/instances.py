# 10,000 instances of a plain class, and the sum of their attributes; twenty times.
class Point:
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
