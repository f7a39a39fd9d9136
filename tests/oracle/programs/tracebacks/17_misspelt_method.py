class Basket:
    def append_item(self, item):
        self.items = [item]


basket = Basket()
basket.append_itme('x')
