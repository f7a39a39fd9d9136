//! One object: who it is, what it costs, its memory, and all of that once more as a table.

use super::block::BlockView;
use super::counts::Counts;
use super::twin::Twin;
use crate::report::{BlockId, ObjectReport};
use crate::ui::state::Action;
use std::rc::Rc;
use yew::prelude::*;

/// Properties of [`ObjectCard`].
#[derive(Properties, PartialEq)]
pub struct ObjectCardProps {
    /// The object.
    pub object: Rc<ObjectReport>,
    /// Bytes of a pointer.
    pub word: u32,
    /// The block of this object that is pointed at.
    pub lit: Option<BlockId>,
    /// Told what is pointed at.
    pub act: Callback<Action>,
}

/// Further names of an object that are shown.
const ALSO: usize = 12;

/// One object.
#[component]
pub fn ObjectCard(props: &ObjectCardProps) -> Html {
    let object = &props.object;
    let heading = format!("object-{}", object.id);
    let name = object
        .names
        .first()
        .cloned()
        .unwrap_or_else(|| object.repr.clone());
    let others = object.names.iter().skip(1);
    let left = others.len().saturating_sub(ALSO);
    let mut others: Vec<&str> = others.take(ALSO).map(String::as_str).collect();
    let more = format!("{left} more");
    if left > 0 {
        others.push(&more);
    }
    html! {
        <article class="object" aria-labelledby={heading.clone()}>
            <header class="object-head">
                <h3 id={heading}>
                    <span class="object-name">{name}</span>
                    {" "}<span class="object-type">{&object.type_name}</span>
                </h3>
                <code class="address">{format!("{:#x}", object.address)}</code>
                if !others.is_empty() {
                    <p class="quiet">{format!("also {}", others.join(", "))}</p>
                }
            </header>
            <Counts object={object.clone()} />
            <div class="blocks">
                { for object.blocks.iter().enumerate().map(|(at, block)| html! {
                    <BlockView key={block.id} block={block.clone()} word={props.word} first={at == 0}
                        lit={props.lit == Some(block.id)} act={props.act.clone()} />
                }) }
            </div>
            <Twin object={object.clone()} />
        </article>
    }
}
