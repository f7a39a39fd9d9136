import enum


class Color(enum.Enum):
    RED = 1
    BLUE = 2

    def lower(self):
        return self.name.lower()


class Level(enum.IntEnum):
    LOW = 1
    HIGH = 2


def members():
    return Color.RED, Level.LOW


def value(member):
    return member.value, member.name, member._value_


def low(member):
    return member.lower()


def real(level):
    return level.value, level.bit_length()


for i in range(100):
    members()
    value(Color.RED)
    low(Color.BLUE)
    real(Level.HIGH)
