//! From the text of an attribute access to its steps: the program runs, the object is found, the access is looked at
//! and then made.

mod telling;

use super::objects::picture;
use super::program;
use super::walk::short;
use crate::cpython::Build;
use crate::machine::{Looking, Machine, Program, Stop, Value, sym};
use crate::python::tree::{Expr, ExprKind, StmtKind};
use crate::python::{self, tree};
use crate::report::access::{AccessReport, MemberReport};
use crate::report::sites::{SiteReport, unmodelled};
use crate::report::texts::{cut, last_line};
use crate::report::{ObjectReport, Options, Role};
use crate::text::Lines;
use telling::Telling;

/// The name under which the object is kept for the access.
const OBJECT: &str = "__slotscope_object__";
/// The name of the value that is written.
const VALUE: &str = "__slotscope_value__";
const HOW: &str = "Write an access: `p.x`, `p.x = 1` or `del p.x`.";

/// What is done to an attribute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Does {
    Read,
    Write,
    Delete,
}

/// The access that `text` writes, made when the program has ended.
pub fn access(source: &str, options: &Options, text: &str) -> AccessReport {
    match accessed(source, options, text.trim()) {
        Ok(report) => report,
        Err(nothing) => AccessReport {
            nothing: Some(nothing),
            ..AccessReport::default()
        },
    }
}

fn accessed(source: &str, options: &Options, text: &str) -> Result<AccessReport, String> {
    let build = options.build;
    let asked = Asked::read(text, build)?;
    let code = python::compile(source, build).map_err(|_| "The program cannot be read.")?;
    let program = program(source, build, code);
    let (mut machine, outcome) = Machine::run(&program);
    if outcome.problem.is_some() {
        return Err("The program could not be followed to its end.".to_string());
    }
    let object = evaluated(&mut machine, OBJECT, &asked.object)?;
    if !machine.looks_in_steps(&object) {
        let ty = machine.type_name_of(&object);
        return Err(format!("Attributes of a {ty} are not shown step by step."));
    }
    let value = match asked.does {
        Does::Write => Some(evaluated(&mut machine, VALUE, &asked.value)?),
        _ => None,
    };
    let (site, why) = specialised(&program, &asked);
    let name = machine.sym(&asked.name);
    let hook = match asked.does {
        Does::Read => sym::GETATTRIBUTE,
        Does::Write => sym::SETATTR,
        Does::Delete => sym::DELATTR,
    };
    let looking = machine.looking(&object, name, hook);
    let mut report = AccessReport {
        site,
        unmodelled: why,
        member: member(&machine, &looking, &asked.name),
        ..AccessReport::default()
    };
    let ty = machine.type_qualname(object.ty());
    let result = match (asked.does, value) {
        (Does::Write, Some(value)) => machine.set_attr(&object, name, value).map(|()| None),
        (Does::Delete, _) => machine.delete_attr(&object, name).map(|()| None),
        _ => machine.get_attr(&object, name).map(Some),
    };
    match result {
        Ok(None) => report.result = "done".to_string(),
        Ok(Some(value)) => {
            report.result = machine
                .repr(&value)
                .unwrap_or_else(|_| short(&mut machine, &value))
        }
        Err(stop) => {
            report.result = raised(&mut machine, stop)?;
            report.raised = true;
        }
    }
    report.result = cut(&report.result, LONG);
    let mut telling = Telling {
        machine: &mut machine,
        asked: &asked,
        ty,
        result: &report.result,
        steps: Vec::new(),
    };
    telling.tell(&looking);
    report.steps = telling.steps;
    report.object = drawn(&mut machine, &object);
    report.word = word(&report, &asked);
    Ok(report)
}

/// Characters of a result that are shown.
const LONG: usize = 400;

/// An access as it is written.
struct Asked {
    does: Does,
    /// The text of the object.
    object: String,
    name: String,
    /// The text of the value that is written.
    value: String,
}

