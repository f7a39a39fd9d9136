# Sequences concatenate and repeat only when no number's method has an answer.
class R:
    def __radd__(s,o): return ('radd',o)
    def __rmul__(s,o): return ('rmul',o)
    def __index__(s): return 2
    def __rmod__(s,o): return ('rmod',o)
class N:
    def __radd__(s,o): return NotImplemented
class L(list):
    def __radd__(s,o): return 'L.radd'
class I:
    def __index__(s): return 2
for x in ([1],(1,),'a',b'a',bytearray(b'z')):
    print(x+R(), x*R(), x*I())
    try: print(x+N())
    except TypeError as e: print(e)
    try: x+=R(); print(x)
    except TypeError as e: print(e)
print([1]+L([2]))
class M(list): pass
print(M([1])+R(), [1]+M([2]), M([1])+[2])
x=[1]
x+=R()
print(x)
