//! Writing: every kind of object, with a stack of tasks instead of recursion (Modules/_pickle.c, save).

use super::Hooks;
use super::notes::Note;
use super::opcode::{self as op, BATCH};
use super::output::Output;
use super::reduction::Rest;
use crate::machine::object::{Int, Kind, Value};
use crate::machine::symbol::sym;
use crate::machine::types::{FastHash, tid};
use crate::machine::values::{float_text, int_text};
use crate::machine::{Machine, Res};
use std::collections::HashMap;

/// The state of one Pickler.
pub(super) struct Pickler {
    pub(super) out: Output,
    pub(super) hooks: Hooks,
    /// The number of each object in the memo, by its address.
    numbers: HashMap<usize, usize, FastHash>,
    /// The objects of the memo, in the order of their numbers: they live as long as it.
    memo: Vec<Value>,
    pub(super) tasks: Vec<Task>,
    /// How deep C's `save` would be nested by now.
    nesting: usize,
    /// How many reduced objects are open.
    pub(super) reductions: usize,
}

/// What is still to be done; the last one is next.
pub(super) enum Task {
    /// Write an object.
    Save(Value),
    /// Write a persistent id, without asking for one of its own.
    SaveId(Value),
    /// Write an object that is a part of another.
    SaveIn(Note, Value),
    /// Write a key and its value, a part of the first object.
    SavePair(Value, Value, Value),
    /// Nothing: a part of an object was written.
    Within(Note),
    /// Write these bytes.
    Write(&'static [u8]),
    /// Write the names of a module and of an object in it.
    Global(String, String),
    /// The object on the stack gets the next number of the memo.
    Memoize(Value),
    /// So many calls of C return.
    Leave(usize),
    /// A reduced object is done.
    Reduced,
    /// All items of a tuple are on the stack.
    EndTuple(Value),
    /// A list from protocol 1 on: the next item, and how many this batch has.
    List(Value, usize, Option<usize>),
    /// A dict from protocol 1 on: the next position, how many this batch has, the size at the start.
    Dict(Value, usize, Option<usize>, usize),
    /// A set from protocol 4 on: its items, the next one, and how many this batch has.
    Set(Value, Vec<Value>, usize, Option<usize>),
    /// All items of a frozenset are on the stack.
    EndFrozenSet(Value),
    /// Items or pairs of an iterator, for an object.
    Batch(Box<Batch>),
    /// The function and the arguments are written; the rest follows.
    Made(Box<Rest>),
}

/// Items of an iterator on their way into a list or, in pairs, a dict.
pub(super) struct Batch {
    obj: Value,
    iter: Value,
    pairs: bool,
    /// The number of the next item.
    index: usize,
    state: BatchState,
}

enum BatchState {
    /// Two items are looked at, since a single one is written differently.
    Start,
    /// This one has been fetched already; the batch has so many.
    Fetched(Value, usize),
    /// So many of the batch are written.
    Next(usize),
    /// A single item was written.
    Single,
}

impl Pickler {
    /// A new one; `memo` are objects that were written before.
    pub(super) fn new(protocol: u8, hooks: Hooks, memo: Vec<Value>) -> Self {
        Self {
            out: Output::new(protocol),
            hooks,
            numbers: memo.iter().enumerate().map(|(i, v)| (v.key(), i)).collect(),
            memo,
            tasks: Vec::new(),
            nesting: 0,
            reductions: 0,
        }
    }

    /// The bytes, and the objects of the memo.
    pub(super) fn finish(self) -> (Vec<u8>, Vec<Value>) {
        (self.out.finish(), self.memo)
    }

    pub(super) fn number(&self, obj: &Value) -> Option<usize> {
        self.numbers.get(&obj.key()).copied()
    }

    pub(super) fn memoize(&mut self, obj: Value) {
        let number = self.memo.len();
        self.numbers.insert(obj.key(), number);
        self.memo.push(obj);
        self.out.put(number);
    }

    pub(super) fn push(&mut self, task: Task) {
        self.tasks.push(task);
    }

