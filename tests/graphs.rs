//! The charts beside the large one: held against what CPython's tracemalloc says, and against the report.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use slotscope::analyze;
use slotscope::cpython::build::{BUILDS, Build};
use slotscope::report::graphs::{
    ATTRIBUTES, Each, FIRST, across_builds, by_attributes, each, first_instances, parts,
};
use slotscope::report::memory::Measure;
use slotscope::report::{Options, Report, with_attributes};

const PROGRAM: &str = "class Plain:\n    def __init__(self):\n        self.x = 1\n        self.y = 2\n\
    class Slotted:\n    __slots__ = 'x', 'y'\n    def __init__(self):\n        self.x = 1\n        self.y = 2\n\
    p = Plain()\ns = Slotted()\n";

fn build(id: &str) -> Build {
    Build::from_id(id).unwrap()
}

fn report(id: &str) -> Report {
    analyze(PROGRAM, &Options::new(build(id)))
}

fn requested(all: &[Each], way: &str) -> Option<u64> {
    let each = all.iter().find(|each| each.way == way).unwrap();
    each.bytes.map(|(requested, _)| requested)
}

/// Requested bytes of an instance with so many attributes that are None, as tracemalloc counts them for 20,000 of them:
/// a plain class, one with slots, SimpleNamespace, `@dataclass(slots=True)`.
const MEASURED: [(&str, usize, [Option<u64>; 4]); 16] = [
    ("cpython-3.9-64", 1, [Some(152), Some(40), Some(272), None]),
    (
        "cpython-3.9-64",
        10,
        [Some(192), Some(112), Some(400), None],
    ),
    (
        "cpython-3.9-64",
        31,
        [Some(448), Some(280), Some(1216), None],
    ),
    (
        "cpython-3.10-64",
        5,
        [Some(152), Some(72), Some(272), Some(72)],
    ),
    (
        "cpython-3.10-64",
        30,
        [Some(448), Some(272), Some(1216), Some(272)],
    ),
    (
        "cpython-3.12-64",
        1,
        [Some(72), Some(40), Some(224), Some(40)],
    ),
    (
        "cpython-3.12-64",
        29,
        [Some(312), Some(264), Some(872), Some(264)],
    ),
    (
        "cpython-3.12-64",
        30,
        [Some(1632), Some(272), Some(872), Some(272)],
    ),
    (
        "cpython-3.13-64",
        5,
        [Some(112), Some(72), Some(224), Some(72)],
    ),
    (
        "cpython-3.13-64",
        29,
        [Some(320), Some(264), Some(872), Some(264)],
    ),
    (
        "cpython-3.13-64",
        30,
        [Some(1904), Some(272), Some(872), Some(272)],
    ),
    (
        "cpython-3.13-64",
        36,
        [Some(1904), Some(320), Some(872), Some(320)],
    ),
    (
        "cpython-3.14-64",
        10,
        [Some(160), Some(112), Some(312), Some(112)],
    ),
    (
        "cpython-3.14-64",
        30,
        [Some(328), Some(272), Some(872), Some(272)],
    ),
    (
        "cpython-3.14-64",
        31,
        [Some(1160), Some(280), Some(872), Some(280)],
    ),
    (
        "cpython-3.14-64",
        36,
        [Some(1160), Some(320), Some(872), Some(320)],
    ),
];

#[test]
fn ways_cost_what_tracemalloc_says() {
    for (id, attributes, expected) in MEASURED {
        let all = with_attributes(build(id), attributes);
        let names = [
            "plain class",
            "slots only",
            "SimpleNamespace",
            "dataclass(slots)",
        ];
        let found = names.map(|way| requested(&all, way));
        assert_eq!(found, expected, "{id}, {attributes}");
    }
}

#[test]
fn every_way_has_a_number_up_to_the_last_attribute() {
    let build = build("cpython-3.13-64");
    let measured: Vec<Vec<Each>> = (1..=ATTRIBUTES)
        .map(|count| with_attributes(build, count))
        .collect();
    let graph = by_attributes(&measured, Measure::Requested, build).unwrap();
    assert_eq!((graph.series.len(), graph.places.len()), (7, ATTRIBUTES));
    for series in &graph.series {
        assert!(series.values.iter().all(Option::is_some), "{}", series.name);
    }
    assert_eq!(
        graph.title,
        "Without slots an instance takes 40 bytes more at one attribute, and 1632 more from 30 attributes on."
    );
}

#[test]
fn the_parts_of_an_instance_are_all_of_it() {
    for build in BUILDS {
        let report = analyze(PROGRAM, &Options::new(build));
        let graph = parts(&report.objects, 1_000_000, build).unwrap();
        assert_eq!(graph.places, ["Plain", "Slotted"]);
        for (place, name) in graph.places.iter().enumerate() {
            let parts = graph
                .series
                .iter()
                .filter(|series| !series.name.contains('÷'));
            let sum: f64 = parts.filter_map(|series| series.values[place]).sum();
            let object = report
                .objects
                .iter()
                .find(|object| object.type_name == *name);
            assert_eq!(
                sum,
                object.unwrap().bytes.allocated.total as f64,
                "{} {name}",
                build.id()
            );
        }
    }
}

#[test]
fn what_many_share_is_shared_out() {
    let build = build("cpython-3.13-64");
    let report = report("cpython-3.13-64");
    let share = |many| {
        let graph = parts(&report.objects, many, build).unwrap();
        let share = graph
            .series
            .into_iter()
            .find(|series| series.name.contains('÷'));
        share.unwrap().values[0].unwrap()
    };
    assert_eq!(share(1), 1000.0 * share(1000));
}

#[test]
fn the_first_instances_add_up() {
    let report = report("cpython-3.13-64");
    let graph =
        first_instances(&report.memory, Measure::Requested, build("cpython-3.13-64")).unwrap();
    let series = report.memory.curves[0].series.as_ref().unwrap();
    let sum: f64 = graph.series[0].values.iter().flatten().sum();
    assert_eq!(sum, series.bytes_at(FIRST, Measure::Requested) as f64);
    assert_eq!(graph.places.len() as u64, FIRST);
    let settled = graph.series[0].values.last().copied().flatten();
    assert_eq!(settled, Some(88.0));
}

#[test]
fn builds_stand_beside_each_other() {
    let answers: Vec<(Build, Vec<Each>)> = BUILDS
        .into_iter()
        .map(|build| (build, each(&analyze(PROGRAM, &Options::new(build)).memory)))
        .collect();
    let graph = across_builds(&answers, "Plain", Measure::Requested).unwrap();
    assert_eq!(graph.places[..3], ["3.9", "3.10", "3.11"]);
    // As tracemalloc counts them for a plain class with two attributes.
    let of = |name: &str| {
        let place = graph.places.iter().position(|place| place == name).unwrap();
        graph.series[0].values[place]
    };
    let found = ["3.9", "3.11", "3.12", "3.13", "3.14"].map(of);
    assert_eq!(
        found,
        [Some(152.0), Some(88.0), Some(80.0), Some(88.0), Some(88.0)]
    );
    assert!(across_builds(&[], "Plain", Measure::Requested).is_none());
}
