//! The memory chart on a real canvas, sharp at any ratio of device pixels to CSS pixels.

use super::memory::{MemoryChart, Plot, draw};
use plotters::prelude::IntoDrawingArea;
use plotters_canvas::CanvasBackend;
use web_sys::HtmlCanvasElement;

/// Gives the canvas as many device pixels as its box has and draws on all of them. None where the box
/// is empty (a hidden panel) or the browser gives no canvas.
pub fn draw_memory(canvas: &HtmlCanvasElement, chart: &MemoryChart<'_>) -> Option<Plot> {
    let device_px = |css_px: i32| (f64::from(css_px) * chart.ratio).round() as u32;
    let (width, height) = (
        device_px(canvas.client_width()),
        device_px(canvas.client_height()),
    );
    if width < 80 || height < 80 {
        return None;
    }
    // Setting a size clears the canvas and costs a new buffer, so only where it changed.
    if canvas.width() != width {
        canvas.set_width(width);
    }
    if canvas.height() != height {
        canvas.set_height(height);
    }
    let area = CanvasBackend::with_canvas_object(canvas.clone())?.into_drawing_area();
    draw(&area, chart).ok()
}
