# Which comparisons a sort makes, and what it leaves when one fails.
log=[]
class K:
    def __init__(s,v): s.v=v
    def __lt__(s,o): log.append((s.v,o.v)); return s.v<o.v
    def __repr__(s): return f'K{s.v}'
for data in ([3,1,2],[5,4,3,2,1],[1,2,3,4],list(range(20,0,-1)),[7,3,9,1,8,2,6,4,5,0,11,15,13]):
    log.clear(); print(sorted(map(K,data))); print(log)
    log.clear(); print(sorted(map(K,data),reverse=True)); print(len(log))
l=[3,1,'a',2]
try: l.sort()
except TypeError as e: print(e, l)
l=[3,'b',1]
try: l.sort(key=lambda x:[][x])
except Exception as e: print(type(e).__name__, l)
l=[K(3),K(1)]
def bad(x): l.append(1); return 0
try: l.sort(key=bad)
except ValueError as e: print(e, l)
for kw in ({'foo':1},{'reverse':'x'},{'key':5},{'reverse':None},{'reverse':2}):
    try: print(sorted([1,2],**kw))
    except TypeError as e: print(e)
try: [1].sort(5)
except TypeError as e: print(e)
try: sorted()
except TypeError as e: print(e)
try: sorted([1],5)
except TypeError as e: print(e)
try: sorted(5)
except TypeError as e: print(e)
print(sorted([('b',2),('a',2),('c',1)],key=lambda p:p[1]), sorted('hello'), sorted([3,1,2],key=lambda x:-x), sorted([True,0,2.5]), sorted({'b':1,'a':2}))
print(max([K(1),K(5)]), min([3,1],key=lambda x:-x), max('a','b'), max([],default=9))
for f in (lambda:max([]), lambda:max(5), lambda:max(), lambda:min(1,2,default=3), lambda:max([1],foo=1), lambda: max(1,'a')):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
