//! What an instance with so many attributes takes, kept in each way: small programs of our own, measured like the learner's.

use super::twins::{made_by, measured, ran};
use crate::cpython::Build;
use crate::report::graphs::Each;
use std::rc::Rc;

/// The text that defines `make` for these attributes.
type Program = fn(&[Rc<str>]) -> String;

/// Ways that are no twins of the memory chart.
const MORE: [(&str, Program); 2] = [
    ("dataclass(slots)", dataclass),
    ("SimpleNamespace", namespace),
];

/// Bytes of each further instance with this many attributes, in every way.
pub fn with_attributes(build: Build, attributes: usize) -> Vec<Each> {
    let names: Vec<Rc<str>> = (0..attributes).map(|i| format!("a{i}").into()).collect();
    let twins = measured(build, &names).into_iter();
    let twins = twins.map(|curve| (curve.label, curve.series));
    let more = MORE.into_iter().map(|(way, program)| {
        let made = ran(build, &program(&names));
        let series = made.and_then(|mut machine| made_by(&mut machine, "make"));
        (way.to_string(), series.ok())
    });
    let each = twins.chain(more).map(|(way, series)| Each {
        way,
        bytes: series.map(|series| (series.requested.steady, series.allocated.steady)),
    });
    each.collect()
}

/// `@dataclass(slots=True)`, 3.10+.
fn dataclass(names: &[Rc<str>]) -> String {
    let fields: String = names
        .iter()
        .map(|name| format!("    {name}: object\n"))
        .collect();
    let values = vec!["value"; names.len()].join(", ");
    format!(
        "from dataclasses import dataclass\n@dataclass(slots=True)\nclass D:\n{fields}\
         def make(value):\n    return D({values})\n"
    )
}

fn namespace(names: &[Rc<str>]) -> String {
    let values: Vec<String> = names.iter().map(|name| format!("{name}=value")).collect();
    format!(
        "from types import SimpleNamespace\ndef make(value):\n    return SimpleNamespace({})\n",
        values.join(", ")
    )
}
