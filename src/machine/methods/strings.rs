//! Methods of str.

use super::{class_argument, codecs, hash, method, new, repr, wrapper};
use crate::cpython::messages::clinic_arity;
use crate::machine::function::{Args, Def, Sig};
use crate::machine::iter::Iter;
use crate::machine::object::{Kind, Value};
use crate::machine::string::Str;
use crate::machine::types::tid;
use crate::machine::values::{str_case, str_index, str_pad, str_repr, str_search, str_split};
use crate::machine::{Machine, Res};
use std::rc::Rc;

pub(super) const STR: &[Def] = &[
    new(str_new),
    wrapper("__repr__", Sig::No, repr),
    wrapper("__hash__", Sig::No, hash),
    wrapper("__str__", Sig::No, |m, a| {
        if a.pos[0].ty() == tid::STR {
            Ok(a.pos[0].clone())
        } else {
            answer(m, text(&a.pos[0]).to_string())
        }
    }),
    wrapper("__len__", Sig::No, |m, a| {
        Ok(m.int(if let Kind::Str(s) = &a.pos[0].kind {
            s.len() as i64
        } else {
            0
        }))
    }),
    wrapper("__getitem__", Sig::One, |m, a| {
        m.str_item(&a.pos[0], &a.pos[1])
    }),
    wrapper("__iter__", Sig::No, |m, a| {
        // The object of a subclass is not compact, whatever it holds (PyUnicode_IS_COMPACT_ASCII).
        let ascii = m.build.at_least(11)
            && a.pos[0].ty() == tid::STR
            && matches!(&a.pos[0].kind, Kind::Str(s) if s.is_ascii());
        let ty = if ascii {
            tid::STR_ASCII_ITERATOR
        } else {
            tid::STR_ITERATOR
        };
        Ok(m.new_iter(ty, Iter::Str(a.pos[0].clone(), 0)))
    }),
    wrapper("__contains__", Sig::One, |m, a| {
        if let Kind::Str(sub) = &a.pos[1].kind {
            return Ok(m.bool(text(&a.pos[0]).contains(sub.as_str())));
        }
        let given = m.error_name(a.pos[1].ty());
        m.type_error(format!(
            "'in <string>' requires string as left operand, not {given}"
        ))
    }),
    method("__format__", Sig::One, |m, a| {
        m.builtin_format(&a.pos[0], &a.pos[1])
    }),
    method("__sizeof__", Sig::No, |m, a| {
        let size = m.builtin_sizeof(&a.pos[0])?;
        Ok(m.int(size as i64))
    }),
    method("__getnewargs__", Sig::No, |m, a| {
        let copy = m.str(text(&a.pos[0]));
        Ok(m.tuple(vec![copy]))
    }),
    method("upper", Sig::No, |m, a| {
        let s = str_case::upper(text(&a.pos[0]), m.build);
        answer(m, s)
    }),
    method("lower", Sig::No, |m, a| {
        let s = str_case::lower(text(&a.pos[0]), m.build);
        answer(m, s)
    }),
    method("casefold", Sig::No, |m, a| {
        let s = str_case::casefold(text(&a.pos[0]), m.build);
        answer(m, s)
    }),
    method("title", Sig::No, |m, a| {
        let s = str_case::title(text(&a.pos[0]), m.build);
        answer(m, s)
    }),
    method("capitalize", Sig::No, |m, a| {
        let s = str_case::capitalize(text(&a.pos[0]), m.build);
        answer(m, s)
    }),
    method("swapcase", Sig::No, |m, a| {
        let s = str_case::swapcase(text(&a.pos[0]), m.build);
        answer(m, s)
    }),
    method("islower", Sig::No, |m, a| {
        Ok(m.bool(str_case::is_lower_str(text(&a.pos[0]), m.build)))
    }),
    method("isupper", Sig::No, |m, a| {
        Ok(m.bool(str_case::is_upper_str(text(&a.pos[0]), m.build)))
    }),
    method("istitle", Sig::No, |m, a| {
        Ok(m.bool(str_case::is_title_str(text(&a.pos[0]), m.build)))
    }),
    method("isalpha", Sig::No, |m, a| {
        Ok(m.bool(str_case::is_alpha_str(text(&a.pos[0]), m.build)))
    }),
    method("isalnum", Sig::No, |m, a| {
        Ok(m.bool(str_case::is_alnum_str(text(&a.pos[0]), m.build)))
    }),
    method("isdecimal", Sig::No, |m, a| {
        Ok(m.bool(str_case::is_decimal_str(text(&a.pos[0]), m.build)))
    }),
    method("isdigit", Sig::No, |m, a| {
        Ok(m.bool(str_case::is_digit_str(text(&a.pos[0]), m.build)))
    }),
    method("isnumeric", Sig::No, |m, a| {
        Ok(m.bool(str_case::is_numeric_str(text(&a.pos[0]), m.build)))
    }),
    method("isspace", Sig::No, |m, a| {
        Ok(m.bool(str_case::is_space_str(text(&a.pos[0]))))
    }),
    method("isprintable", Sig::No, |m, a| {
        Ok(m.bool(str_case::is_printable_str(text(&a.pos[0]), m.build)))
    }),
    method("isascii", Sig::No, |m, a| {
        Ok(m.bool(text(&a.pos[0]).is_ascii()))
    }),
    method("isidentifier", Sig::No, |m, a| {
        Ok(m.bool(str_repr::is_identifier(text(&a.pos[0]), m.build)))
    }),
    method("startswith", Sig::Range(1, 3), |m, a| {
        affix(m, a, "startswith", str_search::starts_with)
    }),
    method("endswith", Sig::Range(1, 3), |m, a| {
        affix(m, a, "endswith", str_search::ends_with)
    }),
    method("find", Sig::Range(1, 3), |m, a| {
        let place = search(m, a, "find", str_search::find)?;
        Ok(m.int(place.map_or(-1, |i| i as i64)))
    }),
    method("rfind", Sig::Range(1, 3), |m, a| {
        let place = search(m, a, "rfind", str_search::rfind)?;
        Ok(m.int(place.map_or(-1, |i| i as i64)))
    }),
    method("index", Sig::Range(1, 3), |m, a| {
        match search(m, a, "index", str_search::find)? {
            Some(i) => Ok(m.int(i as i64)),
            None => m.value_error("substring not found"),
        }
    }),
    method("rindex", Sig::Range(1, 3), |m, a| {
        match search(m, a, "rindex", str_search::rfind)? {
            Some(i) => Ok(m.int(i as i64)),
            None => m.value_error("substring not found"),
        }
    }),
    method("count", Sig::Range(1, 3), |m, a| {
        let n = search(m, a, "count", |s, sub, start, end| {
            Some(str_search::count(s, sub, start, end))
        })?;
        Ok(m.int(n.unwrap_or(0) as i64))
    }),
    method("replace", Sig::Any, replace),
    method("split", Sig::Any, |m, a| split(m, a, false)),
    method("rsplit", Sig::Any, |m, a| split(m, a, true)),
    method("splitlines", Sig::Any, splitlines),
    method("partition", Sig::One, |m, a| {
        partition(m, a, str_search::partition)
    }),
    method("rpartition", Sig::One, |m, a| {
        partition(m, a, str_search::rpartition)
    }),
    method("strip", Sig::Range(0, 1), |m, a| {
        strip(m, a, "strip", str_split::strip)
    }),
    method("lstrip", Sig::Range(0, 1), |m, a| {
        strip(m, a, "lstrip", str_split::lstrip)
    }),
    method("rstrip", Sig::Range(0, 1), |m, a| {
        strip(m, a, "rstrip", str_split::rstrip)
    }),
    method("removeprefix", Sig::One, |m, a| {
        let prefix = str_argument(m, "removeprefix", &a.pos[1])?;
        answer(
            m,
            str_search::remove_prefix(text(&a.pos[0]), &prefix).to_string(),
        )
    }),
    method("removesuffix", Sig::One, |m, a| {
        let suffix = str_argument(m, "removesuffix", &a.pos[1])?;
        answer(
            m,
            str_search::remove_suffix(text(&a.pos[0]), &suffix).to_string(),
        )
    }),
    method("join", Sig::One, join),
    method("ljust", Sig::Range(1, 2), |m, a| pad(m, a, str_pad::ljust)),
    method("rjust", Sig::Range(1, 2), |m, a| pad(m, a, str_pad::rjust)),
    method("center", Sig::Range(1, 2), |m, a| {
        pad(m, a, str_pad::center)
    }),
    method("zfill", Sig::One, |m, a| {
        let width = m.charged_width(&a.pos[1])?;
        answer(m, str_pad::zfill(text(&a.pos[0]), width))
    }),
    method("expandtabs", Sig::Any, |m, a| {
        let given = m.parse_keywords("expandtabs", &["tabsize"], 0, &a.pos[1..], a.kw)?;
        let size = match &given[0] {
            Some(size) => m.c_int(size)?,
            None => 8,
        };
        let tabs = text(&a.pos[0]).matches('\t').count();
        m.charge(
            usize::try_from(size.max(0))
                .unwrap_or(usize::MAX)
                .saturating_mul(tabs),
        )?;
        answer(m, str_pad::expandtabs(text(&a.pos[0]), size))
    }),
    method("encode", Sig::Any, codecs::encode),
    method("format", Sig::Any, |m, a| m.str_format(text(&a.pos[0]), a)),
];

