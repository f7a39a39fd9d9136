//! Methods of type.

use super::{Getter, class_method, method, new, repr, wrapper};
use crate::cpython::{bases, messages};
use crate::machine::function::{Args, Def, Sig};
use crate::machine::generator::After;
use crate::machine::object::{Kind, Value};
use crate::machine::symbol::sym;
use crate::machine::types::{TypeId, tid};
use crate::machine::{Machine, Res};

pub(super) const METHODS: &[Def] = &[
    super::since(
        10,
        wrapper("__or__", Sig::One, |m, a| {
            m.union_of_types(&a.pos[0], &a.pos[1])
        }),
    ),
    super::since(
        10,
        wrapper("__ror__", Sig::One, |m, a| {
            m.union_of_types(&a.pos[1], &a.pos[0])
        }),
    ),
    new(type_new),
    wrapper("__init__", Sig::Any, type_init),
    wrapper("__call__", Sig::Any, type_call),
    wrapper("__repr__", Sig::No, repr),
    wrapper("__getattribute__", Sig::One, getattribute),
    wrapper("__setattr__", Sig::Range(2, 2), setattr),
    wrapper("__delattr__", Sig::One, delattr),
    method("mro", Sig::No, mro),
    method("__subclasses__", Sig::No, subclasses),
    method("__instancecheck__", Sig::One, instancecheck),
    method("__subclasscheck__", Sig::One, subclasscheck),
    class_method("__prepare__", Sig::Any, prepare),
    method("__dir__", Sig::No, dir),
    method("__sizeof__", Sig::No, sizeof),
];

pub(super) const GETTERS: &[Getter] = &[
    (
        "__basicsize__",
        |m, v| layout_int(m, v, |l| l.basicsize),
        None,
        true,
    ),
    (
        "__itemsize__",
        |m, v| layout_int(m, v, |l| l.itemsize),
        None,
        true,
    ),
    (
        "__dictoffset__",
        |m, v| layout_int(m, v, |l| l.dictoffset),
        None,
        true,
    ),
    (
        "__weakrefoffset__",
        |m, v| layout_int(m, v, |l| l.weakrefoffset),
        None,
        true,
    ),
    ("__flags__", flags, None, true),
    ("__base__", base, None, true),
    ("__mro__", get_mro, None, true),
    ("__name__", name, Some(set_name), false),
    ("__qualname__", qualname, Some(set_qualname), false),
    ("__bases__", get_bases, Some(set_bases), false),
    ("__module__", module, Some(set_module), false),
    ("__dict__", dict, None, false),
    ("__doc__", doc, Some(set_doc), false),
    (
        "__abstractmethods__",
        abstractmethods,
        Some(set_abstractmethods),
        false,
    ),
    ("__annotations__", annotations, Some(set_annotations), false),
    ("__annotate__", annotate, Some(set_annotate), false),
];

fn this_type(value: &Value) -> TypeId {
    Machine::as_type(value).unwrap_or(tid::OBJECT)
}

fn layout_int(
    machine: &mut Machine,
    value: &Value,
    part: fn(&crate::cpython::TypeLayout) -> i64,
) -> Res {
    let n = part(&machine.ty(this_type(value)).layout);
    Ok(machine.int(n))
}

fn type_new(machine: &mut Machine, args: &Args) -> Res {
    if args.pos.len() != 4 || !(args.pos[0].is(&machine.ty(tid::TYPE).object)) {
        super::class_argument(machine, args, tid::TYPE)?;
    }
    if args.pos.len() != 4 {
        let given = args.pos.len() - 1;
        let text = format!("type.__new__() takes exactly 3 arguments ({given} given)");
        return machine.type_error(text);
    }
    machine.type_new(args)
}

