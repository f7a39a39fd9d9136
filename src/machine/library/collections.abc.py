# collections.abc: names for annotations; what the classes behind them can do is left out.
import _machine
from types import GenericAlias


class _Abstract:
    def __init__(self, name):
        self.__dict__['_name'] = name

    def __getitem__(self, arguments):
        if self._name == 'Callable':
            _machine.unsupported('collections.abc.Callable[...]')
        return GenericAlias(self, arguments)

    def __repr__(self):
        _machine.unsupported(f'the class collections.abc.{self._name}')

    def __getattr__(self, name):
        repr(self)

    def __setattr__(self, name, value):
        repr(self)

    def __call__(self, *args, **kwds):
        repr(self)

    __mro_entries__ = __instancecheck__ = __subclasscheck__ = __reduce_ex__ = __or__ = __ror__ = __call__


def __getattr__(name):
    if name in _names:
        globals()[name] = _Abstract(name)
        return globals()[name]
    _machine.unsupported(f'collections.abc.{name}')


_names = ('Awaitable', 'Coroutine', 'AsyncIterable', 'AsyncIterator', 'AsyncGenerator', 'Hashable', 'Iterable',
          'Iterator', 'Generator', 'Reversible', 'Sized', 'Container', 'Callable', 'Collection', 'Set', 'MutableSet',
          'Mapping', 'MutableMapping', 'MappingView', 'KeysView', 'ItemsView', 'ValuesView', 'Sequence',
          'MutableSequence')
