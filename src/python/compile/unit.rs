//! One code object in the making: instructions, labels, and the tables they index.

use crate::problem::Problem;
use crate::python::code::{Code, Const, Kind, Op, Params};
use crate::python::scope::Scope;
use crate::python::tree::ScopeId;
use crate::text::Span;
use indexmap::{IndexMap, IndexSet};
use std::collections::BTreeSet;
use std::rc::Rc;

/// A place to jump to, known or not yet.
#[derive(Debug, Clone, Copy)]
pub(super) struct Label(u32);

/// What the compiler has open around the current statement (`struct fblockinfo`).
#[derive(Debug, Clone, Copy)]
pub(super) enum Block<'t> {
    /// `while`: where `continue` and `break` go.
    While(Label, Label),
    /// `for`: the same, with the iterator on the stack.
    For(Label, Label),
    /// The body of a `try` with handlers.
    TryExcept,
    /// The body of a `try` with a `finally`, whose statements these are.
    FinallyTry(&'t [crate::python::tree::Stmt]),
    /// A `finally` that runs because of an exception, which is on the stack.
    FinallyEnd,
    /// The body of a `with`, whose exit is on the stack.
    With(Span),
    /// The handlers of a `try`: counted, as CPython does.
    Handling,
    /// The body of a handler, with the name it unbinds.
    Handler(Option<&'t crate::python::tree::Name>),
    /// The body of an `except*`, which only its end leaves.
    StarHandler,
    /// A value is kept on the stack.
    Value,
}

/// A constant in a form that can be compared: equal keys are one constant (Objects/codeobject.c, _PyCode_ConstantKey).
#[derive(Debug, PartialEq, Eq, Hash)]
pub(super) enum Key {
    None,
    Ellipsis,
    Bool(bool),
    Int(num_bigint::BigInt),
    Float(u64),
    Imaginary(u64),
    Str(Rc<str>),
    Bytes(Rc<[u8]>),
    Tuple(Vec<Key>),
    FrozenSet(Vec<Key>),
    Code(usize),
}

/// One code object in the making.
pub(super) struct Unit<'t> {
    pub(super) scope: ScopeId,
    pub(super) kind: Kind,
    pub(super) name: Rc<str>,
    pub(super) qualname: Rc<str>,
    pub(super) comprehension: bool,
    pub(super) params: Params,
    pub(super) doc: Option<Rc<str>>,
    pub(super) first_line: u32,
    pub(super) span: Span,
    pub(super) blocks: Vec<Block<'t>>,
    /// What methods store on `self`, for `__static_attributes__`.
    pub(super) static_attributes: BTreeSet<Rc<str>>,
    /// Numbers of the conditional annotations, by where their target begins.
    pub(super) conditional_annotations: IndexMap<u32, usize>,
    ops: Vec<Op>,
    spans: Vec<Span>,
    statements: Vec<u32>,
    /// Where each label is, by number.
    labels: Vec<u32>,
    consts: IndexMap<Key, Const>,
    names: IndexSet<Rc<str>>,
    locals: IndexSet<Rc<str>>,
    cells: IndexSet<Rc<str>>,
    cell_count: usize,
}

const UNKNOWN: u32 = u32::MAX;

impl<'t> Unit<'t> {
    /// An empty unit for a scope; `params` are the first locals.
    pub(super) fn new(id: ScopeId, scope: &Scope, kind: Kind, span: Span) -> Box<Self> {
        Box::new(Self {
            scope: id,
            kind,
            name: "".into(),
            qualname: "".into(),
            comprehension: false,
            params: Params::default(),
            doc: None,
            first_line: 1,
            span,
            blocks: Vec::new(),
            static_attributes: BTreeSet::new(),
            conditional_annotations: IndexMap::new(),
            ops: Vec::new(),
            spans: Vec::new(),
            statements: Vec::new(),
            labels: Vec::new(),
            consts: IndexMap::new(),
            names: IndexSet::new(),
            locals: IndexSet::new(),
            cells: scope.cells.iter().chain(&scope.frees).cloned().collect(),
            cell_count: scope.cells.len(),
        })
    }

    pub(super) fn emit(&mut self, op: Op, span: Span) {
        self.ops.push(op);
        self.spans.push(span);
    }

    /// How many instructions there are.
    pub(super) fn len(&self) -> usize {
        self.ops.len()
    }

    /// The span of the newest instruction.
    pub(super) fn last_span(&self) -> Span {
        self.spans.last().copied().unwrap_or(self.span)
    }

    /// Notes that a statement begins here.
    pub(super) fn begin_statement(&mut self) {
        let here = self.ops.len() as u32;
        if self.statements.last() != Some(&here) {
            self.statements.push(here);
        }
    }