fn type_init(machine: &mut Machine, args: &Args) -> Res {
    if args.pos.len() == 2 && !args.kw.is_empty() {
        return machine.type_error("type.__init__() takes no keyword arguments");
    }
    if !matches!(args.pos.len(), 2 | 4) {
        return machine.type_error("type.__init__() takes 1 or 3 arguments");
    }
    Ok(machine.none())
}

fn type_call(machine: &mut Machine, args: &Args) -> Res {
    let Some(ty) = args.pos.first().and_then(Machine::as_type) else {
        return machine.type_error("descriptor '__call__' of 'type' object needs an argument");
    };
    // What has a vectorcall of its own counts there (long_vectorcall, unicode_vectorcall, 3.13+).
    if args.pos.len() > 3 && matches!(ty, tid::INT | tid::STR) {
        return machine.unsupported("type.__call__() with too many arguments");
    }
    let base = machine.depth();
    let begun = machine.begin_type_call(ty, args.pos[1..].to_vec(), args.kw.to_vec(), After::Push);
    machine.complete(base, begun)
}

pub(super) fn getattribute(machine: &mut Machine, args: &Args) -> Res {
    let name = super::object::attribute_name(machine, &args.pos[1])?;
    let base = machine.depth();
    let begun = machine.begin_default_attr(&args.pos[0], name, After::Push);
    machine.complete(base, begun)
}

fn setattr(machine: &mut Machine, args: &Args) -> Res {
    let name = super::object::attribute_name(machine, &args.pos[1])?;
    let base = machine.depth();
    machine.begin_default_set_attr(&args.pos[0], name, Some(args.pos[2].clone()))?;
    machine.complete_discard(base)?;
    Ok(machine.none())
}

fn delattr(machine: &mut Machine, args: &Args) -> Res {
    let name = super::object::attribute_name(machine, &args.pos[1])?;
    let base = machine.depth();
    machine.begin_default_set_attr(&args.pos[0], name, None)?;
    machine.complete_discard(base)?;
    Ok(machine.none())
}

fn types(machine: &Machine, ids: &[TypeId]) -> Vec<Value> {
    ids.iter()
        .map(|id| machine.ty(*id).object.clone())
        .collect()
}

fn mro(machine: &mut Machine, args: &Args) -> Res {
    let items = types(machine, &machine.ty(this_type(&args.pos[0])).mro);
    Ok(machine.list(items))
}

/// Classes die only when nobody refers to them: which are still there after `del` is not known without a collection.
fn subclasses(machine: &mut Machine, args: &Args) -> Res {
    let ty = this_type(&args.pos[0]);
    if !machine.ty(ty).layout.heap {
        return machine.unsupported("__subclasses__() of a builtin type");
    }
    let ids = machine.ty(ty).subclasses.clone();
    let alive: Vec<TypeId> = ids
        .into_iter()
        .filter(|id| machine.class_is_alive(*id))
        .collect();
    let items = types(machine, &alive);
    Ok(machine.list(items))
}

fn instancecheck(machine: &mut Machine, args: &Args) -> Res {
    let truth = machine.real_instance(&args.pos[1], &args.pos[0])?;
    Ok(machine.bool(truth))
}

fn subclasscheck(machine: &mut Machine, args: &Args) -> Res {
    let truth = machine.real_subclass(&args.pos[1], &args.pos[0])?;
    Ok(machine.bool(truth))
}

fn prepare(machine: &mut Machine, _: &Args) -> Res {
    Ok(machine.new_dict())
}

fn dir(machine: &mut Machine, args: &Args) -> Res {
    machine.type_dir(&args.pos[0])
}

fn sizeof(machine: &mut Machine, args: &Args) -> Res {
    let size = machine.plain_sizeof(&args.pos[0]);
    Ok(machine.int(size as i64))
}

fn flags(machine: &mut Machine, _: &Value) -> Res {
    machine.unsupported("__flags__ of a class")
}

fn base(machine: &mut Machine, value: &Value) -> Res {
    Ok(match machine.ty(this_type(value)).base {
        Some(base) => machine.ty(base).object.clone(),
        None => machine.none(),
    })
}

