//! Which classes a program has made instances of, where, and with which arguments.

use super::call::Keywords;
use super::exception::Stop;
use super::object::Value;
use super::types::TypeId;
use super::{Machine, Res};
use crate::cpython::bases::{Extended, layout_conflict};
use crate::problem::Problem;
use crate::text::Span;

/// What is remembered of the calls of classes. Arguments are not, or they would live longer than
/// in CPython; to get them the program runs anew and stops at the call.
#[derive(Default)]
pub(super) struct Watch {
    made: Vec<(TypeId, Option<Span>)>,
    /// The class at whose first call the program stops.
    stop_at: Option<TypeId>,
    call: Option<Making>,
    /// The first class that could not be made, and the last one.
    conflicts: Vec<LayoutConflict>,
}

/// A class that could not be made because the layouts of its bases cannot be one.
#[derive(Debug, Clone)]
pub struct LayoutConflict {
    /// `__name__` of the class.
    pub name: String,
    /// Its bases, in order.
    pub bases: Vec<TypeId>,
    /// The bases that clash.
    pub between: [Extended<TypeId>; 2],
    /// What was run.
    pub span: Option<Span>,
}

/// The first call of a class.
pub struct Making {
    /// Positional arguments.
    pub pos: Vec<Value>,
    /// Keyword arguments.
    pub kw: Keywords,
}

impl Machine {
    /// Where the program called a class for the first time; `None` if it never did.
    pub fn first_made(&self, class: TypeId) -> Option<Option<Span>> {
        let made = self.watch.made.iter();
        made.into_iter()
            .find(|(known, _)| *known == class)
            .map(|(_, span)| *span)
    }

    /// A class with these bases was refused.
    #[cold]
    #[inline(never)]
    pub(super) fn note_conflict(&mut self, name: &Value, bases: Vec<TypeId>) {
        let Some(between) = layout_conflict(self.build, self, &bases) else {
            return;
        };
        let conflict = LayoutConflict {
            name: self.str_of(name).unwrap_or_default(),
            bases,
            between,
            span: self.current_span(),
        };
        self.watch.conflicts.truncate(1);
        self.watch.conflicts.push(conflict);
    }

    /// The first class that could not be made because of its bases' layouts, and the last one if that is another.
    pub fn layout_conflicts(&self) -> &[LayoutConflict] {
        &self.watch.conflicts
    }

    /// The program stops at the first call of this class, before anything is made.
    pub(super) fn stop_at_first(&mut self, class: TypeId) {
        self.watch.stop_at = Some(class);
    }

    /// The call at which the program has stopped; from now on it stops no more.
    pub(super) fn take_making(&mut self) -> Option<Making> {
        self.watch.stop_at = None;
        self.nested = 0;
        self.watch.call.take()
    }

    /// A class of the program is about to be called.
    pub(super) fn note_call(&mut self, class: TypeId, pos: &[Value], kw: &Keywords) -> Res<()> {
        if self.watch.made.iter().any(|(known, _)| *known == class) {
            return Ok(());
        }
        let span = self.current_span();
        self.watch.made.push((class, span));
        if self.watch.stop_at == Some(class) {
            self.watch.call = Some(Making {
                pos: pos.to_vec(),
                kw: kw.clone(),
            });
            let found = Problem::stopped("the first instance is about to be made", span);
            return Err(Stop::Halt(Box::new(found)));
        }
        Ok(())
    }

    /// The classes that the program made, in the order of their making. Of several with one
    /// qualified name those that a global name leads to, if there are any: `@dataclass(slots=True)`
    /// makes a second class and drops the first.
    pub fn program_classes(&self) -> Vec<TypeId> {
        let all: Vec<TypeId> = (0..self.types.len() as u32)
            .map(TypeId)
            .filter(|&id| self.is_program_class(id))
            .collect();
        let bound: Vec<TypeId> = match self.globals() {
            Some(globals) => self
                .dict_items(&globals)
                .iter()
                .filter_map(|(_, value)| Self::as_type(value))
                .collect(),
            None => Vec::new(),
        };
        let namesake_bound = |id: TypeId| {
            let name = self.type_qualname(id);
            let mut named = all
                .iter()
                .filter(|&&other| self.type_qualname(other) == name);
            named.any(|other| bound.contains(other))
        };
        all.iter()
            .copied()
            .filter(|&id| bound.contains(&id) || !namesake_bound(id))
            .collect()
    }
}
