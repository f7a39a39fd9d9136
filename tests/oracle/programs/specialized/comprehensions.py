class Item:
    def __init__(self, n):
        self.n = n
        self.tags = [n]


class Holder:
    items = [Item(i) for i in range(50)]
    total = [item.n for item in items]


def names(items):
    return {item.n for item in items}, {item.n: item.tags for item in items}


def nested(items):
    return [tag.real for item in items for tag in item.tags]


for i in range(50):
    names(Holder.items)
    nested(Holder.items)
