//! A panel of the page: a region with a heading where it stands alone, a tab panel where tabs choose it.

use super::app::Place;
use super::state::Tab;
use yew::prelude::*;

/// Properties of [`Panel`].
#[derive(Properties, PartialEq)]
pub struct PanelProps {
    /// Which panel.
    pub tab: Tab,
    /// How it stands on the page.
    pub place: Place,
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
    let heading = format!("heading-{}", tab.name().to_ascii_lowercase());
    let alone = props.place == Place::Alone;
    let class = classes!(
        "panel",
        tab.class(),
        (!alone).then_some("tabbed"),
        props.older.is_some().then_some("old")
    );
    html! {
        <section {class} id={tab.panel_id()} hidden={props.place == Place::Behind}
            role={(!alone).then_some("tabpanel")}
            aria-labelledby={if alone { heading.clone() } else { tab.tab_id() }}>
            <div class="panel-head">
                <h2 id={heading}>{tab.name()}</h2>
                if let Some(older) = &props.older { <span class="older">{older}</span> }
                {props.tools.clone()}
            </div>
            <div class="panel-body">{props.children.clone()}</div>
        </section>
    }
}
