//! Objects and references to them: reference-counted, freed without recursion, finalised in order.

use super::dict::Dict;
use super::exception::ExceptionData;
use super::function::{BoundMethod, Function, Native};
use super::generator::Generator;
use super::instance::Extra;
use super::iter::Iter;
use super::list::List;
use super::set::Set;
use super::string::Str;
use super::symbol::Sym;
use super::types::TypeId;
use num_bigint::BigInt;
use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

/// A reference to an object. Cloning it is `Py_INCREF`, dropping it `Py_DECREF`.
///
/// When the last one goes, an object that wants to know of it (`__del__`, weak references) waits
/// in a queue that the machine empties after the instruction; long chains are freed in a loop.
#[derive(Clone)]
pub struct Value(Rc<Object>);

/// A reference that does not keep its object alive.
pub type WeakValue = Weak<Object>;

/// An object: its type, what it holds, and (for instances of classes) its slots and attributes.
pub struct Object {
    /// `ob_type`.
    pub ty: Cell<TypeId>,
    /// Where the object lies, in units of 8 bytes; 0 as long as nobody asked for its address.
    pub place: Cell<u32>,
    flags: Cell<u16>,
    /// Slots, `__dict__` and weak references: what instances of classes have besides `kind`.
    pub extra: RefCell<Option<Box<Extra>>>,
    /// The payload of the builtin type that the object's type is or derives from.
    pub kind: Kind,
    _end: End,
}

/// The object wants to know when the last reference to it goes.
const FINALIZE: u16 = 1;
/// `__del__` has run.
const FINALIZED: u16 = 2;
/// An int in a block of just its size rather than the whole struct's.
const SHORT: u16 = 4;
/// From this bit on: how many digits an int has allocated besides those it needs.
const SPARE_DIGITS: u16 = 3;

/// What the builtin types keep in their objects. Every int is as large as the largest of these, so what is large is boxed.
pub enum Kind {
    /// Nothing: `object()`, instances of plain classes, None, Ellipsis, NotImplemented.
    Plain,
    /// int and bool.
    Int(Int),
    /// float
    Float(f64),
    /// complex: real, imaginary
    Complex(f64, f64),
    /// str
    Str(Str),
    /// bytes
    Bytes(Rc<[u8]>),
    /// bytearray, with the bytes it has room for
    ByteArray(Box<RefCell<(Vec<u8>, usize)>>),
    /// tuple
    Tuple(Box<[Value]>),
    /// list
    List(Box<RefCell<List>>),
    /// dict
    Dict(Box<RefCell<Dict>>),
    /// set and frozenset
    Set(Box<RefCell<Set>>),
    /// range: start, stop, step
    Range(Box<[Value; 3]>),
    /// slice: start, stop, step
    Slice(Box<[Value; 3]>),
    /// A Python function.
    Function(Box<Function>),
    /// A bound method.
    Method(Box<BoundMethod>),
    /// A function or method of the machine.
    Native(Box<Native>),
    /// property
    Property(Box<RefCell<Property>>),
    /// staticmethod
    StaticMethod(RefCell<Value>),
    /// classmethod
    ClassMethod(RefCell<Value>),
    /// The descriptor of a slot.
    Member(Member),
    /// A descriptor that the machine computes: `__dict__`, `int.real`.
    GetSet(Box<GetSet>),
    /// A class.
    Type(TypeId),
    /// A module: its name and its namespace, a dict.
    Module(Rc<str>, Value),
    /// A cell of a closure.
    Cell(RefCell<Option<Value>>),
    /// A generator.
    Generator(Box<RefCell<Generator>>),
    /// An iterator of a builtin type.
    Iter(Box<RefCell<Iter>>),
    /// An exception.
    Exception(Box<RefCell<ExceptionData>>),
    /// `super(type, obj)`: the type to start behind, the object (if bound) and its type.
    Super(RefCell<Option<(TypeId, Option<Value>, TypeId)>>),
    /// A read-only view of a class's namespace.
    ClassProxy(TypeId),
    /// A read-only view of a mapping.
    MappingProxy(Value),
    /// `d.keys()`, `d.values()`, `d.items()`
    View(ViewKind, Value),
    /// A weak reference (`ref` or `proxy`), with its callback.
    WeakRef(Box<RefCell<WeakRef>>),
    /// A code object.
    Code(Rc<super::code::Linked>),
    /// What `sys.version_info`, `sys.flags` and their like are: a tuple with names.
    Struct(Box<[(Sym, Value)]>),
}

