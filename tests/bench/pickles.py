# 1,000 round trips through pickle, by every protocol.
import pickle


class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y


class Slotted:
    __slots__ = ("x", "y")

    def __init__(self, x, y):
        self.x = x
        self.y = y


def run(count, protocol):
    total = 0
    for i in range(count):
        data = {"points": [Point(i, "a"), Slotted(i, 2.5)], "name": "trip"}
        plain, slotted = pickle.loads(pickle.dumps(data, protocol))["points"]
        total += plain.x + slotted.x
    return total


print([run(1_000, protocol) for protocol in range(2, 6)])
