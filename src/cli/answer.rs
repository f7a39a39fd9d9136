//! What the command line prints of a program: JSON, a line a file, or text.

use crate::cpython::Build;
use crate::machine::{Limits, Machine, Outcome, Program};
use crate::problem::{Code, Problem};
use crate::python;
use crate::report;
use crate::text::Lines;
use serde_json::{Map, Value as Json, json};
use std::fmt::Write;

/// How an answer is written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// One JSON object on one line.
    Json,
    /// What CPython writes, traceback and all.
    Traceback,
    /// What CPython writes, of an exception its last line and its place.
    Brief,
}

/// The answer of `slotscope run` for one program and build.
pub fn run(build: Build, file: &str, source: &str, form: Form) -> String {
    let (outcome, types) = match python::compile(source, build) {
        Ok(code) => {
            let (mut machine, mut outcome) = Machine::run(&Program {
                build,
                limits: Limits::COMMAND,
                name: file,
                source,
                code,
            });
            let types = match types(&mut machine) {
                Ok(types) => types,
                Err(problem) => {
                    outcome.problem.get_or_insert(problem);
                    Json::Null
                }
            };
            (outcome, types)
        }
        Err(problems) => {
            let outcome = Outcome {
                output: String::new(),
                error: None,
                problem: problems.into_iter().next(),
            };
            if let (true, Some(error)) = (
                form == Form::Json,
                outcome
                    .problem
                    .as_ref()
                    .and_then(|p| refused(file, source, p)),
            ) {
                return error;
            }
            (outcome, Json::Null)
        }
    };
    if form != Form::Json {
        let file = (form == Form::Traceback).then_some(file);
        return text(file, source, &outcome);
    }
    let error = outcome
        .error
        .as_ref()
        .map(|error| json!({"type": error.name, "message": error.message, "line": error.line}));
    json!({"file": file, "stdout": outcome.output, "error": error, "types": types, "unsupported": unsupported(source, outcome.problem.as_ref())}).to_string()
}

/// The exception of a program that CPython does not compile: its message ends with the place (SyntaxError.__str__).
fn refused(file: &str, source: &str, problem: &Problem) -> Option<String> {
    let name = problem.exception.as_ref()?;
    let line = Lines::new(source).line(problem.span?.start);
    let base = file.rsplit('/').next().unwrap_or(file);
    let message = format!("{} ({base}, line {line})", problem.message);
    let error = json!({"type": name, "message": message, "line": line});
    Some(
        json!({"file": file, "stdout": "", "error": error, "types": {}, "unsupported": null})
            .to_string(),
    )
}

/// The answer of `slotscope memory` for one program and build.
pub fn memory(build: Build, file: &str, source: &str, counts: &[u64], json: bool) -> String {
    let mut held = Map::new();
    let mut problem = None;
    for &count in counts {
        match crate::measure(build, file, source, count) {
            Ok(bytes) => held.insert(count.to_string(), json!(bytes)),
            Err(found) => {
                problem = Some(found);
                break;
            }
        };
    }
    if json {
        return json!({"file": file, "memory": held, "unsupported": unsupported(source, problem.as_ref())}).to_string();
    }
    let mut text = String::new();
    for (count, bytes) in &held {
        let _ = writeln!(text, "{count}\t{bytes}");
    }
    if let Some(problem) = &problem {
        let _ = write!(text, "{}", sentence(source, problem));
    }
    text.trim_end().to_string()
}

/// The answer of `slotscope sites` for one program and build: what each attribute access is specialised to, or why not.
pub fn sites(build: Build, file: &str, source: &str, json: bool) -> String {
    let report = report::sites_of(source, build, Limits::COMMAND);
    if json {
        let unsupported = unsupported(source, report.problem.as_ref());
        return json!({"file": file, "sites": report.sites, "unmodelled": report.unmodelled, "unsupported": unsupported})
            .to_string();
    }
    let mut lines: Vec<String> = report.sites.iter().map(site_line).collect();
    lines.extend(report.unmodelled);
    lines.extend(report.output.error.map(|error| error.last_line()));
    lines.extend(report.problem.map(|problem| sentence(source, &problem)));
    lines.join("\n")
}

fn site_line(site: &report::sites::SiteReport) -> String {
    let opcode = site.opcode.as_deref().unwrap_or("?");
    let why = site
        .reason
        .as_ref()
        .map(|reason| format!("\t{}: {}", reason.code, reason.sentence));
    format!(
        "{}\t{}\t{}\t{opcode}{}",
        site.line,
        site.code,
        site.attribute,
        why.unwrap_or_default()
    )
}

/// Facts about the program's classes, as the recordings have them.
fn types(machine: &mut Machine) -> Result<Json, Problem> {
    let build = machine.build;
    let facts = match machine.type_facts() {
        Ok(facts) => facts,
        Err(crate::machine::Stop::Halt(problem)) => return Err(*problem),
        Err(crate::machine::Stop::Raise(_)) => {
            return Err(Problem::unsupported("facts about these classes", None));
        }
    };
    let mut types = Map::new();
    for fact in facts {
        let layout = &machine.ty(fact.id).layout;
        let flags: Map<String, Json> = layout
            .layout_flags(build)
            .into_iter()
            .map(|(name, set)| (name.to_string(), json!(set)))
            .collect();
        let mut entry = json!({
            "basicsize": layout.basicsize,
            "itemsize": layout.itemsize,
            "dictoffset": layout.dictoffset,
            "weakrefoffset": layout.weakrefoffset,
            "flags": flags,
            "mro": fact.mro,
        });
        if let Some(slots) = fact.slots {
            entry["slots"] = slots
                .into_iter()
                .map(|(name, offset)| (name, json!(offset)))
                .collect::<Map<_, _>>()
                .into();
        }
        types.insert(fact.name, entry);
    }
    Ok(Json::Object(types))
}

fn unsupported(source: &str, problem: Option<&Problem>) -> Json {
    match problem {
        None => Json::Null,
        Some(problem) => {
            let lines = Lines::new(source);
            json!({"what": problem.message, "line": problem.span.map(|span| lines.line(span.start))})
        }
    }
}

/// With tracebacks where a file is named.
fn text(file: Option<&str>, source: &str, outcome: &Outcome) -> String {
    let mut text = outcome.output.clone();
    if let Some(error) = &outcome.error {
        if file.is_some() || error.exit {
            text.push_str(&error.traceback);
        } else {
            let place = error
                .line
                .map(|line| format!(" (line {line})"))
                .unwrap_or_default();
            let colon = if error.message.is_empty() { "" } else { ": " };
            let _ = writeln!(text, "{}{colon}{}{place}", error.name, error.message);
        }
    }
    if let Some(problem) = &outcome.problem {
        let traceback = file.and_then(|file| problem.traceback(file, source));
        let said = traceback.unwrap_or_else(|| sentence(source, problem));
        let _ = writeln!(text, "{said}");
    }
    text.trim_end_matches('\n').to_string()
}

fn sentence(source: &str, problem: &Problem) -> String {
    let place = problem
        .span
        .map(|span| format!(" (line {})", Lines::new(source).line(span.start)))
        .unwrap_or_default();
    let kind = match problem.code {
        Code::Unsupported => "outside the subset: ",
        Code::Syntax => "syntax: ",
        Code::Stopped => "",
    };
    if let Some(name) = &problem.exception {
        return format!("{name}: {}{place}", problem.message);
    }
    format!("slotscope: {kind}{}{place}", problem.message)
}
