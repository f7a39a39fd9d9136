//! Methods of bytes, and those that bytearray has as well (Objects/bytes_methods.c).

use super::codecs::{self, buffer, byte, needed_buffer};
use super::{byte_arrays, class_argument, class_method, method, new, since, wrapper};
use crate::machine::function::{Args, Def, Sig};
use crate::machine::iter::Iter;
use crate::machine::object::{Kind, Value};
use crate::machine::types::tid;
use crate::machine::values::bytes_methods::{self, as_text, from_text};
use crate::machine::values::{ValueFault, str_pad, str_search, str_split};
use crate::machine::{Machine, Res, sym};
use std::rc::Rc;

pub(super) const BYTES: &[Def] = &[
    new(bytes_new),
    wrapper("__hash__", Sig::No, |m, a| {
        let hash = m.builtin_hash(&a.pos[0])?;
        Ok(m.int(hash))
    }),
    wrapper("__iter__", Sig::No, |m, a| {
        Ok(m.new_iter(tid::BYTES_ITERATOR, Iter::Bytes(a.pos[0].clone(), 0)))
    }),
    method("__getnewargs__", Sig::No, |m, a| {
        let copy = m.bytes(&own(a));
        Ok(m.tuple(vec![copy]))
    }),
    since(
        11,
        method("__bytes__", Sig::No, |m, a| Ok(m.bytes(&own(a)))),
    ),
];

