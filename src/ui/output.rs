//! What the program printed, how it ended, and what is wrong with it.

use super::shared::Shared;
use super::state::Action;
use crate::report::{Code, ErrorReport, FILE, Lines, Problem, Report};
use std::rc::Rc;
use yew::prelude::*;

/// Properties of [`OutputPanel`].
#[derive(Properties, PartialEq)]
pub struct OutputPanelProps {
    /// The program, to say lines of problems.
    pub source: Rc<str>,
    /// What happened.
    pub report: Shared<Report>,
    /// What happened when the program ran last.
    pub last: Shared<Report>,
    /// Told which line is to be shown.
    pub act: Callback<Action>,
}

/// What the program printed, how it ended, and what is wrong with it.
#[component]
pub fn OutputPanel(props: &OutputPanelProps) -> Html {
    let report = &props.report;
    let output = &report.output;
    let older = !report.ran && props.last.ran && !props.last.output.text.is_empty();
    html! {
        <>
            if !report.problems.is_empty() { {problems(props)} }
            if older {
                <p class="older">{"Printed before the problem:"}</p>
                {printed(&props.last.output.text)}
            } else if !output.text.is_empty() {
                {printed(&output.text)}
            } else if report.problems.is_empty() {
                <p class="quiet">{"Nothing was printed."}</p>
            }
            if let Some(error) = &output.error {
                {raised(error, &props.act)}
            }
            <p class="unseen" role="status">{ending(report)}</p>
        </>
    }
}

fn printed(text: &str) -> Html {
    html! { <pre class="printed" tabindex="0" aria-label="Printed text">{text.to_string()}</pre> }
}

/// How the program ended, in a few words; said aloud when it changes.
fn ending(report: &Report) -> String {
    match (&report.output.error, report.problems.first()) {
        (Some(error), _) => format!("{} on line {}", error.kind, error.line),
        (None, Some(problem)) => kind(problem.code).to_string(),
        (None, None) => "The program ran to its end.".to_string(),
    }
}

/// What kind of problem it is, as its heading says.
fn kind(code: Code) -> &'static str {
    match code {
        Code::Syntax => "Not valid for this Python",
        Code::Unsupported => "Outside the subset that is simulated",
        Code::Stopped => "Stopped",
    }
}

/// The message, without the word that its heading says already.
fn message(problem: &Problem) -> &str {
    let message = &problem.message;
    match problem.code {
        Code::Stopped => message.strip_prefix("stopped ").unwrap_or(message),
        Code::Syntax | Code::Unsupported => message,
    }
}

/// What stands against the program: the opening one has nothing, so that this comes later.
#[inline(never)]
pub fn problems(props: &OutputPanelProps) -> Html {
    let problems = &props.report.problems;
    let lines = Lines::new(&props.source);
    let item = |(at, problem): (usize, &Problem)| {
        html! {
            <li key={at} class={classes!("problem", severity(problem.code))}>
                <strong>{problem.exception.as_deref().unwrap_or(kind(problem.code))}</strong>
                {": "}{message(problem)}
                if let Some(span) = problem.span {
                    {" "}{line_link(lines.line(span.start), &props.act)}
                }
                if let Some(text) = problem.traceback(FILE, &props.source) {
                    <pre class="printed" tabindex="0" aria-label="Traceback">{text}</pre>
                }
                if let Some(hint) = &problem.hint {
                    <p class="fix">{hint}</p>
                }
            </li>
        }
    };
    html! { <ul class="problems">{ for problems.iter().enumerate().map(item) }</ul> }
}

fn severity(code: Code) -> &'static str {
    match code {
        Code::Syntax => "severe",
        Code::Unsupported | Code::Stopped => "mild",
    }
}

/// An exception: first exactly CPython's words, then a plain sentence, then what to do.
fn raised(error: &ErrorReport, act: &Callback<Action>) -> Html {
    html! {
        <div class="raised">
            <p class="traceback"><code>{error.last_line()}</code></p>
            <p>
                if let Some(plain) = &error.plain {
                    {plain}{" "}
                }
                {line_link(error.line, act)}
            </p>
            if let Some(fix) = &error.fix {
                <p class="fix">{fix}</p>
            }
            <details>
                <summary>{"Traceback"}</summary>
                <pre class="printed" tabindex="0" aria-label="Traceback">{&error.traceback}</pre>
            </details>
        </div>
    }
}

/// Leads to a line of the program.
fn line_link(line: u32, act: &Callback<Action>) -> Html {
    let act = act.clone();
    let onclick = Callback::from(move |_: MouseEvent| act.emit(Action::GoTo(line)));
    html! {
        <button type="button" class="link" {onclick}>{format!("line {line}")}</button>
    }
}
