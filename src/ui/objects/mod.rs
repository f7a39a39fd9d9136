//! Every object of the program, word by word.

pub mod arrows;
pub mod block;
pub mod card;
pub mod counts;
pub mod role;
pub mod twin;

use super::browser::reveal;
use super::gradual::use_gradual;
use super::shared::Shared;
use super::state::Action;
use crate::report::{BlockId, Changes, ObjectKind, ObjectReport, Report};
use arrows::Arrows;
use card::ObjectCard;
use std::rc::Rc;
use yew::prelude::*;

/// Objects of one kind, and names, that are drawn by themselves; more are drawn on demand.
const AT_ONCE: usize = 24;
/// New objects of one kind that are drawn in one frame.
const A_FRAME: usize = 3;

/// What the step that is shown has changed; nothing where no step is.
#[derive(Clone, PartialEq)]
pub struct Marked(pub Option<Shared<Changes>>);

/// Properties of [`ObjectsPanel`].
#[derive(Properties, PartialEq)]
pub struct ObjectsPanelProps {
    /// What happened.
    pub report: Shared<Report>,
    /// The block that is pointed at.
    pub lit: Option<BlockId>,
    /// Told what is pointed at.
    pub act: Callback<Action>,
}

/// Every object of the program: instances first, containers, then values folded away.
#[component]
pub fn ObjectsPanel(props: &ObjectsPanelProps) -> Html {
    let report = &props.report;
    if report.objects.is_empty() {
        return html! {
            <p class="quiet">{"No object of the program is alive here. Bind one to a name to see it."}</p>
        };
    }
    let of = |kind: ObjectKind| -> Vec<Rc<ObjectReport>> {
        report
            .objects
            .iter()
            .filter(|object| object.kind == kind)
            .cloned()
            .collect()
    };
    let group = |kind: ObjectKind| {
        html! {
            <Group objects={of(kind)} word={report.build.word} lit={props.lit} act={props.act.clone()} />
        }
    };
    let values = of(ObjectKind::Value).len();
    html! {
        <>
        { legend() }
        <Arrows objects={report.objects.clone()} lit={props.lit}>
            {group(ObjectKind::Instance)}
            {group(ObjectKind::Container)}
            if values > 0 {
                <details class="values">
                    <summary>{format!("Builtin values ({values})")}</summary>
                    {group(ObjectKind::Value)}
                </details>
            }
        </Arrows>
        </>
    }
}

/// What the colours and the double line mean.
fn legend() -> Html {
    html! {
        <ul class="legend" aria-label="Legend">
            { for role::FAMILIES.iter().map(|(family, meaning)| html! {
                <li><span class={classes!("swatch", *family)} aria-hidden="true" />{*meaning}</li>
            }) }
            <li><span class="here" aria-hidden="true">{"→ 0"}</span><span>{"the address, "}<code>{"id()"}</code></span></li>
        </ul>
    }
}

/// Properties of [`Names`].
#[derive(Properties, PartialEq)]
pub struct NamesProps {
    /// What happened.
    pub report: Shared<Report>,
}

/// The module's names, each leading to its object.
#[component]
pub fn Names(props: &NamesProps) -> Html {
    let shown = use_state(|| AT_ONCE);
    let more = {
        let shown = shown.clone();
        Callback::from(move |_: MouseEvent| shown.set(*shown + AT_ONCE))
    };
    let bound = props.report.names.iter();
    let bound = bound.filter_map(|name| Some((name, name.object?)));
    let left = bound.clone().count().saturating_sub(*shown);
    let mut bound = bound
        .take(*shown)
        .map(|(binding, object)| {
            let id = block_element_id(object);
            let onclick = Callback::from(move |_: MouseEvent| reveal(&id));
            html! {
                <li key={format!("{:?} {}", binding.scope, binding.name)}>
                    <button type="button" class="chip" title={binding.scope.clone()} {onclick}>
                        if binding.scope.is_some() { <span class="quiet">{"local "}</span> }
                        <b>{&binding.name}</b><span aria-hidden="true">{" → "}</span>
                        <span class="unseen">{" is "}</span>{&binding.label}
                    </button>
                </li>
            }
        })
        .peekable();
    if bound.peek().is_none() {
        return Html::default();
    }
    html! {
        <ul class="names" aria-label="Names">
            { for bound }
            if left > 0 {
                <li><button type="button" class="small" onclick={more}>
                    {format!("Show {} of {left} more names", left.min(AT_ONCE))}
                </button></li>
            }
        </ul>
    }
}

#[derive(Properties, PartialEq)]
struct GroupProps {
    objects: Vec<Rc<ObjectReport>>,
    word: u32,
    lit: Option<BlockId>,
    act: Callback<Action>,
}

/// Cards of objects, the first few at once.
#[component]
fn Group(props: &GroupProps) -> Html {
    let shown = use_state(|| AT_ONCE);
    let more = {
        let shown = shown.clone();
        Callback::from(move |_: MouseEvent| shown.set(*shown + AT_ONCE))
    };
    let left = props.objects.len().saturating_sub(*shown);
    let drawn = use_gradual(props.objects.len().min(*shown), A_FRAME);
    if props.objects.is_empty() {
        return Html::default();
    }
    let card = |object: &Rc<ObjectReport>| {
        let lit = props
            .lit
            .filter(|&lit| object.blocks.iter().any(|block| block.id == lit));
        html! {
            <ObjectCard key={object.id} object={object.clone()} word={props.word} {lit} act={props.act.clone()} />
        }
    };
    html! {
        <>
            <div class="objects">{ for props.objects.iter().take(drawn).map(card) }</div>
            if left > 0 {
                <button type="button" class="small" onclick={more}>
                    {format!("Show {} of {left} more", left.min(AT_ONCE))}
                </button>
            }
        </>
    }
}

/// Id of the element that draws a block.
fn block_element_id(block: BlockId) -> String {
    format!("block-{block}")
}
