//! What each attribute access of the recorded programs is specialised to: the same as in CPython, or said to be unknown.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use serde_json::Value as Json;
use slotscope::cpython::Build;
use slotscope::cpython::build::BUILDS;
use slotscope::machine::Limits;
use slotscope::report::sites::{SiteKind, SiteReport, unmodelled};
use slotscope::report::sites_of;
use std::collections::BTreeMap;
use std::fs;
use std::io::Read;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/oracle");

/// Code, line, attribute and kind; several accesses of one line may have the same.
type Place = (String, u64, String, String);

#[test]
fn every_attribute_access_becomes_what_it_becomes_in_cpython() {
    let (mut right, mut unknown, mut wrong) = (0, 0, Vec::new());
    for build in BUILDS {
        if unmodelled(build).is_some() {
            continue;
        }
        for (name, expected) in recorded(build) {
            let path = format!("{FOLDER}/programs/specialized/{name}");
            let source = fs::read_to_string(path).unwrap();
            let report = sites_of(&source, build, Limits::COMMAND);
            let error = report.output.error.map(|error| error.last_line());
            if let Some(what) = report.problem.map(|problem| problem.message).or(error) {
                wrong.push(format!("{} {name}: {what}", build.id()));
                continue;
            }
            let mut ours = ours(report.sites);
            for (place, opcodes) in theirs(&expected) {
                let said = ours.remove(&place).unwrap_or_default();
                if said.iter().any(|site| site.opcode.is_none()) {
                    unknown += 1;
                } else if same(&said, &opcodes) {
                    right += 1;
                } else {
                    let said: Vec<_> = said.iter().map(|site| &site.opcode).collect();
                    let place = format!("{} {name}: {place:?}", build.id());
                    wrong.push(format!("{place} is {opcodes:?}, not {said:?}"));
                }
            }
            for place in ours.keys() {
                wrong.push(format!("{} {name}: {place:?} is not there", build.id()));
            }
        }
    }
    println!("{right} right, {unknown} unknown, {} wrong", wrong.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(right > 100 * unknown, "{unknown} are said to be unknown");
}

fn recorded(build: Build) -> Vec<(String, Json)> {
    let path = format!("{FOLDER}/specialized/{}.json.gz", build.id());
    let mut text = String::new();
    let packed = fs::File::open(path).unwrap();
    flate2::read::GzDecoder::new(packed)
        .read_to_string(&mut text)
        .unwrap();
    let recording: Json = serde_json::from_str(&text).unwrap();
    assert_eq!(recording["version"], build.version.to_string());
    let programs = recording["programs"].as_object().unwrap();
    programs.clone().into_iter().collect()
}

/// Whether the accesses that have run are those of CPython. Its compiler copies more than ours, for paths that these
/// programs do not take: what never runs stays plain.
fn same(said: &[SiteReport], expected: &[String]) -> bool {
    let mut rest = expected.to_vec();
    let ran = said.iter().filter(|site| site.runs > 0);
    for opcode in ran.filter_map(|site| site.opcode.as_ref()) {
        let Some(at) = rest.iter().position(|other| other == opcode) else {
            return false;
        };
        rest.swap_remove(at);
    }
    rest.iter().all(|opcode| PLAIN.contains(&opcode.as_str()))
}

const PLAIN: [&str; 4] = ["LOAD_ATTR", "LOAD_METHOD", "STORE_ATTR", "LOAD_SUPER_ATTR"];

fn theirs(recorded: &Json) -> BTreeMap<Place, Vec<String>> {
    let mut opcodes = BTreeMap::<Place, Vec<String>>::new();
    for site in recorded.as_array().unwrap() {
        let text = |i: usize| site[i].as_str().unwrap().to_string();
        let place = (text(0), site[1].as_u64().unwrap(), text(2), text(3));
        opcodes.entry(place).or_default().push(text(4));
    }
    opcodes
}

fn ours(sites: Vec<SiteReport>) -> BTreeMap<Place, Vec<SiteReport>> {
    let mut places = BTreeMap::<Place, Vec<SiteReport>>::new();
    for site in sites {
        let kind = match site.kind {
            SiteKind::Load => "load",
            SiteKind::Store => "store",
            SiteKind::Super => "super",
        };
        let (code, attribute) = (site.code.clone(), site.attribute.clone());
        let place = (code, site.line.into(), attribute, kind.into());
        places.entry(place).or_default().push(site);
    }
    places
}
