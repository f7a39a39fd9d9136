# Small differences: repeated sequences, slices, class methods of anything, abstract classes.
import abc, collections, functools, itertools, typing, dataclasses
def tr(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e, getattr(e, '__notes__', ''))
tr(lambda: zip(None, 1)); tr(lambda: zip([1], 1)); tr(lambda: range(3).index(True)); tr(lambda: range(3).index(2.0)); tr(lambda: range(3).index('a'))
tr(lambda: super(1,2,3)); tr(lambda: super(1,2,3,4))
for s in (slice(1,9,2), slice(None, 3), slice('a')): tr(lambda: hash(s) if s.stop != 'a' else 0); tr(lambda: s.__hash__() if s.stop == 9 else 0); tr(lambda: s.__hash__(1))
tr(lambda: hash(slice([])))
class C: pass
for v in (0, 2j, 'a', None): tr(lambda: str(classmethod(v).__get__(C())).split(' at')[0].split(' of')[0])
for x in ([], (), '', b''):
    for n in ('__mul__', '__rmul__'):
        for a in ((), (1, 2), ('a',), ([],), (True,), (2**70,)): tr(lambda: getattr(x, n)(*a))
tr(lambda: [3].__imul__()); tr(lambda: [3].__imul__(1,2)); tr(lambda: [3].__imul__('a')); tr(lambda: [1] * 'a'); tr(lambda: [1] * [1]); tr(lambda: 'a' * 1.5); tr(lambda: (5).__mul__()); tr(lambda: (5).__mul__(1, 2))
class A(abc.ABC):
    @abc.abstractmethod
    def m(self): pass
print([k for k in A.__dict__ if k[:2] != '__'], [k for k in dir(A) if k[:2] != '__'], '_abc_impl' in A.__dict__)
tr(lambda: functools.reduce(len, None)); tr(lambda: functools.reduce(1, [])); tr(lambda: functools.reduce(1, [1]))
for t in (itertools.count, itertools.chain, itertools.islice, itertools.product): print([c.__name__ for c in t.__mro__])
print(list(itertools.product('ab', repeat=2)), list(itertools.islice('abcd', 1, 3)), list(itertools.permutations('ab')))
def proto():
    class P(typing.Protocol, abc.ABC): x: int
tr(proto)
for x in ({5},[1],[None],['abc'],[(1,2)],3,None,'ab'):
    d={}
    for f in (lambda: dict(x), lambda: d.__ior__(x), lambda: {}.update(x)): tr(f)
    tr(lambda: d | x)
