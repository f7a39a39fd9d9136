//! What is long is drawn a few pieces a frame, so that no frame is late.

use super::browser::in_browser;
use gloo::render::request_animation_frame;
use yew::prelude::*;

/// How many of `wanted` pieces to draw now: `step` at first, as many more with each frame. What was drawn stays
/// drawn. Outside of a browser everything is drawn at once.
#[hook]
pub fn use_gradual(wanted: usize, step: usize) -> usize {
    let drawn = use_state_eq(|| if in_browser() { step } else { usize::MAX });
    let next = (*drawn < wanted).then(|| (*drawn, drawn.setter()));
    use_effect_with((*drawn, wanted), move |_| {
        let frame =
            next.map(|(drawn, set)| request_animation_frame(move |_| set.set(drawn + step)));
        move || drop(frame)
    });
    wanted.min(*drawn)
}
