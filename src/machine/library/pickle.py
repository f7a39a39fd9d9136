# pickle: the names that programs use.
import _machine
from _pickle import PickleError, PicklingError, UnpicklingError, Pickler, Unpickler, dump, dumps, load, loads

HIGHEST_PROTOCOL = 5
DEFAULT_PROTOCOL = 5 if _machine.version() >= 14 else 4
format_version = '5.0' if _machine.version() >= 14 else '4.0'
compatible_formats = ['1.0', '1.1', '1.2', '1.3', '2.0', '3.0', '4.0', '5.0']
