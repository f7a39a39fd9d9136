//! A graph on the page: its picture, read with the pointer or with arrow keys; a legend that leaves series out; its numbers.

use super::browser::{pixel_ratio, use_media};
use super::folded::use_open;
use super::saving::save_buttons;
use super::sized::use_box_size;
use super::state::Scheme;
use crate::charts::graph::letter;
use crate::charts::{GraphChart, Places, Theme, Titles};
use crate::report::graph::{Graph, is_hidden};
use std::rc::Rc;
use web_sys::HtmlCanvasElement;
use yew::prelude::*;

/// Properties of [`GraphFigure`].
#[derive(Properties, PartialEq)]
pub struct GraphFigureProps {
    /// The data.
    pub graph: Rc<Graph>,
    /// Name of the files that it is saved as.
    pub name: AttrValue,
    /// Light or dark.
    pub scheme: Scheme,
}

/// A graph on the page.
#[component]
pub fn GraphFigure(props: &GraphFigureProps) -> Html {
    let graph = &props.graph;
    let marked = use_state_eq(|| None::<usize>);
    let hidden = use_state_eq(Vec::<bool>::new);
    let plot = use_mut_ref(|| None::<Places>);
    let canvas = use_node_ref();
    use_drawing(props, &canvas, &hidden, *marked, plot.clone());
    let last = graph.places.len().saturating_sub(1);
    let at = marked.unwrap_or(last).min(last);
    let onpointermove = {
        let marked = marked.setter();
        Callback::from(move |event: PointerEvent| {
            let x = f64::from(event.offset_x()) * pixel_ratio();
            if let Some(plot) = plot.borrow().as_ref() {
                marked.set(plot.place_at(x));
            }
        })
    };
    let onpointerleave = {
        let marked = marked.setter();
        Callback::from(move |_: PointerEvent| marked.set(None))
    };
    let onkeydown = {
        let marked = marked.setter();
        Callback::from(move |event: KeyboardEvent| {
            if let Some(next) = moved(at, last, &event.key()) {
                event.prevent_default();
                marked.set(next);
            }
        })
    };
    let reading = graph.reading(at, &hidden);
    let (csv, picture, all) = (graph.clone(), graph.clone(), hidden.to_vec());
    html! {
        <figure class="chart graph">
            <figcaption>
                <p class="headline">{&graph.title}</p>
                <p class="quiet">{&graph.below}</p>
            </figcaption>
            <div class="plot" tabindex="0" role="slider" aria-label={format!("Read the chart: {}", graph.across)}
                aria-valuemin="0" aria-valuemax={last.to_string()} aria-valuenow={at.to_string()}
                aria-valuetext={reading.clone()} {onkeydown} {onpointermove} {onpointerleave}>
                <canvas ref={canvas} role="img" aria-label={graph.title.clone()} />
            </div>
            <p class="reading" aria-hidden="true">{reading}</p>
            if graph.series.len() > 1 { {legend(graph, &hidden)} }
            <Numbers graph={graph.clone()} />
            { save_buttons(
                props.name.to_string(),
                move |saving| {
                    let chart = GraphChart { graph: &picture, hidden: &all, marked: None, theme: Theme::LIGHT, ratio: 2.0 };
                    saving.save(&chart, &Titles { title: picture.title.clone(), below: picture.below.clone() });
                },
                move || csv.csv(),
            ) }
        </figure>
    }
}

/// Draws the graph anew whenever it, its size or its colours change.
#[hook]
fn use_drawing(
    props: &GraphFigureProps,
    canvas: &NodeRef,
    hidden: &UseStateHandle<Vec<bool>>,
    marked: Option<usize>,
    plot: Rc<std::cell::RefCell<Option<Places>>>,
) {
    let size = use_box_size(canvas);
    let dense = use_media("(min-resolution: 1.01dppx)", false);
    let system_dark = use_media("(prefers-color-scheme: dark)", false);
    let dark = match props.scheme {
        Scheme::System => system_dark,
        Scheme::Light => false,
        Scheme::Dark => true,
    };
    let canvas = canvas.clone();
    let deps = (
        props.graph.clone(),
        hidden.to_vec(),
        marked,
        dark,
        size,
        dense,
    );
    use_effect_with(deps, move |(graph, hidden, marked, ..)| {
        if let Some(canvas) = canvas.cast::<HtmlCanvasElement>() {
            let chart = GraphChart {
                graph,
                hidden,
                marked: *marked,
                theme: if dark { Theme::DARK } else { Theme::LIGHT },
                ratio: pixel_ratio(),
            };
            *plot.borrow_mut() = draw(&canvas, &chart);
        }
    });
}

