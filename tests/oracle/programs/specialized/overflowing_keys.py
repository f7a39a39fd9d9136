class Bag:
    pass


def read(bag):
    return bag.first


def write(bag, value):
    bag.first = value


bags = []
for i in range(40):
    bag = Bag()
    bag.first = i
    setattr(bag, "name%d" % i, i)
    bags.append(bag)


def early():
    for i in range(100):
        read_early(bags[0])
        write_early(bags[1], i)


def late():
    for i in range(100):
        read_late(bags[-1])
        write_late(bags[-2], i)


def read_early(bag):
    return bag.first


def write_early(bag, value):
    bag.first = value


def read_late(bag):
    return bag.first


def write_late(bag, value):
    bag.first = value


early()
late()
for bag in bags:
    for i in range(10):
        read(bag)
        write(bag, i)
