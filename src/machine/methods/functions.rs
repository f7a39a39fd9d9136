//! Methods of functions, methods, builtin functions, code objects and cells.

use super::{Getter, hash, new, repr, wrapper};
use crate::cpython::messages;
use crate::machine::function::{Args, Def, Function, NativeKind, Sig};
use crate::machine::object::{Kind, Value};
use crate::machine::symbol::sym;
use crate::machine::types::tid;
use crate::machine::{Machine, Res};
use std::rc::Rc;

pub(super) const FUNCTION: &[Def] = &[
    wrapper("__get__", Sig::Range(1, 2), get),
    wrapper("__call__", Sig::Any, call),
    wrapper("__repr__", Sig::No, repr),
];

pub(super) const METHOD: &[Def] = &[
    new(method_new),
    wrapper("__get__", Sig::Range(1, 2), method_get),
    wrapper("__call__", Sig::Any, call),
    wrapper("__repr__", Sig::No, repr),
    wrapper("__hash__", Sig::No, hash),
];

/// Of descriptors besides.
pub(super) const GET: &[Def] = &[wrapper("__get__", Sig::Range(1, 2), get)];

pub(super) const NATIVE: &[Def] = &[
    wrapper("__call__", Sig::Any, call),
    wrapper("__repr__", Sig::No, repr),
];

pub(super) const FUNCTION_GETTERS: &[Getter] = &[
    (
        "__dict__",
        crate::machine::instance::get_dict,
        Some(crate::machine::instance::set_dict),
        false,
    ),
    (
        "__name__",
        |m, v| part(m, v, |f| f.parts.borrow().name.clone()),
        Some(set_name),
        false,
    ),
    (
        "__qualname__",
        |m, v| part(m, v, |f| f.parts.borrow().qualname.clone()),
        Some(set_qualname),
        false,
    ),
    (
        "__module__",
        |m, v| part(m, v, |f| f.parts.borrow().module.clone()),
        Some(set_module),
        true,
    ),
    (
        "__doc__",
        |m, v| part(m, v, |f| f.parts.borrow().doc.clone()),
        Some(set_doc),
        true,
    ),
    (
        "__globals__",
        |m, v| part(m, v, |f| f.globals.clone()),
        None,
        true,
    ),
    ("__code__", code, Some(set_code), false),
    ("__defaults__", defaults, Some(set_defaults), false),
    ("__kwdefaults__", kwdefaults, Some(set_kwdefaults), false),
    ("__closure__", closure, None, true),
    ("__annotations__", annotations, Some(set_annotations), false),
    ("__annotate__", annotate, Some(set_annotate), false),
    (
        "__type_params__",
        |m, _| Ok(m.tuple(Vec::new())),
        Some(set_type_params),
        false,
    ),
];

pub(super) const METHOD_GETTERS: &[Getter] = &[
    (
        "__func__",
        |_, v| {
            Ok(if let Kind::Method(method) = &v.kind {
                method.func.clone()
            } else {
                v.clone()
            })
        },
        None,
        true,
    ),
    (
        "__self__",
        |_, v| {
            Ok(if let Kind::Method(method) = &v.kind {
                method.this.clone()
            } else {
                v.clone()
            })
        },
        None,
        true,
    ),
    (
        "__doc__",
        |m, v| {
            if let Kind::Method(method) = &v.kind {
                let func = method.func.clone();
                m.get_attr(&func, sym::DOC)
            } else {
                Ok(m.none())
            }
        },
        None,
        false,
    ),
];

pub(super) const NATIVE_GETTERS: &[Getter] = &[
    ("__name__", native_name, None, false),
    ("__qualname__", native_qualname, None, false),
    ("__self__", native_self, None, false),
    ("__objclass__", native_objclass, None, true),
    ("__module__", native_module, None, false),
    (
        "__doc__",
        |m, _| m.unsupported("the docstring of a builtin function"),
        None,
        false,
    ),
    (
        "__text_signature__",
        |m, _| m.unsupported("the signature of a builtin function"),
        None,
        false,
    ),
];

