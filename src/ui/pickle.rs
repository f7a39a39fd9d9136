//! What pickle, copy and their like make of an object: a table whose rows open to what happened, and to the
//! fix. Worked out in a pause, one attempt after the other, so that typing never waits.

use super::core::{Core, CoreProp};
use super::pauses::{self, Next, Pieces, use_pieces};
use super::state::Action;
use crate::report::{Attempt, Build, CopyOutcome, CopyReport, CopyRow, Failure, Fix, Options};
use std::rc::Rc;
use yew::prelude::*;

/// Milliseconds without a change after which attempts are made.
const PAUSE: u32 = 300;

/// Properties of [`PicklePanel`].
#[derive(Properties, PartialEq)]
pub struct PicklePanelProps {
    /// The program.
    pub source: Rc<str>,
    /// The interpreter.
    pub build: Build,
    /// What is done to programs.
    pub core: CoreProp,
    /// Told of a fix that was chosen.
    pub act: Callback<Action>,
}

/// What is tried: the program, the interpreter, and the name of the object if one was chosen.
type Job = (Rc<str>, Build, Option<Rc<str>>);

/// Makes the next attempt.
fn attempt(core: Core, job: &Job, piece: usize, made: &mut Rc<CopyReport>) -> Next {
    let (source, build, object) = job;
    let all = Attempt::all(*build);
    let options = Options::new(*build);
    let mut report = (core.copies)(source, &options, object.as_deref(), &all[piece..=piece]);
    if piece > 0 {
        let more = std::mem::take(&mut report.rows);
        report.rows.clone_from(&made.rows);
        report.rows.extend(more);
    }
    let ends = report.nothing.is_some() || piece + 1 == all.len();
    *made = Rc::new(report);
    match (ends, made.ran) {
        (false, _) => Next::More,
        (true, true) => Next::Done,
        // A half-written line must not make the table vanish and come back.
        (true, false) => Next::Vain,
    }
}

/// The attempts on one object of the program.
#[component]
pub fn PicklePanel(props: &PicklePanelProps) -> Html {
    let object = use_state_eq(|| None::<Rc<str>>);
    let job: Job = (props.source.clone(), props.build, (*object).clone());
    let Pieces {
        waits,
        found,
        go_on,
    } = use_pieces(job.clone(), props.core, PAUSE, attempt);
    let choose = Callback::from(move |name: Rc<str>| object.set(Some(name)));
    html! {
        <>
            if waits {
                {pauses::ask("Try all", go_on)}
            } else if let Some(found) = found {
                <Matrix report={found.1.clone()} fresh={found.0 == job} {choose} act={props.act.clone()} />
            } else {
                <p class="quiet">{"Trying…"}</p>
            }
        </>
    }
}

/// Properties of [`Matrix`].
#[derive(Properties, PartialEq)]
pub struct MatrixProps {
    /// What came out.
    pub report: Rc<CopyReport>,
    /// Whether it is of the program as it is now: only then may a fix take its place.
    pub fresh: bool,
    /// Told which object was chosen.
    pub choose: Callback<Rc<str>>,
    /// Told of a fix that was chosen.
    pub act: Callback<Action>,
}

/// The table of one object, and the choice among several.
#[component]
pub fn Matrix(props: &MatrixProps) -> Html {
    let report = &props.report;
    if let Some(why) = &report.nothing {
        return html! { <p class="quiet">{why}</p> };
    }
    let name = report.chosen.and_then(|at| report.choices.get(at));
    let row = |row: &CopyRow| {
        html! { <Row key={key(row.attempt)} row={row.clone()} fresh={props.fresh} act={props.act.clone()} /> }
    };
    html! {
        <>
            if report.choices.len() > 1 { {picker(props)} }
            <table class="copies">
                <caption>
                    <code>{name}</code>{", an instance of "}<code>{&report.type_name}</code>
                </caption>
                <thead>
                    <tr>
                        <th scope="col">{"Attempt"}</th>
                        <th scope="col">{"Result"}</th>
                        <th scope="col" class="figure">{"Bytes"}</th>
                    </tr>
                </thead>
                <tbody>{ for report.rows.iter().map(row) }</tbody>
            </table>
        </>
    }
}

fn picker(props: &MatrixProps) -> Html {
    let report = &props.report;
    let onchange = {
        let (report, choose) = (report.clone(), props.choose.clone());
        Callback::from(move |event: Event| {
            let select: web_sys::HtmlSelectElement = event.target_unchecked_into();
            let chosen = usize::try_from(select.selected_index()).ok();
            if let Some(name) = chosen.and_then(|at| report.choices.get(at)) {
                choose.emit(name.as_str().into());
            }
        })
    };
    let option = |(at, name): (usize, &String)| {
        html! { <option selected={report.chosen == Some(at)}>{name}</option> }
    };
    html! {
        <label class="field">
            <span class="field-label">{"Object"}</span>
            <select {onchange}>{ for report.choices.iter().enumerate().map(option) }</select>
        </label>
    }
}

