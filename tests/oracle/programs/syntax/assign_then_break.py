break
f() = 1
