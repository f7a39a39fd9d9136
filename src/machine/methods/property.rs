//! Methods of property, staticmethod, classmethod and namedtuple's field getter.

use super::{Getter, class_argument, method, new, wrapper};
use crate::cpython::messages;
use crate::machine::function::{Args, Def, Sig};
use crate::machine::generator::After;
use crate::machine::object::{Kind, Property, Value};
use crate::machine::symbol::sym;
use crate::machine::types::{TypeId, tid};
use crate::machine::{Machine, Res};
use std::cell::RefCell;

pub(super) const PROPERTY: &[Def] = &[
    new(property_new),
    wrapper("__init__", Sig::Any, property_init),
    wrapper("__get__", Sig::Range(1, 2), get),
    wrapper("__set__", Sig::Range(2, 2), set),
    wrapper("__delete__", Sig::One, delete),
    method("getter", Sig::One, |m, a| copy_with(m, a, Part::Get)),
    method("setter", Sig::One, |m, a| copy_with(m, a, Part::Set)),
    method("deleter", Sig::One, |m, a| copy_with(m, a, Part::Del)),
    super::since(10, method("__set_name__", Sig::Range(2, 2), set_name)),
];

pub(super) const PROPERTY_GETTERS: &[Getter] = &[
    ("fget", |m, v| part(m, v, |p| p.get.clone()), None, true),
    ("fset", |m, v| part(m, v, |p| p.set.clone()), None, true),
    ("fdel", |m, v| part(m, v, |p| p.del.clone()), None, true),
    (
        "__doc__",
        |m, v| part(m, v, |p| p.doc.clone()),
        Some(set_doc),
        true,
    ),
    ("__isabstractmethod__", is_abstract, None, false),
];

pub(super) const STATICMETHOD: &[Def] = &[
    new(|m, a| wrapper_new(m, a, tid::STATICMETHOD)),
    wrapper("__init__", Sig::Any, wrapper_init),
    wrapper("__get__", Sig::Range(1, 2), get),
    super::since(10, wrapper("__call__", Sig::Any, static_call)),
];

pub(super) const CLASSMETHOD: &[Def] = &[
    new(|m, a| wrapper_new(m, a, tid::CLASSMETHOD)),
    wrapper("__init__", Sig::Any, wrapper_init),
    wrapper("__get__", Sig::Range(1, 2), get),
];

pub(super) const WRAPPER_GETTERS: &[Getter] = &[
    ("__func__", inner, None, true),
    ("__wrapped__", inner, None, true),
    ("__isabstractmethod__", is_abstract, None, false),
    ("__name__", |m, v| through(m, v, sym::NAME), None, false),
    (
        "__qualname__",
        |m, v| through(m, v, sym::QUALNAME),
        None,
        false,
    ),
    ("__doc__", |m, v| through(m, v, sym::DOC), None, false),
    ("__module__", |m, v| through(m, v, sym::MODULE), None, false),
];

pub(super) const TUPLEGETTER: &[Def] = &[
    wrapper("__get__", Sig::Range(1, 2), get),
    wrapper("__set__", Sig::Range(2, 2), |m, _| {
        m.attribute_error("can't set attribute", None)
    }),
    wrapper("__delete__", Sig::One, |m, _| {
        m.attribute_error("can't delete attribute", None)
    }),
];

pub(super) const TUPLEGETTER_GETTERS: &[Getter] =
    &[("__doc__", field_doc, Some(set_field_doc), true)];

/// `__doc__` of a named tuple's field.
pub(in crate::machine) fn field_doc(machine: &mut Machine, value: &Value) -> Res {
    let extra = value.extra.borrow();
    let doc = extra
        .as_ref()
        .and_then(|extra| extra.slots.first().cloned());
    Ok(doc.flatten().unwrap_or_else(|| machine.none()))
}

/// Assigns `__doc__` of a named tuple's field.
pub(in crate::machine) fn set_field_doc(
    _: &mut Machine,
    value: &Value,
    doc: Option<&Value>,
) -> Res<()> {
    let mut extra = value.extra.borrow_mut();
    let extra = extra.get_or_insert_with(Default::default);
    extra.slots = Box::new([doc.cloned()]);
    Ok(())
}

#[derive(Clone, Copy)]
enum Part {
    Get,
    Set,
    Del,
}

fn property_new(machine: &mut Machine, args: &Args) -> Res {
    let ty = class_argument(machine, args, tid::PROPERTY)?;
    machine.alloc(
        ty,
        Kind::Property(Box::new(RefCell::new(Property::default()))),
    )
}

