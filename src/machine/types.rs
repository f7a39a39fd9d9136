//! Classes: the arena of all types, their namespaces and the lookup of names along the MRO.

use super::Machine;
use super::namespace::Lazy;
use super::object::{Kind, Value};
use super::symbol::Sym;
use crate::cpython::keys::SharedKeys;
use crate::cpython::types::TypeLayout;
use std::cell::RefCell;
use std::hash::{BuildHasherDefault, Hasher};
use std::rc::Rc;

/// A class: its place in the arena. Classes live as long as the machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TypeId(pub u32);

/// A class.
pub struct Type {
    /// `__name__`
    pub name: Rc<str>,
    /// `__qualname__`, of a class made by a program.
    pub qualname: Value,
    /// `tp_name`, where it is not `__name__`.
    pub tp_name: Option<Rc<str>>,
    /// The module of a builtin type (a class keeps `__module__` in its namespace).
    pub module: &'static str,
    /// `__base__`: the best base.
    pub base: Option<TypeId>,
    /// `__bases__`
    pub bases: Vec<TypeId>,
    /// `__mro__`, the class itself first.
    pub mro: Vec<TypeId>,
    /// The namespace, in order.
    pub dict: Lazy,
    /// Sizes and offsets of its instances.
    pub layout: TypeLayout,
    /// Own slots in memory order: name and offset; repeated names have a word each.
    pub slots: Vec<(Sym, i64)>,
    /// Slot words of an instance, those of the bases included.
    pub slot_count: usize,
    /// `ht_cached_keys`: the keys that instance dicts share.
    pub shared_keys: Option<Rc<RefCell<SharedKeys<Sym>>>>,
    /// The class as an object.
    pub object: Value,
    /// Classes directly below.
    pub subclasses: Vec<TypeId>,
    /// The builtin type at the end of the base chain: what payload its instances have.
    pub payload: TypeId,
    /// Py_TPFLAGS_IS_ABSTRACT
    pub is_abstract: bool,
}

impl Type {
    /// `tp_name`: the name in most error texts.
    pub fn tp_name(&self) -> &str {
        self.tp_name.as_deref().unwrap_or(&self.name)
    }
}

/// Hashes small keys quickly.
pub type FastHash = BuildHasherDefault<FastHasher>;

/// A hasher for small integers (multiply and fold).
#[derive(Default, Clone, Copy)]
pub struct FastHasher(u64);

impl Hasher for FastHasher {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.write_u64(u64::from(byte));
        }
    }
    fn write_u32(&mut self, n: u32) {
        self.write_u64(u64::from(n));
    }
    fn write_u64(&mut self, n: u64) {
        let mixed = (self.0 ^ n).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        self.0 = mixed ^ (mixed >> 32);
    }
    fn write_usize(&mut self, n: usize) {
        self.write_u64(n as u64);
    }
}

/// What names lead to in classes, remembered until a namespace changes (Objects/typeobject.c, struct type_cache).
pub(super) struct LookupCache {
    known: Vec<Known>,
    /// Raised with each change; what was remembered before is forgotten.
    changes: u32,
}

/// One answer: where the value stands, in which namespace. The value itself might live too long here.
#[derive(Clone, Copy)]
struct Known {
    ty: TypeId,
    name: Sym,
    changes: u32,
    hit: Option<(TypeId, u32)>,
}

/// Answers that are remembered at most; a power of two.
const KNOWN: usize = 1024;

impl Default for LookupCache {
    fn default() -> Self {
        let nothing = Known {
            ty: tid::OBJECT,
            name: Sym(0),
            changes: 0,
            hit: None,
        };
        Self {
            known: vec![nothing; KNOWN],
            changes: 1,
        }
    }
}

impl Machine {
    /// The class of a number.
    pub fn ty(&self, id: TypeId) -> &Type {
        &self.types[id.0 as usize]
    }

    /// The class of a number, to change it.
    pub(super) fn ty_mut(&mut self, id: TypeId) -> &mut Type {
        &mut self.types[id.0 as usize]
    }

    /// `__name__` of a class.
    pub fn type_name(&self, id: TypeId) -> Rc<str> {
        Rc::clone(&self.ty(id).name)
    }

