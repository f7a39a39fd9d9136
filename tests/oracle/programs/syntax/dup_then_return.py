def f(a, a): pass
return
