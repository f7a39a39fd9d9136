//! What pickle, copy and their like make of one object: each attempt on a machine of its own, so that none
//! changes what the next one sees.

mod attempt;
mod candidates;
mod facts;
mod opcodes;
mod same;

use super::program;
use super::walk::{attributes, reach, short, slots};
use crate::machine::{Machine, Value, sym};
use crate::python;
use crate::report::texts::{cut, without_addresses};
use crate::report::{Attempt, CopyOutcome, CopyReport, CopyRow, Fix, ObjectKind, Options};
use candidates::Candidate;
use facts::Facts;

/// Objects that can be chosen.
const CHOICES: usize = 40;
/// Characters of a repr that are shown.
const LONG: usize = 400;

/// Runs the program and tries these on the object that it reaches by this name; without one, or where the
/// name leads to none, on the first instance of one of its classes. The program runs anew for each attempt,
/// and once more for each fix that is tried.
pub fn copies(
    source: &str,
    options: &Options,
    object: Option<&str>,
    attempts: &[Attempt],
) -> CopyReport {
    let mut report = CopyReport::default();
    let first = match Subject::run(source, options) {
        Ok(first) => first,
        Err(why) => {
            report.nothing = Some(why);
            return report;
        }
    };
    report.ran = true;
    let mut instances = first.instances();
    report.choices = instances.iter().map(|(name, _)| name.clone()).collect();
    if instances.is_empty() {
        report.nothing = Some("No name of the program leads to an instance of its classes.".into());
        return report;
    }
    let wanted = object.and_then(|name| report.choices.iter().position(|known| known == name));
    let chosen = wanted.unwrap_or(0);
    report.chosen = Some(chosen);
    let (name, value) = instances.swap_remove(chosen);
    drop(instances);
    report.type_name = first.machine.type_qualname(value.ty());
    let again = |source: &str| {
        let subject = Subject::run(source, options).ok()?;
        let value = subject.instances().into_iter();
        let value = value.into_iter().find(|(known, _)| *known == name)?.1;
        Some((subject, value))
    };
    let mut spare = Some((first, value));
    for &attempt in attempts {
        let Some((mut subject, value)) = spare.take().or_else(|| again(source)) else {
            continue;
        };
        let machine = &mut subject.machine;
        // What has no `__replace__` was not meant to be replaced.
        if attempt == Attempt::Replace && !attempt::has(machine, &value, "__replace__") {
            spare = Some((subject, value));
            continue;
        }
        let facts = Facts::of(machine, &value);
        let mut row = row(machine, &value, attempt);
        let succeeds = |changed: &str| {
            again(changed).is_some_and(|(mut changed, value)| {
                (changed.ended.is_none() || changed.ended == subject.ended)
                    && attempt::run(&mut changed.machine, &value, attempt).outcome
                        == CopyOutcome::Ok
            })
        };
        row.fix = fix(
            candidates::of(source, options.build, &facts, &row),
            succeeds,
        );
        report.rows.push(row);
    }
    report
}

/// A program that has run.
struct Subject {
    machine: Machine,
    /// The exception that ended it.
    ended: Option<(String, String)>,
}

impl Subject {
    /// Why there is nothing to try is one sentence.
    fn run(source: &str, options: &Options) -> Result<Self, String> {
        let build = options.build;
        let code = python::compile(source, build).map_err(|_| "The program cannot be read.")?;
        let (machine, outcome) = Machine::run(&program(source, build, code));
        match outcome.problem {
            Some(_) => Err("The program could not be followed to its end.".into()),
            None => Ok(Self {
                machine,
                ended: outcome.error.map(|error| (error.name, error.message)),
            }),
        }
    }

    /// The instances of the program's classes, and how the program reaches each.
    fn instances(&self) -> Vec<(String, Value)> {
        let found = reach(&self.machine).into_iter();
        let instances = found.filter(|found| {
            found.kind == ObjectKind::Instance && self.machine.is_program_class(found.value.ty())
        });
        let named = instances.filter_map(|found| Some((found.names.first()?.clone(), found.value)));
        named.take(CHOICES).collect()
    }
}

fn row(machine: &mut Machine, object: &Value, attempt: Attempt) -> CopyRow {
    let tried = attempt::run(machine, object, attempt);
    let came_back = tried.back.map(|back| {
        if back.is(object) {
            "the same object".to_string()
        } else {
            told(machine, &back)
        }
    });
    let pickle = tried.pickle.as_deref();
    CopyRow {
        attempt,
        outcome: tried.outcome,
        opcodes: pickle.map_or(Vec::new(), |pickle| opcodes::lines(pickle, machine.build)),
        size: pickle.map(|pickle| pickle.len() as u64),
        came_back,
        reduce: attempt::reduced(machine, object, attempt).map(|text| cut(&text, LONG)),
        fix: None,
    }
}

/// An object in short: its own repr, or its attributes where its class has none.
fn told(machine: &mut Machine, object: &Value) -> String {
    let own = machine.lookup(object.ty(), sym::REPR);
    let object_type = crate::machine::tid::OBJECT;
    if own.map(|own| own.key()) != machine.lookup(object_type, sym::REPR).map(|own| own.key())
        && let Ok(text) = machine.repr(object)
    {
        return cut(&without_addresses(&text), LONG);
    }
    let mut parts = Vec::new();
    for (name, value) in slots(machine, object) {
        if let Some(value) = value {
            parts.push(format!("{name}={}", short(machine, &value)));
        }
    }
    for (name, value) in attributes(machine, object) {
        parts.push(format!("{name}={}", short(machine, &value)));
    }
    let class = machine.type_qualname(object.ty());
    cut(&format!("{class}({})", parts.join(", ")), LONG)
}

/// The first change that is known to help; where none does, the first advice that is no change.
fn fix(candidates: Vec<Candidate>, mut succeeds: impl FnMut(&str) -> bool) -> Option<Fix> {
    let mut advice = None;
    for candidate in candidates {
        let fix = Fix {
            says: candidate.says,
            lines: candidate.lines.map(|lines| lines.join("\n")),
            source: candidate.source,
        };
        match &fix.source {
            Some(source) if succeeds(source) => return Some(fix),
            Some(_) => {}
            None => advice = advice.or(Some(fix)),
        }
    }
    advice
}
