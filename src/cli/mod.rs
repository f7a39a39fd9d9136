//! The command line: `slotscope run`, `memory`, `sites`, `builds`.

pub mod answer;

use crate::cpython::Build;
use crate::cpython::build::BUILDS;
use answer::Form;
use std::io::{self, Write};
use std::process::ExitCode;

const USAGE: &str = "usage:
  slotscope run    (--build ID | --all-builds) [--format text|json] FILE...
  slotscope memory --build ID --counts 1,10,100,1000 [--format text|json] FILE...
  slotscope sites  --build ID [--format text|json] FILE...
  slotscope builds";

/// Why a command ended early.
enum End {
    /// The arguments are not understood; exit status 2.
    Usage(String),
    /// Nobody reads the output any more.
    Closed,
}

impl From<String> for End {
    fn from(message: String) -> Self {
        Self::Usage(message)
    }
}

impl From<io::Error> for End {
    fn from(_: io::Error) -> Self {
        Self::Closed
    }
}

/// Runs the command that the arguments name. Exit status 0 even where a program raises; 2 for a usage error.
pub fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    // Programs may nest builtin calls deeply; the main thread's stack is small on some systems.
    let worker = std::thread::Builder::new()
        .stack_size(512 << 20)
        .spawn(move || command(&arguments, &mut io::stdout().lock()));
    match worker.map(std::thread::JoinHandle::join) {
        Ok(Ok(Ok(()) | Err(End::Closed))) => ExitCode::SUCCESS,
        Ok(Ok(Err(End::Usage(message)))) => {
            eprintln!("slotscope: {message}\n{USAGE}");
            ExitCode::from(2)
        }
        _ => ExitCode::FAILURE,
    }
}

/// What `run` and `memory` were asked for.
struct Request {
    builds: Vec<Build>,
    json: bool,
    counts: Vec<u64>,
    files: Vec<String>,
}

fn command(arguments: &[String], out: &mut impl Write) -> Result<(), End> {
    let Some((name, rest)) = arguments.split_first() else {
        return Err(End::Usage("no command".to_string()));
    };
    match name.as_str() {
        "builds" => {
            if let Some(extra) = rest.first() {
                return Err(End::Usage(format!("unexpected argument: {extra}")));
            }
            for build in BUILDS {
                writeln!(out, "{}\t{}", build.id(), build.version)?;
            }
        }
        "run" => {
            let request = parse(rest, false)?;
            for file in &request.files {
                let source = read(file)?;
                if request.builds.len() > 1 && !request.json {
                    merged(&request, file, &source, out)?;
                    continue;
                }
                let form = match request.json {
                    true => Form::Json,
                    false => Form::Traceback,
                };
                for build in &request.builds {
                    let answer = answer::run(*build, file, &source, form);
                    writeln!(out, "{answer}")?;
                }
            }
        }
        "memory" => {
            let request = parse(rest, true)?;
            for file in &request.files {
                let source = read(file)?;
                for build in &request.builds {
                    let counts = &request.counts;
                    let answer = answer::memory(*build, file, &source, counts, request.json);
                    writeln!(out, "{answer}")?;
                }
            }
        }
        "sites" => {
            let request = parse(rest, false)?;
            for file in &request.files {
                let source = read(file)?;
                for build in &request.builds {
                    let answer = answer::sites(*build, file, &source, request.json);
                    writeln!(out, "{answer}")?;
                }
            }
        }
        "--help" | "-h" | "help" => writeln!(out, "{USAGE}")?,
        other => return Err(End::Usage(format!("no such command: {other}"))),
    }
    Ok(())
}

/// The answers of several builds: each once, under the builds that give it.
fn merged(request: &Request, file: &str, source: &str, out: &mut impl Write) -> Result<(), End> {
    let mut answers: Vec<(String, Vec<String>)> = Vec::new();
    for build in &request.builds {
        let answer = answer::run(*build, file, source, Form::Brief);
        match answers.iter_mut().find(|(known, _)| *known == answer) {
            Some((_, builds)) => builds.push(build.id()),
            None => answers.push((answer, vec![build.id()])),
        }
    }
    for (answer, builds) in answers {
        writeln!(out, "--- {}\n{answer}", builds.join(" "))?;
    }
    Ok(())
}

fn parse(arguments: &[String], memory: bool) -> Result<Request, String> {
    let mut request = Request {
        builds: Vec::new(),
        json: false,
        counts: Vec::new(),
        files: Vec::new(),
    };
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        let mut value = || rest.next().ok_or(format!("{argument} needs a value"));
        match argument.as_str() {
            "--build" => {
                let id = value()?;
                request
                    .builds
                    .push(Build::from_id(id).ok_or(format!("no such build: {id}"))?);
            }
            "--all-builds" if !memory => request.builds.extend(BUILDS),
            "--format" => {
                request.json = match value()?.as_str() {
                    "json" => true,
                    "text" => false,
                    other => return Err(format!("no such format: {other}")),
                }
            }
            "--counts" if memory => {
                for count in value()?.split(',') {
                    request
                        .counts
                        .push(count.parse().map_err(|_| format!("not a count: {count}"))?);
                }
            }
            option if option.starts_with("--") => return Err(format!("no such option: {option}")),
            file => request.files.push(file.to_string()),
        }
    }
    if request.builds.is_empty() {
        return Err("which build? --build ID".to_string());
    }
    if memory && request.counts.is_empty() {
        return Err("how many? --counts 1,10,100".to_string());
    }
    if request.files.is_empty() {
        return Err("no file".to_string());
    }
    Ok(request)
}

fn read(file: &str) -> Result<String, String> {
    std::fs::read_to_string(file).map_err(|error| format!("{file}: {error}"))
}
