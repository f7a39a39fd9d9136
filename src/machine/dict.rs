//! dict: an ordered hash table of our own, beside the accounting of CPython's tables.

use super::object::{Kind, Value};
use super::string::Str;
use super::symbol::Sym;
use super::types::tid;
use super::{Machine, Res};
use crate::cpython::dicts::{Key, Table};

/// What a dict object holds: the entries in order, where to find them, and CPython's table.
pub struct Dict {
    entries: Vec<Option<Entry>>,
    used: usize,
    index: Vec<u32>,
    /// Slots of the index whose entries were deleted.
    deleted: usize,
    /// How CPython would store it now: which table, of what size, shared with whom.
    pub table: Table<Sym>,
    /// Counts changes of the set of keys, for iterators.
    pub changes: u64,
    /// `default_factory` of a defaultdict.
    pub default_factory: Option<Value>,
}

/// One entry.
#[derive(Clone)]
pub struct Entry {
    /// The hash of the key.
    pub hash: u64,
    /// The key.
    pub key: Value,
    /// The value.
    pub value: Value,
}

const FREE: u32 = u32::MAX;
const DELETED: u32 = u32::MAX - 1;
/// Up to so many entries are searched one by one.
const LINEAR: usize = 8;

impl Default for Dict {
    fn default() -> Self {
        Self {
            entries: Vec::new(),
            used: 0,
            index: Vec::new(),
            deleted: 0,
            table: Table::empty(),
            changes: 0,
            default_factory: None,
        }
    }
}

impl Dict {
    /// An empty dict with this table.
    pub fn with_table(table: Table<Sym>) -> Self {
        Self {
            table,
            ..Self::default()
        }
    }

    /// Number of entries.
    pub fn len(&self) -> usize {
        self.used
    }

    /// Whether it has no entries.
    pub fn is_empty(&self) -> bool {
        self.used == 0
    }

    /// Positions that entries have had so far: the bound of [`Dict::at`].
    pub fn positions(&self) -> usize {
        self.entries.len()
    }

    /// The entry at a position, unless it was deleted.
    pub fn at(&self, position: usize) -> Option<&Entry> {
        self.entries.get(position).and_then(Option::as_ref)
    }

    /// The entries in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Entry> {
        self.entries.iter().flatten()
    }

    /// Positions of the entries with this hash, the likely one first.
    fn candidates(&self, hash: u64) -> Candidates<'_> {
        Candidates {
            dict: self,
            hash,
            at: if self.index.is_empty() {
                0
            } else {
                home(hash, self.index.len() - 1)
            },
        }
    }

    /// The position of a string key, comparing keys that are strings by their text only.
    pub fn find_str(&self, text: &Str, sym: Option<Sym>) -> Option<usize> {
        self.candidates(text.hash()).find(|&position| {
            let Some(entry) = self.at(position) else {
                return false;
            };
            match &entry.key.kind {
                Kind::Str(key) => match (sym, key.sym()) {
                    (Some(a), Some(b)) => a == b,
                    _ => key.as_str() == text.as_str(),
                },
                _ => false,
            }
        })
    }

    /// How many entries stand before a position.
    pub(super) fn rank(&self, position: usize) -> usize {
        if self.used == self.entries.len() {
            position
        } else {
            self.entries[..position].iter().flatten().count()
        }
    }

    pub(super) fn insert_new(&mut self, entry: Entry) {
        let position = self.entries.len();
        let hash = entry.hash;
        self.entries.push(Some(entry));
        self.used += 1;
        self.changes += 1;
        if self.entries.len() <= LINEAR {
            return;
        }
        if self.entries.len() * 3 > self.index.len() * 2 {
            self.rebuild();
        } else {
            self.link(hash, position as u32);
        }
    }

    fn link(&mut self, hash: u64, position: u32) {
        let mask = self.index.len() - 1;
        let mut at = home(hash, mask);
        while self.index[at] != FREE && self.index[at] != DELETED {
            at = (at + 1) & mask;
        }
        self.deleted -= usize::from(self.index[at] == DELETED);
        self.index[at] = position;
    }

    /// Closes the gaps and makes room. Only called while no position is in use.
    fn rebuild(&mut self) {
        // Iterators hold positions, so gaps are closed only where many have gathered.
        if self.used * 2 < self.entries.len() {
            self.entries.retain(Option::is_some);
        }
        self.relink();
    }

    /// Makes the index anew, without deleted slots.
    fn relink(&mut self) {
        self.deleted = 0;
        let size = (self.entries.len() * 2).next_power_of_two().max(16);
        self.index.clear();
        self.index.resize(size, FREE);
        for position in 0..self.entries.len() {
            if let Some(hash) = self.at(position).map(|entry| entry.hash) {
                self.link(hash, position as u32);
            }
        }
    }

    pub(super) fn replace(&mut self, position: usize, value: Value) -> Option<Value> {
        let entry = self.entries.get_mut(position)?.as_mut()?;
        Some(std::mem::replace(&mut entry.value, value))
    }

    pub(super) fn take(&mut self, position: usize) -> Option<Entry> {
        let entry = self.entries.get_mut(position)?.take()?;
        self.used -= 1;
        self.changes += 1;
        if !self.index.is_empty() {
            let mask = self.index.len() - 1;
            let mut at = home(entry.hash, mask);
            while self.index[at] != FREE {
                if self.index[at] == position as u32 {
                    self.index[at] = DELETED;
                    self.deleted += 1;
                    break;
                }
                at = (at + 1) & mask;
            }
        }
        while matches!(self.entries.last(), Some(None)) {
            self.entries.pop();
        }
        // A search ends at a free slot, so some must be left.
        if self.deleted * 4 > self.index.len() {
            self.relink();
        }
        Some(entry)
    }
}

