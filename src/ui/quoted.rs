//! Sentences with code in them.

use yew::prelude::*;

/// A sentence with its code, between backticks, as code.
pub fn quoted(sentence: &str) -> Html {
    let part = |(at, text): (usize, &str)| match at % 2 {
        0 => html! { {text} },
        _ => html! { <code>{text}</code> },
    };
    html! { <>{ for sentence.split('`').enumerate().map(part) }</> }
}
