//! The separate blocks of an object: values, keys tables, items.

use super::objects::{Drawing, WORDS};
use super::walk::{attributes, named_items, short};
use super::words::{dict_of, word};
use crate::cpython::dicts::Place;
use crate::cpython::image::{PartRole, values_image};
use crate::cpython::keys::{KeysRef, keys_bytes};
use crate::cpython::{Build, memory};
use crate::machine::{Kind, Machine, Sym, Value};
use crate::report::{Block, BlockId, BlockKind, Role, Word, WordValue};
use std::ops::Range;
use std::rc::Rc;

/// The blocks of one object besides itself, and what its words need to know of them.
#[derive(Default)]
pub(super) struct Tables {
    /// The blocks, in the order in which they are drawn.
    pub blocks: Vec<Block>,
    /// The array of values.
    pub values: Option<BlockId>,
    /// The items of a list, the table of a set, characters.
    pub items: Option<BlockId>,
    /// The keys object of a dict, its own or a shared one.
    keys: Option<BlockId>,
    /// Whether it is a dict with a split table.
    shared: bool,
    /// The names of the shared keys.
    pub names: Vec<String>,
}

impl Tables {
    /// The separate blocks of an object.
    pub(super) fn of(drawing: &mut Drawing<'_>, value: &Value, title: &str) -> Self {
        let mut tables = Self::default();
        if let Some(keys) = keys_of(drawing.machine, value) {
            tables.names = names(drawing.machine, &keys);
            if matches!(value.kind, Kind::Dict(_)) {
                tables.shared = is_split(value);
                if tables.shared {
                    tables.keys = Some(drawing.shared(&keys));
                }
            }
        }
        for block in drawing.machine.blocks(value).into_iter().skip(1) {
            let id = drawing.fresh_id();
            let (kind, what, words) = match block.role {
                memory::Role::Values => {
                    tables.values = Some(id);
                    let words = values_words(drawing, value, &tables.names);
                    (BlockKind::Values, "values", words)
                }
                memory::Role::Keys => {
                    tables.keys = Some(id);
                    (BlockKind::Keys, "keys", own_keys(drawing, value))
                }
                // The tuple of an exception's arguments.
                memory::Role::Object => {
                    let role = Role::Payload("args".into());
                    let words = vec![word(0, block.requested, role, WordValue::Nothing)];
                    (BlockKind::Items, "args", words)
                }
                memory::Role::Items => {
                    tables.items = Some(id);
                    let (kind, what) = match value.kind {
                        Kind::Str(_) => (BlockKind::Characters, "characters"),
                        Kind::Set(_) => (BlockKind::Items, "table"),
                        _ => (BlockKind::Items, "items"),
                    };
                    (kind, what, items(drawing, value, block.requested))
                }
            };
            let title = format!("{what} of {title}");
            let block = drawing.block(id, kind, title, block.requested, words);
            tables.blocks.push(block);
        }
        tables
    }

    /// A pointer to a block, or to nothing.
    pub(super) fn pointer(&self, to: Option<BlockId>, label: &str) -> WordValue {
        match to {
            Some(_) => WordValue::Pointer {
                to,
                label: label.to_string(),
            },
            None => WordValue::Null,
        }
    }

    /// `ma_values`: of a split dict, an array of its own or the values in the object (3.13+).
    pub(super) fn values_pointer(&self) -> WordValue {
        if self.values.is_none() && self.shared {
            return WordValue::Pointer {
                to: None,
                label: "inline values of the object".into(),
            };
        }
        self.pointer(self.values, "values")
    }

    /// `ma_keys`: an empty dict has one, too, which all empty dicts use.
    pub(super) fn keys_pointer(&self) -> WordValue {
        let label = if self.keys.is_some() {
            "keys"
        } else {
            "the empty keys of all dicts"
        };
        WordValue::Pointer {
            to: self.keys,
            label: label.to_string(),
        }
    }
}

impl Drawing<'_> {
    /// The block of a keys object that is shared.
    fn shared(&mut self, keys: &KeysRef<Sym>) -> BlockId {
        let place = Rc::as_ptr(keys) as usize;
        if let Some(&id) = self.shared_keys.get(&place) {
            return id;
        }
        let id = self.fresh_id();
        self.shared_keys.insert(place, id);
        id
    }
}

