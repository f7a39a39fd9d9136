//! Interned names: a small number each, so that attribute names compare in one step.

use super::object::{Kind, Value};
use super::string::Str;
use super::types::{FastHash, tid};
use std::cell::{Cell, OnceCell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

/// An interned name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Sym(pub u32);

/// All interned names and their string objects; names are only added, so that a shared one can grow.
pub struct Symbols {
    known: Rc<Known>,
    /// Names that are not known beforehand.
    by_text: RefCell<ByText>,
    count: Cell<u32>,
    /// The string objects, in pieces of [`FIRST`], twice that, and so on. Those of known names are made when first
    /// asked for.
    values: [OnceCell<Box<[OnceCell<Value>]>>; PIECES],
}

/// Names in the first piece: a power of two.
const FIRST: u32 = 512;
const PIECES: usize = 23;

type ByText = HashMap<Rc<str>, Sym, FastHash>;

/// The names that every machine knows: the well-known ones, in the order of [`sym`], and single characters.
struct Known {
    by_text: ByText,
    texts: Vec<Rc<str>>,
}

thread_local! {
    // A machine starts at every keystroke: these names are hashed and copied once.
    static KNOWN: Rc<Known> = Rc::new(Known::new());
}

impl Known {
    fn new() -> Self {
        let mut known = Self {
            by_text: ByText::default(),
            texts: Vec::new(),
        };
        let chars = ('\0'..='\u{ff}').map(|c| Rc::from(c.to_string()));
        for text in sym::NAMES.iter().copied().map(Rc::from).chain(chars) {
            let sym = Sym(known.texts.len() as u32);
            known.texts.push(Rc::clone(&text));
            known.by_text.insert(text, sym);
        }
        known
    }
}

impl Symbols {
    /// The names that every machine knows.
    pub fn new() -> Self {
        let known = KNOWN.with(Rc::clone);
        Self {
            by_text: RefCell::default(),
            count: Cell::new(known.texts.len() as u32),
            values: [const { OnceCell::new() }; PIECES],
            known,
        }
    }

    /// The symbol of a text.
    pub fn intern(&self, text: &str) -> Sym {
        if let Some(sym) = self.find(text) {
            return sym;
        }
        let shared: Rc<str> = Rc::from(text);
        let sym = Sym(self.count.get());
        self.count.set(sym.0 + 1);
        self.place(sym).get_or_init(|| string_of(sym, &shared));
        self.by_text.borrow_mut().insert(shared, sym);
        sym
    }

    /// The symbol of a text, if it was ever interned.
    pub fn find(&self, text: &str) -> Option<Sym> {
        let known = self.known.by_text.get(text).copied();
        known.or_else(|| self.by_text.borrow().get(text).copied())
    }

    /// The string object of a symbol.
    pub fn value(&self, sym: Sym) -> &Value {
        self.place(sym).get_or_init(|| {
            let text = self.known.texts.get(sym.0 as usize);
            string_of(sym, text.unwrap_or(&Rc::from("")))
        })
    }

    /// The string objects of all symbols.
    pub fn all(&self) -> impl Iterator<Item = Value> {
        (0..self.count.get()).map(|at| self.value(Sym(at)).clone())
    }

    /// The text of a symbol.
    pub fn text(&self, sym: Sym) -> &str {
        match &self.value(sym).kind {
            Kind::Str(string) => string.as_str(),
            _ => "",
        }
    }

    fn place(&self, sym: Sym) -> &OnceCell<Value> {
        let at = sym.0 + FIRST;
        let piece = (at / FIRST).ilog2();
        let length = FIRST << piece;
        let values = self.values[piece as usize]
            .get_or_init(|| vec![OnceCell::new(); length as usize].into_boxed_slice());
        &values[(at - length) as usize]
    }
}

fn string_of(sym: Sym, text: &Rc<str>) -> Value {
    let string = Str::new(text);
    string.set_sym(sym);
    Value::new(tid::STR, Kind::Str(string))
}

impl Default for Symbols {
    fn default() -> Self {
        Self::new()
    }
}

macro_rules! well_known {
    ($($constant:ident = $text:literal,)*) => {
        /// Names that the machine itself looks up.
        #[expect(missing_docs, reason = "each constant is the name it stands for")]
        pub mod sym {
            use super::Sym;
            #[expect(non_camel_case_types, clippy::upper_case_acronyms, reason = "only counts the constants")]
            enum Order { $($constant,)* }
            $(pub const $constant: Sym = Sym(Order::$constant as u32);)*
            pub const NAMES: &[&str] = &[$($text,)*];
        }
    };
}

well_known! {
    EMPTY = "",
    ABSTRACTMETHODS = "__abstractmethods__", ADD = "__add__", AND = "__and__", ANNOTATIONS = "__annotations__",
    ANNOTATE_FUNC = "__annotate_func__", ANNOTATE = "__annotate__",
    ARGS = "args", BASE = "__base__", BASES = "__bases__", BASICSIZE = "__basicsize__", BOOL = "__bool__",
    BUILTINS = "__builtins__", BYTES = "__bytes__", CALL = "__call__", CAUSE = "__cause__", CEIL = "__ceil__", CLASS = "__class__",
    CLASSCELL = "__classcell__", CLASSDICTCELL = "__classdictcell__", CLASS_GETITEM = "__class_getitem__", CLOSE = "close",
    CODE = "__code__", COMPLEX = "__complex__", CONTAINS = "__contains__", CONTEXT = "__context__",
    DEFAULTS = "__defaults__", DEL = "__del__", DELATTR = "__delattr__", DELETE = "__delete__", DELITEM = "__delitem__",
    DICT = "__dict__", DICTOFFSET = "__dictoffset__", DIR = "__dir__", DIVMOD = "__divmod__", DOC = "__doc__",
    END = "end", ENTER = "__enter__", EQ = "__eq__", EXIT = "__exit__", FIRSTLINENO = "__firstlineno__",
    FLOAT = "__float__", FLOOR = "__floor__", FLOORDIV = "__floordiv__", FORMAT = "__format__", FLAGS = "__flags__", FSET = "fset",
    GE = "__ge__", GET = "__get__", GETATTR = "__getattr__", GETATTRIBUTE = "__getattribute__", GETITEM = "__getitem__",
    GETSTATE = "__getstate__", GT = "__gt__", HASH = "__hash__",
    IADD = "__iadd__", IAND = "__iand__", IFLOORDIV = "__ifloordiv__", ILSHIFT = "__ilshift__", IMATMUL = "__imatmul__",
    IMOD = "__imod__", IMUL = "__imul__", INDEX = "__index__", INIT = "__init__", INIT_SUBCLASS = "__init_subclass__",
    INSTANCECHECK = "__instancecheck__", INT = "__int__", INVERT = "__invert__", IOR = "__ior__", IPOW = "__ipow__",
    IRSHIFT = "__irshift__", ISUB = "__isub__", ITEMS = "items", ITEMSIZE = "__itemsize__", ITER = "__iter__",
    ITRUEDIV = "__itruediv__", IXOR = "__ixor__", KEY = "key", KEYS = "keys", KWDEFAULTS = "__kwdefaults__",
    LE = "__le__", LEN = "__len__", LENGTH_HINT = "__length_hint__", LSHIFT = "__lshift__", LT = "__lt__",
    MATCH_ARGS = "__match_args__", MATMUL = "__matmul__", METACLASS = "metaclass", MISSING = "__missing__", MOD = "__mod__",
    MODULE = "__module__", MRO = "__mro__", MRO_METHOD = "mro", MRO_ENTRIES = "__mro_entries__", MUL = "__mul__", NAME = "__name__", NAME_FIELD = "name",
    NE = "__ne__", NEG = "__neg__", NEW = "__new__", NEXT = "__next__", NOTES = "__notes__", OBJ = "obj", OBJCLASS = "__objclass__",
    OR = "__or__", ORIG_BASES = "__orig_bases__", ORIG_CLASS = "__orig_class__", POS = "__pos__", POW = "__pow__", PREPARE = "__prepare__",
    QUALNAME = "__qualname__", RADD = "__radd__", RAND = "__rand__", RDIVMOD = "__rdivmod__", REDUCE = "__reduce__", REDUCE_EX = "__reduce_ex__",
    REPR = "__repr__", REVERSED = "__reversed__", RFLOORDIV = "__rfloordiv__", RLSHIFT = "__rlshift__",
    RMATMUL = "__rmatmul__", RMOD = "__rmod__", RMUL = "__rmul__", ROR = "__ror__", ROUND = "__round__", RPOW = "__rpow__",
    RRSHIFT = "__rrshift__", RSHIFT = "__rshift__", RSUB = "__rsub__", RTRUEDIV = "__rtruediv__", RXOR = "__rxor__",
    SELF = "self", SEND = "send", SEP = "sep", SET = "__set__", SETATTR = "__setattr__", SETITEM = "__setitem__",
    SET_NAME = "__set_name__", SIZEOF = "__sizeof__", SLOTS = "__slots__", STATIC_ATTRIBUTES = "__static_attributes__",
    STR = "__str__", SUB = "__sub__", SUBCLASSCHECK = "__subclasscheck__", SUBCLASSES = "__subclasses__", SUBCLASSHOOK = "__subclasshook__",
    SUPPRESS_CONTEXT = "__suppress_context__", TEXT_SIGNATURE = "__text_signature__", THROW = "throw", TRACEBACK = "__traceback__", TRUEDIV = "__truediv__", TRUNC = "__trunc__",
    TYPE_PARAMS = "__type_params__", UPDATE = "update", VALUE = "value", VALUES = "values", WEAKREF = "__weakref__",
    WEAKREFOFFSET = "__weakrefoffset__", XOR = "__xor__", MAIN = "__main__", BUILTINS_MODULE = "builtins", FUNC = "__func__", METHOD_SELF = "__self__",
    WRAPPED = "__wrapped__", CLOSURE = "__closure__", GLOBALS = "__globals__", ABS = "__abs__", FILE = "file", FLUSH = "flush", STRICT = "strict", REVERSE = "reverse", DEFAULT = "default",
}
