//! The same attributes kept in other ways: small programs of our own, measured like the learner's.

use super::series::{Trouble, Why, own_total, series, why};
use crate::cpython::Build;
use crate::machine::Machine;
use crate::python;
use crate::report::texts::last_line;
use crate::report::{Curve, Series, Twin};
use std::cell::RefCell;
use std::rc::Rc;

/// Twins that are remembered: while somebody types, the attributes seldom change.
const KEPT: usize = 48;

type Memo = Vec<(Build, Vec<Rc<str>>, Rc<Vec<Curve>>)>;

thread_local! {
    static MEMO: RefCell<Memo> = const { RefCell::new(Vec::new()) };
}

/// The curves of the twins of instances with these attributes, in the order of setting.
/// `class` names the classes in the programs that are shown.
pub(super) fn twins(build: Build, class: &str, names: &[Rc<str>]) -> Vec<Curve> {
    let known = MEMO.with_borrow(|memo| {
        memo.iter()
            .find(|(of, with, _)| *of == build && with == names)
            .map(|(.., curves)| Rc::clone(curves))
    });
    let curves = known.unwrap_or_else(|| {
        let curves = Rc::new(measured(build, names));
        MEMO.with_borrow_mut(|memo| {
            if memo.len() >= KEPT {
                memo.remove(0);
            }
            memo.push((build, names.to_vec(), Rc::clone(&curves)));
        });
        curves
    });
    let named = |curve: &Curve| Curve {
        code: code(curve.twin, class, names),
        ..curve.clone()
    };
    curves.iter().map(named).collect()
}

/// Each way and its name in the legend.
const WAYS: [(Twin, &str); 5] = [
    (Twin::Plain, "plain class"),
    (Twin::Slotted, "slots only"),
    (Twin::Dict, "dict"),
    (Twin::Tuple, "tuple"),
    (Twin::NamedTuple, "namedtuple"),
];

/// All twins, measured on one machine.
pub(super) fn measured(build: Build, names: &[Rc<str>]) -> Vec<Curve> {
    let refusals = WAYS.map(|(twin, _)| refused(twin, names));
    let mut source = String::new();
    for ((twin, _), refusal) in WAYS.iter().zip(&refusals) {
        if refusal.is_none() {
            source += &program(*twin, names);
        }
    }
    let mut machine = ran(build, &source);
    let mut curves = Vec::with_capacity(WAYS.len());
    for ((twin, label), refusal) in WAYS.into_iter().zip(refusals) {
        let result = match (refusal, &mut machine) {
            (Some(why), _) => Err(why),
            (None, Err(why)) => Err(why.clone()),
            (None, Ok(machine)) => made_by(machine, &maker(twin)),
        };
        let (series, unmeasured) = match result {
            Ok(series) => (Some(series), None),
            Err(why) => (None, Some(why)),
        };
        curves.push(Curve {
            twin,
            label: label.into(),
            code: String::new(),
            series,
            unmeasured,
        });
    }
    curves
}

/// The machine after a program of our own.
pub(super) fn ran(build: Build, source: &str) -> Result<Machine, Why> {
    let code = python::compile(source, build)
        .map_err(|_| "This could not be written as a program.".to_string())?;
    let (machine, outcome) = Machine::run(&super::program(source, build, code));
    match (outcome.problem, outcome.error) {
        (None, None) => Ok(machine),
        (_, Some(error)) => Err(last_line(&error.name, &error.message)),
        (Some(problem), None) => Err(format!("This could not be followed: {}.", problem.message)),
    }
}

/// Why a twin cannot have these names.
fn refused(twin: Twin, names: &[Rc<str>]) -> Option<Why> {
    if matches!(twin, Twin::Dict | Twin::Tuple) {
        return None;
    }
    if let Some(name) = names.iter().find(|name| !is_plain_name(name)) {
        return Some(format!("{name:?} cannot be written behind a dot."));
    }
    let hidden = names.iter().find(|name| name.starts_with('_'));
    match hidden {
        Some(name) if twin == Twin::NamedTuple => Some(format!(
            "Field names cannot start with an underscore: '{name}'."
        )),
        Some(name) if name.starts_with("__") && !name.ends_with("__") => {
            Some(format!("'{name}' would be mangled in another class."))
        }
        _ => None,
    }
}

