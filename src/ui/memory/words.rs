//! The memory chart in sentences, and the slider's way from 1 to 10 million.

use crate::charts::View;
use crate::report::memory::{Crossover, Measure};
use crate::report::units::{grouped, short_bytes, short_count};
use crate::report::{MemoryReport, Twin};

/// The numbers of instances that the slider offers: thirty to a decade with two significant digits, each once,
/// so that every step of the slider moves it.
pub(super) fn stops() -> Vec<u64> {
    let mut stops: Vec<u64> = (0..=210)
        .map(|step| {
            let exact = 10f64.powf(f64::from(step) / 30.0);
            let unit = 10f64.powf((exact.log10().floor() - 1.0).max(0.0));
            ((exact / unit).round() * unit) as u64
        })
        .collect();
    stops.dedup();
    stops
}

/// The step of the slider for a number of instances: the last one that does not lie above.
pub(super) fn step_at(stops: &[u64], instances: u64) -> usize {
    stops
        .partition_point(|&stop| stop <= instances)
        .saturating_sub(1)
}

/// A number of instances, counted: "1 instance", "1 million instances".
pub(super) fn instances(count: u64) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{} instance{plural}", short_count(count))
}

/// "Requested" or "allocated", as a sentence uses it.
pub(super) fn measured(measure: Measure) -> &'static str {
    match measure {
        Measure::Requested => "requested",
        Measure::Allocated => "allocated",
    }
}

/// What the chart shows, in one sentence: the class as written against its slotted or plain twin.
pub(super) fn sentence(memory: &MemoryReport, view: View, at: u64) -> String {
    let bytes = |twin: Twin| {
        let curve = memory.curves.iter().find(|curve| curve.twin == twin)?;
        Some(curve.series.as_ref()?.bytes_at(at, view.measure))
    };
    let class = memory.class.as_deref().unwrap_or("instances");
    let Some(written) = bytes(Twin::AsWritten) else {
        return format!("{} could not be measured as written.", class);
    };
    let mut text = format!(
        "{} {class} {}: {} {} as written",
        short_count(at),
        if at == 1 { "object" } else { "objects" },
        short_bytes(written),
        measured(view.measure),
    );
    let other = [
        (Twin::Slotted, "with slots only"),
        (Twin::Plain, "as a plain class"),
    ]
    .into_iter()
    .find_map(|(twin, name)| Some((bytes(twin)?, name)).filter(|(bytes, _)| *bytes != written));
    if let Some((other, name)) = other {
        text += &format!(
            ", {} {name} ({})",
            short_bytes(other),
            change(written, other)
        );
    }
    text + "."
}

/// The difference from one number of bytes to another: "42 % less", "as much".
pub(super) fn change(from: u64, to: u64) -> String {
    if from == to {
        return "as much".into();
    }
    let ratio = to as f64 / from.max(1) as f64;
    if ratio >= 2.0 {
        format!("{ratio:.1} times")
    } else if ratio > 1.0 {
        format!("{:.0} % more", (ratio - 1.0) * 100.0)
    } else {
        format!("{:.0} % less", (1.0 - ratio) * 100.0)
    }
}

/// A crossover in one sentence.
pub(super) fn crossing(memory: &MemoryReport, crossover: &Crossover) -> Option<String> {
    let name = |index: usize| memory.curves.get(index).map(|curve| curve.label.as_str());
    Some(format!(
        "From {} instances on, {} costs less than {}.",
        grouped(crossover.instances),
        name(crossover.cheaper)?,
        name(crossover.dearer)?,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::memory::MOST_INSTANCES;

    #[test]
    fn the_slider_reaches_both_ends_in_round_numbers() {
        let stops = stops();
        assert_eq!(stops[..4], [1, 2, 3, 4]);
        assert_eq!(stops.last(), Some(&MOST_INSTANCES));
        for round in [10, 100, 1000, 10_000, 100_000, 1_000_000] {
            assert!(stops.contains(&round));
        }
    }

    #[test]
    fn every_step_moves_the_slider() {
        let stops = stops();
        assert!(stops.is_sorted_by(|a, b| a < b));
        for (step, &stop) in stops.iter().enumerate() {
            assert_eq!(step_at(&stops, stop), step);
        }
        assert_eq!(step_at(&stops, 0), 0);
    }

    #[test]
    fn changes_are_said_plainly() {
        for (from, to, text) in [
            (96, 56, "42 % less"),
            (96, 96, "as much"),
            (96, 112, "17 % more"),
            (96, 408, "4.2 times"),
        ] {
            assert_eq!(change(from, to), text);
        }
    }
}