/// An int: small ones in a word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Int {
    /// Fits.
    Small(i64),
    /// Does not fit.
    Big(Box<BigInt>),
}

/// What a property holds.
#[derive(Clone, Default)]
pub struct Property {
    /// `fget`
    pub get: Option<Value>,
    /// `fset`
    pub set: Option<Value>,
    /// `fdel`
    pub del: Option<Value>,
    /// `__doc__`
    pub doc: Option<Value>,
    /// The name that `__set_name__` gave it.
    pub name: Option<Value>,
    /// Whether the docstring was taken from the getter.
    pub getter_doc: bool,
}

/// The descriptor of a slot: it knows its class and the word of the instance.
#[derive(Clone)]
pub struct Member {
    /// `__objclass__`
    pub owner: TypeId,
    /// `__name__`, mangled.
    pub name: Sym,
    /// Index of the word among all slots of the instance.
    pub index: usize,
    /// Distance in bytes from the start of the object.
    pub offset: i64,
}

/// Writes a computed attribute, or deletes it (`None`).
pub(super) type Setter = fn(&mut super::Machine, &Value, Option<&Value>) -> super::Res<()>;

/// A descriptor whose reading and writing the machine does itself.
#[derive(Clone, Copy)]
pub struct GetSet {
    /// `__objclass__`
    pub owner: TypeId,
    /// `__name__`
    pub name: Sym,
    /// Reads it.
    pub get: fn(&mut super::Machine, &Value) -> super::Res,
    /// Writes it (`None`: deletes it); a descriptor without is read-only.
    pub set: Option<Setter>,
    /// Whether `type(d).__name__` is `member_descriptor` rather than `getset_descriptor`.
    pub member: bool,
}

/// Which view of a dict.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ViewKind {
    /// `keys()`
    Keys,
    /// `values()`
    Values,
    /// `items()`
    Items,
}

/// What a weak reference holds.
pub struct WeakRef {
    /// The object, as long as it is alive.
    pub target: WeakValue,
    /// Called with the reference when the object has gone.
    pub callback: Option<Value>,
    /// The hash of the object, once it was asked for.
    pub hash: Option<i64>,
}

impl Value {
    /// A new object of type `ty`.
    pub fn new(ty: TypeId, kind: Kind) -> Self {
        Self::with_extra(ty, kind, None)
    }

    /// A new object of type `ty` with slots or attributes.
    pub fn with_extra(ty: TypeId, kind: Kind, extra: Option<Box<Extra>>) -> Self {
        Value(Rc::new(Object {
            ty: Cell::new(ty),
            place: Cell::new(0),
            flags: Cell::new(0),
            extra: RefCell::new(extra),
            kind,
            _end: End,
        }))
    }

    /// Python's `is`.
    pub fn is(&self, other: &Value) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }

    /// The type of the object.
    pub fn ty(&self) -> TypeId {
        self.0.ty.get()
    }

    /// A reference that does not keep the object alive.
    pub fn downgrade(&self) -> WeakValue {
        Rc::downgrade(&self.0)
    }

    /// The object of a weak reference, if it is still alive.
    pub fn upgrade(weak: &WeakValue) -> Option<Value> {
        weak.upgrade().map(Value)
    }

    /// How many references there are.
    pub fn refcount(&self) -> usize {
        Rc::strong_count(&self.0)
    }

    /// Where the object lies in the memory of this process: only good as a key.
    pub fn key(&self) -> usize {
        Rc::as_ptr(&self.0) as usize
    }

    /// Marks an int as standing in a block of just its size.
    pub fn mark_short(&self) {
        self.0.flags.set(self.0.flags.get() | SHORT);
    }

    /// Whether it is an int in a block of just its size.
    pub fn is_short(&self) -> bool {
        self.0.flags.get() & SHORT != 0
    }

    /// Notes how many digits an int has besides those that it needs.
    pub fn set_spare_digits(&self, digits: u64) {
        let most = u64::from(u16::MAX >> SPARE_DIGITS);
        let bits = (digits.min(most) as u16) << SPARE_DIGITS;
        self.0.flags.set(self.0.flags.get() | bits);
    }

    /// How many digits an int has besides those that it needs.
    pub fn spare_digits(&self) -> u64 {
        u64::from(self.0.flags.get() >> SPARE_DIGITS)
    }

    /// From now on the machine is told when the last reference goes.
    pub fn want_finalizer(&self) {
        self.0.flags.set(self.0.flags.get() | FINALIZE);
    }

    /// Marks `__del__` as run; whether it had run before.
    pub fn finalized(&self) -> bool {
        let before = self.0.flags.get();
        self.0.flags.set((before | FINALIZED) & !FINALIZE);
        before & FINALIZED != 0
    }
}

