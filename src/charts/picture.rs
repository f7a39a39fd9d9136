//! What can be drawn on any backend: onto a canvas in the page, as SVG text in tests and downloads.

use super::theme::Theme;
use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind, IntoDrawingArea};
use plotters::element::Text;
use plotters::prelude::{DrawingBackend, SVGBackend};
use plotters::style::{FontFamily, IntoFont, RGBColor, TextStyle};

/// What drawing answers.
pub type Drawn<T, DB> = Result<T, DrawingAreaErrorKind<<DB as DrawingBackend>::ErrorType>>;

/// A chart to be drawn.
pub trait Picture {
    /// Where its axes lie, for a pointer.
    type Plot;

    /// Draws it over the whole area and answers where its axes are.
    fn draw<DB: DrawingBackend>(&self, area: &DrawingArea<DB, Shift>) -> Drawn<Self::Plot, DB>;

    /// Its colours.
    fn theme(&self) -> Theme;

    /// Device pixels per CSS pixel: fonts, margins and strokes grow with it.
    fn ratio(&self) -> f64;

    /// CSS pixels as device pixels.
    fn px(&self, css_px: f64) -> i32 {
        (css_px * self.ratio()).round() as i32
    }

    /// The style of a text.
    fn text(&self, size_css_px: f64, color: RGBColor) -> TextStyle<'static> {
        let family = FontFamily::Name("system-ui, sans-serif");
        (family, size_css_px * self.ratio())
            .into_font()
            .color(&color)
    }
}

/// What a picture that stands alone says over its axes.
#[derive(Debug, Clone, PartialEq)]
pub struct Titles {
    /// What it shows, in one sentence.
    pub title: String,
    /// What the numbers are, of which interpreter.
    pub below: String,
}

/// Height of the titles in CSS pixels.
pub const TITLES: f64 = 44.0;

/// Draws the titles and, under them, the picture.
pub fn draw_titled<DB: DrawingBackend, P: Picture>(
    area: &DrawingArea<DB, Shift>,
    picture: &P,
    titles: &Titles,
) -> Drawn<(), DB> {
    let (head, rest) = area.split_vertically(picture.px(TITLES));
    let theme = picture.theme();
    head.fill(&theme.paper)?;
    let lines = [(&titles.title, 14.0, 6.0), (&titles.below, 12.0, 26.0)];
    for (line, size, y) in lines {
        let at = (picture.px(8.0), picture.px(y));
        head.draw(&Text::new(line.clone(), at, picture.text(size, theme.ink)))?;
    }
    picture.draw(&rest)?;
    Ok(())
}

/// A picture as SVG text; empty if it cannot be drawn.
pub fn svg(picture: &impl Picture, size: (u32, u32)) -> String {
    as_svg(size, |area| picture.draw(area).is_ok())
}

/// A picture under its titles as SVG text, `size` without them; empty if it cannot be drawn.
pub fn titled_svg(picture: &impl Picture, size: (u32, u32), titles: &Titles) -> String {
    let size = (size.0, size.1 + TITLES as u32);
    as_svg(size, |area| draw_titled(area, picture, titles).is_ok())
}

fn as_svg(
    size: (u32, u32),
    draw: impl FnOnce(&DrawingArea<SVGBackend<'_>, Shift>) -> bool,
) -> String {
    let mut text = String::new();
    let drawn = {
        let area = SVGBackend::with_string(&mut text, size).into_drawing_area();
        draw(&area) && area.present().is_ok()
    };
    if drawn { text } else { String::new() }
}
