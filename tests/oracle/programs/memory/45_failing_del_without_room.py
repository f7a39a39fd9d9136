# More names are looked for than the shared keys have room for.
class Many:
    def __init__(self):
        for n in range(30):
            try:
                delattr(self, f'missing{n}')
            except AttributeError:
                pass
        self.x = 1

def make(i):
    return Many()
