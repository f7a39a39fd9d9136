//! The collector of cycles: what only garbage refers to is finalised, then taken apart (Python/gc.c).
//!
//! As in CPython the objects themselves tell: what has more references than the other candidates hold is
//! alive, and so is everything it leads to. Classes live as long as the machine.

use super::exception::Stop;
use super::object::{Kind, Value};
use super::symbol::sym;
use super::types::FastHash;
use super::{Machine, Res};
use std::collections::{HashMap, HashSet};

/// Objects of which some may be garbage, in the order in which they were made.
struct Candidates {
    objects: Vec<Value>,
    /// Where an object stands among them, by its key.
    places: HashMap<usize, usize, FastHash>,
    /// To whom each of them refers, one entry a reference.
    edges: Vec<Vec<usize>>,
}

impl Machine {
    /// `gc.collect()`: how many objects were found that nothing reaches.
    pub(super) fn collect(&mut self) -> Res<usize> {
        let garbage = self.unreachable()?;
        if garbage.is_empty() {
            return Ok(0);
        }
        // From 3.15 on references without callback stay until the finalizers have run.
        let keeps_plain = self.build.at_least(15);
        self.clear_weakrefs_of_garbage(&garbage, keeps_plain)?;
        self.finalize_garbage(&garbage)?;
        drop(garbage);
        // What finalizers have brought back stays, with everything it leads to.
        let garbage = self.unreachable()?;
        if keeps_plain {
            self.clear_weakrefs_of_garbage(&garbage, false)?;
        }
        let ours = own_dicts(&garbage);
        let counts = |object: &&Value| self.is_tracked(object) && !ours.contains(&object.key());
        let count: usize = garbage.iter().filter(counts).map(objects_of).sum();
        for object in &garbage {
            take_apart(object);
        }
        drop(garbage);
        self.run_finalizers()?;
        Ok(count)
    }

    /// Whether the collector looks after an object (`gc.is_tracked`), as far as that does not depend on
    /// what happened to it before.
    pub(super) fn is_tracked(&self, object: &Value) -> bool {
        match &object.kind {
            Kind::Type(id) => self.ty(*id).layout.heap,
            Kind::Tuple(items) => object.ty() != super::tid::TUPLE || !items.is_empty(),
            Kind::Dict(_) if object.ty() == super::tid::DICT && !self.build.at_least(14) => self
                .dict_items(object)
                .iter()
                .any(|(key, value)| self.may_be_tracked(key) || self.may_be_tracked(value)),
            _ => self.ty(object.ty()).layout.has_gc,
        }
    }

    /// `_PyObject_GC_MAY_BE_TRACKED`
    fn may_be_tracked(&self, value: &Value) -> bool {
        match &value.kind {
            Kind::Dict(_) => true,
            _ => self.is_tracked(value),
        }
    }

    /// The candidates that nothing else reaches, in the order in which they were made.
    fn unreachable(&mut self) -> Res<Vec<Value>> {
        let candidates = self.candidates()?;
        let Candidates { objects, edges, .. } = &candidates;
        // One reference of each is ours.
        let mut outside: Vec<usize> = objects.iter().map(|object| object.refcount() - 1).collect();
        for &to in edges.iter().flatten() {
            outside[to] = outside[to].saturating_sub(1);
        }
        let mut alive: Vec<bool> = outside.iter().map(|&count| count > 0).collect();
        let mut waiting: Vec<usize> = (0..objects.len()).filter(|&at| alive[at]).collect();
        while let Some(at) = waiting.pop() {
            for &to in &edges[at] {
                if !std::mem::replace(&mut alive[to], true) {
                    waiting.push(to);
                }
            }
        }
        let garbage = objects.iter().zip(&alive).filter(|(_, alive)| !**alive);
        Ok(garbage.map(|(object, _)| object.clone()).collect())
    }

    /// All containers, and what they lead to.
    fn candidates(&mut self) -> Res<Candidates> {
        let mut candidates = Candidates {
            objects: self.containers.iter().filter_map(Value::upgrade).collect(),
            places: HashMap::default(),
            edges: Vec::new(),
        };
        for (place, object) in candidates.objects.iter().enumerate() {
            candidates.places.insert(object.key(), place);
        }
        let mut at = 0;
        while at < candidates.objects.len() {
            let object = candidates.objects[at].clone();
            let mut into = Vec::new();
            self.references(&object, &mut into);
            self.work(into.len() / 4 + 1)?;
            let mut edges = Vec::with_capacity(into.len());
            for value in into {
                let next = candidates.objects.len();
                let place = *candidates.places.entry(value.key()).or_insert(next);
                if place == next {
                    candidates.objects.push(value);
                }
                edges.push(place);
            }
            candidates.edges.push(edges);
            at += 1;
        }
        Ok(candidates)
    }

