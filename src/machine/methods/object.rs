//! Methods of object, NoneType, module and SimpleNamespace.

use super::{Getter, class_argument, class_method, hash, method, new, wrapper};
use crate::cpython::{messages, sizes};
use crate::machine::function::{Args, Def, Sig};
use crate::machine::generator::After;
use crate::machine::object::{Kind, Value};
use crate::machine::symbol::sym;
use crate::machine::types::{TypeId, tid};
use crate::machine::{Machine, Res};
use crate::python::code::CmpOp;

pub(super) const METHODS: &[Def] = &[
    new(object_new),
    wrapper("__repr__", Sig::No, repr),
    wrapper("__hash__", Sig::No, hash),
    wrapper("__str__", Sig::No, str),
    wrapper("__getattribute__", Sig::One, getattribute),
    wrapper("__setattr__", Sig::Range(2, 2), setattr),
    wrapper("__delattr__", Sig::One, delattr),
    wrapper("__lt__", Sig::One, not_implemented),
    wrapper("__le__", Sig::One, not_implemented),
    wrapper("__eq__", Sig::One, eq),
    wrapper("__ne__", Sig::One, ne),
    wrapper("__gt__", Sig::One, not_implemented),
    wrapper("__ge__", Sig::One, not_implemented),
    wrapper("__init__", Sig::Any, init),
    class_method("__init_subclass__", Sig::Any, init_subclass),
    class_method("__subclasshook__", Sig::Any, subclasshook),
    method("__format__", Sig::One, format),
    method("__sizeof__", Sig::No, sizeof),
    method("__dir__", Sig::No, dir),
];

pub(super) const GETTERS: &[Getter] = &[("__class__", get_class, Some(set_class), false)];

pub(super) const NONE: &[Def] = &[new(none_new), wrapper("__bool__", Sig::No, none_bool)];

pub(super) const MODULE: &[Def] = &[new(module_new)];

/// What access is like without hooks, for the types that have it of their own.
pub(super) const ACCESS: &[Def] = &[
    wrapper("__getattribute__", Sig::One, getattribute),
    wrapper("__setattr__", Sig::Range(2, 2), setattr),
    wrapper("__delattr__", Sig::One, delattr),
];

pub(super) const READING: &[Def] = &[wrapper("__getattribute__", Sig::One, getattribute)];

pub(super) const NAMESPACE: &[Def] = &[
    new(namespace_new),
    wrapper("__init__", Sig::Any, namespace_init),
    wrapper("__repr__", Sig::No, repr),
];

pub(super) const DICT_GETTERS: &[Getter] =
    &[("__dict__", crate::machine::instance::get_dict, None, true)];

/// Of OrderedDict: Objects/odictobject.c, odict_getset.
pub(super) const ORDERED_DICT_GETTERS: &[Getter] = &[(
    "__dict__",
    crate::machine::instance::get_dict,
    Some(crate::machine::instance::set_dict),
    false,
)];

/// Objects/typeobject.c, object_new: arguments are refused unless `__init__` alone is overridden.
fn object_new(machine: &mut Machine, args: &Args) -> Res {
    let ty = class_argument(machine, args, tid::OBJECT)?;
    machine.new_object(ty, args.pos.len() > 1 || !args.kw.is_empty())
}

fn init(machine: &mut Machine, args: &Args) -> Res {
    let Some(this) = args.pos.first() else {
        return machine.type_error("descriptor '__init__' of 'object' object needs an argument");
    };
    if args.pos.len() > 1 || !args.kw.is_empty() {
        let ty = this.ty();
        let overrides = !machine.own_init_is_objects(ty);
        if overrides || machine.own_new_is_objects(ty) {
            let raised = messages::init_arguments(&machine.error_name(ty), overrides);
            return machine.raised(raised);
        }
    }
    Ok(machine.none())
}

