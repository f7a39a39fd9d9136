//! `all.tsv`: what the probes p01 to p10 heard from our builds, answered by driving the rules through
//! the same events. A key without an answer here must stand in `left_out.txt`.

use crate::files::{Tally, answers, recorded_builds, unpacked};
use crate::{probe_costs, probe_dicts, probe_types};
use slotscope::cpython::Build;
use std::collections::BTreeMap;

type Answer = fn(Build, &str) -> Option<String>;

const PROBES: [(&str, Answer); 7] = [
    ("p01_bases", probe_types::p01),
    ("p02_alloc", probe_types::p02),
    ("p04_dict", probe_dicts::p04),
    ("p06_steady", probe_costs::p06),
    ("p08_dictlife", probe_dicts::p08),
    ("p09_slots", probe_types::p09),
    ("p10_order", probe_types::p10),
];

pub(crate) fn compare(tally: &mut Tally) {
    let text = unpacked("all.tsv.gz");
    let builds: BTreeMap<String, Build> = recorded_builds().into_iter().collect();
    for row in answers(&text) {
        let Some((_, answer)) = PROBES.iter().find(|(probe, _)| *probe == row.probe) else {
            continue;
        };
        let Some(build) = builds.get(row.column) else {
            panic!("not a build of ours: {}", row.column);
        };
        if tally.leaves_out(row.probe, row.key) {
            continue;
        }
        // The probes print line ends as two characters.
        let ours = answer(*build, row.key).map(|text| text.replace('\n', "\\n"));
        let key = format!("{} [{}]", row.key, row.column);
        tally.check(row.probe, &key, &ours.as_deref(), &Some(row.value));
    }
}
