//! Running a program as `__main__`, and the facts about its classes when it has ended.

use super::code::File;
use super::exception::{self, Stop};
use super::generator::After;
use super::limits::Limits;
use super::object::{Kind, Value};
use super::symbol::sym;
use super::types::{TypeId, tid};
use super::watch::Making;
use super::{Machine, Res};
use crate::cpython::Build;
use crate::problem::Problem;
use crate::python::Code;
use crate::text::{Lines, Span};
use std::rc::Rc;

/// A program, and what it runs on.
pub struct Program<'a> {
    /// The interpreter.
    pub build: Build,
    /// How far it may go.
    pub limits: Limits,
    /// The name of its file, where CPython would show one.
    pub name: &'a str,
    /// Its text.
    pub source: &'a str,
    /// What was compiled of it, for this build.
    pub code: Rc<Code>,
}

/// What came of a program.
pub struct Outcome {
    /// What it printed.
    pub output: String,
    /// The exception that ended it.
    pub error: Option<Raised>,
    /// Why it was stopped: it left the subset, or a budget ran out.
    pub problem: Option<Problem>,
}

/// An exception that ended a program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Raised {
    /// `type(e).__name__`
    pub name: String,
    /// `str(e)`
    pub message: String,
    /// The line of the program it came from: the innermost frame inside the program.
    pub line: Option<u32>,
    /// That instruction's part of the source.
    pub span: Option<Span>,
    /// What CPython writes to stderr.
    pub traceback: String,
    /// Whether it is the program's own end (SystemExit): no traceback then, `traceback` is its last words.
    pub exit: bool,
}

/// The facts about a class that recordings list; sizes and offsets in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypeFacts {
    /// `__qualname__`, with `#2` behind it for a second class of the name.
    pub name: String,
    /// The class.
    pub id: TypeId,
    /// `__name__` of the classes of the MRO.
    pub mro: Vec<String>,
    /// Offsets of the slots of the class and of its bases in the program; `None` where no instance can be made.
    pub slots: Option<Vec<(String, i64)>>,
}

impl Machine {
    /// Runs a program; the machine keeps its objects for a look at them.
    pub fn run(program: &Program) -> (Machine, Outcome) {
        Self::new(program.build, program.limits).run_program(program)
    }

    /// Runs a program up to the first call of a class, which it tells by its place among the
    /// classes; `None` if the program does not get there.
    pub fn run_to_first(program: &Program, class: TypeId) -> Option<(Machine, Making)> {
        let mut machine = Self::new(program.build, program.limits);
        machine.stop_at_first(class);
        let (mut machine, _) = machine.run_program(program);
        let making = machine.take_making()?;
        Some((machine, making))
    }

    pub(super) fn run_program(self, program: &Program) -> (Machine, Outcome) {
        let mut machine = self;
        let source = program.source;
        let file = Rc::new(File {
            name: Rc::from(program.name),
            lines: Lines::new(source),
            program: true,
        });
        let linked = machine.link(&program.code, &file);
        let globals = machine.new_dict();
        let main = machine.symbols.value(sym::MAIN).clone();
        machine.dict_set_sym(&globals, sym::NAME, main);
        for name in ["__doc__", "__package__", "__loader__", "__spec__"] {
            let (name, none) = (machine.sym(name), machine.none());
            machine.dict_set_sym(&globals, name, none);
        }
        // Python/pylifecycle.c, add_main_module: the module here, its namespace in all others.
        if let Ok(builtins) = machine.import("builtins", false) {
            machine.dict_set_sym(&globals, sym::BUILTINS, builtins);
        }
        let module = Value::new(
            tid::MODULE,
            Kind::Module(Rc::from("__main__"), globals.clone()),
        );
        machine.modules.insert("__main__".to_string(), module);
        let result = machine.run_module(&linked, &globals);
        let (error, problem) = match result {
            Ok(()) => (None, None),
            Err(Stop::Raise(error)) => match machine.describe(&error, source) {
                Ok(raised) => (Some(raised), None),
                Err(Stop::Halt(problem)) => (None, Some(*problem)),
                Err(Stop::Raise(_)) => (
                    None,
                    Some(Problem::unsupported(
                        "an exception whose text cannot be made",
                        None,
                    )),
                ),
            },
            Err(Stop::Halt(problem)) => (None, Some(*problem)),
        };
        let output = std::mem::take(&mut machine.output);
        (
            machine,
            Outcome {
                output,
                error,
                problem,
            },
        )
    }

    pub(super) fn run_module(
        &mut self,
        linked: &Rc<super::code::Linked>,
        globals: &Value,
    ) -> Res<()> {
        let frame = self.new_frame(linked, globals, Some(globals.clone()), After::Push);
        let base = self.depth();
        self.enter(frame)?;
        self.run_until(base)?;
        if super::object::finalizers_waiting() {
            self.run_finalizers()?;
        }
        Ok(())
    }

