//! The memory chart to take away: as a picture and as numbers.

use super::words::sentence;
use crate::charts::{MemoryChart, Theme, Titles, View};
use crate::report::memory::{MOST_INSTANCES, Measure};
use crate::report::{Build, MemoryReport};
use crate::ui::saving::save_buttons;
use std::rc::Rc;
use yew::prelude::*;

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
    let (memory, view, build) = (props.memory.clone(), props.view, props.build);
    let csv = {
        let memory = memory.clone();
        move || memory.csv(&counts(view.most), view.measure)
    };
    save_buttons(
        format!("{class}-memory"),
        move |saving| saving.save(&chart(&memory, view), &titles(&memory, view, build)),
        csv,
    )
}

/// The chart as it is saved: light, with nothing pointed at.
pub fn chart(memory: &MemoryReport, view: View) -> MemoryChart<'_> {
    MemoryChart {
        memory,
        view,
        marked: None,
        theme: Theme::LIGHT,
        ratio: 1.0,
    }
}

/// What the chart shows, for which interpreter.
pub fn titles(memory: &MemoryReport, view: View, build: Build) -> Titles {
    let measure = match view.measure {
        Measure::Requested => "requested",
        Measure::Allocated => "allocated",
    };
    Titles {
        title: sentence(memory, view, view.most),
        below: format!(
            "CPython {}, {}-bit: {measure} bytes by number of instances (slotscope)",
            build.version,
            8 * build.word()
        ),
    }
}

/// The powers of ten up to the largest number of instances, and that number.
pub fn counts(most: u64) -> Vec<u64> {
    let powers = (0..=7).map(|power| 10u64.pow(power));
    let mut counts: Vec<u64> = powers.filter(|&n| n < most).collect();
    counts.push(most.min(MOST_INSTANCES));
    counts
}