impl Machine {
    /// `object.__new__` of a class that it is for; whether there are `arguments` besides.
    pub(in crate::machine) fn new_object(&mut self, ty: TypeId, arguments: bool) -> Res {
        if arguments && (self.overrides(ty, sym::NEW) || !self.overrides(ty, sym::INIT)) {
            self.refuse_arguments_of_new(ty)?;
        }
        if self.ty(ty).is_abstract {
            return self.abstract_error(ty);
        }
        self.alloc(ty, Kind::Plain)
    }

    #[inline(never)]
    fn refuse_arguments_of_new(&mut self, ty: TypeId) -> Res<()> {
        if !self.own_new_is_objects(ty) {
            return self.raised(messages::new_arguments());
        }
        if self.own_init_is_objects(ty) {
            let raised = messages::takes_no_arguments(&self.error_name(ty));
            return self.raised(raised);
        }
        Ok(())
    }

    /// Whether tp_init is object_init: a name in a class may lead to its wrapper, too (update_one_slot).
    fn own_init_is_objects(&mut self, ty: TypeId) -> bool {
        self.lookup(ty, sym::INIT).is_some_and(|found| {
            matches!(&found.kind, Kind::Native(native) if native.owner == Some(tid::OBJECT))
        })
    }

    /// Whether tp_new is object_new: a class without a `__new__` in Python has that of its tp_base, whatever wrapper the
    /// name leads to (update_one_slot). A static type has object's only if it is object.
    fn own_new_is_objects(&mut self, ty: TypeId) -> bool {
        self.static_base(ty) == Some(tid::OBJECT)
    }

    /// The nearest static type whose tp_new is that of a class; `None` if that is Python's.
    pub(in crate::machine) fn static_base(&mut self, ty: TypeId) -> Option<TypeId> {
        let mut ty = ty;
        while self.ty(ty).layout.heap {
            if self.overrides(ty, sym::NEW) {
                return None;
            }
            ty = self.ty(ty).base?;
        }
        Some(ty)
    }

    /// TypeError for a class with abstract methods (Objects/typeobject.c, object_new).
    #[inline(never)]
    pub(in crate::machine) fn abstract_error<T>(&mut self, ty: TypeId) -> Res<T> {
        let Some(names) = self.ty(ty).dict.get(&sym::ABSTRACTMETHODS).cloned() else {
            return self.unsupported("an abstract class without abstract methods");
        };
        let mut list = Vec::new();
        for name in self.iterate(&names)? {
            list.push(self.str_of(&name)?);
        }
        let list = crate::order::ordered(list, String::cmp);
        let names: Vec<&str> = list.iter().map(String::as_str).collect();
        let raised =
            crate::cpython::messages::abstract_class(self.build, &self.error_name(ty), &names);
        self.raised(raised)
    }

    /// Comparison by identity, for `==`; NotImplemented where they differ.
    fn identity(&self, a: &Value, b: &Value) -> Value {
        if a.is(b) {
            self.bool(true)
        } else {
            self.not_implemented()
        }
    }
}

/// Whether the builtin type of an object has a `__repr__` of its own, which `object.__repr__` is to pass over.
fn has_own_repr(value: &Value) -> bool {
    use Kind::{ByteArray, Bytes, Complex, Dict, Exception, Float, Int, List, Set, Str, Tuple};
    matches!(
        value.kind,
        Int(_)
            | Float(_)
            | Complex(..)
            | Str(_)
            | Bytes(_)
            | ByteArray(_)
            | Tuple(_)
            | List(_)
            | Dict(_)
            | Set(_)
            | Exception(_)
    )
}

fn repr(machine: &mut Machine, args: &Args) -> Res {
    let text = if has_own_repr(&args.pos[0]) {
        machine.default_repr(&args.pos[0])?
    } else {
        machine.builtin_repr(&args.pos[0])?
    };
    machine.new_str(text)
}

fn str(machine: &mut Machine, args: &Args) -> Res {
    let text = machine.builtin_str(&args.pos[0])?;
    machine.new_str(text)
}

