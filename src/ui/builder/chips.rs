//! A list of chips: each can be removed, except those that only the code can change.

use yew::prelude::*;

/// One chip.
#[derive(Debug, Clone, PartialEq)]
pub struct Chip {
    /// What it is called when it is removed.
    pub name: String,
    /// What is on it.
    pub text: String,
    /// Whether only the code can change it: it is part of a larger statement.
    pub fixed: bool,
}

/// Properties of [`Chips`].
#[derive(Properties, PartialEq)]
pub struct ChipsProps {
    /// What the chips are, with a capital: "Slots".
    pub legend: &'static str,
    /// What one of them is: "slot".
    pub noun: &'static str,
    /// The chips, in order.
    pub chips: Vec<Chip>,
    /// Told which one is to go.
    pub remove: Callback<usize>,
}

/// A list of chips.
#[component]
pub fn Chips(props: &ChipsProps) -> Html {
    let chip = |(at, chip): (usize, &Chip)| {
        let remove = props.remove.clone();
        let onclick = Callback::from(move |_: MouseEvent| remove.emit(at));
        html! {
            <li key={at} class="name-chip" title={chip.fixed.then_some("To be changed in the code")}>
                <code>{&chip.text}</code>
                if !chip.fixed {
                    <button type="button" aria-label={format!("Remove {} {}", props.noun, chip.name)} {onclick}>{"×"}</button>
                }
            </li>
        }
    };
    html! {
        <ul class="name-chips" aria-label={props.legend}>
            { for props.chips.iter().enumerate().map(chip) }
        </ul>
    }
}
