//! Undo and redo of what the builder changed: buttons, and the keys that mean it.

use crate::ui::state::Action;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// Properties of [`Tools`].
#[derive(Properties, PartialEq)]
pub(super) struct ToolsProps {
    /// Whether there is a change to be taken back that still fits the program.
    pub(super) can_undo: bool,
    /// Whether there is one to be made again.
    pub(super) can_redo: bool,
    /// Told what to do.
    pub(super) act: Callback<Action>,
}

/// Undo and redo. A button with nothing to do keeps the focus, so that the keys still reach the panel.
#[component]
pub(super) fn Tools(props: &ToolsProps) -> Html {
    let button = |name: &'static str, keys: &'static str, can: bool, action: Action| {
        let act = props.act.clone();
        let onclick = Callback::from(move |_: MouseEvent| {
            if can {
                act.emit(action.clone());
            }
        });
        html! {
            <button type="button" class="small" aria-disabled={(!can).then_some("true")} aria-keyshortcuts={keys} {onclick}>{name}</button>
        }
    };
    html! {
        <div class="builder-tools" role="group" aria-label="Changes made with the cards">
            {button("Undo", "Control+Z Meta+Z", props.can_undo, Action::Unbuild)}
            {button("Redo", "Control+Shift+Z Meta+Shift+Z", props.can_redo, Action::Rebuild)}
        </div>
    }
}

/// What the keys ask for. In a field that holds something not yet taken over they are about that text.
pub(super) fn asked(event: &KeyboardEvent) -> Option<Action> {
    if !(event.ctrl_key() || event.meta_key()) || event.alt_key() {
        return None;
    }
    let action = match (event.key().to_ascii_lowercase().as_str(), event.shift_key()) {
        ("z", false) => Action::Unbuild,
        ("z", true) | ("y", false) => Action::Rebuild,
        _ => return None,
    };
    let typing = event
        .target_dyn_into::<HtmlInputElement>()
        .is_some_and(|input| {
            let kept = input.get_attribute("data-kept").unwrap_or_default();
            input.type_() == "text" && input.value() != kept
        });
    (!typing).then_some(action)
}
