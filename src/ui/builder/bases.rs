//! The bases of a class, in order: their order is the order of the search. A chip is moved by dragging it, with Alt and
//! an arrow key, or with its buttons.

use crate::ui::browser::reveal;
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
    /// Unique on the page.
    pub id: String,
    /// The bases, in order.
    pub bases: Vec<String>,
    /// The other arguments of the class, which only the code can change.
    pub keywords: Vec<String>,
    /// The classes of the program above this one.
    pub above: Vec<String>,
    /// Whether nothing can be changed now.
    pub frozen: bool,
    /// Told the new bases.
    pub change: Callback<Vec<String>>,
}

/// How a chip was moved, and where it is to be found then.
#[derive(Clone, Copy)]
struct Move {
    from: usize,
    to: usize,
    /// The button that did it.
    by: &'static str,
}

/// The bases of a class.
#[component]
pub fn Bases(props: &BasesProps) -> Html {
    let dragged = use_mut_ref(|| None::<usize>);
    let over = use_state_eq(|| None::<usize>);
    let moved = use_mut_ref(|| None::<Move>);
    {
        let (moved, id) = (moved.clone(), props.id.clone());
        use_effect_with(props.bases.clone(), move |_| {
            // The focus goes where the chip went: on its button, unless that has nothing more to do.
            if let Some(Move { to, by, .. }) = moved.borrow_mut().take() {
                reveal(&format!("{id}-base-{to}"));
                reveal(&format!("{id}-base-{to}-{by}"));
            }
        });
    }
    let last = props.bases.len().saturating_sub(1);
    let go = {
        let (bases, change) = (props.bases.clone(), props.change.clone());
        Callback::from(move |step: Move| {
            let mut bases = bases.clone();
            if step.from != step.to && step.from.max(step.to) < bases.len() {
                let base = bases.remove(step.from);
                bases.insert(step.to, base);
                *moved.borrow_mut() = Some(step);
                change.emit(bases);
            }
        })
    };
    let movable = last > 0 && !props.frozen;
    let button = |at: usize, by: &'static str, base: &str| {
        let (to, arrow) = match by {
            "earlier" => (at.saturating_sub(1), "←"),
            _ => (at + 1, "→"),
        };
        let go = go.clone();
        let onclick = Callback::from(move |_: MouseEvent| go.emit(Move { from: at, to, by }));
        html! {
            <button type="button" id={format!("{}-base-{at}-{by}", props.id)} aria-label={format!("Move {base} {by}")}
                disabled={to == at || to > last} {onclick}>{arrow}</button>
        }
    };
    let base = |(at, base): (usize, &String)| {
        let onkeydown = {
            let go = go.clone();
            Callback::from(move |event: KeyboardEvent| {
                let to = match event.key().as_str() {
                    "ArrowLeft" if event.alt_key() => at.checked_sub(1),
                    "ArrowRight" if event.alt_key() => Some(at + 1),
                    _ => return,
                };
                // Otherwise the browser goes back to another page.
                event.prevent_default();
                if let (Some(to), true) = (to, movable) {
                    go.emit(Move {
                        from: at,
                        to,
                        by: "key",
                    });
                }
            })
        };
        let ondragstart = {
            let (dragged, base) = (dragged.clone(), base.clone());
            Callback::from(move |event: DragEvent| {
                *dragged.borrow_mut() = Some(at);
                if let Some(data) = event.data_transfer() {
                    // Some browsers drag nothing that carries nothing.
                    let _ = data.set_data("text/plain", &base);
                    data.set_effect_allowed("move");
                }
            })
        };
        let ondragover = {
            let (dragged, over) = (dragged.clone(), over.clone());
            Callback::from(move |event: DragEvent| {
                // Only a chip of this list may be dropped here.
                if dragged.borrow().is_some() {
                    event.prevent_default();
                    over.set(Some(at));
                }
            })
        };
        let ondrop = {
            let (dragged, over, go) = (dragged.clone(), over.clone(), go.clone());
            Callback::from(move |event: DragEvent| {
                let from = dragged.borrow_mut().take();
                over.set(None);
                if let Some(from) = from {
                    event.prevent_default();
                    let by = "drag";
                    go.emit(Move { from, to: at, by });
                }
            })
        };
        let ondragend = {
            let (dragged, over) = (dragged.clone(), over.clone());
            Callback::from(move |_: DragEvent| {
                *dragged.borrow_mut() = None;
                over.set(None);
            })
        };
        let remove = {
            let (bases, change) = (props.bases.clone(), props.change.clone());
            let select = format!("{}-base-new", props.id);
            Callback::from(move |_: MouseEvent| {
                let mut bases = bases.clone();
                if at < bases.len() {
                    bases.remove(at);
                }
                // The button is about to vanish; whoever goes by keyboard goes on from here.
                reveal(&select);
                change.emit(bases);
            })
        };
        let class = classes!(
            "name-chip",
            movable.then_some("movable"),
            (*over == Some(at)).then_some("over")
        );
        html! {
            <li key={at} id={format!("{}-base-{at}", props.id)} {class} tabindex={movable.then_some("0")}
                draggable={movable.then_some("true")} aria-keyshortcuts={movable.then_some("Alt+ArrowLeft Alt+ArrowRight")}
                {onkeydown} {ondragstart} {ondragover} {ondrop} {ondragend}>
                <code>{base}</code>
                if last > 0 {
                    {button(at, "earlier", base)}
                    {button(at, "later", base)}
                }
                <button type="button" aria-label={format!("Remove base {base}")} onclick={remove}>{"×"}</button>
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
            <span class="field-label">
                {"Bases"}
                if last > 0 { {", searched in this order: drag them, or press Alt with ← or →"} }
            </span>
            <ol class="name-chips" aria-label="Bases, in order">{ for props.bases.iter().enumerate().map(base) }</ol>
            <select id={format!("{}-base-new", props.id)} aria-label="Add a base" onchange={add}>
                <option value="" selected=true>{"Add…"}</option>
                <optgroup label="Classes above">
                    { for props.above.iter().map(String::as_str).filter(free).map(option) }
                </optgroup>
                <optgroup label="Builtin">
                    { for BUILTIN_BASES.iter().copied().filter(free).map(option) }
                </optgroup>
            </select>
            if !props.keywords.is_empty() {
                <p class="quiet aside"><code>{props.keywords.join(", ")}</code>{" is left to the code."}</p>
            }
        </div>
    }
}
