# Methods of OrderedDict and of sets with wrong arguments, counters changed in place, and dicts of what are no pairs.
import collections, functools, gc
def tr(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
D=collections.OrderedDict
tr(lambda: D.keys()); tr(lambda: D(a=1).keys(3)); tr(lambda: D.__delitem__('',1)); tr(lambda: D.__ior__('a','b')); tr(lambda: D(a=1).__reversed__(1))
tr(lambda: D.pop()); tr(lambda: D(a=1).pop()); tr(lambda: D(a=1).pop(1,2,3)); tr(lambda: D(a=1).pop('z',default=3)); tr(lambda: D(a=1).pop('z')); tr(lambda: D(a=1).setdefault()); tr(lambda: D(a=1).setdefault('k',default=2)); tr(lambda: D(a=1).setdefault(1,2,3)); tr(lambda: D.fromkeys('ab',value=3)); tr(lambda: D.fromkeys()); tr(lambda: D(a=1).clear(1)); tr(lambda: D(a=1).copy(1)); tr(lambda: D(a=1).popitem(1,2)); tr(lambda: D().popitem()); tr(lambda: D(a=1).popitem(x=2)); tr(lambda: D(a=1).move_to_end()); tr(lambda: D(a=1).move_to_end('z')); tr(lambda: D(a=1).items(1)); tr(lambda: D(a=1).values(1)); tr(lambda: D(a=1).get()); tr(lambda: D(a=1).update(1,2)); tr(lambda: D(a=1).__or__(3)); tr(lambda: D(a=1).__or__({2:3})); tr(lambda: D(a=1).__ror__({2:3})); tr(lambda: D(a=1).__ior__([(1,2)])); tr(lambda: D(a=1).__ior__(5)); tr(lambda: D(a=1).__eq__({'a':1}));tr(lambda: D(a=1)|{2:3}); tr(lambda: {2:3}|D(a=1))
tr(lambda: type(iter(D(a=1))).__name__); tr(lambda: type(reversed(D(a=1))).__name__); tr(lambda: type(D().keys()).__name__); tr(lambda: type(iter(D().items())).__name__)

t=set()
def up(f):
    try: f(); print(sorted(t))
    except Exception as e: print(type(e).__name__, e)
for s in (set(), frozenset()):
  for n in 'update union difference intersection symmetric_difference issubset isdisjoint add copy pop discard remove clear difference_update symmetric_difference_update'.split():
    tr(lambda: getattr(s,n)(x=1)); tr(lambda: getattr(s,n)(1,2)); tr(lambda: getattr(s,n)(3))
C=collections.Counter
def io(op, other):
    c = C('aab')
    try:
        pass
        if op=='-=': c -= other
        elif op=='|=': c |= other
        elif op=='&=': c &= other
        elif op=='+=': c += other
        print(c)
    except Exception as e: print(type(e).__name__, e)
for op in ('-=','|=','&=','+='):
    for o in ({5}, {'a':1}, C('ab'), [1], 3): io(op,o)
d={}
for o in ({5}, {(1,2)}, [1], [[1]], [(1,2,3)], 3, None, ['ab'], [None]):
    def f():
        global d
        d={}; d |= o; return d
    tr(f)
    tr(lambda: dict(o)); tr(lambda: {}.update(o)); tr(lambda: dict(a=1)|o)