    fn binary(&self) -> bool {
        self.out.protocol >= 1
    }
}

impl Machine {
    /// Writes an object and all that it refers to.
    pub(super) fn dump(&mut self, pickler: &mut Pickler, obj: &Value) -> Res<()> {
        pickler.push(Task::Save(obj.clone()));
        while let Some(task) = pickler.tasks.pop() {
            let before = pickler.out.len();
            if let Err(stop) = self.dump_step(pickler, task) {
                self.add_notes(pickler, &stop)?;
                return Err(stop);
            }
            self.work(1)?;
            self.charge(pickler.out.len().saturating_sub(before))?;
        }
        Ok(())
    }

    fn dump_step(&mut self, pickler: &mut Pickler, task: Task) -> Res<()> {
        match task {
            Task::Save(obj) => return self.save(pickler, obj, true),
            Task::SaveId(id) => return self.save(pickler, id, false),
            Task::SaveIn(note, obj) => {
                pickler.push(Task::Within(note));
                return self.save(pickler, obj, true);
            }
            Task::SavePair(of, key, value) => {
                pickler.push(Task::SaveIn(Note::Pair(of, key.clone()), value));
                return self.save(pickler, key, true);
            }
            Task::Within(_) => {}
            Task::Write(bytes) => pickler.out.write(bytes),
            Task::Global(module, name) => return self.write_global(pickler, &module, &name),
            Task::Memoize(obj) => pickler.memoize(obj),
            Task::Leave(n) => pickler.nesting -= n,
            Task::Reduced => pickler.reductions -= 1,
            Task::EndTuple(obj) => end_tuple(pickler, obj),
            Task::List(obj, next, batch) => self.list_step(pickler, obj, next, batch),
            Task::Dict(obj, position, batch, size) => {
                return self.dict_step(pickler, obj, position, batch, size);
            }
            Task::Set(obj, items, next, batch) => {
                return self.set_step(pickler, obj, items, next, batch);
            }
            Task::EndFrozenSet(obj) => match pickler.number(&obj) {
                Some(number) => {
                    pickler.out.write(&[op::POP_MARK]);
                    pickler.out.get(number);
                }
                None => {
                    pickler.out.write(&[op::FROZENSET]);
                    pickler.memoize(obj);
                }
            },
            Task::Batch(batch) => return self.batch_step(pickler, batch),
            Task::Made(rest) => return self.save_rest(pickler, *rest),
        }
        Ok(())
    }

    fn save(&mut self, pickler: &mut Pickler, obj: Value, ask: bool) -> Res<()> {
        pickler.out.boundary();
        if ask && self.save_persistent(pickler, &obj)? {
            return Ok(());
        }
        match (&obj.kind, obj.ty()) {
            (_, tid::NONE) => {
                pickler.out.write(&[op::NONE]);
                return Ok(());
            }
            (Kind::Int(int), tid::BOOL) => {
                pickler.out.bool(*int != Int::Small(0));
                return Ok(());
            }
            (Kind::Int(int), tid::INT) => return self.save_int(pickler, int),
            (Kind::Float(x), tid::FLOAT) => {
                pickler.out.float(*x, &float_text::repr(*x));
                return Ok(());
            }
            _ => {}
        }
        if let Some(number) = pickler.number(&obj) {
            pickler.out.get(number);
            return Ok(());
        }
        match (&obj.kind, obj.ty()) {
            (Kind::Bytes(bytes), tid::BYTES) => {
                let bytes = std::rc::Rc::clone(bytes);
                return self.save_bytes(pickler, obj, &bytes);
            }
            (Kind::Str(text), tid::STR) => {
                pickler.out.str(text.as_str());
                pickler.memoize(obj);
                return Ok(());
            }
            _ => {}
        }
        self.enter_save(pickler)?;
        match (&obj.kind, obj.ty()) {
            (Kind::Dict(_), tid::DICT) => self.save_dict(pickler, obj),
            (Kind::Set(_), tid::SET) => self.save_set(pickler, obj),
            (Kind::Set(_), tid::FROZENSET) => self.save_frozenset(pickler, obj),
            (Kind::List(_), tid::LIST) => self.save_list(pickler, obj),
            (Kind::Tuple(items), tid::TUPLE) => {
                let items = items.to_vec();
                save_tuple(pickler, obj, items);
                Ok(())
            }
            (Kind::ByteArray(bytes), tid::BYTEARRAY) => {
                let bytes = bytes.borrow().0.clone();
                self.save_bytearray(pickler, obj, &bytes)
            }
            _ => self.save_other(pickler, obj),
        }
    }

