//! One attribute access, step by step: from the class to the word of the object, or to the exception.

use super::core::CoreProp;
use super::folded::use_open;
use super::graph::GraphFigure;
use super::objects::role::{family, title};
use super::pauses::use_in_pause;
use super::quoted::quoted;
use super::shared::Shared;
use super::state::Scheme;
use crate::report::access::{AccessReport, MemberReport};
use crate::report::sites::SiteReport;
use crate::report::times::access_times;
use crate::report::{Build, ObjectReport, Options, Report};
use std::rc::Rc;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// Milliseconds without a change after which the access is made.
const PAUSE: u32 = 250;
/// Accesses of the program that are offered.
const OFFERED: usize = 8;

/// Properties of [`AccessPanel`].
#[derive(Properties, PartialEq)]
pub struct AccessPanelProps {
    /// The program.
    pub source: Rc<str>,
    /// What the viewer asked for.
    pub options: Options,
    /// What happened: its objects have attributes that can be accessed.
    pub report: Shared<Report>,
    /// How an access is made.
    pub core: CoreProp,
    /// Light or dark.
    pub scheme: Scheme,
}

/// What was made: program, options and access.
type Job = (Rc<str>, Options, String);

/// An attribute access of the learner's choice.
#[component]
pub fn AccessPanel(props: &AccessPanelProps) -> Html {
    let written = use_state(|| None::<String>);
    let offered = offers(&props.report);
    let first = || offered.first().cloned().unwrap_or_default();
    let text = (*written).clone().unwrap_or_else(first);
    let job: Job = (props.source.clone(), props.options.clone(), text.clone());
    let found = use_in_pause(job, props.core, PAUSE, |core, (source, options, text)| {
        Rc::new((core.access)(source, options, text))
    });
    let oninput = {
        let written = written.clone();
        Callback::from(move |event: InputEvent| {
            let input: HtmlInputElement = event.target_unchecked_into();
            written.set(Some(input.value()));
        })
    };
    let offer = |offer: String| {
        let (written, text) = (written.clone(), offer.clone());
        let onclick = Callback::from(move |_: MouseEvent| written.set(Some(text.clone())));
        html! { <li><button type="button" class="chip" {onclick}>{offer}</button></li> }
    };
    html! {
        <>
            <div class="controls">
                <label class="field">
                    <span class="field-label">{"Access"}</span>
                    <input type="text" class="access-text" value={text} spellcheck="false" autocapitalize="off"
                        autocomplete="off" placeholder="p.x = 1" {oninput} />
                </label>
                <ul class="names" aria-label="Accesses to try">{ for offered.into_iter().map(offer) }</ul>
            </div>
            if let Some((_, report)) = &*found {
                <Steps report={report.clone()} />
            }
            <Times build={props.options.build} scheme={props.scheme} />
        </>
    }
}

/// A read, a write and a delete of what the first objects have, and what one of them has not.
fn offers(report: &Report) -> Vec<String> {
    let mut offers = Vec::new();
    for object in report.objects.iter().take(3) {
        let Some(name) = object.names.first() else {
            continue;
        };
        let words = object.blocks.iter().flat_map(|block| &block.words);
        let attribute = words.filter_map(|word| match title(&word.role) {
            (attribute, true) => Some(attribute),
            _ => None,
        });
        if let Some(attribute) = attribute.take(1).next() {
            offers.push(format!("{name}{attribute}"));
            offers.push(format!("{name}{attribute} = 1"));
            offers.push(format!("del {name}{attribute}"));
        }
        offers.push(format!("{name}.missing"));
    }
    offers.truncate(OFFERED);
    offers
}

/// Properties of [`Times`].
#[derive(Properties, PartialEq)]
pub struct TimesProps {
    /// The interpreter.
    pub build: Build,
    /// Light or dark.
    pub scheme: Scheme,
}

/// How long accesses take on the real interpreter, folded away.
#[component]
pub fn Times(props: &TimesProps) -> Html {
    let (open, ontoggle) = use_open();
    let graph = access_times(props.build).map(Rc::new);
    let name = format!("access-{}", props.build.id());
    html! {
        <details class="graphs" {ontoggle}>
            <summary>{"Are slots faster? Measured times of this version"}</summary>
            if open {
                if let Some(graph) = graph {
                    <GraphFigure {graph} {name} scheme={props.scheme} />
                } else {
                    <p class="quiet">{"Nothing was measured for the 32-bit build: choose a 64-bit one."}</p>
                }
            }
        </details>
    }
}

/// Properties of [`Steps`].
#[derive(Properties, PartialEq)]
pub struct StepsProps {
    /// The access.
    pub report: Rc<AccessReport>,
}

/// The steps of an access, and where it ends.
#[component]
pub fn Steps(props: &StepsProps) -> Html {
    let report = &props.report;
    if let Some(nothing) = &report.nothing {
        return html! { <p class="quiet" role="status">{quoted(nothing)}</p> };
    }
    html! {
        <>
            <ol class="access-steps">
                { for report.steps.iter().map(|step| html! {
                    <li class={step.ends.then_some("ends")}>
                        <code class="access-place">{&step.place}</code>{" "}<span>{quoted(&step.says)}</span>
                    </li>
                }) }
            </ol>
            <p class={classes!("access-result", report.raised.then_some("severe"))} role="status">
                <span class="access-place">{if report.raised { "raises" } else { "gives" }}</span>{" "}
                <code>{&report.result}</code>
            </p>
            if let Some(member) = &report.member { {descriptor(member)} }
            if let Some(object) = &report.object { {words(object, report)} }
            {specialised(report)}
        </>
    }
}

/// The member descriptor as the object that it is.
fn descriptor(member: &MemberReport) -> Html {
    html! {
        <p class="member">
            <code>{format!("{}.__dict__['{}']", member.class, member.name)}</code>{" is "}
            <code>{format!("<member '{}' of '{}' objects>", member.name, member.class)}</code>
            {": an object that holds the offset "}<b>{member.offset}</b>{"."}
        </p>
    }
}

/// The words of the object's block that was accessed, or of its first one; that of the access is marked.
fn words(object: &ObjectReport, report: &AccessReport) -> Html {
    let mut blocks = object.blocks.iter();
    let accessed = blocks.find(|block| report.word.is_some_and(|(id, _)| id == block.id));
    let Some(block) = accessed.or(object.blocks.first()) else {
        return Html::default();
    };
    html! {
        <ol class="strip" aria-label={format!("Words of {}: {}", object.repr, block.title)}>
            { for block.words.iter().map(|word| {
                let (name, _) = title(&word.role);
                let hit = report.word == Some((block.id, word.offset));
                let family = family(&word.role);
                html! {
                    <li class={classes!("strip-word", family, hit.then_some("hit"))}>
                        <span class="offset">{word.offset}</span>
                        <span class="strip-name">{name}</span>
                        <span class="strip-owner">{word.value.text()}</span>
                        if hit { <span class="unseen">{" (this access)"}</span> }
                    </li>
                }
            }) }
        </ol>
    }
}

fn specialised(report: &AccessReport) -> Html {
    if let Some(why) = &report.unmodelled {
        return html! { <p class="quiet">{why}</p> };
    }
    let Some(SiteReport { opcode, reason, .. }) = &report.site else {
        return Html::default();
    };
    html! {
        <p class="opcode">
            {"After a hundred times: "}
            <code>{opcode.clone().unwrap_or_else(|| "not known".to_string())}</code>
            if let Some(reason) = reason {
                <span class="quiet">{format!(" ({}) {}", reason.code, reason.sentence)}</span>
            }
        </p>
    }
}
