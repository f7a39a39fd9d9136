//! Ways out of a conflict of layouts: changes of the program's text, each tried before it is offered.

use super::conflict::chosen;
use super::program;
use super::words::chain_of;
use crate::cpython::Build;
use crate::cpython::bases::solid_base;
use crate::machine::{LayoutConflict, Machine, TypeId, sym, tid};
use crate::python;
use crate::python::outline::{Attribute, ClassCard, Outline, Slots, add_methods, rewrite};
use crate::report::{Options, Way, WayOut, texts};

/// Bases of a class for which changes are tried.
const BASES: usize = 4;

/// A way of this kind out of the conflict that the program runs into; none where no change was found with which the
/// class is made. The program runs anew, and once more for each change that is tried: those that keep the layout of
/// one base, of another and so on, until one ends without an exception.
pub fn way_out(source: &str, options: &Options, way: Way) -> Option<WayOut> {
    let build = options.build;
    let module = python::parse(source, build).ok()?;
    let outline = python::outline::outline(source, &module);
    let code = python::compile_tree(source, &module, build).ok()?;
    let (mut machine, outcome) = Machine::run(&program(source, build, code));
    let error = outcome.error.as_ref().map(|error| error.message.as_str());
    let (conflict, _) = chosen(machine.layout_conflicts(), error)?;
    let conflict = conflict.clone();
    let mut found = None;
    // Nothing can take the place of a builtin base.
    let order = crate::order::by_key((0..conflict.bases.len()).collect(), |&at| {
        machine.is_program_class(solid_base(build, &machine, conflict.bases[at]))
    });
    for kept in order.into_iter().take(BASES) {
        let plan = Plan {
            source,
            build,
            outline: &outline,
            conflict: &conflict,
            kept,
        };
        let changes = match way {
            Way::Empty => vec![plan.emptied(&machine, true), plan.emptied(&machine, false)],
            Way::Drop => vec![plan.dropped(&machine)],
            Way::Hold => vec![plan.held(&mut machine)],
        };
        for change in changes.into_iter().flatten() {
            let Some(then) = tried(&change, build, &conflict.name) else {
                continue;
            };
            let found_now = WayOut {
                way,
                says: change.says,
                source: change.source,
                then,
            };
            if found_now.then.is_none() {
                return Some(found_now);
            }
            found.get_or_insert(found_now);
        }
    }
    found
}

/// A program that may be free of the conflict.
struct Change {
    says: String,
    source: String,
    /// Whether instances must have a `__dict__`, or some attributes have no place.
    needs_dict: bool,
}

/// The exception that ends the changed program, if any; `None` if the class is not made or has no place for what it had.
fn tried(change: &Change, build: Build, class: &str) -> Option<Option<String>> {
    let code = python::compile(&change.source, build).ok()?;
    let (machine, outcome) = Machine::run(&program(&change.source, build, code));
    let refused = machine.layout_conflicts().iter().any(|c| c.name == class);
    if refused || outcome.problem.is_some() {
        return None;
    }
    let classes = machine.program_classes().into_iter();
    let made = classes
        .filter(|&id| *machine.ty(id).name == *class)
        .last()?;
    let layout = &machine.ty(made).layout;
    if change.needs_dict && layout.dictoffset == 0 && !layout.managed_dict {
        return None;
    }
    let error = outcome.error;
    Some(error.map(|error| texts::last_line(&error.name, &error.message)))
}

/// What is changed: all bases but one.
struct Plan<'a> {
    source: &'a str,
    build: Build,
    outline: &'a Outline,
    conflict: &'a LayoutConflict,
    /// The base whose layout stays.
    kept: usize,
}

