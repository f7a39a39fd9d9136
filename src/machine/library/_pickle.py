# _pickle: the errors and classes of pickle; the functions are the machine's.

class PickleError(Exception):
    pass


class PicklingError(PickleError):
    pass


class UnpicklingError(PickleError):
    pass


class Pickler:
    def __init__(self, file, protocol=None, fix_imports=True, buffer_callback=None):
        if buffer_callback is not None:
            import _machine
            _machine.unsupported('buffers beside a pickle')
        if protocol is not None and protocol > 5:
            raise ValueError('pickle protocol must be <= 5')
        if not hasattr(file, 'write'):
            raise TypeError("file must have a 'write' attribute")
        self._file = file
        self._protocol = protocol
        self._fix_imports = fix_imports
        self._memo = []

    def dump(self, obj, /):
        data = _dump(obj, self._protocol, self._fix_imports, self._memo, getattr(self, 'persistent_id', None),
                     getattr(self, 'reducer_override', None), getattr(self, 'dispatch_table', None))
        self._file.write(data)

    def clear_memo(self):
        self._memo.clear()


class Unpickler:
    def __init__(self, file, *, fix_imports=True, encoding='ASCII', errors='strict', buffers=()):
        if not hasattr(file, 'read') or not hasattr(file, 'readline'):
            raise TypeError("file must have 'read' and 'readline' attributes")
        self._file = file
        self._fix_imports = fix_imports
        self._memo = []

    def load(self):
        import io
        if not isinstance(self._file, io.BytesIO):
            import _machine
            _machine.unsupported('unpickling from a file that is not a BytesIO')
        find_class = None if type(self).find_class is Unpickler.find_class else self.find_class
        value, end = _load(self._file.getvalue(), self._file.tell(), self._fix_imports, self._memo,
                           getattr(self, 'persistent_load', None), find_class)
        self._file.seek(end)
        return value

    def find_class(self, module_name, global_name, /):
        module = __import__(module_name)
        for part in module_name.split('.')[1:]:
            module = getattr(module, part)
        for part in global_name.split('.'):
            module = getattr(module, part)
        return module
