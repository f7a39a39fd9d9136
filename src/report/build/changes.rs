//! What is other in one picture of a machine than in an earlier one. To identify objects takes the machine's own
//! references: numbers of blocks are given anew for each picture.

use super::objects::{Picture, picture};
use crate::machine::Machine;
use crate::report::steps::Changes;
use crate::report::{Block, BlockId, BlockKind, ObjectReport, Role, Word, WordValue};
use std::collections::HashMap;

/// A machine as it was seen at a step.
#[derive(Default)]
pub(super) struct Seen {
    /// Its objects and names.
    pub picture: Picture,
    /// Its classes, by qualified name.
    pub classes: Vec<String>,
    /// Bytes that were printed.
    pub printed: usize,
    /// Which object a block is, by the place of its reference.
    objects: HashMap<BlockId, usize>,
    /// The place of an object in the picture, by that of its reference.
    places: HashMap<usize, usize>,
}

impl Seen {
    /// Looks at a machine; see [`picture`] for `places`.
    pub(super) fn new(machine: &mut Machine, places: bool) -> Self {
        let picture = picture(machine, places);
        let who = picture.who.iter();
        let keys: Vec<usize> = who.map(|who| who.as_ptr() as usize).collect();
        let ids = picture.objects.iter().map(|object| object.id);
        let classes = machine.program_classes().into_iter();
        Self {
            objects: ids.zip(keys.iter().copied()).collect(),
            places: keys.into_iter().zip(0..).collect(),
            classes: classes.map(|id| machine.type_qualname(id)).collect(),
            printed: machine.printed(),
            picture,
        }
    }

    /// The object that another picture shows under this number.
    pub(super) fn same(&self, other: &Seen, id: BlockId) -> Option<&ObjectReport> {
        let place = self.places.get(other.objects.get(&id)?)?;
        self.picture.objects.get(*place).map(|found| &**found)
    }

    /// The block of an earlier picture that has become this one of the object.
    pub(super) fn earlier<'a>(
        &'a self,
        old: Option<&'a ObjectReport>,
        object: &ObjectReport,
        block: &Block,
    ) -> Option<&'a Block> {
        if block.kind == BlockKind::SharedKeys {
            let mut blocks = self
                .picture
                .objects
                .iter()
                .flat_map(|object| &object.blocks);
            return blocks.find(|old| old.kind == block.kind && old.title == block.title);
        }
        let alike = |other: &&Block| other.kind == block.kind;
        let place = object
            .blocks
            .iter()
            .filter(alike)
            .position(|other| other.id == block.id)?;
        old?.blocks.iter().filter(alike).nth(place)
    }

    fn same_value(&self, here: &WordValue, before: &Seen, there: &WordValue) -> bool {
        match (here, there) {
            (
                WordValue::Pointer { to, label },
                WordValue::Pointer {
                    to: old,
                    label: said,
                },
            ) => {
                let object = to.and_then(|to| self.objects.get(&to));
                let old = old.and_then(|old| before.objects.get(&old));
                // A short text tells what is in the object; the pointer is another matter.
                object == old && (object.is_some() || label == said)
            }
            _ => here == there,
        }
    }
}

/// What is other after than before.
pub(super) fn changes(before: &Seen, after: &Seen) -> Changes {
    let mut changes = Changes {
        printed: before.printed,
        ..Changes::default()
    };
    for object in &after.picture.objects {
        let old = before.same(after, object.id);
        for block in &object.blocks {
            match before.earlier(old, object, block) {
                None => changes.blocks.push(block.id),
                Some(earlier) => {
                    let words = block.words.iter();
                    let changed = words
                        .filter(|word| counts(word) && !unchanged(before, after, earlier, word));
                    changes
                        .words
                        .extend(changed.map(|word| (block.id, word.offset)));
                }
            }
        }
    }
    for name in &after.picture.names {
        let mut names = before.picture.names.iter();
        let old = names.find(|old| old.name == name.name && old.scope == name.scope);
        let same = old.is_some_and(|old| {
            let here = name.object.and_then(|id| after.objects.get(&id));
            let there = old.object.and_then(|id| before.objects.get(&id));
            here == there && (here.is_some() || old.label == name.label)
        });
        if !same {
            changes.names.push((name.scope.clone(), name.name.clone()));
        }
    }
    changes
}

/// The word of an earlier block that lies where this one lies.
pub(super) fn word_at(block: &Block, offset: i64) -> Option<&Word> {
    block.words.iter().find(|word| word.offset == offset)
}

fn unchanged(before: &Seen, after: &Seen, earlier: &Block, word: &Word) -> bool {
    word_at(earlier, word.offset).is_some_and(|old| {
        old.role == word.role && after.same_value(&word.value, before, &old.value)
    })
}

/// Counts and the collector's lists change with every look at an object, and room that is free says nothing.
fn counts(word: &Word) -> bool {
    let free = matches!(
        word.role,
        Role::InlineValue(None) | Role::Value(None) | Role::Unused | Role::Padding | Role::Left(_)
    );
    !free && !matches!(word.role, Role::Refcount | Role::GcHead)
}