    /// `__name__` of the class of an object.
    pub fn type_name_of(&self, value: &Value) -> Rc<str> {
        self.type_name(value.ty())
    }

    /// The class that a value is, if it is one.
    pub fn as_type(value: &Value) -> Option<TypeId> {
        match value.kind {
            Kind::Type(id) => Some(id),
            _ => None,
        }
    }

    /// Whether `sub` is `base` or derives from it, by the MRO.
    pub fn is_subtype(&self, sub: TypeId, base: TypeId) -> bool {
        sub == base || base == tid::OBJECT || self.ty(sub).mro.contains(&base)
    }

    /// Whether an object is an instance of a class, by the MRO of its type.
    pub fn is_instance(&self, value: &Value, ty: TypeId) -> bool {
        self.is_subtype(value.ty(), ty)
    }

    /// The first hit of a name along the MRO (Objects/typeobject.c, _PyType_Lookup).
    pub fn lookup(&mut self, ty: TypeId, name: Sym) -> Option<Value> {
        self.find(ty, name).map(|(_, value)| value.clone())
    }

    /// Whether a name leads to anything along the MRO.
    pub(super) fn has(&mut self, ty: TypeId, name: Sym) -> bool {
        self.find(ty, name).is_some()
    }

    /// The first hit of a name along the MRO, and the class whose namespace has it.
    pub fn lookup_where(&mut self, ty: TypeId, name: Sym) -> Option<(TypeId, Value)> {
        self.find(ty, name)
            .map(|(owner, value)| (owner, value.clone()))
    }

    /// The first hit along the MRO where it stands, and the class whose namespace has it.
    pub(super) fn find(&mut self, ty: TypeId, name: Sym) -> Option<(TypeId, &Value)> {
        let at = ((ty.0.wrapping_mul(0x9e37_79b1) >> 16) ^ name.0) as usize % KNOWN;
        let changes = self.lookup_cache.changes;
        let mut known = self.lookup_cache.known[at];
        if (known.ty, known.name, known.changes) != (ty, name, changes) {
            let hit = self.find_anew(ty, name);
            known = Known {
                ty,
                name,
                changes,
                hit,
            };
            self.lookup_cache.known[at] = known;
        }
        let (owner, place) = known.hit?;
        let (_, value) = self.ty(owner).dict.get_index(place as usize)?;
        Some((owner, value))
    }

    #[inline(never)]
    fn find_anew(&self, ty: TypeId, name: Sym) -> Option<(TypeId, u32)> {
        let found = |id: &TypeId| {
            let place = self.ty(*id).dict.get_index_of(&name)?;
            Some((*id, place as u32))
        };
        self.ty(ty).mro.iter().find_map(found)
    }

    /// The first hit of a name along the MRO behind `after`: for `super()`.
    pub(super) fn lookup_after(&self, ty: TypeId, after: TypeId, name: Sym) -> Option<Value> {
        let mro = &self.ty(ty).mro;
        let start = mro.iter().position(|&id| id == after)? + 1;
        mro[start..]
            .iter()
            .find_map(|id| self.ty(*id).dict.get(&name).cloned())
    }

    /// Whether a name leads to a method that a program defined, not to one of a builtin type.
    pub fn overrides(&mut self, ty: TypeId, name: Sym) -> bool {
        self.find(ty, name)
            .is_some_and(|(_, value)| !matches!(value.kind, Kind::Native(_)))
    }

    /// Binds a name in a class's namespace.
    pub(super) fn type_set(&mut self, ty: TypeId, name: Sym, value: Value) {
        // What is there already stays at its place.
        if self.ty_mut(ty).dict.insert(name, value).is_none() {
            self.lookup_cache.changes += 1;
        }
        if self.sites.is_some() {
            self.note_modified(ty);
        }
    }

    /// Forgets what names lead to: a class's namespace or its MRO has changed.
    pub(super) fn types_changed(&mut self, ty: TypeId) {
        self.lookup_cache.changes += 1;
        if self.sites.is_some() {
            self.note_modified(ty);
        }
    }
}

