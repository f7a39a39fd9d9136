//! `int.to_bytes` and `int.from_bytes`.

use super::numbers::int_of;
use crate::machine::function::Args;
use crate::machine::object::Kind;
use crate::machine::types::tid;
use crate::machine::{Machine, Res};
use num_bigint::{BigInt, Sign};

/// `n.to_bytes(length, byteorder, *, signed)`
pub(super) fn to_bytes(machine: &mut Machine, args: &Args) -> Res {
    let given = machine.parse_keywords(
        "to_bytes",
        &["length", "byteorder", "signed"],
        if machine.build.at_least(11) { 0 } else { 2 },
        &args.pos[1..],
        args.kw,
    )?;
    let length = match &given[0] {
        Some(length) => machine.index_small(length)?,
        None => 1,
    };
    let Ok(length) = usize::try_from(length) else {
        return machine.value_error("length argument must be non-negative");
    };
    machine.charge(length)?;
    let little = match &given[1] {
        Some(order) => match machine.str_of(order)?.as_str() {
            "little" => true,
            "big" => false,
            _ => return machine.value_error("byteorder must be either 'little' or 'big'"),
        },
        None => false,
    };
    let signed = match &given[2] {
        Some(signed) => machine.truth(signed)?,
        None => false,
    };
    let n = int_of(&args.pos[0]);
    if n.sign() == Sign::Minus && !signed {
        return machine.raise(
            tid::OVERFLOW_ERROR,
            "can't convert negative int to unsigned",
        );
    }
    let mut bytes = if signed {
        n.to_signed_bytes_le()
    } else {
        n.to_bytes_le().1
    };
    if n.sign() == Sign::NoSign {
        bytes.clear();
    }
    if bytes.len() > length {
        return machine.raise(tid::OVERFLOW_ERROR, "int too big to convert");
    }
    bytes.resize(length, if n.sign() == Sign::Minus { 0xff } else { 0 });
    if !little {
        bytes.reverse();
    }
    Ok(machine.bytes(&bytes))
}

/// `int.from_bytes(bytes, byteorder, *, signed)`
pub(super) fn from_bytes(machine: &mut Machine, args: &Args) -> Res {
    let given = machine.parse_keywords(
        "from_bytes",
        &["bytes", "byteorder", "signed"],
        if machine.build.at_least(11) { 1 } else { 2 },
        &args.pos[1..],
        args.kw,
    )?;
    let Some(Kind::Bytes(bytes)) = given[0].as_ref().map(|value| &value.kind) else {
        return machine.unsupported("int.from_bytes() of something else than bytes");
    };
    let little = match &given[1] {
        Some(order) => machine.str_of(order)? == "little",
        None => false,
    };
    let signed = match &given[2] {
        Some(signed) => machine.truth(signed)?,
        None => false,
    };
    let n = match (little, signed) {
        (true, true) => BigInt::from_signed_bytes_le(bytes),
        (true, false) => BigInt::from_bytes_le(Sign::Plus, bytes),
        (false, true) => BigInt::from_signed_bytes_be(bytes),
        (false, false) => BigInt::from_bytes_be(Sign::Plus, bytes),
    };
    let n = machine.int_big(n);
    if args.pos[0].is(&machine.ty(tid::INT).object) {
        return Ok(n);
    }
    machine.call(&args.pos[0], &[n], &[])
}
