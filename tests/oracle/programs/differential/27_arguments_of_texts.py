# What methods of texts say about the types of their arguments, and in which order they look at them.


def told(call):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, error)


big=2**70
for s in ('ab', b'ab', bytearray(b'ab')):
    p = s[:1]
    for name in ('find','rfind','index','rindex','count','startswith','endswith'):
        m = getattr(s,name)
        print(name)
        told(lambda: m([], 1.5))
        told(lambda: m(3, 1.5))
        told(lambda: m(3, []))
        told(lambda: m(3))
        told(lambda: m(300))
        told(lambda: m(big, 1.5))
        told(lambda: m(p, 0, 1.5))
        told(lambda: m(p,1.5))
        told(lambda: m(1.5))
        told(lambda: m(p, big, -big))
        told(lambda: m(p, None, None))
        told(lambda: m((p, 3), 'a'))
        told(lambda: m((p,3)))
    for name in ('split','rsplit'):
        m = getattr(s,name)
        print(name)
        told(lambda: m(3, 1.5))
        told(lambda: m(3, 'a'))
        told(lambda: m(3))
        told(lambda: m(p, big))
        told(lambda: m(p, 1.5))
        told(lambda: m(p, 'a'))
        told(lambda: m(p, None))
        told(lambda: m(p, True))
        told(lambda: m(p[:0], True))
        told(lambda: m(3, big))
    for name in ('splitlines','expandtabs'):
        m = getattr(s,name)
        print(name)
        for a in ('a', 1.5, [], None, big, '', True, -1, -big, 2**40, 2**31, 2**31-1 if name=='splitlines' else 1): told(lambda: m(a))
    for name in ('center','ljust','rjust','zfill'):
        m = getattr(s,name)
        print(name)
        for a in ('a', 1.5, [], None, big, True, -1, -big): told(lambda: m(a))
        if name != 'zfill':
            for a in (None, 'xy', 'x', b'x', b'xy', 3, bytearray(b'x'), '', b''):
                told(lambda: m(3, a))
                told(lambda: m(1.5, a))
                told(lambda: m('a', a))
    print('replace')
    m = s.replace
    for a in ('a', 1.5, [], None, big, True, -1):
        told(lambda: m(p, p, a))
        told(lambda: m(3, p, a))
        told(lambda: m(p, 3, a))
    if type(s) is not str:
        m = s.hex
        for a in ('-', b'-', '', '--', 3, None, [], int, 'é', bytearray(b'-'), {}):
            told(lambda: m(a))
            told(lambda: m(a, 1.5))
            told(lambda: m(a, 'a'))
            told(lambda: m(a, 2))
            told(lambda: m(a, big))
            told(lambda: m(a, 2**31))
            told(lambda: m(a, []))
            told(lambda: m(a, 0))
        told(lambda: m(sep='-', bytes_per_sep='a'))
        told(lambda: m(sep=3, bytes_per_sep='a'))
