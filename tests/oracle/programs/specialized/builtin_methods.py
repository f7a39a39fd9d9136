def texts(text):
    return text.upper(), text.split(), text.join, text.startswith("a")


def lists(items):
    items.append(1)
    items.pop()
    items.sort()
    return items.count(1)


def dicts(table):
    table.update({})
    return table.get(1), table.items(), table.keys()


def numbers(n, x):
    return n.bit_length(), x.is_integer(), n.real, x.imag, n.__add__(1)


def makers():
    return dict.fromkeys("ab"), str.maketrans("a", "b"), int.from_bytes(b"a", "big"), str.upper("a"), list.append


def instances():
    return {}.fromkeys("a"), "".maketrans("a", "b")


for i in range(100):
    texts("a b")
    lists([2, 1])
    dicts({1: 2})
    numbers(5, 1.5)
    makers()
    instances()
