# What the constructors of builtin types and of their subclasses refuse.
def attempt(make):
    try:
        print(type(make()).__name__)
    except Exception as e:
        print(type(e).__name__, e)

class WithInit:
    def __init__(self, *args, **kwargs):
        pass

class WithNew:
    def __new__(cls, *args, **kwargs):
        return super().__new__(cls, *args, **kwargs)

for base in (int, str, tuple, list, dict, set, frozenset, float, complex):
    sub = type('Sub', (base,), {})
    init = type('Init', (WithInit, base), {})
    new = type('New', (WithNew, base), {})
    for cls in (base, sub, init, new):
        print(base.__name__, cls.__name__)
        attempt(lambda: cls(1, 2, 3, 4))
        attempt(lambda: cls(zz=0))
        attempt(lambda: cls(1, y=2))

for arguments in ((b'x',), ([],), ('1', 2), (1, '2'), (None, 1), (1, [])):
    attempt(lambda: complex(*arguments))
for arguments in ((1, 2), ('a', ()), ('a', 'b', [])):
    attempt(lambda: str(*arguments))
    attempt(lambda: bytes(*arguments))
attempt(lambda: bytes(b'x', 'utf-8'))
attempt(lambda: bytearray(1, errors='strict'))
attempt(lambda: staticmethod())
attempt(lambda: staticmethod(1, 2))
attempt(lambda: classmethod(x=1))
