//! Bytecode: what `python/` hands to `machine/`. Plain data, no values.
//!
//! A stack machine in the manner of CPython's, with its own instruction set: one for all versions.
//! What differs between versions (list displays, annotations, `__static_attributes__`) the compiler
//! has already decided. Stack effects are written `[before] → [after]`, top of stack last.

use crate::text::Span;
use num_bigint::BigInt;
use std::rc::Rc;

/// One code object: a module, a function, a class body or a comprehension.
#[derive(Debug, Clone)]
pub struct Code {
    /// `co_name`.
    pub name: Rc<str>,
    /// `co_qualname`.
    pub qualname: Rc<str>,
    /// What kind of block it is.
    pub kind: Kind,
    /// The instructions.
    pub ops: Vec<Op>,
    /// For every instruction, the part of the source it comes from.
    pub spans: Vec<Span>,
    /// Indices of the instructions with which a statement begins, ascending.
    pub statements: Vec<u32>,
    /// Constants. In all code of one program, constants of equal type and value are one object
    /// (Python/compile.c, merge_const_one).
    pub consts: Vec<Const>,
    /// Names of attributes, globals and class-level variables, mangled where Python mangles them.
    pub names: Vec<Rc<str>>,
    /// Fast locals: parameters first, in the order of [`Params`], then the other locals.
    pub locals: Vec<Rc<str>>,
    /// Locals that inner functions use. Cells are numbered: `cells` first, then `frees`.
    pub cells: Vec<Rc<str>>,
    /// Names taken from the enclosing functions.
    pub frees: Vec<Rc<str>>,
    /// Parameters that are cells: (number of the cell, number of the fast local it starts from).
    pub cell_params: Vec<(u16, u16)>,
    /// The parameters.
    pub params: Params,
    /// Whether calling it makes a generator.
    pub generator: bool,
    /// Whether `__class__` is one of its cells (a class body that has to fill `__classcell__`).
    pub has_class_cell: bool,
    /// The docstring (functions; a class body stores its own `__doc__`).
    pub doc: Option<Rc<str>>,
    /// `co_firstlineno`: the line of the first decorator, or of the definition itself.
    pub first_line: u32,
    /// The whole definition.
    pub span: Span,
}

/// What kind of block a code object is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A whole program or module: names live in the globals.
    Module,
    /// A function or a lambda: names are fast locals.
    Function,
    /// A class body: names live in the namespace.
    Class,
}

/// How the fast locals start: `positional` names, of which `positional_only` cannot be passed by
/// name, then `keyword_only` names, then `*args`, then `**kwargs`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Params {
    /// Number of parameters before a `/`.
    pub positional_only: u16,
    /// Number of parameters that can be passed by position, the positional-only ones included.
    pub positional: u16,
    /// Number of parameters behind `*`.
    pub keyword_only: u16,
    /// Whether there is an `*args`.
    pub varargs: bool,
    /// Whether there is a `**kwargs`.
    pub varkw: bool,
}

impl Params {
    /// How many fast locals are parameters.
    pub fn count(self) -> usize {
        usize::from(self.positional)
            + usize::from(self.keyword_only)
            + usize::from(self.varargs)
            + usize::from(self.varkw)
    }
}

/// A constant.
#[derive(Debug, Clone)]
pub enum Const {
    /// `None`
    None,
    /// `...`
    Ellipsis,
    /// `True`, `False`
    Bool(bool),
    /// An integer.
    Int(BigInt),
    /// A float.
    Float(f64),
    /// An imaginary literal: `2j`.
    Imaginary(f64),
    /// A string.
    Str(Rc<str>),
    /// A bytes literal.
    Bytes(Rc<[u8]>),
    /// A tuple of constants.
    Tuple(Vec<Const>),
    /// A set display of constants, folded.
    FrozenSet(Vec<Const>),
    /// The code of an inner block.
    Code(Rc<Code>),
}

/// Binary operators, also used in place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the operators' own names")]
pub enum BinOp {
    Add,
    Sub,
    Mul,
    MatMul,
    TrueDiv,
    FloorDiv,
    Mod,
    Pow,
    LShift,
    RShift,
    And,
    Or,
    Xor,
}

/// Unary operators but `not`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the operators' own names")]
pub enum UnaryOp {
    Neg,
    Pos,
    Invert,
}

/// Rich comparisons.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the operators' own names")]
pub enum CmpOp {
    Lt,
    Le,
    Eq,
    Ne,
    Gt,
    Ge,
}

/// The conversion of a replacement field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Conversion {
    /// None.
    None,
    /// `!s`
    Str,
    /// `!r`
    Repr,
    /// `!a`
    Ascii,
}