/// Objects/descrobject.c, property_init_impl.
fn property_init(machine: &mut Machine, args: &Args) -> Res {
    let names = ["fget", "fset", "fdel", "doc"];
    let given = machine.parse_keywords("property", &names, 0, &args.pos[1..], args.kw)?;
    let Kind::Property(cell) = &args.pos[0].kind else {
        return machine.unsupported("a property of something else");
    };
    let keep = |value: Option<Value>| value.filter(|value| !machine.is_none(value));
    let [get, set, del, doc] = [0, 1, 2, 3].map(|i| given[i].clone());
    let (get, set, del) = (keep(get), keep(set), keep(del));
    let mut property = Property {
        get: get.clone(),
        set,
        del,
        doc: doc.filter(|doc| !machine.is_none(doc)),
        ..Property::default()
    };
    if property.doc.is_none()
        && let Some(get) = get
        && let Some(doc) = machine.try_attr(&get, sym::DOC)?
        && !machine.is_none(&doc)
    {
        property.getter_doc = true;
        property.doc = Some(doc);
    }
    let subclass = args.pos[0].ty() != tid::PROPERTY;
    let doc = property.doc.clone();
    *cell.borrow_mut() = property;
    if subclass
        && let Some(doc) = doc
        && machine.has_instance_dict(&args.pos[0])
    {
        machine.store_attr(&args.pos[0], sym::DOC, doc);
    }
    Ok(machine.none())
}

fn get(machine: &mut Machine, args: &Args) -> Res {
    let (obj, ty) = super::get_arguments(machine, args)?;
    match &args.pos[0].kind {
        // Called as a method, an override must not be asked again.
        Kind::Property(property) => {
            let Some(obj) = obj else {
                return Ok(args.pos[0].clone());
            };
            let get = property.borrow().get.clone();
            match get {
                Some(get) => machine.call(&get, &[obj], &[]),
                None => machine.property_error(&args.pos[0], &obj, messages::Access::Get),
            }
        }
        Kind::ClassMethod(inner) => {
            let inner = inner.borrow().clone();
            let class = machine.ty(ty).object.clone();
            if matches!(inner.kind, Kind::Function(_) | Kind::Native(_))
                || machine.build.at_least(13)
            {
                return Ok(machine.bound(&inner, &class));
            }
            // Objects/classobject.c, cm_descr_get: what is no descriptor is bound, too.
            if machine.lookup(inner.ty(), sym::GET).is_none() {
                return Ok(machine.bound(&inner, &class));
            }
            machine.bind(&inner, Some(&class), class.ty())
        }
        // Modules/_collectionsmodule.c, tuplegetter_descr_get.
        Kind::Slice(parts) => match obj.as_ref().map(|obj| &obj.kind) {
            None => Ok(args.pos[0].clone()),
            Some(Kind::Tuple(items)) => {
                let at = machine.index_clipped(&parts[0])?;
                match usize::try_from(at).ok().and_then(|at| items.get(at)) {
                    Some(item) => Ok(item.clone()),
                    None => machine.raise(tid::INDEX_ERROR, "tuple index out of range"),
                }
            }
            Some(_) => {
                let (index, class) = (
                    machine.repr(&parts[0])?,
                    machine.error_name(args.pos[1].ty()),
                );
                machine.type_error(format!(
                    "descriptor for index '{index}' for tuple subclasses doesn't apply to '{class}' object"
                ))
            }
        },
        _ => {
            let base = machine.depth();
            let begun = machine.begin_bind(&args.pos[0], obj.as_ref(), ty, After::Push);
            machine.complete(base, begun)
        }
    }
}

fn set(machine: &mut Machine, args: &Args) -> Res {
    change(
        machine,
        &args.pos[0],
        &args.pos[1],
        Some(args.pos[2].clone()),
    )
}

fn delete(machine: &mut Machine, args: &Args) -> Res {
    change(machine, &args.pos[0], &args.pos[1], None)
}

fn change(machine: &mut Machine, this: &Value, obj: &Value, value: Option<Value>) -> Res {
    let Kind::Property(property) = &this.kind else {
        return machine.unsupported("a property of something else");
    };
    use crate::cpython::messages::Access;
    let (function, part) = match value {
        Some(_) => (property.borrow().set.clone(), Access::Set),
        None => (property.borrow().del.clone(), Access::Delete),
    };
    let Some(function) = function else {
        return machine.property_error(this, obj, part);
    };
    let mut args = vec![obj.clone()];
    args.extend(value);
    machine.call(&function, &args, &[])?;
    Ok(machine.none())
}

