//! Tree → bytecode (Python/compile.c, Python/codegen.c).
//!
//! One [`Compiler`] goes through the tree with a stack of [`Unit`]s, one for each block that is
//! being compiled. Which line an instruction is reported on differs between versions: those rules are in [`places`].

mod annotations;
mod assignments;
mod calls;
mod classes;
mod comprehensions;
mod displays;
mod exceptions;
mod expressions;
mod fold;
mod functions;
mod patterns;
mod places;
mod statements;
mod unit;

use super::code::{Code, Const, Kind, Op};
use super::scope::{Place, Scope, mangle};
use super::tree::*;
use crate::cpython::Build;
use crate::problem::Problem;
use crate::text::{Lines, Span};
use std::cell::Cell;
use std::rc::Rc;
use unit::{Label, Unit};

pub(super) use unit::jump_target;

/// The code of a whole program, or what CPython's compiler refuses.
pub(super) fn compile(
    source: &str,
    module: &Module,
    scopes: &[Scope],
    build: Build,
) -> Result<Rc<Code>, Vec<Problem>> {
    let mut unit = Unit::new(
        MODULE_SCOPE,
        &scopes[MODULE_SCOPE],
        Kind::Module,
        module.span,
    );
    unit.name = "<module>".into();
    unit.qualname = "<module>".into();
    let mut compiler = Compiler {
        lines: Lines::new(source),
        build,
        future: module.future_annotations,
        scopes,
        statement: Span::default(),
        units: Vec::new(),
        unit,
        emitted: 0,
        varies: Cell::new(u32::MAX),
        problem: None,
    };
    compiler.module(module);
    let code = compiler.unit.finish(false);
    match (compiler.problem, code) {
        (Some(problem), _) | (None, Err(problem)) => Err(vec![problem]),
        (None, Ok(code)) => Ok(Rc::new(code)),
    }
}

/// More instructions than this come only from `finally` blocks in `finally` blocks, which are copied.
const MAX_OPS: usize = 3_000_000;

struct Compiler<'t> {
    lines: Lines,
    build: Build,
    /// Whether `from __future__ import annotations` is in force.
    future: bool,
    scopes: &'t [Scope],
    /// The statement visited last, which is where 3.9 puts what has no place of its own.
    statement: Span,
    /// The enclosing units, outermost first; boxed, because they are large and move.
    #[expect(
        clippy::vec_box,
        reason = "a unit on the stack of every nested definition is too much"
    )]
    units: Vec<Box<Unit<'t>>>,
    unit: Box<Unit<'t>>,
    emitted: usize,
    /// Where something is that was found not to be constant.
    varies: Cell<u32>,
    problem: Option<Problem>,
}

impl<'t> Compiler<'t> {
    fn report(&mut self, problem: Problem) {
        if self.problem.is_none() {
            self.problem = Some(problem);
        }
    }

    fn syntax(&mut self, message: impl Into<String>, span: Span) {
        self.report(Problem::refused("SyntaxError", message, Some(span)));
    }

    /// Whether to go on: not after the first problem.
    fn going(&self) -> bool {
        self.problem.is_none()
    }

    fn emit(&mut self, op: Op, span: Span) {
        self.emitted += 1;
        if self.emitted > MAX_OPS {
            self.report(Problem::stopped(
                "the program compiles to too much bytecode",
                Some(span),
            ));
        }
        self.unit.emit(op, span);
    }

    fn jump(&mut self, op: fn(u32) -> Op, label: Label, span: Span) {
        self.emitted += 1;
        self.unit.jump(op, label, span);
    }

    fn constant(&mut self, value: Const, span: Span) {
        let index = self.unit.constant(value);
        self.emit(Op::Const(index), span);
    }

    fn string(&mut self, text: &str, span: Span) {
        self.constant(Const::Str(text.into()), span);
    }

    /// A count that has to fit an operand.
    fn narrow(&mut self, count: usize, span: Span) -> u16 {
        u16::try_from(count).unwrap_or_else(|_| {
            self.report(Problem::stopped(
                "more than 65,535 of them in one place",
                Some(span),
            ));
            0
        })
    }

