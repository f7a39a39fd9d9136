# OrderedDict words its errors itself.
from collections import OrderedDict, defaultdict

for arguments in ((1, 2), (1,), ('12',), ([1, 2],), ([[]],), ([[1, 2, 3]],), (['ab'],), (None,)):
    for cls in (OrderedDict, type('Sub', (OrderedDict,), {})):
        try:
            print(list(cls(*arguments).items()))
        except Exception as e:
            print(type(e).__name__, e)
for call in (lambda: OrderedDict().update(1, 2), lambda: OrderedDict().update(['abc']), lambda: defaultdict(None, 1, 2), lambda: defaultdict(1)):
    try:
        call()
    except Exception as e:
        print(type(e).__name__, e)
try:
    print(OrderedDict.nothing)
except AttributeError as e:
    print(e)
