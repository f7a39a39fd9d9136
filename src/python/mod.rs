//! Text → tree → bytecode. The only room that knows ruff; it never fails, it answers problems.
//!
//! 1. [`guard`] refuses text that cannot be parsed without running out of stack;
//! 2. ruff parses; [`lower`] turns its tree into ours, [`tree`];
//! 3. [`scope`] finds out where every name lives;
//! 4. [`compile`](fn@compile) makes [`code`] of it.

pub mod anchors;
pub mod code;
mod compile;
mod excerpt;
mod guard;
mod lower;
mod mistakes;
pub mod outline;
mod scope;
pub mod show;
#[cfg(test)]
mod tests;
pub mod tree;
mod unparse;

pub use code::Code;

use crate::cpython::Build;
use crate::problem::{Code as Kind, Problem};
use crate::text::Lines;
use ruff_python_ast::PythonVersion;
use ruff_python_parser::{Mode, ParseOptions, Parsed, parse_unchecked};
use std::rc::Rc;

/// Python's keywords (Grammar/python.gram, "quoted" ones), the same in every version: no class, slot or attribute may be
/// called so.
pub const KEYWORDS: [&str; 35] = [
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue",
    "def", "del", "elif", "else", "except", "finally", "for", "from", "global", "if", "import",
    "in", "is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while",
    "with", "yield",
];

/// The bytecode of a program for a build, or everything that is wrong with it.
pub fn compile(source: &str, build: Build) -> Result<Rc<Code>, Vec<Problem>> {
    compile_tree(source, &parse(source, build)?, build)
}

/// The bytecode of a program that has been parsed for the same build.
pub fn compile_tree(
    source: &str,
    module: &tree::Module,
    build: Build,
) -> Result<Rc<Code>, Vec<Problem>> {
    scope::analyze(module, build)
        .and_then(|scopes| compile::compile(source, module, &scopes, build))
        .map_err(|problems| shown(problems, source, build))
}

/// Problems that CPython finds in the tree: its carets are under the whole place.
#[cold]
#[inline(never)]
fn shown(mut problems: Vec<Problem>, source: &str, build: Build) -> Vec<Problem> {
    let raised = problems
        .iter_mut()
        .filter(|problem| problem.exception.is_some());
    for problem in raised {
        let Some(span) = problem.span else { continue };
        let line = Lines::new(source).line(span.start) as usize;
        problem.excerpt = excerpt::excerpt(source, line, span.range(), build);
    }
    problems
}

/// The tree of a program for a build, or everything that is wrong with it: problems of one kind,
/// in the order of the text.
pub fn parse(source: &str, build: Build) -> Result<tree::Module, Vec<Problem>> {
    if let Some(problem) = guard::check(source) {
        let said = (problem.code == Kind::Syntax).then(|| mistakes::retell(source, build, &[]));
        return Err(vec![said.flatten().unwrap_or(problem)]);
    }
    let version = PythonVersion {
        major: 3,
        minor: build.version.minor,
    };
    let options = ParseOptions::from(Mode::Module).with_target_version(version);
    let parsed = parse_unchecked(source, options);
    let Some(parsed) = parsed.try_into_module() else {
        return Err(Vec::new());
    };
    let mut problems = syntax_problems(&parsed);
    if problems.is_empty() {
        return lower::lower(source, parsed.syntax(), build)
            .map_err(|problems| shown(problems, source, build));
    }
    let known = parsed.unsupported_syntax_errors().is_empty();
    if let (true, Some(said)) = (known, mistakes::retell(source, build, parsed.errors())) {
        problems = vec![said];
    }
    Err(problems)
}

/// ruff's own errors; if there are none, what this version does not know yet.
fn syntax_problems<T>(parsed: &Parsed<T>) -> Vec<Problem> {
    let errors = parsed
        .errors()
        .iter()
        .map(|error| Problem::syntax(error.error.to_string(), Some(lower::span(error.location))));
    let newer = parsed.unsupported_syntax_errors().iter();
    let newer =
        newer.map(|error| Problem::syntax(error.to_string(), Some(lower::span(error.range))));
    let mut problems: Vec<Problem> = errors.take(1).collect();
    if problems.is_empty() {
        problems = newer.take(1).collect();
    }
    problems
}