fn text(value: &Value) -> &str {
    match &value.kind {
        Kind::Str(text) => text.as_str(),
        _ => "",
    }
}

fn answer(machine: &mut Machine, text: String) -> Res {
    machine.new_str(text)
}

fn str_argument(machine: &mut Machine, function: &str, value: &Value) -> Res<Rc<str>> {
    match &value.kind {
        Kind::Str(text) => Ok(text.shared()),
        _ => {
            let text = format!(
                "{function}() argument must be str, not {}",
                machine.argument_name(value)
            );
            machine.type_error(text)
        }
    }
}

/// Refuses an encoding or error handler that is no str (Argument Clinic; 3.9 numbers the argument).
pub(super) fn check_texts(
    machine: &mut Machine,
    function: &str,
    names: &[&str],
    given: &[Option<Value>],
) -> Res<()> {
    for (i, value) in given.iter().enumerate().take(names.len()).skip(1) {
        let Some(value) = value else { continue };
        if machine.is_instance(value, tid::STR) {
            continue;
        }
        let which = if machine.build.at_least(10) || names[i] == "byteorder" {
            format!("'{}'", names[i])
        } else {
            (i + 1).to_string()
        };
        // 3.15 parses the arguments of str() in a way of its own.
        let class = match function == "str" && machine.build.at_least(13) {
            true => machine.error_name(value.ty()),
            false => machine.argument_name(value),
        };
        let text = format!("{function}() argument {which} must be str, not {class}");
        return machine.type_error(text);
    }
    Ok(())
}

