//! A program stopped at a step: what lives then, and what has changed since the step before.

use super::changes::{Seen, changes};
use super::told::{Told, sentence};
use super::{classes, output, program};
use crate::machine::{Machine, Program, Step as Begun};
use crate::problem::Problem;
use crate::python;
use crate::report::steps::{Changes, Step, StepReport, Timeline};
use crate::report::{Options, Report};
use crate::text::Lines;
use std::cell::RefCell;
use std::rc::Rc;

/// Statements of a timeline.
const MOST: usize = 10_000;

/// Every statement that the program begins, in their order.
pub fn timeline(source: &str, options: &Options) -> Timeline {
    let program = match compiled(source, options) {
        Ok(program) => program,
        Err(problem) => {
            return Timeline {
                problem,
                ..Timeline::default()
            };
        }
    };
    let run = Machine::run_to_step(&program, MOST, Box::new(|_| ()));
    let lines = Lines::new(source);
    let mut steps: Vec<Step> = run
        .steps
        .iter()
        .map(|begun| step_of(begun, &lines))
        .collect();
    steps.truncate(MOST);
    Timeline {
        steps,
        cut: run.paused,
        problem: run.outcome.problem,
    }
}

/// The program when `at` of its statements have begun, 10,000 at most; at its end if there are fewer. A program that cannot be read
/// has an empty report with its problems.
pub fn at_step(source: &str, options: &Options, at: usize) -> StepReport {
    let at = at.min(MOST);
    let mut step = StepReport {
        at,
        line: None,
        next: None,
        report: Report::empty(options.build),
        changes: Changes::default(),
        says: String::new(),
    };
    let program = match compiled(source, options) {
        Ok(program) => program,
        Err(problem) => {
            step.report.problems.extend(problem);
            return step;
        }
    };
    let seen = Rc::new(RefCell::new(Seen::default()));
    let before = {
        let seen = Rc::clone(&seen);
        Box::new(move |machine: &mut Machine| *seen.borrow_mut() = Seen::new(machine, false))
    };
    let run = Machine::run_to_step(&program, at, before);
    let mut machine = run.machine;
    let lines = Lines::new(source);
    let ran = at.checked_sub(1).and_then(|last| run.steps.get(last));
    let next = run.steps.get(at).filter(|_| run.paused);
    let after = Seen::new(&mut machine, true);
    let before = seen.take();
    step.line = ran.map(|ran| lines.line(ran.span.start));
    step.next = next.map(|next| lines.line(next.span.start));
    step.changes = changes(&before, &after);
    step.report.ran = true;
    step.report.problems.extend(run.outcome.problem.clone());
    step.report.output = Rc::new(output::output(run.outcome, source));
    step.report.classes = classes::classes(&machine, &program.code);
    step.says = match ran.map(|ran| step_of(ran, &lines)) {
        Some(ran) => sentence(&Told {
            ran: &ran,
            next: next.map(|next| step_of(next, &lines)).as_ref(),
            before: &before,
            after: &after,
            changes: &step.changes,
            report: &step.report,
        }),
        None => "Nothing has run yet.".to_string(),
    };
    step.report.objects = after.picture.objects;
    step.report.names = after.picture.names;
    step
}

fn compiled<'a>(source: &'a str, options: &Options) -> Result<Program<'a>, Option<Problem>> {
    let code =
        python::compile(source, options.build).map_err(|problems| problems.into_iter().next())?;
    Ok(program(source, options.build, code))
}

fn step_of(begun: &Begun, lines: &Lines) -> Step {
    Step {
        line: lines.line(begun.span.start),
        span: begun.span,
        code: begun.code.to_string(),
        class_body: begun.class_body,
        depth: begun.depth,
    }
}
