//! Writing the containers: tuples, lists, dicts and sets, in batches.

use super::dump::{Pickler, Task};
use super::notes::Note;
use super::opcode::{self as op, BATCH};
use crate::machine::object::{Kind, Value};
use crate::machine::symbol::sym;
use crate::machine::types::tid;
use crate::machine::{Machine, Res};

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

impl Machine {
    pub(super) fn save_list(&mut self, pickler: &mut Pickler, obj: Value) -> Res<()> {
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

    pub(super) fn save_dict(&mut self, pickler: &mut Pickler, obj: Value) -> Res<()> {
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
    pub(super) fn list_step(
        &self,
        pickler: &mut Pickler,
        obj: Value,
        next: usize,
        batch: Option<usize>,
    ) {
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

    pub(super) fn dict_step(
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

    pub(super) fn save_set(&mut self, pickler: &mut Pickler, obj: Value) -> Res<()> {
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

    pub(super) fn set_step(
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

    pub(super) fn save_frozenset(&mut self, pickler: &mut Pickler, obj: Value) -> Res<()> {
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
    pub(super) fn batch_step(&mut self, pickler: &mut Pickler, mut batch: Box<Batch>) -> Res<()> {
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

pub(super) fn save_tuple(pickler: &mut Pickler, obj: Value, items: Vec<Value>) {
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
pub(super) fn end_tuple(pickler: &mut Pickler, obj: Value) {
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
