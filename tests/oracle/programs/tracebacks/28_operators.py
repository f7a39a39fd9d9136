a, b, c = 1, 2, 'x'
print(a + b)
print((a + b) * (b - a) + (a * b) // (c if a else b))
