//! Methods of mappingproxy, which sends nearly all to its mapping (Objects/descrobject.c).

use super::{method, new, repr, wrapper};
use crate::machine::function::{Args, Def, Sig};
use crate::machine::object::{Kind, Value};
use crate::machine::symbol::{Sym, sym};
use crate::machine::types::tid;
use crate::machine::{Machine, Res};
use crate::python::code::BinOp;

pub(super) const MAPPINGPROXY: &[Def] = &[
    new(proxy_new),
    wrapper("__repr__", Sig::No, repr),
    wrapper("__len__", Sig::No, |m, a| through(m, a, sym::LEN)),
    wrapper("__getitem__", Sig::One, |m, a| {
        let dict = m.proxied(&a.pos[0]);
        m.get_item(&dict, &a.pos[1])
    }),
    wrapper("__contains__", Sig::One, |m, a| {
        let dict = m.proxied(&a.pos[0]);
        let found = m.contains(&dict, &a.pos[1])?;
        Ok(m.bool(found))
    }),
    wrapper("__iter__", Sig::No, |m, a| through(m, a, sym::ITER)),
    method("__reversed__", Sig::No, |m, a| through(m, a, sym::REVERSED)),
    wrapper("__or__", Sig::One, |m, a| union(m, &a.pos[0], &a.pos[1])),
    wrapper("__ror__", Sig::One, |m, a| union(m, &a.pos[1], &a.pos[0])),
    wrapper("__ior__", Sig::One, |m, _| {
        m.type_error("'|=' is not supported by mappingproxy; use '|' instead")
    }),
    method("get", Sig::Range(1, 2), |m, a| {
        let dict = m.proxied(&a.pos[0]);
        let name = m.sym("get");
        m.call_method(&dict, name, &a.pos[1..])
    }),
    method("keys", Sig::No, |m, a| named(m, a, "keys")),
    method("values", Sig::No, |m, a| named(m, a, "values")),
    method("items", Sig::No, |m, a| named(m, a, "items")),
    method("copy", Sig::No, |m, a| named(m, a, "copy")),
];

fn proxy_new(machine: &mut Machine, args: &Args) -> Res {
    let rest = args.pos.get(1..).unwrap_or_default();
    let given = machine.parse_keywords("mappingproxy", &["mapping"], 1, rest, args.kw)?;
    match given.as_slice() {
        [Some(mapping)] if machine.is_mapping(mapping)? => Ok(Value::new(
            tid::MAPPINGPROXY,
            Kind::MappingProxy(mapping.clone()),
        )),
        [Some(other)]
            if machine.lookup(other.ty(), sym::GETITEM).is_some()
                && !matches!(other.kind, Kind::List(_) | Kind::Tuple(_)) =>
        {
            machine.unsupported("a mappingproxy of what is no mapping")
        }
        [Some(other)] => {
            let text = format!(
                "mappingproxy() argument must be a mapping, not {}",
                machine.error_name(other.ty())
            );
            machine.type_error(text)
        }
        _ => Ok(machine.none()),
    }
}

fn through(machine: &mut Machine, args: &Args, name: Sym) -> Res {
    let dict = machine.proxied_whole(&args.pos[0])?;
    let result = machine.call_special(&dict, name, &args.pos[1..])?;
    Ok(result.unwrap_or_else(|| machine.none()))
}

fn named(machine: &mut Machine, args: &Args, name: &str) -> Res {
    let dict = machine.proxied_whole(&args.pos[0])?;
    let name = machine.sym(name);
    machine.call_method(&dict, name, &args.pos[1..])
}

/// mappingproxy_or: of the mappings behind the proxies.
fn union(machine: &mut Machine, left: &Value, right: &Value) -> Res {
    let left = machine.proxied_whole(left)?;
    let right = machine.proxied_whole(right)?;
    machine.binary(BinOp::Or, &left, &right)
}
