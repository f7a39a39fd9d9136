//! The recorded vectors as they lie in this folder, and the tally of comparisons.

use flate2::read::GzDecoder;
use slotscope::cpython::Build;
use slotscope::cpython::build::Abi;
use std::collections::BTreeSet;
use std::fmt::Debug;
use std::io::Read;
use std::path::Path;

/// Comparisons made, and those that came out different.
pub(crate) struct Tally {
    pub(crate) compared: usize,
    pub(crate) different: Vec<String>,
    left_out: LeftOut,
    used: BTreeSet<usize>,
}

impl Tally {
    pub(crate) fn new() -> Self {
        Self {
            compared: 0,
            different: Vec::new(),
            left_out: LeftOut::read(),
            used: BTreeSet::new(),
        }
    }

    /// Compare one answer of a file or probe, unless its key is left out.
    pub(crate) fn check<T: PartialEq + Debug>(&mut self, of: &str, key: &str, ours: &T, real: &T) {
        if self.leaves_out(of, key) {
            return;
        }
        self.compared += 1;
        if ours != real {
            self.different
                .push(format!("{of} {key}\n    ours {ours:?}\n    real {real:?}"));
        }
    }

    /// Whether the list leaves this key out.
    pub(crate) fn leaves_out(&mut self, of: &str, key: &str) -> bool {
        let row = self.left_out.row(of, key);
        self.used.extend(row);
        row.is_some()
    }

    /// Rows of the list that leave nothing out.
    pub(crate) fn unused_rows(&self) -> Vec<String> {
        self.left_out.unused(&self.used)
    }
}

/// The text of a compressed file of this folder.
pub(crate) fn unpacked(name: &str) -> String {
    let path = folder().join(name);
    let packed = std::fs::read(&path).unwrap_or_else(|error| panic!("{path:?}: {error}"));
    let mut text = String::new();
    GzDecoder::new(packed.as_slice())
        .read_to_string(&mut text)
        .unwrap_or_else(|error| panic!("{path:?}: {error}"));
    text
}

/// The text of a plain file of this folder.
pub(crate) fn plain(name: &str) -> String {
    let path = folder().join(name);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path:?}: {error}"))
}

fn folder() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/vectors"))
}

/// The build that a row of the model's vectors is about: "3.13", "wasm32". Its micro version is
/// the newest: the model was run with 3.13's later table sizes.
pub(crate) fn model_build(version: &str, abi: &str) -> Build {
    let minor = version["3.".len()..].parse().expect("a minor version");
    let abi = match abi {
        "64" => Abi::Lp64,
        "wasm32" => Abi::Wasm32,
        other => panic!("an abi that is not compared: {other}"),
    };
    Build::new(minor, 18, abi)
}

/// The columns of `all.tsv` that are builds of ours.
pub(crate) fn recorded_builds() -> Vec<(String, Build)> {
    slotscope::cpython::build::BUILDS
        .into_iter()
        .map(|build| (column(build), build))
        .collect()
}

fn column(build: Build) -> String {
    match (build.abi, build.version.minor) {
        (Abi::Lp64, 9) => "3.9.18".to_owned(),
        (Abi::Lp64, minor) => format!("3.{minor}"),
        (_, minor) => format!("wasm3.{minor}"),
    }
}

/// One answer of a real build: probe, key, column, value.
pub(crate) struct Answer<'a> {
    pub(crate) probe: &'a str,
    pub(crate) key: &'a str,
    pub(crate) column: &'a str,
    pub(crate) value: &'a str,
}

/// The rows of `all.tsv`, without its heading.
pub(crate) fn answers(text: &str) -> impl Iterator<Item = Answer<'_>> {
    text.lines().skip(1).map(|line| {
        let mut fields = line.splitn(4, '\t');
        let mut next = || fields.next().expect("four fields");
        Answer {
            probe: next(),
            key: next(),
            column: next(),
            value: next(),
        }
    })
}

/// The keys of `all.tsv` that are not compared: "probe<TAB>key pattern<TAB>reason", where `*`
/// stands for anything.
struct LeftOut(Vec<(String, String)>);

impl LeftOut {
    fn read() -> Self {
        let rows = plain("left_out.txt");
        let rows = rows
            .lines()
            .filter(|line| !line.is_empty() && !line.starts_with('#'));
        Self(
            rows.map(|line| {
                let fields: Vec<&str> = line.splitn(3, '\t').collect();
                assert_eq!(fields.len(), 3, "probe, pattern, reason: {line}");
                (fields[0].to_owned(), fields[1].to_owned())
            })
            .collect(),
        )
    }

    /// Number of the row that leaves this key out.
    fn row(&self, probe: &str, key: &str) -> Option<usize> {
        self.0
            .iter()
            .position(|(of, pattern)| of == probe && matches(pattern, key))
    }

    /// The rows that none of these numbers name.
    fn unused(&self, used: &BTreeSet<usize>) -> Vec<String> {
        let rows = self.0.iter().enumerate();
        rows.filter(|(at, _)| !used.contains(at))
            .map(|(_, (probe, pattern))| format!("{probe} {pattern}"))
            .collect()
    }
}

fn matches(pattern: &str, key: &str) -> bool {
    let mut parts = pattern.split('*');
    let first = parts.next().unwrap_or("");
    let Some(mut rest) = key.strip_prefix(first) else {
        return false;
    };
    let mut last = first;
    for part in parts {
        last = part;
        match rest.find(part) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
    }
    rest.is_empty()
        || (pattern.contains('*') && last.is_empty())
        || (pattern.contains('*') && key.ends_with(last))
}