/// Properties of [`Row`].
#[derive(Properties, PartialEq)]
pub struct RowProps {
    /// What came out.
    pub row: CopyRow,
    /// Whether it is of the program as it is now.
    pub fresh: bool,
    /// Told of a fix that was chosen.
    pub act: Callback<Action>,
}

/// One attempt; what happened in it is drawn when it is opened.
#[component]
pub fn Row(props: &RowProps) -> Html {
    let open = use_state_eq(|| false);
    let row = &props.row;
    let (class, symbol) = sign(&row.outcome);
    let id = format!("copies-{}", key(row.attempt));
    let onclick = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(!*open))
    };
    html! {
        <>
            <tr class={class}>
                <th scope="row">
                    <button type="button" class="copies-open" {onclick} aria-expanded={open.to_string()}
                        aria-controls={open.then(|| id.clone())}>{row.attempt.label()}</button>
                </th>
                <td>
                    <span class="copies-sign" aria-hidden="true">{symbol}</span>
                    {result(&row.outcome)}
                </td>
                <td class="figure">{row.size}</td>
            </tr>
            if *open {
                <tr {id} class="copies-detail"><td colspan="3">{opened(row, props.fresh, &props.act)}</td></tr>
            }
        </>
    }
}

/// A row's name among ids.
fn key(attempt: Attempt) -> String {
    attempt
        .label()
        .replace(", protocol ", "-")
        .replace('.', "-")
}

/// The class of a result, and its symbol.
fn sign(outcome: &CopyOutcome) -> (&'static str, &'static str) {
    match outcome {
        CopyOutcome::Ok => ("copies-ok", "✓"),
        CopyOutcome::Lost(_) => ("copies-lost", "◐"),
        CopyOutcome::Raised(_) => ("copies-raised", "✕"),
        CopyOutcome::Unsupported(_) => ("copies-unknown", "?"),
    }
}

fn result(outcome: &CopyOutcome) -> Html {
    match outcome {
        CopyOutcome::Ok => html! { {"ok"} },
        CopyOutcome::Lost(names) => html! { <>{"lost: "}<code>{names.join(", ")}</code></> },
        CopyOutcome::Raised(failure) => html! { <code>{said(failure)}</code> },
        CopyOutcome::Unsupported(what) => html! { <>{"not simulated: "}{what}</> },
    }
}

/// The last line of a traceback.
fn said(failure: &Failure) -> String {
    if failure.message.is_empty() {
        failure.kind.clone()
    } else {
        format!("{}: {}", failure.kind, failure.message)
    }
}

/// The fix, and what happened in an attempt.
#[inline(never)]
pub fn opened(row: &CopyRow, fresh: bool, act: &Callback<Action>) -> Html {
    html! {
        <>
            if let Some(fix) = &row.fix { {fixed(fix, fresh, act)} }
            if let CopyOutcome::Raised(failure) = &row.outcome { {raised(failure, row.size.is_some())} }
            if let Some(back) = &row.came_back {
                <p>{"Came back: "}<code>{back}</code></p>
            }
            if let Some(reduce) = &row.reduce {
                <p>{"Asked, the object says of itself (reduce value): "}<code>{reduce}</code></p>
            }
            if !row.opcodes.is_empty() {
                <p>{"The pickle, as "}<code>{"pickletools"}</code>{" prints it:"}</p>
                <pre class="printed" tabindex="0" aria-label="Opcodes">{row.opcodes.join("\n")}</pre>
            }
        </>
    }
}

fn raised(failure: &Failure, written: bool) -> Html {
    html! {
        <>
            if failure.reading {
                <p>{"The pickle was written; reading it failed."}</p>
            } else if !written && !failure.notes.is_empty() {
                <p>{"It could not be written:"}</p>
            }
            if !failure.notes.is_empty() {
                <ul class="copies-notes">
                    { for failure.notes.iter().map(|note| html! { <li><code>{note}</code></li> }) }
                </ul>
            }
        </>
    }
}

fn fixed(fix: &Fix, fresh: bool, act: &Callback<Action>) -> Html {
    let apply = fix.source.clone().map(|source| {
        let act = act.clone();
        Callback::from(move |_: MouseEvent| act.emit(Action::Rewrite(source.as_str().into())))
    });
    html! {
        <div class="copies-fix">
            <p class="fix">{&fix.says}</p>
            if let Some(lines) = &fix.lines {
                <pre class="printed" tabindex="0" aria-label="Lines for the class">{lines}</pre>
            }
            if let Some(apply) = apply {
                <button type="button" class="small" disabled={!fresh} onclick={apply}>{"Apply this fix"}</button>
            }
        </div>
    }
}
