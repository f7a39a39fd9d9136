class Account:
    __slots__ = ('owner', '_balance')

    def __init__(self, owner):
        self.owner = owner
        self._balance = 0

    def withdraw(self, amount):
        if amount > self.balance:
            raise ValueError('too much')


Account('Ann').withdraw(5)