#[cfg(target_arch = "wasm32")]
fn draw(canvas: &HtmlCanvasElement, chart: &GraphChart<'_>) -> Option<Places> {
    crate::charts::canvas::draw(canvas, chart)
}

/// Outside of a browser there is no canvas.
#[cfg(not(target_arch = "wasm32"))]
fn draw(_: &HtmlCanvasElement, _: &GraphChart<'_>) -> Option<Places> {
    None
}

/// Where a key moves the reading line: none for other keys, nothing marked for Escape.
fn moved(at: usize, last: usize, key: &str) -> Option<Option<usize>> {
    Some(match key {
        "ArrowRight" | "ArrowUp" => Some((at + 1).min(last)),
        "ArrowLeft" | "ArrowDown" => Some(at.saturating_sub(1)),
        "PageUp" => Some((at + 10).min(last)),
        "PageDown" => Some(at.saturating_sub(10)),
        "Home" => Some(0),
        "End" => Some(last),
        "Escape" => None,
        _ => return None,
    })
}

/// The series by colour and letter; one that is not checked is not drawn.
fn legend(graph: &Graph, hidden: &UseStateHandle<Vec<bool>>) -> Html {
    let entry = |(index, name): (usize, &str)| {
        let onchange = {
            let (hidden, count) = (hidden.clone(), graph.series.len());
            Callback::from(move |_: Event| {
                let mut next = hidden.to_vec();
                next.resize(count, false);
                next[index] = !next[index];
                hidden.set(next);
            })
        };
        html! {
            <li key={index}>
                <label class="field check">
                    <input type="checkbox" checked={!is_hidden(hidden, index)} {onchange} />
                    <span class={classes!("swatch", format!("series-{}", index % 12))} aria-hidden="true">{letter(index)}</span>
                    <span>{name.to_string()}</span>
                </label>
            </li>
        }
    };
    let names = graph.series.iter().map(|series| series.name.as_str());
    html! { <ul class="legend" aria-label="Shown in the chart">{ for names.enumerate().map(entry) }</ul> }
}

/// Properties of [`Numbers`].
#[derive(Properties, PartialEq)]
pub struct NumbersProps {
    /// The data.
    pub graph: Rc<Graph>,
}

/// The graph as a table, drawn when it is opened.
#[component]
pub fn Numbers(props: &NumbersProps) -> Html {
    let (open, ontoggle) = use_open();
    html! {
        <details class="twin" {ontoggle}>
            <summary>{"As a table"}</summary>
            if open { {table(&props.graph)} }
        </details>
    }
}

fn table(graph: &Graph) -> Html {
    let cell = |value: Option<f64>| {
        let text = value.map_or("–".to_string(), |value| graph.unit.text(value));
        html! { <td class="figure">{text}</td> }
    };
    let row = |(place, name): (usize, &String)| {
        let values = graph.series.iter();
        let values = values.map(|series| series.values.get(place).copied().flatten());
        html! { <tr><th scope="row">{name}</th>{ for values.map(cell) }</tr> }
    };
    html! {
        <div class="scroll" role="region" tabindex="0" aria-label="The chart as a table">
            <table class="listing">
                <caption>{&graph.below}</caption>
                <thead>
                    <tr>
                        <th scope="col">{&graph.across}</th>
                        { for graph.series.iter().map(|series| html! {
                            <th scope="col" class="figure">{&series.name}</th>
                        }) }
                    </tr>
                </thead>
                <tbody>{ for graph.places.iter().enumerate().map(row) }</tbody>
            </table>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_read_the_graph() {
        let cases = [
            (5, "ArrowRight", Some(Some(6))),
            (9, "ArrowUp", Some(Some(9))),
            (0, "ArrowLeft", Some(Some(0))),
            (5, "PageDown", Some(Some(0))),
            (5, "End", Some(Some(9))),
            (5, "Escape", Some(None)),
            (5, "x", None),
        ];
        for (at, key, expected) in cases {
            assert_eq!(moved(at, 9, key), expected, "{key}");
        }
    }
}
