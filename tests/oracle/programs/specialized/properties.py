class Circle:
    def __init__(self, radius):
        self._radius = radius

    @property
    def radius(self):
        return self._radius

    @radius.setter
    def radius(self, value):
        self._radius = value

    @property
    def area(self):
        return self._radius * 3


class Getter:
    def __call__(self, thing):
        return 1


class WithDefault:
    def get(self, extra=1):
        return extra

    value = property(get)
    text = property(Getter())
    never = property()


class Slotted:
    __slots__ = ("_x",)

    @property
    def x(self):
        return self._x


def read(circle):
    return circle.radius + circle.area


def write(circle):
    circle.radius = 3


def odd(thing):
    return thing.value, thing.text


def slotted(thing):
    return thing.x


def fails(thing):
    try:
        return thing.never
    except AttributeError:
        return 0


circle, thing, small = Circle(1), WithDefault(), Slotted()
small._x = 2
for i in range(100):
    read(circle)
    write(circle)
    odd(thing)
    slotted(small)
    fails(thing)
