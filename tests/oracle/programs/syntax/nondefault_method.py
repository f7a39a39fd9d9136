class A:
    def __init__(self, x=0, y):
        self.x = x
