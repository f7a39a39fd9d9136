# io: files in memory.

class _Buffer:
    def __init__(self, initial=None):
        self._value = self._empty
        self._position = 0
        if initial is not None:
            self.write(initial)
            self._position = 0

    def getvalue(self):
        return self._value

    def tell(self):
        return self._position

    def seek(self, position, whence=0, /):
        if whence == 1:
            position += self._position
        elif whence == 2:
            position += len(self._value)
        if position < 0:
            raise ValueError(f'negative seek value {position}')
        self._position = position
        return position

    def read(self, size=-1, /):
        start = self._position
        end = len(self._value)
        if size is not None and size >= 0:
            end = min(end, start + size)
        part = self._value[start:end]
        self._position = max(start, end)
        return part

    def readline(self, size=-1, /):
        rest = self._value[self._position:]
        end = rest.find(self._newline) + 1
        line = rest[:end] if end else rest
        if size is not None and size >= 0:
            line = line[:size]
        self._position += len(line)
        return line

    def __iter__(self):
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def write(self, data, /):
        value = self._value
        start = self._position
        if len(value) < start:
            value += self._filler * (start - len(value))
        self._value = value[:start] + self._piece(data) + value[start + len(data):]
        self._position = start + len(data)
        return len(data)

    def truncate(self, size=None, /):
        size = self._position if size is None else size
        self._value = self._value[:size]
        return size

    def readable(self):
        return True

    writable = seekable = readable

    def close(self):
        pass

    def flush(self):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        self.close()


class BytesIO(_Buffer):
    _empty = b''
    _newline = b'\n'
    _filler = b'\0'

    def __init__(self, initial_bytes=b''):
        super().__init__(initial_bytes)

    def _piece(self, data):
        if isinstance(data, (bytes, bytearray)):
            return bytes(data)
        raise TypeError(f"a bytes-like object is required, not '{type(data).__name__}'")


class StringIO(_Buffer):
    _empty = ''
    _newline = '\n'
    _filler = '\0'

    def __init__(self, initial_value=''):
        super().__init__(initial_value)

    def _piece(self, data):
        if isinstance(data, str):
            return data
        raise TypeError(f"string argument expected, got '{type(data).__name__}'")


for _class in (BytesIO, StringIO):
    _class.__module__ = '_io'
del _class
