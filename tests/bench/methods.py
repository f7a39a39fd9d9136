# Method calls: inherited ones, one through super(), a class method, a property.
class Counter:
    def __init__(self):
        self.count = 0

    def add(self, n):
        self.count += n
        return self

    def get(self):
        return self.count


class Twice(Counter):
    made = 0

    def add(self, n):
        return super().add(n + n)

    @classmethod
    def note(cls):
        cls.made += 1

    @property
    def half(self):
        return self.count // 2


def run(turns):
    once, twice = Counter(), Twice()
    for i in range(turns):
        once.add(i)
        twice.add(i).note()
        if once.get() != twice.half:
            return i
    return once.get() + twice.get() + Twice.made


print(run(100_000))
