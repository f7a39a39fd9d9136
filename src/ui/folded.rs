//! What is folded away is drawn when it is opened, not before: most of it is never looked at.

use yew::prelude::*;

/// Whether a `details` element is open, and what keeps its `ontoggle` told.
#[hook]
pub fn use_open() -> (bool, Callback<Event>) {
    let open = use_state_eq(|| false);
    let ontoggle = {
        let open = open.clone();
        use_callback((), move |event: Event, ()| {
            let details: web_sys::Element = event.target_unchecked_into();
            open.set(details.has_attribute("open"));
        })
    };
    (*open, ontoggle)
}
