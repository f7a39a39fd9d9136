message = 'hello'


def greet():
    return mesage


print(greet())
