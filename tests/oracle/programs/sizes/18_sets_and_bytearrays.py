# A set joined with itself does not grow; a bytearray from an iterable grows byte by byte.
import sys
import types

for kind in (set, frozenset):
    for n in (3, 4, 18, 30):
        t = kind(range(n))
        print(kind.__name__, n, *map(sys.getsizeof, (t | t, t.union(t), t.union(t, {1}), t | kind(t), t & t, t ^ t, t - t)))
t = {1, 2, 3}
t |= t
t.update(t)
print(sys.getsizeof(t))


class Bytes(bytearray):
    pass


for kind in (bytearray, Bytes):
    for source in ((), [1, 2], [1] * 5, (1,), range(8), range(9), range(40), [0] * 40, iter([0] * 9), {1, 2}, b'ab', 3):
        print(sys.getsizeof(kind(source)), end=' ')
    print(sys.getsizeof(kind('ab', 'ascii')))
for t in (bytearray(), bytearray(b'abc')):
    t.clear()
    print(sys.getsizeof(t))


class Space(types.SimpleNamespace):
    pass


for made in (Space(), Space(a=1), types.SimpleNamespace(), types.SimpleNamespace(a=1)):
    print(sys.getsizeof(vars(made)))
