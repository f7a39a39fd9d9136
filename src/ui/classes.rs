//! The classes of the program: who comes from whom, the words that each brings to an instance, and what that means.

use super::browser::reveal;
use super::conflict::ConflictView;
use super::core::CoreProp;
use super::objects::role::{family, title};
use super::quoted::quoted;
use super::shared::Shared;
use super::state::Action;
use crate::report::{Build, ClassReport, ClassWord, Report};
use std::rc::Rc;
use yew::prelude::*;

/// Classes that are drawn; the others are only counted.
const DRAWN: usize = 40;

/// Properties of [`ClassesPanel`].
#[derive(Properties, PartialEq)]
pub struct ClassesPanelProps {
    /// What happened.
    pub report: Shared<Report>,
    /// What happened when the program ran to its end: the cards of its classes.
    pub whole: Shared<Report>,
    /// The program as it is now.
    pub source: Rc<str>,
    /// The interpreter.
    pub build: Build,
    /// What is done to programs.
    pub core: CoreProp,
    /// Told which line is to be shown, and of a changed program.
    pub act: Callback<Action>,
}

/// The classes of the program.
#[component]
pub fn ClassesPanel(props: &ClassesPanelProps) -> Html {
    let classes = &props.report.classes;
    let conflict = props.whole.conflict.clone().map(|conflict| {
        html! {
            <ConflictView {conflict} source={props.source.clone()} build={props.build}
                core={props.core} act={props.act.clone()} />
        }
    });
    if classes.is_empty() {
        return html! { <>{conflict}<p class="quiet">{"No class has been made here."}</p></> };
    }
    let left = classes.len().saturating_sub(DRAWN);
    html! {
        <>
            {conflict}
            {family_tree(classes)}
            <p class="quiet">{"The words with a double line below them are those that the class brings itself."}</p>
            { for classes.iter().enumerate().take(DRAWN).map(|(at, class)| card(at, class, props)) }
            if left > 0 { <p class="quiet">{format!("and {left} more classes")}</p> }
        </>
    }
}

/// Who comes from whom: each class below the base whose layout it continues.
fn family_tree(classes: &[Rc<ClassReport>]) -> Html {
    let drawn = &classes[..classes.len().min(DRAWN)];
    let mut roots: Vec<&str> = Vec::new();
    for class in drawn.iter().filter(|class| class.continues.is_none()) {
        if !roots.contains(&class.base.as_str()) {
            roots.push(&class.base);
        }
    }
    html! {
        <ul class="tree" aria-label="Inheritance">
            { for roots.into_iter().map(|root| html! {
                <li><code>{root}</code>{below(drawn, 0, &|class| class.continues.is_none() && class.base == root)}</li>
            }) }
        </ul>
    }
}

/// Deeper chains than this are not drawn.
const DEEP: usize = 20;

fn below(
    classes: &[Rc<ClassReport>],
    depth: usize,
    is_child: &dyn Fn(&ClassReport) -> bool,
) -> Html {
    let children = classes.iter().enumerate();
    let mut children = children.filter(|(_, class)| is_child(class)).peekable();
    if children.peek().is_none() || depth > DEEP {
        return Html::default();
    }
    html! { <ul>{ for children.map(|(at, class)| branch(classes, at, class, depth)) }</ul> }
}

fn branch(classes: &[Rc<ClassReport>], at: usize, class: &ClassReport, depth: usize) -> Html {
    let onclick = Callback::from(move |_: MouseEvent| reveal(&card_id(at)));
    let mut others = class.bases.clone();
    if let Some(base) = others.iter().position(|name| *name == class.base) {
        others.remove(base);
    }
    let child = move |class: &ClassReport| class.continues == Some(at);
    html! {
        <li>
            <button type="button" class="link" {onclick}><code>{&class.name}</code></button>
            {" "}<span class="quiet">{added(class)}</span>
            if !others.is_empty() {
                {" "}<span class="quiet">{format!("also from {}", others.join(", "))}</span>
            }
            {below(classes, depth + 1, &child)}
        </li>
    }
}

/// The bytes that a class brings, and whether it opens its instances to any name.
fn added(class: &ClassReport) -> String {
    let dict = class.dict_word().is_some_and(|word| word.own);
    format!(
        "+{} bytes{}",
        class.own_bytes(),
        if dict { ", brings __dict__" } else { "" }
    )
}

fn card_id(at: usize) -> String {
    format!("class-{at}")
}

fn card(at: usize, class: &ClassReport, props: &ClassesPanelProps) -> Html {
    let source = props.whole.outline.classes.iter();
    let card = source.clone().find(|card| card.name == class.name);
    let id = card_id(at);
    let line = class.line;
    let go = line.map(|line| {
        let act = props.act.clone();
        Callback::from(move |_: MouseEvent| act.emit(Action::GoTo(line)))
    });
    let numbers = [
        ("basicsize", class.basicsize.to_string()),
        ("itemsize", class.itemsize.to_string()),
        ("dictoffset", class.dictoffset.to_string()),
        ("weakrefoffset", class.weakrefoffset.to_string()),
        ("solid base", class.solid_base.clone()),
    ];
    html! {
        <article class="class-card" aria-labelledby={id.clone()} key={at}>
            <header class="object-head">
                <h3 {id} tabindex="-1">
                    <span class="object-name">{&class.name}</span>
                    if !class.bases.is_empty() {
                        <span class="object-type">{format!("({})", class.bases.join(", "))}</span>
                    }
                </h3>
                if class.metaclass != "type" { <span class="tag">{format!("metaclass {}", class.metaclass)}</span> }
                if card.is_some_and(|card| card.dataclass.is_some()) { <span class="tag">{"@dataclass"}</span> }
                if let (Some(line), Some(onclick)) = (line, go) {
                    <button type="button" class="small" {onclick}>{format!("line {line}")}</button>
                }
            </header>
            <p class="mro"><span class="quiet">{"method resolution order: "}</span>
                { for class.mro.iter().enumerate().map(|(at, name)| html! {
                    <>if at > 0 { <span class="quiet">{" → "}</span> }<code>{name}</code></>
                }) }
            </p>
            {strip(class)}
            <ul class="facts">
                { for class.facts(card).into_iter().map(|fact| html! {
                    <li class={fact.costs.then_some("costs")}>
                        if fact.costs { <span class="unseen">{"Costs: "}</span> }
                        {quoted(&fact.text)}
                    </li>
                }) }
            </ul>
            <dl class="numbers">
                { for numbers.into_iter().map(|(name, value)| html! { <div><dt>{name}</dt><dd>{value}</dd></div> }) }
            </dl>
        </article>
    }
}

/// The words of an instance side by side, those of the class itself raised.
fn strip(class: &ClassReport) -> Html {
    if class.words.is_empty() {
        return Html::default();
    }
    html! {
        <ol class="strip" aria-label={format!("Words of an instance of {}", class.name)}>
            { for class.words.iter().map(strip_word) }
        </ol>
    }
}

fn strip_word(class_word: &ClassWord) -> Html {
    let (word, owner) = (&class_word.word, class_word.owner());
    let (name, _) = title(&word.role);
    let own = class_word.own.then_some("own");
    html! {
        <li class={classes!("strip-word", family(&word.role), own)}
            title={format!("{} bytes at {}, brought by {owner}", word.size, word.offset)}>
            <span class="offset">{word.offset}</span>
            <span class="strip-name">{name}</span>
            <span class="strip-owner">{owner}</span>
        </li>
    }
}
