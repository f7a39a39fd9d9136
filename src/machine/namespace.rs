//! The namespaces of classes. Those of the builtin types are filled when they are first looked into:
//! a machine starts at every keystroke, and few programs touch more than a few types.

use super::function::{Def, Native, NativeKind};
use super::methods;
use super::object::{GetSet, Kind, Value};
use super::string::Str;
use super::symbol::{Sym, Symbols, sym};
use super::types::{FastHash, TypeId, tid};
use crate::cpython::Build;
use indexmap::IndexMap;
use std::cell::LazyCell;
use std::rc::Rc;

/// What the names of a class lead to, in order.
pub(super) type Namespace = IndexMap<Sym, Value, FastHash>;

/// A namespace that may not have been looked into yet.
pub(super) type Lazy = LazyCell<Namespace, Box<dyn FnOnce() -> Namespace>>;

/// The namespace of a class of a program.
pub(super) fn of_class(namespace: Namespace) -> Lazy {
    LazyCell::new(Box::new(|| namespace))
}

/// The namespace of a builtin type: the methods and computed attributes that this build has.
pub(super) fn of_builtin(id: TypeId, build: Build, none: Value, symbols: Rc<Symbols>) -> Lazy {
    LazyCell::new(Box::new(move || builtin(id, build, none, &symbols)))
}

#[inline(never)]
fn builtin(id: TypeId, build: Build, none: Value, symbols: &Symbols) -> Namespace {
    let mut namespace = Namespace::default();
    if id == tid::EXCEPTION_GROUP {
        // A class made by calling `type`: it says where.
        let module = Str::from_rc(Rc::from("builtins"));
        namespace.insert(sym::MODULE, Value::new(tid::STR, Kind::Str(module)));
    }
    for def in methods::methods_of(build, id) {
        if build.at_least(def.since) {
            namespace.insert(symbols.intern(def.name), method(def, id));
        }
    }
    for &(name, get, set, member) in methods::getters_of(build, id) {
        let name = symbols.intern(name);
        let ty = if member {
            tid::MEMBER_DESCRIPTOR
        } else {
            tid::GETSET_DESCRIPTOR
        };
        let computed = GetSet {
            owner: id,
            name,
            get,
            set,
            member,
        };
        namespace.insert(name, Value::new(ty, Kind::GetSet(Box::new(computed))));
    }
    if matches!(
        id,
        tid::LIST
            | tid::DICT
            | tid::SET
            | tid::BYTEARRAY
            | tid::SIMPLE_NAMESPACE
            | tid::WEAKPROXY
            | tid::WEAKCALLABLEPROXY
    ) || (id == tid::SLICE && !build.at_least(12))
    {
        namespace.insert(sym::HASH, none);
    }
    namespace
}

fn method(def: &'static Def, owner: TypeId) -> Value {
    let ty = match def.kind {
        NativeKind::Method => tid::METHOD_DESCRIPTOR,
        NativeKind::ClassMethod => tid::CLASSMETHOD_DESCRIPTOR,
        NativeKind::Wrapper => tid::WRAPPER_DESCRIPTOR,
        NativeKind::Function | NativeKind::New => tid::NATIVE,
    };
    let native = Native {
        def,
        owner: Some(owner),
        this: None,
    };
    Value::new(ty, Kind::Native(Box::new(native)))
}
