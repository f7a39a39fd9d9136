//! Report series → plotters. Drawing is generic over the backend: a canvas in the page, SVG text in tests
//! and exports. Nothing here measures text: in a browser that needs inline styles, which the page forbids.

#[cfg(target_arch = "wasm32")]
pub mod canvas;
mod coord;
mod curves;
pub mod memory;
mod theme;

pub use memory::{MemoryChart, Plot, View};
pub use theme::{Stroke, Theme};

use plotters::prelude::{IntoDrawingArea, SVGBackend};
use plotters::style::RGBColor;

/// The memory chart as SVG text, for exports and tests; empty if it cannot be drawn.
pub fn memory_svg(chart: &MemoryChart<'_>, size: (u32, u32)) -> String {
    let mut text = String::new();
    let drawn = {
        let area = SVGBackend::with_string(&mut text, size).into_drawing_area();
        memory::draw(&area, chart).is_ok() && area.present().is_ok()
    };
    if drawn { text } else { String::new() }
}

/// Height of the title over a chart, in pixels.
const TITLE: u32 = 44;

/// The memory chart as a picture that says by itself what it is: with a title and a line below it.
pub fn titled_svg(chart: &MemoryChart<'_>, size: (u32, u32), title: &str, below: &str) -> String {
    let (width, height) = (size.0, size.1 + TITLE);
    let inner = memory_svg(chart, size);
    let (paper, ink) = (css(chart.theme.paper), css(chart.theme.ink));
    let (title, below) = (escaped(title), escaped(below));
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\">\n\
         <rect width=\"100%\" height=\"100%\" fill=\"{paper}\"/>\n\
         <text x=\"8\" y=\"18\" font-family=\"sans-serif\" font-size=\"14\" font-weight=\"bold\" fill=\"{ink}\">{title}</text>\n\
         <text x=\"8\" y=\"36\" font-family=\"sans-serif\" font-size=\"12\" fill=\"{ink}\">{below}</text>\n\
         <g transform=\"translate(0 {TITLE})\">\n{inner}</g>\n</svg>\n"
    )
}

fn css(RGBColor(red, green, blue): RGBColor) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}
