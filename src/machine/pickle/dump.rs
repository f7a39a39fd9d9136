//! Writing: every kind of object, with a stack of tasks instead of recursion (Modules/_pickle.c, save).

use super::Hooks;
use super::containers::{Batch, end_tuple, save_tuple};
use super::notes::Note;
use super::opcode as op;
use super::output::Output;
use super::reduction::Rest;
use crate::cpython::recursion::Level;
use crate::machine::object::{Int, Kind, Value};
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

impl Pickler {
    /// A new one; `memo` are objects that were written before.
    pub(super) fn new(protocol: u8, hooks: Hooks, memo: Vec<Value>) -> Self {
        Self {
            out: Output::new(protocol),
            hooks,
            numbers: memo.iter().enumerate().map(|(i, v)| (v.key(), i)).collect(),
            memo,
            tasks: Vec::new(),
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

    pub(super) fn binary(&self) -> bool {
        self.out.protocol >= 1
    }
}

impl Machine {
    /// Writes an object and all that it refers to.
    pub(super) fn dump(&mut self, pickler: &mut Pickler, obj: &Value) -> Res<()> {
        let levels = self.native_levels;
        pickler.push(Task::Save(obj.clone()));
        while let Some(task) = pickler.tasks.pop() {
            let before = pickler.out.len();
            if let Err(stop) = self.dump_step(pickler, task) {
                self.native_levels = levels;
                self.add_notes(pickler, &stop)?;
                return Err(stop);
            }
            self.work(8)?;
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
            Task::Leave(n) => self.native_levels -= n,
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

    /// One more nested call of C's `save`.
    pub(super) fn enter_save(&mut self, pickler: &mut Pickler) -> Res<()> {
        if self
            .build
            .at_least(if self.build.word() == 8 { 13 } else { 12 })
            && self.native_levels > SURE_LEVELS
        {
            return self.unsupported("objects nested so deeply for pickle");
        }
        self.enter_levels(&[Level::Pickle])?;
        pickler.push(Task::Leave(1));
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
}

/// So many nested calls of C fit every stack; newer versions and Pyodide have limits of their own.
const SURE_LEVELS: usize = 1490;