/// Of both kinds.
pub(super) const COMMON: &[Def] = &[
    wrapper("__repr__", Sig::No, |m, a| {
        let text = m.builtin_repr(&a.pos[0])?;
        m.new_str(text)
    }),
    wrapper("__len__", Sig::No, |m, a| Ok(m.int(own(a).len() as i64))),
    wrapper("__getitem__", Sig::One, item),
    wrapper("__contains__", Sig::One, contains),
    wrapper("__add__", Sig::One, concat),
    wrapper("__mod__", Sig::One, |m, _| m.unsupported("% of bytes")),
    method("upper", Sig::No, |m, a| {
        made(m, a, own(a).to_ascii_uppercase())
    }),
    method("lower", Sig::No, |m, a| {
        made(m, a, own(a).to_ascii_lowercase())
    }),
    method("title", Sig::No, |m, a| {
        made(m, a, bytes_methods::title(&own(a)))
    }),
    method("capitalize", Sig::No, |m, a| {
        made(m, a, bytes_methods::capitalize(&own(a)))
    }),
    method("swapcase", Sig::No, |m, a| {
        made(m, a, bytes_methods::swapcase(&own(a)))
    }),
    method("islower", Sig::No, |m, a| {
        let bytes = own(a);
        let cased = bytes.iter().any(u8::is_ascii_lowercase);
        Ok(m.bool(cased && !bytes.iter().any(u8::is_ascii_uppercase)))
    }),
    method("isupper", Sig::No, |m, a| {
        let bytes = own(a);
        let cased = bytes.iter().any(u8::is_ascii_uppercase);
        Ok(m.bool(cased && !bytes.iter().any(u8::is_ascii_lowercase)))
    }),
    method("istitle", Sig::No, |m, a| {
        Ok(m.bool(bytes_methods::is_title(&own(a))))
    }),
    method("isalnum", Sig::No, |m, a| {
        all(m, a, u8::is_ascii_alphanumeric)
    }),
    method("isalpha", Sig::No, |m, a| {
        all(m, a, u8::is_ascii_alphabetic)
    }),
    method("isdigit", Sig::No, |m, a| all(m, a, u8::is_ascii_digit)),
    method("isspace", Sig::No, |m, a| {
        all(m, a, |byte| matches!(byte, b' ' | b'\t'..=b'\r'))
    }),
    method("isascii", Sig::No, |m, a| Ok(m.bool(own(a).is_ascii()))),
    method("find", Sig::Range(1, 3), |m, a| {
        let place = search(m, a, str_search::find)?;
        Ok(m.int(place.map_or(-1, |at| at as i64)))
    }),
    method("rfind", Sig::Range(1, 3), |m, a| {
        let place = search(m, a, str_search::rfind)?;
        Ok(m.int(place.map_or(-1, |at| at as i64)))
    }),
    method("index", Sig::Range(1, 3), |m, a| {
        let place = search(m, a, str_search::find)?;
        found(m, place)
    }),
    method("rindex", Sig::Range(1, 3), |m, a| {
        let place = search(m, a, str_search::rfind)?;
        found(m, place)
    }),
    method("count", Sig::Range(1, 3), |m, a| {
        let count = search(m, a, |s, sub, start, end| {
            Some(str_search::count(s, sub, start, end))
        })?;
        Ok(m.int(count.unwrap_or(0) as i64))
    }),
    method("startswith", Sig::Range(1, 3), |m, a| {
        affix(m, a, "startswith", str_search::starts_with)
    }),
    method("endswith", Sig::Range(1, 3), |m, a| {
        affix(m, a, "endswith", str_search::ends_with)
    }),
    method("replace", Sig::Any, replace),
    method("split", Sig::Any, |m, a| split(m, a, false)),
    method("rsplit", Sig::Any, |m, a| split(m, a, true)),
    method("splitlines", Sig::Any, |m, a| {
        let keep = m.keepends(a)?;
        let bytes = own(a);
        let lines = bytes_methods::splitlines(&bytes, keep);
        pieces(m, a, lines.into_iter().map(<[u8]>::to_vec).collect())
    }),
    method("partition", Sig::One, |m, a| {
        partition(m, a, str_search::partition)
    }),
    method("rpartition", Sig::One, |m, a| {
        partition(m, a, str_search::rpartition)
    }),
    method("strip", Sig::Range(0, 1), |m, a| strip(m, a, true, true)),
    method("lstrip", Sig::Range(0, 1), |m, a| strip(m, a, true, false)),
    method("rstrip", Sig::Range(0, 1), |m, a| strip(m, a, false, true)),
    method("removeprefix", Sig::One, |m, a| {
        let (bytes, affix) = (own(a), needed_buffer(m, &a.pos[1])?);
        match bytes.strip_prefix(&affix[..]) {
            Some(rest) => made(m, a, rest.to_vec()),
            None => same(m, a, bytes),
        }
    }),
    method("removesuffix", Sig::One, |m, a| {
        let (bytes, affix) = (own(a), needed_buffer(m, &a.pos[1])?);
        match bytes.strip_suffix(&affix[..]) {
            Some(rest) => made(m, a, rest.to_vec()),
            None => same(m, a, bytes),
        }
    }),
    method("join", Sig::One, join),
    method("ljust", Sig::Range(1, 2), |m, a| {
        pad(m, a, "ljust", str_pad::ljust)
    }),
    method("rjust", Sig::Range(1, 2), |m, a| {
        pad(m, a, "rjust", str_pad::rjust)
    }),
    method("center", Sig::Range(1, 2), |m, a| {
        pad(m, a, "center", str_pad::center)
    }),
    method("zfill", Sig::One, |m, a| {
        let width = m.charged_width(&a.pos[1])?;
        made(m, a, from_text(&str_pad::zfill(&as_text(&own(a)), width)))
    }),
    method("expandtabs", Sig::Any, |m, a| {
        let given = m.parse_keywords("expandtabs", &["tabsize"], 0, &a.pos[1..], a.kw)?;
        let size = match &given[0] {
            Some(size) => m.c_int(size)?,
            None => 8,
        };
        let text = as_text(&own(a));
        let tabs = text.matches('\t').count();
        m.charge(
            usize::try_from(size.max(0))
                .unwrap_or(usize::MAX)
                .saturating_mul(tabs),
        )?;
        made(m, a, from_text(&str_pad::expandtabs(&text, size)))
    }),
    method("translate", Sig::Any, translate),
    class_method("fromhex", Sig::One, from_hex),
    method("hex", Sig::Any, |m, a| {
        let given = m.parse_keywords("hex", &["sep", "bytes_per_sep"], 0, &a.pos[1..], a.kw)?;
        let group = match &given[1] {
            Some(group) if m.build.at_least(15) => m.width(group)?,
            Some(group) => m.c_int(group)?,
            None => 1,
        };
        // Python/pystrhex.c asks for the length first.
        if let Some(sep) = &given[0]
            && m.len(sep)? != 1
        {
            return m.value_error("sep must be length 1.");
        }
        let sep = match given[0].as_ref().map(|sep| &sep.kind) {
            None => None,
            Some(Kind::Str(sep)) => Some(sep.as_str().to_string()),
            Some(Kind::Bytes(sep)) => Some(as_text(sep)),
            Some(_) => return m.type_error("sep must be str or bytes."),
        };
        let bytes = own(a);
        m.charge(3 * bytes.len())?;
        let text = bytes_methods::hex(&bytes, sep.as_deref(), group);
        let text = m.fault(text)?;
        m.new_str(text)
    }),
    method("decode", Sig::Any, codecs::decode),
];

