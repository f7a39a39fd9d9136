//! What `hash()` answers, with `PYTHONHASHSEED=0`: a number of the pointer's width, sign-extended.

use crate::cpython::Build;
use crate::cpython::build::Abi;
use num_bigint::{BigInt, BigUint, Sign};
use num_traits::ToPrimitive;

/// Hash of infinity (Include/cpython/pyhash.h, PyHASH_INF).
const INF: i64 = 314_159;
/// Factor of the imaginary part (PyHASH_IMAG), and of FNV.
const MULTIPLIER: u64 = 1_000_003;

/// Hash of an integer: the remainder modulo 2⁶¹ - 1 or, in 32 bits, 2³¹ - 1 (Objects/longobject.c, long_hash).
pub fn int(value: &BigInt, build: Build) -> i64 {
    if let Some(small) = value.to_i64() {
        return int_small(small, build);
    }
    let rest = value.magnitude() % BigUint::from(modulus(build));
    signed(rest.to_u64().unwrap_or(0), value.sign() == Sign::Minus)
}

/// Hash of an integer that fits; of a `bool` it is that of 0 or 1.
pub fn int_small(value: i64, build: Build) -> i64 {
    signed(value.unsigned_abs() % modulus(build), value < 0)
}

/// Hash of a float; none for NaN from 3.10 on, whose hash is that of its address
/// (Python/pyhash.c, _Py_HashDouble).
pub fn float(x: f64, build: Build) -> Option<i64> {
    if x.is_nan() {
        return (!build.at_least(10)).then_some(0);
    }
    if x.is_infinite() {
        return Some(if x > 0.0 { INF } else { -INF });
    }
    // mantissa × 2^exponent, and 2 to the power of `width` is 1 modulo 2^width - 1.
    let stored = ((x.to_bits() >> 52) & 0x7ff) as i64;
    let fraction = x.to_bits() & ((1 << 52) - 1);
    let (mantissa, exponent) = if stored == 0 {
        (fraction, -1074)
    } else {
        (fraction | 1 << 52, stored - 1075)
    };
    let width = i64::from(modulus_bits(build));
    let power = 1u128 << exponent.rem_euclid(width);
    let rest = u128::from(mantissa) * power % u128::from(modulus(build));
    Some(signed(rest as u64, x < 0.0))
}

/// Hash of a complex number; none where a part is NaN from 3.10 on (Objects/complexobject.c, complex_hash).
pub fn complex(real: f64, imag: f64, build: Build) -> Option<i64> {
    let real = float(real, build)? as u64;
    let imag = float(imag, build)? as u64;
    Some(finished(
        real.wrapping_add(imag.wrapping_mul(MULTIPLIER)),
        build,
        -2,
    ))
}

/// Hash of a string: of the bytes in which CPython holds it, one, two or four a character
/// (Objects/unicodeobject.c, unicode_hash).
pub fn str(s: &str, build: Build) -> i64 {
    let widest = s.chars().map(u32::from).max().unwrap_or(0);
    let bytes: Vec<u8> = match widest {
        0..=0x7f => return bytes(s.as_bytes(), build),
        0x80..=0xff => s.chars().map(|c| c as u8).collect(),
        0x100..=0xffff => s.chars().flat_map(|c| (c as u16).to_le_bytes()).collect(),
        _ => s.chars().flat_map(|c| u32::from(c).to_le_bytes()).collect(),
    };
    self::bytes(&bytes, build)
}

/// Hash of bytes: SipHash-1-3 (2-4 before 3.11), or FNV where unaligned reads are forbidden, as on
/// WebAssembly (Python/pyhash.c, _Py_HashBytes).
pub fn bytes(bytes: &[u8], build: Build) -> i64 {
    if bytes.is_empty() {
        return 0;
    }
    let hash = match build.abi {
        Abi::Wasm32 => fnv(bytes),
        _ if build.at_least(11) => siphash(bytes, 1, 3),
        _ => siphash(bytes, 2, 4),
    };
    finished(hash, build, -2)
}

/// Hash of a tuple from those of its items (Objects/tupleobject.c, tuplehash, after xxHash).
pub fn tuple(items: &[i64], build: Build) -> i64 {
    mixed(items, build, true)
}

