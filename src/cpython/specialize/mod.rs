//! What the adaptive interpreter specialises an attribute access to, and why not (Python/specialize.c, 3.11+).
//!
//! Facts in, an opcode or a reason out: [`specialize`]; whether a specialised instruction finds what it was made for:
//! [`guard`]. When which of them is asked is the subject of [`super::adaptive`].

mod facts;
mod guard;
mod opcodes;

pub use facts::{Attribute, Facts, Getter, Instance, InstanceDict, Owner, Params, Reading, Tag};
pub use guard::guard;
pub use opcodes::{Access, Reason, Special, opcode};

use super::build::Build;

/// What came of an attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Attempt {
    /// The instruction becomes this.
    Done(Special),
    /// It does not, and becomes the plain one.
    Failed(Reason),
    /// Whether it does is not known: why.
    Unknown(&'static str),
    /// It stays what it is, and is tried again after as many runs as a specialised one that misses (3.14+).
    Later(Reason),
}

/// _Py_Specialize_LoadAttr, _Py_Specialize_LoadMethod (3.11), _Py_Specialize_StoreAttr, _Py_Specialize_LoadSuperAttr.
pub fn specialize(build: Build, access: Access, facts: &Facts) -> Attempt {
    if let Owner::Instance(instance) = &facts.owner
        && instance.found == Attribute::Member
        && if access == Access::Store {
            instance.plain_storing
        } else {
            !overridden(build, instance)
        }
    {
        return Attempt::Unknown("which member of a builtin type holds an object");
    }
    let result = match (&facts.owner, access) {
        (Owner::Super, Access::SuperMethod) => Ok(Special::SuperMethod),
        (Owner::Super, _) => Ok(Special::SuperAttr),
        (Owner::Module { exact: true, .. }, Access::Store) => Err(Reason::Overridden),
        // A subclass of the module type has its dict elsewhere than an instance of ours (3.14+ takes it for a module).
        (Owner::Module { .. }, Access::Store) => Err(Reason::NotManagedDict),
        (Owner::Class { .. }, Access::Store) => Err(Reason::Overridden),
        (
            Owner::Module {
                exact,
                unicode,
                hook,
                found,
            },
            _,
        ) => match () {
            () if !exact && !build.at_least(14) => Err(Reason::Overridden),
            () if !unicode => Err(Reason::NonString),
            // 3.15 no longer asks for `__getattr__`.
            () if (*hook && !build.at_least(15)) || !found => Err(Reason::ModuleAttrNotFound),
            () => Ok(Special::Module),
        },
        (Owner::Class { .. }, _) => load_class(build, access, &facts.owner),
        (Owner::Instance(instance), Access::Store) => store_instance(build, instance),
        (Owner::Instance(instance), Access::Method) if !build.at_least(12) => {
            load_method(build, instance)
        }
        (Owner::Instance(instance), _) => return load_instance(build, access, instance),
    };
    match result {
        Ok(special) => Attempt::Done(special),
        Err(reason) => Attempt::Failed(reason),
    }
}

/// Whether a module of the standard library has a `__getattr__` (Lib/io.py, Lib/types.py, Lib/typing.py).
pub fn module_getattr(build: Build, module: &str) -> bool {
    match module {
        "io" => !build.at_least(12),
        "types" => build.version.minor == 13,
        "typing" => build.at_least(13),
        _ => false,
    }
}

