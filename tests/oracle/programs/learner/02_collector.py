# The collector: order of callbacks and finalizers, resurrection, what is counted.
import gc, weakref
gc.disable()
gc.collect()
class N:
    def __init__(s,n): s.n=n
    def __del__(s): print('del',s.n, [r() is None for r in refs])
refs=[]
def ring(names):
    ns=[N(n) for n in names]
    for a,b in zip(ns,ns[1:]+ns[:1]): a.next=b
    for n in ns: refs.append(weakref.ref(n, lambda r,k=n.n: print('cb',k)))
    for n in ns: refs.append(weakref.ref(n))
    return ns
r=ring('abc'); r2=ring('xy')
del r, r2
print(gc.collect())
refs.clear()
print(gc.collect())
# weakref inside of the garbage: callback not called
class A: pass
a=A(); b=A(); a.b=b; b.a=a
a.r=weakref.ref(b, lambda r: print('never'))
del a,b
print('count', gc.collect())
# list cycles
l=[]; l.append(l); del l
print(gc.collect())
d={}; d['d']=d; del d
print(gc.collect())
t=([],); t[0].append(t); del t
print(gc.collect())
# resurrection
class R:
    def __del__(s):
        global saved; saved=s; print('resurrect')
x=R(); x.me=x; w=weakref.ref(x, lambda r: print('cb R')); del x
print(gc.collect(), saved.me is saved, w())
del saved
print(gc.collect())
# closures
def f():
    def g(): return g
    return None
f(); print(gc.collect())
class S:
    __slots__=('o','__weakref__')
s=S(); s.o=s; ws=weakref.ref(s); del s
print(ws() is not None, gc.collect(), ws())
def gen():
    try:
        me=yield
        yield me
    finally: print('gen closed')
g=gen(); next(g); g.send(g); del g
print(gc.collect())
o=A(); o.self=o; del o; print(gc.collect())
o=A(); o.f=lambda: o; del o; print(gc.collect())
class P:
    def m(s): pass
p=P(); p.mm=p.m; del p; print(gc.collect())
print(gc.isenabled()); gc.enable(); print(gc.isenabled(), gc.garbage, gc.get_threshold())
gc.disable()
c=N('c'); c.c=c; c2=N('plain'); c.o=c2; del c,c2
gc.collect()