pub(super) const CODE_GETTERS: &[Getter] = &[
    (
        "co_name",
        |m, v| code_part(m, v, |_, c| c.name.clone()),
        None,
        true,
    ),
    (
        "co_qualname",
        |m, v| code_part(m, v, |_, c| c.qualname.clone()),
        None,
        true,
    ),
    (
        "co_argcount",
        |m, v| code_part(m, v, |m, c| m.int(i64::from(c.code.params.positional))),
        None,
        true,
    ),
    (
        "co_kwonlyargcount",
        |m, v| code_part(m, v, |m, c| m.int(i64::from(c.code.params.keyword_only))),
        None,
        true,
    ),
    (
        "co_posonlyargcount",
        |m, v| code_part(m, v, |m, c| m.int(i64::from(c.code.params.positional_only))),
        None,
        true,
    ),
    (
        "co_firstlineno",
        |m, v| code_part(m, v, |m, c| m.int(i64::from(c.code.first_line))),
        None,
        true,
    ),
    (
        "co_varnames",
        |m, v| code_part(m, v, |m, c| names(m, &c.locals)),
        None,
        false,
    ),
    (
        "co_freevars",
        |m, v| code_part(m, v, |m, c| names(m, &c.cells[c.code.cells.len()..])),
        None,
        false,
    ),
    (
        "co_filename",
        |m, v| code_part(m, v, |m, c| m.str(&c.file.name)),
        None,
        true,
    ),
];

pub(super) const CELL_GETTERS: &[Getter] = &[("cell_contents", cell_contents, None, false)];

fn names(machine: &mut Machine, syms: &[crate::machine::Sym]) -> Value {
    let items = syms
        .iter()
        .map(|sym| machine.symbols.value(*sym).clone())
        .collect();
    machine.tuple(items)
}

fn code_part(
    machine: &mut Machine,
    value: &Value,
    part: fn(&mut Machine, &crate::machine::code::Linked) -> Value,
) -> Res {
    match &value.kind {
        Kind::Code(code) => {
            let code = Rc::clone(code);
            Ok(part(machine, &code))
        }
        _ => Ok(machine.none()),
    }
}

fn function_of(value: &Value) -> Option<&Function> {
    match &value.kind {
        Kind::Function(function) => Some(function),
        _ => None,
    }
}

fn part(machine: &mut Machine, value: &Value, part: fn(&Function) -> Value) -> Res {
    Ok(function_of(value).map_or_else(|| machine.none(), part))
}

fn get(machine: &mut Machine, args: &Args) -> Res {
    let (obj, ty) = super::get_arguments(machine, args)?;
    machine.bind(&args.pos[0], obj.as_ref(), ty)
}

/// A bound method is not bound again.
fn method_get(_: &mut Machine, args: &Args) -> Res {
    Ok(args.pos[0].clone())
}

fn call(machine: &mut Machine, args: &Args) -> Res {
    machine.call(&args.pos[0], &args.pos[1..], args.kw)
}

fn set_text(
    machine: &mut Machine,
    value: &Value,
    new: Option<&Value>,
    name: &str,
) -> Res<Option<Value>> {
    match new {
        Some(new) if machine.is_instance(new, tid::STR) => {
            Ok(function_of(value).map(|_| new.clone()))
        }
        _ => machine.type_error(format!("{name} must be set to a string object")),
    }
}

fn set_name(machine: &mut Machine, value: &Value, new: Option<&Value>) -> Res<()> {
    if let (Some(new), Some(function)) = (
        set_text(machine, value, new, "__name__")?,
        function_of(value),
    ) {
        function.parts.borrow_mut().name = new;
    }
    Ok(())
}

fn set_qualname(machine: &mut Machine, value: &Value, new: Option<&Value>) -> Res<()> {
    if let (Some(new), Some(function)) = (
        set_text(machine, value, new, "__qualname__")?,
        function_of(value),
    ) {
        function.parts.borrow_mut().qualname = new;
    }
    Ok(())
}

fn set_module(machine: &mut Machine, value: &Value, new: Option<&Value>) -> Res<()> {
    let new = new.cloned().unwrap_or_else(|| machine.none());
    if let Some(function) = function_of(value) {
        function.parts.borrow_mut().module = new;
    }
    Ok(())
}

fn set_doc(machine: &mut Machine, value: &Value, new: Option<&Value>) -> Res<()> {
    let new = new.cloned().unwrap_or_else(|| machine.none());
    if let Some(function) = function_of(value) {
        function.parts.borrow_mut().doc = new;
    }
    Ok(())
}

