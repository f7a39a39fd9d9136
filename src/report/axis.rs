//! An axis of a chart: a range that is finite and not empty by construction, and its ticks.

use serde::{Deserialize, Serialize};
use std::ops::Range;

/// How values are spread over an axis.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scale {
    /// Equal distances are equal differences.
    Linear,
    /// Equal distances are equal ratios.
    Log,
}

/// A finite range with `low < high`; on a logarithmic scale also `low > 0`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Axis {
    low: f64,
    high: f64,
    scale: Scale,
}

impl Axis {
    /// The range from `low` to `high`, moved to the nearest one that can be drawn: what is not finite
    /// is taken as 0, an empty range becomes one wide (a decade on a logarithmic scale).
    pub fn new(low: f64, high: f64, scale: Scale) -> Self {
        let finite = |value: f64| {
            if value.is_finite() {
                value.clamp(-1e18, 1e18)
            } else {
                0.0
            }
        };
        let (mut low, mut high) = (finite(low), finite(high));
        if scale == Scale::Log {
            low = low.max(1e-3);
            high = high.max(low * 1.001);
            if high <= low * 1.01 {
                high = low * 10.0;
            }
        } else if high - low < low.abs() * 1e-6 + 1e-9 {
            high = low + low.abs().max(1.0);
        }
        Self { low, high, scale }
    }

    /// The range.
    pub fn range(&self) -> Range<f64> {
        self.low..self.high
    }

    /// How values are spread.
    pub fn scale(&self) -> Scale {
        self.scale
    }

    /// Where on the axis a value lies: 0 at the low end, 1 at the high end, held within.
    pub fn fraction(&self, value: f64) -> f64 {
        let value = if value.is_nan() {
            self.low
        } else {
            value.clamp(self.low, self.high)
        };
        match self.scale {
            Scale::Linear => (value - self.low) / (self.high - self.low),
            Scale::Log => (value / self.low).ln() / (self.high / self.low).ln(),
        }
    }

    /// The value at a fraction of the axis; the inverse of [`Axis::fraction`].
    pub fn value_at(&self, fraction: f64) -> f64 {
        let fraction = if fraction.is_nan() {
            0.0
        } else {
            fraction.clamp(0.0, 1.0)
        };
        match self.scale {
            Scale::Linear => self.low + fraction * (self.high - self.low),
            Scale::Log => self.low * (self.high / self.low).powf(fraction),
        }
    }

    /// At most `most` round values within the range, in ascending order: powers of ten on a logarithmic
    /// scale that spans at least one, multiples of 1, 2 or 5 otherwise.
    pub fn ticks(&self, most: usize) -> Vec<f64> {
        let most = most.max(2);
        if self.scale == Scale::Log && self.high / self.low >= 10.0 {
            self.powers_of_ten(most)
        } else {
            self.multiples(most)
        }
    }

    fn powers_of_ten(&self, most: usize) -> Vec<f64> {
        let first = (self.low.log10() - 1e-9).ceil() as i32;
        let last = (self.high.log10() + 1e-9).floor() as i32;
        let count = (last - first + 1).max(1) as usize;
        let every = count.div_ceil(most).max(1);
        (first..=last)
            .step_by(every)
            .map(|power| 10f64.powi(power))
            .collect()
    }

    fn multiples(&self, most: usize) -> Vec<f64> {
        let rough = (self.high - self.low) / most as f64;
        let decade = 10f64.powf(rough.log10().floor());
        let step = [1.0, 2.0, 5.0, 10.0]
            .into_iter()
            .map(|factor| factor * decade)
            .find(|&step| step >= rough * (1.0 - 1e-9))
            .unwrap_or(10.0 * decade);
        let first = (self.low / step - 1e-9).ceil() as i64;
        let last = (self.high / step + 1e-9).floor() as i64;
        (first..=last)
            .take(most + 1)
            .map(|k| k as f64 * step)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_range_can_be_drawn() {
        let odd = [
            f64::NAN,
            f64::INFINITY,
            f64::NEG_INFINITY,
            0.0,
            -1.0,
            1.0,
            1e300,
            5e-324,
        ];
        for scale in [Scale::Linear, Scale::Log] {
            for low in odd {
                for high in odd {
                    let axis = Axis::new(low, high, scale);
                    let range = axis.range();
                    assert!(range.start.is_finite() && range.end.is_finite());
                    assert!(range.start < range.end, "{low} {high} {scale:?}");
                    assert!(axis.ticks(8).len() <= 9);
                    for value in odd {
                        assert!((0.0..=1.0).contains(&axis.fraction(value)));
                    }
                }
            }
        }
    }

    #[test]
    fn ticks_are_round() {
        let log = Axis::new(1.0, 10_000_000.0, Scale::Log);
        assert_eq!(log.ticks(8), [1.0, 10.0, 100.0, 1e3, 1e4, 1e5, 1e6, 1e7]);
        assert_eq!(log.ticks(4), [1.0, 100.0, 1e4, 1e6]);
        let linear = Axis::new(0.0, 960.0, Scale::Linear);
        assert_eq!(linear.ticks(5), [0.0, 200.0, 400.0, 600.0, 800.0]);
        let narrow = Axis::new(100.0, 400.0, Scale::Log);
        assert_eq!(narrow.ticks(4), [100.0, 200.0, 300.0, 400.0]);
    }

    #[test]
    fn fractions_turn_back() {
        for axis in [
            Axis::new(1.0, 1e7, Scale::Log),
            Axis::new(0.0, 500.0, Scale::Linear),
        ] {
            for fraction in [0.0, 0.25, 0.5, 1.0] {
                assert!((axis.fraction(axis.value_at(fraction)) - fraction).abs() < 1e-12);
            }
        }
    }
}