impl std::ops::Deref for Value {
    type Target = Object;
    fn deref(&self) -> &Object {
        &self.0
    }
}

thread_local! {
    static DEPTH: Cell<u32> = const { Cell::new(0) };
    static WAITING: Cell<bool> = const { Cell::new(false) };
    static TRASH: RefCell<Vec<Value>> = const { RefCell::new(Vec::new()) };
    static FINALIZERS: RefCell<Vec<Value>> = const { RefCell::new(Vec::new()) };
    static NOBODY: Value = Value::new(TypeId(0), Kind::Plain);
}

/// How deep objects free one another directly before the rest waits for the loop.
const MAX_FREE_DEPTH: u32 = 32;

impl Drop for Value {
    #[inline]
    fn drop(&mut self) {
        if Rc::strong_count(&self.0) == 1 {
            self.last();
        }
    }
}

impl Value {
    /// The last reference goes: the object is freed, or waits for somebody else to do it.
    fn last(&mut self) {
        let finalize = self.0.flags.get() & FINALIZE != 0;
        let depth = DEPTH.get();
        if finalize || depth >= MAX_FREE_DEPTH {
            // While the thread ends, its storage may be gone: then the object is simply freed.
            if let Ok(nobody) = NOBODY.try_with(Value::clone) {
                let object = std::mem::replace(self, nobody);
                if finalize {
                    WAITING.set(true);
                    FINALIZERS.with_borrow_mut(|waiting| waiting.push(object));
                } else {
                    TRASH.with_borrow_mut(|trash| trash.push(object));
                }
                return;
            }
        }
        DEPTH.set(depth + 1);
    }
}

/// The last field of an object: dropped when all that the object referred to is gone.
struct End;

impl Drop for End {
    fn drop(&mut self) {
        let depth = DEPTH.get() - 1;
        if depth == 0 {
            // Still one deep, so that nothing below comes here.
            while let Some(object) = TRASH.with_borrow_mut(Vec::pop) {
                drop(object);
            }
        }
        DEPTH.set(depth);
    }
}

/// Whether objects wait to be finalised.
#[inline(always)]
pub(super) fn finalizers_waiting() -> bool {
    WAITING.get()
}

/// The object that has waited longest to be finalised.
pub(super) fn next_finalizer() -> Option<Value> {
    let next = FINALIZERS.with_borrow_mut(|waiting| {
        if waiting.is_empty() {
            None
        } else {
            Some(waiting.remove(0))
        }
    });
    if next.is_none() {
        WAITING.set(false);
    }
    next.inspect(|object| object.flags.set(object.flags.get() & !FINALIZE))
}

impl Int {
    /// The int as a big integer.
    pub fn big(&self) -> BigInt {
        match self {
            Int::Small(small) => BigInt::from(*small),
            Int::Big(big) => (**big).clone(),
        }
    }
}

impl From<BigInt> for Int {
    fn from(big: BigInt) -> Self {
        match i64::try_from(&big) {
            Ok(small) => Int::Small(small),
            Err(_) => Int::Big(Box::new(big)),
        }
    }
}

impl std::fmt::Debug for Value {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.kind {
            Kind::Str(text) => write!(f, "Value({:?})", text.as_str()),
            Kind::Int(int) => write!(f, "Value({int:?})"),
            _ => write!(f, "Value(type {:?})", self.ty()),
        }
    }
}
