class Counter:
    total = 0
    step = 1

    def bump(self):
        Counter.total += self.step
        self.step = 1


def bump_class():
    Counter.total = Counter.total + 1


def read():
    return Counter.step


counter = Counter()
for i in range(200):
    counter.bump()
    bump_class()
    read()
