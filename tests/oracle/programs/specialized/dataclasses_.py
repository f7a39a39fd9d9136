from dataclasses import dataclass, field


@dataclass
class Point:
    x: int
    y: int = 0
    tags: list = field(default_factory=list)


@dataclass(slots=True)
class Small:
    x: int
    y: int = 0


@dataclass(frozen=True)
class Frozen:
    x: int = 1


def point(p):
    p.x = p.x + 1
    p.tags.append(p.y)


def small(s):
    s.x = s.x + s.y


def frozen(f):
    return f.x


p, s, f = Point(1), Small(1), Frozen()
for i in range(100):
    point(p)
    small(s)
    frozen(f)
