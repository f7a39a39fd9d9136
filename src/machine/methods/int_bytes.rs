//! `int.to_bytes` and `int.from_bytes`.

use super::numbers::int_of;
use super::strings::check_texts;
use crate::machine::function::Args;
use crate::machine::object::{Kind, Value};
use crate::machine::types::tid;
use crate::machine::{Machine, Res};
use num_bigint::{BigInt, Sign};

/// `n.to_bytes(length, byteorder, *, signed)`
pub(super) fn to_bytes(machine: &mut Machine, args: &Args) -> Res {
    let given = machine.parse_parameters(
        "to_bytes",
        &["length", "byteorder", "signed"],
        (if machine.build.at_least(11) { 0 } else { 2 }, 2),
        &args.pos[1..],
        args.kw,
    )?;
    let length = match &given[0] {
        Some(length) => machine.width(length)?,
        None => 1,
    };
    let (little, signed) = order(machine, "to_bytes", &given)?;
    let Ok(length) = usize::try_from(length) else {
        return machine.value_error(match machine.build.at_least(15) {
            true => "length cannot be negative",
            false => "length argument must be non-negative",
        });
    };
    machine.charge(length)?;
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
    let given = machine.parse_parameters(
        "from_bytes",
        &["bytes", "byteorder", "signed"],
        (if machine.build.at_least(11) { 1 } else { 2 }, 2),
        &args.pos[1..],
        args.kw,
    )?;
    let (little, signed) = order(machine, "from_bytes", &given)?;
    let Some(Kind::Bytes(bytes)) = given[0].as_ref().map(|value| &value.kind) else {
        return machine.unsupported("int.from_bytes() of something else than bytes");
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

/// Whether the bytes are in little order, and whether they have a sign.
fn order(machine: &mut Machine, function: &str, given: &[Option<Value>]) -> Res<(bool, bool)> {
    check_texts(machine, function, &["", "byteorder"], given)?;
    let signed = match &given[2] {
        Some(signed) => machine.truth(signed)?,
        None => false,
    };
    let little = match &given[1] {
        Some(order) => match machine.str_of(order)?.as_str() {
            "little" => true,
            "big" => false,
            _ => return machine.value_error("byteorder must be either 'little' or 'big'"),
        },
        None => false,
    };
    Ok((little, signed))
}
