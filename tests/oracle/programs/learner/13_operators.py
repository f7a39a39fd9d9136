# Every operator method, what is asked first, and what is refused.
def t(*fs):
    for f in fs:
        try: print(repr(f()))
        except Exception as e: print(type(e).__name__, "|", e)

class V:
    def __init__(s,x): s.x=x
    def __repr__(s): return f'V({s.x})'
    def __eq__(s,o): return s.x==o.x if isinstance(o,V) else NotImplemented
    def __lt__(s,o): return s.x<o.x if isinstance(o,V) else NotImplemented
    def __hash__(s): return hash(s.x)
    def __bool__(s): return s.x!=0
    def __len__(s): return 3
    def __call__(s,*a,**k): return ('call',a,k)
    def __getitem__(s,k): return ('get',k)
    def __setitem__(s,k,v): print('set',k,v)
    def __delitem__(s,k): print('del',k)
    def __contains__(s,k): return k==s.x
    def __neg__(s): return V(-s.x)
    def __pos__(s): return V(+s.x)
    def __invert__(s): return V(~s.x)
    def __abs__(s): return V(abs(s.x))
    def __int__(s): return int(s.x)
    def __float__(s): return float(s.x)
    def __complex__(s): return complex(s.x)
    def __index__(s): return s.x
    def __round__(s,n=None): return ('round',n)
    def __trunc__(s): return 'trunc'
    def __floor__(s): return 'floor'
    def __ceil__(s): return 'ceil'
    def __divmod__(s,o): return ('divmod',o)
    def __rdivmod__(s,o): return ('rdivmod',o)
    def __pow__(s,o,m=None): return ('pow',o,m)
    def __rpow__(s,o): return ('rpow',o)
for n in 'add sub mul truediv floordiv mod matmul lshift rshift and or xor'.split():
    setattr(V,f'__{n}__',lambda s,o,n=n: (n,s.x,o))
    setattr(V,f'__r{n}__',lambda s,o,n=n: ('r'+n,s.x,o))
