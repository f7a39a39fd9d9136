//! The program's statements as they begin: for going through a run step by step.
//!
//! Off unless asked for by [`Machine::run_to_step`]: then the machine has no instruction left in its budget, so that
//! before each of them it looks here. A run that nobody steps through pays nothing for it.

use super::code::Linked;
use super::exception::Stop;
use super::object::{Kind, Value};
use super::run::{Outcome, Program};
use super::{Machine, Res};
use crate::problem::Problem;
use crate::python::code;
use crate::text::Span;
use std::rc::Rc;

/// A statement of the program that has begun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The statement's first instruction in the source.
    pub span: Span,
    /// `co_qualname` of the code it stands in.
    pub code: Rc<str>,
    /// Whether that is the body of a class.
    pub class_body: bool,
    /// How many frames wait for its frame.
    pub depth: usize,
}

/// Looks at the machine one step before the run stops.
pub type Before = Box<dyn FnOnce(&mut Machine)>;

/// Where a run that is stepped through is.
pub(super) struct Steps {
    begun: Vec<Step>,
    /// The run stops when so many statements have begun and one more is about to.
    stop_at: usize,
    before: Option<Before>,
    /// Instructions that the run may take.
    budget: u64,
    paused: bool,
}

/// A run that was stepped through.
pub struct Stepped {
    /// The machine, with what lives at this step.
    pub machine: Machine,
    /// What came of the program so far.
    pub outcome: Outcome,
    /// The statements that have begun; where the run stopped, the next one is the last.
    pub steps: Vec<Step>,
    /// Whether the run stopped before its end.
    pub paused: bool,
}

impl Machine {
    /// Runs a program until `step` statements have begun and the next one is about to; to its end if it has no more.
    /// `before` looks at the machine when the last of them is about to begin.
    pub fn run_to_step(program: &Program, step: usize, before: Before) -> Stepped {
        let mut machine = Self::new(program.build, program.limits);
        machine.stepping = Some(Box::new(Steps {
            begun: Vec::new(),
            stop_at: step,
            before: Some(before),
            budget: machine.limits.steps,
            paused: false,
        }));
        machine.limits.steps = 0;
        let (mut machine, mut outcome) = machine.run_program(program);
        let stepping = machine.stepping.take();
        machine.limits = program.limits;
        let (steps, paused) = stepping.map_or_else(Default::default, |s| (s.begun, s.paused));
        if paused {
            outcome.problem = None;
            machine.nested = 0;
        }
        Stepped {
            machine,
            outcome,
            steps,
            paused,
        }
    }

    /// The local names of the program's functions and class bodies that are running, inner ones first, each with the
    /// `co_qualname` of its code.
    pub fn local_names(&self) -> Vec<(Rc<str>, String, Value)> {
        let frames = std::iter::once(&self.frame).chain(self.callers.iter().rev());
        let running = frames
            .filter(|frame| frame.code.file.program && frame.code.code.kind != code::Kind::Module);
        let mut found = Vec::new();
        for frame in running {
            let Linked { code, .. } = &*frame.code;
            let mut add = |name: String, value: Value| {
                // The only iterable of a comprehension is called `.0`.
                if !name.starts_with('.') {
                    found.push((Rc::clone(&code.qualname), name, value));
                }
            };
            for (name, value) in code.locals.iter().zip(&frame.locals) {
                if let Some(value) = value {
                    add(name.to_string(), value.clone());
                }
            }
            for (name, cell) in code.cells.iter().zip(&frame.cells) {
                if let Kind::Cell(content) = &cell.kind
                    && let Some(value) = &*content.borrow()
                {
                    add(name.to_string(), value.clone());
                }
            }
            if let Some(namespace) = &frame.namespace {
                for (name, value) in self.dict_items(namespace) {
                    if let Kind::Str(name) = &name.kind
                        && !name.as_str().starts_with("__")
                    {
                        add(name.as_str().to_string(), value);
                    }
                }
            }
        }
        found
    }

    /// Instructions that the run may take.
    pub(super) fn budget(&self) -> u64 {
        self.stepping
            .as_ref()
            .map_or(self.limits.steps, |stepping| stepping.budget)
    }

    /// Before an instruction that the budget has no room for: none is left, or the run is stepped through.
    #[inline(never)]
    pub(super) fn look(&mut self) -> Res<()> {
        let budget = self.budget();
        if self.steps > budget {
            return self.spent(budget, "steps");
        }
        let Some(stepping) = &mut self.stepping else {
            return Ok(());
        };
        let frame = &self.frame;
        let code = &frame.code.code;
        if !frame.code.file.program
            || u32::try_from(frame.pc).is_ok_and(|pc| code.statements.binary_search(&pc).is_err())
        {
            return Ok(());
        }
        let stops = stepping.begun.len() == stepping.stop_at;
        let last = stepping.begun.len() + 1 == stepping.stop_at;
        let before = stepping.before.take_if(|_| last);
        stepping.begun.push(Step {
            span: code.spans.get(frame.pc).copied().unwrap_or(code.span),
            code: Rc::clone(&code.qualname),
            class_body: code.kind == code::Kind::Class,
            depth: self.callers.len(),
        });
        if stops {
            stepping.paused = true;
            let found = Problem::stopped("the step has been reached", None);
            return Err(Stop::Halt(Box::new(found)));
        }
        if let Some(before) = before {
            before(self);
        }
        Ok(())
    }

    /// Bytes that the program has printed.
    pub fn printed(&self) -> usize {
        self.output.len()
    }
}
