class Counter:
    def __init__(self):
        self.n = 3
        self.done = 0


def down(counter):
    counter.n = 3
    while counter.n:
        counter.n -= 1
        counter.done += 1


def forever(counter):
    while True:
        counter.done += 1
        if counter.done % 5 == 0:
            break


def skipping(counter):
    for i in range(5):
        if i % 2:
            continue
        counter.done = counter.done


def once(counter):
    i = 0
    while True:
        counter.done = i
        i += 1
        if i == 9:
            return


counter = Counter()
once(Counter())
for i in range(30):
    down(counter)
    forever(counter)
    skipping(counter)
