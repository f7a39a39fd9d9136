//! What many instances cost: the chart, what moves it, and the same numbers as tables.

pub mod chart;
pub mod controls;
pub mod downloads;
pub mod graphs;
pub mod tables;
pub mod words;

use super::quoted::quoted;
use super::state::{Action, Scheme};
use crate::charts::View;
use crate::report::{Build, MemoryReport};
use chart::Chart;
use controls::{Choices, Controls};
use downloads::Downloads;
use std::rc::Rc;
use tables::{AtMany, Costs, Crossings};
use words::sentence;
use yew::prelude::*;

/// Properties of [`MemoryPanel`].
#[derive(Properties, PartialEq)]
pub struct MemoryPanelProps {
    /// The measurement.
    pub memory: Rc<MemoryReport>,
    /// What of it is looked at.
    pub view: View,
    /// The number of instances that is pointed at.
    pub marked: Option<u64>,
    /// Whether the values count.
    pub count_values: bool,
    /// Light or dark.
    pub scheme: Scheme,
    /// The interpreter.
    pub build: Build,
    /// Whether the code of the chart, its controls and its tables has come.
    pub usable: bool,
    /// Told what was chosen.
    pub act: Callback<Action>,
}

/// What many instances cost.
#[component]
pub fn MemoryPanel(props: &MemoryPanelProps) -> Html {
    let memory = &props.memory;
    let controls = || {
        html! { <Controls memory={memory.clone()} view={props.view} act={props.act.clone()} /> }
    };
    if let Some(reason) = &memory.unmeasured {
        return html! {
            <>
                if props.usable && !memory.choices.is_empty() { {controls()} }
                <p class="quiet">{reason}</p>
            </>
        };
    }
    if memory.curves.is_empty() {
        return html! { <p class="quiet">{"Write a class to see what many of its instances cost."}</p> };
    }
    let at = props.marked.unwrap_or(props.view.most);
    let headline = html! { <p class="headline">{sentence(memory, props.view, at)}</p> };
    // The code of all below comes a moment later than this sentence.
    if !props.usable {
        return headline;
    }
    html! {
        <>
            {headline}
            {controls()}
            <div class="memory-sides">
                <div>
                    <Chart memory={memory.clone()} view={props.view} marked={props.marked}
                        scheme={props.scheme} act={props.act.clone()} />
                    <p class="how">{quoted(&memory.how)}</p>
                </div>
                <div>
                    <Costs memory={memory.clone()} measure={props.view.measure} {at} />
                    <Choices view={props.view} count_values={props.count_values} act={props.act.clone()} />
                </div>
            </div>
            <Crossings memory={memory.clone()} measure={props.view.measure} />
            <AtMany memory={memory.clone()} view={props.view} />
            <Downloads memory={memory.clone()} view={props.view} build={props.build} />
        </>
    }
}