    /// A label that is not bound yet.
    pub(super) fn label(&mut self) -> Label {
        self.labels.push(UNKNOWN);
        Label(self.labels.len() as u32 - 1)
    }

    /// The label is here.
    pub(super) fn bind(&mut self, label: Label) {
        self.labels[label.0 as usize] = self.ops.len() as u32;
    }

    /// A label that is here.
    pub(super) fn here(&mut self) -> Label {
        let label = self.label();
        self.bind(label);
        label
    }

    /// A jumping instruction; its operand is the label's number until the end.
    pub(super) fn jump(&mut self, op: fn(u32) -> Op, label: Label, span: Span) {
        self.emit(op(label.0), span);
    }

    pub(super) fn constant(&mut self, value: Const) -> u32 {
        let key = key(&value, self.consts.len());
        let entry = self.consts.entry(key);
        let index = entry.index();
        entry.or_insert(value);
        index as u32
    }

    pub(super) fn name(&mut self, name: Rc<str>) -> u32 {
        self.names.insert_full(name).0 as u32
    }

    /// The number of a fast local; 65,536 and above cannot be told apart, which [`Unit::finish`] reports.
    pub(super) fn local(&mut self, name: Rc<str>) -> u16 {
        self.locals.insert_full(name).0 as u16
    }

    /// The number of a cell or free variable that the scope is known to have.
    pub(super) fn cell(&mut self, name: &Rc<str>) -> u16 {
        match self.cells.get_index_of(name) {
            Some(index) => index as u16,
            None => self.cells.insert_full(name.clone()).0 as u16,
        }
    }

    /// The code object, with every jump at its place.
    pub(super) fn finish(mut self: Box<Self>, generator: bool) -> Result<Code, Problem> {
        let limit = usize::from(u16::MAX);
        if self.locals.len() > limit || self.cells.len() > limit {
            return Err(Problem::stopped(
                "too many variables in one function",
                Some(self.span),
            ));
        }
        for op in &mut self.ops {
            if let Some(target) = target_mut(op) {
                *target = self.labels[*target as usize];
            }
        }
        let mut cells: Vec<Rc<str>> = self.cells.into_iter().collect();
        let frees = cells.split_off(self.cell_count);
        let params = self.params.count();
        let cell_of = |(at, name)| {
            let local = self
                .locals
                .get_index_of(name)
                .filter(|&local| local < params);
            local.map(|local| (at as u16, local as u16))
        };
        let cell_params = cells.iter().enumerate().filter_map(cell_of).collect();
        Ok(Code {
            name: self.name,
            qualname: self.qualname,
            kind: self.kind,
            ops: self.ops,
            spans: self.spans,
            statements: self.statements,
            consts: self.consts.into_values().collect(),
            names: self.names.into_iter().collect(),
            has_class_cell: self.kind == Kind::Class && cells.iter().any(|n| &**n == "__class__"),
            locals: self.locals.into_iter().collect(),
            cells,
            frees,
            cell_params,
            params: self.params,
            generator,
            doc: self.doc,
            first_line: self.first_line,
            span: self.span,
        })
    }
}

/// The jump target of an instruction.
fn target_mut(op: &mut Op) -> Option<&mut u32> {
    match op {
        Op::Jump(target)
        | Op::PopJumpIfFalse(target)
        | Op::PopJumpIfTrue(target)
        | Op::JumpIfFalseOrPop(target)
        | Op::JumpIfTrueOrPop(target)
        | Op::ForIter(target)
        | Op::SetupTry(target)
        | Op::SetupWith(target) => Some(target),
        _ => None,
    }
}

/// Where an instruction jumps to, if it does.
pub(in crate::python) fn jump_target(mut op: Op) -> Option<u32> {
    target_mut(&mut op).copied()
}

/// What a constant is equal by; for constants without code.
pub(super) fn constant_key(value: &Const) -> Key {
    key(value, 0)
}

/// `fresh` makes every inner code object its own constant.
fn key(value: &Const, fresh: usize) -> Key {
    match value {
        Const::None => Key::None,
        Const::Ellipsis => Key::Ellipsis,
        Const::Bool(value) => Key::Bool(*value),
        Const::Int(value) => Key::Int(value.clone()),
        Const::Float(value) => Key::Float(value.to_bits()),
        Const::Imaginary(value) => Key::Imaginary(value.to_bits()),
        Const::Str(value) => Key::Str(value.clone()),
        Const::Bytes(value) => Key::Bytes(value.clone()),
        Const::Tuple(items) => Key::Tuple(items.iter().map(|item| key(item, fresh)).collect()),
        Const::FrozenSet(items) => {
            Key::FrozenSet(items.iter().map(|item| key(item, fresh)).collect())
        }
        Const::Code(_) => Key::Code(fresh),
    }
}
