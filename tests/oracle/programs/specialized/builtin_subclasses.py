class Number(int):
    def double(self):
        return self + self


class Words(dict):
    def size(self):
        return len(self)


class Pair(tuple):
    def first(self):
        return self[0]


class Trouble(Exception):
    def __init__(self, code):
        self.code = code

    def text(self):
        return self.code


class Lean(int):
    __slots__ = ()

    def double(self):
        return self + self


def number(n):
    return n.double()


def words(w):
    w.extra = 1
    return w.size(), w.extra, w.get(1)


def pair(p):
    return p.first(), p.count(1)


def trouble(t):
    return t.text(), t.code, t.args


def lean(n):
    return n.double()


n, w, p, t, l = Number(3), Words(), Pair((1, 2)), Trouble(4), Lean(5)
for i in range(200):
    number(n)
    words(w)
    pair(p)
    trouble(t)
    lean(l)
