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

/// The memory chart as SVG text, for exports and tests; empty if it cannot be drawn.
pub fn memory_svg(chart: &MemoryChart<'_>, size: (u32, u32)) -> String {
    let mut text = String::new();
    let drawn = {
        let area = SVGBackend::with_string(&mut text, size).into_drawing_area();
        memory::draw(&area, chart).is_ok() && area.present().is_ok()
    };
    if drawn { text } else { String::new() }
}
