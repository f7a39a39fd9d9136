# The digits that an operation allocates before it knows its result stay with the int.
def make(i):
    big = i + 2**61
    return (
        i + 2**40, big - 2**60, (2**62 + i) - (2**62 - 100000), i - 2**61, -big - 2**61,
        (i + 3) * 10**12, big * (i + 2**50), (i + 2) ** 35, (i + 2**31) ** 2, (i + 2**31) ** 3, (i + 2**31) ** 1,
        (i + 1) << 40, (i + 2**31) << 2, (i + 2**31) << 30, (-1 - i) << 40, big >> 2, big & 2**40 - 1000, big | 2**90,
        big ^ 2**62, big // 7, (i + 2**91) // 2**40, (i + 2**91) % (2**60 + 2**35), -big // 7, -big % 2**59, sum([i, 2**62]),
    )
