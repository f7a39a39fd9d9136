//! What might help where an attempt failed or lost something: changes that are then tried, and advice.

use super::facts::Facts;
use crate::cpython::Build;
use crate::python;
use crate::python::outline::{ClassCard, Slots, add_methods, guard_getattr, rewrite};
use crate::report::{Attempt, CopyOutcome, CopyRow, Failure};

/// One idea. Those with a source count only if the attempt succeeds with it.
pub(super) struct Candidate {
    pub(super) says: String,
    pub(super) lines: Option<Vec<String>>,
    pub(super) source: Option<String>,
}

fn advice(says: impl Into<String>) -> Candidate {
    Candidate {
        says: says.into(),
        lines: None,
        source: None,
    }
}

/// Ideas for a row, the best first.
pub(super) fn of(source: &str, build: Build, facts: &Facts, row: &CopyRow) -> Vec<Candidate> {
    let ideas = Ideas {
        source,
        build,
        facts,
        cards: python::parse(source, build)
            .map(|module| python::outline::outline(source, &module).classes)
            .unwrap_or_default(),
    };
    match &row.outcome {
        CopyOutcome::Ok | CopyOutcome::Unsupported(_) => Vec::new(),
        CopyOutcome::Lost(names) => ideas.lost(row.attempt, names),
        CopyOutcome::Raised(failure) => ideas.raised(row.attempt, failure),
    }
}

struct Ideas<'a> {
    source: &'a str,
    build: Build,
    facts: &'a Facts,
    cards: Vec<ClassCard>,
}

