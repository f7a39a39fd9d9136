class Proxy:
    kind = "proxy"

    def __init__(self):
        self.x = 1

    def __getattr__(self, name):
        return name

    def method(self):
        return 1

    @property
    def prop(self):
        return 2


class SlottedProxy:
    __slots__ = ("x",)

    def __getattr__(self, name):
        return name


def read(proxy):
    return proxy.x, proxy.kind


def missing(proxy):
    return proxy.nothing


def call(proxy):
    return proxy.method()


def prop(proxy):
    return proxy.prop


def write(proxy):
    proxy.x = 2


def slot(proxy):
    return proxy.x


def call_missing(proxy):
    return proxy.upper.upper()


proxy, unset, set_ = Proxy(), SlottedProxy(), SlottedProxy()
set_.x = 1
for i in range(100):
    read(proxy)
    missing(proxy)
    call(proxy)
    prop(proxy)
    write(proxy)
    slot(set_)
    call_missing(proxy)
for i in range(200):
    slot(unset)
