# __future__: the features that came into the language one after the other.
import _machine


class _Feature:
    def __init__(self, optionalRelease, mandatoryRelease, compiler_flag):
        self.optional = optionalRelease
        self.mandatory = mandatoryRelease
        self.compiler_flag = compiler_flag

    def getOptionalRelease(self):
        return self.optional

    def getMandatoryRelease(self):
        return self.mandatory

    def __repr__(self):
        return f'_Feature{(self.optional, self.mandatory, self.compiler_flag)!r}'


def _release(minor, level='alpha', serial=0, major=2):
    return (major, minor, 0, level, serial)


CO_NESTED = 0x10
CO_GENERATOR_ALLOWED = 0
CO_FUTURE_DIVISION = 0x20000
CO_FUTURE_ABSOLUTE_IMPORT = 0x40000
CO_FUTURE_WITH_STATEMENT = 0x80000
CO_FUTURE_PRINT_FUNCTION = 0x100000
CO_FUTURE_UNICODE_LITERALS = 0x200000
CO_FUTURE_BARRY_AS_BDFL = 0x400000
CO_FUTURE_GENERATOR_STOP = 0x800000
CO_FUTURE_ANNOTATIONS = 0x1000000

nested_scopes = _Feature(_release(1, 'beta', 1), _release(2), CO_NESTED)
generators = _Feature(_release(2, 'alpha', 1), _release(3, 'final'), CO_GENERATOR_ALLOWED)
division = _Feature(_release(2, 'alpha', 2), _release(0, major=3), CO_FUTURE_DIVISION)
absolute_import = _Feature(_release(5, 'alpha', 1), _release(0, major=3), CO_FUTURE_ABSOLUTE_IMPORT)
with_statement = _Feature(_release(5, 'alpha', 1), _release(6), CO_FUTURE_WITH_STATEMENT)
print_function = _Feature(_release(6, 'alpha', 2), _release(0, major=3), CO_FUTURE_PRINT_FUNCTION)
unicode_literals = _Feature(_release(6, 'alpha', 2), _release(0, major=3), CO_FUTURE_UNICODE_LITERALS)
barry_as_FLUFL = _Feature(_release(1, 'alpha', 2, 3), _release(0, major=4), CO_FUTURE_BARRY_AS_BDFL)
generator_stop = _Feature(_release(5, 'beta', 1, 3), _release(7, major=3), CO_FUTURE_GENERATOR_STOP)
# It was to be the rule in 3.10, then in 3.11, then at some time.
_later = _release(_machine.version() + 1, major=3) if _machine.version() < 11 else None
annotations = _Feature(_release(7, 'beta', 1, 3), _later, CO_FUTURE_ANNOTATIONS)

all_feature_names = ['nested_scopes', 'generators', 'division', 'absolute_import', 'with_statement',
                     'print_function', 'unicode_literals', 'barry_as_FLUFL', 'generator_stop', 'annotations']
