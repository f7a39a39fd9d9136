//! The objects that live at the end of the program, with the memory that each is made of.

use super::counts;
use super::keys::Tables;
use super::walk::{Found, names, reach, short};
use super::words;
use crate::cpython::{Build, alloc};
use crate::machine::{FastHash, Kind, Machine, Value, WeakValue};
use crate::report::{Block, BlockId, BlockKind, NameBinding, ObjectReport, Role, Word, WordValue};
use std::collections::HashMap;
use std::rc::Rc;

/// The longest block that is drawn word by word.
pub(super) const WORDS: usize = 96;

/// What is known of the picture while it is drawn. Looking changes no object.
pub(super) struct Drawing<'a> {
    /// The machine whose objects are drawn.
    pub machine: &'a mut Machine,
    /// The block of each object that is drawn.
    ids: HashMap<usize, BlockId, FastHash>,
    /// The block of each keys object that classes share.
    pub shared_keys: HashMap<usize, BlockId, FastHash>,
    /// Those of them that have been drawn.
    drawn: Vec<BlockId>,
    next_id: BlockId,
    next_address: u64,
    /// Whether objects are told where they lie; to ask is to decide it.
    places: bool,
}

/// What is drawn of a machine.
#[derive(Default)]
pub(super) struct Picture {
    /// The objects.
    pub objects: Vec<Rc<ObjectReport>>,
    /// Which object each of them is.
    pub who: Vec<WeakValue>,
    /// The names that lead to them.
    pub names: Vec<NameBinding>,
}

/// The objects of the machine and the names for them. Without `places` no object has an address, and the program
/// will see the addresses that it would have seen without this look.
pub(super) fn picture(machine: &mut Machine, places: bool) -> Picture {
    let found = reach(machine);
    let mut drawing = Drawing {
        next_address: if machine.build.word() == 8 {
            0x7f3a_8000_0000
        } else {
            0x0200_0000
        },
        machine,
        ids: HashMap::default(),
        shared_keys: HashMap::default(),
        drawn: Vec::new(),
        next_id: 1,
        places,
    };
    // Every object that is drawn has its block's identity before anything points at it.
    for found in &found {
        drawing.identify(&found.value);
        let extra = found.value.extra.borrow();
        if let Some(extra) = extra.as_ref().filter(|extra| extra.materialised)
            && let Some(dict) = &extra.dict
        {
            drawing.identify(dict);
        }
    }
    let mut owned: Vec<usize> = Vec::new();
    let (mut objects, mut who) = (Vec::new(), Vec::new());
    for found in &found {
        if !owned.contains(&found.value.key()) {
            objects.push(Rc::new(object(&mut drawing, found, &mut owned)));
            who.push(found.value.downgrade());
        }
    }
    let names = names(drawing.machine).into_iter();
    let names = names.map(|(scope, name, value)| NameBinding {
        scope,
        name,
        label: short(drawing.machine, &value),
        object: drawing.ids.get(&value.key()).copied(),
    });
    let names = names.collect();
    Picture {
        objects,
        who,
        names,
    }
}

fn object(drawing: &mut Drawing<'_>, found: &Found, owned: &mut Vec<usize>) -> ObjectReport {
    let value = &found.value;
    let name = found.names.first().cloned().unwrap_or_default();
    let id = drawing.identify(value);
    let mut tables = Tables::of(drawing, value, &name);
    let dict = words::dict_of(value);
    let mut blocks = vec![words::object_block(drawing, value, &name, &tables)];
    blocks.append(&mut tables.blocks);
    if let Some(dict) = dict
        && !owned.contains(&dict.key())
    {
        owned.push(dict.key());
        let title = format!("{name}.__dict__");
        let mut tables = Tables::of(drawing, &dict, &title);
        let mut block = words::object_block(drawing, &dict, &title, &tables);
        block.kind = BlockKind::Dict;
        blocks.push(block);
        blocks.append(&mut tables.blocks);
    }
    blocks.extend(super::keys::class_keys(drawing, value));
    let bytes = counts::counts(drawing.machine, value, &blocks);
    for block in &mut blocks {
        shorten(&mut block.words, drawing.machine.build);
    }
    let type_name = drawing.machine.type_qualname(value.ty());
    ObjectReport {
        id,
        address: drawing.address(value),
        type_name,
        kind: found.kind,
        repr: short(drawing.machine, value),
        names: found.names.clone(),
        blocks,
        bytes,
    }
}

