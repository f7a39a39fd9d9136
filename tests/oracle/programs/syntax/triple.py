def f():
    """Says
    return 1
print(f())
