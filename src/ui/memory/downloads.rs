//! The memory chart to take away: as a picture and as numbers.

use super::words::sentence;
use crate::charts::{MemoryChart, Theme, View, titled_svg};
use crate::report::memory::{MOST_INSTANCES, Measure};
use crate::report::{Build, MemoryReport};
use crate::ui::browser::download;
use std::rc::Rc;
use yew::prelude::*;

/// Size of the chart in the picture, in pixels.
const SIZE: (u32, u32) = (720, 320);

/// Properties of [`Downloads`].
#[derive(Properties, PartialEq)]
pub struct DownloadsProps {
    /// The measurement.
    pub memory: Rc<MemoryReport>,
    /// What of it is looked at.
    pub view: View,
    /// The interpreter.
    pub build: Build,
}

/// Buttons that save the chart.
#[component]
pub fn Downloads(props: &DownloadsProps) -> Html {
    let class = props.memory.class.clone().unwrap_or_default();
    let name = move |ending: &str| format!("{class}-memory.{ending}");
    let svg = {
        let (memory, view, build, name) =
            (props.memory.clone(), props.view, props.build, name("svg"));
        Callback::from(move |_: MouseEvent| {
            download(&name, "image/svg+xml", &picture(&memory, view, build));
        })
    };
    let csv = {
        let (memory, view, name) = (props.memory.clone(), props.view, name("csv"));
        Callback::from(move |_: MouseEvent| {
            download(
                &name,
                "text/csv",
                &memory.csv(&counts(view.most), view.measure),
            );
        })
    };
    html! {
        <p class="downloads">
            <button type="button" class="small" onclick={svg}>{"Save as SVG"}</button>{" "}
            <button type="button" class="small" onclick={csv}>{"Save as CSV"}</button>
        </p>
    }
}

/// The chart with what it shows, for which interpreter.
pub fn picture(memory: &MemoryReport, view: View, build: Build) -> String {
    let chart = MemoryChart {
        memory,
        view,
        marked: None,
        theme: Theme::LIGHT,
        ratio: 1.0,
    };
    let measure = match view.measure {
        Measure::Requested => "requested",
        Measure::Allocated => "allocated",
    };
    let below = format!(
        "CPython {}, {}-bit: {measure} bytes by number of instances (slotscope)",
        build.version,
        8 * build.word()
    );
    titled_svg(&chart, SIZE, &sentence(memory, view, view.most), &below)
}

/// The powers of ten up to the largest number of instances, and that number.
pub fn counts(most: u64) -> Vec<u64> {
    let powers = (0..=7).map(|power| 10u64.pow(power));
    let mut counts: Vec<u64> = powers.filter(|&n| n < most).collect();
    counts.push(most.min(MOST_INSTANCES));
    counts
}
