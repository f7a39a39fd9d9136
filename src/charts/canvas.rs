//! Pictures on real canvases, sharp at any ratio of device pixels to CSS pixels.

use super::picture::{Picture, TITLES, Titles, draw_titled};
use plotters::prelude::IntoDrawingArea;
use plotters_canvas::CanvasBackend;
use web_sys::HtmlCanvasElement;

/// Gives the canvas as many device pixels as its box has and draws on all of them. None where the box
/// is empty (a hidden panel) or the browser gives no canvas.
pub fn draw<P: Picture>(canvas: &HtmlCanvasElement, picture: &P) -> Option<P::Plot> {
    let width = picture.px(f64::from(canvas.client_width())).cast_unsigned();
    let height = picture
        .px(f64::from(canvas.client_height()))
        .cast_unsigned();
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
    picture.draw(&area).ok()
}

/// Draws the picture under its titles on a canvas of its own, `size` in CSS pixels without them. None where the browser
/// gives no canvas.
pub fn draw_alone(
    canvas: HtmlCanvasElement,
    picture: &impl Picture,
    size: (u32, u32),
    titles: &Titles,
) -> Option<HtmlCanvasElement> {
    canvas.set_width(picture.px(f64::from(size.0)).cast_unsigned());
    canvas.set_height(picture.px(f64::from(size.1) + TITLES).cast_unsigned());
    let area = CanvasBackend::with_canvas_object(canvas.clone())?.into_drawing_area();
    draw_titled(&area, picture, titles).ok()?;
    Some(canvas)
}