fn str_new(machine: &mut Machine, args: &Args) -> Res {
    let ty = class_argument(machine, args, tid::STR)?;
    let count = args.pos.len() + args.kw.len() - 1;
    // Objects/unicodeobject.c, unicode_vectorcall (3.13+) counts for `str` itself.
    if count > 3 && ty == tid::STR && machine.build.at_least(13) {
        return machine.type_error(clinic_arity("str", 0, 3, count));
    }
    let names = ["object", "encoding", "errors"];
    let given = machine.parse_keywords("str", &names, 0, &args.pos[1..], args.kw)?;
    check_texts(machine, "str", &names, &given)?;
    let made = match (&given[0], &given[1], &given[2]) {
        (None, None, None) => machine.str(""),
        (Some(value), None, None) => machine.str_value(value)?,
        (Some(value), encoding, errors) => {
            codecs::decode_object(machine, value, encoding.as_ref(), errors.as_ref())?
        }
        _ => machine.str(""),
    };
    if ty == tid::STR {
        return Ok(made);
    }
    let shared: Rc<str> = Rc::from(text(&made));
    machine.alloc(ty, Kind::Str(Str::from_rc(shared)))
}

type Search = fn(&str, &str, Option<i64>, Option<i64>) -> Option<usize>;

fn search(machine: &mut Machine, args: &Args, name: &str, find: Search) -> Res<Option<usize>> {
    // Up to 3.12 PyArg_ParseTuple comes first, then what is looked for.
    let early = match machine.build.at_least(13) {
        true => None,
        false => Some(machine.search_bounds(args)?),
    };
    let Kind::Str(sub) = &args.pos[1].kind else {
        let text = if machine.build.at_least(13) {
            let given = machine.argument_name(&args.pos[1]);
            format!("{name}() argument 1 must be str, not {given}")
        } else {
            let given = machine.error_name(args.pos[1].ty());
            format!("must be str, not {given}")
        };
        return machine.type_error(text);
    };
    let (start, end) = match early {
        Some(bounds) => bounds,
        None => machine.search_bounds(args)?,
    };
    Ok(find(text(&args.pos[0]), sub.as_str(), start, end))
}

