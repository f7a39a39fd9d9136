# The order of sets after all that can be done to them.
class S(set): pass
class F(frozenset): pass
for K in (S,F):
    a=K([1,2,3])
    for r in (a|{4}, a&{1}, a-{1}, a^{9}, a.union([5]), a.intersection([1]), a.difference([1]), a.symmetric_difference([1]), a.copy(), {7}|a, a.union(), a.difference(), a.intersection()):
        print(type(r).__name__, r, end='; ')
    print()


def lcg(n):
    x=12345
    for _ in range(n):
        x=(x*1103515245+12345)%(1<<31)
        yield x>>8
vals=list(lcg(4000))
s=set(); out=[]
it=iter(vals)
for i in range(400):
    op=next(it)%12; k=[next(it)%97 for _ in range(next(it)%9)]
    if op<3: s.update(k)
    elif op==3: s|=set(k)
    elif op==4: s^=set(k)
    elif op==5: s-=set(k)
    elif op==6: s.symmetric_difference_update(k)
    elif op==7: s.difference_update(k)
    elif op==8 and s: out.append(s.pop())
    elif op==9: s=s|set(k)
    elif op==10: s=s^frozenset(k)
    elif op==11:
        for x in k: s.discard(x)
    if i%50==49: s&=set(range(60))
    if i%20==0: print(list(s))
print(out)
t={1,2,3}
u=set(t); u.remove(2); u.add(2); print(u)
x=set(range(20)); [x.discard(i) for i in range(3,15)]; print(x, x.copy(), set(x), x|{40}, {40}|x)
while x: print(x.pop(), end=' ')
print()
try: set().pop()
except KeyError as e: print(e)
for v in list({10,20,30}): print(v)
s={1,2,3}
try:
    for v in s: s.add(v+10)
except RuntimeError as e: print(e)
s={5}
for v in s: s.remove(v); s.add(v)
print(s)
print({1,2}=={2,1}, {1}<{1,2}, {1,2}<={1,2}, {3}>{1}, {1}.isdisjoint([2]), {1,2}.issuperset([1]), {1}.issubset({1:2}))
for f in (lambda: {1}|[2], lambda: {1}.union(5), lambda: {1}<[1], lambda: {[]}, lambda: {1}.add([]), lambda: {1}.remove(9), lambda: set(1,2), lambda: set(a=1), lambda: hash({1}), lambda: {1}.discard({2}), lambda: {1} in {frozenset({1})}, lambda: {frozenset({1})}=={frozenset([1])}, lambda: frozenset([1]).add(2), lambda: {1,2}.issubset(3), lambda: {1}-[1], lambda: set(5)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
s={1,2}
try: s|=[3]
except TypeError as e: print(e)
print({'a':1}.keys()|{'b'} == {'a','b'}, {'a':1}.keys()&['a'], {1,2,3}-{2:0}.keys(), {1}|{2:0}.keys())
import sys
print([sys.getsizeof(set(range(n))) for n in (0,4,5,6,30,200)], sys.getsizeof(x), sys.getsizeof(set(range(100))&set(range(3))))
