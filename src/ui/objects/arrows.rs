//! Arrows from pointers to the blocks they lead to, laid over the drawing.
//!
//! Within an object every arrow is drawn; between objects only the one that is pointed at, or there would be
//! a web. The pointers are buttons that lead to their blocks, so that nobody needs the arrows.

use super::block_element_id;
use crate::report::{BlockId, ObjectReport, WordValue};
use crate::ui::sized::use_box_size;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::Element;
use yew::prelude::*;

/// Properties of [`Arrows`].
#[derive(Properties, PartialEq)]
pub struct ArrowsProps {
    /// What is drawn; new arrows for other objects.
    pub objects: Vec<Rc<ObjectReport>>,
    /// The block that is pointed at.
    pub lit: Option<BlockId>,
    /// The drawing.
    pub children: Html,
}

/// A drawing with arrows over it.
#[component]
pub fn Arrows(props: &ArrowsProps) -> Html {
    let drawing = use_node_ref();
    let paths = use_state_eq(Vec::<Arrow>::new);
    let size = use_box_size(&drawing);
    {
        let (drawing, paths) = (drawing.clone(), paths.clone());
        use_effect_with(
            (props.objects.clone(), props.lit, size),
            move |(objects, lit, _)| {
                let drawn = match drawing.cast::<Element>() {
                    Some(element) if any(objects, *lit) => arrows(&element, *lit),
                    _ => Vec::new(),
                };
                paths.set(drawn);
            },
        );
    }
    html! {
        <div class="drawing" ref={drawing}>
            {props.children.clone()}
            if !paths.is_empty() {
                <svg class="arrows" aria-hidden="true">
                    <defs>
                        <marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">
                            <path d="M0 0 L8 4 L0 8 z" />
                        </marker>
                    </defs>
                    { for paths.iter().map(|arrow| html! {
                        <path class={arrow.lit.then_some("lit")} d={arrow.path.clone()} marker-end="url(#tip)" />
                    }) }
                </svg>
            }
        </div>
    }
}

/// An arrow as an SVG path.
#[derive(Debug, Clone, PartialEq)]
struct Arrow {
    path: String,
    lit: bool,
}

/// A rectangle in CSS pixels, from the top left of the drawing.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Rect {
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
}

impl Rect {
    fn of(element: &Element, origin: (f64, f64)) -> Option<Rect> {
        let rect = element.get_bounding_client_rect();
        // Folded away: nowhere to point at.
        (rect.width() > 0.0).then(|| Rect {
            left: rect.left() - origin.0,
            top: rect.top() - origin.1,
            right: rect.right() - origin.0,
            bottom: rect.bottom() - origin.1,
        })
    }
}

/// Whether there may be an arrow; where not, nothing is measured, which would make the browser lay out at once.
fn any(objects: &[Rc<ObjectReport>], lit: Option<BlockId>) -> bool {
    lit.is_some() || objects.iter().any(|object| points_into_itself(object))
}

fn points_into_itself(object: &ObjectReport) -> bool {
    let words = object.blocks.iter().flat_map(|block| &block.words);
    words.map(|word| &word.value).any(|value| {
        matches!(value, WordValue::Pointer { to: Some(to), .. }
            if object.blocks.iter().any(|block| block.id == *to))
    })
}

fn arrows(drawing: &Element, lit: Option<BlockId>) -> Vec<Arrow> {
    let corner = drawing.get_bounding_client_rect();
    let origin = (corner.left(), corner.top());
    let Ok(pointers) = drawing.query_selector_all("[data-to]") else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for i in 0..pointers.length() {
        let Some(pointer) = pointers
            .item(i)
            .and_then(|node| node.dyn_into::<Element>().ok())
        else {
            continue;
        };
        let Some(to) = pointer
            .get_attribute("data-to")
            .and_then(|id| id.parse::<BlockId>().ok())
        else {
            continue;
        };
        let selector = format!("#{}", block_element_id(to));
        let Ok(Some(block)) = drawing.query_selector(&selector) else {
            continue;
        };
        let is_lit = lit == Some(to);
        if !is_lit && !same_object(&pointer, &block) {
            continue;
        }
        let row = pointer.closest("tr").ok().flatten().unwrap_or(pointer);
        if let (Some(from), Some(to)) = (Rect::of(&row, origin), Rect::of(&block, origin)) {
            found.push(Arrow {
                path: path(from, to, found.len()),
                lit: is_lit,
            });
        }
    }
    found
}

fn same_object(one: &Element, other: &Element) -> bool {
    let card = |element: &Element| element.closest(".object").ok().flatten();
    card(one) == card(other)
}

/// From the right of a row to the head of a block: straight across where the block stands to the right,
/// otherwise around through the margin on the right. `nth` keeps neighbouring lines apart.
fn path(from: Rect, to: Rect, nth: usize) -> String {
    let start = (from.top + from.bottom) / 2.0;
    let end = to.top + 10.0;
    let apart = 4.0 * (nth % 3) as f64;
    if to.left >= from.right {
        let middle = (from.right + to.left) / 2.0 - apart;
        return format!(
            "M{:.1} {start:.1} H{middle:.1} V{end:.1} H{:.1}",
            from.right,
            to.left - 1.0
        );
    }
    let margin = from.right.max(to.right) + 6.0 + apart;
    format!(
        "M{:.1} {start:.1} H{margin:.1} V{end:.1} H{:.1}",
        from.right,
        to.right + 1.0
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrows_go_across_or_around() {
        let from = Rect {
            left: 0.0,
            top: 10.0,
            right: 100.0,
            bottom: 30.0,
        };
        let beside = Rect {
            left: 120.0,
            top: 0.0,
            right: 220.0,
            bottom: 90.0,
        };
        assert_eq!(path(from, beside, 0), "M100.0 20.0 H110.0 V10.0 H119.0");
        let below = Rect {
            left: 0.0,
            top: 60.0,
            right: 90.0,
            bottom: 90.0,
        };
        assert_eq!(path(from, below, 1), "M100.0 20.0 H110.0 V70.0 H91.0");
    }
}
