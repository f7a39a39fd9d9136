//! A class of the program and the layout of its instances.

use super::block::{Role, Word};
use super::{ClassCard, Slots};
use serde::{Deserialize, Serialize};

/// A class of the program.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClassReport {
    /// Qualified name.
    pub name: String,
    /// The first line of its `class` statement, decorators included; none for a class made by a call.
    pub line: Option<u32>,
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
    /// Name of the base whose layout it continues: `__base__`.
    pub base: String,
    /// Place of that base among the report's classes; none for one that the program has not made.
    pub continues: Option<usize>,
    /// Every word of an instance without items and inline values; a slot that a class below declares again is dead.
    /// Empty behind the first hundred classes.
    pub words: Vec<ClassWord>,
}

/// A word of the instances of a class.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClassWord {
    /// The word, without a value.
    pub word: Word,
    /// Whether the class brings it itself, not a base, which may have the same name.
    pub own: bool,
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
    /// The `__dict__` pointer, wherever it lies; none where instances have none.
    pub fn dict_word(&self) -> Option<&ClassWord> {
        self.word(|role| match role {
            Role::ManagedDict | Role::DictPointer => true,
            Role::Payload(name) => name == "dict",
            _ => false,
        })
    }

    /// The list of weak references; none where instances cannot be referred to weakly.
    pub fn weakref_word(&self) -> Option<&ClassWord> {
        self.word(|role| matches!(role, Role::ManagedWeakref | Role::WeakList))
    }

    fn word(&self, what: impl Fn(&Role) -> bool) -> Option<&ClassWord> {
        self.words.iter().find(|word| what(&word.word.role))
    }

    /// Bytes that the class itself brings to an instance.
    pub fn own_bytes(&self) -> u32 {
        self.own_words().map(|word| word.size).sum()
    }

    fn own_words(&self) -> impl Iterator<Item = &Word> {
        let own = self.words.iter().filter(|word| word.own);
        own.map(|word| &word.word)
    }

    /// What there is to know of its layout, with its card where its text is known.
    pub fn facts(&self, card: Option<&ClassCard>) -> Vec<Fact> {
        let slotted = card.is_some_and(|card| card.slots != Slots::None);
        let mut facts = vec![fact(false, self.adds())];
        facts.push(match self.dict_word() {
            None => fact(
                false,
                "Instances have no `__dict__`: what is in no slot cannot be set.",
            ),
            Some(word) if word.own => {
                fact(false, "Brings the `__dict__`: instances take any name.")
            }
            Some(word) if slotted => fact(
                true,
                format!(
                    "`{}` brings a `__dict__`, so `__slots__` here keeps nobody from setting any name.",
                    word.owner()
                ),
            ),
            Some(word) => fact(false, format!("The `__dict__` comes from `{}`.", word.owner())),
        });
        facts.push(match self.weakref_word() {
            None => fact(
                false,
                "Nothing can refer to instances weakly: there is no `__weakref__`.",
            ),
            Some(word) if word.own => fact(
                false,
                "Brings `__weakref__`: `weakref.ref()` takes instances.",
            ),
            Some(word) => fact(
                false,
                format!("`__weakref__` comes from `{}`.", word.owner()),
            ),
        });
        for ClassWord { word, .. } in &self.words {
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
        let mut names: Vec<String> = self
            .own_words()
            .map(|word| match &word.role {
                Role::Slot(name) => format!("`{name}`"),
                role => role.label(),
            })
            .collect();
        names.dedup();
        match names.is_empty() {
            true => "Adds no word to what its bases bring.".to_string(),
            false => format!("Adds {} bytes: {}.", self.own_bytes(), names.join(", ")),
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

impl ClassWord {
    /// The class that brings it; "nobody" where no class does.
    pub fn owner(&self) -> &str {
        self.word.owner.as_deref().unwrap_or("nobody")
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
