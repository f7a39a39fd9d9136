# Methods that take nothing by name: who is named, and how the number of arguments is told.
import collections


def told(call):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, error)


C=collections.Counter; D=collections.defaultdict; O=collections.OrderedDict
class S(set): pass
class DD(dict): pass
told(lambda: C().popitem(a=1))
told(lambda: D().popitem(a=1))
told(lambda: D().get(a=1))
told(lambda: D().pop(a=1))
told(lambda: DD().pop(a=1))
told(lambda: D().__getitem__(a=1))
told(lambda: O().__getitem__(a=1))
told(lambda: D().__contains__(a=1))
x=DD().pop
told(lambda: x(a=1))
x=D().pop
told(lambda: x(a=1))
told(lambda: set().update(a=1))
told(lambda: S().update(a=1))
x=set().update
told(lambda: x(a=1))
x=S().update
told(lambda: x(a=1))
told(lambda: S.update(S(),a=1))
told(lambda: set.union(S(),a=1))
told(lambda: frozenset().union(a=1))
told(lambda: frozenset().intersection(a=1))
told(lambda: frozenset().difference(a=1))
told(lambda: set().intersection_update(a=1))
told(lambda: set().difference_update(a=1))
told(lambda: set().add(a=1))
told(lambda: True.__ceil__(a=1))
told(lambda: None.__sizeof__(a=1))
class T(tuple): pass
told(lambda: T().count(a=1))
class F(frozenset): pass
told(lambda: F().__contains__())
told(lambda: T().__contains__())
told(lambda: F().__reduce_ex__())
told(lambda: F().__reduce__(1))
told(lambda: 'a'.find(a=1))
told(lambda: 'a'.rindex(a=1))
told(lambda: 'a'.count(a=1))
told(lambda: 'a'.startswith(a=1))
told(lambda: b'a'.find(a=1))
told(lambda: b'a'.count(a=1))
told(lambda: bytearray(b'a').find(a=1))
told(lambda: bytes.find(b'a',a=1))
x='a'.find
told(lambda: x(a=1))
y=str.find
told(lambda: y('a',a=1))
told(lambda: b'a'.startswith(a=1))
told(lambda: 'a'.upper(a=1))
told(lambda: b'a'.upper(a=1))
class ST(str): pass
told(lambda: ST('a').upper(a=1))
told(lambda: ST('a').find(a=1))
told(lambda: ST('a').index())
told(lambda: 'a'.index(1,2,3,4))
told(lambda: [].index(1,2,3,4))
told(lambda: [].sort(1,2,3))
told(lambda: [].sort(1,2))
told(lambda: [].sort(1,2,3,4))
told(lambda: [].sort(1,2,key=3,reverse=4))
told(lambda: [].sort(1,key=3,reverse=4))
told(lambda: [].sort(key=3,reverse=4,c=2))
told(lambda: [].sort(c=2))
class L(list): pass
told(lambda: L().sort(1,2,3,4))
told(lambda: sorted([],1,2,3))
told(lambda: sorted([],1,2))
told(lambda: sorted([],c=1))
