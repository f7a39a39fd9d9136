//! Methods of int, bool and float.

use super::{
    Getter, class_argument, class_method, hash, int_bytes, method, new, refuse_keywords,
    refuse_more, repr, sizeof, wrapper,
};
use crate::cpython::messages::clinic_arity;
use crate::machine::function::{Args, Def, Sig};
use crate::machine::object::{Int, Kind, Value};
use crate::machine::symbol::sym;
use crate::machine::types::tid;
use crate::machine::values::{float_hex, float_math, float_text, int_math, int_text};
use crate::machine::{Machine, Res};
use num_bigint::{BigInt, Sign};

pub(super) const INT: &[Def] = &[
    new(int_new),
    wrapper("__repr__", Sig::No, repr),
    wrapper("__hash__", Sig::No, hash),
    wrapper("__neg__", Sig::No, |m, a| int_map(m, a, |n| -n)),
    wrapper("__pos__", Sig::No, |m, a| int_map(m, a, |n| n)),
    wrapper("__abs__", Sig::No, |m, a| {
        int_map(m, a, |n| if n.sign() == Sign::Minus { -n } else { n })
    }),
    wrapper("__invert__", Sig::No, |m, a| int_map(m, a, |n| -n - 1)),
    wrapper("__int__", Sig::No, |m, a| int_map(m, a, |n| n)),
    wrapper("__index__", Sig::No, |m, a| int_map(m, a, |n| n)),
    wrapper("__float__", Sig::No, int_float),
    wrapper("__bool__", Sig::No, |m, a| {
        let n = int_of(&a.pos[0]);
        Ok(m.bool(n.sign() != Sign::NoSign))
    }),
    wrapper("__divmod__", Sig::One, divmod),
    method("__trunc__", Sig::No, |m, a| int_map(m, a, |n| n)),
    method("__floor__", Sig::No, |m, a| int_map(m, a, |n| n)),
    method("__ceil__", Sig::No, |m, a| int_map(m, a, |n| n)),
    method("__round__", Sig::Range(0, 1), int_round),
    method("__format__", Sig::One, format),
    method("__sizeof__", Sig::No, sizeof),
    method("__getnewargs__", Sig::No, |m, a| {
        let n = m.int_big(int_of(&a.pos[0]));
        Ok(m.tuple(vec![n]))
    }),
    method("conjugate", Sig::No, |m, a| int_map(m, a, |n| n)),
    method("bit_length", Sig::No, |m, a| {
        Ok(m.int(int_math::bit_length(&int_of(&a.pos[0])) as i64))
    }),
    super::since(
        10,
        method("bit_count", Sig::No, |m, a| {
            Ok(m.int(int_of(&a.pos[0]).magnitude().count_ones() as i64))
        }),
    ),
    super::since(12, method("is_integer", Sig::No, |m, _| Ok(m.bool(true)))),
    method("as_integer_ratio", Sig::No, |m, a| {
        let n = m.int_big(int_of(&a.pos[0]));
        let one = m.int(1);
        Ok(m.tuple(vec![n, one]))
    }),
    method("to_bytes", Sig::Any, int_bytes::to_bytes),
    class_method("from_bytes", Sig::Any, int_bytes::from_bytes),
];

pub(super) const INT_GETTERS: &[Getter] = &[
    ("real", |m, v| Ok(m.int_big(int_of(v))), None, false),
    ("imag", |m, _| Ok(m.int(0)), None, false),
    ("numerator", |m, v| Ok(m.int_big(int_of(v))), None, false),
    ("denominator", |m, _| Ok(m.int(1)), None, false),
];

pub(super) const BOOL: &[Def] = &[new(bool_new), wrapper("__repr__", Sig::No, repr)];