/// The shared keys by which an object's values are found. Held no longer than the drawing needs:
/// their references are CPython's `dk_refcnt`.
fn keys_of(machine: &Machine, value: &Value) -> Option<KeysRef<Sym>> {
    if let Kind::Dict(dict) = &value.kind
        && let Some(keys) = dict.borrow().table.shared_keys()
    {
        return Some(Rc::clone(keys));
    }
    let keys = machine.ty(value.ty()).shared_keys.as_ref();
    keys.filter(|_| value.extra.borrow().is_some())
        .map(Rc::clone)
}

/// Whether it is a dict with a split table.
fn is_split(value: &Value) -> bool {
    match &value.kind {
        Kind::Dict(dict) => dict.borrow().table.shared_keys().is_some(),
        _ => false,
    }
}

fn names(machine: &Machine, keys: &KeysRef<Sym>) -> Vec<String> {
    let keys = keys.borrow();
    let names = keys.names().iter();
    names
        .map(|&name| machine.symbols.text(name).to_string())
        .collect()
}

/// What the values of an array belong to: attributes of an instance, entries of a dict.
fn entries(machine: &Machine, value: &Value) -> Vec<(String, Value)> {
    if !matches!(value.kind, Kind::Dict(_)) {
        return attributes(machine, value);
    }
    named_items(machine, value)
}

fn values_words(drawing: &mut Drawing<'_>, value: &Value, names: &[String]) -> Vec<Word> {
    let build = drawing.machine.build;
    let blocks = drawing.machine.blocks(value);
    let bytes = blocks
        .iter()
        .find(|block| block.role == memory::Role::Values)
        .map_or(0, |block| block.requested);
    let capacity = capacity_of(build, bytes);
    let entries = entries(drawing.machine, value);
    let order = entries.iter().filter_map(|(name, _)| {
        let place = names.iter().position(|known| known == name)?;
        u8::try_from(place).ok()
    });
    let order: Vec<u8> = order.collect();
    let byte = |n: usize| u8::try_from(n).unwrap_or(u8::MAX);
    let mut words = Vec::new();
    for part in values_image(build, capacity) {
        let size = part.size as usize;
        let (role, value, note) = match part.role {
            PartRole::Value(index) => {
                let name = names.get(index).cloned();
                let set = name
                    .as_ref()
                    .and_then(|name| entries.iter().find(|(known, _)| known == name));
                let set = set.map(|(_, value)| value.clone());
                let value = set.map_or(WordValue::Null, |value| drawing.pointer(&value));
                (Role::Value(name), value, None)
            }
            PartRole::ValuesOrder if build.at_least(13) => {
                let mut bytes = order.clone();
                bytes.resize(size, 0);
                (
                    Role::ValuesPrefix,
                    WordValue::Bytes(bytes),
                    Some("order of setting".into()),
                )
            }
            // 3.11, 3.12: read from behind: size of this part, how many, the order of setting.
            PartRole::ValuesOrder => {
                let mut bytes = vec![byte(size), byte(order.len())];
                bytes.extend(&order);
                bytes.resize(size, 0);
                bytes.reverse();
                let note = format!("room for {capacity}, {} set", order.len());
                (Role::ValuesPrefix, WordValue::Bytes(bytes), Some(note))
            }
            PartRole::ValuesHeader => {
                let mut bytes = vec![byte(capacity), byte(order.len()), 0, 1];
                bytes.resize(size, 0);
                let note = format!("room for {capacity}, {} set", order.len());
                (Role::ValuesPrefix, WordValue::Bytes(bytes), Some(note))
            }
            _ => (Role::Padding, WordValue::Nothing, None),
        };
        words.push(Word {
            note,
            ..word(part.offset, part.size, role, value)
        });
    }
    words
}

/// The places of an array of values of so many bytes.
fn capacity_of(build: Build, bytes: u64) -> usize {
    let most = (bytes / build.word()) as usize;
    let fits = |&capacity: &usize| crate::cpython::keys::values_bytes(build, capacity) == bytes;
    (0..=most).rev().find(fits).unwrap_or(0)
}

