//! A report's axis as a plotters coordinate.

use crate::report::axis::Axis;
use plotters::coord::ranged1d::{KeyPointHint, NoDefaultFormatting, Ranged, ValueFormatter};
use std::ops::Range;

/// An [`Axis`] that plotters can place values on; finite and not empty, because plotters never returns
/// from an infinite range.
#[derive(Clone)]
pub(super) struct Coord(pub Axis);

impl Ranged for Coord {
    type FormatOption = NoDefaultFormatting;
    type ValueType = f64;

    fn map(&self, value: &f64, (from, to): (i32, i32)) -> i32 {
        from + (f64::from(to - from) * self.0.fraction(*value)).round() as i32
    }

    fn key_points<Hint: KeyPointHint>(&self, hint: Hint) -> Vec<f64> {
        self.0.ticks(hint.max_num_points())
    }

    fn range(&self) -> Range<f64> {
        self.0.range()
    }
}

impl ValueFormatter<f64> for Coord {
    fn format(value: &f64) -> String {
        value.to_string()
    }
}
