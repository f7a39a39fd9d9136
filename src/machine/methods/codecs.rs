//! Text to bytes and back: `str.encode`, `bytes.decode`, and what `bytes()` makes of its arguments.

use crate::machine::exception::{self, Stop};
use crate::machine::function::Args;
use crate::machine::object::{Kind, Value};
use crate::machine::types::tid;
use crate::machine::values::codecs::{self, Codec, CodecFault};
use crate::machine::{Machine, Res, sym};

/// `str.encode(encoding, errors)`
pub(super) fn encode(machine: &mut Machine, args: &Args) -> Res {
    let given = machine.parse_keywords(
        "encode",
        &["encoding", "errors"],
        0,
        &args.pos[1..],
        args.kw,
    )?;
    let encoded = encoded(
        machine,
        "encode",
        &args.pos[0],
        given[0].as_ref(),
        given[1].as_ref(),
    )?;
    Ok(machine.bytes(&encoded))
}

/// `bytes.decode(encoding, errors)`
pub(super) fn decode(machine: &mut Machine, args: &Args) -> Res {
    let given = machine.parse_keywords(
        "decode",
        &["encoding", "errors"],
        0,
        &args.pos[1..],
        args.kw,
    )?;
    decoded(
        machine,
        "decode",
        &args.pos[0],
        given[0].as_ref(),
        given[1].as_ref(),
    )
}

/// `str(object, encoding, errors)`
pub(super) fn decode_object(
    machine: &mut Machine,
    object: &Value,
    encoding: Option<&Value>,
    errors: Option<&Value>,
) -> Res {
    if buffer(object).is_some() {
        return decoded(machine, "str", object, encoding, errors);
    }
    let text = if machine.is_instance(object, tid::STR) {
        "decoding str is not supported".to_string()
    } else {
        format!(
            "decoding to str: need a bytes-like object, {} found",
            machine.error_name(object.ty())
        )
    };
    machine.type_error(text)
}

/// The bytes of a bytes-like object.
pub(super) fn buffer(value: &Value) -> Option<Vec<u8>> {
    match &value.kind {
        Kind::Bytes(bytes) => Some(bytes.to_vec()),
        Kind::ByteArray(bytes) => Some(bytes.borrow().0.clone()),
        _ => None,
    }
}

/// The bytes of a bytes-like object, or TypeError.
pub(in crate::machine) fn needed_buffer(machine: &mut Machine, value: &Value) -> Res<Vec<u8>> {
    match buffer(value) {
        Some(bytes) => Ok(bytes),
        None => {
            let text = format!(
                "a bytes-like object is required, not '{}'",
                machine.error_name(value.ty())
            );
            machine.type_error(text)
        }
    }
}

/// What `bytes(source, encoding, errors)` and `bytearray(…)` hold (Objects/bytesobject.c, bytes_new_impl).
pub(super) fn source(machine: &mut Machine, args: &Args, what: &str) -> Res<Vec<u8>> {
    let given = machine.parse_keywords(
        what,
        &["source", "encoding", "errors"],
        0,
        &args.pos[1..],
        args.kw,
    )?;
    let (encoding, errors) = (given[1].as_ref(), given[2].as_ref());
    for (option, name) in [(encoding, "encoding"), (errors, "errors")] {
        let Some(option) = option else { continue };
        text_option(machine, what, name, option)?;
        if !matches!(
            given[0].as_ref().map(|source| &source.kind),
            Some(Kind::Str(_))
        ) {
            let text = if given[0].is_some() {
                format!("{name} without a string argument")
            } else {
                format!("{name} or errors without sequence argument")
            };
            return machine.type_error(text);
        }
    }
    let Some(source) = &given[0] else {
        return Ok(Vec::new());
    };
    if let Kind::Str(_) = &source.kind {
        if encoding.is_none() {
            return machine.type_error("string argument without an encoding");
        }
        return encoded(machine, what, source, encoding, errors);
    }
    if what == "bytes"
        && let Some(made) = machine.call_special(source, sym::BYTES, &[])?
    {
        return match &made.kind {
            Kind::Bytes(bytes) => Ok(bytes.to_vec()),
            _ => {
                let text = format!(
                    "__bytes__ returned non-bytes (type {})",
                    machine.error_name(made.ty())
                );
                machine.type_error(text)
            }
        };
    }
    if machine.lookup(source.ty(), sym::INDEX).is_some() {
        let n = machine.index_sized(source)?;
        let Ok(n) = usize::try_from(n) else {
            return machine.value_error("negative count");
        };
        machine.charge(n)?;
        return Ok(vec![0; n]);
    }
    if let Some(bytes) = buffer(source) {
        machine.charge(bytes.len())?;
        return Ok(bytes);
    }
    if !machine.is_iterable(source) {
        let text = format!(
            "cannot convert '{}' object to {what}",
            machine.error_name(source.ty())
        );
        return machine.type_error(text);
    }
    let mut bytes = Vec::new();
    for item in machine.iterate(source)? {
        bytes.push(byte(machine, &item, what)?);
    }
    Ok(bytes)
}