/// The keys object of a combined dict.
fn own_keys(drawing: &mut Drawing<'_>, value: &Value) -> Vec<Word> {
    let Kind::Dict(dict) = &value.kind else {
        return Vec::new();
    };
    let (slots, unicode, places) = {
        let table = &dict.borrow().table;
        (
            table.slots(),
            table.is_unicode(),
            table.places().unwrap_or_default(),
        )
    };
    let build = drawing.machine.build;
    let used = places.iter().filter(|place| **place != Place::Free).count();
    let head = Head {
        slots,
        unicode,
        entries: used,
        usable: places.len() - used,
    };
    let mut table = KeysTable::new(build, &head);
    let mut items = drawing.machine.dict_items(value).into_iter();
    let left_out = left_out(used);
    for (at, place) in places.into_iter().enumerate() {
        if left_out.contains(&at) {
            if place == Place::Used {
                items.next();
            }
            table.leave_out();
            continue;
        }
        match place {
            Place::Used => {
                let (key, value) = match items.next() {
                    Some((key, value)) => (drawing.pointer(&key), drawing.pointer(&value)),
                    None => (WordValue::Null, WordValue::Null),
                };
                table.entry(key, value, None);
            }
            Place::Deleted => table.entry(WordValue::Null, WordValue::Null, Some("deleted")),
            Place::Free => table.free(),
        }
    }
    table.words
}

/// The keys objects that an object shares and that no other block shows yet.
pub(super) fn class_keys(drawing: &mut Drawing<'_>, value: &Value) -> Vec<Block> {
    let mut all: Vec<KeysRef<Sym>> = Vec::new();
    all.extend(keys_of(drawing.machine, value));
    all.extend(dict_of(value).and_then(|dict| keys_of(drawing.machine, &dict)));
    let class = drawing.machine.type_qualname(value.ty());
    let mut blocks = Vec::new();
    for keys in all {
        let id = drawing.shared(&keys);
        if !drawing.first_drawn(id) {
            continue;
        }
        let (slots, entries, usable) = {
            let keys = keys.borrow();
            (keys.slots(), keys.entries(), keys.usable())
        };
        let names: Vec<Sym> = keys.borrow().names().to_vec();
        let head = Head {
            slots,
            unicode: true,
            entries: names.len(),
            usable,
        };
        let mut table = KeysTable::new(drawing.machine.build, &head);
        let used = names.len();
        for name in names {
            let name = drawing.machine.symbols.value(name).clone();
            table.entry(drawing.pointer(&name), WordValue::Null, None);
        }
        for _ in used..entries {
            table.free();
        }
        let title = match value.kind {
            Kind::Dict(_) => "keys shared with a class".to_string(),
            _ => format!("shared keys of {class}"),
        };
        let bytes = keys.borrow().bytes(drawing.machine.build);
        blocks.push(drawing.block(id, BlockKind::SharedKeys, title, bytes, table.words));
    }
    blocks
}

/// The head of a keys object.
struct Head {
    slots: u64,
    unicode: bool,
    entries: usize,
    usable: usize,
}

/// The words of a keys object (Include/internal/pycore_dict.h, `_dictkeysobject`).
struct KeysTable {
    words: Vec<Word>,
    at: u64,
    word: u64,
    /// Entries have hashes unless all keys are exactly str (3.11+).
    hashes: bool,
}

impl KeysTable {
    fn new(build: Build, head: &Head) -> Self {
        let mut table = Self {
            words: Vec::new(),
            at: 0,
            word: build.word(),
            hashes: !(head.unicode && build.at_least(11)),
        };
        let number = |n: u64| WordValue::Number(n.to_string());
        let log2 = head.slots.trailing_zeros();
        let (usable, entries) = (head.usable as u64, head.entries as u64);
        table.head("dk_refcnt", table.word, WordValue::Nothing);
        if build.at_least(11) {
            let kind = if head.unicode { 1 } else { 0 };
            let bytes = vec![log2 as u8, index_log2(log2), kind, 0];
            table.head(
                "dk_log2_size, dk_log2_index_bytes, dk_kind",
                4,
                WordValue::Bytes(bytes),
            );
            table.head("dk_version", 4, WordValue::Nothing);
            table.head("dk_usable", table.word, number(usable));
            table.head("dk_nentries", table.word, number(entries));
        } else {
            table.head("dk_size", table.word, number(head.slots));
            table.head("dk_lookup", table.word, WordValue::Nothing);
            table.head("dk_usable", table.word, number(usable));
            table.head("dk_nentries", table.word, number(entries));
        }
        let entry = if table.hashes { 3 } else { 2 };
        let places = crate::cpython::keys::usable_of(log2) as u64;
        let indices =
            keys_bytes(build, log2, head.unicode) - table.at - places * entry * table.word;
        table.push(
            Role::KeysIndices,
            indices,
            WordValue::Nothing,
            Some(format!("{} places by hash", head.slots)),
        );
        table
    }

