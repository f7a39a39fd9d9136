//! The memory chart's numbers as tables: legend and table twin in one.

use super::downloads::counts;
use super::words::{change, crossing, instances};
use crate::charts::View;
use crate::report::memory::{Crossover, Curve, Measure};
use crate::report::units::{grouped, short_bytes};
use crate::report::{MemoryReport, Twin};
use crate::ui::folded::use_open;
use std::rc::Rc;
use yew::prelude::*;

/// Most crossovers that are listed; a few say it all.
const CROSSINGS: usize = 12;

/// Properties of [`Costs`].
#[derive(Properties, PartialEq)]
pub struct CostsProps {
    /// The measurement.
    pub memory: Rc<MemoryReport>,
    /// Which bytes are meant.
    pub measure: Measure,
    /// The number of instances.
    pub at: u64,
}

/// What each way costs at one number of instances; also the chart's legend.
#[component]
pub fn Costs(props: &CostsProps) -> Html {
    let bytes = |curve: &Curve| {
        curve
            .series
            .as_ref()
            .map(|series| series.bytes_at(props.at, props.measure))
    };
    let written = props
        .memory
        .curves
        .iter()
        .find(|curve| curve.twin == Twin::AsWritten)
        .and_then(bytes);
    let row = |curve: &Curve| {
        html! {
            <tr key={curve.twin.key()}>
                <th scope="row">{key(curve.twin)}{&curve.label}</th>
                if let (Some(bytes), Some(series)) = (bytes(curve), &curve.series) {
                    <td class="figure" title={format!("{} bytes", grouped(bytes))}>{short_bytes(bytes)}</td>
                    <td class="figure">{format!("{} B", grouped(series.steps(props.measure).steady))}</td>
                    <td class="figure">
                        if let (Some(written), true) = (written, curve.twin != Twin::AsWritten) {
                            {change(written, bytes)}
                        }
                    </td>
                } else {
                    <td colspan="3" class="quiet">{curve.unmeasured.clone().unwrap_or_default()}</td>
                }
            </tr>
        }
    };
    html! {
        <table class="costs">
            <caption>{instances(props.at)}</caption>
            <thead>
                <tr>
                    <th scope="col">{"Kept as"}</th>
                    <th scope="col" class="figure">{"In all"}</th>
                    <th scope="col" class="figure">{"Each more"}</th>
                    <th scope="col" class="figure">{"vs. written"}</th>
                </tr>
            </thead>
            <tbody>{ for props.memory.curves.iter().map(row) }</tbody>
        </table>
    }
}

/// The stroke and the letter of a curve.
fn key(twin: Twin) -> Html {
    html! {
        <span class={classes!("key", twin.key())} aria-hidden="true">
            <svg viewBox="0 0 26 6"><line x1="0" y1="3" x2="26" y2="3" /></svg>
            <b>{twin.letter()}</b>
        </span>
    }
}

/// Properties of [`Crossings`].
#[derive(Properties, PartialEq)]
pub struct CrossingsProps {
    /// The measurement.
    pub memory: Rc<MemoryReport>,
    /// Which bytes are meant.
    pub measure: Measure,
}

/// Where one way becomes cheaper than another.
#[component]
pub fn Crossings(props: &CrossingsProps) -> Html {
    let (open, ontoggle) = use_open();
    let all = props.memory.crossovers(props.measure);
    if all.is_empty() {
        return html! { <p class="quiet">{"No two of these curves cross."}</p> };
    }
    html! {
        <details class="crossings" {ontoggle}>
            <summary>{format!("Crossovers ({})", all.len())}</summary>
            if open { {opened_crossings(&props.memory, &all)} }
        </details>
    }
}

/// The crossovers in words: drawn when they are opened.
#[inline(never)]
pub fn opened_crossings(memory: &MemoryReport, all: &[Crossover]) -> Html {
    let said = all
        .iter()
        .take(CROSSINGS)
        .filter_map(|crossover| crossing(memory, crossover));
    html! { <ul>{ for said.map(|text| html! { <li>{text}</li> }) }</ul> }
}

/// Properties of [`AtMany`].
#[derive(Properties, PartialEq)]
pub struct AtManyProps {
    /// The measurement.
    pub memory: Rc<MemoryReport>,
    /// What of it is looked at.
    pub view: View,
}

/// The chart as a table: exact bytes at every power of ten and at the end of the axis.
#[component]
pub fn AtMany(props: &AtManyProps) -> Html {
    let (open, ontoggle) = use_open();
    html! {
        <details class="twin" {ontoggle}>
            <summary>{"As a table"}</summary>
            if open { {opened(props)} }
        </details>
    }
}

/// The table itself: drawn when it is opened.
#[inline(never)]
pub fn opened(props: &AtManyProps) -> Html {
    let View { most, measure, .. } = props.view;
    let counts = counts(most);
    let cell = |curve: &Curve, n: u64| {
        let text = match &curve.series {
            Some(series) => grouped(series.bytes_at(n, measure)),
            None => "–".to_string(),
        };
        html! { <td class="figure">{text}</td> }
    };
    html! {
        <div class="scroll" role="region" tabindex="0" aria-label="Memory as a table">
            <table class="listing">
                <caption>{"Bytes in all"}</caption>
                <thead>
                    <tr>
                        <th scope="col" class="figure">{"Instances"}</th>
                        { for props.memory.curves.iter().map(|curve| html! {
                            <th scope="col" class="figure">{&curve.label}</th>
                        }) }
                    </tr>
                </thead>
                <tbody>
                    { for counts.into_iter().map(|n| html! {
                        <tr>
                            <th scope="row" class="figure">{grouped(n)}</th>
                            { for props.memory.curves.iter().map(|curve| cell(curve, n)) }
                        </tr>
                    }) }
                </tbody>
            </table>
        </div>
    }
}
