//! A panel of the page, chosen by its tab.

use super::layout::Place;
use super::state::Tab;
use yew::prelude::*;

/// Properties of [`Panel`].
#[derive(Properties, PartialEq)]
pub struct PanelProps {
    /// Which panel.
    pub tab: Tab,
    /// Where it stands on a wide page; none on a narrow one.
    pub place: Option<Place>,
    /// Whether it is the one that is shown there.
    pub shown: bool,
    /// What it shows, where that is older than the program.
    #[prop_or_default]
    pub older: Option<String>,
    /// Buttons beside the heading.
    #[prop_or_default]
    pub tools: Html,
    /// What is in it.
    pub children: Html,
}

/// A panel of the page.
#[component]
pub fn Panel(props: &PanelProps) -> Html {
    let tab = props.tab;
    let class = classes!(
        "panel",
        tab.class(),
        props.place.map(|place| match place {
            Place::Write | Place::Right => "above",
            Place::LeftBelow | Place::RightBelow => "below",
        }),
        props.older.is_some().then_some("old")
    );
    html! {
        <section {class} id={tab.panel_id()} hidden={!props.shown} role="tabpanel" aria-labelledby={tab.tab_id()}>
            <div class="panel-head">
                <h2 class="unseen">{tab.name()}</h2>
                if let Some(older) = &props.older { <span class="older">{older}</span> }
                {props.tools.clone()}
            </div>
            <div class="panel-body">{props.children.clone()}</div>
        </section>
    }
}
