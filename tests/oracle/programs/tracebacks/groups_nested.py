def f():
    raise ExceptionGroup("inner", [ValueError(1), KeyError('k')])
def g():
    try:
        f()
    except ExceptionGroup as e:
        e.add_note("a note")
        raise ExceptionGroup("outer", [OSError(5), e])
try:
    g()
except* OSError as e:
    raise TypeError("what")
