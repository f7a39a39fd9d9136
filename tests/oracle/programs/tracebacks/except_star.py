# except*: what each clause takes and what is raised in the end.
def show(e, depth=0):
    pad = '  ' * depth
    print(pad + type(e).__name__, e, '| cause', repr(e.__cause__), '| context', repr(e.__context__))
    for s in getattr(e, 'exceptions', ()):
        show(s, depth + 1)
try:
    raise ExceptionGroup("eg", [ValueError(1), TypeError(2), ValueError(3)])
except* ValueError as e:
    print('V', repr(e), e.exceptions)
except* TypeError as e:
    print('T', repr(e))
else:
    print('else')
finally:
    print('finally')
try:
    e
except NameError as x:
    print(x)
try:
    raise ValueError('naked')
except* ValueError as e:
    print(repr(e), e.exceptions)
try:
    print('nothing')
except* ValueError:
    pass
else:
    print('else')
def run(f):
    try:
        f()
    except BaseException as e:
        show(e)
    else:
        print('fine')
def a():
    try:
        raise ExceptionGroup("eg", [ValueError(1), TypeError(2)])
    except* ValueError:
        pass
run(a)
def b():
    try:
        raise ExceptionGroup("eg", [ValueError(1), TypeError(2)])
    except* ValueError:
        raise KeyError('new')
run(b)
def c():
    try:
        raise ExceptionGroup("eg", [ValueError(1), TypeError(2)])
    except* ValueError:
        raise
    except* TypeError as e:
        raise KeyError('x') from e
run(c)
def d():
    try:
        raise ExceptionGroup("eg", [ValueError(1), TypeError(2)])
    except* ValueError as e:
        raise
run(d)
def d2():
    try:
        raise ExceptionGroup("eg", [ValueError(1), TypeError(2)])
    except* ValueError as e:
        raise e
run(d2)
def f():
    try:
        raise ValueError(1)
    except* TypeError:
        print('no')
run(f)
def g():
    try:
        raise ValueError(1)
    except* ValueError:
        raise KeyError(1)
run(g)
def h():
    try:
        raise ExceptionGroup("eg", [ValueError(1)])
    except* ValueError:
        raise KeyError(1)
run(h)
def i():
    try:
        raise ValueError(1)
    except* 5:
        pass
run(i)
def j():
    try:
        raise ValueError(1)
    except* ExceptionGroup:
        pass
run(j)
def k():
    try:
        raise ValueError(1)
    except* (ValueError, ExceptionGroup):
        pass
run(k)
def l():
    for i in range(3):
        try:
            raise ExceptionGroup('x', [ValueError(i), ExceptionGroup('y', [TypeError(i), KeyError(i)])])
        except* (ValueError, KeyError) as e:
            for q in [1, 2]:
                if q == 1: continue
                print(i, repr(e))
                break
        except* TypeError as e:
            print(repr(e))
            try:
                raise OSError('in')
            except OSError as o:
                print(repr(o.__context__))
run(l)
def m():
    try:
        try:
            raise BaseExceptionGroup("eg", [KeyboardInterrupt(), ValueError(2)])
        except* ValueError as e:
            print(repr(e))
    except BaseExceptionGroup as e:
        print('outer', repr(e))
        raise RuntimeError('z') from e
run(m)
def n():
    try:
        raise ValueError(1)
    except* ValueError as e:
        raise
run(n)
def o():
    try:
        raise ExceptionGroup("eg", [ValueError(1)])
    except* ValueError as e:
        1/0
    except* TypeError:
        print('no')
run(o)
def q():
    try:
        raise ExceptionGroup("eg", [ValueError(1), TypeError(1)])
    except* ValueError as e:
        raise ExceptionGroup("two", [KeyError(2)])
    except* TypeError as e:
        raise OSError(3)
run(q)