pub(super) const FLOAT: &[Def] = &[
    new(float_new),
    wrapper("__repr__", Sig::No, repr),
    wrapper("__hash__", Sig::No, hash),
    wrapper("__neg__", Sig::No, |m, a| Ok(m.float(-float_of(&a.pos[0])))),
    wrapper("__pos__", Sig::No, |m, a| Ok(m.float(float_of(&a.pos[0])))),
    wrapper("__abs__", Sig::No, |m, a| {
        Ok(m.float(float_of(&a.pos[0]).abs()))
    }),
    wrapper("__int__", Sig::No, float_int),
    wrapper(
        "__float__",
        Sig::No,
        |m, a| Ok(m.float(float_of(&a.pos[0]))),
    ),
    wrapper("__bool__", Sig::No, |m, a| {
        Ok(m.bool(float_of(&a.pos[0]) != 0.0))
    }),
    wrapper("__divmod__", Sig::One, divmod),
    method("__trunc__", Sig::No, float_int),
    method("__floor__", Sig::No, |m, a| {
        to_int(m, float_of(&a.pos[0]).floor())
    }),
    method("__ceil__", Sig::No, |m, a| {
        to_int(m, float_of(&a.pos[0]).ceil())
    }),
    method("__round__", Sig::Range(0, 1), float_round),
    method("__format__", Sig::One, format),
    method(
        "conjugate",
        Sig::No,
        |m, a| Ok(m.float(float_of(&a.pos[0]))),
    ),
    method("is_integer", Sig::No, |m, a| {
        Ok(m.bool(float_text::is_integer(float_of(&a.pos[0]))))
    }),
    method("as_integer_ratio", Sig::No, |m, a| {
        let ratio = float_text::as_integer_ratio(float_of(&a.pos[0]));
        let (n, d) = m.fault(ratio)?;
        let pair = vec![m.int_big(n), m.int_big(d)];
        Ok(m.tuple(pair))
    }),
    method("hex", Sig::No, |m, a| {
        m.new_str(float_hex::hex(float_of(&a.pos[0])))
    }),
    method("__getnewargs__", Sig::No, |m, a| {
        let x = m.float(float_of(&a.pos[0]));
        Ok(m.tuple(vec![x]))
    }),
];

pub(super) const FLOAT_GETTERS: &[Getter] = &[
    ("real", |m, v| Ok(m.float(float_of(v))), None, false),
    ("imag", |m, _| Ok(m.float(0.0)), None, false),
];

pub(super) fn int_of(value: &Value) -> BigInt {
    match &value.kind {
        Kind::Int(int) => int.big(),
        _ => BigInt::ZERO,
    }
}

fn float_of(value: &Value) -> f64 {
    match value.kind {
        Kind::Float(x) => x,
        _ => 0.0,
    }
}

fn int_map(machine: &mut Machine, args: &Args, map: fn(BigInt) -> BigInt) -> Res {
    let this = &args.pos[0];
    let result = map(int_of(this));
    if this.ty() == tid::INT && result == int_of(this) {
        return Ok(this.clone());
    }
    Ok(machine.int_big(result))
}

fn format(machine: &mut Machine, args: &Args) -> Res {
    machine.builtin_format(&args.pos[0], &args.pos[1])
}

fn int_float(machine: &mut Machine, args: &Args) -> Res {
    let Kind::Int(int) = &args.pos[0].kind else {
        return Ok(machine.none());
    };
    let x = machine.int_to_float(int)?;
    Ok(machine.float(x))
}

fn divmod(machine: &mut Machine, args: &Args) -> Res {
    let build = machine.build;
    let (a, b) = (&args.pos[0], &args.pos[1]);
    let pair = match (&a.kind, &b.kind) {
        (Kind::Int(x), Kind::Int(y)) => {
            let result = int_math::divmod(&x.big(), &y.big(), build);
            let (q, r) = machine.fault(result)?;
            vec![machine.int_big(q), machine.int_big(r)]
        }
        (Kind::Float(_) | Kind::Int(_), Kind::Float(_) | Kind::Int(_)) => {
            let (x, y) = (machine.as_float(a)?, machine.as_float(b)?);
            let result = float_math::divmod(x, y, build);
            let (q, r) = machine.fault(result)?;
            vec![machine.float(q), machine.float(r)]
        }
        _ => return Ok(machine.not_implemented()),
    };
    Ok(machine.tuple(pair))
}

