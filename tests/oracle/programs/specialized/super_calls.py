class Base:
    size = 1

    def __init__(self):
        self.x = 1

    def go(self):
        return 1


class Derived(Base):
    def __init__(self):
        super().__init__()
        self.y = 2

    def go(self):
        return super().go() + 1

    def old(self):
        return super(Derived, self).go()

    def value(self):
        return super().size

    def held(self):
        parent = super()
        return parent.go()


for i in range(100):
    derived = Derived()
    derived.go()
    derived.old()
    derived.value()
    derived.held()
