def inner(x):
    return int(x)


def middle(x):
    result = inner(x)
    return result


def outer(x):
    return middle(x)


outer('z')
