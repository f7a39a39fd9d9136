def stop():
    raise StopIteration


try:
    stop()
except StopIteration as e:
    raise RuntimeError() from e
