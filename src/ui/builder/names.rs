//! Names as chips, with a field for one more.

use super::chips::{Chip, Chips};
use super::naming::refusal;
use crate::ui::browser::reveal;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// Properties of [`Names`].
#[derive(Properties, PartialEq)]
pub struct NamesProps {
    /// What the names are, with a capital: "Slots".
    pub legend: &'static str,
    /// What one of them is: "slot".
    pub noun: &'static str,
    /// Unique on the page.
    pub id: String,
    /// The names, in order.
    pub chips: Vec<Chip>,
    /// Told a name that is new.
    pub add: Callback<String>,
    /// Told which one is to go.
    pub remove: Callback<usize>,
}

/// Names as chips, with a field for one more.
#[component]
pub fn Names(props: &NamesProps) -> Html {
    let typed = use_state(String::new);
    let refused = use_state_eq(|| None::<String>);
    let input_id = format!("{}-new", props.id);
    let oninput = {
        let (typed, refused) = (typed.clone(), refused.clone());
        Callback::from(move |event: InputEvent| {
            let input: HtmlInputElement = event.target_unchecked_into();
            typed.set(input.value());
            refused.set(None);
        })
    };
    let onsubmit = {
        let (chips, add) = (props.chips.clone(), props.add.clone());
        let (typed, refused) = (typed.clone(), refused.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let name = typed.trim().to_string();
            let taken = chips.iter().any(|chip| chip.name == name);
            let reason = match taken {
                true => Some(format!("“{name}” is there already.")),
                false => refusal(&name),
            };
            if reason.is_none() {
                typed.set(String::new());
                add.emit(name);
            }
            refused.set(reason);
        })
    };
    let remove = {
        let (remove, input_id) = (props.remove.clone(), input_id.clone());
        Callback::from(move |at: usize| {
            // The button is about to vanish; whoever goes by keyboard goes on from here.
            reveal(&input_id);
            remove.emit(at);
        })
    };
    html! {
        <form class="names-field" {onsubmit}>
            <span class="field-label">{props.legend}</span>
            <Chips legend={props.legend} noun={props.noun} chips={props.chips.clone()} {remove} />
            <span class="name-new">
                <input id={input_id} type="text" size="8" autocomplete="off" autocapitalize="off" spellcheck="false"
                    aria-label={format!("New {}", props.noun)} aria-invalid={refused.is_some().then_some("true")}
                    value={(*typed).clone()} {oninput} />
                <button type="submit" class="small">{"Add"}</button>
            </span>
            if let Some(reason) = refused.as_ref() {
                <p class="refused" role="alert">{reason}</p>
            }
        </form>
    }
}
