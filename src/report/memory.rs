//! What N instances of a class cost, exactly and for any N, beside the same data kept in other ways.

use super::axis::{Axis, Scale};
use serde::{Deserialize, Serialize};

/// The largest number of instances that is drawn.
pub const MOST_INSTANCES: u64 = 10_000_000;

/// What many instances of one class cost.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemoryReport {
    /// Qualified name of the measured class; none where the program has no class.
    pub class: Option<String>,
    /// Qualified names of the classes that may be chosen.
    pub choices: Vec<String>,
    /// How an instance is made, in one sentence: "Made as on line 12, `Point(1, 2, 3)`; the values are
    /// shared and not counted."
    pub how: String,
    /// The class as written, then its twins; empty where nothing could be measured.
    pub curves: Vec<Curve>,
    /// Why nothing could be measured, in one sentence.
    pub unmeasured: Option<String>,
}

/// The same data kept in one way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Curve {
    /// Which way.
    pub twin: Twin,
    /// Its name in the legend: "as written", "tuple".
    pub label: String,
    /// Python text of this twin; empty for the class as written.
    pub code: String,
    /// The cost; none where it could not be measured.
    pub series: Option<Series>,
    /// Why it could not be measured, in one sentence.
    pub unmeasured: Option<String>,
}

/// A way of keeping the attributes of one instance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Twin {
    /// The class as the program has it.
    AsWritten,
    /// A class without `__slots__` whose `__init__` sets the attributes.
    Plain,
    /// The same with all attributes in `__slots__`.
    Slotted,
    /// A dict literal.
    Dict,
    /// A tuple.
    Tuple,
    /// A `collections.namedtuple`.
    NamedTuple,
}

impl Twin {
    /// The letter that stands for it in a chart, where colour alone would not do.
    pub fn letter(self) -> char {
        match self {
            Twin::AsWritten => 'W',
            Twin::Plain => 'P',
            Twin::Slotted => 'S',
            Twin::Dict => 'D',
            Twin::Tuple => 'T',
            Twin::NamedTuple => 'N',
        }
    }

    /// Its name in the style sheet and in exports: `as-written`, `named-tuple`.
    pub fn key(self) -> &'static str {
        match self {
            Twin::AsWritten => "as-written",
            Twin::Plain => "plain",
            Twin::Slotted => "slotted",
            Twin::Dict => "dict",
            Twin::Tuple => "tuple",
            Twin::NamedTuple => "named-tuple",
        }
    }
}

/// Which bytes are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Measure {
    /// What the objects ask the allocator for.
    Requested,
    /// What the allocator hands out.
    Allocated,
}

/// Bytes against the number of instances, in both measures.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Series {
    /// Bytes that the objects ask the allocator for.
    pub requested: Steps,
    /// Bytes that the allocator hands out.
    pub allocated: Steps,
}

/// Total bytes of N instances: measured until each costs the same, a straight line from there on.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Steps {
    /// Total bytes of the first 1, 2, 3 … instances, as far as they were made.
    pub first: Vec<u64>,
    /// Bytes of each further instance.
    pub steady: u64,
}

/// The place from which on one curve is cheaper than another that was cheaper before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Crossover {
    /// The first number of instances at which `cheaper` costs less.
    pub instances: u64,
    /// Index of the curve that is cheaper from here on.
    pub cheaper: usize,
    /// Index of the curve that was cheaper up to here.
    pub dearer: usize,
}

impl Steps {
    /// Total bytes of `instances` instances; stops at `u64::MAX`.
    pub fn bytes_at(&self, instances: u64) -> u64 {
        let measured = self.first.len() as u64;
        if instances == 0 {
            0
        } else if instances <= measured {
            self.first[instances as usize - 1]
        } else {
            let base = self.first.last().copied().unwrap_or(0);
            base.saturating_add((instances - measured).saturating_mul(self.steady))
        }
    }
}

impl Series {
    /// The steps of one measure.
    pub fn steps(&self, measure: Measure) -> &Steps {
        match measure {
            Measure::Requested => &self.requested,
            Measure::Allocated => &self.allocated,
        }
    }

    /// Total bytes of `instances` instances.
    pub fn bytes_at(&self, instances: u64, measure: Measure) -> u64 {
        self.steps(measure).bytes_at(instances)
    }
}

impl MemoryReport {
    /// Bytes at these numbers of instances, as comma-separated values; curves without a measurement have empty fields.
    pub fn csv(&self, counts: &[u64], measure: Measure) -> String {
        let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
        let labels = self.curves.iter().map(|curve| quoted(&curve.label));
        let mut lines = vec![
            std::iter::once("instances".to_string())
                .chain(labels)
                .collect::<Vec<_>>(),
        ];
        for &count in counts {
            let bytes = self.curves.iter().map(|curve| {
                let series = curve.series.as_ref();
                series.map_or(String::new(), |series| {
                    series.bytes_at(count, measure).to_string()
                })
            });
            lines.push(std::iter::once(count.to_string()).chain(bytes).collect());
        }
        lines
            .into_iter()
            .map(|line| line.join(",") + "\n")
            .collect()
    }

