//! From steps to points, and where the labels at the ends of curves go.

use crate::report::axis::Axis;
use crate::report::memory::Steps;

/// Most points of a curve; more would fall on the same pixels.
const POINTS: u32 = 200;

/// Points of a curve at whole numbers of instances, spread evenly over the axis, both ends included.
pub(super) fn points(steps: &Steps, axis: &Axis) -> Vec<(f64, f64)> {
    let mut instances: Vec<u64> = (0..=POINTS)
        .map(|i| axis.value_at(f64::from(i) / f64::from(POINTS)).round() as u64)
        .collect();
    instances.dedup();
    instances
        .into_iter()
        .map(|n| (n as f64, steps.bytes_at(n) as f64))
        .collect()
}

/// A label at the right end of one or more curves.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct EndLabel<K> {
    /// The first of its curves; gives the colour.
    pub key: K,
    /// The letters of its curves.
    pub letters: String,
    /// Device pixels from the top.
    pub y: i32,
}

/// Labels for curves with these letters that end at these heights (device pixels from the top): curves that end on the same
/// pixel share one, others are moved apart by `apart` and held between `top` and `bottom` where there is room.
pub(super) fn end_labels<K>(
    ends: Vec<(K, char, i32)>,
    apart: i32,
    top: i32,
    bottom: i32,
) -> Vec<EndLabel<K>> {
    let mut labels: Vec<EndLabel<K>> = Vec::new();
    let mut last_end = None;
    for (key, letter, y) in crate::order::by_key(ends, |&(_, _, y)| y) {
        match labels.last_mut() {
            Some(label) if last_end == Some(y) => label.letters.push(letter),
            _ => labels.push(EndLabel {
                key,
                letters: letter.to_string(),
                y,
            }),
        }
        last_end = Some(y);
    }
    let mut lowest = bottom;
    for label in labels.iter_mut().rev() {
        label.y = label.y.min(lowest);
        lowest = label.y - apart;
    }
    let mut highest = top;
    for label in &mut labels {
        label.y = label.y.max(highest);
        highest = label.y + apart;
    }
    labels
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::axis::Scale;

    #[test]
    fn a_curve_begins_and_ends_with_the_axis() {
        let steps = Steps {
            first: vec![300, 500],
            steady: 56,
        };
        let few = points(&steps, &Axis::new(1.0, 4.0, Scale::Linear));
        assert_eq!(
            few,
            [(1.0, 300.0), (2.0, 500.0), (3.0, 556.0), (4.0, 612.0)]
        );
        let many = points(&steps, &Axis::new(1.0, 1e7, Scale::Log));
        assert_eq!(many.first(), Some(&(1.0, 300.0)));
        assert_eq!(many.last().map(|point| point.0), Some(1e7));
    }

    #[test]
    fn labels_stand_apart() {
        let ends = vec![(0, 'S', 100), (1, 'W', 50), (2, 'P', 50), (3, 'D', 104)];
        let found: Vec<(String, i32)> = end_labels(ends, 14, 0, 110)
            .into_iter()
            .map(|label| (label.letters, label.y))
            .collect();
        assert_eq!(
            found,
            [("WP".into(), 50), ("S".into(), 90), ("D".into(), 104)]
        );
    }

    #[test]
    fn labels_without_room_go_on_from_the_top() {
        let ends = vec![((), 'P', 1), ((), 'S', 2), ((), 'D', 3)];
        let found: Vec<i32> = end_labels(ends, 14, 0, 20)
            .into_iter()
            .map(|label| label.y)
            .collect();
        assert_eq!(found, [0, 14, 28]);
    }
}