/// A number as a byte of a `bytes` or `bytearray`.
pub(super) fn byte(machine: &mut Machine, value: &Value, what: &str) -> Res<u8> {
    let n = machine.index_clipped(value)?;
    match u8::try_from(n) {
        Ok(byte) => Ok(byte),
        Err(_) if what == "bytes" => machine.value_error("bytes must be in range(0, 256)"),
        Err(_) => machine.value_error("byte must be in range(0, 256)"),
    }
}

fn text_option(machine: &mut Machine, function: &str, name: &str, value: &Value) -> Res<String> {
    if let Kind::Str(text) = &value.kind {
        return Ok(text.as_str().to_string());
    }
    let place = match (name, machine.build.at_least(10)) {
        (name, true) => format!("'{name}'"),
        ("encoding", false) if matches!(function, "bytes" | "bytearray") => "2".to_string(),
        (_, false) if matches!(function, "bytes" | "bytearray") => "3".to_string(),
        (name, false) => format!("'{name}'"),
    };
    let text = format!(
        "{function}() argument {place} must be str, not {}",
        machine.argument_name(value)
    );
    machine.type_error(text)
}

fn codec(
    machine: &mut Machine,
    function: &str,
    encoding: Option<&Value>,
    errors: Option<&Value>,
) -> Res<(Codec, String)> {
    let encoding = match encoding {
        Some(encoding) => text_option(machine, function, "encoding", encoding)?,
        None => "utf-8".to_string(),
    };
    let errors = match errors {
        Some(errors) => text_option(machine, function, "errors", errors)?,
        None => "strict".to_string(),
    };
    let codec = machine.fault(Codec::named(&encoding))?;
    Ok((codec, errors))
}

fn encoded(
    machine: &mut Machine,
    function: &str,
    value: &Value,
    encoding: Option<&Value>,
    errors: Option<&Value>,
) -> Res<Vec<u8>> {
    let (codec, errors) = codec(machine, function, encoding, errors)?;
    let Kind::Str(text) = &value.kind else {
        return Ok(Vec::new());
    };
    machine.charge(text.as_str().len())?;
    let result = codecs::encode(text.as_str(), codec, &errors);
    unicode_fault(machine, tid::UNICODE_ENCODE_ERROR, value, result)
}

fn decoded(
    machine: &mut Machine,
    function: &str,
    value: &Value,
    encoding: Option<&Value>,
    errors: Option<&Value>,
) -> Res {
    let (codec, errors) = codec(machine, function, encoding, errors)?;
    let bytes = buffer(value).unwrap_or_default();
    let result = codecs::decode(&bytes, codec, &errors);
    let object = match &value.kind {
        Kind::Bytes(_) => value.clone(),
        _ => machine.bytes(&bytes),
    };
    let text = unicode_fault(machine, tid::UNICODE_DECODE_ERROR, &object, result)?;
    machine.new_str(text)
}

/// A codec's failure becomes UnicodeEncodeError or UnicodeDecodeError with its five arguments.
fn unicode_fault<T>(
    machine: &mut Machine,
    ty: crate::machine::TypeId,
    object: &Value,
    result: Result<T, CodecFault>,
) -> Res<T> {
    let fault = match result {
        Ok(value) => return Ok(value),
        Err(CodecFault::Other(fault)) => return machine.fault(Err(fault)),
        Err(CodecFault::Unicode(fault)) => fault,
    };
    let args = vec![
        machine.str(fault.encoding),
        object.clone(),
        machine.int(fault.start as i64),
        machine.int(fault.end as i64),
        machine.str(fault.reason),
    ];
    let error = machine.exception_of(ty, args.clone());
    for (name, value) in ["encoding", "object", "start", "end", "reason"]
        .into_iter()
        .zip(args)
    {
        let name = machine.sym(name);
        exception::set_field(&error, name, value);
    }
    let name = machine.sym(TEXT);
    let text = machine.str(&fault.text);
    exception::set_field(&error, name, text);
    Err(Stop::Raise(error))
}

/// The field that keeps `str()` of a Unicode error; no descriptor leads to it.
pub(super) const TEXT: &str = "<text>";
