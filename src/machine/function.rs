//! Functions: Python's, the machine's own, and bound methods.

use super::code::Linked;
use super::object::Value;
use super::symbol::Sym;
use super::types::TypeId;
use super::{Machine, Res};
use std::cell::RefCell;
use std::rc::Rc;

/// A Python function.
pub struct Function {
    /// Its code; `__code__` can be assigned.
    pub code: RefCell<Rc<Linked>>,
    /// `__globals__`
    pub globals: Value,
    /// Cells for the free variables.
    pub closure: Vec<Value>,
    /// What can be assigned.
    pub parts: RefCell<Parts>,
}

/// The assignable parts of a function.
pub struct Parts {
    /// `__name__`
    pub name: Value,
    /// `__qualname__`
    pub qualname: Value,
    /// `__module__`
    pub module: Value,
    /// `__doc__`
    pub doc: Value,
    /// `__defaults__`
    pub defaults: Vec<Value>,
    /// Whether `__defaults__` is a tuple rather than None.
    pub has_defaults: bool,
    /// `__kwdefaults__`: a dict or nothing.
    pub kwdefaults: Option<Value>,
    /// `__annotations__`: a dict, once there is one.
    pub annotations: Option<Value>,
    /// `__annotate__` (3.14+).
    pub annotate: Option<Value>,
}

/// A bound method.
pub struct BoundMethod {
    /// `__func__`
    pub func: Value,
    /// `__self__`
    pub this: Value,
}

/// What a native function is called with.
pub struct Args<'a> {
    /// By position; the first one of a method is `self`.
    pub pos: &'a [Value],
    /// By name.
    pub kw: &'a [(Sym, Value)],
}

/// A function of the machine.
pub(super) type NativeFn = fn(&mut Machine, &Args) -> Res;

/// How a native function takes its arguments, and so how it refuses them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sig {
    /// METH_NOARGS
    No,
    /// METH_O
    One,
    /// METH_FASTCALL with between so many and so many positional arguments (Argument Clinic); `ANY` is no limit.
    Range(u8, u8),
    /// Keywords are taken too; the function checks for itself.
    Any,
}

/// Any number of positional arguments.
pub(super) const ANY: u8 = u8::MAX;

/// What a native function looks like to Python.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NativeKind {
    /// `builtin_function_or_method`
    Function,
    /// `method_descriptor`; bound: `builtin_function_or_method`
    Method,
    /// `classmethod_descriptor`
    ClassMethod,
    /// `wrapper_descriptor` of a type slot; bound: `method-wrapper`
    Wrapper,
    /// `__new__` of a builtin type
    New,
}

/// A function of the machine, with a name.
pub struct Def {
    /// `__name__`
    pub name: &'static str,
    /// How it takes arguments.
    pub sig: Sig,
    /// What it does.
    pub call: NativeFn,
    /// What it looks like.
    pub kind: NativeKind,
    /// The version 3.x in which it appeared.
    pub since: u8,
}

/// A function object of the machine.
pub struct Native {
    /// What it is.
    pub def: &'static Def,
    /// The type that it is a method of.
    pub owner: Option<TypeId>,
    /// What it is bound to.
    pub this: Option<Value>,
}

impl Args<'_> {
    /// The argument given by name.
    pub fn named(&self, name: Sym) -> Option<&Value> {
        self.kw
            .iter()
            .find(|(sym, _)| *sym == name)
            .map(|(_, value)| value)
    }
}

/// A function of a module.
pub(super) const fn function(name: &'static str, sig: Sig, call: NativeFn) -> Def {
    def(NativeKind::Function, name, sig, call)
}

/// A method.
pub(super) const fn method(name: &'static str, sig: Sig, call: NativeFn) -> Def {
    def(NativeKind::Method, name, sig, call)
}

/// The wrapper of a type slot: `__len__`, `__add__`.
pub(super) const fn wrapper(name: &'static str, sig: Sig, call: NativeFn) -> Def {
    def(NativeKind::Wrapper, name, sig, call)
}

/// A class method.
pub(super) const fn class_method(name: &'static str, sig: Sig, call: NativeFn) -> Def {
    def(NativeKind::ClassMethod, name, sig, call)
}

/// `__new__`
pub(super) const fn new(call: NativeFn) -> Def {
    def(NativeKind::New, "__new__", Sig::Any, call)
}

/// A definition that appeared in 3.`minor`.
pub(super) const fn since(minor: u8, def: Def) -> Def {
    Def {
        since: minor,
        ..def
    }
}

const fn def(kind: NativeKind, name: &'static str, sig: Sig, call: NativeFn) -> Def {
    Def {
        name,
        sig,
        call,
        kind,
        since: 0,
    }
}
