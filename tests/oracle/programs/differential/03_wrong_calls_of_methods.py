# Wrong calls of slot wrappers, of bound builtin methods and of methods that stand in for slots.
class Plain:
    pass

prop = property(lambda self: 1)
for obj, name, arguments in (
    (1, '__add__', ()), (1, '__pow__', ()), (1, '__pow__', (1, 2, 3)), (1, '__neg__', (1,)),
    ([], '__getitem__', ()), ([], '__setitem__', (1,)), ([], '__delitem__', ()), ([], '__len__', (1,)),
    ({}, '__getitem__', ()), ({}, '__contains__', ()), (set(), '__contains__', (1, 2)), ([], '__contains__', ()),
    (Plain(), '__getattribute__', ()), (Plain(), '__setattr__', ('a',)), (Plain(), '__delattr__', ()), (Plain(), '__repr__', (1,)),
    (prop, '__get__', ()), (prop, '__get__', (1, 2, 3)), (prop, '__set__', (1,)), (prop, '__delete__', ()),
    (Plain(), '__format__', ()), (Plain(), '__format__', (1,)), (Plain(), '__dir__', (1,)), (Plain(), '__sizeof__', (1,)),
    (Plain.__dict__['__dict__'], '__get__', ()), (Plain.__dict__['__dict__'], '__set__', (1,)),
):
    for call in (lambda: getattr(obj, name)(*arguments), lambda: getattr(obj, name)(*arguments, k=1), lambda: getattr(type(obj), name)()):
        try:
            call()
        except Exception as e:
            print(name, type(e).__name__, e)
class Points(list):
    __repr__ = object.__repr__
print(repr(Points()).split(' at 0x')[0], object.__repr__('text').split(' at 0x')[0])
