class Field:
    def __set_name__(self, owner, name):
        self.name = "_" + name

    def __get__(self, obj, cls=None):
        return obj.__dict__[self.name]

    def __set__(self, obj, value):
        obj.__dict__[self.name] = value


class Lazy:
    def __get__(self, obj, cls=None):
        return 1


class Value:
    pass


class Model:
    field = Field()
    lazy = Lazy()
    value = Value()


def write(model):
    model.field = 1


def read(model):
    return model.field


def lazy(model):
    return model.lazy


def value(model):
    return model.value


def on_class():
    return Model.value, Model.lazy


model = Model()
for i in range(100):
    write(model)
    read(model)
    lazy(model)
    value(model)
    on_class()
