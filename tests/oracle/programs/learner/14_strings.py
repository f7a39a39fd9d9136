# Methods of str, and their errors.
def t(*fs):
    for f in fs:
        try: print(repr(f()))
        except Exception as e: print(type(e).__name__, "|", e)

s='Hello, World'
print(s.upper(),s.lower(),s.title(),s.swapcase(),s.capitalize(),s.casefold(),s.center(20,'*'),s.ljust(15)+'|',s.rjust(15),s.zfill(15),s.find('o'),s.rfind('o'),s.index('o'),s.count('l'),s.replace('l','L',2),s.split(', '),s.split('o',1),s.rsplit('o',1),s.partition(', '),s.rpartition('o'),s.startswith('He'),s.endswith(('x','ld')),s.strip('Hd'),s.lstrip('He'),s.rstrip('ld'),s.removeprefix('Hello'),s.removesuffix('World'),s.isalpha(),s.islower(),s[::-1],s[1:4],s[-3:],s[::2],s*2,'o' in s,len(s),sorted(s)[:3],list(s)[:3],s.encode(),s.join('ab'),s.expandtabs())
t(lambda: s.index('z'), lambda: s.split(''), lambda: s.find(5), lambda: s.replace(1,2), lambda: s.join(5), lambda: s.startswith(5), lambda: s.center('a'), lambda: s.center(5,'ab'), lambda: s.strip(5), lambda: s.count(), lambda: s.upper(1), lambda: s.split(5), lambda: s.zfill('a'), lambda: s.partition(''), lambda: s.format_map({}), lambda: s['a'], lambda: s[1.5], lambda: s[100], lambda: s+5, lambda: 5 in s, lambda: s.index('o',5,6), lambda: s.rindex('zz'), lambda: s.encode('ascii'), lambda: 'é'.encode('ascii'), lambda: 'é'.encode('latin-1'), lambda: s.encode('nope') if 0 else 0, lambda: s.removeprefix(1), lambda: s.splitlines(1,2), lambda: s.isdigit(1), lambda: s.find(), lambda: s.replace('a'))
print('a,b,,c'.split(','), ' a  b '.split(), ''.split(), ''.split(','), 'a\nb\r\nc'.splitlines(), 'a\nb\n'.splitlines(True), 'abc'.split('abc'), ','.join(['a','b']), '-'.join('abc'), ''.join([]))
print('abc'.translate({97:'X',98:None}), str.maketrans('ab','xy'), 'abc'.translate(str.maketrans('ab','xy','c')), '{a}'.format_map({'a':1}))
print('abc'<'abd','a'<'B','a'=='a','abc'>'ab', 'ß'.upper(), 'ǅ'.lower(), 'İ'.lower(), 'ﬁ'.upper(), '½'.isnumeric(), '²'.isdigit(), '५'.isdecimal(), 'a1'.isalnum(), '_a'.isidentifier(), ' '.isspace(), 'A'.isupper(), 'Ab'.istitle(), ''.isalpha(), 'é'.isascii())
print('%s' % s, s.__len__(), s.__contains__('H'), s.__getitem__(0), str.upper('a'), 'a'.__add__('b'), hash('a')==hash('a'), s is s[:], 'x'.join(['1']), max('abc'), min('abc'), 'tab\there'.expandtabs(4), 'a'.ljust(3,'-'), '42'.zfill(5), '-42'.zfill(5), '+4'.zfill(4))
for c in ('a','é','中','😀'): print(ord(c), chr(ord(c)), len(c.encode()), c.encode('utf-8'))
print(ascii('中'), '\u0041\x41\101\N{BULLET}', r'\n', 'a' 'b', '''x
y''', "a\
b")
print([hex(255),oct(8),bin(5),hex(-255),bin(-5),hex(0)], int('0xff',16), int('-0b11',0), (255).to_bytes(2,'big'), int.from_bytes(b'\x01\x00','big'), (5).bit_length(), (3.0).is_integer(), (0.5).as_integer_ratio(), (10).__add__(5), (3).__radd__(4), (1.5).hex(), int.from_bytes(b'\xff','little',signed=True), (-1).to_bytes(1,'big',signed=True))
t(lambda: (256).to_bytes(1,'big'), lambda: (-1).to_bytes(1,'big'), lambda: (1).to_bytes(1,'x'), lambda: (5).foo, lambda: 10**5000 and 1, lambda: len(str(10**4000)), lambda: int('1'*4301) and 1, lambda: str(10**5000)[:1], lambda: 1 .real, lambda: (2).numerator, lambda: True+True, lambda: True.real, lambda: int(True), lambda: bool([]), lambda: float(True), lambda: (5).conjugate(), lambda: (7).bit_count() if hasattr(7,'bit_count') else 3, lambda: 5 .__class__)