fn affix(
    machine: &mut Machine,
    args: &Args,
    name: &str,
    test: fn(&str, &str, Option<i64>, Option<i64>) -> bool,
) -> Res {
    let (start, end) = machine.search_bounds(args)?;
    let options: Vec<Value> = match &args.pos[1].kind {
        Kind::Tuple(items) => items.to_vec(),
        _ => vec![args.pos[1].clone()],
    };
    for option in &options {
        let Kind::Str(affix) = &option.kind else {
            let given = machine.error_name(option.ty());
            let text = if options.len() == 1 && !matches!(args.pos[1].kind, Kind::Tuple(_)) {
                format!("{name} first arg must be str or a tuple of str, not {given}")
            } else {
                format!("tuple for {name} must only contain str, not {given}")
            };
            return machine.type_error(text);
        };
        if test(text(&args.pos[0]), affix.as_str(), start, end) {
            return Ok(machine.bool(true));
        }
    }
    Ok(machine.bool(false))
}

fn replace(machine: &mut Machine, args: &Args) -> Res {
    let given = machine.replace_arguments("str", args, machine.build.at_least(13))?;
    let mut parts = Vec::new();
    for (i, part) in given.iter().take(2).enumerate() {
        match part.as_ref().map(|part| &part.kind) {
            Some(Kind::Str(text)) => parts.push(text.shared()),
            _ => {
                let given = part
                    .as_ref()
                    .map(|part| machine.argument_name(part))
                    .unwrap_or_default();
                return machine.type_error(format!(
                    "replace() argument {} must be str, not {given}",
                    i + 1
                ));
            }
        }
    }
    let count = match &given[2] {
        Some(count) => machine.width(count)?,
        None => -1,
    };
    let s = text(&args.pos[0]);
    machine.charge(s.len() + s.len().saturating_mul(parts[1].len()) / parts[0].len().max(1))?;
    let result = str_search::replace(s, &parts[0], &parts[1], count);
    answer(machine, result)
}

fn split(machine: &mut Machine, args: &Args, from_right: bool) -> Res {
    let name = if from_right { "rsplit" } else { "split" };
    let given = machine.parse_keywords(name, &["sep", "maxsplit"], 0, &args.pos[1..], args.kw)?;
    let most = match &given[1] {
        Some(most) => machine.width(most)?,
        None => -1,
    };
    let sep = match &given[0] {
        Some(sep) if !machine.is_none(sep) => match &sep.kind {
            Kind::Str(sep) => Some(sep.shared()),
            _ => {
                let text = format!("must be str or None, not {}", machine.error_name(sep.ty()));
                return machine.type_error(text);
            }
        },
        _ => None,
    };
    let s = text(&args.pos[0]);
    let pieces = if from_right {
        str_split::rsplit(s, sep.as_deref(), most)
    } else {
        str_split::split(s, sep.as_deref(), most)
    };
    let pieces = machine.fault(pieces)?;
    machine.charge(32 * pieces.len() + s.len())?;
    let whole = pieces.len() == 1 && pieces[0].len() == s.len() && args.pos[0].ty() == tid::STR;
    let room = crate::cpython::lists::split(
        machine.build,
        str_index::len(s),
        sep.as_ref().map(|sep| str_index::len(sep)),
        usize::try_from(most).ok(),
        pieces.len(),
    );
    let items = if whole {
        vec![args.pos[0].clone()]
    } else {
        pieces.into_iter().map(|piece| machine.str(piece)).collect()
    };
    Ok(machine.list_with(crate::machine::list::List {
        items,
        allocated: room,
    }))
}

fn splitlines(machine: &mut Machine, args: &Args) -> Res {
    let keep = machine.keepends(args)?;
    let lines = str_split::splitlines(text(&args.pos[0]), keep);
    machine.charge(32 * lines.len())?;
    let items: Vec<Value> = lines.into_iter().map(|line| machine.str(line)).collect();
    let allocated = (0..items.len()).fold(0, |room, n| {
        crate::cpython::lists::resized(machine.build, room, n, n + 1)
    });
    Ok(machine.list_with(crate::machine::list::List { items, allocated }))
}