fn get_mro(machine: &mut Machine, value: &Value) -> Res {
    let items = types(machine, &machine.ty(this_type(value)).mro);
    Ok(machine.tuple(items))
}

fn get_bases(machine: &mut Machine, value: &Value) -> Res {
    let items = types(machine, &machine.ty(this_type(value)).bases);
    Ok(machine.tuple(items))
}

fn name(machine: &mut Machine, value: &Value) -> Res {
    let name = machine.type_name(this_type(value));
    Ok(machine.intern(&name))
}

/// Objects/typeobject.c, check_set_special_type_attr.
fn check_settable(
    machine: &mut Machine,
    value: &Value,
    new: Option<&Value>,
    name: &str,
) -> Res<()> {
    let ty = this_type(value);
    let class = machine.type_name(ty);
    if !machine.ty(ty).layout.user_class() {
        let raised = messages::immutable_type(machine.build, &class, name);
        return machine.raised(raised);
    }
    if new.is_none() {
        let raised = messages::delete_class_attribute(machine.build, &class, name);
        return machine.raised(raised);
    }
    Ok(())
}

fn text_argument(
    machine: &mut Machine,
    value: &Value,
    new: Option<&Value>,
    name: &str,
) -> Res<Value> {
    check_settable(machine, value, new, name)?;
    match new {
        Some(new) if machine.is_instance(new, tid::STR) => Ok(new.clone()),
        Some(new) => {
            let (class, given) = (
                machine.error_name(this_type(value)),
                machine.error_name(new.ty()),
            );
            machine.raised(messages::class_name_not_str(&class, name, &given))
        }
        None => Ok(machine.none()),
    }
}

fn set_name(machine: &mut Machine, value: &Value, new: Option<&Value>) -> Res<()> {
    let new = text_argument(machine, value, new, "__name__")?;
    let text = machine.str_of(&new)?;
    if text.contains('\0') {
        return machine.raised(messages::null_in_name());
    }
    machine.ty_mut(this_type(value)).name = text.into();
    Ok(())
}

fn qualname(machine: &mut Machine, value: &Value) -> Res {
    Ok(machine.ty(this_type(value)).qualname.clone())
}

fn set_qualname(machine: &mut Machine, value: &Value, new: Option<&Value>) -> Res<()> {
    let new = text_argument(machine, value, new, "__qualname__")?;
    machine.ty_mut(this_type(value)).qualname = new;
    Ok(())
}

fn module(machine: &mut Machine, value: &Value) -> Res {
    let ty = machine.ty(this_type(value));
    if !ty.layout.user_class() && !ty.module.is_empty() {
        let module = ty.module;
        return Ok(machine.intern(module));
    }
    match ty.dict.get(&sym::MODULE) {
        Some(module) => Ok(module.clone()),
        None => machine.attribute_error("__module__", None),
    }
}

fn set_module(machine: &mut Machine, value: &Value, new: Option<&Value>) -> Res<()> {
    check_settable(machine, value, new, "__module__")?;
    if let Some(new) = new {
        let class = this_type(value);
        machine.type_set(class, sym::MODULE, new.clone());
        // The line is one of the old module's (Objects/typeobject.c, type_set_module).
        if machine.build.at_least(13) {
            machine.ty_mut(class).dict.shift_remove(&sym::FIRSTLINENO);
            machine.types_changed(class);
        }
    }
    Ok(())
}

