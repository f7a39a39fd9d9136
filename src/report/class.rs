//! A class of the program and the layout of its instances.

use super::block::{Role, Word};
use super::{ClassCard, Slots};
use crate::text::Span;
use serde::{Deserialize, Serialize};

/// A class of the program.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClassReport {
    /// Qualified name.
    pub name: String,
    /// Its `class` statement; none for a class made by a call.
    pub span: Option<Span>,
    /// Names of the direct bases.
    pub bases: Vec<String>,
    /// Method resolution order, this class first, `object` last.
    pub mro: Vec<String>,
    /// The base whose layout it extends (Objects/typeobject.c, best_base).
    pub solid_base: String,
    /// Bytes of an instance without items and without the pre-header (`__basicsize__`).
    pub basicsize: u64,
    /// Bytes of an item (`__itemsize__`).
    pub itemsize: u64,
    /// Where the `__dict__` pointer is (`__dictoffset__`): 0 none, negative as CPython says it.
    pub dictoffset: i64,
    /// Where the weak reference list is (`__weakrefoffset__`): 0 none, negative as CPython says it.
    pub weakrefoffset: i64,
    /// Member descriptors that it adds, in the order of memory.
    pub slots: Vec<SlotReport>,
    /// The class of the class: `type`, `ABCMeta`, `EnumType`.
    pub metaclass: String,
    /// Every word of an instance without items and inline values, with the class that brings it; a slot that a
    /// class below declares again is dead. Empty behind the first hundred classes.
    pub words: Vec<Word>,
}

impl ClassReport {
    /// The class that brings the `__dict__`; none where instances have none.
    pub fn dict_from(&self) -> Option<&str> {
        self.brings(|role| match role {
            Role::ManagedDict | Role::DictPointer => true,
            Role::Payload(name) => name == "dict",
            _ => false,
        })
    }

    /// The class that brings the list of weak references; none where instances cannot be referred to weakly.
    pub fn weakref_from(&self) -> Option<&str> {
        self.brings(|role| matches!(role, Role::ManagedWeakref | Role::WeakList))
    }

    fn brings(&self, what: impl Fn(&Role) -> bool) -> Option<&str> {
        let word = self.words.iter().find(|word| what(&word.role))?;
        word.owner.as_deref()
    }
}

/// Something to know of a class.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// Whether it costs something that could be spared.
    pub costs: bool,
    /// What there is to know; code between backticks.
    pub text: String,
}

impl ClassReport {
    /// What there is to know of its layout, with its card where its text is known.
    pub fn facts(&self, card: Option<&ClassCard>) -> Vec<Fact> {
        let slotted = card.is_some_and(|card| card.slots != Slots::None);
        let mut facts = vec![fact(false, self.adds())];
        facts.push(match self.dict_from() {
            None => fact(false, "Instances have no `__dict__`: what is in no slot cannot be set."),
            Some(owner) if owner != self.name && slotted => fact(
                true,
                format!("`{owner}` brings a `__dict__`, so `__slots__` here keeps nobody from setting any name."),
            ),
            Some(owner) if owner != self.name => fact(false, format!("The `__dict__` comes from `{owner}`.")),
            Some(_) => fact(false, "Brings the `__dict__`: instances take any name."),
        });
        facts.push(match self.weakref_from() {
            None => fact(
                false,
                "Nothing can refer to instances weakly: there is no `__weakref__`.",
            ),
            Some(owner) if owner != self.name => {
                fact(false, format!("`__weakref__` comes from `{owner}`."))
            }
            Some(_) => fact(
                false,
                "Brings `__weakref__`: `weakref.ref()` takes instances.",
            ),
        });
        for word in &self.words {
            if let Role::Dead(reason) = &word.role {
                facts.push(fact(
                    true,
                    format!("{} bytes of every instance are dead: {reason}.", word.size),
                ));
            }
        }
        facts.extend(card.and_then(|card| self.order(card)));
        facts
    }

    fn adds(&self) -> String {
        let own = self
            .words
            .iter()
            .filter(|word| word.owner.as_deref() == Some(&self.name));
        let (mut bytes, mut names) = (0, Vec::new());
        for word in own {
            bytes += word.size;
            names.push(match &word.role {
                Role::Slot(name) => format!("`{name}`"),
                role => role.label(),
            });
        }
        names.dedup();
        match names.is_empty() {
            true => "Adds no word to what its bases bring.".to_string(),
            false => format!("Adds {bytes} bytes: {}.", names.join(", ")),
        }
    }

    /// Slots lie sorted by name (Objects/typeobject.c, type_new_slots_impl).
    fn order(&self, card: &ClassCard) -> Option<Fact> {
        let Slots::Names(declared) = &card.slots else {
            return None;
        };
        let kept: Vec<&str> = self.slots.iter().map(|slot| slot.name.as_str()).collect();
        let declared: Vec<&str> = declared
            .iter()
            .map(String::as_str)
            .filter(|name| kept.contains(name))
            .collect();
        let other = declared.len() == kept.len() && declared != kept;
        let list = |names: &[&str]| names.join("`, `");
        other.then(|| {
            fact(
                false,
                format!(
                    "Declared as `{}`; they lie sorted: `{}`.",
                    list(&declared),
                    list(&kept)
                ),
            )
        })
    }
}

fn fact(costs: bool, text: impl Into<String>) -> Fact {
    Fact {
        costs,
        text: text.into(),
    }
}

/// A member descriptor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SlotReport {
    /// Name, mangled as CPython mangles it.
    pub name: String,
    /// Bytes from the object pointer.
    pub offset: u64,
}