/// specialize_class_load_attr (3.12+), specialize_class_load_method (3.11).
fn load_class(build: Build, access: Access, owner: &Owner) -> Result<Special, Reason> {
    let Owner::Class {
        meta,
        own,
        plain_type,
        plain_reading,
        reading,
    } = owner
    else {
        return Err(Reason::Other);
    };
    // 3.11 takes a class that is not called for any other object, whose type reads attributes in its own way.
    if !build.at_least(12) && access == Access::Load {
        return Err(Reason::Overridden);
    }
    if build.at_least(14) {
        if !plain_reading {
            return Err(Reason::MetaclassOverridden);
        }
        if !matches!(
            meta,
            Attribute::Absent
                | Attribute::Method
                | Attribute::NonDescriptor
                | Attribute::NonOverriding
                | Attribute::BuiltinClassMethod
                | Attribute::PythonClassMethod
        ) {
            return Err(Reason::MetaclassAttribute);
        }
    } else if !plain_type || *meta != Attribute::Absent {
        return Err(Reason::MetaclassAttribute);
    }
    // analyze_descriptor looks at how instances of the class read attributes, not at how the class does.
    match reading {
        Reading::Own | Reading::Getattribute(_) => return Err(Reason::Overridden),
        Reading::Hook if !build.at_least(12) || matches!(own, Attribute::Property(_)) => {
            return Err(Reason::Overridden);
        }
        _ => {}
    }
    match own {
        Attribute::Method | Attribute::NonDescriptor => {}
        // A member of an enum (3.15+): guarding the version of the class guards its own type, too.
        Attribute::Mutable { own_member: true } if build.at_least(15) => {}
        Attribute::Mutable { .. } => return Err(Reason::MutableClass),
        Attribute::Absent => return Err(Reason::ExpectedError),
        Attribute::Property(_) => return Err(Reason::Property),
        Attribute::ObjectSlot { .. } | Attribute::Member => return Err(Reason::ObjectSlot),
        Attribute::Overriding => return Err(Reason::OverridingDescriptor),
        Attribute::BuiltinClassMethod => return Err(Reason::BuiltinClassMethod),
        Attribute::PythonClassMethod => return Err(Reason::ClassMethodObj),
        Attribute::NonOverriding => return Err(Reason::ClassAttrDescriptor),
        Attribute::DunderClass => return Err(Reason::Other),
    }
    Ok(if build.at_least(14) && !plain_type {
        Special::ClassWithMetaclassCheck
    } else {
        Special::Class
    })
}

/// function_check_args, of a getter or a `__getattribute__`.
fn takes(params: Params, count: usize) -> Result<(), Reason> {
    match params {
        Params { simple: false, .. } => Err(Reason::ComplexParameters),
        Params { positional, .. } if positional != count => Err(Reason::WrongNumberArguments),
        _ => Ok(()),
    }
}

/// `obj.name` of an instance: the body of _Py_Specialize_LoadAttr, from 3.14 do_specialize_instance_load_attr.
fn load_instance(build: Build, access: Access, instance: &Instance) -> Attempt {
    // instance_has_key (3.14+): instances of the class are likely to have it.
    let shadow = build.at_least(14) && instance.managed_dict && {
        if instance.inline_values {
            instance.in_keys
        } else {
            let own = |dict: &InstanceDict| dict.exact && !dict.split && dict.index.is_some();
            instance.dict.as_ref().is_some_and(own)
        }
    };
    if shadow_decides(instance.found) && !overridden(build, instance) {
        if shadow {
            return attempt(dict_access(build, false, instance));
        }
        if instance.found == Attribute::Absent && build.at_least(14) {
            return Attempt::Later(Reason::NotInKeys);
        }
    }
    attempt(load_plain(build, access, instance))
}

fn attempt(result: Result<Special, Reason>) -> Attempt {
    match result {
        Ok(special) => Attempt::Done(special),
        Err(reason) => Attempt::Failed(reason),
    }
}

/// What an attribute of the instance itself is taken before.
fn shadow_decides(found: Attribute) -> bool {
    matches!(
        found,
        Attribute::Absent
            | Attribute::Method
            | Attribute::BuiltinClassMethod
            | Attribute::PythonClassMethod
            | Attribute::NonOverriding
            | Attribute::NonDescriptor
    )
}

/// Whether analyze_descriptor stops at how the type reads attributes.
fn overridden(build: Build, instance: &Instance) -> bool {
    match instance.reading {
        Reading::Generic => false,
        // What may raise cannot be specialised where `__getattr__` would have to be called.
        Reading::Hook => !build.at_least(12) || matches!(instance.found, Attribute::Property(_)),
        Reading::Getattribute(_) | Reading::Own => true,
    }
}

