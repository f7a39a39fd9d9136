//! The methods of the builtin types: a file a type, a table a file.

mod access;
mod at_least;
mod byte_arrays;
mod bytes;
mod codecs;
mod complex;
mod exception_groups;
mod exceptions;
mod functions;
mod generators;
mod int_bytes;
mod iterators;
mod mapping_proxies;
mod mappings;
mod numbers;
mod object;
mod operators;
mod ordered_dicts;
mod property;
mod proxies;
mod reduce;
mod sequences;
mod sets;
mod slots;
mod strings;
mod supers;
mod text_arguments;
mod translate;
mod types;
mod weakrefs;

pub(super) use codecs::needed_buffer;
pub(super) use property::{field_doc, set_field_doc};

use super::function::{Args, Def, class_method, function, method, new, since, wrapper};
use super::object::Value;
use super::symbol::{Sym, sym};
use super::types::tid;
use super::{Machine, Res, TypeId};
use crate::cpython::{Build, messages};

/// A descriptor that reads, and perhaps writes: name, reader, writer, and whether it is a `member_descriptor`.
pub(super) type Getter = (
    &'static str,
    fn(&mut Machine, &Value) -> Res,
    Option<fn(&mut Machine, &Value, Option<&Value>) -> Res<()>>,
    bool,
);

/// The methods of a builtin type, in the order of its namespace.
pub(super) fn methods_of(build: Build, ty: TypeId) -> impl Iterator<Item = &'static Def> {
    let own = own_methods_of(build, ty).iter().copied().flatten();
    own.chain(access::methods_of(build, ty))
        .chain(reduce::methods_of(build, ty))
}

fn own_methods_of(build: Build, ty: TypeId) -> &'static [&'static [Def]] {
    match ty {
        tid::OBJECT => &[object::METHODS],
        tid::TYPE => &[types::METHODS],
        tid::INT => &[
            operators::NUMBER,
            operators::INTEGER,
            operators::COMPARE,
            numbers::INT,
        ],
        tid::STR => &[
            operators::SEQUENCE,
            operators::PERCENT,
            operators::COMPARE,
            strings::STR,
            translate::TRANSLATE,
        ],
        tid::TUPLE => &[operators::SEQUENCE, operators::COMPARE, sequences::TUPLE],
        tid::LIST => &[operators::SEQUENCE, operators::COMPARE, sequences::LIST],
        tid::DICT => &[operators::UNION, operators::COMPARE, mappings::DICT],
        tid::SET => &[operators::SET, operators::COMPARE, sets::COMMON, sets::SET],
        tid::NONE => &[object::NONE],
        tid::FUNCTION => &[functions::FUNCTION],
        tid::PROPERTY => &[property::PROPERTY],
        tid::STATICMETHOD => &[property::STATICMETHOD],
        tid::CLASSMETHOD => &[property::CLASSMETHOD],
        tid::MODULE => &[object::MODULE],
        tid::GENERATOR => &[generators::GENERATOR],
        tid::BASE_EXCEPTION => &[exceptions::METHODS],
        tid::TUPLEGETTER => &[property::TUPLEGETTER],
        tid::ENUMERATE => &[iterators::ITERATOR, iterators::ENUMERATE],
        tid::BASE_EXCEPTION_GROUP => rare_methods_of(build, ty),
        ty if ty.0 > tid::BASE_EXCEPTION.0 => exceptions::makers(build, ty),
        ty => rare_methods_of(build, ty),
    }
}

