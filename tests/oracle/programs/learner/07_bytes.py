# Methods of bytes and bytearray, and their errors.
def show(*fs):
    for f in fs:
        try: print(repr(f()))
        except Exception as e: print(type(e).__name__, e)
for B in (bytes, bytearray):
    b=B(b'Hello World, hello'); e=B(b'')
    show(lambda: b.upper(), lambda: b.lower(), lambda: b.title(), lambda: b.capitalize(), lambda: b.swapcase(), lambda: b.islower(), lambda: B(b'A').isupper(), lambda: b.istitle(), lambda: B(b'ab1').isalnum(), lambda: B(b'ab').isalpha(), lambda: B(b'12').isdigit(), lambda: B(b' \t').isspace(), lambda: b.isascii())
    show(lambda: b.split(), lambda: b.split(b','), lambda: b.split(b'l',1), lambda: b.rsplit(b'l',1), lambda: b.split(maxsplit=1), lambda: b.split(b''), lambda: b.split('x'), lambda: b.split(5), lambda: e.split(), lambda: B(b'a\nb\r\nc').splitlines(), lambda: B(b'a\nb').splitlines(True), lambda: B(b'a\nb').splitlines(keepends=True))
    show(lambda: b.find(b'hello'), lambda: b.find(111), lambda: b.find('x'), lambda: b.find(300), lambda: b.rfind(b'l'), lambda: b.index(b'zz'), lambda: b.rindex(b'zz'), lambda: b.index(b'W'), lambda: b.count(b'l'), lambda: b.count(108), lambda: b.count('x'), lambda: b.find(b'l',4), lambda: b.find(b'l',4,5), lambda: b.find(None), lambda: b.find(1.5), lambda: b.find(-1), lambda: b.find())
    show(lambda: b.startswith(b'He'), lambda: b.startswith((b'x',b'He')), lambda: b.startswith('x'), lambda: b.endswith(b'lo'), lambda: b.startswith(b'W',6), lambda: b.startswith(('x',)), lambda: b.startswith(5), lambda: b.endswith(5))
    show(lambda: b.replace(b'l',b'LL'), lambda: b.replace(b'l',b'',1), lambda: b.replace('l','x'), lambda: b.replace(b'l'), lambda: b.replace(b'l',b'x',count=1))
    show(lambda: b.partition(b' '), lambda: b.rpartition(b' '), lambda: b.partition(b'zz'), lambda: b.rpartition(b'zz'), lambda: b.partition(''), lambda: b.partition(b''), lambda: b.rpartition(b''))
    show(lambda: B(b'  x ').strip(), lambda: B(b'xxaxx').strip(b'x'), lambda: B(b'  x ').lstrip(), lambda: B(b'  x ').rstrip(), lambda: B(b'x').strip('x'), lambda: B(b'x').strip(None), lambda: B(b'abc').strip(b'ac'))
    show(lambda: b.removeprefix(b'Hello'), lambda: b.removesuffix(b'hello'), lambda: b.removeprefix('x'))
    show(lambda: B(b',').join([b'a',B(b'b')]), lambda: B(b',').join(['a']), lambda: B(b',').join(5), lambda: B(b'').join([]), lambda: B(b',').join([b'a',5]))
    show(lambda: B(b'x').center(5), lambda: B(b'x').ljust(5,b'-'), lambda: B(b'x').rjust(5,b'-'), lambda: B(b'x').rjust(5,'-'), lambda: B(b'x').rjust(5,b'--'), lambda: B(b'-5').zfill(5), lambda: B(b'a\tb').expandtabs(4), lambda: B(b'x').center('a'), lambda: B(b'x').center(5, bytearray(b'*')))
    show(lambda: b.hex(), lambda: b.hex(':'), lambda: b.hex('-',2), lambda: b.hex(':',-3), lambda: b.hex('::'), lambda: B.fromhex('48 65'), lambda: B.fromhex('4'), lambda: B.fromhex('zz'), lambda: B.fromhex(5))
    show(lambda: b.decode(), lambda: B(b'\xe9').decode('latin-1'), lambda: B(b'\xff').decode(), lambda: B(b'\xff').decode('ascii'), lambda: B(b'\xffa').decode('utf-8','ignore'), lambda: B(b'\xffa').decode('utf-8','replace'), lambda: B(b'\xffa').decode(errors='backslashreplace'), lambda: B(b'\xe4\xbd').decode(), lambda: B(b'\xe4\xbd\xa0').decode('utf8'))
    show(lambda: b[0], lambda: b[-1], lambda: b[100], lambda: b[1:4], lambda: b[::-1], lambda: b['x'], lambda: b[1.0], lambda: 72 in b, lambda: b'lo' in b, lambda: 'x' in b, lambda: 300 in b, lambda: None in b, lambda: b+b'x', lambda: b+'x', lambda: b+bytearray(b'y'), lambda: b*2, lambda: 2*B(b'ab'), lambda: b*'x', lambda: b=='Hello', lambda: b==b'Hello World, hello', lambda: B(b'a')<b'b', lambda: B(b'a')<'b', lambda: hash(B(b'a'))==hash(b'a'), lambda: len(b), lambda: list(b[:3]), lambda: sorted(b[:4]))
    show(lambda: B(), lambda: B(3), lambda: B(-1), lambda: B([1,2,255]), lambda: B([256]), lambda: B(['x']), lambda: B('x'), lambda: B('é','utf-8'), lambda: B('é','ascii'), lambda: B(5.5), lambda: B(None), lambda: B([-1]), lambda: B(range(3)), lambda: B('x',5), lambda: B(b'x','utf-8'), lambda: B(1,2), lambda: B(B(b'q')))
    show(lambda: B(b'abc').translate(None, b'b'), lambda: B(b'a').translate(b'x'))
    show(lambda: str(B(b'a')), lambda: str(B(b'a'),'utf-8'), lambda: f"{B(b'a')}", lambda: repr(B(b"it's")), lambda: repr(B(b'"\'')), lambda: B(b'\x00\t\n\r\\\x7f'), lambda: B(b'a').nope)
