class P:
    __slots__ = ('x', 'y'

    def f(self):
        pass