/// Objects/typeobject.c, type_set_bases.
fn set_bases(machine: &mut Machine, value: &Value, new: Option<&Value>) -> Res<()> {
    check_settable(machine, value, new, "__bases__")?;
    let id = this_type(value);
    let name = machine.error_name(id);
    let Some(new) = new else { return Ok(()) };
    let Kind::Tuple(items) = &new.kind else {
        let raised = messages::bases_not_tuple(&name, &machine.error_name(new.ty()));
        return machine.raised(raised);
    };
    if items.is_empty() {
        return machine.raised(messages::bases_empty(&name));
    }
    let mut ids = Vec::new();
    for item in items {
        match Machine::as_type(item) {
            Some(id) => ids.push(id),
            None => {
                let raised = messages::bases_item(&name, &machine.error_name(item.ty()));
                return machine.raised(raised);
            }
        }
    }
    let (base, mros) = match bases::assign_bases(machine.build, machine, id, &ids) {
        Ok(found) => found,
        Err(raised) => return machine.raised(raised),
    };
    for old in machine.ty(id).bases.clone() {
        machine.ty_mut(old).subclasses.retain(|sub| *sub != id);
    }
    for new in &ids {
        machine.ty_mut(*new).subclasses.push(id);
    }
    machine.ty_mut(id).base = Some(base);
    machine.ty_mut(id).bases = ids;
    for (class, mro) in mros {
        machine.ty_mut(class).mro = mro;
    }
    machine.types_changed(id);
    Ok(())
}

fn dict(_: &mut Machine, value: &Value) -> Res {
    Ok(Value::new(
        tid::MAPPINGPROXY,
        Kind::ClassProxy(this_type(value)),
    ))
}

/// Objects/typeobject.c, type_get_doc.
fn doc(machine: &mut Machine, value: &Value) -> Res {
    let ty = this_type(value);
    if !machine.ty(ty).layout.user_class() {
        return machine.unsupported("the docstring of a builtin type");
    }
    let Some(found) = machine.ty(ty).dict.get(&sym::DOC).cloned() else {
        return Ok(machine.none());
    };
    machine.bind(&found, None, ty)
}

fn set_doc(machine: &mut Machine, value: &Value, new: Option<&Value>) -> Res<()> {
    check_settable(machine, value, new, "__doc__")?;
    if let Some(new) = new {
        machine.type_set(this_type(value), sym::DOC, new.clone());
    }
    Ok(())
}

fn abstractmethods(machine: &mut Machine, value: &Value) -> Res {
    match machine.ty(this_type(value)).dict.get(&sym::ABSTRACTMETHODS) {
        Some(names) if this_type(value) != tid::TYPE => Ok(names.clone()),
        _ => machine.attribute_error("__abstractmethods__", None),
    }
}

fn set_abstractmethods(machine: &mut Machine, value: &Value, new: Option<&Value>) -> Res<()> {
    let ty = this_type(value);
    match new {
        Some(new) => {
            let truth = machine.truth(new)?;
            machine.type_set(ty, sym::ABSTRACTMETHODS, new.clone());
            machine.ty_mut(ty).is_abstract = truth;
        }
        None => {
            if machine
                .ty_mut(ty)
                .dict
                .shift_remove(&sym::ABSTRACTMETHODS)
                .is_none()
            {
                return machine.attribute_error("__abstractmethods__", None);
            }
            machine.ty_mut(ty).is_abstract = false;
            machine.types_changed(ty);
        }
    }
    Ok(())
}

