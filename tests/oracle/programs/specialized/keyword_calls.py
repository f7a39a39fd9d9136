class A:
    def go(self, *args, **options):
        return 1


def plain(a):
    return a.go(1, key=2)


def starred(a, args):
    return a.go(*args)


def doubled(a, options):
    return a.go(**options)


a = A()
for i in range(100):
    plain(a)
    starred(a, (1, 2))
    doubled(a, {"b": 1})