    /// One more nested call of C's `save`. Up to 3.11 they count like Python's calls; later versions
    /// have limits that depend on the machine they run on.
    fn enter_save(&mut self, pickler: &mut Pickler) -> Res<()> {
        pickler.nesting += 1;
        pickler.push(Task::Leave(1));
        let known = !self.build.at_least(12) && self.build.word() == 8;
        let own_call = usize::from(!self.build.at_least(11));
        let depth = self.depth() + own_call + pickler.nesting;
        if known && pickler.reductions == 0 && depth > self.recursion_limit {
            let text = "maximum recursion depth exceeded while pickling an object";
            return self.raise(tid::RECURSION_ERROR, text);
        }
        let limit = if self.build.at_least(12) {
            LEAST_C_RECURSION
        } else {
            self.recursion_limit.saturating_sub(UNSURE)
        };
        if depth > limit && (!known || pickler.reductions > 0) {
            return self.unsupported("how deep objects may be nested for pickle");
        }
        Ok(())
    }

    /// Whether a persistent id was written in the place of an object.
    fn save_persistent(&mut self, pickler: &mut Pickler, obj: &Value) -> Res<bool> {
        let Some(ask) = pickler.hooks.persistent.clone() else {
            return Ok(false);
        };
        let id = self.call(&ask, std::slice::from_ref(obj), &[])?;
        if self.is_none(&id) {
            return Ok(false);
        }
        if pickler.binary() {
            pickler.push(Task::Write(&[op::BINPERSID]));
            pickler.push(Task::SaveId(id));
            return Ok(true);
        }
        let text = self.str_of(&id)?;
        if !text.is_ascii() {
            let text = "persistent IDs in protocol 0 must be ASCII strings";
            return self.pickle_error("PicklingError", text);
        }
        pickler.out.write(format!("P{text}\n").as_bytes());
        Ok(true)
    }

    fn save_int(&mut self, pickler: &mut Pickler, int: &Int) -> Res<()> {
        if let Int::Small(n) = int
            && let Ok(n) = i32::try_from(*n)
        {
            pickler.out.small_int(n);
            return Ok(());
        }
        let big = int.big();
        let text = if pickler.out.protocol < 2 {
            let text = int_text::to_text(&big, self.build);
            self.fault(text)?
        } else {
            String::new()
        };
        pickler.out.big_int(&big, &text);
        Ok(())
    }

    /// Before protocol 3 bytes are what encoding a text as Latin-1 gives.
    fn save_bytes(&mut self, pickler: &mut Pickler, obj: Value, bytes: &[u8]) -> Res<()> {
        if pickler.out.protocol >= 3 {
            pickler.out.bytes(bytes);
            pickler.memoize(obj);
            return Ok(());
        }
        let (function, args) = if bytes.is_empty() {
            (self.ty(tid::BYTES).object.clone(), Vec::new())
        } else {
            let codecs = self.import("_codecs", false)?;
            let encode = self.sym("encode");
            let text = bytes.iter().map(|&byte| char::from(byte)).collect();
            let args = vec![self.new_str(text)?, self.intern("latin1")];
            (self.get_attr(&codecs, encode)?, args)
        };
        self.save_made_by(pickler, obj, function, args)
    }

