//! One class as a card.

use super::bases::Bases;
use super::chips::Chip;
use super::names::Names;
use super::naming::refusal;
use super::storage::Storage;
use super::variables::Variables;
use crate::report::{Attribute, ClassCard};
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
            <Bases bases={class.bases.clone()} above={props.above.clone()}
                change={edit(props, |class, bases| class.bases = bases)} />
            <Storage id={id.clone()} slots={class.slots.clone()} attributes={own_names(class)}
                change={edit(props, |class, slots| class.slots = slots)} />
            <Names legend="Set in __init__" noun="attribute" id={format!("{id}-attributes")}
                chips={class.attributes.iter().map(chip).collect::<Vec<_>>()}
                add={edit(props, |class, name| class.attributes.push(attribute(name)))}
                remove={edit(props, |class, at| drop(class.attributes.remove(at)))} />
            <Variables variables={class.variables.clone()}
                change={edit(props, |class, variables| class.variables = variables)} />
        </article>
    }
}

/// Takes a new value for one part of the card, and tells of the whole card.
fn edit<T: 'static>(props: &ClassCardViewProps, set: fn(&mut ClassCard, T)) -> Callback<T> {
    let (at, class, change) = (props.at, props.class.clone(), props.change.clone());
    Callback::from(move |value: T| {
        let mut class = class.clone();
        set(&mut class, value);
        change.emit((at, class));
    })
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
            if reason.is_some() {
                input.set_value(&name);
            } else if typed != name {
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
                    value={props.name.clone()} {onchange} />
            </label>
            if let Some(reason) = refused.as_ref() {
                <p class="refused" role="alert">{reason}</p>
            }
        </>
    }
}
