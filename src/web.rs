//! The page's program: what static/boot.js and the build call.

use wasm_bindgen::prelude::wasm_bindgen;

// The start is `mount`: static/boot.js decides when enough of the program is there.
fn main() {}

/// Mounts the page.
#[wasm_bindgen]
pub fn mount() {
    slotscope::ui::mount();
}

/// Computes what a first visit shows, without a page: scripts/divide.mjs watches which texts of the library that reads.
#[wasm_bindgen]
pub fn rehearse() {
    slotscope::ui::rehearse();
}