/// What lies on the stack for [`Op::MakeFunction`], from the bottom, each present if its field says so.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct FunctionParts {
    /// A tuple of the positional defaults.
    pub defaults: bool,
    /// A dict of the keyword-only defaults.
    pub kwdefaults: bool,
    /// A dict of annotations (up to 3.13), or the `__annotate__` function (3.14+).
    pub annotations: bool,
    /// A tuple of the cells for [`Code::frees`].
    pub closure: bool,
}

/// One instruction. `u32` operands that are jump targets are indices into [`Code::ops`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Op {
    /// Nothing.
    Nop,
    /// `[a] → []`
    Pop,
    /// `[a] → [a, a]`
    Dup,
    /// `[a, b] → [a, b, a, b]`
    DupTwo,
    /// Swap the top with the n-th from the top: `Swap(2)`: `[a, b] → [b, a]`; `Swap(3)`: `[a, b, c] → [c, b, a]`.
    Swap(u16),
    /// `RotateDown(3)`: the top goes below the next two: `[a, b, c] → [c, a, b]`.
    RotateDown(u16),

    /// Push a constant.
    Const(u32),
    /// Push a fast local, or raise UnboundLocalError.
    Fast(u16),
    /// `[v] → []`
    StoreFast(u16),
    /// Unbind a fast local, or raise UnboundLocalError.
    DeleteFast(u16),
    /// Push what a cell holds, or raise UnboundLocalError (own cell) or NameError (free).
    Deref(u16),
    /// `[v] → []`
    StoreDeref(u16),
    /// Empty a cell, or raise.
    DeleteDeref(u16),
    /// In a class body: the namespace first, then the cell.
    ClassDeref(u16),
    /// Push the cell itself, for a closure.
    Cell(u16),
    /// Push a global, then a builtin, or raise NameError.
    Global(u32),
    /// `[v] → []`
    StoreGlobal(u32),
    /// Unbind a global, or raise NameError.
    DeleteGlobal(u32),
    /// Module or class level: namespace, then globals, then builtins, or raise NameError.
    Name(u32),
    /// `[v] → []`, into the namespace.
    StoreName(u32),
    /// Unbind from the namespace, or raise NameError.
    DeleteName(u32),

    /// `[obj] → [obj.name]`
    Attr(u32),
    /// `[value, obj] → []`
    StoreAttr(u32),
    /// `[obj] → []`
    DeleteAttr(u32),
    /// `[obj] → [function, obj]` where the attribute is a plain method, else `[attribute, null]`.
    Method(u32),
    /// `[obj, key] → [obj[key]]`
    Subscript,
    /// `[value, obj, key] → []`
    StoreSubscript,
    /// `[obj, key] → []`
    DeleteSubscript,

    /// `[a] → [op a]`
    Unary(UnaryOp),
    /// `[a] → [not a]`
    Not,
    /// `[a, b] → [a op b]`
    Binary(BinOp),
    /// `[a, b] → [a op= b]`
    Inplace(BinOp),
    /// `[a, b] → [a op b]`
    Compare(CmpOp),
    /// `[a, b] → [a is b]`, negated if true
    Is(bool),
    /// `[a, b] → [a in b]`, negated if true
    In(bool),

    /// Go there.
    Jump(u32),
    /// `[a] → []`
    PopJumpIfFalse(u32),
    /// `[a] → []`
    PopJumpIfTrue(u32),
    /// `[a] → [a]` and jump, or `[]`
    JumpIfFalseOrPop(u32),
    /// `[a] → [a]` and jump, or `[]`
    JumpIfTrueOrPop(u32),

    /// `[a1 … an] → [tuple]`
    BuildTuple(u32),
    /// `[a1 … an] → [list]`, with exactly n items of room
    BuildList(u32),
    /// `[a1 … an] → [set]`
    BuildSet(u32),
    /// `[k1, v1 … kn, vn] → [dict]`
    BuildDict(u32),
    /// `[s1 … sn] → [str]`; all are strings
    BuildString(u32),
    /// `[start, stop] → [slice]`, or with a step if true
    BuildSlice(bool),
    /// `[… list …, v] → [… list …]`: append to the list n below the top (after v is popped; 1 is the top).
    ListAppend(u16),
    /// The same for a set.
    SetAdd(u16),
    /// `[… dict …, k, v] → [… dict …]`: the same for a dict.
    DictAdd(u16),
    /// `[list, iterable] → [list]`: `list.extend`, with the texts of a display (`*x`).
    ListExtend,
    /// `[set, iterable] → [set]`
    SetUpdate,
    /// `[dict, mapping] → [dict]`: `{**mapping}`
    DictUpdate,
    /// `[f, args, dict, mapping] → [f, args, dict]`: `f(**mapping)`, which refuses a key given twice.
    DictMerge,
    /// `[list] → [tuple]`
    ListToTuple,
    /// `[iterable] → [an … a1]` (the first item ends on top), exactly n items
    Unpack(u32),
    /// `[iterable] → [after …, list, before … ]` (the first item on top): `a, *b, c = …`
    UnpackEx(u16, u16),

    /// `[a] → [iter(a)]`
    GetIter,
    /// `[iter] → [iter, next]`; at the end `[]` and jump.
    ForIter(u32),

    /// `[f, a1 … an] → [result]`
    Call(u16),
    /// The last arguments are passed by name: their names are constant number `.1`, a tuple; `.0` counts all arguments.
    CallKw(u16, u32),
    /// As left by `Method`: `[function, obj|null, a1 … an] → [result]`
    CallMethod(u16),
    /// As left by `Method`, the last arguments by name.
    CallMethodKw(u16, u32),
    /// `[f, args] → [result]`, or `[f, args, dict]` if true. For `f(*x)` alone `args` is `x` itself, which
    /// need not be a tuple: "f() argument after * must be an iterable, not int".
    CallEx(bool),
    /// `[parts …] → [function]`; the code is the constant.
    MakeFunction(u32, FunctionParts),
    /// Push `__build_class__`.
    BuildClass,
    /// Push the namespace of a class body (LOAD_LOCALS).
    Namespace,
    /// Push a builtin, whatever the globals say (LOAD_COMMON_CONSTANT).
    Builtin(u32),
    /// Leave the function: `[v] → `
    Return,
    /// `[v] → [sent]`
    Yield,
    /// `[iterable] → [iterator]`, generators as they are: for `yield from`
    GetYieldFromIter,
    /// `[iterator, sent] → [iterator, value]` suspended, or `[result]` at its end. Push `None` first.
    YieldFrom,

    /// Push a handler: an exception unwinds the stack to what it is now, pushes the exception and jumps there;
    /// the handler is then gone, and the exception is the one being handled, until `PopExcept`. What was being
    /// handled on top of what is being handled now is forgotten.
    SetupTry(u32),
    /// `[exit, value] → [exit, value]`: the same behind `WithEnter`, but the stack is unwound to `[exit]`.
    SetupWith(u32),
    /// The newest handler goes; the block ended without an exception.
    PopTry,
    /// The exception being handled goes back to what it was. The value stack is not touched.
    PopExcept,
    /// `[exc, type] → [exc, bool]`: does `except type` take it?
    MatchException,
    /// `[exc] → [exc, raised, exc]`: `except*` begins; what its clauses raise goes into the list.
    StarStart,
    /// `[rest, type] → [rest, match, True]` or `[rest, False]`: what of the rest does `except* type` take?
    StarMatch,
    /// `[exc, raised, rest, new] → [exc, raised, rest]`: a clause ended with an exception.
    StarRaised,
    /// `[exc, raised, rest] → [new, bool]`: what is raised at the end, if anything.
    StarEnd,
    /// `[exc] →` raise it again, as it is.
    Reraise,
    /// `raise` (0), `raise exc` (1: `[exc]`), `raise exc from cause` (2: `[exc, cause]`)
    Raise(u8),
    /// Push AssertionError.
    AssertionError,
    /// `[manager] → [exit, value of __enter__]`
    WithEnter,
    /// `[exit, exc] → [exit, exc, result of exit(type, exc, traceback)]`
    WithExceptStart,

    /// Push the module; the name is whole and dotted. `import a.b` binds `a`: if true, push the first part.
    Import(u32, bool),
    /// `[module] → [module, module.name]`, or raise ImportError
    ImportFrom(u32),
    /// `[module] → []`: all its public names into the namespace
    ImportStar,

    /// `[v] → [str]`; if true `[v, spec] → [str]`
    Format(Conversion, bool),

    /// Make `__annotations__` in the namespace if it is not there (up to 3.13).
    SetupAnnotations,
    /// `[value] → []`: `__annotations__[name] = value` (up to 3.13).
    StoreAnnotation(u32),

    /// `[subject] → [subject, len(subject)]`
    GetLen,
    /// `[subject] → [subject, bool]`
    MatchSequence,
    /// `[subject] → [subject, bool]`
    MatchMapping,
    /// `[subject, keys] → [subject, keys, tuple of values | None]`
    MatchKeys,
    /// `[subject, class] → [tuple of attributes | None]`: n positional patterns and the names of constant number `.1`, a tuple.
    MatchClass(u16, u32),
}
