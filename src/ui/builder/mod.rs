//! The program's classes as cards: to be built without syntax, bound both ways to the code.

pub mod bases;
pub mod card;
pub mod chips;
pub mod dataclass;
pub mod history;
mod members;
pub mod names;
pub mod naming;
pub mod rows;
pub mod storage;
mod tools;

use super::browser::{lost_focus, reveal};
use super::core::{Changed, CoreProp};
use super::shared::Shared;
use super::state::Action;
use crate::report::{Build, ClassCard, Lines, Problem, Report};
use card::ClassCardView;
use history::History;
use std::rc::Rc;
use tools::{Tools, asked};
use yew::prelude::*;

/// Properties of [`BuilderPanel`].
#[derive(Properties, PartialEq)]
pub struct BuilderPanelProps {
    /// The program.
    pub source: Rc<str>,
    /// What happened, and the classes of the program.
    pub report: Shared<Report>,
    /// What happened when the program ran last.
    pub last: Shared<Report>,
    /// What the builder changed until now.
    pub built: Rc<History>,
    /// The chosen interpreter.
    pub build: Build,
    /// How a card changes the program.
    pub core: CoreProp,
    /// Told the changed program.
    pub act: Callback<Action>,
}

/// The changed program, or what stands against the change; and the card that it is about.
type Answer = (Option<usize>, Changed);

/// As many classes have a card; a card names the classes above it, so their number counts twice.
const CARDS: usize = 60;

/// The panel, to be focused.
const PANEL: &str = "builder-panel";

/// The program's classes as cards.
#[component]
pub fn BuilderPanel(props: &BuilderPanelProps) -> Html {
    // The card that could not be changed (none: the new one), and why.
    let refused = use_state_eq(|| None::<(Option<usize>, String)>);
    let took = {
        let refused = refused.clone();
        use_callback(
            props.act.clone(),
            move |(at, answer): Answer, act| match answer {
                Ok(text) => {
                    refused.set(None);
                    act.emit(Action::Built(text.into()));
                }
                Err(problems) => refused.set(Some((at, why(&problems)))),
            },
        )
    };
    let change = {
        let deps = (props.source.clone(), props.build, props.core, took.clone());
        use_callback(
            deps,
            |(at, card): (usize, ClassCard), (source, build, core, took)| {
                took.emit((Some(at), (core.0.rewrite)(source, *build, at, &card)));
            },
        )
    };
    let add = {
        let (source, report) = (props.source.clone(), props.report.clone());
        let (build, core, took) = (props.build, props.core, took);
        Callback::from(move |_: MouseEvent| {
            let card = ClassCard {
                name: naming::unused_name(&report.outline),
                ..ClassCard::default()
            };
            took.emit((None, (core.0.new_class)(&source, build, &card)));
        })
    };
    // While the text cannot be read, the cards stay where they are, and wait.
    let waiting = !props.report.problems.is_empty() && props.report.outline.classes.is_empty();
    let outline = if waiting {
        &props.last.outline
    } else {
        &props.report.outline
    };
    let more = outline.classes.len().saturating_sub(CARDS);
    let above: Vec<String> = outline
        .classes
        .iter()
        .take(CARDS)
        .map(|class| class.name.clone())
        .collect();
    let card = |(at, class): (usize, &ClassCard)| {
        let refusal = refused.as_ref().filter(|(card, _)| *card == Some(at));
        html! {
            <ClassCardView key={at} {at} class={class.clone()} above={above.get(..at).unwrap_or_default().to_vec()}
                said={said(class, &props.report, refusal.map(|(_, why)| why))}
                build={props.build} frozen={waiting} change={change.clone()} />
        }
    };
    let can_undo = !waiting && props.built.undo(&props.source).is_some();
    let can_redo = !waiting && props.built.redo(&props.source).is_some();
    let onkeydown = {
        let act = props.act.clone();
        Callback::from(move |event: KeyboardEvent| {
            let action = asked(&event).filter(|action| match action {
                Action::Unbuild => can_undo,
                _ => can_redo,
            });
            if let Some(action) = action {
                event.prevent_default();
                act.emit(action);
            }
        })
    };
    // What had the focus may be gone with the change; whoever goes by keyboard stays in the panel.
    let focused = use_mut_ref(|| false);
    let (onfocusin, onfocusout) = {
        let (came, went) = (focused.clone(), focused.clone());
        (
            Callback::from(move |_: FocusEvent| *came.borrow_mut() = true),
            // What is removed goes without being left for something else.
            Callback::from(move |event: FocusEvent| {
                *went.borrow_mut() = event.related_target().is_none() && lost_focus();
            }),
        )
    };
    use_effect_with(props.source.clone(), move |_| {
        if *focused.borrow() && lost_focus() {
            reveal(PANEL);
        }
    });
    html! {
        <div class="builder-panel" id={PANEL} tabindex="-1" {onkeydown} {onfocusin} {onfocusout}>
            <Tools {can_undo} {can_redo} act={props.act.clone()} />
            if outline.classes.is_empty() {
                <p class="quiet">
                    {if props.report.problems.is_empty() {
                        "The program has no class at its top level yet."
                    } else {
                        "There are cards as soon as the program can be read."
                    }}
                </p>
            }
            if waiting && !outline.classes.is_empty() {
                <p class="older" role="status">{waits(props)}</p>
            }
            <fieldset class="cards" disabled={waiting} aria-label="Classes">
                { for outline.classes.iter().take(CARDS).enumerate().map(card) }
            </fieldset>
            if more > 0 {
                <p class="quiet">{format!("{more} more classes have no card: there are cards for the first {CARDS}.")}</p>
            }
            if let Some((None, why)) = refused.as_ref() { <p class="refused" role="alert">{why}</p> }
            <button type="button" class="small" disabled={waiting} onclick={add}>{"Add a class"}</button>
        </div>
    }
}

/// Why the cards are frozen, and of what they are.
fn waits(props: &BuilderPanelProps) -> String {
    let lines = Lines::new(&props.source);
    let why = props.report.problems.first().map(|problem| {
        let line = problem.span.map(|span| lines.line(span.start));
        let place = line.map_or(String::new(), |line| format!(" (line {line})"));
        format!("{}{place}", problem.message)
    });
    format!(
        "The program cannot be read now: {}. These are the cards from before; they can be changed again when that is mended.",
        why.unwrap_or_default().trim_end_matches('.')
    )
}

/// Why the program stays as it is.
fn why(problems: &[Problem]) -> String {
    let messages: Vec<&str> = problems
        .iter()
        .map(|problem| problem.message.as_str())
        .collect();
    format!("Not changed: {}", messages.join("; "))
}

/// What is to be said on a class's card: what is wrong within its text, and why it was not changed.
fn said(class: &ClassCard, report: &Report, refusal: Option<&String>) -> Vec<String> {
    let within = |place: crate::report::Span| {
        class.span.start <= place.start && place.start < class.span.end
    };
    let problems = report
        .problems
        .iter()
        .filter(|problem| problem.span.is_some_and(within))
        .map(|problem| problem.message.clone());
    let error = report
        .output
        .error
        .iter()
        .filter(|error| error.span.is_some_and(within))
        .map(|error| error.last_line());
    let refused = refusal.cloned();
    error.chain(problems).chain(refused).collect()
}
