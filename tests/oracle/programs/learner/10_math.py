# Module math, where its answers do not depend on a C library.
def t(*fs):
    for f in fs:
        try: print(repr(f()))
        except Exception as e: print(type(e).__name__, "|", e)
import math
from math import sqrt, pi
print(math.sqrt(2), math.pi, math.e, math.inf, math.nan, math.tau, math.floor(2.7), math.ceil(2.1), math.floor(-2.5), math.trunc(-2.7), math.fabs(-3), math.gcd(12,18), math.factorial(20), math.hypot(3,4), math.isclose(0.1+0.2,0.3), math.isnan(float('nan')), math.isqrt(17), math.comb(5,2), math.perm(5,2), math.prod([1,2,3]), math.copysign(1,-0.0), math.degrees(math.pi), math.radians(180), math.dist((0,0),(3,4)), math.fmod(7,3), sqrt(16), math.lcm(4,6), math.gcd(), math.perm(4), math.comb(2,5), math.hypot(), math.hypot(5), math.floor(10**30), math.isinf(math.inf), math.hypot(1e200,1e200) if 0 else 0, math.prod([],start=5))
t(lambda: math.sqrt(-1), lambda: math.sqrt('a'), lambda: math.factorial(-1), lambda: math.factorial('a'), lambda: math.floor('a'), lambda: math.floor(float('nan')), lambda: math.floor(float('inf')), lambda: math.comb(-1,2), lambda: math.gcd(1.5), lambda: math.nope, lambda: math.sqrt(), lambda: math.isqrt(-1), lambda: math.trunc('a'), lambda: math.hypot('a'), lambda: math.sqrt(10**400))
class V:
    def __floor__(s): return 'fl'
    def __ceil__(s): return 'ce'
    def __trunc__(s): return 'tr'
    def __float__(s): return 4.0
print(math.floor(V()), math.ceil(V()), math.trunc(V()), math.sqrt(V()))
