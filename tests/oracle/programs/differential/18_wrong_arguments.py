# What is said of None and of other wrong arguments, by version.
import collections


def tell(function):
    try:
        print(function())
    except Exception as e:
        print(type(e).__name__, e)


class C:
    pass


def note():
    error = Exception()
    error.__notes__ = 1
    error.add_note('a')


tell(lambda: type(None, (), {}))
tell(lambda: type('a', None, {}))
tell(lambda: type('a', (), None))
tell(lambda: bytearray('a', None))
tell(lambda: bytes('a', 'ascii', None))
tell(lambda: str(b'a', None))
tell(lambda: str(b'a', 'ascii', None))
tell(lambda: super(None, 1))
tell(lambda: C.__subclasshook__())
tell(lambda: int.__subclasshook__())
tell(lambda: object.__subclasshook__(1, 2))
tell(lambda: object.__subclasshook__(k=2))
tell(lambda: iter(1, 2))
tell(note)
tell(lambda: Exception().add_note(1))
tell(lambda: 'a'.__format__(None))
tell(lambda: (1).__format__(None))
tell(lambda: 'a'.removeprefix(None))
tell(lambda: 'a'.replace(None, 'a'))
tell(lambda: 'a'.encode(None))
tell(lambda: 'a'.find(None))
tell(lambda: b'a'.translate())
tell(lambda: b'a'.hex(1))
tell(lambda: bytes.fromhex(None))
for shown in (object.__hash__, C.__hash__, C.__init__, int.__hash__, list.append, object.__reduce__, C.__reduce__,
              object.__dict__['__class__'], object.__dict__['__init_subclass__'], type.__dict__['mro'], object.__format__):
    print(shown)
t = collections.defaultdict(int, {1: 2})
print(t | {3: 4}, {3: 4} | t, type(t | t) is type(t))
tell(lambda: t | 3)
try:
    t |= 3
except TypeError as e:
    print(e)