/// Those of types that the simplest programs never look into: a function of its own, so that the page can wait for it.
#[inline(never)]
fn rare_methods_of(build: Build, ty: TypeId) -> &'static [&'static [Def]] {
    match ty {
        tid::BOOL => &[numbers::BOOL],
        tid::AT_LEAST => &[at_least::DECIDED, at_least::REFUSED],
        tid::FLOAT => &[operators::NUMBER, operators::COMPARE, numbers::FLOAT],
        tid::COMPLEX if !build.at_least(10) => &[
            operators::COMPLEX,
            operators::COMPARE,
            complex::COMPLEX,
            complex::REFUSED,
        ],
        tid::COMPLEX => &[operators::COMPLEX, operators::COMPARE, complex::COMPLEX],
        tid::BYTES => &[
            operators::SEQUENCE,
            operators::COMPARE,
            bytes::COMMON,
            bytes::BYTES,
        ],
        tid::BYTEARRAY => &[
            operators::SEQUENCE,
            operators::COMPARE,
            bytes::COMMON,
            byte_arrays::BYTEARRAY,
        ],
        tid::RANGE => &[operators::COMPARE, sequences::RANGE],
        tid::SLICE => &[operators::COMPARE, sequences::SLICE],
        tid::ORDERED_DICT => &[ordered_dicts::OWN, mappings::ORDERED_DICT],
        tid::DEFAULTDICT => &[mappings::DEFAULTDICT],
        tid::MAPPINGPROXY => &[operators::COMPARE, mapping_proxies::MAPPINGPROXY],
        tid::DICT_KEYS | tid::DICT_ITEMS => &[operators::SET, operators::COMPARE, mappings::VIEW],
        tid::DICT_VALUES => &[mappings::VIEW],
        tid::FROZENSET => &[
            operators::SET,
            operators::COMPARE,
            sets::COMMON,
            sets::FROZENSET,
        ],
        tid::METHOD => &[operators::COMPARE, functions::METHOD],
        tid::NATIVE | tid::METHOD_WRAPPER => &[functions::NATIVE],
        tid::METHOD_DESCRIPTOR | tid::WRAPPER_DESCRIPTOR | tid::CLASSMETHOD_DESCRIPTOR => {
            &[functions::GET, functions::NATIVE]
        }
        tid::SUPER => &[supers::SUPER],
        tid::MEMBER_DESCRIPTOR | tid::GETSET_DESCRIPTOR => &[slots::DESCRIPTOR],
        tid::SIMPLE_NAMESPACE => &[operators::COMPARE, object::NAMESPACE],
        tid::WEAKREF => &[operators::COMPARE, weakrefs::REF],
        tid::WEAKPROXY => &[
            proxies::OPERATORS,
            proxies::COMPARE,
            proxies::COMMON,
            proxies::PROXY,
        ],
        tid::WEAKCALLABLEPROXY => &[
            proxies::OPERATORS,
            proxies::COMPARE,
            proxies::COMMON,
            proxies::CALLABLE,
        ],
        tid::BASE_EXCEPTION_GROUP => &[exception_groups::METHODS],
        tid::ZIP => &[iterators::ITERATOR, iterators::ZIP],
        tid::MAP => &[iterators::ITERATOR, iterators::MAP],
        tid::FILTER => &[iterators::ITERATOR, iterators::FILTER],
        tid::REVERSED => &[iterators::ITERATOR, iterators::REVERSED],
        ty if iterators::is_iterator(ty) => &[iterators::ITERATOR],
        _ => &[],
    }
}

/// The computed attributes of a builtin type.
pub(super) fn getters_of(build: Build, ty: TypeId) -> &'static [Getter] {
    match ty {
        tid::OBJECT => object::GETTERS,
        tid::TYPE => types::GETTERS,
        tid::INT => numbers::INT_GETTERS,
        tid::FUNCTION => functions::FUNCTION_GETTERS,
        tid::PROPERTY => property::PROPERTY_GETTERS,
        tid::TUPLEGETTER => property::TUPLEGETTER_GETTERS,
        tid::STATICMETHOD | tid::CLASSMETHOD => property::WRAPPER_GETTERS,
        tid::GENERATOR => generators::GETTERS,
        tid::BASE_EXCEPTION => exceptions::GETTERS,
        tid::BASE_EXCEPTION_GROUP => rare_getters_of(ty),
        ty if ty.0 > tid::BASE_EXCEPTION.0 => exceptions::fields_of(build, ty),
        ty => rare_getters_of(ty),
    }
}

#[inline(never)]
fn rare_getters_of(ty: TypeId) -> &'static [Getter] {
    match ty {
        tid::FLOAT => numbers::FLOAT_GETTERS,
        tid::COMPLEX => complex::COMPLEX_GETTERS,
        tid::RANGE | tid::SLICE => sequences::BOUNDS,
        tid::METHOD => functions::METHOD_GETTERS,
        tid::NATIVE
        | tid::METHOD_DESCRIPTOR
        | tid::WRAPPER_DESCRIPTOR
        | tid::CLASSMETHOD_DESCRIPTOR
        | tid::METHOD_WRAPPER => functions::NATIVE_GETTERS,
        tid::CODE => functions::CODE_GETTERS,
        tid::CELL => functions::CELL_GETTERS,
        tid::MEMBER_DESCRIPTOR | tid::GETSET_DESCRIPTOR => slots::GETTERS,
        tid::SUPER => supers::SUPER_GETTERS,
        tid::SIMPLE_NAMESPACE => object::DICT_GETTERS,
        tid::BASE_EXCEPTION_GROUP => exception_groups::GETTERS,
        tid::ORDERED_DICT => object::ORDERED_DICT_GETTERS,
        tid::DEFAULTDICT => mappings::DEFAULTDICT_GETTERS,
        tid::WEAKREF => weakrefs::GETTERS,
        _ => &[],
    }
}

