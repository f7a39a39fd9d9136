//! Where instances keep their attributes: in a dict, in slots, or in both.

use super::chips::Chip;
use super::names::Names;
use crate::report::Slots;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// Properties of [`Storage`].
#[derive(Properties, PartialEq)]
pub struct StorageProps {
    /// Unique on the page.
    pub id: String,
    /// What the class says about slots.
    pub slots: Slots,
    /// The attributes that `__init__` sets; the first slots of a class that had none.
    pub attributes: Vec<String>,
    /// Told the new `__slots__`.
    pub change: Callback<Slots>,
}

/// Where instances keep their attributes.
#[component]
pub fn Storage(props: &StorageProps) -> Html {
    let keep = |name: &'static str, chosen: bool, slots: Slots| {
        let change = props.change.clone();
        let onchange = Callback::from(move |_: Event| change.emit(slots.clone()));
        html! {
            <label>
                <input type="radio" name={format!("{}-keep", props.id)} checked={chosen} {onchange} />
                <span>{name}</span>
            </label>
        }
    };
    let (slotted, first) = match &props.slots {
        Slots::None => (false, Slots::Names(props.attributes.clone())),
        given => (true, given.clone()),
    };
    html! {
        <>
            <fieldset class="choice">
                <legend>{"Attributes in"}</legend>
                {keep("a dict", !slotted, Slots::None)}
                {keep("slots", slotted, first)}
            </fieldset>
            if let Slots::Names(names) = &props.slots {
                {chips(props, names)}
                <div class="choice">
                    {toggle(props, names, "__dict__", "Allows any other name too")}
                    {toggle(props, names, "__weakref__", "Allows weak references")}
                </div>
            }
            if let Slots::Dynamic(text) = &props.slots {
                <p class="quiet"><code>{format!("__slots__ = {text}")}</code>{" is computed: change it in the code."}</p>
            }
        </>
    }
}

/// The named slots; the two special items have toggles of their own.
fn chips(props: &StorageProps, names: &[String]) -> Html {
    let chips: Vec<Chip> = named(names)
        .map(|name| Chip {
            name: name.clone(),
            text: name.clone(),
            fixed: false,
        })
        .collect();
    let add = {
        let (names, change) = (names.to_vec(), props.change.clone());
        Callback::from(move |name: String| {
            let mut names = names.clone();
            names.push(name);
            change.emit(Slots::Names(names));
        })
    };
    let remove = {
        let (names, change) = (names.to_vec(), props.change.clone());
        Callback::from(move |at: usize| {
            // Both of two equal names go: one chip stands for what `__slots__` says twice.
            let gone = named(&names).nth(at).cloned();
            let left = names.iter().filter(|name| Some(*name) != gone.as_ref());
            change.emit(Slots::Names(left.cloned().collect()));
        })
    };
    html! { <Names legend="Slots" noun="slot" id={format!("{}-slots", props.id)} {chips} {add} {remove} /> }
}

fn named(names: &[String]) -> impl Iterator<Item = &String> {
    names
        .iter()
        .filter(|name| !matches!(name.as_str(), "__dict__" | "__weakref__"))
}

fn toggle(props: &StorageProps, names: &[String], item: &'static str, title: &'static str) -> Html {
    let onchange = {
        let (names, change) = (names.to_vec(), props.change.clone());
        Callback::from(move |event: Event| {
            let input: HtmlInputElement = event.target_unchecked_into();
            let mut names: Vec<String> =
                names.iter().filter(|name| *name != item).cloned().collect();
            if input.checked() {
                names.push(item.to_string());
            }
            change.emit(Slots::Names(names));
        })
    };
    let has = names.iter().any(|name| name == item);
    html! {
        <label {title}>
            <input type="checkbox" checked={has} {onchange} /><code>{item}</code>
        </label>
    }
}
