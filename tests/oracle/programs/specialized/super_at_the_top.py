class Base:
    def go(self):
        return 1


class Derived(Base):
    def go(self):
        return super().go() + 1


derived = Derived()
for i in range(100):
    derived.go()
print(super(Derived, derived).go())
