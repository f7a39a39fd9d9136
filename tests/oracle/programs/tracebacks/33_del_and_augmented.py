class P:
    pass


p = P()
p.x = 1
p.x += 1
del p.x
p.x += 1
