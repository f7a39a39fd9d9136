class Many:
    pass


def fill(many):
    many.a01 = many.a02 = many.a03 = many.a04 = many.a05 = many.a06 = many.a07 = many.a08 = 1
    many.a09 = many.a10 = many.a11 = many.a12 = many.a13 = many.a14 = many.a15 = many.a16 = 2
    many.a17 = many.a18 = many.a19 = many.a20 = many.a21 = many.a22 = many.a23 = many.a24 = 3
    many.a25 = many.a26 = many.a27 = many.a28 = many.a29 = many.a30 = many.a31 = many.a32 = 4


def read(many):
    return many.a01 + many.a16 + many.a29 + many.a30 + many.a31 + many.a32


def write(many):
    many.a01 = 5
    many.a31 = 6


many = Many()
fill(many)
for i in range(200):
    read(many)
    write(many)
