# __new__ of the builtin exceptions, and their fields set, deleted and set to what is refused.
def tr(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
class E(ValueError): pass
class O(OSError): pass
class B(BaseException): pass
for a,b in ((Exception,int),(Exception,B),(ValueError,KeyError),(BaseException,ValueError),(BaseException,O),(Exception,E),(KeyError,E),(OSError,O),(FileNotFoundError,O),(ValueError,E),(ValueError,3),(IndexError,ValueError),(OSError,FileNotFoundError),(BaseException,MemoryError)):
    tr(lambda: repr(a.__new__(b)))
tr(lambda: Exception.__new__())
tr(lambda: '__new__' in KeyError.__dict__)
e=ValueError(1)
def s(n,v):
    try: setattr(e,n,v); print(repr(getattr(e,n)))
    except Exception as x: print(type(x).__name__, x)
def d(n):
    try: delattr(e,n); print(repr(getattr(e,n)))
    except Exception as x: print(type(x).__name__, x)
for e in (ValueError(1),StopIteration(3),SystemExit(4),AttributeError('a'),NameError('n'),ImportError('m',name='x')):
    for n in ('args','__traceback__','__suppress_context__','__cause__','__context__','name','obj','value','code','msg','path'):
        s(n,1); s(n,None); d(n); s(n,True)
    tr(lambda: e.with_traceback(1)); tr(lambda: e.with_traceback(None))
    tr(lambda: str(e)); tr(lambda: repr(e)); tr(lambda: sorted(vars(e)))
def f():
    tr(lambda: super(k=1))
    tr(lambda: super(1,k=1))
    tr(lambda: super(1))
f()
