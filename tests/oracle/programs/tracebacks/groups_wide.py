try:
    1/0
except ZeroDivisionError as z:
    raise ExceptionGroup("many", [ValueError(i) for i in range(17)]) from z
