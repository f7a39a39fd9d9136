//! The steps of an attribute access in sentences.

use super::super::walk::short;
use super::{Asked, Does};
use crate::machine::{Found, Kind, Looking, Machine, Own, Search, TypeId, Value};
use crate::report::access::AccessStep;
use crate::report::texts::listed;

/// The steps of an access, told after it was made of what was looked at before.
pub(super) struct Telling<'a> {
    /// Says what things are.
    pub machine: &'a mut Machine,
    /// The access.
    pub asked: &'a Asked,
    /// The class of the object before the access.
    pub ty: String,
    /// What came of the access.
    pub result: &'a str,
    /// What was told.
    pub steps: Vec<AccessStep>,
}

impl Telling<'_> {
    fn step(&mut self, place: impl Into<String>, says: impl Into<String>, ends: bool) {
        self.steps.push(AccessStep {
            place: place.into(),
            says: says.into(),
            ends,
        });
    }

    fn class(&self, id: TypeId) -> String {
        self.machine.type_qualname(id)
    }

    /// All the steps.
    pub(super) fn tell(&mut self, looking: &Looking) {
        let asked = self.asked;
        let (does, name, text) = (asked.does, &asked.name, &asked.object);
        if let Some(owner) = looking.hook {
            let method = match does {
                Does::Read => "__getattribute__",
                Does::Write => "__setattr__",
                Does::Delete => "__delattr__",
            };
            let owner = self.class(owner);
            let says = format!("`{owner}.{method}` is called, and decides everything.");
            return self.step(format!("type({text})"), says, true);
        }
        if looking.immutable {
            let says = format!("The class takes no changes: `{}`.", self.result);
            return self.step(text, says, true);
        }
        let place = format!("type({text}).__mro__");
        if let Some((owner, what)) = self.searched(&place, &looking.in_type)
            && let Some((found, role)) = &looking.in_type.found
        {
            let (decides, why) = match (role, does) {
                (Found::Plain, _) => (false, "no descriptor, so it waits"),
                (Found::NonData, _) => (
                    false,
                    "a descriptor without `__set__`, so it waits for what the object has itself",
                ),
                (Found::NoGet, Does::Read) => (
                    false,
                    "a descriptor without `__get__`, so it waits for what the object has itself",
                ),
                (Found::Data | Found::NoGet, _) => (
                    true,
                    "a data descriptor, so it decides, whatever the object has itself",
                ),
            };
            self.step(
                place,
                format!("{owner} has `{name}`, {what}: {why}."),
                false,
            );
            if decides {
                return self.descriptor(found, looking);
            }
        }
        let ended = match &looking.in_class {
            Some(search) if does == Does::Read => self.in_class(search),
            Some(_) => self.in_namespace(looking.has),
            None => self.own(looking.own, looking.has),
        };
        if ended {
            return;
        }
        let place = format!("{} again", self.ty);
        match (&looking.in_type.found, does) {
            (Some((found, Found::NonData)), Does::Read) => {
                let says = match &found.kind {
                    Kind::Function(_) => {
                        "The function's `__get__` makes a bound method of it and the object."
                            .to_string()
                    }
                    _ => format!(
                        "Its `__get__` is called with the object; `{name}` is what that returns."
                    ),
                };
                self.step(place, says, true);
            }
            (Some(_), Does::Read) => {
                let says = "What the class has is the value: all instances share it.";
                self.step(place, says, true);
            }
            _ => self.missing(looking.fallback),
        }
    }

    /// The class along an MRO that has the name, and what it has there; if none has it, a step says so.
    fn searched(&mut self, place: &str, search: &Search) -> Option<(String, String)> {
        let classes = search.asked.iter();
        let mut asked: Vec<String> = classes.map(|id| format!("`{}`", self.class(*id))).collect();
        match &search.found {
            Some((found, _)) => Some((asked.pop()?, what(found, self.machine))),
            None => {
                let says = format!("None of {} has `{}`.", listed(&asked), self.asked.name);
                self.step(place, says, false);
                None
            }
        }
    }

    fn descriptor(&mut self, found: &Value, looking: &Looking) {
        let does = self.asked.does;
        if let Some((offset, _)) = Machine::member(found) {
            let filled = looking.filled || does == Does::Write;
            let verb = match (does, filled) {
                (_, false) => "finds NULL in",
                (Does::Read, _) => "reads",
                (Does::Write, _) => "writes",
                (Does::Delete, _) => "empties",
            };
            let says = format!(
                "The member descriptor holds an offset: it {verb} the word at {offset} of the {}.",
                self.ty
            );
            self.step(format!("word at {offset}"), says, filled);
            if !filled {
                self.missing(looking.fallback);
            }
            return;
        }
        let method = match does {
            Does::Read => "__get__",
            Does::Write => "__set__",
            Does::Delete => "__delete__",
        };
        let says = match looking.able {
            true => format!("`{method}` of the descriptor does it."),
            false => format!("The descriptor refuses: `{}`.", self.result),
        };
        self.step(format!("{}.{method}", self.asked.name), says, true);
    }

    /// The search along the MRO of a class whose attribute is read; whether the access ends there.
    fn in_class(&mut self, search: &Search) -> bool {
        let place = format!("{}.__mro__", self.asked.object);
        let Some((owner, what)) = self.searched(&place, search) else {
            return false;
        };
        let rest = match search.found {
            Some((_, Found::Data | Found::NonData)) => "its `__get__` is called without an object",
            _ => "the value",
        };
        let says = format!("{owner} has `{}`, {what}: {rest}.", self.asked.name);
        self.step(place, says, true);
        true
    }

    /// A write or delete in the namespace of a class; whether the access ends there.
    fn in_namespace(&mut self, has: bool) -> bool {
        let name = &self.asked.name;
        let (says, ends) = match (self.asked.does, has) {
            (Does::Delete, true) => (
                format!("`'{name}'` is removed from the class's own namespace."),
                true,
            ),
            (Does::Delete, false) => (
                format!("`'{name}'` is not in the class's own namespace."),
                false,
            ),
            _ => ("The class's own namespace takes it.".to_string(), true),
        };
        self.step(format!("{}.__dict__", self.asked.object), says, ends);
        ends
    }

    /// What the object has itself; whether the access ends there.
    fn own(&mut self, own: Own, has: bool) -> bool {
        let asked = self.asked;
        let (text, name, ty) = (&asked.object, &asked.name, &self.ty);
        let shared = format!("the shared keys of {ty}");
        let (place, keys) = match own {
            Own::NoDict => {
                let says = format!("A {ty} has no `__dict__` to look in.");
                self.step(text, says, false);
                return false;
            }
            Own::NotMade => {
                let (says, ends) = match asked.does {
                    Does::Read => (
                        "It has not been made yet: there is nothing to look in.",
                        false,
                    ),
                    Does::Write => (
                        "It has not been made yet: it is made now, and takes the value.",
                        true,
                    ),
                    Does::Delete => (
                        "It has not been made yet: there is nothing to delete.",
                        false,
                    ),
                };
                self.step(format!("{text}.__dict__"), says, ends);
                return ends;
            }
            Own::Inline => (format!("inline values of {text}"), shared),
            Own::Values => (format!("values of {text}"), shared),
            Own::Dict => (format!("{text}.__dict__"), "the dict's table".to_string()),
        };
        let (says, ends) = match (asked.does, has) {
            (Does::Read, true) => (
                format!("The hash of `'{name}'` leads to its place in {keys}: there is the value."),
                true,
            ),
            (Does::Read, false) => (
                format!("The hash of `'{name}'` leads to no value in {keys}."),
                false,
            ),
            (Does::Write, true) => (
                format!("`'{name}'` is in {keys}: its value is replaced."),
                true,
            ),
            (Does::Write, false) if own == Own::Dict => {
                (format!("`'{name}'` is added to {keys}."), true)
            }
            (Does::Write, false) => (
                format!(
                    "`'{name}'` is added to {keys} or, where they take no more, to a dict of the object's own."
                ),
                true,
            ),
            (Does::Delete, true) => (
                format!("`'{name}'` is in {keys}: its value is removed."),
                true,
            ),
            (Does::Delete, false) => (format!("`'{name}'` has no value here."), false),
        };
        self.step(place, says, ends);
        ends
    }

    fn missing(&mut self, fallback: Option<TypeId>) {
        let name = &self.asked.name;
        match (self.asked.does, fallback) {
            (Does::Read, Some(owner)) => {
                let owner = self.class(owner);
                self.step(
                    "__getattr__",
                    format!("Nothing was found, so `{owner}.__getattr__` is called with `'{name}'`: its answer is the value."),
                    true,
                );
            }
            _ => {
                let says = format!("Nothing is left: `{}`.", self.result);
                self.step("nowhere", says, true);
            }
        }
    }
}

/// What a class attribute is, in a few words.
fn what(found: &Value, machine: &mut Machine) -> String {
    match &found.kind {
        Kind::Member(_) => "a member descriptor".to_string(),
        Kind::Property(_) => "a property".to_string(),
        Kind::Function(_) => "a function".to_string(),
        Kind::GetSet(_) => "a getset descriptor".to_string(),
        _ => format!("`{}`", short(machine, found)),
    }
}