fn code(machine: &mut Machine, value: &Value) -> Res {
    Ok(match function_of(value) {
        Some(function) => Value::new(tid::CODE, Kind::Code(Rc::clone(&function.code.borrow()))),
        None => machine.none(),
    })
}

/// Objects/funcobject.c, func_set_code.
fn set_code(machine: &mut Machine, value: &Value, new: Option<&Value>) -> Res<()> {
    let Some(function) = function_of(value) else {
        return Ok(());
    };
    let Some(Kind::Code(code)) = new.map(|new| &new.kind) else {
        return machine.type_error("__code__ must be set to a code object");
    };
    let (needed, given) = (code.code.frees.len(), function.closure.len());
    if needed != given {
        let name = function.parts.borrow().name.clone();
        let text = format!(
            "{}() requires a code object with {given} free vars, not {needed}",
            machine.str_of(&name)?
        );
        return machine.value_error(text);
    }
    if code.code.generator != function.code.borrow().code.generator {
        return machine.unsupported("the code of a generator in a function that is none");
    }
    function.code.replace(Rc::clone(code));
    Ok(())
}

fn defaults(machine: &mut Machine, value: &Value) -> Res {
    let Some(function) = function_of(value) else {
        return Ok(machine.none());
    };
    let parts = function.parts.borrow();
    Ok(if parts.has_defaults {
        machine.tuple(parts.defaults.clone())
    } else {
        machine.none()
    })
}

fn set_defaults(machine: &mut Machine, value: &Value, new: Option<&Value>) -> Res<()> {
    let Some(function) = function_of(value) else {
        return Ok(());
    };
    let new = new.filter(|new| !machine.is_none(new));
    let items = match new.map(|new| &new.kind) {
        None => None,
        Some(Kind::Tuple(items)) => Some(items.to_vec()),
        Some(_) => return machine.type_error("__defaults__ must be set to a tuple object"),
    };
    let mut parts = function.parts.borrow_mut();
    parts.has_defaults = items.is_some();
    parts.defaults = items.unwrap_or_default();
    Ok(())
}

fn kwdefaults(machine: &mut Machine, value: &Value) -> Res {
    let found = function_of(value).and_then(|function| function.parts.borrow().kwdefaults.clone());
    Ok(found.unwrap_or_else(|| machine.none()))
}

fn set_kwdefaults(machine: &mut Machine, value: &Value, new: Option<&Value>) -> Res<()> {
    let new = new.filter(|new| !machine.is_none(new)).cloned();
    if let Some(new) = &new
        && !machine.is_instance(new, tid::DICT)
    {
        return machine.type_error("__kwdefaults__ must be set to a dict object");
    }
    if let Some(function) = function_of(value) {
        function.parts.borrow_mut().kwdefaults = new;
    }
    Ok(())
}

fn closure(machine: &mut Machine, value: &Value) -> Res {
    match function_of(value) {
        Some(function) if !function.closure.is_empty() => {
            Ok(machine.tuple(function.closure.clone()))
        }
        _ => Ok(machine.none()),
    }
}

fn annotations(machine: &mut Machine, value: &Value) -> Res {
    let Some(function) = function_of(value) else {
        return Ok(machine.none());
    };
    if let Some(known) = function.parts.borrow().annotations.clone() {
        return Ok(known);
    }
    let annotate = function.parts.borrow().annotate.clone();
    let dict = match annotate {
        Some(annotate) => {
            let one = machine.int(1);
            machine.call(&annotate, &[one], &[])?
        }
        None => machine.new_dict(),
    };
    function.parts.borrow_mut().annotations = Some(dict.clone());
    Ok(dict)
}

fn set_annotations(_: &mut Machine, value: &Value, new: Option<&Value>) -> Res<()> {
    if let Some(function) = function_of(value) {
        function.parts.borrow_mut().annotations = new.cloned();
    }
    Ok(())
}

fn annotate(machine: &mut Machine, value: &Value) -> Res {
    if !machine.build.at_least(14) {
        return machine.no_attribute(value, sym::ANNOTATE);
    }
    let found = function_of(value).and_then(|function| function.parts.borrow().annotate.clone());
    Ok(found.unwrap_or_else(|| machine.none()))
}

