def work():
    return 1


def plain():
    return 1


def read(function):
    return function.__name__, function.__dict__, function.__class__


def mark(function):
    function.calls = function.calls + 1


def name(function):
    function.__name__ = "renamed"


def bind(function):
    return function.__get__(1)


work.calls = 0
for i in range(200):
    read(work)
    mark(work)
    name(work)
    bind(plain)
