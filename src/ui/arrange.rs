//! Where each panel stands on a wide page: a menu that works with keys and fingers; tabs can be dragged as well.

use super::folded::use_open;
use super::layout::{Layout, Place};
use super::state::{Action, Tab};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlSelectElement, Node};
use yew::prelude::*;

/// Properties of [`ArrangeMenu`].
#[derive(Properties, PartialEq)]
pub struct ArrangeMenuProps {
    /// Where the panels are.
    pub layout: Layout,
    /// Told where they should be.
    pub act: Callback<Action>,
}

/// The menu, folded until it is wanted.
#[component]
pub fn ArrangeMenu(props: &ArrangeMenuProps) -> Html {
    let (open, ontoggle) = use_open();
    let menu = use_node_ref();
    let onkeydown = {
        let menu = menu.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" {
                close(&menu);
            }
        })
    };
    let onfocusout = {
        let menu = menu.clone();
        Callback::from(move |event: FocusEvent| {
            let to = event
                .related_target()
                .and_then(|to| to.dyn_into::<Node>().ok());
            let inside = menu
                .cast::<Node>()
                .is_some_and(|menu| menu.contains(to.as_ref()));
            if !inside {
                close(&menu);
            }
        })
    };
    html! {
        <details class="arrange" ref={menu} {ontoggle} {onkeydown} {onfocusout}>
            <summary class="icon" aria-label="Arrange the panels" title="Arrange the panels">
                <svg viewBox="0 0 24 24" aria-hidden="true"><path d="M4 4h7v16H4zM13 4h7v9h-7zM13 15h7v5h-7z" /></svg>
            </summary>
            if open { {places(props)} }
        </details>
    }
}

fn close(menu: &NodeRef) {
    if let Some(menu) = menu.cast::<Element>() {
        let _ = menu.remove_attribute("open");
    }
}

fn places(props: &ArrangeMenuProps) -> Html {
    let row = |tab: Tab| {
        let onchange = {
            let act = props.act.clone();
            Callback::from(move |event: Event| {
                let select: HtmlSelectElement = event.target_unchecked_into();
                let chosen = Place::FREE
                    .into_iter()
                    .nth(select.selected_index().max(0) as usize);
                if let Some(place) = chosen {
                    act.emit(Action::Arrange(tab, place));
                }
            })
        };
        let option = |place: Place| {
            let selected = props.layout.place(tab) == place;
            html! { <option {selected}>{place.name()}</option> }
        };
        html! {
            <label class="field" key={tab.name()}>
                <span class="field-label">{tab.name()}</span>
                <select {onchange}>{ for Place::FREE.map(option) }</select>
            </label>
        }
    };
    let usual = {
        let act = props.act.clone();
        Callback::from(move |_: MouseEvent| act.emit(Action::Layout(Layout::default())))
    };
    let movable = Tab::ALL
        .into_iter()
        .filter(|tab| props.layout.place(*tab) != Place::Write);
    html! {
        <div class="arrange-menu" tabindex="-1">
            <p class="quiet">{"Drag a tab to another row, or choose its place here. The lines between panels move, too."}</p>
            { for movable.map(row) }
            <button type="button" class="small" onclick={usual}>{"As on a new page"}</button>
        </div>
    }
}
