# Closures, arguments and comprehensions, and their errors.
def t(*fs):
    for f in fs:
        try: print(repr(f()))
        except Exception as e: print(type(e).__name__, "|", e)

def counter():
    n=0
    def inc():
        nonlocal n
        n+=1
        return n
    return inc
c=counter(); print(c(),c(),c.__closure__[0].cell_contents, c.__code__.co_freevars)
fs=[lambda: i for i in range(3)]; print([f() for f in fs])
fs=[lambda i=i: i for i in range(3)]; print([f() for f in fs])
def outer():
    x=1
    def mid():
        def inner(): return x
        return inner
    x=2
    return mid()
print(outer()())
def f():
    print(y)
    y=1
t(f)
def g():
    del z
    return z
t(g)
def h():
    x=1
    def k(): return x
    del x
    return k()
t(h)
t(lambda: undefined_name)
def k():
    if False: q=1
    return q
t(k)
x=10
def glob():
    global x
    x+=1
    return x
print(glob(), x)
def kw(a,b=2,*args,c,d=4,**kws): return (a,b,args,c,d,kws)
t(lambda: kw(1,c=3), lambda: kw(1,2,3,4,c=5,e=6), lambda: kw(), lambda: kw(1), lambda: kw(1,c=1,a=2), lambda: kw(*[1,2],**{'c':3}))
def po(a,/,b,*,c): return a,b,c
t(lambda: po(1,2,c=3), lambda: po(a=1,b=2,c=3), lambda: po(1,2,3), lambda: po(1), lambda: po(1,2), lambda: po(1,b=2,c=3,d=4))
def no(): pass
t(lambda: no(1), lambda: no(x=1), lambda: no(*[1,2]))
def one(a): pass
t(lambda: one(), lambda: one(1,2), lambda: one(b=1), lambda: one(1,a=2))
def two(a,b): pass
t(lambda: two(), lambda: two(1), lambda: two(1,2,3))
def three(a,b,c,d=1): pass
t(lambda: three(), lambda: three(1,2,3,4,5))
def ko(*,a,b): pass
t(lambda: ko(), lambda: ko(a=1), lambda: ko(1,2))
print(kw.__defaults__, kw.__kwdefaults__, kw.__name__, kw.__qualname__, outer.__qualname__, (lambda:0).__name__)
class A:
    def m(self): return (lambda: self)
print(A.m.__qualname__, A().m().__qualname__)
t(lambda: A.m(), lambda: A().m(1), lambda: A.nope, lambda: A().nope)
print([x for x in [1,2] for y in [x,x+1] if y>1])
print([[j for j in range(i)] for i in range(3)])
n=5
print([n for n in range(3)], n)
t(lambda: [u for u in range(3) if v])
def lc():
    return [zz for _ in range(1)]
t(lc)
def lc2():
    r=[w for w in range(3)]
    return w
t(lc2)
def lc3():
    a=[b for _ in range(2)]
    b=1
t(lc3)
print((y:=5), y)
print([last:=i for i in range(3)], last)
print({**{'a':1},'b':2}, [*range(3),*'ab'], (*[1],), {*[1],2})
def deco(f):
    def w(*a): print('call',f.__name__,a); return f(*a)
    return w
@deco
@deco
def add(a,b): return a+b
print(add(1,2))
print(callable(add), f'{add.__name__}')