/// `prop.setter(f)`: a copy of the same type with one part replaced (Objects/descrobject.c, property_copy).
fn copy_with(machine: &mut Machine, args: &Args, part: Part) -> Res {
    let Kind::Property(cell) = &args.pos[0].kind else {
        return machine.unsupported("a property of something else");
    };
    let old = cell.borrow().clone();
    let new = Some(args.pos[1].clone());
    let none = machine.none();
    let or_none = |value: Option<Value>| value.unwrap_or_else(|| none.clone());
    let (mut get, mut set, mut del) = (old.get.clone(), old.set.clone(), old.del.clone());
    match part {
        Part::Get => get = new,
        Part::Set => set = new,
        Part::Del => del = new,
    }
    let doc = if old.getter_doc && get.is_some() {
        none.clone()
    } else {
        or_none(old.doc.clone())
    };
    let class = args.pos[0].ty_value(machine);
    let copy = machine.call(
        &class,
        &[or_none(get), or_none(set), or_none(del), doc],
        &[],
    )?;
    if let Kind::Property(cell) = &copy.kind {
        cell.borrow_mut().name = old.name;
    }
    Ok(copy)
}

fn set_name(machine: &mut Machine, args: &Args) -> Res {
    if let Kind::Property(cell) = &args.pos[0].kind {
        cell.borrow_mut().name = Some(args.pos[2].clone());
    }
    Ok(machine.none())
}

fn part(machine: &mut Machine, value: &Value, part: fn(&Property) -> Option<Value>) -> Res {
    let found = match &value.kind {
        Kind::Property(property) => part(&property.borrow()),
        _ => None,
    };
    Ok(found.unwrap_or_else(|| machine.none()))
}

fn set_doc(_: &mut Machine, value: &Value, doc: Option<&Value>) -> Res<()> {
    if let Kind::Property(property) = &value.kind {
        property.borrow_mut().doc = doc.cloned();
    }
    Ok(())
}

/// Whether what is inside is marked by `abstractmethod`.
fn is_abstract(machine: &mut Machine, value: &Value) -> Res {
    let parts: Vec<Value> = match &value.kind {
        Kind::Property(property) => {
            let property = property.borrow();
            [&property.get, &property.set, &property.del]
                .into_iter()
                .flatten()
                .cloned()
                .collect()
        }
        Kind::StaticMethod(inner) | Kind::ClassMethod(inner) => vec![inner.borrow().clone()],
        _ => Vec::new(),
    };
    let name = machine.sym("__isabstractmethod__");
    for part in parts {
        if let Some(mark) = machine.try_attr(&part, name)?
            && machine.truth(&mark)?
        {
            return Ok(machine.bool(true));
        }
    }
    Ok(machine.bool(false))
}

/// 3.15+: the callable is given to `__new__` (Objects/funcobject.c, sm_new); before, `__init__` alone looks at it.
fn wrapper_new(machine: &mut Machine, args: &Args, builtin: TypeId) -> Res {
    let ty = class_argument(machine, args, builtin)?;
    let inner = match machine.build.at_least(15) {
        true => only_callable(machine, args, builtin == tid::STATICMETHOD)?,
        false => machine.none(),
    };
    let inner = RefCell::new(inner);
    let kind = if builtin == tid::STATICMETHOD {
        Kind::StaticMethod(inner)
    } else {
        Kind::ClassMethod(inner)
    };
    machine.alloc(ty, kind)
}

fn wrapper_init(machine: &mut Machine, args: &Args) -> Res {
    let of_static = matches!(args.pos[0].kind, Kind::StaticMethod(_));
    let callable = only_callable(machine, args, of_static)?;
    if let Kind::StaticMethod(inner) | Kind::ClassMethod(inner) = &args.pos[0].kind {
        *inner.borrow_mut() = callable;
    }
    Ok(machine.none())
}

fn static_call(machine: &mut Machine, args: &Args) -> Res {
    let function = inner(machine, &args.pos[0])?;
    machine.call(&function, &args.pos[1..], args.kw)
}

fn inner(machine: &mut Machine, value: &Value) -> Res {
    match &value.kind {
        Kind::StaticMethod(inner) | Kind::ClassMethod(inner) => Ok(inner.borrow().clone()),
        _ => Ok(machine.none()),
    }
}

/// 3.10+: the wrapper has the name and the docstring of what it wraps.
fn through(machine: &mut Machine, value: &Value, name: crate::machine::Sym) -> Res {
    if !machine.build.at_least(10) {
        return machine.no_attribute(value, name);
    }
    let function = inner(machine, value)?;
    machine.get_attr(&function, name)
}

/// What is wrapped: the only argument.
fn only_callable(machine: &mut Machine, args: &Args, of_static: bool) -> Res {
    let name = if of_static {
        "staticmethod"
    } else {
        "classmethod"
    };
    if !args.kw.is_empty() {
        return machine.type_error(format!("{name}() takes no keyword arguments"));
    }
    match args.pos {
        [_, callable] => Ok(callable.clone()),
        _ => {
            let given = args.pos.len().saturating_sub(1);
            machine.type_error(messages::clinic_arity(name, 1, 1, given))
        }
    }
}
