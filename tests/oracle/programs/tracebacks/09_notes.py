import sys

try:
    raise ValueError('first')
except ValueError as e:
    if sys.version_info >= (3, 11):
        e.add_note('a note')
        e.add_note('another\nof two lines')
    raise