/// The bytes of the object that the method belongs to.
fn own(args: &Args) -> Vec<u8> {
    args.pos.first().and_then(buffer).unwrap_or_default()
}

/// A result: bytes of bytes, bytearray of bytearray, never of a subclass.
fn made(machine: &mut Machine, args: &Args, bytes: Vec<u8>) -> Res {
    if let Kind::ByteArray(_) = args.pos[0].kind {
        return byte_arrays::made(machine, tid::BYTEARRAY, bytes);
    }
    machine.charge(bytes.len())?;
    Ok(machine.bytes(&bytes))
}

/// An unchanged result: exact bytes are answered as they are.
fn same(machine: &mut Machine, args: &Args, bytes: Vec<u8>) -> Res {
    if args.pos[0].ty() == tid::BYTES {
        return Ok(args.pos[0].clone());
    }
    made(machine, args, bytes)
}

fn pieces(machine: &mut Machine, args: &Args, pieces: Vec<Vec<u8>>) -> Res {
    let mut items = Vec::with_capacity(pieces.len());
    for piece in pieces {
        machine.charge(32)?;
        items.push(made(machine, args, piece)?);
    }
    Ok(machine.list(items))
}

fn all(machine: &mut Machine, args: &Args, test: fn(&u8) -> bool) -> Res {
    let bytes = own(args);
    Ok(machine.bool(!bytes.is_empty() && bytes.iter().all(test)))
}

fn bytes_new(machine: &mut Machine, args: &Args) -> Res {
    let ty = class_argument(machine, args, tid::BYTES)?;
    if let [_, source] = args.pos
        && source.ty() == tid::BYTES
        && ty == tid::BYTES
    {
        return Ok(source.clone());
    }
    let bytes = codecs::source(machine, args, "bytes")?;
    if ty == tid::BYTES {
        Ok(machine.bytes(&bytes))
    } else {
        machine.alloc(ty, Kind::Bytes(Rc::from(bytes)))
    }
}

fn item(machine: &mut Machine, args: &Args) -> Res {
    let (bytes, key) = (own(args), &args.pos[1]);
    if let Kind::Slice(_) = key.kind {
        let positions = machine.slice_positions(key, bytes.len())?;
        let slice: Vec<u8> = positions.into_iter().map(|at| bytes[at]).collect();
        if slice.len() == bytes.len() && slice == bytes {
            return same(machine, args, bytes);
        }
        return made(machine, args, slice);
    }
    let array = matches!(args.pos[0].kind, Kind::ByteArray(_));
    if machine.lookup(key.ty(), sym::INDEX).is_none() {
        let what = if array { "bytearray" } else { "byte" };
        let text = format!(
            "{what} indices must be integers or slices, not {}",
            machine.error_name(key.ty())
        );
        return machine.type_error(text);
    }
    let at = machine.index_small(key)?;
    let at = if at < 0 { at + bytes.len() as i64 } else { at };
    match usize::try_from(at).ok().and_then(|at| bytes.get(at)) {
        Some(byte) => Ok(machine.int(i64::from(*byte))),
        None if array => machine.raise(tid::INDEX_ERROR, "bytearray index out of range"),
        None => machine.raise(tid::INDEX_ERROR, "index out of range"),
    }
}

fn contains(machine: &mut Machine, args: &Args) -> Res {
    let bytes = own(args);
    let part = if machine.lookup(args.pos[1].ty(), sym::INDEX).is_some() {
        vec![byte(machine, &args.pos[1], "byte")?]
    } else {
        needed_buffer(machine, &args.pos[1])?
    };
    let found = str_search::find(&as_text(&bytes), &as_text(&part), None, None);
    Ok(machine.bool(found.is_some()))
}

fn concat(machine: &mut Machine, args: &Args) -> Res {
    let Some(more) = buffer(&args.pos[1]) else {
        if let Kind::ByteArray(_) = args.pos[0].kind {
            return byte_arrays::cannot_concat(machine, &args.pos[0], &args.pos[1]);
        }
        return machine.concat_error(&args.pos[0], &args.pos[1]);
    };
    made(machine, args, [own(args), more].concat())
}

/// The part looked for: bytes, or one of them as a number.
fn part(machine: &mut Machine, value: &Value) -> Res<String> {
    if let Some(bytes) = buffer(value) {
        return Ok(as_text(&bytes));
    }
    if machine.lookup(value.ty(), sym::INDEX).is_some() {
        let byte = byte(machine, value, "byte")?;
        return Ok(as_text(&[byte]));
    }
    let text = format!(
        "argument should be integer or bytes-like object, not '{}'",
        machine.error_name(value.ty())
    );
    machine.type_error(text)
}

