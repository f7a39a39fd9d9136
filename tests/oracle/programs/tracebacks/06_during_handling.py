def load(name):
    raise KeyError(name)


try:
    load('x')
except KeyError as e:
    print(undefined_name, e)