/// `__repr__` as the builtin types have it.
fn repr(machine: &mut Machine, args: &Args) -> Res {
    let text = machine.builtin_repr(&args.pos[0])?;
    machine.new_str(text)
}

/// `__hash__` as the builtin types have it.
fn hash(machine: &mut Machine, args: &Args) -> Res {
    let hash = machine.builtin_hash(&args.pos[0])?;
    Ok(machine.int(hash))
}

/// `__sizeof__` of the builtin types that count more than basicsize and items.
fn sizeof(machine: &mut Machine, args: &Args) -> Res {
    let size = machine.builtin_sizeof(&args.pos[0])?;
    Ok(machine.int(size as i64))
}

/// Refuses keywords as the constructors do that take none (Argument Clinic): up to 3.10 only for the builtin type
/// itself, from 3.11 on for every class that has not replaced `replaced` (`__init__` for what is made in `__new__`).
fn refuse_keywords(
    machine: &mut Machine,
    args: &Args,
    (ty, builtin): (TypeId, TypeId),
    replaced: Sym,
) -> Res<()> {
    let own = ty == builtin || (machine.build.at_least(11) && !machine.overrides(ty, replaced));
    if args.kw.is_empty() || !own {
        return Ok(());
    }
    let name = machine.error_name(builtin);
    machine.type_error(format!("{name}() takes no keyword arguments"))
}

/// Refuses more than `most` arguments, the class or object before them not counted (`_PyArg_CheckPositional`).
fn refuse_more(machine: &mut Machine, args: &Args, name: &str, most: usize) -> Res<()> {
    let given = args.pos.len().saturating_sub(1);
    if given <= most {
        return Ok(());
    }
    machine.type_error(messages::clinic_arity(name, 0, most, given))
}

/// The object and the class that a descriptor's `__get__` was called for; `None` as the object means access through the
/// class (Objects/typeobject.c, wrap_descr_get).
fn get_arguments(machine: &mut Machine, args: &Args) -> Res<(Option<Value>, TypeId)> {
    let given = |i: usize| args.pos.get(i).filter(|value| !machine.is_none(value));
    let (obj, class) = (given(1).cloned(), given(2));
    if obj.is_none() && class.is_none() {
        return machine.raised(messages::get_of_nothing());
    }
    let class = class.and_then(Machine::as_type);
    Ok((obj, class.unwrap_or(args.pos[1].ty())))
}

/// The class that `__new__` of an exception was called with; `call_native` has checked it.
fn class_of_new(args: &Args) -> TypeId {
    let class = args.pos.first().and_then(Machine::as_type);
    class.unwrap_or(tid::BASE_EXCEPTION)
}

/// The class that `__new__` was called with, checked (Objects/typeobject.c, tp_new_wrapper).
pub(super) fn class_argument(machine: &mut Machine, args: &Args, builtin: TypeId) -> Res<TypeId> {
    let Some(first) = args.pos.first() else {
        let name = machine.error_name(builtin);
        return machine.type_error(format!("{name}.__new__(): not enough arguments"));
    };
    let Some(ty) = Machine::as_type(first) else {
        let name = machine.error_name(builtin);
        let raised = messages::new_of_no_type(&name, &machine.error_name(first.ty()));
        return machine.raised(raised);
    };
    if !machine.is_subtype(ty, builtin) {
        let (name, given) = (machine.error_name(builtin), machine.error_name(ty));
        return machine.raised(messages::new_of_no_subtype(&name, &given));
    }
    // The nearest class below that does not come to `__new__` by its own or a base's Python function.
    let mut safe = ty;
    while machine.overrides(safe, sym::NEW)
        && let Some(base) = machine.ty(safe).base
    {
        safe = base;
    }
    let base = machine.static_base(safe).unwrap_or(safe);
    let own = machine.lookup_where(base, sym::NEW).map(|(owner, _)| owner);
    let inherited = |own| exceptions::made_alike(machine, own, builtin);
    if own != Some(builtin) && !own.is_some_and(inherited) {
        let name = machine.error_name(builtin);
        let (given, safe) = (machine.error_name(ty), machine.error_name(safe));
        return machine.raised(messages::unsafe_new(&name, &given, &safe));
    }
    Ok(ty)
}
