def check(n):
    assert n > 0, f'{n} is not positive'
    assert n % 2 == 0
    return n


check(2)
check(3)
