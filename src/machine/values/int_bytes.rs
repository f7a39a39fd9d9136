//! `int.to_bytes` and `int.from_bytes`.

use super::fault::ValueFault;
use crate::cpython::Build;
use num_bigint::{BigInt, Sign};

/// `value.to_bytes(length, byteorder, signed=…)`; the length is not negative, and the caller's budget allows it
/// (Objects/longobject.c, _PyLong_AsByteArray).
pub fn to_bytes(
    value: &BigInt,
    length: usize,
    little_endian: bool,
    signed: bool,
    build: Build,
) -> Result<Vec<u8>, ValueFault> {
    if value.sign() == Sign::Minus && !signed {
        let text = "can't convert negative int to unsigned";
        return Err(ValueFault::overflow(text));
    }
    let (mut bytes, filler) = match (value.sign(), signed) {
        (Sign::NoSign, _) => (Vec::new(), 0),
        (_, false) => (value.to_bytes_le().1, 0),
        (Sign::Minus, true) => (value.to_signed_bytes_le(), 0xff),
        (_, true) => (value.to_signed_bytes_le(), 0),
    };
    // No byte at all was enough for -1 in 3.12 and still in 3.13.2, no longer in 3.13.18.
    let nothing_is_enough = length == 0 && bytes == [0xff] && filler == 0xff;
    if nothing_is_enough && !build.at_least_micro(13, 3) {
        bytes.clear();
    }
    if bytes.len() > length {
        return Err(ValueFault::overflow("int too big to convert"));
    }
    bytes.resize(length, filler);
    if !little_endian {
        bytes.reverse();
    }
    Ok(bytes)
}

/// `int.from_bytes(bytes, byteorder, signed=…)`.
pub fn from_bytes(bytes: &[u8], little_endian: bool, signed: bool) -> BigInt {
    match (little_endian, signed) {
        (true, true) => BigInt::from_signed_bytes_le(bytes),
        (true, false) => BigInt::from_bytes_le(Sign::Plus, bytes),
        (false, true) => BigInt::from_signed_bytes_be(bytes),
        (false, false) => BigInt::from_bytes_be(Sign::Plus, bytes),
    }
}

/// The fault for a byte order that is none.
pub fn wrong_byteorder() -> ValueFault {
    ValueFault::value("byteorder must be either 'little' or 'big'")
}