fn search(
    machine: &mut Machine,
    args: &Args,
    find: fn(&str, &str, Option<i64>, Option<i64>) -> Option<usize>,
) -> Res<Option<usize>> {
    let (start, end) = machine.search_bounds(args)?;
    let part = part(machine, &args.pos[1])?;
    Ok(find(&as_text(&own(args)), &part, start, end))
}

fn found(machine: &mut Machine, place: Option<usize>) -> Res {
    match place {
        Some(at) => Ok(machine.int(at as i64)),
        None => machine.fault(Err(bytes_methods::not_found())),
    }
}

fn affix(
    machine: &mut Machine,
    args: &Args,
    name: &str,
    test: fn(&str, &str, Option<i64>, Option<i64>) -> bool,
) -> Res {
    let (start, end) = machine.search_bounds(args)?;
    let text = as_text(&own(args));
    if let Kind::Tuple(options) = &args.pos[1].kind {
        for option in options {
            let option = needed_buffer(machine, option)?;
            if test(&text, &as_text(&option), start, end) {
                return Ok(machine.bool(true));
            }
        }
        return Ok(machine.bool(false));
    }
    let Some(option) = buffer(&args.pos[1]) else {
        let text = format!(
            "{name} first arg must be bytes or a tuple of bytes, not {}",
            machine.error_name(args.pos[1].ty())
        );
        return machine.type_error(text);
    };
    let holds = test(&text, &as_text(&option), start, end);
    Ok(machine.bool(holds))
}

fn replace(machine: &mut Machine, args: &Args) -> Res {
    let class = class_of(machine, &args.pos[0]);
    let named = machine.build.at_least(15);
    let [Some(old), Some(new), count] = machine.replace_arguments(&class, args, named)? else {
        return Ok(machine.none());
    };
    let (old, new) = (needed_buffer(machine, &old)?, needed_buffer(machine, &new)?);
    let count = match &count {
        Some(count) => machine.width(count)?,
        None => -1,
    };
    let bytes = own(args);
    machine.charge(bytes.len() + bytes.len().saturating_mul(new.len()) / old.len().max(1))?;
    let (text, old, new) = (as_text(&bytes), as_text(&old), as_text(&new));
    let replaced = str_search::replace(&text, &old, &new, count);
    if replaced == text {
        return same(machine, args, bytes);
    }
    made(machine, args, from_text(&replaced))
}

fn split(machine: &mut Machine, args: &Args, from_right: bool) -> Res {
    let name = if from_right { "rsplit" } else { "split" };
    let given = machine.parse_keywords(name, &["sep", "maxsplit"], 0, &args.pos[1..], args.kw)?;
    let most = match &given[1] {
        Some(most) => machine.width(most)?,
        None => -1,
    };
    let bytes = own(args);
    let Some(sep) = given[0].as_ref().filter(|sep| !machine.is_none(sep)) else {
        let parts = if from_right {
            bytes_methods::rsplit(&bytes, most)
        } else {
            bytes_methods::split(&bytes, most)
        };
        return pieces(machine, args, parts);
    };
    let (text, sep) = (as_text(&bytes), as_text(&needed_buffer(machine, sep)?));
    let parts = if from_right {
        str_split::rsplit(&text, Some(&sep), most)
    } else {
        str_split::split(&text, Some(&sep), most)
    };
    let parts = machine.fault(parts)?;
    pieces(machine, args, parts.into_iter().map(from_text).collect())
}

fn partition(
    machine: &mut Machine,
    args: &Args,
    part: for<'a> fn(&'a str, &'a str) -> Result<[&'a str; 3], ValueFault>,
) -> Res {
    let sep = as_text(&needed_buffer(machine, &args.pos[1])?);
    let text = as_text(&own(args));
    let parts = part(&text, &sep);
    let parts = machine.fault(parts)?;
    let mut items = Vec::new();
    for part in parts {
        items.push(made(machine, args, from_text(part))?);
    }
    Ok(machine.tuple(items))
}

