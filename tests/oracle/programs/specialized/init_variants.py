class Early:
    x = 0

    def __init__(self, x):
        self.x = x

    def get(self):
        return self.x


class Child(Early):
    def __init__(self, x):
        super().__init__(x)
        self.z = x

    def get(self):
        return super().get() + self.z


class Late:
    def __init__(self):
        self.a = 1

    def more(self):
        self.b = 2
        return self.a + self.b


for i in range(100):
    Early(i).get()
    Child(i).get()
    Late().more()