/// Objects/funcobject.c, func_set_annotate (3.14+).
fn set_annotate(machine: &mut Machine, value: &Value, new: Option<&Value>) -> Res<()> {
    let Some(new) = new else {
        return machine.type_error("__annotate__ cannot be deleted");
    };
    let none = machine.is_none(new);
    if !none && !machine.is_callable(new) {
        return machine.type_error("__annotate__ must be callable or None");
    }
    if let Some(function) = function_of(value) {
        let mut parts = function.parts.borrow_mut();
        parts.annotate = (!none).then(|| new.clone());
        if !none {
            parts.annotations = None;
        }
    }
    Ok(())
}

/// Objects/funcobject.c, func_set_type_params (3.12+); functions with type parameters are outside the subset.
fn set_type_params(machine: &mut Machine, _: &Value, new: Option<&Value>) -> Res<()> {
    match new.map(|new| &new.kind) {
        Some(Kind::Tuple(items)) if items.is_empty() => Ok(()),
        Some(Kind::Tuple(_)) => machine.unsupported("type parameters of a function"),
        _ => machine.type_error("__type_params__ must be set to a tuple"),
    }
}

/// `types.MethodType(function, instance)` (Objects/classobject.c, method_new_impl).
fn method_new(machine: &mut Machine, args: &Args) -> Res {
    if !args.kw.is_empty() {
        return machine.type_error("method() takes no keyword arguments");
    }
    let [_, function, this] = args.pos else {
        let text = messages::clinic_arity("method", 2, 2, args.pos.len() - 1);
        return machine.type_error(text);
    };
    if !machine.is_callable(function) {
        return machine.type_error("first argument must be callable");
    }
    if machine.is_none(this) {
        let text = if machine.build.at_least(11) {
            "instance must not be None"
        } else {
            "self must not be None"
        };
        return machine.type_error(text);
    }
    Ok(machine.bound(function, this))
}

fn native_name(machine: &mut Machine, value: &Value) -> Res {
    match &value.kind {
        Kind::Native(native) => Ok(machine.intern(native.def.name)),
        _ => Ok(machine.none()),
    }
}

fn native_qualname(machine: &mut Machine, value: &Value) -> Res {
    let Kind::Native(native) = &value.kind else {
        return Ok(machine.none());
    };
    let text = match native.owner {
        Some(owner) => format!("{}.{}", machine.type_name(owner), native.def.name),
        None => native.def.name.to_string(),
    };
    machine.new_str(text)
}

fn native_self(machine: &mut Machine, value: &Value) -> Res {
    let Kind::Native(native) = &value.kind else {
        return Ok(machine.none());
    };
    match (&native.this, native.owner, native.def.kind) {
        (Some(this), _, _) => Ok(this.clone()),
        (None, Some(owner), NativeKind::New) => Ok(machine.ty(owner).object.clone()),
        (None, None, _) => machine.unsupported("__self__ of a builtin function"),
        _ => machine.no_attribute(value, sym::METHOD_SELF),
    }
}

fn native_objclass(machine: &mut Machine, value: &Value) -> Res {
    match &value.kind {
        Kind::Native(native)
            if native.this.is_none()
                && native.owner.is_some()
                && native.def.kind != NativeKind::New =>
        {
            Ok(machine
                .ty(native.owner.unwrap_or(tid::OBJECT))
                .object
                .clone())
        }
        _ => machine.no_attribute(value, sym::OBJCLASS),
    }
}

fn native_module(machine: &mut Machine, value: &Value) -> Res {
    match &value.kind {
        Kind::Native(native) if native.owner.is_none() => {
            let name = machine.module_of_native(native.def);
            let dict = match machine.modules.get(name).map(|module| &module.kind) {
                Some(Kind::Module(_, dict)) => dict.clone(),
                _ => machine.builtins.clone(),
            };
            let found = machine.dict_get_sym(&dict, sym::NAME);
            Ok(found.unwrap_or_else(|| machine.none()))
        }
        _ => Ok(machine.none()),
    }
}

fn cell_contents(machine: &mut Machine, value: &Value) -> Res {
    match &value.kind {
        Kind::Cell(cell) => match cell.borrow().clone() {
            Some(inside) => Ok(inside),
            None => machine.value_error("Cell is empty"),
        },
        _ => Ok(machine.none()),
    }
}
