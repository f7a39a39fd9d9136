# The format of members that are texts or numbers too: it changed in 3.11.
from enum import Enum, IntEnum


class Name(str, Enum):
    X = "x"


class Number(int, Enum):
    X = 5


class Count(IntEnum):
    X = 5


class Own(str, Enum):
    X = "x"

    def __str__(self):
        return "own"


class Size(float, Enum):
    X = 2.5


class Formatted(str, Enum):
    X = "x"

    def __format__(self, spec):
        return f"formatted {spec}"


class Point(tuple, Enum):
    X = 1, 2


class Plain(str, Enum):
    X = "x"
    __str__ = str.__str__


class Shown:
    def __str__(self):
        return "shown"


class Mixed(Shown, str, Enum):
    X = "n"


class Text(str):
    def __format__(self, spec):
        return "text"


class Special(Text, Enum):
    X = "o"


def show(make):
    try:
        print(make())
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)


for member in (Name.X, Number.X, Count.X, Own.X, Size.X, Formatted.X, Point.X, Plain.X, Mixed.X, Special.X):
    show(lambda: f"{member}")
    show(lambda: format(member, ">9"))
    show(lambda: "{}|{!s}|{!r}".format(member, member, member))
    show(lambda: str(member))
    print("%s" % (member,))
for kind in "03d", ".2f", "x", "s":
    for member in Number.X, Count.X, Size.X, Name.X:
        show(lambda: format(member, kind))