/// Hash of a slice from those of its three parts: as of a tuple, but their number is not mixed in (3.12+,
/// Objects/sliceobject.c, slicehash).
pub fn slice(parts: &[i64], build: Build) -> i64 {
    mixed(parts, build, false)
}

fn mixed(items: &[i64], build: Build, counted: bool) -> i64 {
    if build.word() == 8 {
        let [prime1, prime2, prime5] = [
            11_400_714_785_074_694_791,
            14_029_467_366_897_019_727,
            2_870_177_450_012_600_261_u64,
        ];
        let mixed = items.iter().fold(prime5, |acc, &item| {
            let lane = acc.wrapping_add((item as u64).wrapping_mul(prime2));
            lane.rotate_left(31).wrapping_mul(prime1)
        });
        let count = items.len() as u64 ^ (prime5 ^ 3_527_539);
        let hash = if counted {
            mixed.wrapping_add(count)
        } else {
            mixed
        };
        return finished(hash, build, 1_546_275_796);
    }
    let [prime1, prime2, prime5] = [2_654_435_761, 2_246_822_519, 374_761_393_u32];
    let mixed = items.iter().fold(prime5, |acc, &item| {
        let lane = acc.wrapping_add((item as u32).wrapping_mul(prime2));
        lane.rotate_left(13).wrapping_mul(prime1)
    });
    let count = items.len() as u32 ^ (prime5 ^ 3_527_539);
    let hash = if counted {
        mixed.wrapping_add(count)
    } else {
        mixed
    };
    finished(hash.into(), build, 1_546_275_796)
}

/// Hash of a frozenset from those of its members, in any order (Objects/setobject.c, frozenset_hash).
pub fn frozenset(members: impl IntoIterator<Item = i64>, build: Build) -> i64 {
    let mask = if build.word() == 8 {
        u64::MAX
    } else {
        u64::from(u32::MAX)
    };
    let mut count = 0u64;
    let mut hash = 0;
    for member in members {
        let member = member as u64;
        count += 1;
        hash ^= ((member ^ 89_869_747) ^ (member << 16)).wrapping_mul(3_644_798_167);
    }
    hash ^= (count + 1).wrapping_mul(1_927_868_237);
    hash &= mask;
    hash ^= (hash >> 11) ^ (hash >> 25);
    hash = hash.wrapping_mul(69_069).wrapping_add(907_133_923);
    finished(hash, build, 590_923_713)
}

/// Hash of `None` from 3.12 on; before, it is that of its address (Objects/object.c, none_hash).
pub fn none(build: Build) -> Option<i64> {
    build.at_least(12).then(|| finished(0xFCA8_6420, build, -2))
}

/// Hash of a `range` of `len` items: that of `(len, start, step)`, with `None`, whose hash is `none`, for
/// what makes no difference (Objects/rangeobject.c, range_hash).
pub fn range(len: &BigInt, start: &BigInt, step: &BigInt, none: i64, build: Build) -> i64 {
    let hash = |value| int(value, build);
    let items = match len.to_u8() {
        Some(0) => [hash(len), none, none],
        Some(1) => [hash(len), hash(start), none],
        _ => [hash(len), hash(start), hash(step)],
    };
    tuple(&items, build)
}

/// Hash of an object without `__hash__` of its own: its address, rotated, as the low bits of an address
/// are always zero (Python/pyhash.c, _Py_HashPointer).
pub fn address(address: u64, build: Build) -> i64 {
    if build.word() == 8 {
        finished(address.rotate_right(4), build, -2)
    } else {
        finished((address as u32).rotate_right(4).into(), build, -2)
    }
}

/// What `hash()` makes of the integer that a `__hash__` answered (Objects/typeobject.c, slot_tp_hash).
pub fn of_answer(value: &BigInt, build: Build) -> i64 {
    let fits = if build.word() == 8 {
        value.to_i64()
    } else {
        value.to_i32().map(i64::from)
    };
    match fits {
        Some(-1) => -2,
        Some(hash) => hash,
        None => int(value, build),
    }
}

fn modulus_bits(build: Build) -> u32 {
    if build.word() == 8 { 61 } else { 31 }
}

fn modulus(build: Build) -> u64 {
    (1 << modulus_bits(build)) - 1
}

/// A remainder with its sign; -1 says "an exception happened" in C, so it becomes -2.
fn signed(rest: u64, negative: bool) -> i64 {
    match (rest as i64, negative) {
        (1, true) => -2,
        (rest, true) => -rest,
        (rest, false) => rest,
    }
}

