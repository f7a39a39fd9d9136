# Instances of plain classes may lose their __dict__, exceptions may not.
class Plain:
    pass

class Failure(OSError):
    pass

def function():
    pass

for obj in (Plain(), Failure(), ValueError(1), function):
    obj.a = 1
    try:
        del obj.__dict__
        print('deleted', obj.__dict__)
    except TypeError as e:
        print(type(obj).__name__, e)
