# gc: the collector of cycles is the machine's own; it runs only when it is called.
import _machine

DEBUG_STATS, DEBUG_COLLECTABLE, DEBUG_UNCOLLECTABLE, DEBUG_SAVEALL, DEBUG_LEAK = 1, 2, 4, 32, 38
garbage = []
callbacks = []
is_tracked = _machine.is_tracked
_enabled = True
_thresholds = (700 if _machine.version() < 13 else 2000, 10, 10)
if _machine.version() == 14 and _machine.micro() < 10:
    # 3.14 began with an incremental collector.
    _thresholds = (2000, 10, 0)


def enable():
    global _enabled
    _enabled = True


def disable():
    global _enabled
    _enabled = False


def isenabled():
    return _enabled


def collect(generation=2):
    if callbacks:
        _machine.unsupported('gc.callbacks')
    if generation < 0 or generation > 2:
        raise ValueError('invalid generation')
    if generation < 2:
        _machine.unsupported('gc.collect() of a younger generation')
    return _machine.collect()


def get_threshold():
    return _thresholds


def set_threshold(threshold0, threshold1=10, threshold2=10):
    global _thresholds
    _thresholds = (threshold0, threshold1, threshold2)


def get_debug():
    return 0
