//! `all.tsv`: what the probes p01 to p10 heard from our builds, answered by driving the rules through
//! the same events. A key without an answer here must stand in `left_out.txt`.

use crate::files::{Tally, answers, recorded_builds, unpacked};
use crate::{probe_costs, probe_dicts, probe_image, probe_messages, probe_sizes, probe_types};
use slotscope::cpython::Build;
use std::collections::BTreeMap;

/// What the rules answer for a key; None for a key that they know nothing of. The real answer is
/// given for the parts of it that cannot be known: addresses and leftovers in memory.
type Answer = fn(build: Build, key: &str, real: &str) -> Option<String>;

const PROBES: [(&str, Answer); 9] = [
    ("p01_bases", |build, key, _| probe_types::p01(build, key)),
    ("p02_alloc", |build, key, _| probe_types::p02(build, key)),
    ("p03_image", probe_image::p03),
    ("p04_dict", |build, key, _| probe_dicts::p04(build, key)),
    ("p05_builtin", |build, key, _| probe_sizes::p05(build, key)),
    ("p06_steady", |build, key, _| probe_costs::p06(build, key)),
    ("p08_dictlife", |build, key, _| probe_dicts::p08(build, key)),
    ("p09_slots", |build, key, _| probe_types::p09(build, key)),
    ("p10_order", |build, key, _| probe_types::p10(build, key)),
];

pub(crate) fn compare(tally: &mut Tally) {
    let text = unpacked("all.tsv.gz");
    let builds: BTreeMap<String, Build> = recorded_builds().into_iter().collect();
    for row in answers(&text) {
        let build = builds.get(row.column).copied();
        let build = build.unwrap_or_else(|| panic!("not a build of ours: {}", row.column));
        let key = format!("{} [{}]", row.key, row.column);
        if let Some(text) = probe_messages::answer(build, row.probe, row.key) {
            tally.check("messages", &key, &text.as_str(), &row.value);
        }
        if tally.leaves_out(row.probe, row.key) {
            continue;
        }
        let probe = PROBES.iter().find(|(probe, _)| *probe == row.probe);
        let ours = probe.and_then(|(_, answer)| answer(build, row.key, row.value));
        // The probes print line ends as two characters.
        let ours = ours.map(|text| text.replace('\n', "\\n"));
        tally.check(row.probe, &key, &ours.as_deref(), &Some(row.value));
    }
}
