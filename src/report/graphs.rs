//! The charts beside the large one: the first instances, what one is made of, every build, ever more attributes.

use super::graph::{Form, Graph, GraphSeries, Unit};
use super::memory::{Measure, MemoryReport};
use super::units::{grouped, short_count};
use super::{Block, BlockKind, Build, ObjectKind, ObjectReport, Role, Word};
use std::rc::Rc;

/// How many instances are shown one by one: shared keys have stopped shrinking by then.
pub const FIRST: u64 = 40;

/// The most attributes that are compared: enough to pass the 30 that shared keys hold.
pub const ATTRIBUTES: usize = 36;

/// Classes whose instances are taken apart.
const CLASSES: usize = 8;

/// Bytes of each further instance, kept in one way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Each {
    /// The way: "as written", "tuple".
    pub way: String,
    /// Requested and allocated bytes; none where it could not be measured.
    pub bytes: Option<(u64, u64)>,
}

impl Each {
    fn bytes(&self, measure: Measure) -> Option<f64> {
        let (requested, allocated) = self.bytes?;
        Some(match measure {
            Measure::Requested => requested as f64,
            Measure::Allocated => allocated as f64,
        })
    }
}

/// Bytes of each further instance, for every curve of a measurement.
pub fn each(memory: &MemoryReport) -> Vec<Each> {
    let curves = memory.curves.iter();
    let each = curves.map(|curve| Each {
        way: curve.label.clone(),
        bytes: curve
            .series
            .as_ref()
            .map(|series| (series.requested.steady, series.allocated.steady)),
    });
    each.collect()
}

/// The first instances of the measured class, a bar each; none where it was not measured.
pub fn first_instances(memory: &MemoryReport, measure: Measure, build: Build) -> Option<Graph> {
    let series = memory.curves.first()?.series.as_ref()?;
    let class = memory.class.as_deref().unwrap_or("result");
    let total = |n: u64| series.bytes_at(n, measure);
    let bytes: Vec<u64> = (1..=FIRST)
        .map(|n| total(n).saturating_sub(total(n - 1)))
        .collect();
    let (first, last) = (*bytes.first()?, *bytes.last()?);
    let title = if bytes.iter().all(|&each| each == first) {
        format!(
            "Each of the first {FIRST} {class} takes {} bytes.",
            grouped(first)
        )
    } else {
        let settled = bytes
            .iter()
            .rposition(|&each| each != last)
            .map_or(1, |at| at + 2);
        format!(
            "The first {class} takes {} bytes; from number {settled} on, each takes {}.",
            grouped(first),
            grouped(last)
        )
    };
    Some(Graph {
        title,
        below: below(build, measure, "of each instance, in the order of making"),
        across: "Instance".into(),
        places: (1..=FIRST).map(|n| n.to_string()).collect(),
        series: vec![GraphSeries {
            name: class.to_string(),
            values: bytes.into_iter().map(|each| Some(each as f64)).collect(),
        }],
        unit: Unit::Bytes,
        form: Form::Stacked,
    })
}

/// What the first instance of each class is made of, and its share of the keys of `many` instances; none where the program
/// has no instance.
pub fn parts(objects: &[Rc<ObjectReport>], many: u64, build: Build) -> Option<Graph> {
    let mut shown: Vec<&ObjectReport> = Vec::new();
    for object in objects
        .iter()
        .filter(|object| object.kind == ObjectKind::Instance)
    {
        let known = shown
            .iter()
            .any(|known| known.type_name == object.type_name);
        if !known && shown.len() < CLASSES {
            shown.push(object);
        }
    }
    let largest = shown
        .iter()
        .max_by_key(|object| object.bytes.allocated.total)?;
    let title = format!(
        "A {} takes {} bytes of memory; sys.getsizeof reports {}.",
        largest.type_name,
        grouped(largest.bytes.allocated.total),
        grouped(largest.bytes.reported.total)
    );
    let stacks: Vec<Vec<f64>> = shown.iter().map(|object| stack(object, many)).collect();
    let series = PARTS.iter().enumerate().filter_map(|(part, name)| {
        let values: Vec<f64> = stacks.iter().map(|stack| stack[part]).collect();
        // What no instance has is not in the legend.
        values
            .iter()
            .any(|&bytes| bytes > 0.0)
            .then(|| GraphSeries {
                name: match part {
                    SHARE => format!("{name} {}", short_count(many)),
                    _ => name.to_string(),
                },
                values: values.into_iter().map(Some).collect(),
            })
    });
    Some(Graph {
        title,
        below: below(
            build,
            Measure::Allocated,
            "of the first instance of each class",
        ),
        across: "Class".into(),
        series: series.collect(),
        places: shown
            .iter()
            .map(|object| object.type_name.clone())
            .collect(),
        unit: Unit::Bytes,
        form: Form::Stacked,
    })
}

