//! The program on every build: compared in a pause, one build after the other, so that typing never waits.

use super::core::{Core, CoreProp};
use super::pauses::{self, Next, Pieces, use_pieces};
use super::state::Action;
use crate::report::texts::cut;
use crate::report::versions::{Answer, Group, grouped};
use crate::report::{BUILDS, Build, Options};
use std::rc::Rc;
use yew::prelude::*;

/// Milliseconds without a change after which builds are compared.
const PAUSE: u32 = 400;

/// Properties of [`VersionsPanel`].
#[derive(Properties, PartialEq)]
pub struct VersionsPanelProps {
    /// The program.
    pub source: Rc<str>,
    /// The class whose memory is compared.
    pub measured: Option<String>,
    /// The chosen build.
    pub build: Build,
    /// How a program becomes a report.
    pub core: CoreProp,
    /// Told which build was chosen.
    pub act: Callback<Action>,
}

/// What is compared: the program and the measured class.
type Job = (Rc<str>, Option<String>);

/// What the builds have answered, and in the end those together that answer the same.
#[derive(Default)]
struct Compared {
    answers: Vec<(Build, Answer)>,
    groups: Vec<Group>,
}

/// Asks the next build.
fn ask(core: Core, job: &Job, piece: usize, compared: &mut Compared) -> Next {
    let (source, measured) = job;
    let options = Options {
        measured: measured.clone(),
        ..Options::new(BUILDS[piece])
    };
    let answer = Answer::of(&(core.analyze)(source, &options));
    compared.answers.push((BUILDS[piece], answer));
    if compared.answers.len() < BUILDS.len() {
        return Next::More;
    }
    compared.groups = grouped(&compared.answers);
    Next::Done
}

/// The program on every build.
#[component]
pub fn VersionsPanel(props: &VersionsPanelProps) -> Html {
    let job: Job = (props.source.clone(), props.measured.clone());
    let Pieces {
        waits,
        found,
        go_on,
    } = use_pieces(job, props.core, PAUSE, ask);
    html! {
        <>
            if waits {
                {pauses::ask("Compare the builds", go_on)}
            } else if let Some(found) = found {
                <Strip groups={found.1.groups.clone()} build={props.build} act={props.act.clone()} />
            } else {
                <p class="quiet">{"Comparing…"}</p>
            }
        </>
    }
}

/// Properties of [`Strip`].
#[derive(Properties, PartialEq)]
pub struct StripProps {
    /// What the builds answer.
    pub groups: Vec<Group>,
    /// The chosen build.
    pub build: Build,
    /// Told which build was chosen.
    pub act: Callback<Action>,
}

/// All builds side by side, those that answer the same together; what is different from the chosen one is said.
#[component]
pub fn Strip(props: &StripProps) -> Html {
    let chosen = props
        .groups
        .iter()
        .find(|group| group.builds.contains(&props.build));
    let group = |group: &Group| {
        let here = group.builds.contains(&props.build);
        let differences = chosen.map(|chosen| group.answer.differences(&chosen.answer));
        html! {
            <li key={group.builds[0].id()} class={classes!("version", here.then_some("chosen"))}>
                <p class="version-builds">
                    { for group.builds.iter().map(|&build| button(build, props)) }
                </p>
                <p class="version-answer">{in_short(&group.answer)}</p>
                if let Some(differences) = differences.filter(|_| !here) {
                    if !differences.is_empty() {
                        <p class="version-difference" title={differences.join("\n")}>{cut(&differences.join("; "), LONG)}</p>
                    }
                }
            </li>
        }
    };
    let of_word = |word: u64, name: &'static str| {
        let groups = props.groups.iter();
        let groups = groups.filter(|group| group.builds.iter().all(|build| build.word() == word));
        html! {
            <div>
                <h3>{name}</h3>
                <ol aria-label={name}>{ for groups.map(group) }</ol>
            </div>
        }
    };
    html! {
        <div class="versions">
            {of_word(8, "64-bit CPython")}
            {of_word(4, "32-bit Pyodide")}
        </div>
    }
}

/// Characters of the differences that are shown.
const LONG: usize = 300;

fn button(build: Build, props: &StripProps) -> Html {
    let act = props.act.clone();
    let onclick = Callback::from(move |_: MouseEvent| act.emit(Action::Build(build)));
    let kind = if build.word() == 8 {
        "CPython"
    } else {
        "Pyodide, 32-bit,"
    };
    html! {
        <button type="button" class="chip" aria-pressed={(build == props.build).to_string()}
            title={format!("{kind} {}", build.version)} {onclick}>
            <span class="unseen">{kind}{" "}</span>{format!("3.{}", build.version.minor)}
        </button>
    }
}

/// How it ended, and what an instance costs.
fn in_short(answer: &Answer) -> String {
    let end = match (&answer.problem, &answer.error) {
        (Some(_), _) => "does not run".to_string(),
        (None, Some(error)) => error.split(':').next().unwrap_or_default().to_string(),
        (None, None) => "runs".to_string(),
    };
    match &answer.each {
        Some((_, bytes)) => format!("{end} · {bytes} B each"),
        None => end,
    }
}