macro_rules! builtin_types {
    ($($constant:ident = $name:literal : $base:ident, $module:literal, $basetype:literal;)*) => {
        /// The builtin types: their places in the arena.
        #[expect(missing_docs, reason = "each constant is the type it stands for")]
        pub mod tid {
            use super::TypeId;
            #[expect(non_camel_case_types, clippy::upper_case_acronyms, reason = "only counts the constants")]
            enum Order { $($constant,)* }
            $(pub const $constant: TypeId = TypeId(Order::$constant as u32);)*
            /// Name, base, module, and whether programs may derive from it.
            pub const BUILTIN: &[(&str, TypeId, &str, bool)] = &[$(($name, $base, $module, $basetype),)*];
        }
    };
}

builtin_types! {
    OBJECT = "object": OBJECT, "builtins", true;
    TYPE = "type": OBJECT, "builtins", true;
    INT = "int": OBJECT, "builtins", true;
    BOOL = "bool": INT, "builtins", false;
    AT_LEAST = "int": OBJECT, "", false;
    FLOAT = "float": OBJECT, "builtins", true;
    COMPLEX = "complex": OBJECT, "builtins", true;
    STR = "str": OBJECT, "builtins", true;
    BYTES = "bytes": OBJECT, "builtins", true;
    BYTEARRAY = "bytearray": OBJECT, "builtins", true;
    TUPLE = "tuple": OBJECT, "builtins", true;
    LIST = "list": OBJECT, "builtins", true;
    DICT = "dict": OBJECT, "builtins", true;
    SET = "set": OBJECT, "builtins", true;
    FROZENSET = "frozenset": OBJECT, "builtins", true;
    NONE = "NoneType": OBJECT, "builtins", false;
    ELLIPSIS = "ellipsis": OBJECT, "builtins", false;
    NOT_IMPLEMENTED = "NotImplementedType": OBJECT, "builtins", false;
    FUNCTION = "function": OBJECT, "builtins", false;
    METHOD = "method": OBJECT, "builtins", false;
    NATIVE = "builtin_function_or_method": OBJECT, "builtins", false;
    METHOD_DESCRIPTOR = "method_descriptor": OBJECT, "builtins", false;
    CLASSMETHOD_DESCRIPTOR = "classmethod_descriptor": OBJECT, "builtins", false;
    WRAPPER_DESCRIPTOR = "wrapper_descriptor": OBJECT, "builtins", false;
    METHOD_WRAPPER = "method-wrapper": OBJECT, "builtins", false;
    MEMBER_DESCRIPTOR = "member_descriptor": OBJECT, "builtins", false;
    GETSET_DESCRIPTOR = "getset_descriptor": OBJECT, "builtins", false;
    PROPERTY = "property": OBJECT, "builtins", true;
    STATICMETHOD = "staticmethod": OBJECT, "builtins", true;
    CLASSMETHOD = "classmethod": OBJECT, "builtins", true;
    SUPER = "super": OBJECT, "builtins", true;
    MODULE = "module": OBJECT, "builtins", true;
    MAPPINGPROXY = "mappingproxy": OBJECT, "builtins", false;
    RANGE = "range": OBJECT, "builtins", false;
    SLICE = "slice": OBJECT, "builtins", false;
    CELL = "cell": OBJECT, "builtins", false;
    CODE = "code": OBJECT, "builtins", false;
    GENERATOR = "generator": OBJECT, "builtins", false;
    TRACEBACK = "traceback": OBJECT, "builtins", false;
    LIST_ITERATOR = "list_iterator": OBJECT, "builtins", false;
    LIST_REVERSEITERATOR = "list_reverseiterator": OBJECT, "builtins", false;
    TUPLE_ITERATOR = "tuple_iterator": OBJECT, "builtins", false;
    STR_ITERATOR = "str_iterator": OBJECT, "builtins", false;
    STR_ASCII_ITERATOR = "str_ascii_iterator": OBJECT, "builtins", false;
    BYTES_ITERATOR = "bytes_iterator": OBJECT, "builtins", false;
    BYTEARRAY_ITERATOR = "bytearray_iterator": OBJECT, "builtins", false;
    RANGE_ITERATOR = "range_iterator": OBJECT, "builtins", false;
    LONGRANGE_ITERATOR = "longrange_iterator": OBJECT, "builtins", false;
    SET_ITERATOR = "set_iterator": OBJECT, "builtins", false;
    DICT_KEYITERATOR = "dict_keyiterator": OBJECT, "builtins", false;
    DICT_VALUEITERATOR = "dict_valueiterator": OBJECT, "builtins", false;
    DICT_ITEMITERATOR = "dict_itemiterator": OBJECT, "builtins", false;
    DICT_REVERSEKEYITERATOR = "dict_reversekeyiterator": OBJECT, "builtins", false;
    DICT_REVERSEVALUEITERATOR = "dict_reversevalueiterator": OBJECT, "builtins", false;
    DICT_REVERSEITEMITERATOR = "dict_reverseitemiterator": OBJECT, "builtins", false;
    ODICT_ITERATOR = "odict_iterator": OBJECT, "builtins", false;
    CALLABLE_ITERATOR = "callable_iterator": OBJECT, "builtins", false;
    SEQUENCE_ITERATOR = "iterator": OBJECT, "builtins", false;
    ENUMERATE = "enumerate": OBJECT, "builtins", true;
    ZIP = "zip": OBJECT, "builtins", true;
    MAP = "map": OBJECT, "builtins", true;
    FILTER = "filter": OBJECT, "builtins", true;
    REVERSED = "reversed": OBJECT, "builtins", true;
    DICT_KEYS = "dict_keys": OBJECT, "builtins", false;
    DICT_VALUES = "dict_values": OBJECT, "builtins", false;
    DICT_ITEMS = "dict_items": OBJECT, "builtins", false;
    WEAKREF = "ReferenceType": OBJECT, "weakref", true;
    WEAKPROXY = "weakproxy": OBJECT, "weakref", false;
    WEAKCALLABLEPROXY = "weakcallableproxy": OBJECT, "weakref", false;
    SIMPLE_NAMESPACE = "SimpleNamespace": OBJECT, "types", true;
    ORDERED_DICT = "OrderedDict": DICT, "collections", true;
    ODICT_KEYS = "odict_keys": DICT_KEYS, "builtins", false;
    ODICT_VALUES = "odict_values": DICT_VALUES, "builtins", false;
    ODICT_ITEMS = "odict_items": DICT_ITEMS, "builtins", false;
    DEFAULTDICT = "defaultdict": DICT, "collections", true;
    TUPLEGETTER = "_tuplegetter": OBJECT, "collections", false;
    STRUCT = "version_info": TUPLE, "sys", false;
    BASE_EXCEPTION = "BaseException": OBJECT, "builtins", true;
    EXCEPTION = "Exception": BASE_EXCEPTION, "builtins", true;
    BASE_EXCEPTION_GROUP = "BaseExceptionGroup": BASE_EXCEPTION, "builtins", true;
    EXCEPTION_GROUP = "ExceptionGroup": BASE_EXCEPTION_GROUP, "builtins", true;
    SYSTEM_EXIT = "SystemExit": BASE_EXCEPTION, "builtins", true;
    KEYBOARD_INTERRUPT = "KeyboardInterrupt": BASE_EXCEPTION, "builtins", true;
    GENERATOR_EXIT = "GeneratorExit": BASE_EXCEPTION, "builtins", true;
    STOP_ITERATION = "StopIteration": EXCEPTION, "builtins", true;
    STOP_ASYNC_ITERATION = "StopAsyncIteration": EXCEPTION, "builtins", true;
    ARITHMETIC_ERROR = "ArithmeticError": EXCEPTION, "builtins", true;
    FLOATING_POINT_ERROR = "FloatingPointError": ARITHMETIC_ERROR, "builtins", true;
    OVERFLOW_ERROR = "OverflowError": ARITHMETIC_ERROR, "builtins", true;
    ZERO_DIVISION_ERROR = "ZeroDivisionError": ARITHMETIC_ERROR, "builtins", true;
    ASSERTION_ERROR = "AssertionError": EXCEPTION, "builtins", true;
    ATTRIBUTE_ERROR = "AttributeError": EXCEPTION, "builtins", true;
    BUFFER_ERROR = "BufferError": EXCEPTION, "builtins", true;
    EOF_ERROR = "EOFError": EXCEPTION, "builtins", true;
    IMPORT_ERROR = "ImportError": EXCEPTION, "builtins", true;
    MODULE_NOT_FOUND_ERROR = "ModuleNotFoundError": IMPORT_ERROR, "builtins", true;
    LOOKUP_ERROR = "LookupError": EXCEPTION, "builtins", true;
    INDEX_ERROR = "IndexError": LOOKUP_ERROR, "builtins", true;
    KEY_ERROR = "KeyError": LOOKUP_ERROR, "builtins", true;
    MEMORY_ERROR = "MemoryError": EXCEPTION, "builtins", true;
    NAME_ERROR = "NameError": EXCEPTION, "builtins", true;
    UNBOUND_LOCAL_ERROR = "UnboundLocalError": NAME_ERROR, "builtins", true;
    OS_ERROR = "OSError": EXCEPTION, "builtins", true;
    BLOCKING_IO_ERROR = "BlockingIOError": OS_ERROR, "builtins", true;
    CONNECTION_ERROR = "ConnectionError": OS_ERROR, "builtins", true;
    FILE_EXISTS_ERROR = "FileExistsError": OS_ERROR, "builtins", true;
    FILE_NOT_FOUND_ERROR = "FileNotFoundError": OS_ERROR, "builtins", true;
    INTERRUPTED_ERROR = "InterruptedError": OS_ERROR, "builtins", true;
    IS_A_DIRECTORY_ERROR = "IsADirectoryError": OS_ERROR, "builtins", true;
    NOT_A_DIRECTORY_ERROR = "NotADirectoryError": OS_ERROR, "builtins", true;
    PERMISSION_ERROR = "PermissionError": OS_ERROR, "builtins", true;
    TIMEOUT_ERROR = "TimeoutError": OS_ERROR, "builtins", true;
    REFERENCE_ERROR = "ReferenceError": EXCEPTION, "builtins", true;
    RUNTIME_ERROR = "RuntimeError": EXCEPTION, "builtins", true;
    NOT_IMPLEMENTED_ERROR = "NotImplementedError": RUNTIME_ERROR, "builtins", true;
    RECURSION_ERROR = "RecursionError": RUNTIME_ERROR, "builtins", true;
    SYNTAX_ERROR = "SyntaxError": EXCEPTION, "builtins", true;
    INDENTATION_ERROR = "IndentationError": SYNTAX_ERROR, "builtins", true;
    TAB_ERROR = "TabError": INDENTATION_ERROR, "builtins", true;
    SYSTEM_ERROR = "SystemError": EXCEPTION, "builtins", true;
    TYPE_ERROR = "TypeError": EXCEPTION, "builtins", true;
    VALUE_ERROR = "ValueError": EXCEPTION, "builtins", true;
    UNICODE_ERROR = "UnicodeError": VALUE_ERROR, "builtins", true;
    UNICODE_DECODE_ERROR = "UnicodeDecodeError": UNICODE_ERROR, "builtins", true;
    UNICODE_ENCODE_ERROR = "UnicodeEncodeError": UNICODE_ERROR, "builtins", true;
    UNICODE_TRANSLATE_ERROR = "UnicodeTranslateError": UNICODE_ERROR, "builtins", true;
    WARNING = "Warning": EXCEPTION, "builtins", true;
    BYTES_WARNING = "BytesWarning": WARNING, "builtins", true;
    DEPRECATION_WARNING = "DeprecationWarning": WARNING, "builtins", true;
    ENCODING_WARNING = "EncodingWarning": WARNING, "builtins", true;
    FUTURE_WARNING = "FutureWarning": WARNING, "builtins", true;
    IMPORT_WARNING = "ImportWarning": WARNING, "builtins", true;
    PENDING_DEPRECATION_WARNING = "PendingDeprecationWarning": WARNING, "builtins", true;
    RESOURCE_WARNING = "ResourceWarning": WARNING, "builtins", true;
    RUNTIME_WARNING = "RuntimeWarning": WARNING, "builtins", true;
    SYNTAX_WARNING = "SyntaxWarning": WARNING, "builtins", true;
    UNICODE_WARNING = "UnicodeWarning": WARNING, "builtins", true;
    USER_WARNING = "UserWarning": WARNING, "builtins", true;
}
