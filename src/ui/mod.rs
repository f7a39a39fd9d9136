//! Report → page. Small components over one reducer; they talk to the report and to what is right of it,
//! never to the machine, and touch the browser only inside of effects and callbacks.

pub mod access;
pub mod app;
pub mod arrange;
pub mod browser;
pub mod builder;
pub mod classes;
pub mod conflict;
pub mod core;
pub mod editor;
pub mod folded;
pub mod gradual;
pub mod graph;
pub mod header;
pub mod layout;
pub mod memory;
pub mod objects;
pub mod output;
pub mod panel;
pub mod pauses;
pub mod pickle;
pub mod quoted;
pub mod saving;
pub mod shared;
pub mod sized;
pub mod splitter;
pub mod state;
pub mod tabs;
pub mod timeline;
pub mod versions;

pub use app::{App, AppProps};
pub use core::{Core, CoreProp};

use state::State;

/// Mounts the page into the element with the id `app`.
pub fn mount() {
    let root = gloo::utils::document().get_element_by_id("app");
    let props = AppProps {
        core: CoreProp(Core::REAL),
    };
    match root {
        Some(root) => yew::Renderer::<App>::with_root_and_props(root, props).render(),
        None => yew::Renderer::<App>::with_props(props).render(),
    };
}

/// Computes what a first visit shows, without showing it.
pub fn rehearse() {
    std::hint::black_box(State::opening(Core::REAL));
}
