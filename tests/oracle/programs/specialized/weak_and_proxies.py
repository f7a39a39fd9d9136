import weakref


class A:
    def __init__(self):
        self.x = 1


def read(proxy):
    return proxy.x


def write(proxy):
    proxy.x = 2


a = A()
proxy = weakref.proxy(a)
for i in range(100):
    read(proxy)
    write(proxy)