/// Where the search for a hash begins; neighbouring numbers are spread, or a search would pass all of them.
fn home(hash: u64, mask: usize) -> usize {
    (hash.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as usize & mask
}

struct Candidates<'a> {
    dict: &'a Dict,
    hash: u64,
    at: usize,
}

impl Iterator for Candidates<'_> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        let dict = self.dict;
        if dict.index.is_empty() {
            while self.at < dict.entries.len() {
                self.at += 1;
                if dict
                    .at(self.at - 1)
                    .is_some_and(|entry| entry.hash == self.hash)
                {
                    return Some(self.at - 1);
                }
            }
            return None;
        }
        let mask = dict.index.len() - 1;
        loop {
            let position = dict.index[self.at];
            self.at = (self.at + 1) & mask;
            match position {
                FREE => return None,
                DELETED => {}
                position => {
                    if dict
                        .at(position as usize)
                        .is_some_and(|entry| entry.hash == self.hash)
                    {
                        return Some(position as usize);
                    }
                }
            }
        }
    }
}

impl Machine {
    /// The dict payload of a dict or of an instance of a subclass; an empty one for anything else.
    pub(super) fn dict_of<'a>(&'a self, value: &'a Value) -> &'a std::cell::RefCell<Dict> {
        match &value.kind {
            Kind::Dict(dict) => dict,
            _ => &self.no_dict,
        }
    }

    /// The value of a key that is a name.
    pub fn dict_get_sym(&self, dict: &Value, name: Sym) -> Option<Value> {
        let Kind::Str(text) = &self.symbols.value(name).kind else {
            return None;
        };
        let dict = self.dict_of(dict).borrow();
        let position = dict.find_str(text, Some(name))?;
        dict.at(position).map(|entry| entry.value.clone())
    }

    /// Sets the value of a key that is a name, as `dict[name] = value` does.
    pub fn dict_set_sym(&mut self, dict: &Value, name: Sym, value: Value) {
        let key = self.symbols.value(name).clone();
        let Kind::Str(text) = &key.kind else { return };
        let hash = text.hash();
        let cell = self.dict_of(dict);
        let position = cell.borrow().find_str(text, Some(name));
        let old = match position {
            Some(position) => cell.borrow_mut().replace(position, value),
            None => {
                self.dict_insert(dict, Entry { hash, key, value }, Some(name));
                None
            }
        };
        drop(old);
    }

    /// Removes a key that is a name, as `del dict[name]` does.
    pub fn dict_remove_sym(&mut self, dict: &Value, name: Sym) -> Option<Value> {
        let key = self.symbols.value(name).clone();
        let Kind::Str(text) = &key.kind else {
            return None;
        };
        let position = self.dict_of(dict).borrow().find_str(text, Some(name))?;
        self.dict_take(dict, position).map(|entry| entry.value)
    }

    /// `dict[key]`, without `__missing__`; `None` where there is no such key.
    pub fn dict_get(&mut self, dict: &Value, key: &Value) -> Res<Option<Value>> {
        let hash = self.hash_key(key)?;
        let found = self.dict_find(dict, key, hash)?;
        Ok(found.and_then(|position| {
            self.dict_of(dict)
                .borrow()
                .at(position)
                .map(|entry| entry.value.clone())
        }))
    }