fn load_plain(build: Build, access: Access, instance: &Instance) -> Result<Special, Reason> {
    let method = access == Access::Method;
    if let Reading::Getattribute(params) = instance.reading
        && build.at_least(12)
    {
        takes(params, 2)?;
        // 3.12.1 does not yet ask whether the result is called.
        if method && build.at_least(13) {
            return Err(Reason::Method);
        }
        return Ok(Special::GetattributeOverridden);
    }
    if overridden(build, instance) {
        return Err(Reason::Overridden);
    }
    match instance.found {
        // Up to 3.13 only a store looks for `__set__`.
        Attribute::Overriding if matches!(build.version.minor, 12 | 13) => {
            Err(if instance.managed_dict {
                Reason::ClassAttrDescriptor
            } else {
                Reason::NotManagedDict
            })
        }
        Attribute::Overriding => Err(Reason::OverridingDescriptor),
        Attribute::Method if method => class_attribute(build, true, instance),
        Attribute::Method => Err(Reason::Method),
        Attribute::Property(_) if !build.at_least(12) => Err(Reason::Property),
        Attribute::Property(Getter::Missing) => Err(Reason::ExpectedError),
        Attribute::Property(Getter::Other) => Err(Reason::PropertyNotPyFunction),
        Attribute::Property(Getter::Function(params)) => {
            takes(params, 1)?;
            if method && build.at_least(13) {
                return Err(Reason::Method);
            }
            Ok(Special::Property)
        }
        Attribute::ObjectSlot { fits: true, .. } | Attribute::DunderClass => Ok(Special::Slot),
        // specialize has left these out.
        Attribute::Member => Err(Reason::Other),
        Attribute::ObjectSlot { .. } => Err(Reason::ExpectedError),
        Attribute::Mutable { .. } => Err(Reason::MutableClass),
        // 3.11 looks for an attribute of the instance behind these.
        _ if !build.at_least(12) => dict_access(build, false, instance),
        Attribute::BuiltinClassMethod => Err(Reason::BuiltinClassMethod),
        Attribute::PythonClassMethod => Err(Reason::ClassMethodObj),
        Attribute::NonOverriding if instance.managed_dict => Err(Reason::ClassAttrDescriptor),
        Attribute::NonOverriding => Err(Reason::NotManagedDict),
        Attribute::NonDescriptor if build.at_least(13) && !method => {
            class_attribute(build, false, instance)
        }
        Attribute::NonDescriptor => Err(Reason::ClassAttrSimple),
        Attribute::Absent => dict_access(build, false, instance),
    }
}

/// specialize_attr_loadclassattr (3.12+).
fn class_attribute(build: Build, method: bool, instance: &Instance) -> Result<Special, Reason> {
    let with_values = if method {
        Special::MethodWithValues
    } else {
        Special::NondescriptorWithValues
    };
    // 3.12 asks whether this object still has its values outside of a dict, 3.13+ whether those of the class have.
    if instance.inline_values || !build.at_least(13) && instance.managed_dict && instance.values {
        return if instance.in_keys {
            Err(Reason::Shadowed)
        } else {
            Ok(with_values)
        };
    }
    if instance.managed_dict && !build.at_least(13) {
        return Err(Reason::NotManagedDict);
    }
    if !instance.managed_dict && instance.dictoffset == 0 {
        return Ok(if method {
            Special::MethodNoDict
        } else {
            Special::NondescriptorNoDict
        });
    }
    if !instance.managed_dict && instance.dictoffset < 0 {
        return Err(Reason::OutOfRange);
    }
    match (method, &instance.dict) {
        (false, _) => Err(Reason::ClassAttrSimple),
        (true, Some(_)) => Err(Reason::NotManagedDict),
        (true, None) => Ok(Special::MethodLazyDict),
    }
}