    fn scope(&self) -> &'t Scope {
        &self.scopes[self.unit.scope]
    }

    fn mangled(&self, name: &Rc<str>) -> Rc<str> {
        mangle(self.scope().class.as_deref(), name)
    }

    /// The operand of an instruction that has a name, mangled.
    fn name(&mut self, name: &Rc<str>) -> u32 {
        let name = self.mangled(name);
        self.unit.name(name)
    }

    fn plain_name(&mut self, name: &str) -> u32 {
        self.unit.name(name.into())
    }

    /// Loads, stores or deletes a variable (compiler_nameop).
    fn variable(&mut self, name: &Rc<str>, access: Access, span: Span) {
        let mangled = self.mangled(name);
        if access == Access::Load && self.class_name(&mangled, span) {
            return;
        }
        let op = self.variable_op(mangled, access);
        self.emit(op, span);
    }

    fn variable_op(&mut self, mangled: Rc<str>, access: Access) -> Op {
        let function = self.unit.kind == Kind::Function;
        match self.scope().place(&mangled) {
            Place::Local if function => {
                let local = self.unit.local(mangled);
                match access {
                    Access::Load => Op::Fast(local),
                    Access::Store => Op::StoreFast(local),
                    Access::Delete => Op::DeleteFast(local),
                }
            }
            place @ (Place::Cell | Place::Free) => {
                let cell = self.unit.cell(&mangled);
                match access {
                    Access::Load if place == Place::Free && self.unit.kind == Kind::Class => {
                        Op::ClassDeref(cell)
                    }
                    Access::Load => Op::Deref(cell),
                    Access::Store => Op::StoreDeref(cell),
                    Access::Delete => Op::DeleteDeref(cell),
                }
            }
            place => {
                let global = place == Place::Global || (place == Place::Implicit && function);
                let name = self.unit.name(mangled);
                match access {
                    Access::Load if global => Op::Global(name),
                    Access::Store if global => Op::StoreGlobal(name),
                    Access::Delete if global => Op::DeleteGlobal(name),
                    Access::Load => Op::Name(name),
                    Access::Store => Op::StoreName(name),
                    Access::Delete => Op::DeleteName(name),
                }
            }
        }
    }

    /// Compiles a block in a unit of its own and answers its code.
    fn nested(&mut self, unit: Box<Unit<'t>>, inside: impl FnOnce(&mut Self)) -> Option<Rc<Code>> {
        let outer = std::mem::replace(&mut self.unit, unit);
        self.units.push(outer);
        let statement = self.statement;
        inside(self);
        self.statement = statement;
        let outer = self.units.pop()?;
        let unit = std::mem::replace(&mut self.unit, outer);
        let generator = self.scopes[unit.scope].generator;
        match unit.finish(generator) {
            Ok(code) => Some(Rc::new(code)),
            Err(problem) => {
                self.report(problem);
                None
            }
        }
    }

    /// The `__qualname__` of something defined in the current unit (compiler_set_qualname).
    fn qualname(&self, name: &Rc<str>) -> Rc<str> {
        let outer = &self.unit;
        match outer.kind {
            Kind::Module => name.clone(),
            Kind::Function => format!("{}.<locals>.{name}", outer.qualname).into(),
            Kind::Class => format!("{}.{name}", outer.qualname).into(),
        }
    }

    /// The same for a `def` or `class`, which may be bound to a global.
    fn definition_qualname(&self, name: &Rc<str>) -> Rc<str> {
        match self.scope().place(&self.mangled(name)) {
            Place::Global => name.clone(),
            _ => self.qualname(name),
        }
    }

    /// Pushes a function: closure and code; `parts` says what lies on the stack already.
    fn make_function(
        &mut self,
        code: Option<Rc<Code>>,
        mut parts: super::code::FunctionParts,
        span: Span,
    ) {
        let Some(code) = code else { return };
        if !code.frees.is_empty() {
            for name in &code.frees {
                let cell = self.unit.cell(name);
                self.emit(Op::Cell(cell), span);
            }
            self.emit(Op::BuildTuple(code.frees.len() as u32), span);
            parts.closure = true;
        }
        let code = self.unit.constant(Const::Code(code));
        self.emit(Op::MakeFunction(code, parts), span);
    }

    fn module(&mut self, module: &'t Module) {
        let start = Span::new(0, 0);
        self.annotations_at_start(&module.body, module.annotate_scope, start);
        self.store_doc(module.doc.as_ref(), &module.body);
        self.body(&module.body, module.doc.is_some());
        let end = Span::new(module.span.end, module.span.end);
        self.constant(Const::None, end);
        self.emit(Op::Return, end);
    }

    /// `__doc__ = …` of a module or class.
    fn store_doc(&mut self, doc: Option<&Rc<str>>, body: &'t [Stmt]) {
        if let (Some(doc), Some(first)) = (doc, body.first()) {
            let doc = self.docstring(doc);
            self.unit.begin_statement();
            self.string(&doc, first.span);
            let name = self.plain_name("__doc__");
            self.emit(Op::StoreName(name), first.span);
        }
    }

    /// A docstring as it is kept: from 3.13 on without its indentation (_PyCompile_CleanDoc).
    fn docstring(&self, doc: &Rc<str>) -> Rc<str> {
        if self.build.at_least(13) {
            clean_doc(doc).into()
        } else {
            doc.clone()
        }
    }

    /// Statements, without the docstring.
    fn body(&mut self, body: &'t [Stmt], doc: bool) {
        self.statements(&body[usize::from(doc)..]);
    }
}

/// What is done with a variable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Access {
    Load,
    Store,
    Delete,
}

/// Tabs expanded, the first line stripped, the others without the indentation they share; lines
/// of nothing but spaces do not count for it.
fn clean_doc(doc: &str) -> String {
    let doc = expand_tabs(doc);
    let mut lines = doc.split('\n');
    let first = lines.next().unwrap_or_default();
    let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let blank = |line: &&str| line.chars().all(|c| c == ' ');
    let margin = lines
        .clone()
        .filter(|line| !blank(line))
        .map(indent)
        .min()
        .unwrap_or(0);
    let mut cleaned = first.trim_start_matches(' ').to_string();
    for line in lines {
        cleaned.push('\n');
        cleaned += &line[indent(line).min(margin)..];
    }
    cleaned
}

fn expand_tabs(text: &str) -> String {
    let mut expanded = String::with_capacity(text.len());
    let mut column = 0;
    for c in text.chars() {
        match c {
            '\t' => {
                let width = 8 - column % 8;
                expanded.extend(std::iter::repeat_n(' ', width));
                column += width;
            }
            '\n' | '\r' => {
                expanded.push(c);
                column = 0;
            }
            _ => {
                expanded.push(c);
                column += 1;
            }
        }
    }
    expanded
}