    /// `dict[key] = value`
    pub fn dict_set(&mut self, dict: &Value, key: &Value, value: Value) -> Res<()> {
        let hash = self.hash_key(key)?;
        match self.dict_find(dict, key, hash)? {
            Some(position) => {
                let build = self.build;
                let mut cell = self.dict_of(dict).borrow_mut();
                if key.ty() != tid::STR {
                    cell.table.store(build, Key::Other, true);
                }
                let old = cell.replace(position, value);
                drop(cell);
                drop(old);
            }
            None => {
                let name = (key.ty() == tid::STR).then(|| self.sym_of(key));
                // A new key takes as long as some instructions: the table grows, is shown, and freed.
                self.charge(64)?;
                self.work(24)?;
                self.dict_insert(
                    dict,
                    Entry {
                        hash,
                        key: key.clone(),
                        value,
                    },
                    name,
                );
            }
        }
        Ok(())
    }

    /// `del dict[key]`; `None` where there is no such key.
    pub fn dict_remove(&mut self, dict: &Value, key: &Value) -> Res<Option<Value>> {
        let hash = self.hash_key(key)?;
        let Some(position) = self.dict_find(dict, key, hash)? else {
            return Ok(None);
        };
        Ok(self.dict_take(dict, position).map(|entry| entry.value))
    }

    /// The position of a key: identical or equal, which may run Python.
    pub(super) fn dict_find(&mut self, dict: &Value, key: &Value, hash: u64) -> Res<Option<usize>> {
        if let Kind::Str(text) = &key.kind
            && key.ty() == tid::STR
        {
            let dict = self.dict_of(dict).borrow();
            // Only a key that is neither a str nor hashes alike by chance can need more than text.
            let odd = dict
                .candidates(hash)
                .any(|p| dict.at(p).is_some_and(|entry| entry.key.ty() != tid::STR));
            if !odd {
                return Ok(dict.find_str(text, text.sym()));
            }
        }
        'again: loop {
            let changes = self.dict_of(dict).borrow().changes;
            let candidates: Vec<(usize, Value)> = {
                let dict = self.dict_of(dict).borrow();
                dict.candidates(hash)
                    .filter_map(|p| dict.at(p).map(|entry| (p, entry.key.clone())))
                    .collect()
            };
            for (position, candidate) in candidates {
                if candidate.is(key) || self.equal(&candidate, key)? {
                    return Ok(Some(position));
                }
                if self.dict_of(dict).borrow().changes != changes {
                    continue 'again;
                }
            }
            return Ok(None);
        }
    }

    /// Adds an entry whose key is not there yet: an exact str with this symbol, or anything else.
    fn dict_insert(&mut self, dict: &Value, entry: Entry, name: Option<Sym>) {
        let build = self.build;
        let mut dict = self.dict_of(dict).borrow_mut();
        match &name {
            Some(name) => dict.table.store(build, Key::Str(name), false),
            None => dict.table.store(build, Key::Other, false),
        }
        dict.insert_new(entry);
    }

    /// Takes the entry at a position out, as deleting its key does.
    pub(super) fn dict_take(&mut self, dict: &Value, position: usize) -> Option<Entry> {
        let build = self.build;
        let mut dict = self.dict_of(dict).borrow_mut();
        let rank = dict.rank(position);
        dict.table.delete(build, rank);
        dict.take(position)
    }

    /// Keys and values, in order.
    pub fn dict_items(&self, dict: &Value) -> Vec<(Value, Value)> {
        self.dict_of(dict)
            .borrow()
            .iter()
            .map(|entry| (entry.key.clone(), entry.value.clone()))
            .collect()
    }

    /// Removes all entries, with the table's accounting left to the caller.
    pub(super) fn dict_drain(&mut self, dict: &Value) -> Vec<Option<Entry>> {
        let mut dict = self.dict_of(dict).borrow_mut();
        dict.used = 0;
        dict.changes += 1;
        dict.index.clear();
        std::mem::take(&mut dict.entries)
    }

    /// Adds an entry without touching the table's accounting: for copies, which account for the whole.
    pub(super) fn dict_push_raw(&mut self, dict: &Value, entry: Entry) {
        self.dict_of(dict).borrow_mut().insert_new(entry);
    }
}
