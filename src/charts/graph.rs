//! A graph's bars or lines, one place beside the other.

use super::coord::Coord;
use super::curves::end_labels;
use super::picture::{Drawn, Picture};
use super::theme::Theme;
use crate::report::axis::{Axis, Scale};
use crate::report::graph::{Form, Graph, is_hidden};
use plotters::chart::{ChartBuilder, ChartContext};
use plotters::coord::Shift;
use plotters::coord::cartesian::Cartesian2d;
use plotters::drawing::DrawingArea;
use plotters::element::{Circle, DashedPathElement, PathElement, Rectangle, Text};
use plotters::prelude::DrawingBackend;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, RGBColor, ShapeStyle};
use std::ops::Range;

/// A graph to be drawn.
#[derive(Clone, Copy)]
pub struct GraphChart<'a> {
    /// The data.
    pub graph: &'a Graph,
    /// Which series are left out.
    pub hidden: &'a [bool],
    /// The place that is pointed at.
    pub marked: Option<usize>,
    /// Colours.
    pub theme: Theme,
    /// Device pixels per CSS pixel.
    pub ratio: f64,
}

/// Where the places lie, in device pixels.
#[derive(Debug, Clone, PartialEq)]
pub struct Places {
    x: Range<i32>,
    count: usize,
}

impl Places {
    /// The place at a distance of `x` device pixels from the left of the drawing; none where there are none.
    pub fn place_at(&self, x: f64) -> Option<usize> {
        let width = f64::from(self.x.end - self.x.start).max(1.0);
        let fraction = ((x - f64::from(self.x.start)) / width).clamp(0.0, 0.999_999);
        (self.count > 0).then_some((fraction * self.count as f64) as usize)
    }
}

type Plane<'a, DB> = ChartContext<'a, DB, Cartesian2d<Coord, Coord>>;

/// Half the room of a place that bars take.
const HALF: f64 = 0.4;

/// The letter of a series: colour alone is not enough.
pub fn letter(series: usize) -> char {
    char::from(b'A' + (series % 26) as u8)
}

impl Picture for GraphChart<'_> {
    type Plot = Places;

    fn draw<DB: DrawingBackend>(&self, area: &DrawingArea<DB, Shift>) -> Drawn<Places, DB> {
        let count = self.graph.places.len();
        let across = Axis::new(-0.5, count as f64 - 0.5, Scale::Linear);
        let values = Axis::new(0.0, self.graph.highest(self.hidden) * 1.08, Scale::Linear);
        area.fill(&self.theme.paper)?;
        let px = |css_px: f64| self.px(css_px).cast_unsigned();
        let mut plane = ChartBuilder::on(area)
            .margin_top(px(10.0))
            .margin_right(px(28.0))
            .set_label_area_size(plotters::chart::LabelAreaPosition::Left, px(64.0))
            .set_label_area_size(plotters::chart::LabelAreaPosition::Bottom, px(28.0))
            .build_cartesian_2d(Coord(across), Coord(values))?;
        self.mesh(&mut plane)?;
        if let Some(place) = self.marked {
            let x = place as f64;
            let line = vec![(x, values.range().start), (x, values.range().end)];
            plane.draw_series([PathElement::new(line, self.line(self.theme.ink, 1.0))])?;
        }
        match self.graph.form {
            Form::Stacked => self.stacks(&mut plane)?,
            Form::Beside => self.beside(&mut plane)?,
            Form::Lines => self.lines(area, &mut plane)?,
        }
        let (x, _) = plane.plotting_area().get_pixel_range();
        Ok(Places { x, count })
    }

    fn theme(&self) -> Theme {
        self.theme
    }

    fn ratio(&self) -> f64 {
        self.ratio
    }
}

