# Lists, tuples, dicts and sets, and their errors.
def t(*fs):
    for f in fs:
        try: print(repr(f()))
        except Exception as e: print(type(e).__name__, "|", e)

l=[3,1,2]
l.append(4); l.extend([5,6]); l.insert(0,0); l.remove(1); print(l, l.pop(), l.pop(0), l.index(2), l.count(3), l); l.sort(); l.reverse(); print(l, l.copy() is l, l==l.copy()); l.clear(); print(l)
t(lambda: [].pop(), lambda: [1].pop(5), lambda: [1].remove(2), lambda: [1].index(5), lambda: [].insert('a',1), lambda: [1].extend(5), lambda: [1][5], lambda: [1]['a'], lambda: [1]+5, lambda: [1]*'a', lambda: [1,2].index(2,0,1), lambda: [1].append(), lambda: [1].append(1,2), lambda: [1].sort(1), lambda: [].foo, lambda: [1].pop('a'), lambda: [1].count(), lambda: list(1,2), lambda: [3,'a'].sort())
a=list(range(10)); a[2:5]=['x']; print(a); a[1:1]=[7,8]; print(a); del a[::2]; print(a); a[::2]=[0]*len(a[::2]); print(a); a[5:]=[]; print(a); a[-1:]='xyz'; print(a); del a[1:3]; print(a)
def se(f):
    try: f()
    except Exception as e: print(type(e).__name__, e)
def s1(): a[::2]=[1]
def s2(): a[0:1]=5
def s3(): a[100]=1
def s4(): a['x']=1
def s5(): del a[100]
def s6(): a[::0]=[]
def s7(): (1,2)[0]=1
def s8(): 'abc'[0]='x'
def s9(): del (1,)[0]
def s10(): a[:'x']=[]
def s11(): range(3)[0]=1
def s12(): x=5; x[0]=1
def s13(): None[0]=1
def s14(): a['q']
for f in (s1,s2,s3,s4,s5,s6,s7,s8,s9,s10,s11,s12,s13,s14): se(f)
print([1,2]+[3], [0]*3, [1]==[1], [1]<[2], [1,2]<[1,3], []<[1], [1] in [[1]], [[]]*2, [1,[2]]==[1,[2]], [1,2,3][-2], [1,2,3][-10:10], [1,2,3][::-1], [1,2,3][5:], list('abc'), list({1:2}), [None]*2, sum([[1],[2]],[]))
x=[[0]*2]*2; x[0][0]=1; print(x); y=x[:]; y[0]=9; print(x,y); z=[1]; z+=(2,3); print(z); z*=2; print(z); z+='ab'; print(z)
print(sorted([3,1,2],reverse=True), sorted('bca',key=ord), list(reversed([1,2])), any([0,1]), all([]), min([3,1]), max([3,1],key=lambda v:-v), sum([1,2],10), list(map(str,[1])), [*zip([1,2],[3,4])], list(enumerate('a')))
tt=(1,2,3); print(tt+(4,), tt*2, tt[1:], tt.index(2), tt.count(1), 2 in tt, len(tt), tuple('ab'), (), (1,)==(1,), (1,2)<(1,3), hash((1,2))==hash((1,2)), tt[::-1], *tt)
t(lambda: (1,2).index(5), lambda: (1,)+[2], lambda: hash(([],)), lambda: (1,2)<(1,'a'), lambda: (1,2).foo, lambda: (1,).append(1))
d={'a':1,'b':2}
print(d, d['a'], d.get('z'), d.get('z',0), d.pop('a'), d, d.setdefault('c',3), d.setdefault('b',9), d, list(d), list(d.keys()), list(d.values()), list(d.items()), 'b' in d, len(d), d.popitem(), d, {**d,'x':1}, dict(a=1), dict([('k','v')]), dict({'a':1},b=2), dict.fromkeys('ab',0), d.copy(), d|{'n':1}, {k:v*2 for k,v in {'a':1}.items()})
d.update({'q':1}); d.update(w=2); d.update([('e',3)]); print(d); d|={'r':4}; print(d); del d['q']; print(d); d.clear(); print(d, {}.popitem if 0 else '')
t(lambda: {}['x'], lambda: {}.pop('x'), lambda: {}.pop('x',5), lambda: {}.popitem(), lambda: {1:2}[[]], lambda: {}.update(5), lambda: {}.update([(1,2,3)]), lambda: {}.update('ab'), lambda: dict(1,2), lambda: {}.get(), lambda: {}.foo, lambda: {}|[1], lambda: {1:2}<{1:3}, lambda: {}.fromkeys(5), lambda: {}.get([]), lambda: [] in {}, lambda: {}.setdefault(), lambda: {}.keys()[0], lambda: {1:1}=={1:1.0}, lambda: {1:'a',True:'b',1.0:'c'})
for f in (lambda d: [d.update({k+'x':1}) for k in d], lambda d: [d.pop(k) for k in d]):
    t(lambda: f({'a':1,'b':2}))
print({'b':1,'a':2}, sorted({'b':1,'a':2}), max({'a':1,'b':0},key={'a':1,'b':0}.get), list(reversed({'a':1,'b':2})), {1:2}.items()=={(1,2)}, {}=={}, {'a':1}.keys()=={'a'}, str({'k':[1]}), dict(zip('ab',[1,2])), {(1,2):3}[1,2], {i:i*i for i in range(3)}, {v:k for k,v in {'a':1}.items()})
s={1,2,3}; print(s, s|{4}, s&{1}, s-{1}, s^{3,4}, {1}<=s, s.isdisjoint({9}), 2 in s, len(s), set('aab')=={'a','b'}, set(), frozenset([1]), {frozenset([1])}, s=={3,2,1}); s.add(9); s.discard(100); s.remove(1); print(s); s.update([5],[6]); print(s); s&={5,6}; print(s); s-={5}; print(s); s.clear(); print(s)
a=b=[]; a.append(1); print(b, a is b); a,b=1,2; a,b=b,a; print(a,b); x=y=z=0; x+=1; print(x,y,z)
print([i for i in range(10) if i%2 if i>3], {i%3 for i in range(10)}, [(i,j) for i in range(2) for j in range(2)], [[c for c in w] for w in ['ab','c']], [x if x else 'z' for x in [0,1]], sum(x*x for x in range(4)), [y for x in [[1,2],[3]] for y in x])
print(1<2<3, 1<3<2, 1==1.0, 1 is 1, not 1, 1 and 2, 0 or 'a', None or [], [] and 1, 1 if 0 else 2, 3>2>=2!=1, 'a' 'b', not not 5)