    /// Every place up to [`MOST_INSTANCES`] where two curves change their order, by number of instances.
    pub fn crossovers(&self, measure: Measure) -> Vec<Crossover> {
        let mut found = Vec::new();
        for (i, a) in self.curves.iter().enumerate() {
            for (j, b) in self.curves.iter().enumerate().skip(i + 1) {
                if let (Some(a), Some(b)) = (&a.series, &b.series) {
                    cross(a.steps(measure), b.steps(measure), (i, j), &mut found);
                }
            }
        }
        crate::order::by_key(found, |crossover| crossover.instances)
    }

    /// The axis of the number of instances: 1 to `most`.
    pub fn instances_axis(&self, most: u64, scale: Scale) -> Axis {
        Axis::new(1.0, most.clamp(2, MOST_INSTANCES) as f64, scale)
    }

    /// The axis of the bytes of up to `most` instances, with room above the highest curve.
    pub fn bytes_axis(&self, most: u64, scale: Scale, measure: Measure) -> Axis {
        let all = || self.curves.iter().filter_map(|curve| curve.series.as_ref());
        let high = all()
            .map(|series| series.bytes_at(most, measure))
            .max()
            .unwrap_or(0);
        let low = all()
            .map(|series| series.bytes_at(1, measure))
            .min()
            .unwrap_or(0);
        match scale {
            Scale::Linear => Axis::new(0.0, high as f64 * 1.05, scale),
            Scale::Log => Axis::new(low as f64 * 0.8, high as f64 * 1.5, scale),
        }
    }
}

/// Adds every crossing of two curves: one by one while they are measured, then by the straight lines.
fn cross(a: &Steps, b: &Steps, (i, j): (usize, usize), found: &mut Vec<Crossover>) {
    let mut before = std::cmp::Ordering::Equal;
    let mut visit = |instances: u64| {
        let now = a.bytes_at(instances).cmp(&b.bytes_at(instances));
        if now.is_eq() {
            return;
        }
        if before.is_ne() && now != before {
            let (cheaper, dearer) = if now.is_lt() { (i, j) } else { (j, i) };
            found.push(Crossover {
                instances,
                cheaper,
                dearer,
            });
        }
        before = now;
    };
    let measured = (a.first.len().max(b.first.len()) as u64).clamp(1, MOST_INSTANCES);
    (1..=measured).for_each(&mut visit);
    let gap = i128::from(a.bytes_at(measured)) - i128::from(b.bytes_at(measured));
    let closing = i128::from(b.steady) - i128::from(a.steady);
    // The lines meet `gap / closing` instances further on; the first whole one past that point changes the order.
    if closing != 0 && gap.signum() == closing.signum() {
        let further = gap / closing + 1;
        if let Ok(further) = u64::try_from(further)
            && measured.saturating_add(further) <= MOST_INSTANCES
        {
            visit(measured + further);
        }
    } else if gap == 0 && closing != 0 && measured < MOST_INSTANCES {
        visit(measured + 1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn steps(first: &[u64], steady: u64) -> Steps {
        Steps {
            first: first.to_vec(),
            steady,
        }
    }

    fn crossings(a: Steps, b: Steps) -> Vec<(u64, usize)> {
        let mut found = Vec::new();
        cross(&a, &b, (0, 1), &mut found);
        found
            .iter()
            .map(|crossover| (crossover.instances, crossover.cheaper))
            .collect()
    }

    #[test]
    fn bytes_are_exact_for_any_number() {
        let some = steps(&[300, 590, 870], 96);
        let found = [0, 1, 3, 4, 10_000_000].map(|n| some.bytes_at(n));
        assert_eq!(found, [0, 300, 870, 966, 870 + 9_999_997 * 96]);
        assert_eq!(steps(&[], 56).bytes_at(10), 560);
        assert_eq!(steps(&[1], u64::MAX).bytes_at(9), u64::MAX);
    }

    #[test]
    fn crossings_by_scan_and_by_line() {
        assert_eq!(
            crossings(steps(&[300, 500], 56), steps(&[100], 100)),
            [(9, 0)]
        );
        assert_eq!(
            crossings(steps(&[10, 500], 56), steps(&[100, 200], 100)),
            [(2, 1), (9, 0)]
        );
        assert_eq!(crossings(steps(&[], 56), steps(&[], 96)), []);
        assert_eq!(crossings(steps(&[100], 56), steps(&[100], 56)), []);
        assert_eq!(crossings(steps(&[100_000_000_000], 1), steps(&[1], 2)), []);
        assert_eq!(
            crossings(steps(&[10, 200], 50), steps(&[20, 200], 40)),
            [(3, 1)]
        );
    }

    #[test]
    fn crossings_are_where_the_order_changes() {
        let (a, b) = (steps(&[500, 700, 760], 48), steps(&[88], 88));
        for (instances, _) in crossings(a.clone(), b.clone()) {
            let order = |n| a.bytes_at(n).cmp(&b.bytes_at(n));
            assert_ne!(order(instances), order(instances - 1));
        }
    }

    #[test]
    fn axes_of_nothing_can_be_drawn() {
        let empty = MemoryReport::default();
        let axis = empty.bytes_axis(0, Scale::Log, Measure::Requested);
        assert!(axis.range().start < axis.range().end);
    }
}
