# Room in lists made of dicts and sets, exact ones and others; tables for str.translate refused in their order.
import collections
import sys


def show(function):
    try:
        print(function())
    except Exception as e:
        print(type(e).__name__, e)


class Dict(dict):
    pass


class Set(set):
    pass


for given in (
    {6: 0}, collections.defaultdict(int, {6: 0}), Dict({6: 0}), collections.OrderedDict({6: 0}), collections.Counter('a'),
    {6: 0}.keys(), {6: 0}.items(), Dict({6: 0}).keys(), {1}, frozenset({1}), Set({1}), Dict(), Set(), Dict({n: n for n in range(20)}),
):
    word = (sys.getsizeof([1]) - sys.getsizeof([]))
    sizes = [[*given], list(given), [0, *given]]
    extended = []
    extended.extend(given)
    added = []
    added += given
    print(type(given).__name__, [(sys.getsizeof(x) - sys.getsizeof([])) // word for x in (*sizes, extended, added)])

for arguments in (
    (1, iter([])), (1, 'a'), ('a', 1), ('a', 'b', 1), (1, 'b', 1), (1, 2, 3), ('ab', 'b', 1), ('ab', 'b', 'c'), (1,),
):
    show(lambda: str.maketrans(*arguments))
