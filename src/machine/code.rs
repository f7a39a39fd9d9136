//! Code objects, made ready to run: constants are objects, names are symbols.

use super::Machine;
use super::object::{Kind, Value};
use super::symbol::Sym;
use super::types::tid;
use crate::python::code::{Code, Const};
use crate::text::Lines;
use std::collections::HashMap;
use std::rc::Rc;

/// A source file: the learner's program or a module of the library.
pub struct File {
    /// `co_filename`.
    pub name: Rc<str>,
    /// Where its lines begin.
    pub lines: Lines,
    /// Whether it is the learner's program.
    pub program: bool,
}

/// Modules of the library that are C in CPython: no frames, and arguments are refused in words of their own.
pub(super) const C_MODULES: &[&str] = &[
    "gc",
    "itertools",
    "operator",
    "_collections",
    "_pickle",
    "io",
];

impl File {
    /// Whether its functions are Python functions in CPython, too.
    pub(super) fn is_python(&self) -> bool {
        let module = self.name.trim_matches(['<', '>']);
        !C_MODULES.contains(&module)
    }
}

/// A code object whose constants and names are objects and symbols of this machine.
pub struct Linked {
    /// The code.
    pub code: Rc<Code>,
    /// Its constants.
    pub consts: Vec<Value>,
    /// Its names.
    pub names: Vec<Sym>,
    /// The names of its fast locals.
    pub locals: Vec<Sym>,
    /// Names of its cells, own and free.
    pub cells: Vec<Sym>,
    /// `co_name`, as an object.
    pub name: Value,
    /// `co_qualname`, as an object.
    pub qualname: Value,
    /// Whether it is a comprehension that CPython inlines into the code around it (3.12+, PEP 709).
    pub inlined: bool,
    /// Where it was written.
    pub file: Rc<File>,
}

impl Linked {
    /// The line of an instruction.
    pub fn line(&self, op: usize) -> u32 {
        let span = self.code.spans.get(op).copied().unwrap_or_default();
        self.file.lines.line(span.start)
    }
}

/// The constants of a file so far, by how they are written.
type Known = HashMap<String, Value>;

impl Machine {
    /// Makes a code object ready to run, with all code objects inside of it. Equal constants of a
    /// file are one object (Python/compile.c, merge_consts_recursive).
    pub(super) fn link(&mut self, code: &Rc<Code>, file: &Rc<File>) -> Rc<Linked> {
        self.link_with(code, file, &mut HashMap::new())
    }

    fn link_with(&mut self, code: &Rc<Code>, file: &Rc<File>, known: &mut Known) -> Rc<Linked> {
        let consts = code
            .consts
            .iter()
            .map(|c| self.constant(c, file, known))
            .collect();
        let names = code
            .names
            .iter()
            .map(|name| self.symbols.intern(name))
            .collect();
        let locals = code
            .locals
            .iter()
            .map(|name| self.symbols.intern(name))
            .collect();
        let cells = code
            .cells
            .iter()
            .chain(&code.frees)
            .map(|name| self.symbols.intern(name))
            .collect();
        let (name, qualname) = (self.intern(&code.name), self.intern(&code.qualname));
        Rc::new(Linked {
            code: Rc::clone(code),
            consts,
            names,
            locals,
            cells,
            name,
            qualname,
            inlined: self.build.at_least(12) && is_comprehension(&code.name),
            file: Rc::clone(file),
        })
    }

    fn constant(&mut self, constant: &Const, file: &Rc<File>, known: &mut Known) -> Value {
        if let Const::Code(code) = constant {
            let code = self.link_with(code, file, known);
            return Value::new(tid::CODE, Kind::Code(code));
        }
        let key = format!("{constant:?}");
        if let Some(value) = known.get(&key) {
            return value.clone();
        }
        let value = self.new_constant(constant, file, known);
        known.insert(key, value.clone());
        value
    }

    fn new_constant(&mut self, constant: &Const, file: &Rc<File>, known: &mut Known) -> Value {
        match constant {
            Const::None => self.none(),
            Const::Ellipsis => self.ellipsis(),
            Const::Bool(b) => self.bool(*b),
            Const::Int(big) => self.int_big(big.clone()),
            Const::Float(x) => self.float(*x),
            Const::Imaginary(x) => Value::new(tid::COMPLEX, Kind::Complex(0.0, *x)),
            // As CPython, constants that look like names are interned.
            Const::Str(text) if looks_like_a_name(text) => self.intern(text),
            Const::Str(text) => self.str_rc(Rc::clone(text)),
            Const::Bytes(bytes) => self.bytes(bytes),
            Const::Tuple(items) => {
                let items = items
                    .iter()
                    .map(|c| self.constant(c, file, known))
                    .collect();
                self.tuple(items)
            }
            Const::FrozenSet(items) => {
                let items: Vec<Value> = items
                    .iter()
                    .map(|c| self.constant(c, file, known))
                    .collect();
                self.frozenset_of_constants(items)
            }
            Const::Code(_) => self.constant(constant, file, known),
        }
    }
}

/// Whether code of this name is a comprehension's, but not a generator expression's.
pub(super) fn is_comprehension(name: &str) -> bool {
    matches!(name, "<listcomp>" | "<setcomp>" | "<dictcomp>")
}

/// Objects/codeobject.c, all_name_chars.
fn looks_like_a_name(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
}
