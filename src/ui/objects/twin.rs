//! The table twin of an object's picture: every word of every block, one row each.

use crate::report::{Block, ObjectReport, Word};
use crate::ui::folded::use_open;
use std::rc::Rc;
use yew::prelude::*;

/// Properties of [`Twin`].
#[derive(Properties, PartialEq)]
pub struct TwinProps {
    /// The object.
    pub object: Rc<ObjectReport>,
}

/// An object as one plain table; made when it is opened, because it is long.
#[component]
pub fn Twin(props: &TwinProps) -> Html {
    let (open, ontoggle) = use_open();
    html! {
        <details class="twin" {ontoggle}>
            <summary>{"As a table"}</summary>
            if open { {opened(&props.object)} }
        </details>
    }
}

/// The object as a table: drawn when it is opened.
#[inline(never)]
pub fn opened(object: &ObjectReport) -> Html {
    html! {
        <div class="scroll" role="region" tabindex="0" aria-label={format!("{} as a table", object.repr)}>
            {table(object)}
        </div>
    }
}

/// The table itself.
pub(super) fn table(object: &ObjectReport) -> Html {
    let rows = object
        .blocks
        .iter()
        .flat_map(|block| block.words.iter().map(move |word| row(block, word)));
    html! {
        <table class="listing">
            <caption>{format!("{} at {:#x}", object.repr, object.address)}</caption>
            <thead>
                <tr>
                    { for ["Block", "Offset", "Bytes", "Word", "Owner", "Value", "Note"].map(|name| html! {
                        <th scope="col">{name}</th>
                    }) }
                </tr>
            </thead>
            <tbody>{ for rows }</tbody>
        </table>
    }
}

fn row(block: &Block, word: &Word) -> Html {
    html! {
        <tr>
            <td>{&block.title}</td>
            <td class="figure">{word.offset}</td>
            <td class="figure">{word.size}</td>
            <th scope="row">{word.role.label()}</th>
            <td>{word.owner.clone().unwrap_or_default()}</td>
            <td>{word.value.text()}</td>
            <td>{word.note.clone().unwrap_or_default()}</td>
        </tr>
    }
}