impl Ideas<'_> {
    fn lost(&self, attempt: Attempt, names: &[String]) -> Vec<Candidate> {
        let names = names.join(", ");
        match self.deciding(attempt) {
            Some(method) => vec![advice(format!(
                "{method} decides what is kept, and this is missing from it: {names}. Add it there, or make it \
                 anew in __setstate__ if it was left out on purpose."
            ))],
            None => vec![
                self.state_methods("Let the class say itself what its state is.", &[]),
                advice(format!("This is not part of what is saved: {names}.")),
            ],
        }
    }

    /// The program's method that decides what this attempt does.
    fn deciding(&self, attempt: Attempt) -> Option<&String> {
        let own = match attempt {
            Attempt::Copy => self.facts.decides("__copy__"),
            Attempt::DeepCopy => self.facts.decides("__deepcopy__"),
            Attempt::Replace => return self.facts.decides("__replace__"),
            _ => None,
        };
        let saving = ["__reduce_ex__", "__reduce__", "__getstate__"];
        own.or_else(|| saving.iter().find_map(|name| self.facts.decides(name)))
    }

    fn raised(&self, attempt: Attempt, failure: &Failure) -> Vec<Candidate> {
        let class = &self.facts.class;
        let message = &failure.message;
        let has = |part: &str| message.contains(part);
        if attempt == Attempt::WeakRef {
            return self.referable();
        }
        if attempt == Attempt::CachedProperty {
            return self.cacheable(failure);
        }
        if has("a class that defines __slots__ without defining __getstate__") {
            let says = "Protocols 0 and 1 look for a __dict__ only. Use protocol 2 or higher, or let the class say \
                        what its state is.";
            return vec![self.state_methods(says, &[]), advice(says)];
        }
        if failure.kind == "RecursionError"
            && let Some(owner) = &self.facts.getattr_of
        {
            return self.guarded(owner);
        }
        if has("<lambda>") {
            let says = "A lambda has no name by which reading could find it. Use a function that is defined at the \
                        top of the program, or leave the attribute out and make it anew in __setstate__.";
            return self.left_out(says, &self.facts.holding("function"));
        }
        if has("local object") {
            let name = message.rsplit("<locals>.").next().unwrap_or_default();
            let name = name
                .split(|c: char| c != '_' && !c.is_alphanumeric())
                .next();
            return vec![advice(format!(
                "A pickle holds the name of a class or function, and reading looks it up in its module. What is made \
                 inside of a function is not there: move {} to the top of the program.",
                name.unwrap_or_default()
            ))];
        }
        if has("not the same object as") || has("not found as") {
            return vec![advice(
                "A pickle holds the name of a class or function, and reading looks it up in its module. Keep it bound \
                 to its own name at the top of the program.",
            )];
        }
        if let Some(kind) = message
            .strip_prefix("cannot pickle '")
            .and_then(|rest| rest.split('\'').next())
        {
            let says = format!(
                "What a {kind} does cannot be saved. Leave it out in __getstate__ and make it anew in __setstate__."
            );
            return self.left_out(&says, &self.facts.holding(kind));
        }
        if has("required positional argument") || has("required keyword-only argument") {
            return self.called_again();
        }
        if self.facts.guards_setting && !self.facts.slots.is_empty() {
            let says = format!(
                "Slots are set one by one with setattr(), which {class} refuses. A __setstate__ that uses \
                 object.__setattr__ gets around it."
            );
            return vec![self.state_methods(&says, &[]), advice(says)];
        }
        match self.deciding(attempt) {
            Some(method) => vec![advice(format!(
                "{method} decides what is done: look there."
            ))],
            None => Vec::new(),
        }
    }

    /// A word for weak references.
    fn referable(&self) -> Vec<Candidate> {
        let class = &self.facts.class;
        let mut ideas = Vec::new();
        if !self.facts.variable_size {
            let says = "Instances have no word for a list of weak references: add '__weakref__' to __slots__.";
            ideas.push(self.with_slot("__weakref__", says));
            if self.build.at_least(11) {
                let says =
                    "Instances have no word for a list of weak references: ask @dataclass for one.";
                ideas.push(self.with_card(says, |card| {
                    let dataclass = card.dataclass.as_mut()?;
                    dataclass
                        .options
                        .push(("weakref_slot".into(), "True".into()));
                    Some(())
                }));
            }
        }
        ideas.push(self.without_slots(
            "Instances have no word for a list of weak references, and with these slots get none: do without the slots.",
        ));
        ideas.retain(|idea| idea.source.is_some());
        ideas.push(advice(match self.facts.builtin {
            Some(builtin) if self.facts.variable_size => format!(
                "An instance of {class} is a {builtin}, which ends with items of varying number: there is no place for \
                 a list of weak references. Refer to another object that holds it."
            ),
            _ => format!(
                "Instances have no word for a list of weak references: {class} must have '__weakref__' among its \
                 __slots__."
            ),
        }));
        ideas
    }

    /// A `__dict__` for the value of a cached property.
    fn cacheable(&self, failure: &Failure) -> Vec<Candidate> {
        if !failure.message.contains("__dict__") {
            return Vec::new();
        }
        let class = &self.facts.class;
        let mut ideas = Vec::new();
        if !self.facts.variable_size {
            let says = "cached_property keeps its value in the instance's __dict__: add '__dict__' to __slots__.";
            ideas.push(self.with_slot("__dict__", says));
        }
        ideas.push(self.without_slots(
            "cached_property keeps its value in the instance's __dict__, and with these slots there is none: do \
             without the slots.",
        ));
        ideas.retain(|idea| idea.source.is_some());
        ideas.push(advice(format!(
            "cached_property keeps its value in the instance's __dict__: {class} must not do without one."
        )));
        ideas
    }

    fn with_slot(&self, slot: &str, says: &str) -> Candidate {
        self.with_card(says, |card| match &mut card.slots {
            Slots::Names(names) => {
                names.push(slot.into());
                Some(())
            }
            _ => None,
        })
    }

    fn without_slots(&self, says: &str) -> Candidate {
        self.with_card(says, |card| {
            if card.slots != Slots::None {
                card.slots = Slots::None;
                return Some(());
            }
            let options = &mut card.dataclass.as_mut()?.options;
            options.retain(|(name, _)| name != "slots" && name != "weakref_slot");
            Some(())
        })
    }

    /// The program with another card for the object's class.
    fn with_card(
        &self,
        says: &str,
        change: impl FnOnce(&mut ClassCard) -> Option<()>,
    ) -> Candidate {
        let source = self.card(&self.facts.class).and_then(|index| {
            let mut card = self.cards[index].clone();
            change(&mut card)?;
            rewrite(self.source, self.build, index, &card).ok()
        });
        Candidate {
            source: source.filter(|changed| changed != self.source),
            ..advice(says)
        }
    }

    /// The last class of the text with this name: it is the one that counts.
    fn card(&self, class: &str) -> Option<usize> {
        self.cards.iter().rposition(|card| card.name == class)
    }

    fn with_methods(&self, says: &str, lines: Vec<String>) -> Candidate {
        let card = self.card(&self.facts.class);
        Candidate {
            says: says.into(),
            source: card.and_then(|index| add_methods(self.source, self.build, index, &lines).ok()),
            lines: Some(lines),
        }
    }

    /// `__getstate__` and `__setstate__` for all slots and attributes but these.
    fn state_methods(&self, says: &str, but: &[String]) -> Candidate {
        let facts = self.facts;
        let slots: Vec<&String> = facts
            .slots
            .iter()
            .filter(|name| !but.contains(name))
            .collect();
        let quoted = |names: &[&String]| -> String {
            let quoted: Vec<String> = names.iter().map(|name| format!("'{name}'")).collect();
            quoted.join(", ")
        };
        let comma = if slots.len() == 1 { "," } else { "" };
        let names = match (slots.is_empty(), facts.has_dict) {
            (false, false) => format!("({}{comma})", quoted(&slots)),
            (false, true) => format!("({}, *self.__dict__)", quoted(&slots)),
            (true, _) => "self.__dict__".into(),
        };
        let but: Vec<&String> = but
            .iter()
            .filter(|name| !facts.slots.contains(name))
            .collect();
        let unless = match &but[..] {
            [] => String::new(),
            [only] => format!(" and name != '{only}'"),
            all => format!(" and name not in ({})", quoted(all)),
        };
        let set = if facts.guards_setting {
            "object.__setattr__(self, name, value)"
        } else {
            "setattr(self, name, value)"
        };
        let lines = [
            "def __getstate__(self):",
            &format!("    names = {names}"),
            &format!(
                "    return {{name: getattr(self, name) for name in names if hasattr(self, name){unless}}}"
            ),
            "",
            "def __setstate__(self, state):",
            "    for name, value in state.items():",
            &format!("        {set}"),
        ];
        self.with_methods(says, lines.map(str::to_string).to_vec())
    }

    /// What cannot be saved is left out: advice, for who makes it anew is not known here.
    fn left_out(&self, says: &str, names: &[String]) -> Vec<Candidate> {
        let decided = self
            .facts
            .deciding
            .iter()
            .any(|method| method.ends_with("__getstate__") || method.contains("__reduce"));
        let lines = match names {
            _ if decided => None,
            [] => None,
            names if self.facts.slots.is_empty() => {
                let mut lines = vec![
                    "def __getstate__(self):".to_string(),
                    "    state = self.__dict__.copy()".to_string(),
                ];
                lines.extend(names.iter().map(|name| format!("    del state['{name}']")));
                lines.push("    return state".into());
                Some(lines)
            }
            names => self.state_methods(says, names).lines,
        };
        vec![Candidate {
            lines,
            ..advice(says)
        }]
    }

    /// A `__getattr__` that asks for itself before anything is set.
    fn guarded(&self, owner: &str) -> Vec<Candidate> {
        let says = format!(
            "An object that is being made has no attributes yet and is asked for special methods; \
             {owner}.__getattr__ then looks for an attribute that is not there, again and again. Let it refuse names \
             that begin with two underscores."
        );
        let source = self
            .card(owner)
            .and_then(|index| guard_getattr(self.source, self.build, index).ok());
        vec![
            Candidate {
                source: source.filter(|changed| changed != self.source),
                ..advice(&*says)
            },
            advice(says),
        ]
    }

    /// The class wants arguments that are not saved.
    fn called_again(&self) -> Vec<Candidate> {
        let class = &self.facts.class;
        let says = format!(
            "An instance is made anew by calling {class} with what was saved, and that lacks arguments. Let the class \
             say which ones it wants."
        );
        let mut ideas = Vec::new();
        if let Some(arguments) = &self.facts.arguments {
            let values: Vec<String> = arguments
                .iter()
                .map(|name| format!("self.{name}"))
                .collect();
            let comma = if values.len() == 1 { "," } else { "" };
            let tuple = format!("({}{comma})", values.join(", "));
            let method = |name: &str, result: &str| {
                let lines = vec![format!("def {name}(self):"), format!("    return {result}")];
                self.with_methods(&says, lines)
            };
            ideas.push(method("__getnewargs__", &tuple));
            ideas.push(method("__reduce__", &format!("type(self), {tuple}")));
            ideas.push(method(
                "__reduce__",
                &format!("type(self), {tuple}, self.__dict__"),
            ));
        }
        ideas.push(advice(says));
        ideas
    }
}
