# Frozen dataclasses that are made again for their slots: whose class their methods speak of.
import dataclasses


def show(function):
    try:
        print(function())
    except Exception as e:
        print(type(e).__name__, e)


@dataclasses.dataclass(frozen=True)
class First:
    b: int


try:
    Second = dataclasses.dataclass(slots=True)(First)

    @dataclasses.dataclass(frozen=True, slots=True)
    class Both:
        b: int

        def f(self):
            return super().__repr__()[:5]

    @dataclasses.dataclass(frozen=True, slots=True)
    class Alone:
        b: int

    class Derived(Both):
        pass
except TypeError as e:
    print(e)
else:
    for cls in First, Second, Both, Derived, Alone:
        o = cls(1)
        print(cls.__name__)
        show(lambda: o.f())
        show(lambda: setattr(o, 'b', 1))
        show(lambda: setattr(o, 'q', 1))
        show(lambda: delattr(o, 'q'))
