//! The command line: `slotscope run`, `memory`, `builds`.

pub mod answer;

use crate::cpython::Build;
use crate::cpython::build::BUILDS;
use std::process::ExitCode;

const USAGE: &str = "usage:
  slotscope run    (--build ID | --all-builds) [--format text|json] FILE...
  slotscope memory --build ID --counts 1,10,100,1000 [--format text|json] FILE...
  slotscope builds";

/// Runs the command that the arguments name. Exit status 0 even where a program raises; 2 for a usage error.
pub fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    // Programs may nest builtin calls deeply; the main thread's stack is small on some systems.
    let worker = std::thread::Builder::new()
        .stack_size(512 << 20)
        .spawn(move || command(&arguments));
    match worker.map(std::thread::JoinHandle::join) {
        Ok(Ok(Ok(()))) => ExitCode::SUCCESS,
        Ok(Ok(Err(message))) => {
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

fn command(arguments: &[String]) -> Result<(), String> {
    let Some((name, rest)) = arguments.split_first() else {
        return Err("no command".to_string());
    };
    match name.as_str() {
        "builds" => {
            if let Some(extra) = rest.first() {
                return Err(format!("unexpected argument: {extra}"));
            }
            for build in BUILDS {
                println!("{}\t{}", build.id(), build.version);
            }
            Ok(())
        }
        "run" => {
            let request = parse(rest, false)?;
            for file in &request.files {
                let source = read(file)?;
                for build in &request.builds {
                    println!(
                        "{}",
                        answer::run(
                            *build,
                            file,
                            &source,
                            request.json,
                            request.builds.len() > 1
                        )
                    );
                }
            }
            Ok(())
        }
        "memory" => {
            let request = parse(rest, true)?;
            for file in &request.files {
                let source = read(file)?;
                for build in &request.builds {
                    println!(
                        "{}",
                        answer::memory(*build, file, &source, &request.counts, request.json)
                    );
                }
            }
            Ok(())
        }
        "--help" | "-h" | "help" => {
            println!("{USAGE}");
            Ok(())
        }
        other => Err(format!("no such command: {other}")),
    }
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
