//! The charts as SVG text, compared with snapshots.

use crate::sample;
use slotscope::charts::{GraphChart, MemoryChart, Theme, View, svg as drawn, titled_svg};
use slotscope::report::BUILDS;
use slotscope::report::MemoryReport;
use slotscope::report::axis::Scale;
use slotscope::report::graph::Form;
use slotscope::report::memory::Measure;
use slotscope::ui::memory::downloads::{chart, titles};

fn svg(memory: &MemoryReport, most: u64, scale: Scale, marked: Option<u64>) -> String {
    let chart = MemoryChart {
        memory,
        view: View {
            most,
            scale,
            measure: Measure::Requested,
        },
        marked,
        theme: Theme::LIGHT,
        ratio: 1.0,
    };
    drawn(&chart, (480, 240))
}

#[test]
fn a_million_on_linear_axes() {
    sample::check(
        "memory-linear.svg",
        &svg(&sample::memory(), 1_000_000, Scale::Linear, None),
    );
}

#[test]
fn a_picture_says_what_it_is() {
    let view = View {
        most: 1000,
        scale: Scale::Linear,
        measure: Measure::Allocated,
    };
    let memory = sample::memory();
    let titles = titles(&memory, view, BUILDS[4]);
    let text = titled_svg(&chart(&memory, view), (720, 320), &titles);
    sample::check("memory-titled.svg", &text);
}

#[test]
fn numbers_are_saved_by_line() {
    let csv = sample::memory().csv(&[1, 10], Measure::Allocated);
    assert_eq!(
        csv,
        "instances,\"as written\",\"plain class\",\"slots only\",\"dict\",\"namedtuple\"\n1,328,328,56,184,\n10,1632,1632,560,1840,\n"
    );
}

#[test]
fn few_on_logarithmic_axes_with_a_reading_line() {
    sample::check(
        "memory-log.svg",
        &svg(&sample::memory(), 100, Scale::Log, Some(7)),
    );
}

#[test]
fn anything_can_be_drawn() {
    let mut odd = sample::memory();
    for curve in &mut odd.curves {
        if let Some(series) = &mut curve.series {
            series.requested.steady = u64::MAX;
            series.requested.first.clear();
        }
    }
    for memory in [MemoryReport::default(), odd] {
        for most in [0, 1, 2, u64::MAX] {
            for scale in [Scale::Linear, Scale::Log] {
                assert!(svg(&memory, most, scale, Some(most)).starts_with("<svg"));
            }
        }
    }
}

#[test]
fn fonts_and_strokes_grow_with_the_ratio() {
    let memory = sample::memory();
    let at = |ratio: f64| {
        let chart = MemoryChart {
            memory: &memory,
            view: View {
                most: 100,
                scale: Scale::Linear,
                measure: Measure::Requested,
            },
            marked: None,
            theme: Theme::DARK,
            ratio,
        };
        drawn(&chart, ((300.0 * ratio) as u32, (200.0 * ratio) as u32))
    };
    let width = |svg: &str, px: u32| svg.contains(&format!("stroke-width=\"{px}\""));
    assert!(width(&at(1.0), 4) && !width(&at(1.0), 8));
    assert!(width(&at(2.0), 8));
}

#[test]
fn graphs_are_drawn_with_letters_and_without_what_is_hidden() {
    for (name, form, hidden) in [
        ("graph-stacked.svg", Form::Stacked, vec![]),
        ("graph-beside.svg", Form::Beside, vec![]),
        ("graph-lines.svg", Form::Lines, vec![]),
        ("graph-hidden.svg", Form::Lines, vec![true]),
    ] {
        let graph = sample::graph(form);
        let chart = GraphChart {
            graph: &graph,
            hidden: &hidden,
            marked: Some(1),
            theme: Theme::LIGHT,
            ratio: 1.0,
        };
        sample::check(name, &drawn(&chart, (360, 200)));
    }
}