ba=bytearray(b'abc')
def do(s):
    try: exec(s);
    except Exception as e: print(s, type(e).__name__, e)
def t(f):
    try: r=f(); print(repr(r), ba)
    except Exception as e: print(type(e).__name__, e, ba)
def s1(): ba[0]=90
def s2(): ba[0]=256
def s3(): ba[0]='x'
def s4(): ba[50]=1
def s5(): ba[1:2]=b'XYZ'
def s6(): del ba[0]
def s7(): del ba[0:2]
def s8(): ba[::2]=b'12'
def s9(): ba[::2]=b'1'
def s10(): ba[1:1]=[65,66]
def s11(): ba[1:2]='x'
def s12(): ba['a']=1
def s13():
    global ba
    ba+=b'zz'
def s14():
    global ba
    ba*=2
def s15():
    global ba
    ba+='x'
def s16(): ba[0:1]=5
for f in (s1,s2,s3,s4,s5,s6,s7,s8,s9,s10,s11,s12,s13,s14,s15,s16): t(f)
t(lambda: ba.append(65)); t(lambda: ba.append(256)); t(lambda: ba.append('x')); t(lambda: ba.extend(b'12')); t(lambda: ba.extend([1,2])); t(lambda: ba.extend('x')); t(lambda: ba.extend(5)); t(lambda: ba.insert(0,66)); t(lambda: ba.pop()); t(lambda: ba.pop(0)); t(lambda: ba.pop(100)); t(lambda: ba.remove(65)); t(lambda: ba.remove(65)); t(lambda: ba.remove(0)); t(lambda: ba.reverse()); t(lambda: ba.copy()); t(lambda: ba.clear()); t(lambda: ba.pop()); t(lambda: hash(ba))
try:
    b'a'[0]=5
except TypeError as e: print(e)
try:
    del b'a'[0]
except TypeError as e: print(e)
class BB(bytes): pass
print(type(BB(b'a').upper()), type(BB(b'ab')[0:1]), BB(b'x')==b'x', repr(BB(b'x')), type(BB(b'x')+b'y'))
class BA(bytearray): pass
print(type(BA(b'a').upper()), BA(b'x'), type(BA(b'x')[:]))
