# OSError refuses keywords before there is an object, other exceptions after; a module is no base.
import collections

class Failure(OSError):
    def __del__(self):
        print('del', type(self).__name__)

class Other(ValueError):
    def __del__(self):
        print('del', type(self).__name__)

for cls in (Failure, Other):
    try:
        cls(y=2)
    except TypeError as e:
        print(e)
try:
    class C(collections):
        pass
except TypeError as e:
    print(e)
