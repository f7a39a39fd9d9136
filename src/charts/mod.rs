//! Report series → plotters. Drawing is generic over the backend: a canvas in the page, SVG text in tests
//! and exports. Nothing here measures text: in a browser that needs inline styles, which the page forbids.

#[cfg(target_arch = "wasm32")]
pub mod canvas;
mod coord;
mod curves;
pub mod graph;
pub mod memory;
pub mod picture;
mod theme;

pub use graph::{GraphChart, Places};
pub use memory::{MemoryChart, Plot, View};
pub use picture::{Titles, svg, titled_svg};
pub use theme::{Stroke, Theme};
