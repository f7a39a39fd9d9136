//! `builtins.tsv`: layout, flags and base of every built-in type that `cpython/` has a layout for, as
//! `tests/oracle/layouts.py` heard them from the builds.

use crate::files::{Tally, unpacked};
use slotscope::cpython::build::BUILDS;
use slotscope::cpython::builtin_layout;
use slotscope::cpython::builtins::{builtin_base, builtin_names};
use std::collections::HashMap;

pub(crate) fn compare(tally: &mut Tally) {
    let text = unpacked("builtins.tsv.gz");
    let rows: HashMap<(&str, &str), &str> = text
        .lines()
        .filter_map(|line| {
            let (build, rest) = line.split_once('\t')?;
            let (name, facts) = rest.split_once('\t')?;
            Some(((build, name), facts))
        })
        .collect();
    for build in BUILDS {
        let id = build.id();
        for name in builtin_names(build) {
            let layout = builtin_layout(build, name).expect("a listed type");
            let ours = format!(
                "{}\t{}\t{}\t{}\t{}\t{}",
                layout.basicsize,
                layout.itemsize,
                layout.dictoffset,
                layout.weakrefoffset,
                layout.flag_bits(build),
                builtin_base(name).unwrap_or("")
            );
            let real = rows.get(&(id.as_str(), name)).copied();
            tally.check(
                "builtins",
                &format!("{name} [{id}]"),
                &Some(ours.as_str()),
                &real,
            );
        }
    }
}