/// Own annotations of a class; from 3.14 on computed when first asked for.
fn annotations(machine: &mut Machine, value: &Value) -> Res {
    let ty = this_type(value);
    if !machine.ty(ty).layout.user_class() {
        let text = format!(
            "type object '{}' has no attribute '__annotations__'",
            machine.error_name(ty)
        );
        return machine.attribute_error(text, None);
    }
    let cache = machine.sym("__annotations_cache__");
    for name in [sym::ANNOTATIONS, cache] {
        if let Some(found) = machine.ty(ty).dict.get(&name).cloned() {
            return Ok(found);
        }
    }
    if !machine.build.at_least(10) {
        // 3.9 has no descriptor: the name is looked up along the MRO.
        return match machine.lookup(ty, sym::ANNOTATIONS) {
            Some(found) if !matches!(found.kind, Kind::GetSet(_)) => Ok(found),
            _ => {
                let text = format!(
                    "type object '{}' has no attribute '__annotations__'",
                    machine.error_name(ty)
                );
                machine.attribute_error(text, None)
            }
        };
    }
    if !machine.build.at_least(14) {
        let dict = machine.new_dict();
        machine.type_set(ty, sym::ANNOTATIONS, dict.clone());
        return Ok(dict);
    }
    let annotate = annotate(machine, value)?;
    let dict = if machine.is_none(&annotate) {
        machine.new_dict()
    } else {
        let one = machine.int(1);
        machine.call(&annotate, &[one], &[])?
    };
    machine.type_set(ty, cache, dict.clone());
    Ok(dict)
}

/// Objects/typeobject.c, type_get_annotate (3.14+): None is noted where there is nothing.
#[inline(never)]
fn annotate(machine: &mut Machine, value: &Value) -> Res {
    let ty = this_type(value);
    if !machine.build.at_least(14) {
        return match machine.lookup(ty, sym::ANNOTATE) {
            Some(found) if !matches!(found.kind, Kind::GetSet(_)) => Ok(found),
            _ => machine.no_attribute(value, sym::ANNOTATE),
        };
    }
    if let Some(found) = machine.ty(ty).dict.get(&sym::ANNOTATE_FUNC) {
        return Ok(found.clone());
    }
    let none = machine.none();
    if machine.ty(ty).layout.heap {
        machine.type_set(ty, sym::ANNOTATE_FUNC, none.clone());
    }
    Ok(none)
}

/// Objects/typeobject.c, type_set_annotate (3.14+).
#[inline(never)]
fn set_annotate(machine: &mut Machine, value: &Value, new: Option<&Value>) -> Res<()> {
    let ty = this_type(value);
    if !machine.build.at_least(14) {
        return machine.unsupported("__annotate__ set before 3.14");
    }
    let Some(new) = new else {
        return machine.type_error("cannot delete __annotate__ attribute");
    };
    let none = machine.is_none(new);
    if !none && !machine.is_callable(new) {
        return machine.type_error("__annotate__ must be callable or None");
    }
    machine.type_set(ty, sym::ANNOTATE_FUNC, new.clone());
    if !none {
        let cache = machine.sym("__annotations_cache__");
        machine.ty_mut(ty).dict.shift_remove(&cache);
    }
    Ok(())
}

/// Objects/typeobject.c, type_set_annotations: from 3.14 what made them goes with them.
fn delete_annotations(machine: &mut Machine, ty: TypeId, cache: crate::machine::Sym) -> Res<()> {
    let lazy = machine.build.at_least(14);
    let dict = &mut machine.ty_mut(ty).dict;
    let found = dict.shift_remove(&sym::ANNOTATIONS);
    if found.or_else(|| dict.shift_remove(&cache)).is_none() {
        return machine.attribute_error("__annotations__", None);
    }
    if lazy {
        dict.shift_remove(&sym::ANNOTATE_FUNC);
    }
    machine.types_changed(ty);
    Ok(())
}

fn set_annotations(machine: &mut Machine, value: &Value, new: Option<&Value>) -> Res<()> {
    let ty = this_type(value);
    let cache = machine.sym("__annotations_cache__");
    match new {
        Some(new) if machine.build.at_least(14) => {
            let own = machine.ty(ty).dict.contains_key(&sym::ANNOTATIONS);
            let name = if own { sym::ANNOTATIONS } else { cache };
            machine.type_set(ty, name, new.clone());
            machine.ty_mut(ty).dict.shift_remove(&sym::ANNOTATE_FUNC);
        }
        Some(new) => machine.type_set(ty, sym::ANNOTATIONS, new.clone()),
        None => return delete_annotations(machine, ty, cache),
    }
    Ok(())
}
