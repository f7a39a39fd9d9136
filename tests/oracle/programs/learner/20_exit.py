# What ends a program is an exception.
import sys


def tell(end):
    try:
        end()
    except SystemExit as error:
        print(repr(error), error.code, error.args, repr(str(error)))
    except TypeError as error:
        print(error)


class Stop(SystemExit):
    pass


tell(lambda: sys.exit())
tell(lambda: sys.exit(None))
tell(lambda: sys.exit(0))
tell(lambda: sys.exit("bye"))
tell(lambda: sys.exit((1, 2)))
tell(lambda: sys.exit([1]))
tell(lambda: sys.exit(Stop(4)))
tell(lambda: sys.exit(Stop))
tell(lambda: sys.exit(1, 2))
try:
    sys.exit("the end")
except Exception:
    print("not reached")
finally:
    print("cleaned up")
print("not reached")
