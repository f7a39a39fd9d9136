"""Which attributes of an object copy and pickle ask for, and in which order."""
import copy
import pickle


class Plain:
    def __getattribute__(self, name):
        print(name, end=' ')
        return super().__getattribute__(name)


class Slots(Plain):
    __slots__ = ('q',)


class Items(list):
    def __getattribute__(self, name):
        print(name, end=' ')
        return super().__getattribute__(name)


class Arguments(Plain):
    def __getnewargs__(self):
        return ()


class Number(int):
    def __getattribute__(self, name):
        print(name, end=' ')
        return super().__getattribute__(name)


def show(what, call):
    print(what, end=': ')
    try:
        call()
    except Exception as error:
        print(type(error).__name__, error, end='')
    print()


for made in (Plain(), Slots(), Items([1]), Arguments(), Number(3)):
    print(type(made).__name__)
    for protocol in range(6):
        show(protocol, lambda: pickle.dumps(made, protocol))
        show('reduced', lambda: object.__reduce_ex__(made, protocol))
    show('copy', lambda: copy.copy(made))
    show('deepcopy', lambda: copy.deepcopy(made))
