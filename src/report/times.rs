//! How long real CPythons take to read, write and make: the one thing here that is measured, not derived.

use super::Build;
use super::graph::{Form, Graph, GraphSeries, Unit};

/// Tenths of nanoseconds, by interpreter: reading plain, slotted, plain with its `__dict__` asked for; writing the same
/// three; making plain, slotted. Lines of tests/times/measure.py, all from one machine.
const MEASURED: [(&str, [u32; 8]); 7] = [
    ("3.9.18", [156, 134, 156, 234, 170, 232, 1975, 1470]),
    ("3.10.13", [141, 127, 140, 217, 154, 213, 2095, 1516]),
    ("3.11.7", [23, 21, 174, 19, 17, 236, 1175, 1048]),
    ("3.12.1", [53, 52, 197, 50, 50, 309, 1574, 1414]),
    ("3.13.18", [55, 55, 55, 55, 55, 160, 753, 876]),
    ("3.14.10", [14, 12, 114, 16, 13, 123, 650, 571]),
    ("3.15.2", [24, 25, 123, 28, 23, 130, 775, 702]),
];

/// Reading, writing and making with and without slots, on the CPython of the build's version; none where none was measured.
pub fn access_times(build: Build) -> Option<Graph> {
    if build.word() != 8 {
        return None;
    }
    let minor = format!("3.{}.", build.version.minor);
    let (version, figures) = MEASURED
        .iter()
        .find(|(version, _)| version.starts_with(&minor))?;
    let [
        read,
        read_slotted,
        read_touched,
        write,
        write_slotted,
        write_touched,
        make,
        make_slotted,
    ] = figures.map(|tenths| f64::from(tenths) / 10.0);
    let of_plain = |times: [Option<f64>; 3]| {
        let plain = [read, write, make];
        let percent = times.into_iter().zip(plain);
        percent
            .map(|(time, plain)| Some(time? * 100.0 / plain))
            .collect()
    };
    let series = |name: &str, times: [Option<f64>; 3]| GraphSeries {
        name: name.into(),
        values: of_plain(times),
    };
    Some(Graph {
        title: format!(
            "Reading takes {read_slotted} ns with slots and {read} without; writing {write_slotted} and {write}; making \
             {make_slotted} and {make}."
        ),
        below: format!(
            "CPython {version}, 64-bit, plain = 100 %: the shortest of 200 runs on one machine, without the loop around them \
             (slotscope)"
        ),
        across: "To".into(),
        places: ["read p.y", "write p.y = 1", "make P(1, 2, 3)"]
            .map(String::from)
            .into(),
        series: vec![
            series("plain", [Some(read), Some(write), Some(make)]),
            series(
                "slotted",
                [Some(read_slotted), Some(write_slotted), Some(make_slotted)],
            ),
            series(
                "plain, after its __dict__ was asked for",
                [Some(read_touched), Some(write_touched), None],
            ),
        ],
        unit: Unit::Percent,
        form: Form::Beside,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cpython::build::BUILDS;

    #[test]
    fn every_version_was_measured() {
        for build in BUILDS {
            assert_eq!(
                access_times(build).is_some(),
                build.word() == 8,
                "{}",
                build.id()
            );
        }
    }
}