fn partition(
    machine: &mut Machine,
    args: &Args,
    part: for<'a> fn(&'a str, &'a str) -> Result<[&'a str; 3], crate::machine::values::ValueFault>,
) -> Res {
    let Kind::Str(sep) = &args.pos[1].kind else {
        let text = format!("must be str, not {}", machine.error_name(args.pos[1].ty()));
        return machine.type_error(text);
    };
    let parts = part(text(&args.pos[0]), sep.as_str());
    let parts = machine.fault(parts)?;
    let items = parts.into_iter().map(|piece| machine.str(piece)).collect();
    Ok(machine.tuple(items))
}

fn strip(
    machine: &mut Machine,
    args: &Args,
    name: &str,
    strip: for<'a> fn(&'a str, Option<&str>) -> &'a str,
) -> Res {
    let chars = match args.pos.get(1) {
        Some(chars) if !machine.is_none(chars) => match &chars.kind {
            Kind::Str(chars) => Some(chars.shared()),
            _ => return machine.type_error(format!("{name} arg must be None or str")),
        },
        _ => None,
    };
    let s = text(&args.pos[0]);
    let stripped = strip(s, chars.as_deref());
    if stripped.len() == s.len() && args.pos[0].ty() == tid::STR {
        return Ok(args.pos[0].clone());
    }
    answer(machine, stripped.to_string())
}

fn pad(machine: &mut Machine, args: &Args, pad: fn(&str, i64, char) -> String) -> Res {
    let width = machine.charged_width(&args.pos[1])?;
    let fill = match args.pos.get(2) {
        None => ' ',
        Some(fill) => {
            let Kind::Str(fill) = &fill.kind else {
                let text = format!(
                    "The fill character must be a unicode character, not {}",
                    machine.error_name(fill.ty())
                );
                return machine.type_error(text);
            };
            let mut chars = fill.as_str().chars();
            match (chars.next(), chars.next()) {
                (Some(c), None) => c,
                _ => {
                    return machine
                        .type_error("The fill character must be exactly one character long");
                }
            }
        }
    };
    answer(machine, pad(text(&args.pos[0]), width, fill))
}

fn join(machine: &mut Machine, args: &Args) -> Res {
    if !machine.is_iterable(&args.pos[1]) {
        return machine.type_error("can only join an iterable");
    }
    let items = machine.iterate(&args.pos[1])?;
    if let [only] = items.as_slice()
        && only.ty() == tid::STR
    {
        return Ok(only.clone());
    }
    let between = text(&args.pos[0]).len();
    machine.charge(between.saturating_mul(items.len()))?;
    let mut result = String::new();
    for (i, item) in items.iter().enumerate() {
        let Kind::Str(piece) = &item.kind else {
            let text = format!(
                "sequence item {i}: expected str instance, {} found",
                machine.error_name(item.ty())
            );
            return machine.type_error(text);
        };
        if i > 0 {
            result.push_str(text(&args.pos[0]));
        }
        result.push_str(piece.as_str());
        machine.charge(piece.as_str().len())?;
    }
    answer(machine, result)
}

impl Machine {
    /// `text[key]`
    fn str_item(&mut self, value: &Value, key: &Value) -> Res {
        let Kind::Str(string) = &value.kind else {
            return Ok(self.none());
        };
        if let Kind::Slice(_) = key.kind {
            let (start, stop, step) = self.slice_bounds(key, string.len())?;
            if start == 0 && step == 1 && stop as usize == string.len() && value.ty() == tid::STR {
                return Ok(value.clone());
            }
            let positions = self.slice_positions(key, string.len())?;
            self.charge(positions.len())?;
            let sliced: String = if string.is_ascii() {
                let bytes = string.as_str().as_bytes();
                positions.into_iter().map(|i| bytes[i] as char).collect()
            } else {
                let chars: Vec<char> = string.as_str().chars().collect();
                positions.into_iter().map(|i| chars[i]).collect()
            };
            return self.new_str(sliced);
        }
        if !matches!(key.kind, Kind::Int(_))
            && self.lookup(key.ty(), crate::machine::sym::INDEX).is_none()
        {
            let given = self.error_name(key.ty());
            let text = if self.build.at_least(11) {
                format!("string indices must be integers, not '{given}'")
            } else {
                "string indices must be integers".to_string()
            };
            return self.type_error(text);
        }
        let i = self.index_small(key)?;
        match str_index::char_at(string.as_str(), i) {
            Some(c) => Ok(self.str(c.encode_utf8(&mut [0; 4]))),
            None => self.raise(tid::INDEX_ERROR, "string index out of range"),
        }
    }
}
