def twice(f):
    def inner(*args):
        return f(*args) + f(*args)
    return inner


@twice
def half(n):
    return n / 2


print(half(3))
half('3')