    /// Every reference that an object holds, each as often as it is held.
    fn references(&self, object: &Value, into: &mut Vec<Value>) {
        if let Some(extra) = object.extra.borrow().as_ref() {
            into.extend(extra.slots.iter().flatten().cloned());
            into.extend(extra.dict.clone());
            into.extend(extra.attributes.iter().map(|(_, value)| value.clone()));
        }
        match &object.kind {
            // Their constants belong to the code, whoever else has it; a class belongs to the machine.
            Kind::Code(_) | Kind::Type(_) => {}
            Kind::Function(function) => {
                into.extend(function.closure.iter().cloned());
                into.push(function.globals.clone());
                let parts = function.parts.borrow();
                into.extend(
                    [&parts.name, &parts.qualname, &parts.module, &parts.doc].map(Value::clone),
                );
                into.extend(parts.defaults.iter().cloned());
                let options = [&parts.kwdefaults, &parts.annotations, &parts.annotate];
                into.extend(options.into_iter().flatten().cloned());
            }
            Kind::Generator(generator) => {
                let Ok(generator) = generator.try_borrow() else {
                    return;
                };
                into.extend([generator.name.clone(), generator.qualname.clone()]);
                into.extend(generator.delegate.clone());
                if let Some(frame) = &generator.frame {
                    into.extend(frame.stack.iter().cloned());
                    into.extend(frame.locals.iter().flatten().cloned());
                    into.extend(frame.cells.iter().cloned());
                    into.push(frame.globals.clone());
                    into.extend(frame.namespace.clone());
                    into.extend(frame.handled.iter().cloned());
                    into.extend(frame.generator.clone());
                    into.extend(frame.function.clone());
                }
            }
            Kind::Dict(dict) => {
                for (key, value) in self.dict_items(object) {
                    into.extend([key, value]);
                }
                into.extend(dict.borrow().default_factory.clone());
            }
            Kind::Struct(fields) => into.extend(fields.iter().map(|(_, value)| value.clone())),
            _ => self.own_referents(object, into),
        }
    }

    /// `handle_weakrefs`: references to garbage die; callbacks of those that are no garbage are called.
    fn clear_weakrefs_of_garbage(&mut self, garbage: &[Value], keep_plain: bool) -> Res<()> {
        let inside: HashSet<usize, FastHash> = garbage.iter().map(Value::key).collect();
        let mut calls = Vec::new();
        for object in garbage {
            for reference in self.weakrefs_of(object) {
                let Kind::WeakRef(state) = &reference.kind else {
                    continue;
                };
                if keep_plain && state.borrow().callback.is_none() {
                    continue;
                }
                let mut state = state.borrow_mut();
                state.target = super::object::WeakValue::new();
                if !inside.contains(&reference.key())
                    && let Some(callback) = state.callback.take()
                {
                    calls.push((callback, reference.clone()));
                }
            }
            if let Some(extra) = object.extra.borrow_mut().as_mut() {
                extra.weakrefs.retain(|weak| {
                    keep_plain
                        && Value::upgrade(weak)
                            .is_some_and(|weak| self.weak_target(&weak).is_some())
                });
            }
        }
        for (callback, reference) in calls {
            match self.call(&callback, &[reference], &[]) {
                Err(halt @ Stop::Halt(_)) => return Err(halt),
                Ok(_) | Err(Stop::Raise(_)) => {}
            }
        }
        Ok(())
    }

    /// `finalize_garbage`: `__del__` of each, once, in order; generators are closed.
    fn finalize_garbage(&mut self, garbage: &[Value]) -> Res<()> {
        for object in garbage {
            let result = if let Kind::Generator(_) = object.kind {
                self.close_generator(object)
            } else if let Some(del) = self.lookup(object.ty(), sym::DEL) {
                if object.finalized() {
                    continue;
                }
                // Should it come back, its references want to know of its death all the same.
                if !self.weakrefs_of(object).is_empty() {
                    object.want_finalizer();
                }
                let base = self.depth();
                let begun =
                    self.begin_call_bound(&del, object, Vec::new(), super::generator::After::Push);
                self.complete(base, begun).map(drop)
            } else {
                continue;
            };
            match result {
                Err(halt @ Stop::Halt(_)) => return Err(halt),
                Ok(()) | Err(Stop::Raise(_)) => {}
            }
        }
        Ok(())
    }
}

/// As how many objects CPython counts one: the cells of a function stand in a tuple.
fn objects_of(object: &Value) -> usize {
    match &object.kind {
        Kind::Function(function) if !function.closure.is_empty() => 2,
        _ => 1,
    }
}

/// Dicts that keep the attributes of objects for us alone: CPython has none there yet.
fn own_dicts(objects: &[Value]) -> HashSet<usize, FastHash> {
    let own = |object: &Value| {
        let extra = object.extra.borrow();
        let extra = extra.as_ref().filter(|extra| !extra.materialised)?;
        extra.dict.as_ref().map(Value::key)
    };
    objects.iter().filter_map(own).collect()
}

/// Lets go of everything that an object refers to (`tp_clear`), so that cycles fall apart.
pub(super) fn take_apart(object: &Value) {
    object.finalized();
    match &object.kind {
        Kind::List(list) => drop(
            list.try_borrow_mut()
                .map(|mut list| std::mem::take(&mut list.items)),
        ),
        Kind::Dict(dict) => drop(
            dict.try_borrow_mut()
                .map(|mut dict| std::mem::take(&mut *dict)),
        ),
        Kind::Set(set) => drop(set.try_borrow_mut().map(|mut set| set.empty())),
        Kind::Cell(cell) => drop(cell.try_borrow_mut().map(|mut cell| cell.take())),
        Kind::Function(function) => {
            let annotations = function
                .parts
                .try_borrow_mut()
                .map(|mut parts| (parts.annotations.take(), parts.annotate.take()));
            drop(annotations);
        }
        Kind::Generator(generator) => drop(
            generator
                .try_borrow_mut()
                .map(|mut generator| generator.frame.take()),
        ),
        Kind::Exception(data) => drop(
            data.try_borrow_mut()
                .map(|mut data| std::mem::take(&mut *data)),
        ),
        Kind::Iter(iter) => drop(
            iter.try_borrow_mut()
                .map(|mut iter| std::mem::replace(&mut *iter, super::iter::Iter::Done)),
        ),
        Kind::Property(property) => drop(
            property
                .try_borrow_mut()
                .map(|mut property| std::mem::take(&mut *property)),
        ),
        _ => {}
    }
    drop(object.extra.try_borrow_mut().map(|mut extra| extra.take()));
}
