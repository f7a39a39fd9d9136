class Counter:
    def __init__(self):
        self.count = 0

    def more(self):
        count += 1


Counter().more()
