//! The head of the page: its name, the interpreter, light or dark.

use super::arrange::ArrangeMenu;
use super::layout::Layout;
use super::state::{Action, Scheme};
use crate::report::{BUILDS, Build};
use web_sys::HtmlSelectElement;
use yew::prelude::*;

/// Properties of [`Header`].
#[derive(Properties, PartialEq)]
pub struct HeaderProps {
    /// The chosen interpreter.
    pub build: Build,
    /// Light or dark.
    pub scheme: Scheme,
    /// Where the panels are; none where they cannot be arranged.
    pub layout: Option<Layout>,
    /// Told what was chosen.
    pub act: Callback<Action>,
}

/// The head of the page.
#[component]
pub fn Header(props: &HeaderProps) -> Html {
    html! {
        <header class="head">
            <h1 class="brand">
                <svg class="mark" viewBox="0 0 24 24" aria-hidden="true">
                    <rect x="3" y="2.5" width="18" height="5" rx="1" />
                    <rect x="3" y="9.5" width="18" height="5" rx="1" class="lit" />
                    <rect x="3" y="16.5" width="18" height="5" rx="1" />
                </svg>
                {"slotscope"}
            </h1>
            <p class="tagline">{"What CPython makes of your classes, word by word"}</p>
            <BuildPicker build={props.build} act={props.act.clone()} />
            if let Some(layout) = &props.layout {
                <ArrangeMenu layout={layout.clone()} act={props.act.clone()} />
            }
            <SchemePicker scheme={props.scheme} act={props.act.clone()} />
        </header>
    }
}

#[derive(Properties, PartialEq)]
struct BuildPickerProps {
    build: Build,
    act: Callback<Action>,
}

#[component]
fn BuildPicker(props: &BuildPickerProps) -> Html {
    let onchange = {
        let act = props.act.clone();
        Callback::from(move |event: Event| {
            let select: HtmlSelectElement = event.target_unchecked_into();
            if let Some(build) = Build::from_id(&select.value()) {
                act.emit(Action::Build(build));
            }
        })
    };
    let options = |word: u64, prefix: &str| -> Html {
        BUILDS
            .iter()
            .filter(|build| build.word() == word)
            .map(|&build| {
                html! {
                    <option value={build.id()} selected={build == props.build}>
                        {format!("{prefix} {}", build.version)}
                    </option>
                }
            })
            .collect()
    };
    html! {
        <label class="field">
            <span class="field-label">{"Interpreter"}</span>
            <select id="build" {onchange}>
                <optgroup label="64-bit">{options(8, "CPython")}</optgroup>
                <optgroup label="32-bit, in a browser">{options(4, "Pyodide")}</optgroup>
            </select>
        </label>
    }
}

#[derive(Properties, PartialEq)]
struct SchemePickerProps {
    scheme: Scheme,
    act: Callback<Action>,
}

/// Goes round from the system's colours to light to dark.
#[component]
fn SchemePicker(props: &SchemePickerProps) -> Html {
    let (says, next, shape) = match props.scheme {
        Scheme::System => ("as the system", Scheme::Light, "M12 4a8 8 0 0 0 0 16z"),
        Scheme::Light => (
            "light",
            Scheme::Dark,
            "M12 7a5 5 0 0 0 0 10 5 5 0 0 0 0-10z",
        ),
        Scheme::Dark => ("dark", Scheme::System, "M12 4a8 8 0 1 0 8 8 6 6 0 0 1-8-8z"),
    };
    let onclick = {
        let act = props.act.clone();
        Callback::from(move |_: MouseEvent| act.emit(Action::Scheme(next)))
    };
    let label = format!("Colours: {says}");
    html! {
        <button type="button" id="scheme" class="icon" aria-label={label.clone()} title={label} {onclick}>
            <svg viewBox="0 0 24 24" aria-hidden="true">
                if props.scheme != Scheme::Dark { <circle cx="12" cy="12" r="8" /> }
                <path d={shape} />
            </svg>
        </button>
    }
}