impl GraphChart<'_> {
    fn line(&self, color: RGBColor, width_css_px: f64) -> ShapeStyle {
        color.stroke_width(self.px(width_css_px).max(1).cast_unsigned())
    }

    fn mesh<DB: DrawingBackend>(&self, plane: &mut Plane<'_, DB>) -> Drawn<(), DB> {
        let (width, height) = plane.plotting_area().dim_in_pixel();
        let room = |pixels: u32, css_px: f64| {
            (f64::from(pixels) / (css_px * self.ratio)).floor().max(2.0) as usize
        };
        let places = &self.graph.places;
        let longest = places.iter().map(|name| name.chars().count()).max();
        let each = 16.0 + 7.0 * longest.unwrap_or(0) as f64;
        let name = |at: &f64| {
            let whole = (at - at.round()).abs() < 1e-6 && *at >= 0.0;
            let name = whole.then(|| places.get(at.round() as usize)).flatten();
            name.cloned().unwrap_or_default()
        };
        plane
            .configure_mesh()
            .disable_x_mesh()
            .max_light_lines(0)
            .bold_line_style(self.line(self.theme.grid, 1.0))
            .axis_style(self.line(self.theme.grid, 1.0))
            .label_style(self.text(12.0, self.theme.ink))
            .x_labels(room(width, each).min(places.len().max(1)))
            .y_labels(room(height, 34.0))
            .x_label_formatter(&name)
            .y_label_formatter(&|value| self.graph.unit.text(*value))
            .set_all_tick_mark_size(self.px(3.0))
            .draw()
    }

    /// The series that are shown, with their numbers.
    fn shown(&self) -> impl Iterator<Item = (usize, &[Option<f64>])> {
        let all = self.graph.series.iter().enumerate();
        all.filter(|(index, _)| !is_hidden(self.hidden, *index))
            .map(|(index, series)| (index, series.values.as_slice()))
    }

    fn stacks<DB: DrawingBackend>(&self, plane: &mut Plane<'_, DB>) -> Drawn<(), DB> {
        for place in 0..self.graph.places.len() {
            let mut base = 0.0;
            for (index, values) in self.shown() {
                let Some(value) = values.get(place).copied().flatten() else {
                    continue;
                };
                let x = place as f64;
                self.bar(plane, index, (x - HALF, x + HALF), (base, base + value))?;
                base += value;
            }
        }
        Ok(())
    }

    fn beside<DB: DrawingBackend>(&self, plane: &mut Plane<'_, DB>) -> Drawn<(), DB> {
        let width = 2.0 * HALF / self.shown().count().max(1) as f64;
        for place in 0..self.graph.places.len() {
            for (at, (index, values)) in self.shown().enumerate() {
                let Some(value) = values.get(place).copied().flatten() else {
                    continue;
                };
                let x = place as f64 - HALF + width * at as f64;
                self.bar(plane, index, (x, x + width), (0.0, value))?;
            }
        }
        Ok(())
    }

    /// A bar with an edge around it, and its letter where there is room.
    fn bar<DB: DrawingBackend>(
        &self,
        plane: &mut Plane<'_, DB>,
        series: usize,
        (left, right): (f64, f64),
        (low, high): (f64, f64),
    ) -> Drawn<(), DB> {
        let color = self.theme.series(series);
        let corners = [(left, high), (right, low)];
        plane.draw_series([
            Rectangle::new(corners, color.filled()),
            Rectangle::new(corners, self.line(self.theme.paper, 1.0)),
        ])?;
        let (from, to) = (
            plane.backend_coord(&corners[0]),
            plane.backend_coord(&corners[1]),
        );
        if self.graph.series.len() > 1
            && to.0 - from.0 >= self.px(14.0)
            && to.1 - from.1 >= self.px(14.0)
        {
            let style = self.text(12.0, self.theme.on_series(series));
            let style = style.pos(Pos::new(HPos::Center, VPos::Center));
            let middle = ((left + right) / 2.0, (low + high) / 2.0);
            plane.draw_series([Text::new(letter(series).to_string(), middle, style)])?;
        }
        Ok(())
    }

    fn lines<DB: DrawingBackend>(
        &self,
        area: &DrawingArea<DB, Shift>,
        plane: &mut Plane<'_, DB>,
    ) -> Drawn<(), DB> {
        let mut ends = Vec::new();
        for (index, values) in self.shown() {
            let stroke = self.theme.line(index);
            let style = self.line(stroke.color, stroke.width);
            let at = |(place, value): (usize, &Option<f64>)| Some((place as f64, (*value)?));
            let points: Vec<(f64, f64)> = values.iter().enumerate().filter_map(at).collect();
            if let Some(&(x, y)) = points.last() {
                let (_, y) = plane.backend_coord(&(x, y));
                ends.push((index, letter(index), y));
            }
            let dots = points.iter().map(|&point| {
                let radius = if values.len() > 15 { 1.5 } else { 3.0 };
                Circle::new(point, self.px(radius), stroke.color.filled())
            });
            plane.draw_series(dots)?;
            for path in runs(values) {
                match stroke.dash {
                    None => plane.draw_series([PathElement::new(path, style)])?,
                    Some((dash, gap)) => {
                        let (dash, gap) = (self.px(dash), self.px(gap));
                        plane.draw_series([DashedPathElement::new(path, dash, gap, style)])?
                    }
                };
            }
        }
        let (x, y) = plane.plotting_area().get_pixel_range();
        let base = area.get_base_pixel();
        for label in end_labels(ends, self.px(14.0), y.start, y.end) {
            let style = self.text(13.0, self.theme.line(label.key).color);
            let style = style.pos(Pos::new(HPos::Left, VPos::Center));
            let at = (x.end + self.px(6.0) - base.0, label.y - base.1);
            area.draw(&Text::new(label.letters, at, style))?;
        }
        Ok(())
    }
}

/// The points of a line: it does not go over a place without a number.
fn runs(values: &[Option<f64>]) -> Vec<Vec<(f64, f64)>> {
    let mut runs = vec![Vec::new()];
    for (place, value) in values.iter().enumerate() {
        match (value, runs.last_mut()) {
            (Some(value), Some(run)) => run.push((place as f64, *value)),
            _ => runs.push(Vec::new()),
        }
    }
    runs.retain(|run| run.len() > 1);
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pointer_finds_its_place() {
        let places = Places {
            x: 100..200,
            count: 4,
        };
        let found = [0.0, 100.0, 130.0, 199.0, 500.0].map(|x| places.place_at(x));
        assert_eq!(found, [Some(0), Some(0), Some(1), Some(3), Some(3)]);
        assert_eq!(Places { x: 0..0, count: 0 }.place_at(5.0), None);
    }

    #[test]
    fn a_line_has_gaps() {
        let values = [
            Some(1.0),
            Some(2.0),
            None,
            Some(3.0),
            None,
            Some(4.0),
            Some(5.0),
        ];
        assert_eq!(
            runs(&values),
            [vec![(0.0, 1.0), (1.0, 2.0)], vec![(5.0, 4.0), (6.0, 5.0)]]
        );
    }
}
