//! Pictures and numbers to take away: SVG, PNG, CSV.

use super::browser::download;
use crate::charts::picture::Picture;
use crate::charts::{Titles, titled_svg};
use std::rc::Rc;
use yew::prelude::*;

/// Size of a saved chart without its titles, in CSS pixels.
pub const SIZE: (u32, u32) = (720, 320);

/// What a picture is saved as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Lines and text.
    Svg,
    /// Pixels, two for each CSS pixel.
    Png,
}

/// A picture on its way to a file.
pub struct Saving {
    /// Name of the file, without its ending.
    name: String,
    kind: Kind,
}

impl Saving {
    /// Saves a picture under its titles; nothing where the browser does not let us.
    pub fn save(&self, picture: &impl Picture, titles: &Titles) {
        match self.kind {
            Kind::Svg => {
                let text = titled_svg(picture, SIZE, titles);
                download(&format!("{}.svg", self.name), "image/svg+xml", &text);
            }
            Kind::Png => save_png(&format!("{}.png", self.name), picture, titles),
        }
    }
}

#[cfg(target_arch = "wasm32")]
fn save_png(name: &str, picture: &impl Picture, titles: &Titles) {
    let canvas = super::browser::new_canvas();
    let drawn =
        canvas.and_then(|canvas| crate::charts::canvas::draw_alone(canvas, picture, SIZE, titles));
    if let Some(canvas) = drawn {
        super::browser::download_canvas(name, &canvas);
    }
}

/// Outside of a browser there is no canvas.
#[cfg(not(target_arch = "wasm32"))]
fn save_png(_: &str, _: &impl Picture, _: &Titles) {}

/// Buttons that save a picture and its numbers under a name. `picture` draws it; `numbers` are comma-separated values.
pub fn save_buttons(
    name: String,
    picture: impl Fn(&Saving) + 'static,
    numbers: impl Fn() -> String + 'static,
) -> Html {
    let picture = Rc::new(picture);
    let button = |kind: Kind, label: &'static str| {
        let (picture, name) = (picture.clone(), name.clone());
        let onclick = Callback::from(move |_: MouseEvent| {
            let name = name.clone();
            picture(&Saving { name, kind });
        });
        html! { <><button type="button" class="small" {onclick}>{label}</button>{" "}</> }
    };
    let pictures = [
        button(Kind::Svg, "Save as SVG"),
        button(Kind::Png, "Save as PNG"),
    ];
    let csv = Callback::from(move |_: MouseEvent| {
        download(&format!("{name}.csv"), "text/csv", &numbers());
    });
    html! {
        <p class="downloads">
            { for pictures }
            <button type="button" class="small" onclick={csv}>{"Save as CSV"}</button>
        </p>
    }
}
