//! The bases of a class, in order: their order is the order of the search.

use web_sys::HtmlSelectElement;
use yew::prelude::*;

/// Builtin types that a class may have as a base and that lay out their instances in their own way.
const BUILTIN_BASES: [&str; 15] = [
    "list",
    "dict",
    "set",
    "frozenset",
    "tuple",
    "int",
    "float",
    "complex",
    "str",
    "bytes",
    "bytearray",
    "type",
    "Exception",
    "ValueError",
    "object",
];

/// Properties of [`Bases`].
#[derive(Properties, PartialEq)]
pub struct BasesProps {
    /// The bases, in order.
    pub bases: Vec<String>,
    /// The classes of the program above this one.
    pub above: Vec<String>,
    /// Told the new bases.
    pub change: Callback<Vec<String>>,
}

/// The bases of a class.
#[component]
pub fn Bases(props: &BasesProps) -> Html {
    let changed = |edit: fn(&mut Vec<String>, usize), at: usize| {
        let (bases, change) = (props.bases.clone(), props.change.clone());
        Callback::from(move |_: MouseEvent| {
            let mut bases = bases.clone();
            edit(&mut bases, at);
            change.emit(bases);
        })
    };
    let last = props.bases.len().saturating_sub(1);
    let base = |(at, base): (usize, &String)| {
        html! {
            <li key={base.clone()} class="name-chip">
                <code>{base}</code>
                if last > 0 {
                    <button type="button" aria-label={format!("Move {base} earlier")} disabled={at == 0}
                        onclick={changed(|bases, at| bases.swap(at - 1, at), at)}>{"←"}</button>
                    <button type="button" aria-label={format!("Move {base} later")} disabled={at == last}
                        onclick={changed(|bases, at| bases.swap(at, at + 1), at)}>{"→"}</button>
                }
                <button type="button" aria-label={format!("Remove base {base}")}
                    onclick={changed(|bases, at| drop(bases.remove(at)), at)}>{"×"}</button>
            </li>
        }
    };
    let add = {
        let (bases, change) = (props.bases.clone(), props.change.clone());
        Callback::from(move |event: Event| {
            let select: HtmlSelectElement = event.target_unchecked_into();
            let mut bases = bases.clone();
            bases.push(select.value());
            select.set_value("");
            change.emit(bases);
        })
    };
    let free = |name: &&str| !props.bases.iter().any(|base| base == name);
    let option = |name: &str| html! { <option key={name.to_string()} value={name.to_string()}>{name.to_string()}</option> };
    html! {
        <div class="names-field">
            <span class="field-label">{"Bases"}</span>
            <ol class="name-chips" aria-label="Bases, in order">{ for props.bases.iter().enumerate().map(base) }</ol>
            <select aria-label="Add a base" onchange={add}>
                <option value="" selected=true>{"Add…"}</option>
                <optgroup label="Classes above">
                    { for props.above.iter().map(String::as_str).filter(free).map(option) }
                </optgroup>
                <optgroup label="Builtin">
                    { for BUILTIN_BASES.iter().copied().filter(free).map(option) }
                </optgroup>
            </select>
        </div>
    }
}
