//! The program on every build: compared in a pause, one build after the other, so that typing never waits.

use super::browser::{in_browser, now};
use super::core::CoreProp;
use super::state::{Action, State};
use crate::report::versions::{Answer, Group, grouped};
use crate::report::{BUILDS, Build, Options};
use gloo::timers::callback::Timeout;
use std::rc::Rc;
use yew::prelude::*;

/// Milliseconds without a change after which builds are compared.
const PAUSE: u32 = 400;
/// Milliseconds that a build may take, or the others are asked only when the learner wants it.
const SLOW: f64 = 40.0;

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

/// The panel for what the page knows.
#[inline(never)]
pub fn panel(state: &State, core: CoreProp, act: &Callback<Action>) -> Html {
    html! {
        <VersionsPanel source={state.source.clone()} measured={state.options.measured.clone()}
            build={state.options.build} {core} act={act.clone()} />
    }
}

/// What is compared: the program and the measured class.
type Job = (Rc<str>, Option<String>);

/// How far a comparison is.
#[derive(Default)]
struct Progress {
    job: Job,
    answers: Vec<(Build, Answer)>,
    slow: bool,
    /// What was found last stays until everything is compared again: nothing flickers while typing.
    found: Vec<Group>,
}

impl Progress {
    /// Asks the next build; a first one that takes long makes the others wait for the learner.
    fn ask(&mut self, job: &Job, core: CoreProp) {
        if self.job != *job {
            self.job = job.clone();
            self.answers.clear();
        }
        let Some(&build) = BUILDS.get(self.answers.len()) else {
            return;
        };
        let start = now();
        let options = Options {
            measured: job.1.clone(),
            ..Options::new(build)
        };
        let answer = Answer::of(&(core.0.analyze)(&job.0, &options));
        self.slow = self.answers.is_empty() && now() - start > SLOW;
        self.answers.push((build, answer));
        if self.answers.len() == BUILDS.len() {
            self.found = grouped(&self.answers);
        }
    }
}

/// The program on every build.
#[component]
pub fn VersionsPanel(props: &VersionsPanelProps) -> Html {
    let progress = use_mut_ref(Progress::default);
    let update = use_force_update();
    let job: Job = (props.source.clone(), props.measured.clone());
    let (done, waits) = {
        let progress = progress.borrow();
        let begun = progress.job == job;
        (
            if begun { progress.answers.len() } else { 0 },
            begun && progress.slow,
        )
    };
    {
        let (progress, update, core) = (progress.clone(), update.clone(), props.core);
        use_effect_with((job, done, waits), move |(job, done, waits)| {
            let more = in_browser() && !waits && *done < BUILDS.len();
            let pause = if *done == 0 { PAUSE } else { 1 };
            let job = job.clone();
            let timeout = more.then(|| {
                Timeout::new(pause, move || {
                    progress.borrow_mut().ask(&job, core);
                    update.force_update();
                })
            });
            move || drop(timeout)
        });
    }
    let go_on = {
        let progress = progress.clone();
        Callback::from(move |_: MouseEvent| {
            progress.borrow_mut().slow = false;
            update.force_update();
        })
    };
    let found = progress.borrow().found.clone();
    html! {
        <>
            if waits {
                <p class="notice">
                    {"The program takes its time. "}
                    <button type="button" class="small" onclick={go_on}>{"Compare the builds"}</button>
                </p>
            } else if found.is_empty() {
                <p class="quiet">{"Comparing…"}</p>
            }
            if !found.is_empty() && !waits {
                <Strip groups={found} build={props.build} act={props.act.clone()} />
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
                        <p class="version-difference" title={differences.join("\n")}>{cut(&differences.join("; "))}</p>
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

fn cut(text: &str) -> String {
    match text.char_indices().nth(LONG) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_string(),
    }
}
