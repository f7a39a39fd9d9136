//! Every class of the oracle's programs can be edited, and edited back.
#![cfg(not(target_arch = "wasm32"))]

#[path = "oracle/programs.rs"]
mod programs;

use programs::programs;
use slotscope::cpython::Build;
use slotscope::python::outline::{Attribute, ClassCard, Slots, Variable, outline, rewrite};
use slotscope::python::parse;
use std::fs;

fn cards(source: &str, build: Build) -> Vec<ClassCard> {
    let module = parse(source, build).expect("a program parses");
    outline(source, &module).classes
}

/// Changes a class and changes it back: what stays of the text and what the card says is the same.
fn there_and_back(
    source: &str,
    build: Build,
    index: usize,
    change: impl Fn(&mut ClassCard),
) -> String {
    let before = &cards(source, build)[index];
    let mut changed = before.clone();
    change(&mut changed);
    let text = rewrite(source, build, index, &changed).expect("the class can be changed");
    let head = &source[..before.span.start as usize];
    assert!(
        text.contains(head.trim()),
        "what stands before the class stays"
    );
    assert!(
        text.ends_with(&source[before.span.end as usize..]),
        "what follows the class stays"
    );
    rewrite(&text, build, index, before).expect("the class can be changed back")
}

#[test]
fn every_class_can_be_edited_and_edited_back() {
    let build = Build::from_id("cpython-3.13-64").expect("a recorded build");
    let mut classes = 0;
    for path in programs() {
        let source = fs::read_to_string(&path).expect("a program is UTF-8");
        for (index, card) in cards(&source, build).iter().enumerate() {
            classes += 1;
            let place = || format!("{} in {}", card.name, path.display());
            let inline = !source[card.span.range()].contains('\n');
            let add_variable = |card: &mut ClassCard| {
                card.variables.push(Variable {
                    name: "zz".into(),
                    value: Some("1".into()),
                    ..Variable::default()
                });
            };
            let back = there_and_back(&source, build, index, add_variable);
            assert!(
                inline || back == source || back.contains("pass"),
                "{}",
                place()
            );
            let rename = |card: &mut ClassCard| card.name = "Renamed".into();
            let back = there_and_back(&source, build, index, rename);
            assert!(inline || back == source, "{}", place());
            let add_attribute = |card: &mut ClassCard| {
                card.attributes.push(Attribute {
                    name: "zz".into(),
                    value: "zz".into(),
                    ..Attribute::default()
                });
            };
            if card.attributes.iter().all(|attribute| attribute.plain) {
                there_and_back(&source, build, index, add_attribute);
            }
            if !matches!(card.slots, Slots::Dynamic(_)) {
                let slots = |card: &mut ClassCard| card.slots = Slots::Names(vec!["zz".into()]);
                there_and_back(&source, build, index, slots);
            }
        }
    }
    assert!(classes > 500, "only {classes} classes");
}
