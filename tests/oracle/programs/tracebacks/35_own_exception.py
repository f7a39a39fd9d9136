class Outer:
    class Problem(Exception):
        def __str__(self):
            return 'lines\nof text'


def fail():
    raise Outer.Problem('x')


fail()
