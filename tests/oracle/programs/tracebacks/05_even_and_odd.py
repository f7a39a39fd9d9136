def even(n):
    return n == 0 or odd(n - 1)


def odd(n):
    if n < -3:
        raise ValueError('too far')
    return even(n - 1)


even(3)
