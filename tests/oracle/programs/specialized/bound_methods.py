class Thing:
    def method(self):
        return 1


def name(method):
    return method.__name__


def call(method):
    return method.__call__()


method = Thing().method
for i in range(100):
    name(method)
    call(method)
