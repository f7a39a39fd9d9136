//! The memory chart: bytes against the number of instances, a curve for each way of keeping the data.

use super::coord::Coord;
use super::curves::{end_labels, points};
use super::picture::{Drawn, Picture};
use super::theme::Theme;
use crate::report::MemoryReport;
use crate::report::axis::{Axis, Scale};
use crate::report::memory::Measure;
use crate::report::units::{short_bytes, short_count};
use plotters::chart::{ChartBuilder, ChartContext};
use plotters::coord::Shift;
use plotters::coord::cartesian::Cartesian2d;
use plotters::drawing::DrawingArea;
use plotters::element::{Circle, DashedPathElement, PathElement, Text};
use plotters::prelude::DrawingBackend;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, RGBColor, ShapeStyle};
use std::ops::Range;

/// What of the memory report is looked at.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct View {
    /// The largest number of instances drawn: 1 to 10 million.
    pub most: u64,
    /// How both axes are spread.
    pub scale: Scale,
    /// Which bytes are meant.
    pub measure: Measure,
}

/// A memory chart to be drawn.
#[derive(Clone, Copy)]
pub struct MemoryChart<'a> {
    /// The data.
    pub memory: &'a MemoryReport,
    /// What of it.
    pub view: View,
    /// The number of instances that is pointed at.
    pub marked: Option<u64>,
    /// Colours.
    pub theme: Theme,
    /// Device pixels per CSS pixel: fonts, margins and strokes grow with it.
    pub ratio: f64,
}

/// Where the plotting area lies, in device pixels, and its axis, to find what a pointer points at.
#[derive(Debug, Clone, PartialEq)]
pub struct Plot {
    /// From the left to the right end of the x axis.
    pub x: Range<i32>,
    /// From the top to the bottom of the y axis.
    pub y: Range<i32>,
    /// The axis of the number of instances.
    pub instances: Axis,
}

impl Plot {
    /// The number of instances at a distance of `x` device pixels from the left of the drawing.
    pub fn instances_at(&self, x: f64) -> u64 {
        let width = f64::from(self.x.end - self.x.start).max(1.0);
        let fraction = (x - f64::from(self.x.start)) / width;
        self.instances.value_at(fraction).round() as u64
    }
}

type Plane<'a, DB> = ChartContext<'a, DB, Cartesian2d<Coord, Coord>>;

impl Picture for MemoryChart<'_> {
    type Plot = Plot;

    fn draw<DB: DrawingBackend>(&self, area: &DrawingArea<DB, Shift>) -> Drawn<Plot, DB> {
        let View {
            most,
            scale,
            measure,
        } = self.view;
        let instances = self.memory.instances_axis(most, scale);
        let bytes = self.memory.bytes_axis(most.max(2), scale, measure);
        area.fill(&self.theme.paper)?;
        let px = |css_px: f64| self.px(css_px).cast_unsigned();
        let mut plane = ChartBuilder::on(area)
            .margin_top(px(10.0))
            .margin_right(px(44.0))
            .set_label_area_size(plotters::chart::LabelAreaPosition::Left, px(64.0))
            .set_label_area_size(plotters::chart::LabelAreaPosition::Bottom, px(28.0))
            .build_cartesian_2d(Coord(instances), Coord(bytes))?;
        draw_mesh(&mut plane, self)?;
        draw_mark(&mut plane, self)?;
        draw_curves(&mut plane, self)?;
        draw_crossovers(&mut plane, self)?;
        let (x, y) = plane.plotting_area().get_pixel_range();
        draw_end_labels(area, &plane, self, &x, &y)?;
        Ok(Plot { x, y, instances })
    }

    fn theme(&self) -> Theme {
        self.theme
    }

    fn ratio(&self) -> f64 {
        self.ratio
    }
}

fn draw_mesh<DB: DrawingBackend>(
    plane: &mut Plane<'_, DB>,
    chart: &MemoryChart<'_>,
) -> Drawn<(), DB> {
    let (width, height) = plane.plotting_area().dim_in_pixel();
    let room = |pixels: u32, css_px: f64| {
        (f64::from(pixels) / (css_px * chart.ratio))
            .floor()
            .max(2.0) as usize
    };
    plane
        .configure_mesh()
        .max_light_lines(0)
        .bold_line_style(chart.line(chart.theme.grid, 1.0))
        .axis_style(chart.line(chart.theme.grid, 1.0))
        .label_style(chart.text(12.0, chart.theme.ink))
        .x_labels(room(width, 84.0))
        .y_labels(room(height, 34.0))
        .x_label_formatter(&|instances| short_count(instances.round() as u64))
        .y_label_formatter(&|bytes| short_bytes(bytes.round() as u64))
        .set_all_tick_mark_size((3.0 * chart.ratio).round() as i32)
        .draw()
}