v=V(2)
t(lambda: v+1, lambda: 1+v, lambda: v-1, lambda: 1-v, lambda: v*2, lambda: 2*v, lambda: v/2, lambda: 2/v, lambda: v//2, lambda: 2//v, lambda: v%2, lambda: 2%v, lambda: v@2, lambda: 2@v, lambda: v<<1, lambda: 1<<v, lambda: v>>1, lambda: 1>>v, lambda: v&1, lambda: 1&v, lambda: v|1, lambda: 1|v, lambda: v^1, lambda: 1^v, lambda: v**2, lambda: 2**v, lambda: pow(v,2,3), lambda: divmod(v,1), lambda: divmod(1,v), lambda: -v, lambda: +v, lambda: ~v, lambda: abs(v), lambda: int(v), lambda: float(v), lambda: complex(v), lambda: [0,1,2][v], lambda: round(v), lambda: round(v,2), lambda: hex(v), lambda: bin(v), lambda: range(v), lambda: 'ab'*v, lambda: v==V(2), lambda: v!=V(2), lambda: v==2, lambda: v<V(3), lambda: v>V(3), lambda: v<=V(3), lambda: v<3, lambda: bool(V(0)), lambda: not V(0), lambda: len(v), lambda: v(1,a=2), lambda: v['k'], lambda: v[1:2], lambda: v[1,2], lambda: v[...], lambda: v[::2,1], lambda: 2 in v, lambda: 3 not in v, lambda: {v:1}[V(2)], lambda: sorted([V(3),V(1)]), lambda: max(V(1),V(5)), lambda: sum([V(1),V(2)]), lambda: [V(1)]==[V(1)], lambda: V(1) in [V(1)], lambda: 'a'+v, lambda: [1]+v, lambda: 'a%s'%v)
def ip():
    x=v; x+=5; print(x)
    x=v; x**=2; print(x); x=v; x@=3; print(x)
    v[1]=2; del v[1:2]
ip()
class I:
    def __init__(s): s.l=[]
    def __iadd__(s,o): s.l.append(o); return s
    def __imul__(s,o): return NotImplemented
    def __mul__(s,o): return 'mul'
    def __isub__(s,o): return 'replaced'
i=I(); j=i; i+=1; i+=2; print(i.l, i is j); k=I(); k*=2; print(k); k=I(); k-=1; print(k)
class Base:
    def __add__(s,o): return 'Base.add'
    def __radd__(s,o): return 'Base.radd'
class Sub(Base):
    def __radd__(s,o): return 'Sub.radd'
class Sub2(Base): pass
print(Base()+Sub(), Base()+Sub2(), Sub()+Base(), Base()+Base(), 1+Base())
class Bad:
    def __add__(s,o): return NotImplemented
    def __len__(s): return -1
    def __bool__(s): return 5
    def __iter__(s): return 5
    def __str__(s): return 5
    def __hash__(s): return 'x'
    def __index__(s): return 'x'
    def __contains__(s,x): return 'yes'
    def __getattr__(s,n): return n.upper()
    def __lt__(s,o): return 'lt'
b=Bad()
t(lambda: b+1, lambda: 1+b, lambda: b+b, lambda: len(b), lambda: bool(b), lambda: iter(b), lambda: str(b), lambda: hash(b), lambda: [1][b], lambda: 1 in b, lambda: b.foo, lambda: b<1, lambda: b>1, lambda: b==1, lambda: sorted([Bad(),Bad()])[0].x, lambda: b-1, lambda: -b, lambda: b(), lambda: b[0], lambda: b.__nope__)
class NE:
    def __eq__(s,o): return True
t(lambda: hash(NE()), lambda: {NE()}, lambda: NE()!=1, lambda: NE()==1, lambda: NE.__hash__)
class Cmp:
    def __init__(s,n): s.n=n
    def __eq__(s,o): print('eq',s.n); return NotImplemented
    def __gt__(s,o): print('gt',s.n); return NotImplemented
    def __lt__(s,o): print('lt',s.n); return NotImplemented
t(lambda: Cmp(1)==Cmp(2), lambda: Cmp(1)<Cmp(2), lambda: Cmp(1)!=Cmp(2), lambda: Cmp(1)<=Cmp(2))
class G:
    def __getattribute__(s,n):
        if n=='x': return 'X'
        return object.__getattribute__(s,n)
    def __setattr__(s,n,v): print('setattr',n,v); object.__setattr__(s,n,v)
    def __delattr__(s,n): print('delattr',n); object.__delattr__(s,n)
    def __dir__(s): return ['b','a']
g=G(); g.y=1; print(g.x,g.y,dir(g)); del g.y
t(lambda: g.y, lambda: delattr(g,'q'), lambda: setattr(g,5,1), lambda: getattr(g,'zz','dflt'), lambda: hasattr(g,'x'), lambda: vars(g), lambda: object().x, lambda: setattr(object(),'x',1), lambda: setattr(5,'x',1), lambda: setattr(int,'x',1), lambda: delattr(V,'nope'), lambda: object.__eq__(1,2), lambda: object.__str__(5))
class C:
    def __class_getitem__(cls,k): return (cls.__name__,k)
    def __init_subclass__(cls,**kw): print('init_subclass',cls.__name__,kw); super().__init_subclass__()
    def __set_name__(s,o,n): print('set_name',n)
print(C[int], C['a',1])
class D(C,x=1): attr=C()
t(lambda: type('E',(C,),{},y=2), lambda: int[5], lambda: C()[1], lambda: list[int], lambda: dict[str,int], lambda: tuple[int,...])
def mk():
    class F(C,z=1): pass
    return F.__qualname__
t(mk)
class NoKw: pass
t(lambda: type('X',(NoKw,),{},a=1), lambda: type('X',(5,),{}), lambda: type(1,2,3), lambda: type('X',(int,str),{}), lambda: type('X',(bool,),{}), lambda: type('X'), lambda: type(), lambda: type('A',(),{'x':1}).x, lambda: type('A',(V,V),{}), lambda: type('A',(object,V),{}))
