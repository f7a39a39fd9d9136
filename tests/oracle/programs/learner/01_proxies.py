# Every operation of a weak proxy, alive and dead.
import weakref
class P:
    def __init__(s,v): s.v=v
    def __add__(s,o): return ('add', s.v, type(o).__name__)
    def __radd__(s,o): return ('radd', s.v, type(o).__name__)
    def __iadd__(s,o): s.v+=1; return s
    def __eq__(s,o): return isinstance(o,P) and s.v==o.v
    def __lt__(s,o): return s.v<o.v
    def __len__(s): return 3
    def __getitem__(s,i): return i*2
    def __setitem__(s,i,v): print('set',i,v)
    def __delitem__(s,i): print('del',i)
    def __contains__(s,x): return x==5
    def __iter__(s): return iter([1,2])
    def __bool__(s): return False
    def __str__(s): return 'str P'
    def __repr__(s): return 'repr P'
    def __neg__(s): return 'neg'
    def __index__(s): return 4
    def __int__(s): return 7
    def __float__(s): return 2.5
    def __matmul__(s,o): return 'mm'
    def __hash__(s): return 1
    def __format__(s,spec): return 'fmt'+spec
    def __reversed__(s): return iter('zyx')
    def __bytes__(s): return b'by'
    def __divmod__(s,o): return 'dm'
    def __pow__(s,o,m=None): return ('pow',m)
    def __call__(s,*a): return ('call',a)
    def __enter__(s): print('enter'); return s
    def __exit__(s,*a): print('exit')
def show(f):
    try: print(repr(f()))
    except BaseException as e: print(type(e).__name__, e)
p=P(1); w=weakref.proxy(p); w2=weakref.proxy(p); q=P(2); wq=weakref.proxy(q)
show(lambda: w is w2)
show(lambda: type(w).__name__)
show(lambda: w+1); show(lambda: 1+w); show(lambda: w+wq)
show(lambda: w==p); show(lambda: w==w2); show(lambda: w<wq); show(lambda: wq<p); show(lambda: w!=p)
show(lambda: len(w)); show(lambda: w[4]); show(lambda: 5 in w); show(lambda: list(w)); show(lambda: bool(w))
show(lambda: str(w)); show(lambda: repr(w).split(' at ')[0]); show(lambda: -w); show(lambda: [1,2,3,4,5][w]); show(lambda: int(w)); show(lambda: float(w))
show(lambda: w@1); show(lambda: format(w,'>10')); show(lambda: f'{w}'); show(lambda: list(reversed(w))); show(lambda: bytes(w)); show(lambda: divmod(w,1)); show(lambda: pow(w,2,3)); show(lambda: w**2)
show(lambda: w(1,2))
show(lambda: hash(w)); show(lambda: ~w); show(lambda: abs(w)); show(lambda: w-1); show(lambda: 1-w)
show(lambda: isinstance(w,P)); show(lambda: w.__class__); show(lambda: type(w)); show(lambda: w.nope)
def setit(): w.z=3; return p.z
show(setit)
def delit(): del w.z; return hasattr(p,'z')
show(delit)
def iadd():
    x=w; x+=1; return type(x).__name__
show(iadd)
def si(): w[1]=2; del w[3]
show(si)
def wi():
    with w as x: pass
show(wi)
class N(P):
    __call__=None
del N.__call__
class M:
    def __reversed__(s): return iter('zyx')
    def __bytes__(s): return b'by'
    def __len__(s): return 2
    def __getitem__(s,i): return 'ab'[i]
    def __format__(s,spec): return 'fmt'+spec
m=M(); wm=weakref.proxy(m)
show(lambda: type(wm).__name__)
show(lambda: list(reversed(wm))); show(lambda: bytes(wm)); show(lambda: list(wm)); show(lambda: wm[1:]); show(lambda:'a' in wm); show(lambda: f'{wm:x}')
show(lambda: next(w))
show(lambda: w.__add__(1)); show(lambda: w.__doc__)
show(lambda: dir(w)==dir(p)); show(lambda: vars(w)); show(lambda: w.__dict__)
show(lambda: weakref.proxy(5)); show(lambda: weakref.proxy()); show(lambda: weakref.proxy(p,None) is w)
show(lambda: weakref.getweakrefcount(p));
cb=weakref.proxy(q, lambda r: print('callback', type(r).__name__))
show(lambda: type(cb).__name__)
del q
show(lambda: wq.v); show(lambda: str(wq)); show(lambda: repr(wq).split(' at ')[1][-6:]); show(lambda: wq+1); show(lambda: len(wq)); show(lambda: wq()); show(lambda: bool(wq)); show(lambda: wq==1)
def setd(): wq.a=1
show(setd)
show(lambda: isinstance(wq,P))
show(lambda: iter(wq)); show(lambda: 1 in wq); show(lambda: hash(wq))
class R:
    pass
r=R(); wr=weakref.proxy(r)
show(lambda: type(wr).__name__); show(lambda: wr()); show(lambda: len(wr)); show(lambda: wr[1]); show(lambda: wr+1); show(lambda: iter(wr)); show(lambda: next(wr)); show(lambda: wr<1); show(lambda: 1 in wr); show(lambda: callable(wr)); show(lambda: callable(w)); show(lambda: type(weakref.ref(wr))); show(lambda: weakref.proxy(wr))
show(lambda: reversed(wr)); show(lambda: bytes(wr)); show(lambda: int(wr)); show(lambda: wr@1)
class G:
    def __next__(s): return 9
g=G(); show(lambda: next(weakref.proxy(g)))
class H:
    def __iter__(s): return s
    def __next__(s): return 9
h=H(); show(lambda: next(weakref.proxy(h)))
show(lambda: weakref.ProxyType); show(lambda: weakref.CallableProxyType); show(lambda: weakref.ProxyType(p))
show(lambda: type(w).__mro__)
show(lambda: weakref.getweakrefs(p)[0] is w)
import sys
show(lambda: sys.getsizeof(w)==sys.getsizeof(wr))