    /// The exception as recordings describe it.
    fn describe(&mut self, error: &Value, source: &str) -> Res<Raised> {
        let name = self.type_name_of(error).to_string();
        let message = self.str_of(error)?;
        let entry = exception::data(error).and_then(|data| {
            data.borrow()
                .traceback
                .iter()
                .find(|entry| entry.code.file.program)
                .cloned()
        });
        let line = entry.as_ref().map(|entry| entry.code.line(entry.op));
        let span = entry.and_then(|entry| entry.code.code.spans.get(entry.op).copied());
        Ok(Raised {
            name,
            message,
            line,
            span,
            traceback: self.traceback_text(error, source),
            exit: self.is_instance(error, tid::SYSTEM_EXIT),
        })
    }

    /// The namespace of the program.
    pub fn globals(&self) -> Option<Value> {
        match &self.modules.get("__main__")?.kind {
            Kind::Module(_, dict) => Some(dict.clone()),
            _ => None,
        }
    }

    /// What a global name of the program is bound to.
    pub fn global_named(&self, name: &str) -> Option<Value> {
        let name = self.symbols.find(name)?;
        self.dict_get_sym(&self.globals()?, name)
    }

    /// Facts about every class of the program that is bound to a global name, in order.
    pub fn type_facts(&mut self) -> Res<Vec<TypeFacts>> {
        let Some(globals) = self.globals() else {
            return Ok(Vec::new());
        };
        let mut facts: Vec<TypeFacts> = Vec::new();
        for (_, value) in self.dict_items(&globals) {
            let Some(id) = Self::as_type(&value) else {
                continue;
            };
            if !self.is_program_class(id) || facts.iter().any(|known| known.id == id) {
                continue;
            }
            let qualname = self.type_qualname(id);
            let mut name = qualname.clone();
            let mut number = 1;
            while facts.iter().any(|known| known.name == name) {
                number += 1;
                name = format!("{qualname}#{number}");
            }
            let mro = self
                .ty(id)
                .mro
                .clone()
                .into_iter()
                .map(|id| self.type_name(id).to_string())
                .collect();
            let slots = self.slot_offsets(id)?;
            facts.push(TypeFacts {
                name,
                id,
                mro,
                slots,
            });
        }
        Ok(facts)
    }

    /// Whether the class was defined in the program: `__module__` is `__main__`.
    pub fn is_program_class(&self, id: TypeId) -> bool {
        let ty = self.ty(id);
        ty.layout.user_class()
            && matches!(ty.dict.get(&sym::MODULE).map(|module| &module.kind), Some(Kind::Str(module)) if module.as_str() == "__main__")
    }

    /// Where a name leads to the slot of the class that has it first along the MRO.
    fn slot_offsets(&mut self, id: TypeId) -> Res<Option<Vec<(String, i64)>>> {
        let mut found: Vec<(String, i64)> = Vec::new();
        for base in self.ty(id).mro.clone() {
            if !self.is_program_class(base) {
                continue;
            }
            for (name, value) in self.ty(base).dict.iter() {
                if let Kind::Member(member) = &value.kind {
                    let text = self.symbols.text(*name).to_string();
                    if member.owner == base
                        && member.name == *name
                        && !found.iter().any(|(known, _)| *known == text)
                    {
                        found.push((text, member.offset));
                    }
                }
            }
        }
        if found.is_empty() {
            return Ok(Some(found));
        }
        // The slots of a class of classes stand where no instance of it can be made bare.
        if self.is_subtype(id, tid::TYPE) {
            return self.unsupported("slots of a metaclass");
        }
        // Their `__new__` wants an argument.
        let wanting = [
            tid::WEAKREF,
            tid::ENUMERATE,
            tid::MAP,
            tid::FILTER,
            tid::REVERSED,
        ];
        let wraps = self.build.at_least(15)
            && [tid::STATICMETHOD, tid::CLASSMETHOD]
                .iter()
                .any(|&base| self.is_subtype(id, base));
        if wraps || wanting.iter().any(|&base| self.is_subtype(id, base)) {
            return Ok(None);
        }
        // 3.15: slots of a tuple subclass stand behind its items; a bare instance has none.
        Ok(Some(found))
    }

    /// `__qualname__` of a class, as text.
    pub fn type_qualname(&self, id: TypeId) -> String {
        match &self.ty(id).qualname.kind {
            Kind::Str(text) => text.as_str().to_string(),
            _ => self.ty(id).name.to_string(),
        }
    }

    /// `__module__` of a class, as text, if it is a string.
    pub(super) fn type_module(&mut self, id: TypeId) -> Res<Option<String>> {
        let ty = self.ty(id);
        if !ty.layout.user_class() {
            return Ok(Some(ty.module.to_string()));
        }
        Ok(match ty.dict.get(&sym::MODULE).map(|module| &module.kind) {
            Some(Kind::Str(module)) => Some(module.as_str().to_string()),
            _ => None,
        })
    }
}

impl Drop for Machine {
    /// Takes cycles apart, so that all memory comes back.
    fn drop(&mut self) {
        for weak in std::mem::take(&mut self.containers) {
            let Some(value) = Value::upgrade(&weak) else {
                continue;
            };
            super::collect::take_apart(&value);
        }
        for ty in &mut self.types {
            ty.dict = super::namespace::of_class(Default::default());
        }
        while let Some(value) = super::object::next_finalizer() {
            value.finalized();
        }
    }
}
