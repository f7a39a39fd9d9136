//! Where every name lives: the symbol table (Python/symtable.c).
//!
//! `collect` walks the tree and notes what each block does with each name; [`analyze`] then decides:
//! a name is local, in a cell that inner functions share, taken from an enclosing function, or global.

mod collect;

use super::tree::{MODULE_SCOPE, Module, ScopeId};
use crate::cpython::Build;
use crate::problem::Problem;
use crate::text::Span;
use indexmap::IndexMap;
use std::collections::BTreeSet;
use std::rc::Rc;

/// The scopes of a program, by number; or what CPython's symbol table refuses.
pub(super) fn analyze(module: &Module, build: Build) -> Result<Vec<Scope>, Vec<Problem>> {
    let mut scopes = collect::collect(module, build)?;
    for id in 0..scopes.len() {
        for index in 0..scopes[id].symbols.len() {
            resolve(&mut scopes, id, index)?;
        }
    }
    Ok(scopes)
}

/// What kind of block has these names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Module,
    Class,
    /// A function, a lambda, or the `__annotate__` function (3.14+).
    Function,
    Annotate,
    Comprehension,
}

/// One block and its names.
#[derive(Debug)]
pub(super) struct Scope {
    pub(super) kind: Kind,
    pub(super) parent: ScopeId,
    /// The innermost class, whose name mangles private names.
    pub(super) class: Option<Rc<str>>,
    /// The names used or bound, mangled.
    pub(super) symbols: IndexMap<Rc<str>, Symbol>,
    /// Names of this block that inner functions use, sorted as in `co_cellvars`.
    pub(super) cells: BTreeSet<Rc<str>>,
    /// Names taken or passed on from enclosing functions, sorted as in `co_freevars`.
    pub(super) frees: BTreeSet<Rc<str>>,
    /// Whether there is a `yield`.
    pub(super) generator: bool,
    /// Whether there is an annotated assignment (SETUP_ANNOTATIONS).
    pub(super) annotated: bool,
    /// Whether an annotated assignment stands in a compound statement; in a module always (3.14+).
    pub(super) conditional_annotations: bool,
    /// Whether the class keeps its namespace in a cell for annotations (3.14+).
    pub(super) classdict: bool,
}

impl Scope {
    fn new(kind: Kind, parent: ScopeId, class: Option<Rc<str>>) -> Self {
        Self {
            kind,
            parent,
            class,
            symbols: IndexMap::new(),
            cells: BTreeSet::new(),
            frees: BTreeSet::new(),
            generator: false,
            annotated: false,
            conditional_annotations: false,
            classdict: false,
        }
    }

    /// Where a mangled name lives, seen from this block.
    pub(super) fn place(&self, name: &str) -> Place {
        match self.symbols.get(name) {
            Some(symbol) if symbol.place == Place::Local && self.cells.contains(name) => {
                Place::Cell
            }
            Some(symbol) => symbol.place,
            None if self.cells.contains(name) => Place::Cell,
            None if self.frees.contains(name) => Place::Free,
            None => Place::Implicit,
        }
    }
}

/// Where a name lives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Place {
    /// In this block.
    Local,
    /// In this block, and inner functions use it.
    Cell,
    /// In an enclosing function.
    Free,
    /// Declared global.
    Global,
    /// Nowhere around: a global or a builtin.
    #[default]
    Implicit,
}

/// What a block does with a name.
#[derive(Debug, Clone, Default)]
pub(super) struct Symbol {
    parameter: bool,
    bound: bool,
    used: bool,
    annotated: bool,
    global: bool,
    nonlocal: bool,
    iteration: bool,
    /// Where it is declared global or nonlocal.
    declared: Span,
    place: Place,
}

fn resolve(scopes: &mut [Scope], id: ScopeId, index: usize) -> Result<(), Vec<Problem>> {
    let Some((name, symbol)) = scopes[id].symbols.get_index(index) else {
        return Ok(());
    };
    let name = name.clone();
    let error = |message: String| {
        Err(vec![Problem::refused(
            "SyntaxError",
            message,
            Some(symbol.declared),
        )])
    };
    if symbol.nonlocal && id == MODULE_SCOPE {
        return error("nonlocal declaration not allowed at module level".into());
    }
    if symbol.global && symbol.nonlocal {
        return error(format!("name '{name}' is nonlocal and global"));
    }
    let place = if symbol.global {
        Place::Global
    } else if symbol.bound && !symbol.nonlocal {
        Place::Local
    } else {
        match owner(scopes, id, &name) {
            None if symbol.nonlocal => {
                return error(format!("no binding for nonlocal '{name}' found"));
            }
            None => Place::Implicit,
            Some(owner) => {
                share(scopes, id, owner, &name);
                Place::Free
            }
        }
    };
    scopes[id].symbols[index].place = place;
    Ok(())
}

/// The enclosing block that owns a name.
fn owner(scopes: &[Scope], id: ScopeId, name: &str) -> Option<ScopeId> {
    let mut at = id;
    while at != MODULE_SCOPE {
        at = scopes[at].parent;
        let scope = &scopes[at];
        match scope.kind {
            Kind::Module => return None,
            Kind::Class => {
                let own = match name {
                    "__class__" => true,
                    "__classdict__" => scope.classdict,
                    "__conditional_annotations__" => scope.conditional_annotations,
                    _ => false,
                };
                if own {
                    return Some(at);
                }
            }
            _ => match scope.symbols.get(name) {
                Some(symbol) if symbol.global => return None,
                Some(symbol) if symbol.bound && !symbol.nonlocal => return Some(at),
                _ => {}
            },
        }
    }
    None
}

/// Hands a name down from its owner through everything between.
fn share(scopes: &mut [Scope], user: ScopeId, owner: ScopeId, name: &Rc<str>) {
    scopes[owner].cells.insert(name.clone());
    let mut at = user;
    while at != owner {
        scopes[at].frees.insert(name.clone());
        at = scopes[at].parent;
    }
}

/// A private name as a class stores it: `__x` in `class _C` is `_C__x` (_Py_Mangle).
pub(super) fn mangle(class: Option<&str>, name: &Rc<str>) -> Rc<str> {
    let Some(class) = class.map(|class| class.trim_start_matches('_')) else {
        return name.clone();
    };
    let private = name.starts_with("__") && !name.ends_with("__") && !name.contains('.');
    if private && !class.is_empty() {
        format!("_{class}{name}").into()
    } else {
        name.clone()
    }
}
