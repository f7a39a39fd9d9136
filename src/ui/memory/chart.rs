//! The memory chart: a canvas that plotters draws on, read with the pointer or with arrow keys.

use super::words::{instances, sentence};
use crate::charts::{MemoryChart, Plot, Theme, View};
use crate::report::memory::Twin;
use crate::report::units::short_bytes;
use crate::report::{MemoryReport, Series};
use crate::ui::browser::{pixel_ratio, use_media};
use crate::ui::sized::use_box_size;
use crate::ui::state::{Action, Scheme};
use std::rc::Rc;
use web_sys::HtmlCanvasElement;
use yew::prelude::*;

/// Properties of [`Chart`].
#[derive(Properties, PartialEq)]
pub struct ChartProps {
    /// The measurement.
    pub memory: Rc<MemoryReport>,
    /// What of it is looked at.
    pub view: View,
    /// The number of instances that is pointed at.
    pub marked: Option<u64>,
    /// Light or dark.
    pub scheme: Scheme,
    /// Told what is pointed at.
    pub act: Callback<Action>,
}

/// Equal to what has the same curves: other names or lines in the program are no reason to draw anew.
struct Drawn(Rc<MemoryReport>);

impl PartialEq for Drawn {
    fn eq(&self, other: &Drawn) -> bool {
        self.curves().eq(other.curves())
    }
}

impl Drawn {
    fn curves(&self) -> impl Iterator<Item = (Twin, &Option<Series>)> {
        let curves = self.0.curves.iter();
        curves.map(|curve| (curve.twin, &curve.series))
    }
}

/// The memory chart.
#[component]
pub fn Chart(props: &ChartProps) -> Html {
    let canvas = use_node_ref();
    let plot = use_mut_ref(|| None::<Plot>);
    let size = use_box_size(&canvas);
    // A change of the ratio alone (a move to another screen) comes as a change of this query.
    let dense = use_media("(min-resolution: 1.01dppx)", false);
    let system_dark = use_media("(prefers-color-scheme: dark)", false);
    let dark = match props.scheme {
        Scheme::System => system_dark,
        Scheme::Light => false,
        Scheme::Dark => true,
    };
    {
        let (canvas, plot) = (canvas.clone(), plot.clone());
        let (view, marked) = (props.view, props.marked);
        let drawn = Drawn(props.memory.clone());
        let deps = (drawn, view, marked, dark, size, dense);
        use_effect_with(deps, move |(Drawn(memory), ..)| {
            if let Some(canvas) = canvas.cast::<HtmlCanvasElement>() {
                let theme = if dark { Theme::DARK } else { Theme::LIGHT };
                let ratio = pixel_ratio();
                *plot.borrow_mut() = draw(
                    &canvas,
                    &MemoryChart {
                        memory,
                        view,
                        marked,
                        theme,
                        ratio,
                    },
                );
            }
        });
    }
    let at = props.marked.unwrap_or(props.view.most);
    let says = sentence(&props.memory, props.view, at);
    let onpointermove = {
        let act = props.act.clone();
        Callback::from(move |event: PointerEvent| {
            if let Some(plot) = plot.borrow().as_ref() {
                let x = f64::from(event.offset_x()) * pixel_ratio();
                act.emit(Action::Mark(Some(plot.instances_at(x))));
            }
        })
    };
    let onpointerleave = {
        let act = props.act.clone();
        Callback::from(move |_: PointerEvent| act.emit(Action::Mark(None)))
    };
    let onkeydown = {
        let (act, view) = (props.act.clone(), props.view);
        Callback::from(move |event: KeyboardEvent| {
            if let Some(marked) = moved(at, view, &event.key()) {
                event.prevent_default();
                act.emit(Action::Mark(marked));
            }
        })
    };
    html! {
        <figure class="chart">
            <div class="plot" tabindex="0" role="slider" aria-label="Read the chart at a number of instances"
                aria-valuemin="1" aria-valuemax={props.view.most.to_string()} aria-valuenow={at.to_string()}
                aria-valuetext={values(props, at)} {onkeydown} {onpointermove} {onpointerleave}>
                <canvas ref={canvas} role="img" aria-label={says} />
            </div>
        </figure>
    }
}

/// Where a key moves the reading line: none for other keys, nothing marked for Escape.
fn moved(at: u64, view: View, key: &str) -> Option<Option<u64>> {
    let axis = crate::report::axis::Axis::new(1.0, view.most.max(2) as f64, view.scale);
    let by = |fraction: f64| {
        let to = axis.value_at(axis.fraction(at as f64) + fraction).round() as u64;
        // Always at least one instance further, however narrow the axis.
        Some(if fraction > 0.0 {
            to.max(at + 1)
        } else {
            to.min(at.saturating_sub(1))
        })
    };
    Some(match key {
        "ArrowRight" | "ArrowUp" => by(0.01),
        "ArrowLeft" | "ArrowDown" => by(-0.01),
        "PageUp" => by(0.1),
        "PageDown" => by(-0.1),
        "Home" => Some(1),
        "End" => Some(view.most),
        "Escape" => None,
        _ => return None,
    })
}

/// The value of every curve at one number of instances.
fn values(props: &ChartProps, at: u64) -> String {
    let each = props.memory.curves.iter().filter_map(|curve| {
        let bytes = curve.series.as_ref()?.bytes_at(at, props.view.measure);
        Some(format!("{} {}", curve.label, short_bytes(bytes)))
    });
    let each: Vec<String> = each.collect();
    format!("{}: {}", instances(at), each.join(", "))
}

#[cfg(target_arch = "wasm32")]
fn draw(canvas: &HtmlCanvasElement, chart: &MemoryChart<'_>) -> Option<Plot> {
    crate::charts::canvas::draw(canvas, chart)
}

/// Outside of a browser there is no canvas.
#[cfg(not(target_arch = "wasm32"))]
fn draw(_: &HtmlCanvasElement, _: &MemoryChart<'_>) -> Option<Plot> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::axis::Scale;
    use crate::report::memory::Measure;

    #[test]
    fn keys_read_the_chart() {
        let view = View {
            most: 10,
            scale: Scale::Linear,
            measure: Measure::Requested,
        };
        let cases = [
            (5, "ArrowRight", Some(Some(6))),
            (5, "ArrowLeft", Some(Some(4))),
            (5, "PageUp", Some(Some(6))),
            (5, "Home", Some(Some(1))),
            (5, "End", Some(Some(10))),
            (5, "Escape", Some(None)),
            (5, "q", None),
        ];
        for (at, key, expected) in cases {
            assert_eq!(moved(at, view, key), expected, "{key}");
        }
    }
}
