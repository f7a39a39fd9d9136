//! One class as a card.

use super::bases::Bases;
use super::chips::Chip;
use super::dataclass::Decorator;
use super::members;
use super::names::Names;
use super::naming::refusal;
use super::rows::{Kind, Row, Rows};
use super::storage::Storage;
use crate::report::{Attribute, Build, ClassCard};
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// Properties of [`ClassCardView`].
#[derive(Properties, PartialEq)]
pub struct ClassCardViewProps {
    /// Which card of the program.
    pub at: usize,
    /// What is on it.
    pub class: ClassCard,
    /// The classes of the program above this one.
    pub above: Vec<String>,
    /// What is wrong with the class.
    pub said: Vec<String>,
    /// The chosen interpreter.
    pub build: Build,
    /// Whether nothing can be changed now.
    pub frozen: bool,
    /// Told the changed card.
    pub change: Callback<(usize, ClassCard)>,
}

/// One class as a card.
#[component]
pub fn ClassCardView(props: &ClassCardViewProps) -> Html {
    let class = &props.class;
    let id = format!("class-{}", props.at);
    html! {
        <article class="card" aria-labelledby={format!("{id}-heading")}>
            <h3 id={format!("{id}-heading")} class="unseen">{format!("Class {}", class.name)}</h3>
            <ClassName name={class.name.clone()} change={edit(props, |class, name| class.name = name)} />
            { for props.said.iter().map(|text| html! { <p class="card-problem">{text}</p> }) }
            <Bases id={id.clone()} bases={class.bases.clone()} keywords={class.keywords.clone()} above={props.above.clone()}
                frozen={props.frozen} change={edit(props, |class, bases| class.bases = bases)} />
            <Decorator dataclass={class.dataclass.clone()} build={props.build}
                change={edit(props, |class, dataclass| class.dataclass = dataclass)} />
            if class.dataclass.is_some() {
                {rows(props, &id, Kind::Field)}
            }
            <Storage id={id.clone()} slots={class.slots.clone()} attributes={own_names(class)}
                change={edit(props, |class, slots| class.slots = slots)} />
            // A dataclass writes its own `__init__`, unless there is one.
            if class.dataclass.is_none() || !class.attributes.is_empty() {
                <Names legend="Set in __init__" noun="attribute" id={format!("{id}-attributes")}
                    chips={class.attributes.iter().map(chip).collect::<Vec<_>>()}
                    add={edit(props, add_attribute)}
                    remove={edit(props, |class, at| drop(class.attributes.remove(at)))} />
            }
            {rows(props, &id, Kind::Variable)}
            {rows(props, &id, Kind::Property)}
        </article>
    }
}

/// The members of one kind.
fn rows(props: &ClassCardViewProps, id: &str, kind: Kind) -> Html {
    let id = format!("{id}-{}", kind.noun().replace(' ', "-"));
    html! {
        <Rows {kind} {id} rows={members::rows(&props.class, kind)}
            add={edit(props, move |class, row: Row| members::add(class, kind, row))}
            set={edit(props, move |class, (at, row): (usize, Row)| members::set(class, kind, at, row))}
            remove={edit(props, move |class, at: usize| members::remove(class, kind, at))} />
    }
}

/// Takes a new value for one part of the card, and tells of the whole card.
fn edit<T: 'static>(
    props: &ClassCardViewProps,
    set: impl Fn(&mut ClassCard, T) + 'static,
) -> Callback<T> {
    let (at, class, change) = (props.at, props.class.clone(), props.change.clone());
    Callback::from(move |value: T| {
        let mut class = class.clone();
        set(&mut class, value);
        change.emit((at, class));
    })
}

/// Behind the last one that is a statement of its own: those below may belong to a block.
fn add_attribute(class: &mut ClassCard, name: String) {
    let last = class.attributes.iter().rposition(|stored| stored.plain);
    let at = last.map_or(class.attributes.len(), |at| at + 1);
    class.attributes.insert(at, attribute(name));
}

/// An attribute that a parameter of the same name is stored in.
fn attribute(name: String) -> Attribute {
    Attribute {
        value: name.clone(),
        name,
        plain: true,
        ..Attribute::default()
    }
}

/// The name, and the value where it is not simply a parameter of that name.
fn chip(attribute: &Attribute) -> Chip {
    let text = if attribute.value == attribute.name || attribute.value.is_empty() {
        attribute.name.clone()
    } else {
        format!("{} = {}", attribute.name, attribute.value)
    };
    Chip {
        name: attribute.name.clone(),
        text,
        fixed: !attribute.plain,
    }
}

/// The names that `__init__` sets, each once.
fn own_names(class: &ClassCard) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for attribute in &class.attributes {
        if !names.contains(&attribute.name) {
            names.push(attribute.name.clone());
        }
    }
    names
}

#[derive(Properties, PartialEq)]
struct ClassNameProps {
    name: String,
    change: Callback<String>,
}

/// The name, taken over when it is finished: half a name would rename the class at every letter.
#[component]
fn ClassName(props: &ClassNameProps) -> Html {
    let refused = use_state_eq(|| None::<String>);
    let onchange = {
        let (name, change, refused) = (props.name.clone(), props.change.clone(), refused.clone());
        Callback::from(move |event: Event| {
            let input: HtmlInputElement = event.target_unchecked_into();
            let typed = input.value().trim().to_string();
            let reason = refusal(&typed);
            // It shows what the code says; if the code takes what was typed, that comes back.
            input.set_value(&name);
            if reason.is_none() && typed != name {
                change.emit(typed);
            }
            refused.set(reason);
        })
    };
    html! {
        <>
            <label class="field card-name">
                <span class="field-label">{"class"}</span>
                <input type="text" autocomplete="off" autocapitalize="off" spellcheck="false"
                    data-kept={props.name.clone()} value={props.name.clone()} {onchange} />
            </label>
            if let Some(reason) = refused.as_ref() {
                <p class="refused" role="alert">{reason}</p>
            }
        </>
    }
}
