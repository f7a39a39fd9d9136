class P:
    __slots__ = ('x',)
    x = 1
