def numbers():
    yield 1
    yield 2 + None


for n in numbers():
    print(n)