fn int_round(machine: &mut Machine, args: &Args) -> Res {
    match args.pos.get(1) {
        // Up to 3.13 None is no number of digits.
        Some(digits) if !machine.build.at_least(14) || !machine.is_none(digits) => {
            let digits = machine.index_clipped(digits)?;
            let n = int_math::round_to(&int_of(&args.pos[0]), digits);
            Ok(machine.int_big(n))
        }
        _ => Ok(machine.int_big(int_of(&args.pos[0]))),
    }
}

fn float_round(machine: &mut Machine, args: &Args) -> Res {
    let x = float_of(&args.pos[0]);
    match args.pos.get(1) {
        Some(digits) if !machine.is_none(digits) => {
            let digits = machine.index_clipped(digits)?;
            let rounded = float_text::round_to(x, digits);
            let rounded = machine.fault(rounded)?;
            Ok(machine.float(rounded))
        }
        _ => {
            let n = float_text::round_to_int(x);
            let n = machine.fault(n)?;
            Ok(machine.int_big(n))
        }
    }
}

fn to_int(machine: &mut Machine, x: f64) -> Res {
    let n = float_text::to_int(x);
    let n = machine.fault(n)?;
    Ok(machine.int_big(n))
}

fn float_int(machine: &mut Machine, args: &Args) -> Res {
    to_int(machine, float_of(&args.pos[0]))
}

/// A number of the exact class, or of a subclass of it.
fn finish_int(machine: &mut Machine, ty: crate::machine::TypeId, n: BigInt) -> Res {
    if ty == tid::INT {
        Ok(machine.int_big(n))
    } else {
        machine.alloc(ty, Kind::Int(Int::from(n)))
    }
}

/// `int(x)`, `int(text, base)` (Objects/longobject.c, long_new_impl).
fn int_new(machine: &mut Machine, args: &Args) -> Res {
    let ty = class_argument(machine, args, tid::INT)?;
    let given = args.pos.len() + args.kw.len() - 1;
    // Objects/longobject.c, long_vectorcall (3.13+) counts for `int` itself.
    if given > 2 && args.kw.is_empty() && ty == tid::INT && machine.build.at_least(13) {
        return machine.type_error(clinic_arity("int", 0, 2, given));
    }
    let parsed = machine.parse_keywords("int", &["", "base"], 0, &args.pos[1..], args.kw)?;
    let base = parsed[1].clone();
    let Some(x) = args.pos.get(1) else {
        if base.is_some() {
            return machine.type_error("int() missing string argument");
        }
        return finish_int(machine, ty, BigInt::ZERO);
    };
    let n = match base {
        Some(base) => {
            let base = machine.index_clipped(&base)?;
            if base != 0 && !(2..=36).contains(&base) {
                return machine.value_error("int() base must be >= 2 and <= 36, or 0");
            }
            let parsed = match &x.kind {
                Kind::Str(text) => int_text::parse(text.as_str(), base, machine.build),
                Kind::Bytes(bytes) => int_text::parse_bytes(bytes, base, machine.build),
                _ => {
                    return machine.type_error("int() can't convert non-string with explicit base");
                }
            };
            machine.fault(parsed)?
        }
        None => machine.number_to_int(x)?,
    };
    finish_int(machine, ty, n)
}