impl Drawing<'_> {
    /// The block of an object, from now on drawn.
    fn identify(&mut self, value: &Value) -> BlockId {
        if let Some(&id) = self.ids.get(&value.key()) {
            return id;
        }
        let id = self.fresh_id();
        self.ids.insert(value.key(), id);
        id
    }

    /// Where an object lies; 0 where that is not asked.
    pub(super) fn address(&mut self, value: &Value) -> u64 {
        if self.places {
            self.machine.address(value)
        } else {
            0
        }
    }

    /// The block of an object, if it is drawn.
    pub(super) fn id_of(&self, value: &Value) -> Option<BlockId> {
        self.ids.get(&value.key()).copied()
    }

    /// Whether a keys object is drawn for the first time.
    pub(super) fn first_drawn(&mut self, id: BlockId) -> bool {
        let first = !self.drawn.contains(&id);
        self.drawn.push(id);
        first
    }

    /// A new identity.
    pub(super) fn fresh_id(&mut self) -> BlockId {
        self.next_id += 1;
        self.next_id - 1
    }

    /// A pointer to an object.
    pub(super) fn pointer(&mut self, value: &Value) -> WordValue {
        WordValue::Pointer {
            to: self.id_of(value),
            label: short(self.machine, value),
        }
    }

    /// A block that is no object; its address is told apart from those of objects.
    pub(super) fn block(
        &mut self,
        id: BlockId,
        kind: BlockKind,
        title: String,
        requested: u64,
        words: Vec<Word>,
    ) -> Block {
        let allocated = alloc::allocated(self.machine.build, requested);
        let address = self.next_address;
        self.next_address += allocated.next_multiple_of(16);
        Block {
            id,
            kind,
            title,
            address,
            shared: kind == BlockKind::SharedKeys,
            requested,
            allocated,
            words,
        }
    }
}

/// Leaves out the middle of a long block; free places beside one another become one.
fn shorten(words: &mut Vec<Word>, build: Build) {
    words.dedup_by(|next, last| {
        let free = |word: &Word| {
            matches!(
                word.role,
                Role::InlineValue(None) | Role::Value(None) | Role::Unused
            )
        };
        let joins = free(last) && next.role == last.role && next.offset > 0;
        if joins {
            last.size += next.size;
            let places = u64::from(last.size) / build.word();
            last.value = WordValue::Nothing;
            last.note = Some(format!("{places} free words"));
        }
        joins
    });
    if words.len() <= WORDS {
        return;
    }
    let last = words.len() - 2;
    let left: Vec<Word> = words.drain(WORDS - 3..last).collect();
    let bytes: u64 = left.iter().map(|word| u64::from(word.size)).sum();
    let offset = left.first().map_or(0, |word| word.offset);
    let word = words::word(
        offset,
        bytes,
        Role::Left(u32::try_from(bytes / build.word()).unwrap_or(u32::MAX)),
        WordValue::Nothing,
    );
    words.insert(WORDS - 3, word);
}

/// Whether an object is None, a truth value or a small int: from 3.12 these are immortal.
pub(super) fn is_immortal(machine: &Machine, value: &Value) -> bool {
    machine.build.at_least(12)
        && (machine.is_none(value)
            || match &value.kind {
                Kind::Int(crate::machine::Int::Small(n)) => {
                    value.is(&machine.int(*n)) || value.is(&machine.bool(*n != 0))
                }
                _ => false,
            })
}