    fn save_bytearray(&mut self, pickler: &mut Pickler, obj: Value, bytes: &[u8]) -> Res<()> {
        if pickler.out.protocol >= 5 {
            pickler.out.bytearray(bytes);
            pickler.memoize(obj);
            return Ok(());
        }
        let class = self.ty(tid::BYTEARRAY).object.clone();
        let args = if bytes.is_empty() {
            Vec::new()
        } else {
            vec![self.bytes(bytes)]
        };
        self.save_made_by(pickler, obj, class, args)
    }

    fn save_list(&mut self, pickler: &mut Pickler, obj: Value) -> Res<()> {
        let empty = self.len(&obj)? == 0;
        pickler.out.write(if pickler.binary() {
            &[op::EMPTY_LIST]
        } else {
            &[op::MARK, op::LIST]
        });
        pickler.memoize(obj.clone());
        if empty {
            return Ok(());
        }
        self.enter_save(pickler)?;
        if pickler.binary() {
            pickler.push(Task::List(obj, 0, None));
            return Ok(());
        }
        let iter = self.iter(&obj)?;
        save_items(pickler, &obj, iter, false);
        Ok(())
    }

    fn save_dict(&mut self, pickler: &mut Pickler, obj: Value) -> Res<()> {
        let size = self.dict_of(&obj).borrow().len();
        pickler.out.write(if pickler.binary() {
            &[op::EMPTY_DICT]
        } else {
            &[op::MARK, op::DICT]
        });
        pickler.memoize(obj.clone());
        if size == 0 {
            return Ok(());
        }
        self.enter_save(pickler)?;
        if pickler.binary() {
            pickler.push(Task::Dict(obj, 0, None, size));
            return Ok(());
        }
        let items = self.call_method(&obj, sym::ITEMS, &[])?;
        let iter = self.iter(&items)?;
        save_items(pickler, &obj, iter, true);
        Ok(())
    }

    /// Modules/_pickle.c, batch_list_exact.
    fn list_step(&self, pickler: &mut Pickler, obj: Value, next: usize, batch: Option<usize>) {
        let (item, len) = match &obj.kind {
            Kind::List(list) => {
                let list = list.borrow();
                (list.items.get(next).cloned(), list.items.len())
            }
            _ => (None, 0),
        };
        let done = match batch {
            None if next + 1 == len && (next == 0 || self.batches_exactly()) => {
                if let Some(item) = item {
                    pickler.push(Task::Write(&[op::APPEND]));
                    pickler.push(Task::SaveIn(Note::Item(obj, next), item));
                }
                return;
            }
            None => {
                pickler.out.write(&[op::MARK]);
                0
            }
            Some(done) => done,
        };
        match item {
            Some(item) if done < BATCH => {
                pickler.push(Task::List(obj.clone(), next + 1, Some(done + 1)));
                pickler.push(Task::SaveIn(Note::Item(obj, next), item));
            }
            Some(_) => {
                pickler.out.write(&[op::APPENDS]);
                pickler.push(Task::List(obj, next, None));
            }
            None => pickler.out.write(&[op::APPENDS]),
        }
    }

    fn dict_step(
        &mut self,
        pickler: &mut Pickler,
        obj: Value,
        position: usize,
        batch: Option<usize>,
        size: usize,
    ) -> Res<()> {
        let (next, left) = {
            let dict = self.dict_of(&obj).borrow();
            let next = (position..dict.positions()).find_map(|at| {
                let entry = dict.at(at)?;
                Some((at, entry.key.clone(), entry.value.clone()))
            });
            (next, dict.len().saturating_sub(dict.rank(position)))
        };
        let exact = self.batches_exactly();
        let done = match batch {
            None if size == 1 || left == 1 && exact => {
                if let Some((_, key, value)) = next {
                    pickler.push(Task::Write(&[op::SETITEM]));
                    pickler.push(Task::SavePair(obj, key, value));
                }
                return Ok(());
            }
            None => {
                pickler.out.write(&[op::MARK]);
                0
            }
            Some(done) => done,
        };
        match next {
            Some((at, key, value)) if done < BATCH => {
                pickler.push(Task::Dict(obj.clone(), at + 1, Some(done + 1), size));
                pickler.push(Task::SavePair(obj, key, value));
                return Ok(());
            }
            _ => pickler.out.write(&[op::SETITEMS]),
        }
        if self.dict_of(&obj).borrow().len() != size {
            let text = "dictionary changed size during iteration";
            return self.raise(tid::RUNTIME_ERROR, text);
        }
        if done == BATCH && (left > 0 || !exact) {
            pickler.push(Task::Dict(obj, position, None, size));
        }
        Ok(())
    }

