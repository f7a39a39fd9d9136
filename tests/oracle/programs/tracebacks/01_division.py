def ratio(a, b):
    return a / b


def report(values):
    for value in values:
        print(ratio(10, value))


report([5, 0])
