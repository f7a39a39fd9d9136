//! A row of tabs after the ARIA pattern: arrow keys, Home and End move and choose at once.

use super::browser::reveal;
use super::layout::Place;
use super::state::{Action, Tab};
use yew::prelude::*;

impl Tab {
    /// Every panel, in the order of the page.
    pub const ALL: [Tab; 9] = [
        Tab::Code,
        Tab::Builder,
        Tab::Output,
        Tab::Objects,
        Tab::Classes,
        Tab::Access,
        Tab::Pickle,
        Tab::Memory,
        Tab::Versions,
    ];

    /// Its name, as a heading and on its tab.
    pub fn name(self) -> &'static str {
        match self {
            Tab::Code => "Code",
            Tab::Builder => "Builder",
            Tab::Output => "Output",
            Tab::Objects => "Objects",
            Tab::Classes => "Classes",
            Tab::Access => "Access",
            Tab::Pickle => "Pickle",
            Tab::Memory => "Memory",
            Tab::Versions => "Versions",
        }
    }

    /// Its panel's name in the style sheet.
    pub fn class(self) -> &'static str {
        match self {
            Tab::Code => "code",
            Tab::Builder => "builder",
            Tab::Output => "output",
            Tab::Objects => "objects-panel",
            Tab::Classes => "classes-panel",
            Tab::Access => "access-panel",
            Tab::Pickle => "pickle-panel",
            Tab::Memory => "memory",
            Tab::Versions => "versions-panel",
        }
    }

    /// Id of the element that shows it.
    pub fn panel_id(self) -> String {
        format!("panel-{}", self.name().to_ascii_lowercase())
    }

    /// Id of its tab.
    pub fn tab_id(self) -> String {
        format!("tab-{}", self.name().to_ascii_lowercase())
    }
}

/// What a dragged tab is called among what may be dragged.
const DRAGGED: &str = "application/x-slotscope-panel";

/// Properties of [`Tabs`].
#[derive(Properties, PartialEq)]
pub struct TabsProps {
    /// The tabs, in order.
    pub tabs: Vec<Tab>,
    /// The chosen one.
    pub chosen: Tab,
    /// The place of a wide page whose panels these are.
    pub place: Option<Place>,
    /// What the row is for.
    pub label: &'static str,
    /// Tabs to be marked, with what the mark says.
    #[prop_or_default]
    pub alert: Option<(Tab, &'static str)>,
    /// Told which one was chosen.
    pub act: Callback<Action>,
}

/// A row of tabs.
#[component]
pub fn Tabs(props: &TabsProps) -> Html {
    let onkeydown = {
        let (tabs, chosen, act) = (props.tabs.clone(), props.chosen, props.act.clone());
        Callback::from(move |event: KeyboardEvent| {
            if let Some(next) = next_tab(&tabs, chosen, &event.key()) {
                event.prevent_default();
                act.emit(Action::Tab(next));
                reveal(&next.tab_id());
            }
        })
    };
    let movable = props
        .place
        .is_some_and(|place| Place::FREE.contains(&place));
    let ondragover = Callback::from(move |event: DragEvent| {
        if movable && dragged(&event) {
            event.prevent_default();
        }
    });
    let ondrop = {
        let (place, act) = (props.place.filter(|_| movable), props.act.clone());
        Callback::from(move |event: DragEvent| {
            let name = event
                .data_transfer()
                .and_then(|data| data.get_data(DRAGGED).ok());
            let tab = Tab::ALL
                .into_iter()
                .find(|tab| name.as_deref() == Some(tab.name()));
            if let (Some(tab), Some(place)) = (tab, place) {
                event.prevent_default();
                act.emit(Action::Arrange(tab, place));
            }
        })
    };
    let tab = |tab: Tab| {
        let onclick = {
            let act = props.act.clone();
            Callback::from(move |_| act.emit(Action::Tab(tab)))
        };
        let selected = tab == props.chosen;
        let ondragstart = Callback::from(move |event: DragEvent| {
            if let Some(data) = event.data_transfer() {
                let _ = data.set_data(DRAGGED, tab.name());
            }
        });
        html! {
            <button key={tab.name()} type="button" role="tab" class="tab" id={tab.tab_id()}
                draggable={movable.then_some("true")} {ondragstart}
                aria-selected={selected.to_string()} aria-controls={tab.panel_id()}
                tabindex={if selected { "0" } else { "-1" }} {onclick}>
                {tab.name()}
                if let Some((_, says)) = props.alert.filter(|(alerted, _)| *alerted == tab) {
                    <span class="tab-alert"><span class="unseen">{format!(" ({says})")}</span></span>
                }
            </button>
        }
    };
    html! {
        <div role="tablist" class="tabs" aria-label={props.label} {onkeydown} {ondragover} {ondrop}>
            { for props.tabs.iter().copied().map(tab) }
        </div>
    }
}

/// Whether a tab is what is dragged.
fn dragged(event: &DragEvent) -> bool {
    let types = event.data_transfer().map(|data| data.types());
    types.is_some_and(|types| types.includes(&DRAGGED.into(), 0))
}

/// The tab that a key leads to; around at both ends.
fn next_tab(tabs: &[Tab], chosen: Tab, key: &str) -> Option<Tab> {
    let at = tabs.iter().position(|&tab| tab == chosen)?;
    let next = match key {
        "ArrowRight" => (at + 1) % tabs.len(),
        "ArrowLeft" => (at + tabs.len() - 1) % tabs.len(),
        "Home" => 0,
        "End" => tabs.len() - 1,
        _ => return None,
    };
    tabs.get(next).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_move_around() {
        let cases = [
            (Tab::Code, "ArrowRight", Some(Tab::Builder)),
            (Tab::Code, "ArrowLeft", Some(Tab::Versions)),
            (Tab::Versions, "ArrowRight", Some(Tab::Code)),
            (Tab::Output, "Home", Some(Tab::Code)),
            (Tab::Output, "End", Some(Tab::Versions)),
            (Tab::Output, "a", None),
        ];
        for (chosen, key, expected) in cases {
            assert_eq!(next_tab(&Tab::ALL, chosen, key), expected);
        }
    }
}