    fn save_set(&mut self, pickler: &mut Pickler, obj: Value) -> Res<()> {
        let items = self.set_items(&obj);
        if pickler.out.protocol < 4 {
            let (class, items) = (self.ty(tid::SET).object.clone(), self.list(items));
            return self.save_made_by(pickler, obj, class, vec![items]);
        }
        pickler.out.write(&[op::EMPTY_SET]);
        pickler.memoize(obj.clone());
        if !items.is_empty() {
            pickler.push(Task::Set(obj, items, 0, None));
        }
        Ok(())
    }

    fn set_step(
        &mut self,
        pickler: &mut Pickler,
        obj: Value,
        items: Vec<Value>,
        next: usize,
        batch: Option<usize>,
    ) -> Res<()> {
        let done = batch.unwrap_or_else(|| {
            pickler.out.write(&[op::MARK]);
            0
        });
        if done < BATCH
            && let Some(item) = items.get(next).cloned()
        {
            pickler.push(Task::Set(obj.clone(), items, next + 1, Some(done + 1)));
            pickler.push(Task::SaveIn(Note::Element(obj), item));
            return Ok(());
        }
        pickler.out.write(&[op::ADDITEMS]);
        if self.set_len(&obj) != items.len() {
            let text = "set changed size during iteration";
            return self.raise(tid::RUNTIME_ERROR, text);
        }
        if done == BATCH && (next < items.len() || !self.batches_exactly()) {
            pickler.push(Task::Set(obj, items, next, None));
        }
        Ok(())
    }

    /// Up to 3.14 a full batch of pairs or of a set's items is followed by another, if need be an
    /// empty one, and a single item or pair behind a batch stands in a batch of its own.
    fn batches_exactly(&self) -> bool {
        self.build.at_least(15)
    }

    fn save_frozenset(&mut self, pickler: &mut Pickler, obj: Value) -> Res<()> {
        let items = self.set_items(&obj);
        if pickler.out.protocol < 4 {
            let (class, items) = (self.ty(tid::FROZENSET).object.clone(), self.list(items));
            return self.save_made_by(pickler, obj, class, vec![items]);
        }
        pickler.out.write(&[op::MARK]);
        pickler.push(Task::EndFrozenSet(obj.clone()));
        for item in items.into_iter().rev() {
            pickler.push(Task::SaveIn(Note::Element(obj.clone()), item));
        }
        Ok(())
    }

    /// Modules/_pickle.c, batch_list and batch_dict.
    fn batch_step(&mut self, pickler: &mut Pickler, mut batch: Box<Batch>) -> Res<()> {
        let (one, many): (&[u8], &[u8]) = if batch.pairs {
            (&[op::SETITEM], &[op::SETITEMS])
        } else {
            (&[op::APPEND], &[op::APPENDS])
        };
        let state = std::mem::replace(&mut batch.state, BatchState::Single);
        let (item, after) = match state {
            BatchState::Single => {
                pickler.out.write(one);
                if pickler.binary() {
                    return Ok(());
                }
                batch.state = BatchState::Start;
                pickler.push(Task::Batch(batch));
                return Ok(());
            }
            BatchState::Start => {
                let Some(first) = self.batch_item(&batch)? else {
                    return Ok(());
                };
                let second = if pickler.binary() {
                    self.batch_next(&batch)?
                } else {
                    None
                };
                match second {
                    Some(second) => {
                        pickler.out.write(&[op::MARK]);
                        (first, BatchState::Fetched(second, 1))
                    }
                    None => (first, BatchState::Single),
                }
            }
            BatchState::Fetched(item, done) => {
                self.check_pair(&batch, &item)?;
                (item, BatchState::Next(done + 1))
            }
            BatchState::Next(done) if done == BATCH => {
                pickler.out.write(many);
                batch.state = BatchState::Start;
                pickler.push(Task::Batch(batch));
                return Ok(());
            }
            BatchState::Next(done) => match self.batch_item(&batch)? {
                Some(item) => (item, BatchState::Next(done + 1)),
                None => {
                    pickler.out.write(many);
                    return Ok(());
                }
            },
        };
        let (obj, index) = (batch.obj.clone(), batch.index);
        batch.index += 1;
        batch.state = after;
        let pair = match &item.kind {
            Kind::Tuple(pair) if batch.pairs => Some((pair[0].clone(), pair[1].clone())),
            _ => None,
        };
        pickler.push(Task::Batch(batch));
        pickler.push(match pair {
            Some((key, value)) => Task::SavePair(obj, key, value),
            None => Task::SaveIn(Note::Item(obj, index), item),
        });
        Ok(())
    }

