//! Exception groups and `except*` (Objects/exceptions.c, BaseExceptionGroup; PEP 654, 3.11+).

use super::exception::{self, Entry};
use super::object::{Kind, Value};
use super::symbol::sym;
use super::types::tid;
use super::{Machine, Res};
use crate::python::code::Op;
use std::rc::Rc;

/// What `split` divides by (_exceptiongroup_split_matcher_type).
enum Matcher {
    /// A class or a tuple of classes.
    Classes(Value),
    /// It is called with each exception, groups too.
    Predicate(Value),
    /// These very exceptions.
    Among(Vec<usize>),
}

/// What `split` gives: the part that matches and the rest.
type Parts = (Option<Value>, Option<Value>);

impl Machine {
    /// The exceptions of a group; None for what is no group.
    pub(super) fn group_members(&mut self, error: &Value) -> Option<Vec<Value>> {
        if !self.is_instance(error, tid::BASE_EXCEPTION_GROUP) {
            return None;
        }
        let name = self.sym("exceptions");
        match exception::field(error, name)?.kind {
            Kind::Tuple(ref members) => Some(members.to_vec()),
            _ => None,
        }
    }

    /// `group.split(condition)`, or only the part that matches.
    pub(super) fn split_group(&mut self, group: &Value, by: &Value, rest: bool) -> Res<Parts> {
        let matcher = self.group_matcher(by)?;
        self.split_by(group, &matcher, rest)
    }

    fn group_matcher(&mut self, by: &Value) -> Res<Matcher> {
        let callable = if self.build.at_least(13) {
            Self::as_type(by).is_none() && self.is_callable(by)
        } else {
            matches!(by.kind, Kind::Function(_))
        };
        if callable {
            return Ok(Matcher::Predicate(by.clone()));
        }
        let classes = match &by.kind {
            Kind::Tuple(classes) => classes.to_vec(),
            _ => vec![by.clone()],
        };
        let exceptions = classes.iter().all(|class| {
            Self::as_type(class).is_some_and(|id| self.is_subtype(id, tid::BASE_EXCEPTION))
        });
        if exceptions {
            return Ok(Matcher::Classes(by.clone()));
        }
        self.type_error(if self.build.at_least(13) {
            "expected an exception type, a tuple of exception types, or a callable (other than a class)"
        } else {
            "expected a function, exception type or tuple of exception types"
        })
    }

    /// exceptiongroup_split_recursive
    fn split_by(&mut self, error: &Value, by: &Matcher, rest: bool) -> Res<Parts> {
        self.work(1)?;
        let members = self.group_members(error);
        let whole = match by {
            Matcher::Classes(classes) => self.matches_exception(error, classes)?,
            Matcher::Predicate(predicate) => {
                let answer = self.call(predicate, std::slice::from_ref(error), &[])?;
                self.truth(&answer)?
            }
            Matcher::Among(keys) => members.is_none() && keys.contains(&error.key()),
        };
        if whole {
            return Ok((Some(error.clone()), None));
        }
        let Some(members) = members else {
            return Ok((None, rest.then(|| error.clone())));
        };
        let (mut matching, mut others) = (Vec::new(), Vec::new());
        for member in &members {
            let (hit, other) = self.nested(|m| m.split_by(member, by, rest))?;
            matching.extend(hit);
            others.extend(other);
        }
        let matching = self.subset(error, matching)?;
        Ok((matching, self.subset(error, others)?))
    }

    /// A group of some members of another, made by its `derive`, with its traceback, cause, context and notes.
    fn subset(&mut self, group: &Value, members: Vec<Value>) -> Res<Option<Value>> {
        if members.is_empty() {
            return Ok(None);
        }
        let derive = self.sym("derive");
        let derive = self.get_attr(group, derive)?;
        let members = self.list(members);
        let made = self.call(&derive, &[members], &[])?;
        if !self.is_instance(&made, tid::BASE_EXCEPTION_GROUP) {
            return self.type_error("derive must return an instance of BaseExceptionGroup");
        }
        if let (Some(from), Some(to)) = (exception::data(group), exception::data(&made)) {
            let (from, mut to) = (from.borrow(), to.borrow_mut());
            to.traceback = from.traceback.clone();
            (to.cause, to.context) = (from.cause.clone(), from.context.clone());
            // PyException_SetCause
            to.suppress = true;
        }
        if let Some(notes) = self.try_attr(group, sym::NOTES)?
            && let Kind::List(list) = &notes.kind
        {
            let notes = list.borrow().items.clone();
            let notes = self.list(notes);
            self.store_attr(&made, sym::NOTES, notes);
        }
        Ok(Some(made))
    }

    /// _PyExc_CreateExceptionGroup
    fn new_group(&mut self, members: Value) -> Res {
        let class = self.ty(tid::BASE_EXCEPTION_GROUP).object.clone();
        let message = self.str("");
        self.call(&class, &[message, members], &[])
    }

    /// The instructions of `except*`.
    #[inline(never)]
    pub(super) fn except_star(&mut self, op: Op) -> Res<()> {
        match op {
            Op::StarStart => {
                let error = self.peek(1);
                let raised = self.list(Vec::new());
                self.push(raised);
                self.push(error);
            }
            Op::StarMatch => {
                let ty = self.pop();
                let error = self.pop();
                let (hit, rest) = self.star_match(&error, &ty)?;
                let rest = rest.unwrap_or_else(|| self.none());
                self.push(rest);
                let found = hit.is_some();
                if let Some(hit) = hit {
                    if let Some(handled) = self.frame.handled.last_mut() {
                        *handled = hit.clone();
                    }
                    self.push(hit);
                }
                let found = self.bool(found);
                self.push(found);
            }
            Op::StarRaised => {
                let error = self.pop();
                let raised = self.peek(2);
                self.list_append(&raised, error)?;
            }
            _ => {
                let rest = self.pop();
                let raised = self.pop();
                let original = self.pop();
                let mut errors = self.iterate(&raised)?;
                errors.push(rest);
                errors.retain(|error| !self.is_none(error));
                let error = self.star_end(&original, errors)?;
                let again = self.bool(error.is_some());
                let error = error.unwrap_or_else(|| self.none());
                self.push(error);
                self.push(again);
            }
        }
        Ok(())
    }

