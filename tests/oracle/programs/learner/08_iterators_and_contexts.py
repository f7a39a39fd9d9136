# itertools, operator, string and contextlib.
import itertools as it, operator as op, string
from contextlib import contextmanager, suppress, nullcontext, closing, ExitStack, AbstractContextManager, ContextDecorator
print(list(it.islice(it.count(10,2),3)), it.count(5), it.count(5,2), it.count(1.5), it.repeat('x'), it.repeat('x',3), list(it.repeat(1,2)))
print(list(it.islice('abcdefg',2,6,2)), list(it.islice('abc',None)), list(it.islice('abc',1,None)))
for a in ((-1,),('x',),(1,2,0),(1,2,-1),(1,2,'x')):
    try: it.islice('abc',*a)
    except Exception as e: print(type(e).__name__, e)
print([next(c) for c in [it.cycle('ab')] for _ in range(5)])
print(list(it.chain('ab',[1])), list(it.chain.from_iterable(['ab','c'])), list(it.takewhile(lambda x:x<3,[1,2,3,1])), list(it.dropwhile(lambda x:x<3,[1,2,3,1])), list(it.filterfalse(None,[0,1])), list(it.compress('abc',[1,0,1])), list(it.starmap(pow,[(2,3),(3,2)])))
print(list(it.accumulate([1,2,3])), list(it.accumulate([1,2,3],lambda a,b:a*b)), list(it.accumulate([1,2],initial=10)), list(it.zip_longest('ab','c',fillvalue='-')))
print([(k,list(g)) for k,g in it.groupby('aabbc')], [(k,[x for x in g]) for k,g in it.groupby([1,3,2,4],lambda x:x%2)])
a,b=it.tee([1,2,3]); print(list(a),list(b))
print(list(it.product('ab',[1,2])), list(it.product([0,1],repeat=2)), list(it.permutations('abc',2)), list(it.permutations([1,2,3])), list(it.combinations('abcd',2)), list(it.combinations_with_replacement('ab',2)), list(it.product()))
print(type(it.count()), type(it.chain()).__name__)
try: it.count(1).x=1
except AttributeError as e: print(e)
try: it.count('a')
except TypeError as e: print(e)
print(op.add(1,2), op.itemgetter(1)([1,2]), op.itemgetter(0,2)('abc'), op.attrgetter('real')(5), op.methodcaller('upper')('a'), sorted([(1,'b'),(2,'a')],key=op.itemgetter(1)), op.itemgetter(1), op.attrgetter('a.b'), op.methodcaller('x',1,y=2), op.mul)
print(op.contains([1],1), op.not_(0), op.is_(1,1), op.iadd([1],[2]), op.getitem({'a':1},'a'), op.truth([]), op.neg(3), op.index(True), op.concat('a','b'), op.countOf([1,1],1))
try: op.itemgetter(5)([1])
except IndexError as e: print(e)
try: op.add(1)
except TypeError as e: print(e)
print(string.ascii_letters, string.digits, string.punctuation, repr(string.whitespace), string.capwords('hello world'), string.hexdigits, len(string.printable))
@contextmanager
def tag(n):
    print('<',n)
    try: yield n
    except ValueError as e: print('caught', e)
    finally: print('>',n)
with tag('a') as x: print(x)
with tag('b'): raise ValueError('v')
try:
    with tag('c'): raise KeyError('k')
except KeyError as e: print('out', e)
@tag('deco')
def f(x): return x+1
print(f(1)); print(f(2))
with suppress(KeyError): {}['x']
print('after')
with nullcontext(5) as n: print(n)
class T:
    def close(self): print('closed')
with closing(T()) as t: print(type(t).__name__)
with ExitStack() as s:
    s.callback(print,'cb'); s.enter_context(tag('e')); print('in')
@contextmanager
def bad():
    if 0: yield
try:
    with bad(): pass
except RuntimeError as e: print(e)
@contextmanager
def two():
    yield 1
    yield 2
try:
    with two(): pass
except RuntimeError as e: print(e)
try:
    with two(): 1/0
except (RuntimeError,ZeroDivisionError) as e: print(type(e).__name__,e)
class CM(AbstractContextManager):
    def __exit__(self,*a): print('exit');
with CM() as c: print(type(c).__name__)
class CD(ContextDecorator):
    def __enter__(self): print('in'); return self
    def __exit__(self,*a): print('out')
@CD()
def g(): print('g')
g()
