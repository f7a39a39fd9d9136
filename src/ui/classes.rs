//! The classes of the program: who comes from whom, the words that each brings to an instance, and what that means.

use super::objects::role::{family, title};
use super::quoted::quoted;
use super::shared::Shared;
use super::state::Action;
use crate::report::{ClassReport, Lines, Report, Word};
use std::rc::Rc;
use yew::prelude::*;

/// Classes that are drawn; the others are only counted.
const DRAWN: usize = 40;

/// Properties of [`ClassesPanel`].
#[derive(Properties, PartialEq)]
pub struct ClassesPanelProps {
    /// The program, to say lines.
    pub source: Rc<str>,
    /// What happened.
    pub report: Shared<Report>,
    /// What happened when the program ran to its end: the cards of its classes.
    pub whole: Shared<Report>,
    /// Told which line is to be shown.
    pub act: Callback<Action>,
}

/// The classes of the program.
#[component]
pub fn ClassesPanel(props: &ClassesPanelProps) -> Html {
    let classes = &props.report.classes;
    if classes.is_empty() {
        return html! { <p class="quiet">{"No class has been made here."}</p> };
    }
    let left = classes.len().saturating_sub(DRAWN);
    html! {
        <>
            {family_tree(classes)}
            { for classes.iter().take(DRAWN).map(|class| card(class, props)) }
            if left > 0 { <p class="quiet">{format!("and {left} more classes")}</p> }
        </>
    }
}

/// Who comes from whom: each class below the base whose layout it continues.
fn family_tree(classes: &[Rc<ClassReport>]) -> Html {
    let known = |name: &str| classes.iter().any(|class| class.name == name);
    let mut roots: Vec<&str> = Vec::new();
    for class in classes {
        let base = class.bases.first().map_or("object", String::as_str);
        if !known(base) && !roots.contains(&base) {
            roots.push(base);
        }
    }
    html! {
        <ul class="tree" aria-label="Inheritance">
            { for roots.into_iter().map(|root| html! {
                <li><code>{root}</code>{below(root, classes, 0)}</li>
            }) }
        </ul>
    }
}

/// Deeper chains than this are not drawn.
const DEEP: usize = 20;

fn below(base: &str, classes: &[Rc<ClassReport>], depth: usize) -> Html {
    let mut children = classes
        .iter()
        .filter(|class| class.bases.first().map_or("object", String::as_str) == base)
        .take(DRAWN)
        .peekable();
    if children.peek().is_none() || depth > DEEP {
        return Html::default();
    }
    html! {
        <ul>
            { for children.map(|class| html! {
                <li>
                    <a href={format!("#{}", card_id(class))}><code>{&class.name}</code></a>
                    {" "}<span class="quiet">{added(class)}</span>
                    if class.bases.len() > 1 {
                        {" "}<span class="quiet">{format!("also from {}", class.bases[1..].join(", "))}</span>
                    }
                    {below(&class.name, classes, depth + 1)}
                </li>
            }) }
        </ul>
    }
}

/// The bytes that a class brings, and whether it opens its instances to any name.
fn added(class: &ClassReport) -> String {
    let own = class
        .words
        .iter()
        .filter(|word| word.owner.as_deref() == Some(&class.name));
    let bytes: u32 = own.map(|word| word.size).sum();
    let dict = class.dict_from() == Some(&class.name);
    format!(
        "+{bytes} bytes{}",
        if dict { ", brings __dict__" } else { "" }
    )
}

fn card_id(class: &ClassReport) -> String {
    format!("class-{}", class.name)
}

fn card(class: &ClassReport, props: &ClassesPanelProps) -> Html {
    let source = props.whole.outline.classes.iter();
    let card = source.clone().find(|card| card.name == class.name);
    let id = card_id(class);
    let line = class
        .span
        .map(|span| Lines::new(&props.source).line(span.start));
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
        <article class="class-card" aria-labelledby={id.clone()} key={class.name.clone()}>
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
            <p class="mro"><span class="quiet">{"looked up in: "}</span>
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
            { for class.words.iter().map(|word| strip_word(word, &class.name)) }
        </ol>
    }
}

fn strip_word(word: &Word, class: &str) -> Html {
    let (name, _) = title(&word.role);
    let owner = word.owner.as_deref().unwrap_or("nobody");
    let own = owner == class;
    html! {
        <li class={classes!("strip-word", family(&word.role), own.then_some("own"))}
            title={format!("{} bytes at {}, brought by {owner}", word.size, word.offset)}>
            <span class="offset">{word.offset}</span>
            <span class="strip-name">{name}</span>
            <span class="strip-owner">{owner}</span>
        </li>
    }
}