    /// Python/ceval.c, _PyEval_CheckExceptStarTypeValid and _PyEval_ExceptionGroupMatch.
    fn star_match(&mut self, error: &Value, ty: &Value) -> Res<Parts> {
        let none = self.is_none(error);
        // The classes are checked even when nothing is left to be matched.
        let whole = if none {
            let any = self.exception(tid::EXCEPTION, "");
            self.matches_exception(&any, ty)?
        } else {
            self.matches_exception(error, ty)?
        };
        let classes = match &ty.kind {
            Kind::Tuple(classes) => classes.to_vec(),
            _ => vec![ty.clone()],
        };
        let groups = classes
            .iter()
            .filter_map(Self::as_type)
            .any(|id| self.is_subtype(id, tid::BASE_EXCEPTION_GROUP));
        if groups {
            return self.type_error(
                "catching ExceptionGroup with except* is not allowed. Use except instead.",
            );
        }
        if none {
            return Ok((None, None));
        }
        let group = self.is_instance(error, tid::BASE_EXCEPTION_GROUP);
        if whole && group {
            return Ok((Some(error.clone()), None));
        }
        if whole {
            let members = self.tuple(vec![error.clone()]);
            let group = self.new_group(members)?;
            self.place_of_wrapping(&group);
            return Ok((Some(group), None));
        }
        if !group {
            return Ok((None, Some(error.clone())));
        }
        let split = self.sym("split");
        let split = self.get_attr(error, split)?;
        let parts = self.call(&split, std::slice::from_ref(ty), &[])?;
        let Kind::Tuple(parts) = &parts.kind else {
            return self.unsupported("except* with a split() that returns no tuple");
        };
        let [hit, rest, ..] = &parts[..] else {
            return self.unsupported("except* with a split() that returns no pair");
        };
        let some = |part: &Value| (!self.is_none(part)).then(|| part.clone());
        Ok((some(hit), some(rest)))
    }

    /// A group around one exception comes from the clause that took it (gh-128049: 3.12.9, 3.13.2).
    fn place_of_wrapping(&mut self, group: &Value) {
        let minor = self.build.version.minor;
        let since = if minor == 12 { (12, 9) } else { (13, 2) };
        if let Some(data) = exception::data(group)
            && self.build.at_least_micro(since.0, since.1)
        {
            data.borrow_mut().traceback.push(Entry {
                code: Rc::clone(&self.frame.code),
                op: self.frame.pc.saturating_sub(1),
            });
        }
    }

    /// What is raised at the end: new exceptions, and what of the original group was raised again or not handled
    /// (_PyExc_PrepReraiseStar).
    fn star_end(&mut self, original: &Value, errors: Vec<Value>) -> Res<Option<Value>> {
        if self.group_members(original).is_none() {
            return Ok(errors.into_iter().next());
        }
        let (mut raised, mut again) = (Vec::new(), Vec::new());
        for error in errors {
            if self.group_members(&error).is_some() && self.same_metadata(&error, original)? {
                self.leaves(&error, &mut again)?;
            } else {
                raised.push(error);
            }
        }
        let kept = if again.is_empty() {
            None
        } else {
            self.split_by(original, &Matcher::Among(again), false)?.0
        };
        if raised.is_empty() {
            return Ok(kept);
        }
        raised.extend(kept);
        // gh-103590: one exception is raised as it is.
        if raised.len() == 1 && self.build.at_least_micro(11, 4) {
            return Ok(raised.pop());
        }
        let members = self.list(raised);
        Ok(Some(self.new_group(members)?))
    }

    /// The exceptions that are no groups.
    fn leaves(&mut self, error: &Value, found: &mut Vec<usize>) -> Res<()> {
        self.work(1)?;
        match self.group_members(error) {
            None => found.push(error.key()),
            Some(members) => {
                for member in &members {
                    self.nested(|m| m.leaves(member, found))?;
                }
            }
        }
        Ok(())
    }

    /// Whether a group came of another by `split`: notes, traceback, cause and context are the same
    /// (is_same_exception_metadata). An exception that is raised again by name has a longer traceback.
    fn same_metadata(&mut self, one: &Value, other: &Value) -> Res<bool> {
        let (Some(a), Some(b)) = (exception::data(one), exception::data(other)) else {
            return Ok(false);
        };
        let same = |a: &Option<Value>, b: &Option<Value>| match (a, b) {
            (Some(a), Some(b)) => a.is(b),
            (a, b) => a.is_none() && b.is_none(),
        };
        let (a, b) = (a.borrow(), b.borrow());
        Ok(a.traceback.len() == b.traceback.len()
            && same(&a.cause, &b.cause)
            && same(&a.context, &b.context))
    }

    /// Raises unless a native method of a group got exactly one argument.
    pub(super) fn one_group_argument(&mut self, name: &str, given: usize) -> Res<()> {
        if given == 1 {
            return Ok(());
        }
        self.type_error(if self.build.at_least(13) {
            format!("BaseExceptionGroup.{name}() takes exactly one argument ({given} given)")
        } else {
            format!("{name} expected 1 argument, got {given}")
        })
    }
}
