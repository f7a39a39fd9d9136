# Views of dicts as sets.
k={1:0,2:0,3:0}.keys(); i={1:7}.items()
for f in (lambda:k|[9], lambda:[9]|k, lambda:k&[1], lambda:[1]&k, lambda:k-[1], lambda:[1,7]-k, lambda:{7,1}-k, lambda:k^[1,8], lambda:[1,8]^k, lambda:5|k, lambda:k|5, lambda:i|[1], lambda:i&{(1,7)}, lambda:{(1,7)}-i, lambda:k=={1,2,3}, lambda:k<{1,2,3,4}, lambda:{1}<k, lambda:k.isdisjoint([5]), lambda:k<[1], lambda: k=={1:0,2:0,3:0}.keys(), lambda:{1}.values() if 0 else {1:2}.values()|[1], lambda: {1:2}.values()=={1:2}.values(), lambda: 1 in k, lambda: (1,7) in i, lambda: 7 in {1:7}.values(), lambda: i|k, lambda: frozenset([1])|k):
    try:
        r=f(); print(type(r).__name__, r)
    except Exception as e: print(type(e).__name__, e)