impl Asked {
    fn read(text: &str, build: Build) -> Result<Self, String> {
        let module = python::parse(text, build).map_err(|problems| {
            let message = problems.into_iter().next().map(|problem| problem.message);
            format!("{HOW} {}", message.unwrap_or_default())
        })?;
        let [tree::Stmt { kind, .. }] = &module.body[..] else {
            return Err(HOW.to_string());
        };
        let (does, target, value) = match kind {
            StmtKind::Expr(expr) => (Does::Read, expr, None),
            StmtKind::Assign { targets, value } => match &targets[..] {
                [target] => (Does::Write, target, Some(value)),
                _ => return Err(HOW.to_string()),
            },
            StmtKind::Delete(targets) => match &targets[..] {
                [target] => (Does::Delete, target, None),
                _ => return Err(HOW.to_string()),
            },
            _ => return Err(HOW.to_string()),
        };
        let ExprKind::Attribute {
            value: object,
            name,
        } = &target.kind
        else {
            return Err(HOW.to_string());
        };
        let of = |expr: &Expr| text.get(expr.span.range()).unwrap_or_default().to_string();
        Ok(Self {
            does,
            object: of(object),
            name: name.id.to_string(),
            value: value.map(of).unwrap_or_default(),
        })
    }
}

/// The value of an expression in the program's namespace, kept under a name of its own.
fn evaluated(machine: &mut Machine, name: &str, text: &str) -> Result<Value, String> {
    let code = format!("{name} = (\n{text}\n)");
    let compiled = python::compile(&code, machine.build).map_err(|problems| {
        let message = problems.into_iter().next().map(|problem| problem.message);
        message.unwrap_or_default()
    })?;
    if let Err(stop) = machine.run_more(&compiled, &code) {
        return Err(raised(machine, stop)?);
    }
    machine.global_named(name).ok_or_else(|| HOW.to_string())
}

fn raised(machine: &mut Machine, stop: Stop) -> Result<String, String> {
    match stop {
        Stop::Halt(problem) => Err(problem.message),
        Stop::Raise(error) => {
            let kind = machine.type_name_of(&error).to_string();
            Ok(match machine.str_of(&error) {
                Ok(message) => last_line(&kind, &message),
                Err(_) => kind,
            })
        }
    }
}

/// What the adaptive interpreter makes of the access when a function has made it a hundred times.
fn specialised(program: &Program, asked: &Asked) -> (Option<SiteReport>, Option<String>) {
    if asked.does == Does::Delete {
        return (None, None);
    }
    if let Some(why) = unmodelled(program.build) {
        return (None, Some(why.to_string()));
    }
    let does = match asked.does {
        Does::Write => format!("{OBJECT}.{} = {VALUE}", asked.name),
        _ => format!("{OBJECT}.{}", asked.name),
    };
    let text = format!(
        "def {OBJECT}probe({OBJECT}, {VALUE}):\n    for _ in range(100):\n        {does}\n{OBJECT}probe({OBJECT}, {VALUE})"
    );
    let Ok(code) = python::compile(&text, program.build) else {
        return (None, None);
    };
    let (mut machine, _) = Machine::run_with_sites(program);
    let value = match asked.value.as_str() {
        "" => "None",
        value => value,
    };
    let ready = evaluated(&mut machine, OBJECT, &asked.object)
        .and_then(|_| evaluated(&mut machine, VALUE, value));
    if ready.is_err() {
        return (None, None);
    }
    // An access that raises ends the loop; its site tells that.
    let _ = machine.run_more(&code, &text);
    let lines = Lines::new(&text);
    let sites = machine.sites(&code).into_iter();
    let site = sites.map(|facts| SiteReport::new(program.build, &lines, facts));
    (
        site.into_iter().find(|site| site.attribute == asked.name),
        None,
    )
}

fn member(machine: &Machine, looking: &Looking, name: &str) -> Option<MemberReport> {
    let (found, _) = looking.in_type.found.as_ref()?;
    let (offset, owner) = Machine::member(found)?;
    Some(MemberReport {
        class: machine.type_qualname(owner),
        name: name.to_string(),
        offset,
    })
}

/// The object as the page draws objects; none for what is not drawn.
fn drawn(machine: &mut Machine, object: &Value) -> Option<ObjectReport> {
    let picture = picture(machine, true);
    let mut drawn = picture.who.iter().zip(picture.objects);
    let (_, found) = drawn.find(|(who, _)| who.as_ptr() as usize == object.key())?;
    Some((*found).clone())
}

/// The word that the access has read or written.
fn word(report: &AccessReport, asked: &Asked) -> Option<(u32, i64)> {
    if report.raised {
        return None;
    }
    let object = report.object.as_ref()?;
    let mut words = object
        .blocks
        .iter()
        .flat_map(|block| block.words.iter().map(move |word| (block, word)));
    let (block, word) = words.find(|(_, word)| match (&word.role, &report.member) {
        (Role::Slot(_), Some(member)) => word.offset == member.offset,
        (Role::InlineValue(Some(name)) | Role::Value(Some(name)), None) => *name == asked.name,
        _ => false,
    })?;
    Some((block.id, word.offset))
}