fn draw_curves<DB: DrawingBackend>(
    plane: &mut Plane<'_, DB>,
    chart: &MemoryChart<'_>,
) -> Drawn<(), DB> {
    let axis = chart
        .memory
        .instances_axis(chart.view.most, chart.view.scale);
    for curve in &chart.memory.curves {
        let Some(series) = &curve.series else {
            continue;
        };
        let stroke = chart.theme.stroke(curve.twin);
        let style = chart.line(stroke.color, stroke.width);
        let points = points(series.steps(chart.view.measure), &axis);
        match stroke.dash {
            None => plane.draw_series([PathElement::new(points, style)])?,
            Some((dash, gap)) => {
                let (dash, gap) = (chart.px(dash), chart.px(gap));
                let path = DashedPathElement::new(points, dash, gap, style);
                plane.draw_series([path])?
            }
        };
    }
    Ok(())
}

/// Rings where one curve becomes cheaper than another.
fn draw_crossovers<DB: DrawingBackend>(
    plane: &mut Plane<'_, DB>,
    chart: &MemoryChart<'_>,
) -> Drawn<(), DB> {
    let measure = chart.view.measure;
    let axis = chart
        .memory
        .instances_axis(chart.view.most, chart.view.scale);
    let rings = chart
        .memory
        .crossovers(measure)
        .into_iter()
        .filter(|crossover| crossover.instances <= chart.view.most)
        // Next to the axis every ring would lie on the same spot.
        .filter(|crossover| axis.fraction(crossover.instances as f64) > 0.01)
        .filter_map(|crossover| {
            let series = chart
                .memory
                .curves
                .get(crossover.cheaper)?
                .series
                .as_ref()?;
            let bytes = series.bytes_at(crossover.instances, measure);
            let at = (crossover.instances as f64, bytes as f64);
            Some(Circle::new(
                at,
                chart.px(5.0),
                chart.line(chart.theme.ink, 1.5),
            ))
        });
    plane.draw_series(rings)?;
    Ok(())
}

/// The line and the dots at the number of instances that is pointed at.
fn draw_mark<DB: DrawingBackend>(
    plane: &mut Plane<'_, DB>,
    chart: &MemoryChart<'_>,
) -> Drawn<(), DB> {
    let Some(instances) = chart.marked else {
        return Ok(());
    };
    let x = instances as f64;
    let bytes =
        chart
            .memory
            .bytes_axis(chart.view.most.max(2), chart.view.scale, chart.view.measure);
    let ends = vec![(x, bytes.range().start), (x, bytes.range().end)];
    plane.draw_series([PathElement::new(ends, chart.line(chart.theme.ink, 1.0))])?;
    let dots = chart.memory.curves.iter().filter_map(|curve| {
        let y = curve
            .series
            .as_ref()?
            .bytes_at(instances, chart.view.measure);
        let color = chart.theme.stroke(curve.twin).color;
        Some(Circle::new((x, y as f64), chart.px(4.0), color.filled()))
    });
    plane.draw_series(dots)?;
    Ok(())
}

/// The letter of each curve at its right end; curves that end together share one label.
fn draw_end_labels<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    plane: &Plane<'_, DB>,
    chart: &MemoryChart<'_>,
    x: &Range<i32>,
    y: &Range<i32>,
) -> Drawn<(), DB> {
    let most = chart.view.most.max(2);
    let ends = chart.memory.curves.iter().filter_map(|curve| {
        let bytes = curve.series.as_ref()?.bytes_at(most, chart.view.measure);
        let (_, pixel) = plane.backend_coord(&(most as f64, bytes as f64));
        Some((curve.twin, curve.twin.letter(), pixel))
    });
    let base = area.get_base_pixel();
    for label in end_labels(ends.collect(), chart.px(14.0), y.start, y.end) {
        let style = chart.text(13.0, chart.theme.stroke(label.key).color);
        let style = style.pos(Pos::new(HPos::Left, VPos::Center));
        let at = (x.end + chart.px(6.0) - base.0, label.y - base.1);
        area.draw(&Text::new(label.letters, at, style))?;
    }
    Ok(())
}

impl MemoryChart<'_> {
    fn line(&self, color: RGBColor, width_css_px: f64) -> ShapeStyle {
        color.stroke_width(self.px(width_css_px).max(1).cast_unsigned())
    }
}
