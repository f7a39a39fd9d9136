//! `str.translate`, `str.maketrans` and `str.format_map` (Objects/unicodeobject.c).

use super::{function, method};
use crate::cpython::messages;
use crate::machine::function::{Args, Def, Sig};
use crate::machine::object::{Int, Kind, Value};
use crate::machine::types::tid;
use crate::machine::{Machine, Res};

pub(super) const TRANSLATE: &[Def] = &[
    method("translate", Sig::One, translate),
    function("maketrans", Sig::Any, make_table),
    method("format_map", Sig::One, |m, a| {
        m.str_format_map(text(&a.pos[0]), &a.pos[1])
    }),
];

fn text(value: &Value) -> &str {
    match &value.kind {
        Kind::Str(text) => text.as_str(),
        _ => "",
    }
}

/// Each character by what the table has under its number; LookupError leaves it as it is.
fn translate(machine: &mut Machine, args: &Args) -> Res {
    let mut translated = String::new();
    for c in text(&args.pos[0]).chars() {
        let number = machine.int(i64::from(u32::from(c)));
        let found = machine.get_item(&args.pos[1], &number);
        let Some(found) = machine.catch(found, tid::LOOKUP_ERROR)? else {
            translated.push(c);
            continue;
        };
        match &found.kind {
            Kind::Str(replacement) => translated.push_str(replacement.as_str()),
            Kind::Int(n) => match n {
                Int::Small(n) if (0..0x11_0000).contains(n) => {
                    match u32::try_from(*n).ok().and_then(char::from_u32) {
                        Some(c) => translated.push(c),
                        None => return machine.unsupported("lone surrogates in a string"),
                    }
                }
                _ => {
                    return machine.value_error("character mapping must be in range(0x110000)");
                }
            },
            _ if machine.is_none(&found) => {}
            _ => {
                return machine.type_error("character mapping must return integer, None or str");
            }
        }
        machine.charge(translated.len() / 64)?;
    }
    machine.new_str(translated)
}

/// `str.maketrans(table)`, `str.maketrans(from, to[, delete])`
fn make_table(machine: &mut Machine, args: &Args) -> Res {
    if !args.kw.is_empty() {
        return machine.type_error("str.maketrans() takes no keyword arguments");
    }
    let table = machine.new_dict();
    let (from, to) = match args.pos {
        [given] => {
            let Kind::Dict(_) = given.kind else {
                return machine
                    .type_error("if you give only one argument to maketrans it must be a dict");
            };
            for (key, value) in machine.dict_items(given) {
                let key = match &key.kind {
                    Kind::Int(_) => key,
                    Kind::Str(c) => {
                        let mut chars = c.as_str().chars();
                        let (Some(c), None) = (chars.next(), chars.next()) else {
                            return machine
                                .value_error("string keys in translate table must be of length 1");
                        };
                        machine.int(i64::from(u32::from(c)))
                    }
                    _ => {
                        return machine
                            .type_error("keys in translate table must be strings or integers");
                    }
                };
                machine.dict_set(&table, &key, value)?;
            }
            return Ok(table);
        }
        [from, to] | [from, to, _] => (from, to),
        given => {
            let text = messages::clinic_arity("maketrans", 1, 3, given.len());
            return machine.type_error(text);
        }
    };
    for (i, value) in args.pos.iter().enumerate().skip(1) {
        if !matches!(value.kind, Kind::Str(_)) {
            let given = machine.error_name(value.ty());
            let text = format!("maketrans() argument {} must be str, not {given}", i + 1);
            return machine.type_error(text);
        }
    }
    let Kind::Str(first) = &from.kind else {
        return machine
            .type_error("first maketrans argument must be a string if there is a second argument");
    };
    if first.len() != text(to).chars().count() {
        return machine.value_error("the first two maketrans arguments must have equal length");
    }
    let number = |machine: &Machine, c: char| machine.int(i64::from(u32::from(c)));
    for (a, b) in first.as_str().chars().zip(text(to).chars()) {
        let (a, b) = (number(machine, a), number(machine, b));
        machine.dict_set(&table, &a, b)?;
    }
    if let Some(delete) = args.pos.get(2) {
        for c in text(delete).chars() {
            let (c, none) = (number(machine, c), machine.none());
            machine.dict_set(&table, &c, none)?;
        }
    }
    Ok(table)
}
