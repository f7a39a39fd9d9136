//! Methods of complex.

use super::{Getter, class_argument, hash, method, new, repr, wrapper};
use crate::machine::function::{Args, Def, Sig};
use crate::machine::object::{Kind, Value};
use crate::machine::symbol::sym;
use crate::machine::types::tid;
use crate::machine::{Machine, Res};

pub(super) const COMPLEX: &[Def] = &[
    new(complex_new),
    wrapper("__repr__", Sig::No, repr),
    wrapper("__hash__", Sig::No, hash),
    wrapper("__bool__", Sig::No, |m, a| {
        Ok(m.bool(matches!(a.pos[0].kind, Kind::Complex(re, im) if re != 0.0 || im != 0.0)))
    }),
    wrapper("__neg__", Sig::No, |m, a| {
        Ok(if let Kind::Complex(re, im) = a.pos[0].kind {
            m.complex(-re, -im)
        } else {
            m.none()
        })
    }),
    wrapper("__pos__", Sig::No, |m, a| {
        Ok(if let Kind::Complex(re, im) = a.pos[0].kind {
            m.complex(re, im)
        } else {
            m.none()
        })
    }),
    method("__format__", Sig::One, |m, a| {
        if !matches!(&a.pos[1].kind, Kind::Str(spec) if spec.as_str().is_empty()) {
            return m.unsupported("a format of complex numbers");
        }
        m.str_value(&a.pos[0])
    }),
    wrapper("__abs__", Sig::No, |m, a| {
        Ok(if let Kind::Complex(re, im) = a.pos[0].kind {
            m.float(re.hypot(im))
        } else {
            m.none()
        })
    }),
    method("conjugate", Sig::No, |m, a| {
        Ok(if let Kind::Complex(re, im) = a.pos[0].kind {
            m.complex(re, -im)
        } else {
            m.none()
        })
    }),
];

/// What complex numbers had up to 3.9 only to refuse it (Objects/complexobject.c, complex_remainder …).
pub(super) const REFUSED: &[Def] = &[
    wrapper("__mod__", Sig::One, refuse_mod),
    wrapper("__rmod__", Sig::One, refuse_mod),
    wrapper("__divmod__", Sig::One, refuse_divmod),
    wrapper("__rdivmod__", Sig::One, refuse_divmod),
    wrapper("__floordiv__", Sig::One, refuse_floordiv),
    wrapper("__rfloordiv__", Sig::One, refuse_floordiv),
    wrapper("__int__", Sig::No, |m, _| {
        m.type_error("can't convert complex to int")
    }),
    wrapper("__float__", Sig::No, |m, _| {
        m.type_error("can't convert complex to float")
    }),
];

fn refuse_mod(machine: &mut Machine, _: &Args) -> Res {
    machine.type_error("can't mod complex numbers.")
}

fn refuse_divmod(machine: &mut Machine, _: &Args) -> Res {
    machine.type_error("can't take floor or mod of complex number.")
}

fn refuse_floordiv(machine: &mut Machine, _: &Args) -> Res {
    machine.type_error("can't take floor of complex number.")
}

pub(super) const COMPLEX_GETTERS: &[Getter] = &[
    (
        "real",
        |m, v| {
            Ok(if let Kind::Complex(re, _) = v.kind {
                m.float(re)
            } else {
                m.none()
            })
        },
        None,
        true,
    ),
    (
        "imag",
        |m, v| {
            Ok(if let Kind::Complex(_, im) = v.kind {
                m.float(im)
            } else {
                m.none()
            })
        },
        None,
        true,
    ),
];

/// What complex() refuses (Objects/complexobject.c, complex_new_impl; 3.14+ actual_complex_new).
fn check_complex(machine: &mut Machine, real: Option<&Value>, imag: Option<&Value>) -> Res<()> {
    let newer = machine.build.at_least(14);
    let text = |value: Option<&Value>| value.is_some_and(|v| matches!(v.kind, Kind::Str(_)));
    if !newer && text(real) && imag.is_some() {
        return machine.type_error("complex() can't take second arg if first is a string");
    }
    if !newer && text(imag) {
        return machine.type_error("complex() second arg can't be a string");
    }
    for (value, place, part) in [(real, "first", "real"), (imag, "second", "imag")] {
        let Some(value) = value else { continue };
        let complex = machine.sym("__complex__");
        let number = matches!(value.kind, Kind::Complex(..))
            || machine.lookup(value.ty(), sym::FLOAT).is_some()
            || machine.lookup(value.ty(), sym::INDEX).is_some();
        if !number && machine.lookup(value.ty(), complex).is_some() {
            return machine.unsupported("__complex__");
        }
        if number || (text(Some(value)) && imag.is_none()) {
            continue;
        }
        let class = machine.error_name(value.ty());
        let kinds = match (place, imag) {
            ("first", _) => "a string or a number",
            _ => "a number",
        };
        return machine.type_error(match (newer, imag) {
            (false, _) => format!("complex() {place} argument must be {kinds}, not '{class}'"),
            (true, None) => format!("complex() argument must be a string or a number, not {class}"),
            (true, _) => format!("complex() argument '{part}' must be a real number, not {class}"),
        });
    }
    Ok(())
}

fn complex_new(machine: &mut Machine, args: &Args) -> Res {
    let ty = class_argument(machine, args, tid::COMPLEX)?;
    let given = machine.parse_keywords("complex", &["real", "imag"], 0, &args.pos[1..], args.kw)?;
    let [real, imag] = [0, 1].map(|i| given[i].clone());
    // Objects/complexobject.c, try_complex_special_method.
    let real = match (real, &imag) {
        (Some(value), None) if machine.overrides(value.ty(), sym::COMPLEX) => {
            let made = machine.call_special(&value, sym::COMPLEX, &[])?;
            match made.filter(|made| made.ty() == tid::COMPLEX) {
                Some(made) => Some(made),
                None => return machine.unsupported("a __complex__ that makes no complex"),
            }
        }
        (Some(value), Some(_)) if machine.overrides(value.ty(), sym::COMPLEX) => {
            return machine.unsupported("__complex__ beside an imaginary part");
        }
        (real, _) => real,
    };
    check_complex(machine, real.as_ref(), imag.as_ref())?;
    let (mut re, mut im, mut of_complex) = (0.0, 0.0, false);
    if let Some(value) = real {
        match value.kind {
            Kind::Complex(a, b) => (re, im, of_complex) = (a, b, true),
            Kind::Str(_) => return machine.unsupported("complex() of a string"),
            _ => re = machine.as_float(&value)?,
        }
    }
    if let Some(value) = imag {
        if let Kind::Complex(..) = value.kind {
            return machine.unsupported("complex() of a complex number");
        }
        let given = machine.as_float(&value)?;
        im = if of_complex { im + given } else { given };
    }
    if ty == tid::COMPLEX {
        Ok(machine.complex(re, im))
    } else {
        machine.alloc(ty, Kind::Complex(re, im))
    }
}
