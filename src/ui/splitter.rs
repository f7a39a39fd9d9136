//! A line between two places of a wide page: dragged, or moved by keys.

use super::layout::Edge;
use super::state::Action;
use web_sys::Element;
use yew::prelude::*;

/// Per cent that an arrow key moves it.
const STEP: u8 = 2;

/// Properties of [`Splitter`].
#[derive(Properties, PartialEq)]
pub struct SplitterProps {
    /// Which line.
    pub edge: Edge,
    /// Its share in per cent; none where nobody has moved it.
    pub share: Option<u8>,
    /// Told where it was moved to.
    pub act: Callback<Action>,
}

/// A line between two places, after the ARIA pattern of a window splitter.
#[component]
pub fn Splitter(props: &SplitterProps) -> Html {
    let edge = props.edge;
    let (least, usual, most) = edge.range();
    let share = props.share.unwrap_or(usual);
    let to = {
        let act = props.act.clone();
        move |share| act.emit(Action::Share(edge, share))
    };
    let onpointerdown = Callback::from(move |event: PointerEvent| {
        event.prevent_default();
        let line: Element = event.target_unchecked_into();
        let _ = line.set_pointer_capture(event.pointer_id());
    });
    let onpointermove = {
        let to = to.clone();
        Callback::from(move |event: PointerEvent| {
            let line: Element = event.target_unchecked_into();
            if event.buttons() & 1 != 0
                && let Some(share) = share_at(edge, &line, &event)
            {
                to(Some(share));
            }
        })
    };
    let ondblclick = {
        let to = to.clone();
        Callback::from(move |_: MouseEvent| to(None))
    };
    let onkeydown = Callback::from(move |event: KeyboardEvent| {
        if let Some(next) = moved(edge, share, &event.key()) {
            event.prevent_default();
            to(next);
        }
    });
    let upright = edge == Edge::Sides;
    html! {
        <div class={classes!("splitter", if upright { "upright" } else { "level" })} role="separator" tabindex="0"
            aria-orientation={if upright { "vertical" } else { "horizontal" }} aria-label={edge.name()}
            aria-valuemin={least.to_string()} aria-valuemax={most.to_string()} aria-valuenow={share.to_string()}
            title={format!("{}: drag, or use the arrow keys; Enter or a double click for the usual one", edge.name())}
            {onpointerdown} {onpointermove} {ondblclick} {onkeydown} />
    }
}

/// The share that brings the line to where the pointer is; none where nothing can be measured.
fn share_at(edge: Edge, line: &Element, event: &PointerEvent) -> Option<u8> {
    let around = line.parent_element()?.get_bounding_client_rect();
    let own = line.get_bounding_client_rect();
    let share = match edge {
        Edge::Sides => (f64::from(event.client_x()) - around.left()) / around.width(),
        Edge::LeftBelow | Edge::RightBelow => {
            // Between the line and the panel below is the row of its tabs.
            let tabs = line.next_element_sibling()?.get_bounding_client_rect();
            let below = around.bottom() - f64::from(event.client_y());
            (below - own.height() / 2.0 - tabs.height()) / around.height()
        }
    };
    share.is_finite().then(|| (share * 100.0).round() as u8)
}

/// The share that a key leads to: none for other keys, the usual one for Enter.
fn moved(edge: Edge, share: u8, key: &str) -> Option<Option<u8>> {
    let (least, _, most) = edge.range();
    let (less, more) = (share.saturating_sub(STEP), share.saturating_add(STEP));
    // What is below grows as the line goes up.
    Some(match (edge, key) {
        (_, "Enter") => None,
        (_, "Home") => Some(least),
        (_, "End") => Some(most),
        (Edge::Sides, "ArrowLeft") | (Edge::LeftBelow | Edge::RightBelow, "ArrowDown") => {
            Some(less)
        }
        (Edge::Sides, "ArrowRight") | (Edge::LeftBelow | Edge::RightBelow, "ArrowUp") => Some(more),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_move_the_line_the_way_they_point() {
        let cases = [
            (Edge::Sides, "ArrowRight", Some(Some(42))),
            (Edge::Sides, "ArrowUp", None),
            (Edge::RightBelow, "ArrowUp", Some(Some(42))),
            (Edge::RightBelow, "ArrowDown", Some(Some(38))),
            (Edge::LeftBelow, "Home", Some(Some(10))),
            (Edge::LeftBelow, "Enter", Some(None)),
            (Edge::LeftBelow, "x", None),
        ];
        for (edge, key, expected) in cases {
            assert_eq!(moved(edge, 40, key), expected, "{edge:?} {key}");
        }
    }
}