fn not_implemented(machine: &mut Machine, _: &Args) -> Res {
    Ok(machine.not_implemented())
}

fn eq(machine: &mut Machine, args: &Args) -> Res {
    Ok(machine.identity(&args.pos[0], &args.pos[1]))
}

/// The negation of `__eq__`, unless that says NotImplemented.
fn ne(machine: &mut Machine, args: &Args) -> Res {
    let Some(result) = machine.call_special(&args.pos[0], sym::EQ, &[args.pos[1].clone()])? else {
        return Ok(machine.not_implemented());
    };
    if result.is(&machine.not_implemented()) {
        return Ok(result);
    }
    let truth = machine.truth(&result)?;
    Ok(machine.bool(!truth))
}

fn getattribute(machine: &mut Machine, args: &Args) -> Res {
    let name = attribute_name(machine, &args.pos[1])?;
    if Machine::as_type(&args.pos[0]).is_some() {
        return machine.unsupported("object.__getattribute__() of a class");
    }
    let base = machine.depth();
    let begun = machine.begin_default_attr(&args.pos[0], name, After::Push);
    machine.complete(base, begun)
}

fn setattr(machine: &mut Machine, args: &Args) -> Res {
    set(
        machine,
        &args.pos[0],
        &args.pos[1],
        Some(args.pos[2].clone()),
    )
}

fn delattr(machine: &mut Machine, args: &Args) -> Res {
    set(machine, &args.pos[0], &args.pos[1], None)
}

/// Objects/typeobject.c, hackcheck: `object.__setattr__` may not be used to get around that of a type.
fn set(machine: &mut Machine, obj: &Value, name: &Value, value: Option<Value>) -> Res {
    let name = attribute_name(machine, name)?;
    if Machine::as_type(obj).is_some() {
        let what = if value.is_some() {
            "__setattr__"
        } else {
            "__delattr__"
        };
        let raised = messages::wrong_setattr(what, &machine.error_name(obj.ty()));
        return machine.raised(raised);
    }
    let base = machine.depth();
    machine.begin_default_set_attr(obj, name, value)?;
    machine.complete_discard(base)?;
    Ok(machine.none())
}

/// The symbol of an attribute name, or TypeError.
pub(in crate::machine) fn attribute_name(
    machine: &mut Machine,
    name: &Value,
) -> Res<crate::machine::Sym> {
    if machine.is_instance(name, tid::STR) {
        return Ok(machine.sym_of(name));
    }
    let given = machine.error_name(name.ty());
    let raised = messages::attribute_name_not_str(machine.build, None, &given);
    machine.raised(raised)
}

fn init_subclass(machine: &mut Machine, args: &Args) -> Res {
    if args.pos.len() <= 1 && args.kw.is_empty() {
        return Ok(machine.none());
    }
    let name = args
        .pos
        .first()
        .and_then(Machine::as_type)
        .map(|id| machine.error_name(id))
        .unwrap_or_default();
    let what = if args.kw.is_empty() {
        format!("takes no arguments ({} given)", args.pos.len() - 1)
    } else {
        "takes no keyword arguments".to_string()
    };
    machine.type_error(format!("{name}.__init_subclass__() {what}"))
}

fn format(machine: &mut Machine, args: &Args) -> Res {
    if !machine.is_instance(&args.pos[1], tid::STR) {
        let class = machine.argument_name(&args.pos[1]);
        return machine.type_error(format!("__format__() argument must be str, not {class}"));
    }
    let spec = machine.str_of(&args.pos[1])?;
    if !spec.is_empty() {
        let text = format!(
            "unsupported format string passed to {}.__format__",
            machine.error_name(args.pos[0].ty())
        );
        return machine.type_error(text);
    }
    machine.str_value(&args.pos[0])
}

