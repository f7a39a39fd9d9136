//! The three byte counts of an object, and on demand how each comes about.

use crate::report::units::grouped;
use crate::report::{ByteCount, ObjectReport, Term};
use crate::ui::folded::use_open;
use std::rc::Rc;
use yew::prelude::*;

/// Properties of [`Counts`].
#[derive(Properties, PartialEq)]
pub struct CountsProps {
    /// The object.
    pub object: Rc<ObjectReport>,
}

/// The three byte counts.
#[component]
pub fn Counts(props: &CountsProps) -> Html {
    let (open, ontoggle) = use_open();
    let counts = counts(&props.object);
    html! {
        <details class="counts" {ontoggle}>
            <summary>
                <span>{"Bytes"}</span>
                { for counts.iter().map(|(name, _, count)| html! {
                    <span class="count"><b>{grouped(count.total)}</b>{" "}<span>{*name}</span></span>
                }) }
            </summary>
            if open { {opened(&props.object)} }
        </details>
    }
}

/// How each count comes about: drawn when it is opened.
#[inline(never)]
pub fn opened(object: &ObjectReport) -> Html {
    let workings = counts(object)
        .into_iter()
        .map(|(name, meaning, count)| working(name, meaning, count));
    html! { <>{ for workings }</> }
}

fn counts(object: &ObjectReport) -> [(&'static str, &'static str, &ByteCount); 3] {
    let bytes = &object.bytes;
    [
        (
            "requested",
            "what it asks the allocator for",
            &bytes.requested,
        ),
        (
            "allocated",
            "what the allocator hands out",
            &bytes.allocated,
        ),
        ("reported", "what sys.getsizeof says", &bytes.reported),
    ]
}

fn working(name: &str, meaning: &str, count: &ByteCount) -> Html {
    html! {
        <table class="working">
            <caption><b>{name}</b>{": "}{meaning}</caption>
            <thead>
                <tr><th>{"Part"}</th><th>{"Rule"}</th><th class="figure">{"Bytes"}</th></tr>
            </thead>
            <tbody>{ for count.terms.iter().map(term) }</tbody>
            <tfoot>
                <tr><th scope="row" colspan="2">{"Sum"}</th><td class="figure">{grouped(count.total)}</td></tr>
            </tfoot>
        </table>
    }
}

fn term(term: &Term) -> Html {
    html! {
        <tr>
            <th scope="row">{&term.label}</th>
            <td>
                <span class="formula">{&term.formula}</span>
                if !term.source.is_empty() { <cite>{&term.source}</cite> }
            </td>
            <td class="figure">{grouped(term.bytes)}</td>
        </tr>
    }
}