/// _Py_Specialize_LoadMethod (3.11).
fn load_method(build: Build, instance: &Instance) -> Result<Special, Reason> {
    if overridden(build, instance) {
        return Err(Reason::Overridden);
    }
    match instance.found {
        Attribute::Method => {}
        Attribute::Overriding => return Err(Reason::OverridingDescriptor),
        Attribute::Property(_) => return Err(Reason::Property),
        Attribute::ObjectSlot { .. } | Attribute::Member => return Err(Reason::ObjectSlot),
        Attribute::Mutable { .. } => return Err(Reason::MutableClass),
        Attribute::BuiltinClassMethod => return Err(Reason::BuiltinClassMethod),
        Attribute::PythonClassMethod => return Err(Reason::ClassMethodObj),
        Attribute::NonOverriding => return Err(Reason::ClassAttrDescriptor),
        Attribute::NonDescriptor => return Err(Reason::ClassAttrSimple),
        Attribute::Absent => return Err(Reason::InstanceAttribute),
        Attribute::DunderClass => return Err(Reason::Other),
    }
    let (in_keys, special) = match &instance.dict {
        None if instance.managed_dict => (instance.in_keys, Special::MethodWithValues),
        Some(_) if instance.managed_dict => (instance.in_keys, Special::MethodWithDict),
        _ if instance.dictoffset == 0 => return Ok(Special::MethodNoDict),
        _ if instance.dictoffset < 0 => return Err(Reason::OutOfRange),
        None => return Err(Reason::NoDict),
        Some(dict) => (dict.index.is_some(), Special::MethodWithDict),
    };
    if in_keys {
        return Err(Reason::Shadowed);
    }
    Ok(special)
}

/// _Py_Specialize_StoreAttr.
fn store_instance(build: Build, instance: &Instance) -> Result<Special, Reason> {
    if !instance.plain_storing {
        return Err(Reason::Overridden);
    }
    match instance.found {
        Attribute::Overriding => Err(Reason::OverridingDescriptor),
        Attribute::Method => Err(Reason::Method),
        Attribute::Property(_) => Err(Reason::Property),
        Attribute::ObjectSlot { fits: true, .. } => Ok(Special::Slot),
        Attribute::ObjectSlot { .. } => Err(Reason::ExpectedError),
        Attribute::DunderClass | Attribute::Member => Err(Reason::NonObjectSlot),
        Attribute::Mutable { .. } => Err(Reason::MutableClass),
        _ if !build.at_least(12) => dict_access(build, true, instance),
        Attribute::BuiltinClassMethod => Err(Reason::BuiltinClassMethod),
        Attribute::PythonClassMethod => Err(Reason::ClassMethodObj),
        Attribute::NonOverriding => Err(Reason::ClassAttrDescriptor),
        Attribute::NonDescriptor => Err(Reason::ClassAttrSimple),
        Attribute::Absent => dict_access(build, true, instance),
    }
}

/// specialize_dict_access.
fn dict_access(build: Build, store: bool, instance: &Instance) -> Result<Special, Reason> {
    if !instance.managed_dict {
        return Err(Reason::NotManagedDict);
    }
    let outside = match build.version.minor {
        // No dict is enough, even where there are no values either.
        ..=11 => instance.dict.is_none(),
        12 => instance.values,
        // 3.13.0 did not yet ask for the dict.
        _ => instance.values && !(store && instance.dict.is_some()),
    };
    if outside {
        return match instance.in_keys {
            // 3.14+ takes a dict that stands over the values for one that was made at this moment.
            _ if build.at_least(14) && instance.dict.is_some() => Err(Reason::Other),
            true => Ok(Special::InstanceValue),
            false => Err(Reason::NotInKeys),
        };
    }
    let Some(dict) = instance.dict.as_ref().filter(|dict| dict.exact) else {
        return Err(Reason::NoDict);
    };
    // 3.11 and 3.12 do not ask, and the specialised instruction never finds its value.
    if dict.split && build.at_least(13) {
        return Err(Reason::SplitDict);
    }
    match dict.index {
        Some(_) => Ok(Special::WithHint),
        None => Err(Reason::NotInDict),
    }
}
