def deep(n):
    if n == 0:
        return ValueError("bottom\nline")
    return ExceptionGroup(f"level {n}", [deep(n - 1)])
try:
    try:
        raise deep(12)
    except* TypeError:
        pass
except* KeyError:
    pass