fn strip(machine: &mut Machine, args: &Args, left: bool, right: bool) -> Res {
    let bytes = own(args);
    let chars = match args.pos.get(1).filter(|chars| !machine.is_none(chars)) {
        Some(chars) => needed_buffer(machine, chars)?,
        None => b" \t\n\r\x0b\x0c".to_vec(),
    };
    let mut rest = &bytes[..];
    while let (true, Some((first, others))) = (left, rest.split_first())
        && chars.contains(first)
    {
        rest = others;
    }
    while let (true, Some((last, others))) = (right, rest.split_last())
        && chars.contains(last)
    {
        rest = others;
    }
    if rest.len() == bytes.len() {
        return same(machine, args, bytes);
    }
    made(machine, args, rest.to_vec())
}

fn join(machine: &mut Machine, args: &Args) -> Res {
    if !machine.is_iterable(&args.pos[1]) {
        return machine.type_error("can only join an iterable");
    }
    let between = own(args);
    let mut joined = Vec::new();
    for (i, item) in machine.iterate(&args.pos[1])?.iter().enumerate() {
        let Some(piece) = buffer(item) else {
            let text = format!(
                "sequence item {i}: expected a bytes-like object, {} found",
                machine.error_name(item.ty())
            );
            return machine.type_error(text);
        };
        if i > 0 {
            joined.extend_from_slice(&between);
        }
        machine.charge(between.len() + piece.len())?;
        joined.extend(piece);
    }
    made(machine, args, joined)
}

fn pad(machine: &mut Machine, args: &Args, name: &str, pad: fn(&str, i64, char) -> String) -> Res {
    let width = machine.charged_width(&args.pos[1])?;
    let fill = match args.pos.get(2) {
        None => ' ',
        Some(fill) => match (buffer(fill).as_deref(), machine.build.at_least(14)) {
            (Some([only]), _) => char::from(*only),
            (Some(bytes), true) => {
                let class = machine.error_name(fill.ty());
                return machine.type_error(format!(
                    "{name}(): argument 2 must be a byte string of length 1, not a {class} object of length {}",
                    bytes.len()
                ));
            }
            _ => {
                let class = machine.argument_name(fill);
                return machine.type_error(format!(
                    "{name}() argument 2 must be a byte string of length 1, not {class}"
                ));
            }
        },
    };
    let bytes = own(args);
    if width <= bytes.len() as i64 {
        return same(machine, args, bytes);
    }
    made(
        machine,
        args,
        from_text(&pad(&as_text(&bytes), width, fill)),
    )
}

fn translate(machine: &mut Machine, args: &Args) -> Res {
    if args.pos.len() == 1 {
        let text = "translate() takes at least 1 positional argument (0 given)";
        return machine.type_error(text);
    }
    let given = machine.parse_keywords(
        "translate",
        &["table", "delete"],
        1,
        &args.pos[1..],
        args.kw,
    )?;
    let table = match given[0].as_ref().filter(|table| !machine.is_none(table)) {
        Some(table) => Some(needed_buffer(machine, table)?),
        None => None,
    };
    if table.as_ref().is_some_and(|table| table.len() != 256) {
        return machine.value_error("translation table must be 256 characters long");
    }
    let delete = match &given[1] {
        Some(delete) => needed_buffer(machine, delete)?,
        None => Vec::new(),
    };
    let bytes = own(args);
    let kept = bytes.iter().filter(|byte| !delete.contains(byte));
    let translated: Vec<u8> = kept
        .map(|&byte| {
            table
                .as_ref()
                .map_or(byte, |table| table[usize::from(byte)])
        })
        .collect();
    if translated == bytes {
        return same(machine, args, bytes);
    }
    made(machine, args, translated)
}

fn from_hex(machine: &mut Machine, args: &Args) -> Res {
    let Kind::Str(text) = &args.pos[1].kind else {
        let kinds = if machine.build.at_least(14) {
            "str or bytes-like"
        } else {
            "str"
        };
        let given = match machine.build.at_least(14) {
            true => machine.error_name(args.pos[1].ty()),
            false => machine.argument_name(&args.pos[1]),
        };
        let text = format!("fromhex() argument must be {kinds}, not {given}");
        return machine.type_error(text);
    };
    let bytes = bytes_methods::from_hex(text.as_str(), machine.build);
    let bytes = machine.fault(bytes)?;
    let class = args.pos[0].clone();
    let made = machine.bytes(&bytes);
    if Machine::as_type(&class) == Some(tid::BYTES) {
        return Ok(made);
    }
    machine.call(&class, &[made], &[])
}

fn class_of(machine: &Machine, value: &Value) -> Rc<str> {
    machine.type_name(match value.kind {
        Kind::ByteArray(_) => tid::BYTEARRAY,
        _ => tid::BYTES,
    })
}
