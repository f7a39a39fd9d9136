# The descriptors of a named tuple's fields.
from collections import namedtuple

Pair = namedtuple('Pair', 'a b')
field = Pair.__dict__['b']
print(repr(field), type(field).__name__)
for call in (lambda: field.__get__(Pair(1, 2)), lambda: field.__get__((1, 2)), lambda: field.__get__(()), lambda: field.__get__(1), lambda: field.__get__(None),
             lambda: field.__set__(Pair(1, 2), 3), lambda: field.__delete__(Pair(1, 2)), lambda: field.nothing):
    try:
        print(call())
    except Exception as e:
        print(type(e).__name__, e)
