//! Frames, and the generators that keep one.

use super::code::Linked;
use super::object::Value;
use super::symbol::Sym;
use super::types::TypeId;
use std::rc::Rc;

/// One running block of code.
pub struct Frame {
    /// The code.
    pub code: Rc<Linked>,
    /// Index of the next instruction.
    pub pc: usize,
    /// The value stack.
    pub stack: Vec<Value>,
    /// Fast locals.
    pub locals: Vec<Option<Value>>,
    /// Cells: own ones, then those of the closure.
    pub cells: Vec<Value>,
    /// The globals, a dict.
    pub globals: Value,
    /// Where `Name` and `StoreName` look: a module's or a class's namespace.
    pub namespace: Option<Value>,
    /// Handlers, innermost last.
    pub blocks: Vec<Block>,
    /// Exceptions being handled, innermost last.
    pub handled: Vec<Value>,
    /// What happens with the result.
    pub after: After,
    /// The generator that this frame belongs to.
    pub generator: Option<Value>,
    /// Levels of recursion that C functions below it count for.
    pub levels: usize,
    /// Whether the frame has raised or passed on the exception that is on its way.
    pub function: Option<Value>,
}

/// A handler that `SetupTry` pushed.
#[derive(Debug, Clone, Copy)]
pub struct Block {
    /// Where the handler begins.
    pub target: u32,
    /// Height of the value stack to unwind to.
    pub stack: usize,
    /// Number of handled exceptions to unwind to.
    pub handled: usize,
}

/// What happens with the result of a frame.
pub enum After {
    /// It goes onto the caller's stack.
    Push,
    /// It is dropped: `__setattr__`, `__delitem__`, `__set__`.
    Discard,
    /// It must be None; the instance goes onto the stack.
    Init(Value),
    /// `__new__` returned: `__init__` is next, with these arguments.
    New(TypeId, Box<CallArgs>),
    /// An attribute was asked for: AttributeError leads to `__getattr__`.
    Attr(Value, Sym),
    /// `__getattr__` called for `Method`: its result goes onto the stack, and a null.
    HookedMethod,
    /// The same for `Method`: the attribute goes onto the stack, and a null.
    Method(Value, Sym),
    /// Its truth goes onto the stack, negated if true (`__contains__`).
    Truth(bool),
    /// A generator resumed by a `for`: at the end the loop is left.
    ForIter(u32),
    /// `__next__` called by a `for`: StopIteration leaves the loop.
    ForNext(u32),
    /// A generator resumed by `yield from`.
    YieldFrom,
    /// A generator resumed by the machine: the end is told by `Machine::returned`.
    Native,
    /// A generator resumed by `next()` or `send()`: at the end StopIteration is raised.
    Next,
    /// It answers a builtin, which goes on with it.
    Again(Box<super::enter::Again>),
    /// It answers the instruction before, which is executed again.
    Redo(Box<super::enter::Question>),
    /// A binary operator's method: NotImplemented leads to the next candidate.
    Binary(Box<super::ops::Candidates>),
}

/// Arguments of a call under way.
pub struct CallArgs {
    /// By position.
    pub pos: Vec<Value>,
    /// By name.
    pub kw: Vec<(Sym, Value)>,
}

/// A generator.
pub struct Generator {
    /// Its frame, while it is suspended.
    pub frame: Option<Box<Frame>>,
    /// It is running.
    pub running: bool,
    /// It has not started.
    pub fresh: bool,
    /// It has ended.
    pub done: bool,
    /// `__name__`
    pub name: Value,
    /// `__qualname__`
    pub qualname: Value,
    /// The code.
    pub code: Rc<Linked>,
    /// Delegated to by `yield from`, for `throw` and `close`.
    pub delegate: Option<Value>,
}
