//! What the page draws, rendered natively: `cargo test --features ssr --test drawn`.
#![cfg(all(feature = "web", not(target_arch = "wasm32")))]

mod charts;
#[cfg(feature = "ssr")]
mod components;
mod sample;