impl Machine {
    /// `int(x)` (Objects/abstract.c, PyNumber_Long).
    pub(in crate::machine) fn number_to_int(&mut self, x: &Value) -> Res<BigInt> {
        if x.ty() == tid::INT {
            return Ok(int_of(x));
        }
        for name in [sym::INT, sym::INDEX, sym::TRUNC] {
            if name == sym::TRUNC && self.build.at_least(14) {
                continue;
            }
            if let Some(result) = self.call_special(x, name, &[])? {
                return match &result.kind {
                    Kind::Int(int) => Ok(int.big()),
                    _ => {
                        let method = self.symbols.text(name).to_string();
                        let text = format!(
                            "{method} returned non-int (type {})",
                            self.error_name(result.ty())
                        );
                        self.type_error(text)
                    }
                };
            }
        }
        let parsed = match &x.kind {
            Kind::Str(text) => int_text::parse(text.as_str(), 10, self.build),
            Kind::Bytes(bytes) => int_text::parse_bytes(bytes, 10, self.build),
            Kind::ByteArray(bytes) => int_text::parse_bytes(&bytes.borrow().0, 10, self.build),
            _ => {
                let kinds = if self.build.at_least(10) {
                    "a string, a bytes-like object or a real number"
                } else {
                    "a string, a bytes-like object or a number"
                };
                let text = format!(
                    "int() argument must be {kinds}, not '{}'",
                    self.error_name(x.ty())
                );
                return self.type_error(text);
            }
        };
        self.fault(parsed)
    }

    /// The value as a float (Objects/floatobject.c, PyFloat_AsDouble).
    pub(in crate::machine) fn as_float(&mut self, x: &Value) -> Res<f64> {
        match &x.kind {
            Kind::Float(x) => return Ok(*x),
            Kind::Int(n) if x.ty() == tid::INT => return self.int_to_float(n),
            _ => {}
        }
        if let Some(result) = self.call_special(x, sym::FLOAT, &[])? {
            return match result.kind {
                Kind::Float(x) => Ok(x),
                _ => {
                    let text = format!(
                        "{}.__float__ returned non-float (type {})",
                        self.error_name(x.ty()),
                        self.error_name(result.ty())
                    );
                    self.type_error(text)
                }
            };
        }
        if self.lookup(x.ty(), sym::INDEX).is_some() {
            let n = self.index(x)?;
            return self.int_to_float(&n);
        }
        let text = format!("must be real number, not {}", self.error_name(x.ty()));
        self.type_error(text)
    }
}

fn bool_new(machine: &mut Machine, args: &Args) -> Res {
    if !args.kw.is_empty() {
        return machine.type_error("bool() takes no keyword arguments");
    }
    refuse_more(machine, args, "bool", 1)?;
    let truth = match args.pos.get(1) {
        Some(value) => machine.truth(value)?,
        None => false,
    };
    Ok(machine.bool(truth))
}

fn float_new(machine: &mut Machine, args: &Args) -> Res {
    let ty = class_argument(machine, args, tid::FLOAT)?;
    refuse_keywords(machine, args, (ty, tid::FLOAT), sym::INIT)?;
    refuse_more(machine, args, "float", 1)?;
    let x = match args.pos.get(1) {
        None => 0.0,
        Some(value) => match &value.kind {
            Kind::Str(text) => {
                let parsed = float_text::parse(text.as_str(), machine.build);
                machine.fault(parsed)?
            }
            Kind::Bytes(_) | Kind::ByteArray(_) => return machine.unsupported("float() of bytes"),
            _ => {
                let known = matches!(value.kind, Kind::Float(_) | Kind::Int(_))
                    || machine.lookup(value.ty(), sym::FLOAT).is_some()
                    || machine.lookup(value.ty(), sym::INDEX).is_some();
                if !known {
                    let kinds = if machine.build.at_least(10) {
                        "a string or a real number"
                    } else {
                        "a string or a number"
                    };
                    let text = format!(
                        "float() argument must be {kinds}, not '{}'",
                        machine.error_name(value.ty())
                    );
                    return machine.type_error(text);
                }
                if value.ty() == tid::FLOAT && ty == tid::FLOAT {
                    return Ok(value.clone());
                }
                machine.as_float(value)?
            }
        },
    };
    if ty == tid::FLOAT {
        Ok(machine.float(x))
    } else {
        machine.alloc(ty, Kind::Float(x))
    }
}
