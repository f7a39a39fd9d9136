# Parameters of generic classes, and what named tuples hold.
import typing, collections
T=typing.TypeVar('T'); U=typing.TypeVar('U')
def tr(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
class G(typing.Generic[T]): pass
class H(typing.Generic[T,U]): pass
class P: pass
tr(lambda: typing.Generic[int]); tr(lambda: typing.Protocol[int]); tr(lambda: typing.Generic[T,T]); tr(lambda: typing.Generic[()]);tr(lambda: typing.Protocol[()])
for c in (G,H):
  for a in ((),(int,),(int,str),(int,str,int),1,(T,),...,(1,2), b'',1.5):
    tr(lambda: c[a])
tr(lambda: hasattr(typing.Generic,'_is_protocol'))
class N(typing.NamedTuple):
    a: float
    b: int = 1
print(N.__annotations__, list(N.__dict__)); print(N.__new__.__annotations__)
N=typing.NamedTuple('C',[('a',int)]); print(N.__annotations__, list(N.__dict__))
N=collections.namedtuple('C','a'); print(list(N.__dict__), N.__doc__)
class A:
    a: int
def shown(c):
    print({k: v for k, v in c.__dict__.items() if 'annotations' in k}, c.__annotations__, [k for k in c.__dict__ if 'annot' in k])
shown(A)
A.__annotations__ = {'b': 1}
shown(A)