/// What each further instance takes on every build that was asked, each way; none where nothing was measured.
pub fn across_builds(
    answers: &[(Build, Vec<Each>)],
    class: &str,
    measure: Measure,
) -> Option<Graph> {
    let mut ways: Vec<&str> = Vec::new();
    for each in answers.iter().flat_map(|(_, each)| each) {
        if each.bytes.is_some() && !ways.contains(&each.way.as_str()) {
            ways.push(&each.way);
        }
    }
    let series: Vec<GraphSeries> = ways
        .into_iter()
        .map(|way| GraphSeries {
            name: way.to_string(),
            values: answers
                .iter()
                .map(|(_, each)| each.iter().find(|each| each.way == way)?.bytes(measure))
                .collect(),
        })
        .collect();
    let written: Vec<(f64, Build)> = series
        .first()?
        .values
        .iter()
        .zip(answers)
        .filter_map(|(bytes, (build, _))| Some(((*bytes)?, *build)))
        .collect();
    let (low, least) = written
        .iter()
        .copied()
        .reduce(|one, other| if other.0 < one.0 { other } else { one })?;
    let (high, most) = written
        .iter()
        .copied()
        .reduce(|one, other| if other.0 > one.0 { other } else { one })?;
    let title = match low == high {
        true => format!("Each {class} takes {low} bytes on every build."),
        false => format!(
            "Each {class} takes {low} bytes on {}, {high} on {}.",
            name(least),
            name(most)
        ),
    };
    Some(Graph {
        title,
        below: format!(
            "{} bytes of each further instance, by build (slotscope)",
            word(measure)
        ),
        across: "Build".into(),
        places: answers.iter().map(|(build, _)| name(*build)).collect(),
        series,
        unit: Unit::Bytes,
        form: Form::Lines,
    })
}

/// What an instance with 1, 2, 3 … attributes takes, each way; none for no measurements.
pub fn by_attributes(measured: &[Vec<Each>], measure: Measure, build: Build) -> Option<Graph> {
    let ways: Vec<&str> = measured
        .first()?
        .iter()
        .map(|each| each.way.as_str())
        .collect();
    let series: Vec<GraphSeries> = ways
        .iter()
        .enumerate()
        .map(|(index, way)| GraphSeries {
            name: way.to_string(),
            values: measured
                .iter()
                .map(|each| each.get(index)?.bytes(measure))
                .collect(),
        })
        .collect();
    let values = |way: &str| {
        let series = series.iter().find(|series| series.name == way);
        series
            .map(|series| series.values.as_slice())
            .unwrap_or_default()
    };
    Some(Graph {
        title: jump(values("plain class"), values("slots only")),
        below: below(
            build,
            measure,
            "of each further instance, by number of attributes",
        ),
        across: "Attributes".into(),
        places: (1..=measured.len())
            .map(|count| count.to_string())
            .collect(),
        series,
        unit: Unit::Bytes,
        form: Form::Lines,
    })
}

/// Where a plain instance begins to cost much more than a slotted one.
fn jump(plain: &[Option<f64>], slotted: &[Option<f64>]) -> String {
    let extra: Vec<f64> = plain
        .iter()
        .zip(slotted)
        .filter_map(|(plain, slotted)| Some((*plain)? - (*slotted)?))
        .collect();
    let (Some(first), Some(last)) = (extra.first(), extra.last()) else {
        return "Bytes by number of attributes.".into();
    };
    let jump = extra
        .windows(2)
        .position(|pair| pair[1] > pair[0] * 2.0 && pair[1] > pair[0] + 64.0);
    match jump {
        Some(at) => format!(
            "Without slots an instance takes {first} bytes more at one attribute, and {} more from {} attributes on.",
            extra[at + 1],
            at + 2
        ),
        None => format!(
            "Without slots an instance takes {first} bytes more at one attribute, {last} more at {}.",
            extra.len()
        ),
    }
}

/// What an instance is made of, from bottom to top.
const PARTS: [&str; 9] = [
    "refcount, type, size",
    "GC head",
    "managed words",
    "dict pointer, weakref list",
    "values",
    "room and records of values",
    "dict with keys of its own",
    "shared keys ÷",
    "allocator's rounding",
];
const SHARE: usize = 7;

/// Bytes of every part.
fn stack(object: &ObjectReport, many: u64) -> Vec<f64> {
    let mut parts = vec![0.0; PARTS.len()];
    for block in &object.blocks {
        if block.shared {
            parts[SHARE] += block.allocated as f64 / many.max(1) as f64;
            continue;
        }
        for word in &block.words {
            parts[part(block, word)] += f64::from(word.size);
        }
        parts[PARTS.len() - 1] += block.allocated.saturating_sub(block.requested) as f64;
    }
    parts
}

fn part(block: &Block, word: &Word) -> usize {
    match &word.role {
        _ if matches!(block.kind, BlockKind::Dict | BlockKind::Keys) => 6,
        Role::Refcount | Role::Type | Role::Size => 0,
        Role::GcHead => 1,
        Role::ManagedDict | Role::ManagedValues | Role::ManagedWeakref => 2,
        Role::Unused if word.offset < 0 => 2,
        Role::DictPointer | Role::WeakList => 3,
        Role::InlineHeader
        | Role::InlineOrder
        | Role::InlineValue(None)
        | Role::ValuesPrefix
        | Role::Value(None)
        | Role::Dead(_)
        | Role::Padding
        | Role::Unused => 5,
        _ => 4,
    }
}

fn below(build: Build, measure: Measure, what: &str) -> String {
    format!(
        "CPython {}, {}-bit: {} bytes {what} (slotscope)",
        build.version,
        8 * build.word(),
        word(measure)
    )
}

fn word(measure: Measure) -> &'static str {
    match measure {
        Measure::Requested => "requested",
        Measure::Allocated => "allocated",
    }
}

/// A build in a few letters: `3.13`, `3.13 wasm`.
fn name(build: Build) -> String {
    let kind = if build.word() == 4 { " wasm" } else { "" };
    format!("3.{}{kind}", build.version.minor)
}