/// Cut to the pointer's width; `instead` of -1.
fn finished(hash: u64, build: Build, instead: i64) -> i64 {
    let hash = if build.word() == 8 {
        hash as i64
    } else {
        i64::from(hash as u32 as i32)
    };
    if hash == -1 { instead } else { hash }
}

/// SipHash with a key of zeros: `rounds` for every eight bytes, `last_rounds` at the end.
fn siphash(bytes: &[u8], rounds: u32, last_rounds: u32) -> u64 {
    let mut state = [
        0x736f_6d65_7073_6575,
        0x646f_7261_6e64_6f6d,
        0x6c79_6765_6e65_7261,
        0x7465_6462_7974_6573,
    ];
    let mut mix = |word: u64, rounds: u32, flip: u64| {
        state[3] ^= word;
        state[2] ^= flip;
        (0..rounds).for_each(|_| sip_round(&mut state));
        state[0] ^= word;
        state[0] ^ state[1] ^ state[2] ^ state[3]
    };
    let (words, rest) = bytes.as_chunks::<8>();
    for &word in words {
        mix(u64::from_le_bytes(word), rounds, 0);
    }
    let mut last = [0; 8];
    last[..rest.len()].copy_from_slice(rest);
    last[7] = bytes.len() as u8;
    mix(u64::from_le_bytes(last), rounds, 0);
    mix(0, last_rounds, 0xff)
}

fn sip_round([a, b, c, d]: &mut [u64; 4]) {
    *a = a.wrapping_add(*b);
    *b = b.rotate_left(13) ^ *a;
    *a = a.rotate_left(32);
    *c = c.wrapping_add(*d);
    *d = d.rotate_left(16) ^ *c;
    *a = a.wrapping_add(*d);
    *d = d.rotate_left(21) ^ *a;
    *c = c.wrapping_add(*b);
    *b = b.rotate_left(17) ^ *c;
    *c = c.rotate_left(32);
}

/// CPython's own FNV of 32 bits: words of four bytes, then the last one to four bytes one by one.
fn fnv(bytes: &[u8]) -> u64 {
    let multiplier = MULTIPLIER as u32;
    let words = (bytes.len() - 1) / 4;
    let (whole, rest) = bytes.split_at(words * 4);
    let mut hash = u32::from(bytes[0]) << 7;
    for &word in whole.as_chunks::<4>().0 {
        hash = multiplier.wrapping_mul(hash) ^ u32::from_le_bytes(word);
    }
    for &byte in rest {
        hash = multiplier.wrapping_mul(hash) ^ u32::from(byte);
    }
    (hash ^ bytes.len() as u32).into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::machine::values::vectors;
    use num_traits::Signed;

    #[test]
    fn as_cpython_does() {
        let table = include_str!("../../../tests/values/hashes.tsv");
        vectors::check(table, |op, args, build| {
            let ints = || args.iter().map(|text| text.parse().expect("an integer"));
            let floats: Vec<f64> = args.iter().filter_map(|text| text.parse().ok()).collect();
            let hashed = || {
                ints()
                    .map(|value: BigInt| int(&value, build))
                    .collect::<Vec<_>>()
            };
            let hash = match op {
                "int" => hashed()[0],
                "float" => float(floats[0], build).expect("not NaN"),
                "complex" => complex(floats[0], floats[1], build).expect("not NaN"),
                "str" => str(args[0], build),
                "bytes" => bytes(&args[0].chars().map(|c| c as u8).collect::<Vec<_>>(), build),
                "tuple" => tuple(&hashed(), build),
                "frozenset" => {
                    let mut members = hashed();
                    members.sort_unstable();
                    members.dedup();
                    frozenset(members, build)
                }
                "range" => {
                    let [start, stop, step] = [0, 1, 2].map(|i| ints().nth(i).expect("three"));
                    let one: BigInt = step.signum();
                    let len = ((stop - &start + &step - one) / &step).max(BigInt::ZERO);
                    range(&len, &start, &step, none(build).unwrap_or(0), build)
                }
                "of_answer" => of_answer(&ints().next().expect("one"), build),
                "none" => none(build).expect("since 3.12"),
                _ => panic!("{op}"),
            };
            Ok(hash.to_string())
        });
    }
}
