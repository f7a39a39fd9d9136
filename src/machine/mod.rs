//! Runs bytecode over simulated objects. Explicit frames, reference counts, budgets; no page, no clock.

mod arguments;
mod attr;
mod attr_set;
mod boot;
mod builtins;
mod call;
mod call_type;
mod class;
mod code;
mod collect;
mod compare;
mod dict;
mod dir;
mod enter;
mod exception;
mod exception_group;
mod format;
mod frames;
mod function;
mod generator;
mod hash;
mod hints;
mod import;
mod instance;
mod instancecheck;
mod item;
mod iter;
mod limits;
mod list;
mod looking;
mod make;
mod mapping;
mod matching;
mod math;
mod memory;
mod methods;
mod names;
mod namespace;
mod native;
mod number;
mod object;
mod operator;
mod ops;
mod percent;
mod pickle;
mod raising;
mod range;
mod recursion;
mod reduce;
mod repr;
mod resume;
mod run;
mod sequence;
mod set;
mod sites;
mod slice;
mod sorting;
mod specialize;
mod steps;
mod string;
mod symbol;
mod traceback;
mod types;
mod unpack;
mod unwind;
pub mod values;
mod vm;
mod vm_rare;
mod watch;
mod weak;

pub use exception::Stop;
pub use limits::Limits;
pub use looking::{Found, Looking, Own, Search};
pub use memory::{Held, Living};
pub use object::{Int, Kind, Value, WeakValue};
pub use run::{Outcome, Program, Raised};
pub use sites::SiteFacts;
pub use steps::{Before, Step, Stepped};
pub use symbol::{Sym, sym};
pub use types::{FastHash, TypeId, tid};
pub use watch::{LayoutConflict, Making};

use crate::cpython::Build;
use generator::Frame;
use std::collections::HashMap;

/// The answer of anything that may raise or stop.
pub type Res<T = Value> = Result<T, Stop>;

/// Whether a call is done or its frame has been entered.
pub enum Begun {
    /// The result.
    Done(Value),
    /// A frame was entered; the loop goes on there.
    Entered,
}

/// One interpreter with all its objects.
pub struct Machine {
    /// The interpreter that is simulated.
    pub build: Build,
    /// Interned names.
    pub symbols: std::rc::Rc<symbol::Symbols>,
    types: Vec<types::Type>,
    lookup_cache: types::LookupCache,
    frame: Box<Frame>,
    #[expect(
        clippy::vec_box,
        reason = "frames move between these and the current one"
    )]
    callers: Vec<Box<Frame>>,
    #[expect(
        clippy::vec_box,
        reason = "frames move between these and the current one"
    )]
    spare_frames: Vec<Box<Frame>>,
    /// Whether the exception on its way is raised again, as it is.
    reraising: bool,
    /// Whether a generator resumed by native code has returned rather than yielded.
    returned: bool,
    /// The value of the StopIteration that ended the last iteration.
    stop_value: Option<Value>,
    nested: usize,
    /// Levels of recursion that C functions count for.
    native_levels: usize,
    /// `dir()` is at work, which sorts what `__dir__` says.
    sorts_names: bool,
    /// Frames of comprehensions that are none in CPython.
    inlined_frames: usize,
    /// How many dicts were cleared that had the keys of their class for themselves.
    cleared_keys: usize,
    /// What a special method has answered to a builtin that is about to call it.
    answer: Option<enter::Answer>,
    steps: u64,
    bytes: u64,
    objects: u64,
    limits: Limits,
    recursion_limit: usize,
    /// What the program printed.
    output: String,
    builtins: Value,
    modules: HashMap<String, Value>,
    /// Containers, so that cycles can be taken apart at the end.
    containers: Vec<object::WeakValue>,
    /// So many of them are no longer young.
    containers_kept: usize,
    /// With so many, the dead young ones are forgotten.
    containers_limit: usize,
    /// With so many that are not young, all dead ones are.
    containers_full: usize,
    /// Where the next object whose address is asked for begins, in bytes.
    next_block: u64,
    singletons: make::Singletons,
    no_dict: std::cell::RefCell<dict::Dict>,
    /// 3.14+: the int on top of the freelist has a block of just its size.
    short_int_spare: std::cell::Cell<bool>,
    null: Value,
    nothing: std::rc::Rc<code::Linked>,
    /// Calls of the program's classes.
    watch: watch::Watch,
    /// What became of the program's attribute accesses, if that is asked for.
    sites: Option<Box<sites::Sites>>,
    /// The program's statements, if it is stepped through.
    stepping: Option<Box<steps::Steps>>,
    /// Objects whose repr is being made.
    in_repr: Vec<usize>,
}