impl Plan<'_> {
    /// Empty `__slots__` in the other bases. Their names go to the class, or to the `__dict__` of its instances.
    fn emptied(&self, machine: &Machine, to_class: bool) -> Option<Change> {
        let mut taken = Vec::new();
        let mut edits = Vec::new();
        for (at, names) in self.slotted(machine) {
            let at = at?;
            let mut card = self.card(at)?.clone();
            let Slots::Names(declared) = &card.slots else {
                return None;
            };
            let special = declared.iter().filter(|name| is_special(name)).cloned();
            taken.extend(names);
            card.slots = Slots::Names(special.collect());
            edits.push((at, card));
        }
        taken.sort_unstable();
        taken.dedup();
        let emptied = listed(edits.iter().map(|(_, card)| card.name.as_str()))?;
        let all = listed(taken.iter().map(String::as_str))?;
        let kept = self.slots_kept(machine);
        taken.retain(|name| !kept.contains(name));
        let moved = listed(taken.iter().map(String::as_str));
        let class = &self.conflict.name;
        let goes = match (&moved, to_class) {
            (Some(moved), true) => format!(" and put {moved} into those of `{class}`"),
            (Some(moved), false) => {
                format!("; the `__dict__` of the instances of `{class}` takes {moved}")
            }
            (None, _) => String::new(),
        };
        let says = format!(
            "Take {all} out of the `__slots__` of {emptied}{goes}. Instances of {emptied} alone have no place \
             for {all} then."
        );
        if to_class && moved.is_some() {
            let at = self.child()?;
            let mut card = self.card(at)?.clone();
            let mut names = match card.slots {
                Slots::Names(names) => names,
                Slots::None => Vec::new(),
                Slots::Dynamic(_) => return None,
            };
            taken.retain(|name| !names.contains(name));
            names.extend(taken);
            card.slots = Slots::Names(names);
            edits.push((at, card));
        }
        Some(Change {
            says,
            source: self.with(edits)?,
            needs_dict: !to_class,
        })
    }

    /// No `__slots__` in the other bases.
    fn dropped(&self, machine: &Machine) -> Option<Change> {
        let mut edits = Vec::new();
        for (at, _) in self.slotted(machine) {
            let at = at?;
            let mut card = self.card(at)?.clone();
            card.slots = Slots::None;
            if let Some(dataclass) = &mut card.dataclass {
                dataclass.options.retain(|(name, _)| name != "slots");
            }
            edits.push((at, card));
        }
        let names = edits.iter().map(|(_, card)| card.name.as_str());
        let with_class = listed(names.clone().chain([&*self.conflict.name]))?;
        Some(Change {
            says: format!(
                "Drop the `__slots__` of {}: what they held goes to a `__dict__`, which does not count as layout \
                 here. Instances of {with_class} have one then.",
                listed(names)?
            ),
            source: self.with(edits)?,
            needs_dict: false,
        })
    }

    /// The base that stays is the only one of the two; the other becomes an attribute.
    fn held(&self, machine: &mut Machine) -> Option<Change> {
        let at = self.child()?;
        let mut card = self.card(at)?.clone();
        let bases = self.conflict.between.map(|side| {
            let mut bases = self.conflict.bases.iter();
            bases.position(|&id| id == side.base)
        });
        let other = match bases {
            [Some(one), Some(other)] if one == self.kept => other,
            [Some(one), Some(other)] if other == self.kept => one,
            _ => return None,
        };
        if card.dataclass.is_some() || card.bases.len() != self.conflict.bases.len() {
            return None;
        }
        let base = card.bases.remove(other);
        let attribute = attribute_of(&base);
        let value = format!("{base}()");
        if let Slots::Names(names) = &mut card.slots {
            names.push(attribute.clone());
        }
        let own = card.methods.iter().any(|method| method.name == "__init__");
        if own {
            card.attributes.push(Attribute {
                name: attribute.clone(),
                value: value.clone(),
                plain: true,
                ..Attribute::default()
            });
        }
        let class = card.name.clone();
        let mut source = rewrite(self.source, self.build, at, &card).ok()?;
        if !own {
            let (takes, gives) = init_of(machine, self.conflict.bases[self.kept]);
            let lines = [
                format!("def __init__(self{takes}):"),
                format!("    super().__init__({gives})"),
                format!("    self.{attribute} = {value}"),
            ];
            source = add_methods(&source, self.build, at, &lines).ok()?;
        }
        Some(Change {
            says: format!(
                "Hold a `{base}` in the attribute `{attribute}` instead of deriving from `{base}`. A `{class}` is \
                 no `{base}` any more: what was inherited is reached through `.{attribute}`."
            ),
            source,
            needs_dict: false,
        })
    }

    /// The classes that bring slots to the other bases and not to the kept one: the numbers of their cards, and the
    /// names as the class of the conflict would have to spell them. No number: a class that has no card.
    fn slotted(&self, machine: &Machine) -> Vec<(Option<usize>, Vec<String>)> {
        let kept = self.chain(machine, self.kept);
        let mut found: Vec<(Option<usize>, Vec<String>)> = Vec::new();
        for at in (0..self.conflict.bases.len()).filter(|&at| at != self.kept) {
            for id in self.chain(machine, at) {
                let slots = &machine.ty(id).slots;
                if kept.contains(&id) || slots.is_empty() {
                    continue;
                }
                let names = slots.iter().map(|(name, _)| machine.symbols.text(*name));
                let number = self.number(&machine.type_qualname(id));
                if found.iter().all(|(known, _)| *known != number) {
                    found.push((number, names.map(str::to_string).collect()));
                }
            }
        }
        found
    }

    fn slots_kept(&self, machine: &Machine) -> Vec<String> {
        let chain = self.chain(machine, self.kept).into_iter();
        let slots = chain.flat_map(|id| machine.ty(id).slots.iter());
        slots
            .map(|(name, _)| machine.symbols.text(*name).to_string())
            .collect()
    }

    /// The classes of the program whose layout a base continues.
    fn chain(&self, machine: &Machine, base: usize) -> Vec<TypeId> {
        chain_of(machine, self.conflict.bases[base])
    }

    /// The card of the class that could not be made.
    fn child(&self) -> Option<usize> {
        self.number(&self.conflict.name)
    }

    fn number(&self, name: &str) -> Option<usize> {
        let mut cards = self.outline.classes.iter();
        cards.rposition(|card| card.name == name)
    }

    fn card(&self, at: usize) -> Option<&ClassCard> {
        self.outline.classes.get(at)
    }

    /// The text with these cards changed.
    fn with(&self, edits: Vec<(usize, ClassCard)>) -> Option<String> {
        let mut source = self.source.to_string();
        for (at, card) in edits {
            source = rewrite(&source, self.build, at, &card).ok()?;
        }
        Some(source)
    }
}