    fn batch_next(&mut self, batch: &Batch) -> Res<Option<Value>> {
        let iter = batch.iter.clone();
        self.next(&iter)
    }

    fn batch_item(&mut self, batch: &Batch) -> Res<Option<Value>> {
        let item = self.batch_next(batch)?;
        if let Some(item) = &item {
            self.check_pair(batch, item)?;
        }
        Ok(item)
    }

    fn check_pair(&mut self, batch: &Batch, item: &Value) -> Res<()> {
        if batch.pairs && !matches!(&item.kind, Kind::Tuple(pair) if pair.len() == 2) {
            return self.type_error("dict items iterator must return 2-tuples");
        }
        Ok(())
    }
}

/// From 3.12 on nested calls of C have a limit of their own: at least this one
/// (3.12.1; higher since, and from 3.14 on as high as the stack allows).
const LEAST_C_RECURSION: usize = 1490;
/// Near the limit it matters how many calls the interpreter itself was started with.
const UNSURE: usize = 20;

/// Items or pairs of an iterator follow, for an object.
pub(super) fn save_items(pickler: &mut Pickler, obj: &Value, iter: Value, pairs: bool) {
    pickler.push(Task::Batch(Box::new(Batch {
        obj: obj.clone(),
        iter,
        pairs,
        index: 0,
        state: BatchState::Start,
    })));
}

fn save_tuple(pickler: &mut Pickler, obj: Value, items: Vec<Value>) {
    if items.is_empty() {
        pickler.out.write(if pickler.binary() {
            &[op::EMPTY_TUPLE]
        } else {
            &[op::MARK, op::TUPLE]
        });
        return;
    }
    if pickler.out.protocol < 2 || items.len() > 3 {
        pickler.out.write(&[op::MARK]);
    }
    pickler.push(Task::EndTuple(obj.clone()));
    for (i, item) in items.into_iter().enumerate().rev() {
        pickler.push(Task::SaveIn(Note::Item(obj.clone(), i), item));
    }
}

/// A tuple that its own items have written by now is taken from the memo instead.
fn end_tuple(pickler: &mut Pickler, obj: Value) {
    let len = match &obj.kind {
        Kind::Tuple(items) => items.len(),
        _ => 0,
    };
    let short = pickler.out.protocol >= 2 && len <= 3;
    if let Some(number) = pickler.number(&obj) {
        if short {
            pickler.out.write(&[op::POP; 3][..len]);
        } else if pickler.binary() {
            pickler.out.write(&[op::POP_MARK]);
        } else {
            pickler.out.write(&vec![op::POP; len + 1]);
        }
        pickler.out.get(number);
        return;
    }
    pickler.out.write(&[match (short, len) {
        (true, 1) => op::TUPLE1,
        (true, 2) => op::TUPLE2,
        (true, 3) => op::TUPLE3,
        _ => op::TUPLE,
    }]);
    pickler.memoize(obj);
}
