import collections

try:
    import nothing_here
except ImportError as e:
    print(type(e).__name__, e)
print(math.pi)
