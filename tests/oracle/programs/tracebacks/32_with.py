class Guard:
    def __enter__(self):
        return self

    def __exit__(self, *args):
        raise RuntimeError('in exit')


with Guard():
    raise ValueError('inside')
