//! The size of an element on the page, followed as it changes.

use super::browser::in_browser;
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement, ResizeObserver};
use yew::prelude::*;

/// Observes as long as it lives.
struct Observation {
    observer: ResizeObserver,
    _on_change: Closure<dyn FnMut()>,
}

impl Drop for Observation {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// Width and height of the element in CSS pixels; zero before it is there, or where it is hidden.
#[hook]
pub fn use_box_size(node: &NodeRef) -> (i32, i32) {
    let size = use_state_eq(|| (0, 0));
    {
        let (node, size) = (node.clone(), size.clone());
        use_effect_with((), move |()| {
            let observation = in_browser()
                .then(|| observe(&node, size.setter()))
                .flatten();
            move || drop(observation)
        });
    }
    *size
}

fn observe(node: &NodeRef, set: UseStateSetter<(i32, i32)>) -> Option<Observation> {
    let element = node.cast::<HtmlElement>()?;
    let measured = element.clone();
    let on_change =
        Closure::new(move || set.set((measured.client_width(), measured.client_height())));
    let observer = ResizeObserver::new(on_change.as_ref().unchecked_ref()).ok()?;
    observer.observe(AsRef::<Element>::as_ref(&element));
    Some(Observation {
        observer,
        _on_change: on_change,
    })
}