fn sizeof(machine: &mut Machine, args: &Args) -> Res {
    if matches!(args.pos[0].kind, Kind::Generator(_)) && machine.build.at_least(11) {
        let least = machine.plain_sizeof(&args.pos[0]);
        return Ok(machine.at_least(least));
    }
    if let Kind::Int(int) = &args.pos[0].kind {
        let exact = args.pos[0].ty() == tid::INT;
        let layout = &machine.ty(args.pos[0].ty()).layout;
        let length = sizes::int_length(machine.build, &int.big(), exact);
        return Ok(machine.int(layout.basicsize + length * layout.itemsize));
    }
    let size = machine.plain_sizeof(&args.pos[0]);
    Ok(machine.int(size as i64))
}

/// METH_VARARGS up to 3.12: any number of positional arguments.
fn subclasshook(machine: &mut Machine, args: &Args) -> Res {
    let exact = machine.build.at_least(13);
    let class = match (exact, Machine::as_type(&args.pos[0])) {
        (true, Some(class)) => format!("{}.", machine.ty(class).name),
        _ => String::new(),
    };
    if !args.kw.is_empty() {
        return machine.type_error(format!(
            "{class}__subclasshook__() takes no keyword arguments"
        ));
    }
    let given = args.pos.len() - 1;
    if exact && given != 1 {
        let text = format!("{class}__subclasshook__() takes exactly one argument ({given} given)");
        return machine.type_error(text);
    }
    Ok(machine.not_implemented())
}

fn dir(machine: &mut Machine, args: &Args) -> Res {
    machine.default_dir(&args.pos[0])
}

fn get_class(machine: &mut Machine, obj: &Value) -> Res {
    Ok(obj.ty_value(machine))
}

/// Objects/typeobject.c, object_set_class.
fn set_class(machine: &mut Machine, obj: &Value, value: Option<&Value>) -> Res<()> {
    let Some(value) = value else {
        return machine.raised(messages::delete_class());
    };
    let Some(new) = Machine::as_type(value) else {
        let raised = messages::class_not_a_type(&machine.error_name(value.ty()));
        return machine.raised(raised);
    };
    machine.assign_class(obj, new)
}

fn none_new(machine: &mut Machine, args: &Args) -> Res {
    if args.pos.len() > 1 || !args.kw.is_empty() {
        return machine.type_error("NoneType takes no arguments");
    }
    Ok(machine.none())
}

/// A class statement with a module among its bases calls the type of modules.
fn module_new(machine: &mut Machine, args: &Args) -> Res {
    let given = args.pos.len() + args.kw.len() - 1;
    if given > 2 {
        let text = format!("module() takes at most 2 arguments ({given} given)");
        return machine.type_error(text);
    }
    machine.unsupported("a module made by the program")
}

fn none_bool(machine: &mut Machine, _: &Args) -> Res {
    Ok(machine.bool(false))
}

fn namespace_new(machine: &mut Machine, args: &Args) -> Res {
    let ty = class_argument(machine, args, tid::SIMPLE_NAMESPACE)?;
    let value = machine.alloc(ty, Kind::Plain)?;
    // Objects/namespaceobject.c, namespace_new makes a dict at once, which shares no keys.
    let dict = machine.new_dict();
    machine.replace_dict(&value, Some(dict));
    Ok(value)
}

fn namespace_init(machine: &mut Machine, args: &Args) -> Res {
    if args.pos.len() > 1 {
        if machine.build.at_least(13) {
            return machine.unsupported("SimpleNamespace from a mapping");
        }
        return machine.type_error("no positional arguments expected");
    }
    let dict = machine.materialise(&args.pos[0]);
    for (name, value) in args.kw {
        machine.dict_set_sym(&dict, *name, value.clone());
    }
    Ok(machine.none())
}

impl Machine {
    /// Equality of namespaces: by their dicts.
    pub(in crate::machine) fn namespace_compare(&mut self, op: CmpOp, a: &Value, b: &Value) -> Res {
        let (Some(x), Some(y)) = (self.instance_dict(a), self.instance_dict(b)) else {
            return Ok(self.not_implemented());
        };
        self.compare(op, &x, &y)
    }
}
