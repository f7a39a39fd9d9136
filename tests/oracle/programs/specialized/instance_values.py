class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def norm(self):
        return self.x * self.x + self.y * self.y


def move(point):
    point.x = point.x + 1
    point.y += 1


for i in range(100):
    point = Point(i, i)
    move(point)
    point.norm()