/// Whether a slot is no part of what makes a base solid.
fn is_special(name: &str) -> bool {
    matches!(name, "__dict__" | "__weakref__")
}

/// The names between backticks, as a list in words; none for nothing.
fn listed<'a>(names: impl Iterator<Item = &'a str>) -> Option<String> {
    let names: Vec<String> = names.map(|name| format!("`{name}`")).collect();
    (!names.is_empty()).then(|| texts::listed(&names))
}

/// The name of the attribute that holds an instance of a class: `Engine` → `engine`, `list` → `list_value`.
fn attribute_of(class: &str) -> String {
    let last = class.rsplit('.').next().unwrap_or(class);
    match last.to_lowercase() {
        lower if lower == last => format!("{lower}_value"),
        lower => lower,
    }
}

/// What an added `__init__` takes, and hands on to the one of the base that stays. `object` takes nothing; where
/// `__new__` has taken the arguments it takes nothing either (Objects/typeobject.c, object_init).
fn init_of(machine: &mut Machine, base: TypeId) -> (&'static str, &'static str) {
    let mut own = |name| {
        let of_base = machine.lookup(base, name).map(|found| found.key());
        of_base != machine.lookup(tid::OBJECT, name).map(|found| found.key())
    };
    match (own(sym::INIT), own(sym::NEW)) {
        (true, _) => (", *args, **kwargs", "*args, **kwargs"),
        (false, true) => (", *args, **kwargs", ""),
        (false, false) => ("", ""),
    }
}
