# Numbers where complex ones are not wanted, and pow() with a modulus.
def tr(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
class K(complex): pass
class F(float): pass
V=(2j, 1-1.5j, 0j, K(1), 's', None, 3, 1.5, [])
for v in V:
    tr(lambda: int(v)); tr(lambda: float(v)); tr(lambda: '%d' % (v,)); tr(lambda: '%f' % (v,)); tr(lambda: '%x' % (v,)); tr(lambda: '%c' % (v,)); tr(lambda: round(v)); tr(lambda: round(v, 1))
    tr(lambda: 2 % 2j if v is None else v % 2j); tr(lambda: v // 2j); tr(lambda: divmod(v, 2j)); tr(lambda: 2j % v); tr(lambda: 2j // v); tr(lambda: divmod(2j, v)); tr(lambda: v < 2j); tr(lambda: 2j > v);tr(lambda: chr(v)); tr(lambda: hex(v)); tr(lambda: ord(v)); tr(lambda: bytes(v)); tr(lambda: range(v)); tr(lambda: [1][v]); tr(lambda: 'a'*v);tr(lambda: abs(v)); tr(lambda: -v); tr(lambda: ~v); tr(lambda: pow(v,2,3)); tr(lambda: pow(2,v,3)); tr(lambda: pow(2,3,v)); 