    fn head(&mut self, name: &str, size: u64, value: WordValue) {
        self.push(Role::KeysHeader(name.to_string()), size, value, None);
    }

    fn push(&mut self, role: Role, size: u64, value: WordValue, note: Option<String>) {
        self.words.push(Word {
            note,
            ..word(self.at.cast_signed(), size, role, value)
        });
        self.at += size;
    }

    fn entry(&mut self, key: WordValue, value: WordValue, note: Option<&str>) {
        if self.hashes {
            self.push(Role::EntryHash, self.word, WordValue::Nothing, None);
        }
        self.push(Role::EntryKey, self.word, key, note.map(str::to_string));
        self.push(Role::EntryValue, self.word, value, None);
    }

    /// An entry in the middle of a table so long that its middle is left out.
    fn leave_out(&mut self) {
        let size = self.entry_size();
        match self.words.last_mut() {
            Some(last) if matches!(last.role, Role::Left(_)) => {
                last.size += size as u32;
                self.at += size;
            }
            _ => self.push(Role::Left(0), size, WordValue::Nothing, None),
        }
    }

    fn entry_size(&self) -> u64 {
        if self.hashes {
            3 * self.word
        } else {
            2 * self.word
        }
    }

    fn free(&mut self) {
        let note = "free entry".to_string();
        self.push(
            Role::Unused,
            self.entry_size(),
            WordValue::Nothing,
            Some(note),
        );
    }
}

/// `dk_log2_index_bytes`: of all indices together.
fn index_log2(log2: u32) -> u8 {
    let each = match log2 {
        ..8 => 0,
        8..16 => 1,
        16..32 => 2,
        _ => 3,
    };
    (log2 + each) as u8
}

/// Of so many entries or items those that are in no picture, because its middle is left out (see `objects::shorten`).
fn left_out(number: usize) -> Range<usize> {
    WORDS..number.saturating_sub(WORDS).max(WORDS)
}

/// The items of a list, the table of a set, the characters of a str, the bytes of a bytearray.
fn items(drawing: &mut Drawing<'_>, value: &Value, bytes: u64) -> Vec<Word> {
    let size = drawing.machine.build.word();
    let whole = |role, note: Option<String>| {
        vec![Word {
            note,
            ..word(0, bytes, role, WordValue::Nothing)
        }]
    };
    match &value.kind {
        Kind::List(list) => {
            let items = list.borrow().items.clone();
            let left_out = left_out(items.len());
            let mut words = Vec::new();
            for (index, item) in (0u32..).zip(&items) {
                let at = index as usize;
                let offset = i64::from(index) * size.cast_signed();
                if !left_out.contains(&at) {
                    let pointer = drawing.pointer(item);
                    words.push(word(offset, size, Role::Item(index), pointer));
                } else if at == left_out.start {
                    let bytes = left_out.len() as u64 * size;
                    words.push(word(offset, bytes, Role::Left(0), WordValue::Nothing));
                }
            }
            let end = items.len() as u64 * size;
            if end < bytes {
                words.push(word(
                    end.cast_signed(),
                    bytes - end,
                    Role::Unused,
                    WordValue::Nothing,
                ));
            }
            words
        }
        Kind::Set(_) => {
            let slots = bytes / (2 * size);
            let note = format!("{slots} places, a key and its hash each");
            whole(Role::Payload("table".into()), Some(note))
        }
        _ => {
            let note = short(drawing.machine, value);
            whole(Role::Characters, Some(note))
        }
    }
}
