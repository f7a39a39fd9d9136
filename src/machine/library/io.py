# io: files in memory.
import _machine

class _Buffer:
    def __init__(self, initial=None):
        self._value = self._empty
        self._position = 0
        if initial is not None:
            self.write(initial)
            self._position = 0

    def getvalue(self):
        self._check()
        return self._value

    @property
    def closed(self):
        return self._value is None

    def _check(self):
        if self._value is None:
            raise ValueError('I/O operation on closed file' + self._dot)

    def __getattr__(self, name):
        if name[:1] != '_':
            _machine.unsupported(f'{name} of a file in memory')
        raise AttributeError(f"'_io.{type(self).__name__}' object has no attribute {name!r}", name=name, obj=self)

    def tell(self):
        self._check()
        return self._position

    def seek(self, position, whence=0, /):
        self._check()
        if whence and position and self._empty == '':
            _machine.unsupported('seek() in a text by another way than from its start')
        if whence == 1:
            position += self._position
        elif whence == 2:
            position += len(self._value)
        if position < 0:
            what = 'Negative seek position' if self._empty == '' else 'negative seek value'
            raise ValueError(f'{what} {position}')
        self._position = position
        return position

    def read(self, size=-1, /):
        self._check()
        start = self._position
        end = len(self._value)
        if size is not None and size >= 0:
            end = min(end, start + size)
        part = self._value[start:end]
        self._position = max(start, end)
        return part

    def readline(self, size=-1, /):
        self._check()
        rest = self._value[self._position:]
        end = rest.find(self._newline) + 1
        line = rest[:end] if end else rest
        if size is not None and size >= 0:
            line = line[:size]
        self._position += len(line)
        return line

    def __iter__(self):
        if self._value is None and not self._dot:
            raise ValueError('I/O operation on closed file.')
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def write(self, data, /):
        self._check()
        value = self._value
        start = self._position
        if len(value) < start:
            value += self._filler * (start - len(value))
        self._value = value[:start] + self._piece(data) + value[start + len(data):]
        self._position = start + len(data)
        return len(data)

    def writelines(self, lines, /):
        for line in lines:
            self.write(line)

    def readlines(self, hint=-1, /):
        if hint is not None and hint > 0:
            _machine.unsupported('readlines() with a hint')
        return list(self)

    def truncate(self, size=None, /):
        self._check()
        size = self._position if size is None else size
        self._value = self._value[:size]
        return size

    def readable(self):
        self._check()
        return True

    writable = seekable = readable

    def close(self):
        self._value = None

    def flush(self):
        if self._dot:
            self._check()

    def __enter__(self):
        if self._value is None:
            raise ValueError('I/O operation on closed file.')
        return self

    def __exit__(self, *exc):
        self.close()


class BytesIO(_Buffer):
    _empty = b''
    _dot = '.'
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
    _dot = ''
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