/// What the instances cost that a function of the program makes.
pub(super) fn made_by(machine: &mut Machine, maker: &str) -> Result<Series, Why> {
    let Some(make) = machine.global_named(maker) else {
        return Err("This could not be followed.".into());
    };
    let none = machine.none();
    let made = series(
        machine,
        |machine, _| match machine.call(&make, std::slice::from_ref(&none), &[]) {
            Ok(value) => Ok(value),
            Err(stop) => Err(why(machine, "Making one", stop)),
        },
        |machine, made| own_total(machine, made),
    );
    made.map(|(series, _)| series).map_err(Trouble::why)
}

/// The function that makes one, in the program that is measured.
fn maker(twin: Twin) -> String {
    format!("make_{}", twin.key().replace('-', "_"))
}

/// What is measured: the code that is shown, and a function that uses it.
fn program(twin: Twin, names: &[Rc<str>]) -> String {
    let class = format!("{twin:?}");
    let make = maker(twin);
    let shown = code(twin, &class, names);
    match twin {
        Twin::Dict | Twin::Tuple => {
            // The value is a parameter, or the tuple would be one constant.
            let items = names.iter().map(|name| match twin {
                Twin::Dict => format!("{name:?}: value, "),
                _ => "value, ".to_string(),
            });
            let items: String = items.collect();
            let (open, close) = if twin == Twin::Dict {
                ('{', '}')
            } else {
                ('(', ')')
            };
            format!("def {make}(value):\n    return {open}{items}{close}\n")
        }
        Twin::NamedTuple => {
            let values = vec!["value"; names.len()].join(", ");
            format!("{shown}\ndef {make}(value):\n    return {class}({values})\n")
        }
        _ => format!("{shown}\ndef {make}(value):\n    return {class}()\n"),
    }
}

/// Python text of a twin.
fn code(twin: Twin, class: &str, names: &[Rc<str>]) -> String {
    let class = class.rsplit('.').next().unwrap_or(class);
    let quoted = |separator: &str, after: &str| {
        let names = names.iter().map(|name| format!("{name:?}{after}"));
        names.collect::<Vec<_>>().join(separator)
    };
    match twin {
        Twin::AsWritten => String::new(),
        Twin::Plain => format!("class {class}:\n{}", init(names, "")),
        Twin::Slotted => {
            let comma = if names.len() == 1 { "," } else { "" };
            let slots = format!("    __slots__ = ({}{comma})\n", quoted(", ", ""));
            format!("class {class}:\n{slots}{}", init(names, "\n"))
        }
        Twin::Dict => format!("{{{}}}", quoted(", ", ": None")),
        Twin::Tuple => {
            let comma = if names.len() == 1 { "," } else { "" };
            format!("({}{comma})", vec!["None"; names.len()].join(", "))
        }
        Twin::NamedTuple => format!(
            "from collections import namedtuple\n{class} = namedtuple({class:?}, [{}])\n",
            quoted(", ", "")
        ),
    }
}

fn init(names: &[Rc<str>], before: &str) -> String {
    if names.is_empty() {
        return if before.is_empty() {
            "    pass\n".into()
        } else {
            String::new()
        };
    }
    let mut text = format!("{before}    def __init__(self):\n");
    for name in names {
        text += &format!("        self.{name} = None\n");
    }
    text
}

fn is_plain_name(name: &str) -> bool {
    let letters = |char: char| char == '_' || char.is_alphanumeric();
    name.chars().all(letters)
        && !name.starts_with(|char: char| char.is_ascii_digit())
        && !name.is_empty()
        && !python::KEYWORDS.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twins_are_programs() {
        let names: Vec<Rc<str>> = vec!["x".into(), "y".into()];
        assert_eq!(code(Twin::Dict, "P", &names), r#"{"x": None, "y": None}"#);
        assert_eq!(code(Twin::Tuple, "P", &names[..1]), "(None,)");
        assert_eq!(
            code(Twin::Slotted, "P", &names),
            "class P:\n    __slots__ = (\"x\", \"y\")\n\n    def __init__(self):\n        self.x = None\n        self.y = None\n"
        );
        assert_eq!(code(Twin::Plain, "A.B", &[]), "class B:\n    pass\n");
    }

    #[test]
    fn names_that_do_not_fit_are_refused() {
        let refused = |twin, name: &str| refused(twin, &[name.into()]).is_some();
        assert!(refused(Twin::NamedTuple, "_x") && !refused(Twin::Plain, "_x"));
        assert!(refused(Twin::Plain, "__x") && refused(Twin::Slotted, "a b"));
        assert!(!refused(Twin::Dict, "a b") && refused(Twin::Plain, "class"));
    }
}
