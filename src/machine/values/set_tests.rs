//! The order and the size of sets of integers, held against real CPythons.

use super::hash::int_small;
use super::set_order::{Candidate, SetTable, copies_to_subtract};
use super::vectors;
use crate::cpython::Build;

type Set = SetTable<i64>;

fn find(set: &Set, value: i64, build: Build) -> Candidate<i64> {
    let mut probe = set.probe(int_small(value, build));
    loop {
        match set.candidate(&mut probe) {
            Candidate::Key { key, .. } if key != value => {}
            found => return found,
        }
    }
}

fn contains(set: &Set, value: i64, build: Build) -> bool {
    matches!(find(set, value, build), Candidate::Key { .. })
}

fn add(set: &mut Set, value: i64, build: Build) {
    if let Candidate::Unused(slot) = find(set, value, build) {
        set.insert_at(slot, int_small(value, build), value);
    }
}

fn discard(set: &mut Set, value: i64, build: Build) -> bool {
    let found = find(set, value, build);
    if let Candidate::Key { slot, .. } = found {
        set.remove_at(slot);
    }
    matches!(found, Candidate::Key { .. })
}

fn update(set: &mut Set, other: &Set, build: Build) {
    for (_, value) in set.absorb(other) {
        add(set, value, build);
    }
}

fn copy(set: &Set, build: Build) -> Set {
    let mut new = Set::new(build);
    update(&mut new, set, build);
    new
}

fn filtered(iterated: &Set, wanted: impl Fn(i64) -> bool, build: Build) -> Set {
    let mut new = Set::new(build);
    for (_, value) in iterated.iter().filter(|&(_, value)| wanted(value)) {
        add(&mut new, value, build);
    }
    new
}

/// One operation of `record.py`'s little language on the set.
fn apply(set: &mut Set, op: &str, values: &[i64], build: Build) {
    let mut other = Set::new(build);
    values
        .iter()
        .for_each(|&value| add(&mut other, value, build));
    match op {
        "add" => values.iter().for_each(|&value| add(set, value, build)),
        "discard" => values.iter().for_each(|&value| {
            discard(set, value, build);
        }),
        "dict" => {
            set.presize(other.len());
            values.iter().for_each(|&value| add(set, value, build));
        }
        "or" => update(set, &other, build),
        "and" => {
            let (one, two) = if other.len() > set.len() {
                (&*set, &other)
            } else {
                (&other, &*set)
            };
            *set = filtered(one, |value| contains(two, value, build), build);
        }
        "sub" => {
            let subtracted = if copies_to_subtract(set.len(), other.len()) {
                let mut new = copy(set, build);
                other.iter().for_each(|(_, value)| {
                    discard(&mut new, value, build);
                });
                new
            } else {
                filtered(set, |value| !contains(&other, value, build), build)
            };
            *set = subtracted;
        }
        "subin" => {
            other.iter().for_each(|(_, value)| {
                discard(set, value, build);
            });
            set.purge();
        }
        "xor" => {
            let mut new = copy(&other, build);
            for (_, value) in set.iter() {
                if !discard(&mut new, value, build) {
                    add(&mut new, value, build);
                }
            }
            *set = new;
        }
        "xorin" => {
            for (_, value) in other.iter() {
                if !discard(set, value, build) {
                    add(set, value, build);
                }
            }
        }
        "pop" => {
            set.pop();
        }
        "copy" => *set = copy(set, build),
        "clear" => set.clear(),
        _ => panic!("{op}"),
    }
}

#[test]
fn as_cpython_does() {
    let table = include_str!("../../../tests/values/set_order.tsv");
    vectors::check(table, |_, args, build| {
        let mut set = Set::new(build);
        for step in args[0].split(';') {
            let mut words = step.split(' ');
            let op = words.next().expect("an operation");
            let values: Vec<i64> = words
                .map(|word| word.parse().expect("an integer"))
                .collect();
            apply(&mut set, op, &values, build);
        }
        let shown: Vec<String> = set.iter().map(|(_, value)| value.to_string()).collect();
        Ok(format!("{} slots: {}", set.slots(), shown.join(" ")))
    });
}

#[test]
fn a_probe_begins_again_where_the_table_changed() {
    let build = Build::new(13, 0, crate::cpython::build::Abi::Lp64);
    let mut set = Set::new(build);
    (0..4).for_each(|value| add(&mut set, value, build));
    let mut probe = set.probe(3);
    assert!(matches!(
        set.candidate(&mut probe),
        Candidate::Key { key: 3, .. }
    ));
    (4..40).for_each(|value| add(&mut set, value, build));
    assert!(matches!(
        set.candidate(&mut probe),
        Candidate::Key { key: 3, .. }
    ));
    discard(&mut set, 3, build);
    assert!(matches!(set.candidate(&mut probe), Candidate::Unused(_)));
}

/// Table sizes of CPython 3.13 while `i * 7` is added for `i` from 0.
#[test]
fn large_sets_grow_more_slowly() {
    let build = Build::new(13, 0, crate::cpython::build::Abi::Lp64);
    let mut set = Set::new(build);
    let sizes = [
        (100, 512),
        (1_000, 2_048),
        (10_000, 32_768),
        (40_000, 131_072),
        (60_000, 131_072),
        (110_000, 262_144),
    ];
    let mut next = 0;
    for (last, slots) in sizes {
        (next..=last).for_each(|i| add(&mut set, i * 7, build));
        next = last + 1;
        assert_eq!(set.slots(), slots, "after {last}");
    }
}
